"""Sources of kind `page`: one page of a site; what it says anew becomes a document."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked
from events.sources.main_text import meanings, page_text, wrong_page
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.row_memory import Doubt, differences, digest

if TYPE_CHECKING:
    from events.sources.web import Door

_ACCEPT = "text/html, text/markdown, text/plain;q=0.9, */*;q=0.5"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the page: the paragraphs that it did not have before. The first look only remembers them.

    Only the new paragraphs are handed on: whatever else the page says was there before and is no news.
    """
    answer = await asked(spec, cursor, door, _ACCEPT)
    if not isinstance(answer, Fetched):
        return answer
    return await asyncio.to_thread(_read, spec, cursor, answer, now)


def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked:
    page = page_text(answer)
    wrong = wrong_page(page, answer, spec.id)
    if wrong:
        return Checked(cursor=cursor, suspect=wrong)
    told = meanings(page)
    found = differences(dict.fromkeys(told, ""), cursor.extra, now, gone_after=None)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    following = replace(answered(answer), extra=found.extra)
    if not found.added:
        return Checked(cursor=following, unchanged=True, problems=found.problems)
    document = Document(
        url=answer.url,
        title=page.title or spec.publisher or spec.id,
        text="\n\n".join(told[key] for key in found.added),
        source=spec.id,
        publisher=spec.publisher,
        trust=spec.trust,
        language=spec.language or page.language,
        observed_at=now,
        key=f"{spec.url}#{digest(*found.added)}",
    )
    return Checked(documents=(document,), cursor=following, problems=found.problems)
