"""Sources of kind `lifecycle-page`: a maker's page of deprecations; its rows are read, its layout and words are not."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from events.sources.answers import Fetched
from events.sources.asking import answered, asked
from events.sources.lifecycle_rows import lifecycle_rows
from events.sources.model_changes import compared_models
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.tables import read_page
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"provider": str, "surface": str, "page": str}
_ACCEPT = "text/markdown, text/html;q=0.9, text/plain;q=0.8, */*;q=0.5"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the page: the models whose end was set, moved or taken back, and those newly on offer."""
    answer = await asked(spec, cursor, door, _ACCEPT)
    if not isinstance(answer, Fetched):
        return answer
    page = page_instead(answer.body, "Markdown", spec.id) if spec.url.endswith(".md") else ""
    if page:
        return Checked(cursor=cursor, suspect=page)
    provider = str(spec.options.get("provider") or spec.publisher or spec.id)
    told = await asyncio.to_thread(read_page, answer.text)
    rows = lifecycle_rows(told, provider, str(spec.options.get("surface", "")))
    return compared_models(spec, rows, cursor, answered(answer), now)
