"""Sources of kind `feed`: RSS, Atom, RDF and JSON Feed."""

import importlib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from events.document import Document
from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.novelty import compared
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.raw_feed import BadFeed, ReadEntry, ReadFeed
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

MAX_BYTES = 2 * 1024 * 1024
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at a feed: the entries that are new or worded anew."""
    answer = await door.fetch(
        Request(
            url=spec.url,
            accept=_ACCEPT,
            etag=cursor.etag,
            last_modified=cursor.last_modified,
            body_hash=cursor.body_hash,
            max_bytes=MAX_BYTES,
        )
    )
    match answer:
        case Refused():
            return Failed(reason=answer.reason, retry_after_seconds=answer.retry_after_seconds)
        case Unchanged():
            return Checked(cursor=replace(cursor, etag=answer.etag, last_modified=answer.last_modified), unchanged=True)
        case Fetched():
            return _read(spec, cursor, answer, now)


def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked | Failed:
    page = page_instead(answer.body, "a feed", spec.id)
    if page:
        return Checked(cursor=cursor, suspect=page)
    feed = read_as_feed(answer, now)
    if isinstance(feed, BadFeed):
        return Failed(
            reason=f"{spec.id} gave no feed that can be read: {feed.reason}; look at its address, it is tried again"
        )
    entries = [_document(spec, feed, entry, now) for entry in feed.entries]
    answered = Cursor(etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)
    return compared(entries, cursor, answered)


def read_as_feed(answer: Fetched, now: datetime) -> ReadFeed | BadFeed:
    # Imported on need: the parser takes a tenth of a second to load, and only the process that reads feeds needs it.
    entries = importlib.import_module("events.sources.feed_entries")
    read: ReadFeed | BadFeed = entries.read_feed(answer.body, answer.content_type, answer.url, now)
    return read


def _document(spec: SourceSpec, feed: ReadFeed, entry: ReadEntry, now: datetime) -> Document:
    return Document(
        url=entry.url or spec.url,
        title=entry.title,
        text=entry.text,
        source=spec.id,
        publisher=spec.publisher or feed.title,
        trust=spec.trust,
        language=spec.language or entry.language or feed.language,
        published_at=datetime.fromisoformat(entry.published_at) if entry.published_at else None,
        published_is_day=entry.published_is_day,
        observed_at=now,
        key=entry.key,
    )
