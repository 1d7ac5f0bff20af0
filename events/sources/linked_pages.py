"""New addresses of a list, each with the text of the page behind it: a few per check, the rest at the next ones."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources.answers import Fetched, Request
from events.sources.dates import believable, moment
from events.sources.main_text import page_text, wrong_page
from events.sources.plain_text import as_key
from events.sources.protocol import Checked, Cursor, SourceSpec
from events.sources.row_memory import Doubt, differences, digest

if TYPE_CHECKING:
    from events.sources.web import Door

MAX_PAGES = 5
_TRIES = 3
_ACCEPT = "text/html, text/markdown, text/plain;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Linked:
    """An address that a list names; `title` is the list's own word for it, `at` when the list says it was put there."""

    url: str
    title: str = ""
    at: datetime | None = None


async def followed(
    spec: SourceSpec,
    cursor: Cursor,
    door: "Door",
    answered: Cursor,
    linked: Sequence[Linked],
    now: datetime,
    *,
    language: str = "",
) -> Checked:
    """The pages that are new in the list. The first look only remembers what is there.

    An address that could not be read is tried at three checks, then left out with a problem. Nothing is said of
    addresses that vanish.
    """
    by_key = {digest(as_key(one.url)): one for one in linked}
    found = differences(dict.fromkeys(by_key, ""), cursor.extra, now, gone_after=None, states_upheaval=False)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    most = int(spec.options.get("max_pages", MAX_PAGES))
    tried: Mapping[str, int] = cursor.extra.get("tried") or {}
    failed: dict[str, int] = {}
    documents: list[Document] = []
    problems = list(found.problems)
    for key in found.added[:most]:
        read = await _read(spec, door, by_key[key], now, language)
        if isinstance(read, Document):
            documents.append(read)
        elif tried.get(key, 0) + 1 < _TRIES:
            failed[key] = tried.get(key, 0) + 1
            problems.append(f"{read}: it is tried again")
        else:
            problems.append(f"{read}: it is left out after {_TRIES} attempts")
    left = {*found.added[most:], *failed}
    rows = {key: said for key, said in found.extra["rows"].items() if key not in left}
    extra: dict[str, Any] = {**found.extra, "rows": rows, "tried": failed}
    # With pages left to read, the list is wanted in full next time, changed or not.
    following = replace(answered, etag="", last_modified="", body_hash="") if left else answered
    return Checked(
        documents=tuple(reversed(documents)),
        cursor=replace(following, extra=extra),
        unchanged=not documents,
        problems=tuple(problems),
    )


async def _read(spec: SourceSpec, door: "Door", one: Linked, now: datetime, language: str) -> Document | str:
    answer = await door.fetch(Request(url=one.url, accept=_ACCEPT, max_bytes=2 * 1024 * 1024))
    if not isinstance(answer, Fetched):
        return getattr(answer, "reason", f"{spec.id} gave no page to read")
    page = await asyncio.to_thread(page_text, answer)
    wrong = wrong_page(page, answer, spec.id)
    if wrong:
        return wrong
    written = believable(moment(page.published, thorough=False), now)
    at = written.at if written else one.at
    return Document(
        url=answer.url,
        title=one.title or page.title,
        text=page.text,
        source=spec.id,
        publisher=spec.publisher,
        trust=spec.trust,
        language=spec.language or page.language or language,
        published_at=at,
        published_is_day=written.is_day if written else at is not None and (at.hour, at.minute, at.second) == (0, 0, 0),
        observed_at=now,
        key=as_key(one.url),
    )
