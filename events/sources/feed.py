"""Sources of kind `feed`: RSS, Atom, RDF and JSON Feed."""

import asyncio
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import events
from events.document import Document
from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.novelty import compared
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.raw_feed import BadFeed, FeedJob, ReadEntry, ReadFeed
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

MAX_BYTES = 2 * 1024 * 1024
PARSE_SECONDS = 5.0
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_ROOT = Path(events.__file__).resolve().parent.parent
_ANSWER: msgspec.msgpack.Decoder[ReadFeed | BadFeed] = msgspec.msgpack.Decoder(ReadFeed | BadFeed)


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
            return await _read(spec, cursor, answer, now)


async def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked | Failed:
    page = page_instead(answer.body, "a feed", spec.id)
    if page:
        return Checked(cursor=cursor, suspect=page)
    feed = await parsed_apart(
        FeedJob(body=answer.body, content_type=answer.content_type, url=answer.url, now=now.isoformat())
    )
    if isinstance(feed, BadFeed):
        return Failed(
            reason=f"{spec.id} gave no feed that can be read: {feed.reason}; look at its address, it is tried again"
        )
    entries = [_document(spec, feed, entry, now) for entry in feed.entries]
    answered = Cursor(etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)
    return compared(entries, cursor, answered)


async def parsed_apart(job: FeedJob, deadline_seconds: float = PARSE_SECONDS) -> ReadFeed | BadFeed:
    """The feed read by a process of its own, bounded in time and memory: hostile bytes can only kill that one."""
    process = await asyncio.create_subprocess_exec(
        # -P and a bare environment: nothing of the working folder is imported, and no secret is handed on.
        *(sys.executable, "-P", "-m", "events.sources.parse_child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        cwd="/",
    )
    try:
        async with asyncio.timeout(deadline_seconds):
            said, _ = await process.communicate(msgspec.msgpack.encode(job))
    except TimeoutError:
        return BadFeed(reason=f"reading it took longer than {deadline_seconds:g} seconds")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        return BadFeed(reason="reading it needed more memory or time than a feed may")
    try:
        return _ANSWER.decode(said)
    except msgspec.MsgspecError:
        return BadFeed(reason="reading it ended half-way")


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
