"""What is new in an answer, by the meaning of its entries and never by raw bytes; and whether to believe it."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from events.document import Document
from events.sources.protocol import Checked, Cursor

MAX_ENTRIES = 10_000
MAX_SEEN = 3_000
_FULL = 4  # fewer entries than this say nothing by vanishing
_BELIEVE_AFTER = 3  # an odd answer that comes so often in a row is how the source is now
_DISTINCT_TEXT = 40  # characters of text from which on two entries with the same words are the same news


def meaning(document: Document) -> str:
    """A short hash of what an entry says: title and text folded, and the fields stated outright. No dates, no links."""
    if not document.structured:
        return document.hash[7:39]
    stated = json.dumps(document.structured, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{document.hash}\n{stated}".encode()).hexdigest()[:32]


def compared(
    entries: Sequence[Document],
    cursor: Cursor,
    answered: Cursor,
    *,
    window: bool = True,
    problems: tuple[str, ...] = (),
) -> Checked:
    """The new and the changed among `entries` (newest first, as sources list them), or why this answer is suspect.

    `answered` brings the new validators and the kind's own `extra`. `window=False` is for sources whose answers may
    shrink and empty at will, such as a folder or a query by date.
    """
    entries = entries[:MAX_ENTRIES]
    told = _told(entries)
    known = set(cursor.seen.values())
    fresh = [
        (key, digest, entry)
        for key, digest, entry in told
        if digest not in (cursor.seen.get(key), cursor.seen.get(_key(entry)))
        and not (len(entry.text) >= _DISTINCT_TEXT and digest in known)
    ]
    doubt = _doubt(told, fresh, cursor) if window else None
    if doubt:
        sort, reason = doubt
        times = int(cursor.extra.get("odd_times", 0)) + 1 if cursor.extra.get("odd") == sort else 1
        if not entries or times < _BELIEVE_AFTER:
            odd = {**cursor.extra, "odd": sort, "odd_times": times}
            return Checked(cursor=replace(cursor, extra=odd), suspect=reason, problems=problems)
    seen = _remembered(cursor.seen, told)
    newest = max((e.published_at for e in entries if e.published_at), default=None)
    extra: dict[str, Any] = {**answered.extra, "count": len(entries)}
    if newest is not None:
        extra["newest_at"] = max(newest.isoformat(), str(cursor.extra.get("newest_at", "")))
    documents = tuple(entry for _, _, entry in reversed(fresh))
    return Checked(
        documents=documents,
        cursor=replace(answered, seen=seen, extra=extra),
        unchanged=not documents,
        problems=problems,
    )


def _told(entries: Sequence[Document]) -> list[tuple[str, str, Document]]:
    """Key, meaning and entry; entries that share a key are told apart by their meaning, and exact doubles fall away."""
    pairs = [(_key(entry), meaning(entry), entry) for entry in entries]
    times = Counter(key for key, _ in {(key, digest) for key, digest, _ in pairs})
    found: dict[str, tuple[str, str, Document]] = {}
    for key, digest, entry in pairs:
        name = key if times[key] == 1 else f"{key}#{digest[:12]}"
        found.setdefault(name, (name, digest, entry))
    return list(found.values())


def _key(entry: Document) -> str:
    return entry.key or entry.url or entry.hash


def _doubt(
    told: Sequence[tuple[str, str, Document]], fresh: Sequence[tuple[str, str, Document]], cursor: Cursor
) -> tuple[str, str] | None:
    """What is odd about this answer, as a sort to count and a line to show; None where it looks right."""
    before = int(cursor.extra.get("count", 0))
    if before < _FULL:
        return None
    until = f"nothing is taken until it comes so {_BELIEVE_AFTER} times in a row"
    if not told:
        return "empty", f"the answer is empty where it had {before} entries: nothing is taken until entries come back"
    if len(told) * 2 <= before:
        return "shrunk", f"only {len(told)} of {before} entries are left: {until}"
    strange = len(fresh) == len(told) >= _FULL and not any(key in cursor.seen for key, _, _ in told)
    if strange and not _later(fresh, cursor):
        return "ids", f"the id of every entry changed at once: {until}"
    return None


def _later(fresh: Sequence[tuple[str, str, Document]], cursor: Cursor) -> bool:
    """Whether all entries are newer than any before: then a busy source has simply moved on."""
    text = str(cursor.extra.get("newest_at", ""))
    newest = datetime.fromisoformat(text) if text else None
    return newest is not None and all(e.published_at is not None and e.published_at >= newest for _, _, e in fresh)


def _remembered(seen: Mapping[str, str], told: Sequence[tuple[str, str, Document]]) -> dict[str, str]:
    """What was seen, what is in the answer now at its end; the oldest are dropped, never one of this answer."""
    now = {key: digest for key, digest, _ in reversed(told)}
    older = [(key, digest) for key, digest in seen.items() if key not in now]
    room = max(MAX_SEEN - len(now), 0)
    return dict(older[len(older) - room if len(older) > room else 0 :]) | now
