"""Sources of kind `arxiv`: papers that match a query of arXiv's API, newest first."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked
from events.sources.feed import MAX_BYTES, read_as_feed
from events.sources.novelty import compared
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.raw_feed import BadFeed, ReadEntry
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

_VERSION = re.compile(r"v\d+$")
_NEWEST_FIRST = "sortBy=submittedDate&sortOrder=descending"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the query: the papers that are new, or whose title or abstract a new version changed."""
    answer = await asked(spec, cursor, door, "application/atom+xml", url=_newest_first(spec.url), max_bytes=MAX_BYTES)
    if not isinstance(answer, Fetched):
        return answer
    page = page_instead(answer.body, "arXiv's Atom", spec.id)
    if page:
        return Checked(cursor=cursor, suspect=page)
    feed = read_as_feed(answer, now)
    if isinstance(feed, BadFeed):
        return Failed(reason=f"{spec.id} gave no Atom that can be read: {feed.reason}; it is tried again")
    if any("/api/errors" in entry.key for entry in feed.entries):
        words = feed.entries[0].text[:120]
        return Failed(reason=f"{spec.id}: arXiv says {words!r}: correct the query in its url")
    entries = [_document(spec, entry, now) for entry in feed.entries]
    # The service answers with an empty list when it is overtired: after a full one that is a doubt, never news.
    return compared(entries, cursor, answered(answer))


def _newest_first(url: str) -> str:
    query = urlsplit(url).query
    if any(name == "sortBy" for name, _ in parse_qsl(query)):
        return url
    return f"{url}{'&' if query else '?'}{_NEWEST_FIRST}"


def _document(spec: SourceSpec, entry: ReadEntry, now: datetime) -> Document:
    return Document(
        url=entry.url.replace("http://", "https://", 1),
        title=entry.title,
        text=entry.text,
        source=spec.id,
        publisher=spec.publisher or "arXiv",
        trust=spec.trust,
        language=spec.language or "en",
        published_at=datetime.fromisoformat(entry.published_at) if entry.published_at else None,
        published_is_day=entry.published_is_day,
        observed_at=now,
        key=_VERSION.sub("", entry.key),
    )
