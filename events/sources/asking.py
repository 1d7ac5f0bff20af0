"""One question to one address, for kinds whose answer is a single body: its bytes to read, or the outcome already."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from events.sources.answers import DEFAULT_MAX_BYTES, Fetched, Refused, Request, Unchanged
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door


async def asked(
    spec: SourceSpec, cursor: Cursor, door: "Door", accept: str, *, url: str = "", max_bytes: int = DEFAULT_MAX_BYTES
) -> Fetched | Checked | Failed:
    """The answer where there is one to read; else what `check` is to give back."""
    answer = await door.fetch(
        Request(
            url=url or spec.url,
            accept=accept,
            etag=cursor.etag,
            last_modified=cursor.last_modified,
            body_hash=cursor.body_hash,
            max_bytes=max_bytes,
            deadline_seconds=60.0 if max_bytes > DEFAULT_MAX_BYTES else 20.0,
        )
    )
    match answer:
        case Refused():
            return Failed(reason=answer.reason, retry_after_seconds=answer.retry_after_seconds)
        case Unchanged():
            return Checked(cursor=replace(cursor, etag=answer.etag, last_modified=answer.last_modified), unchanged=True)
        case Fetched():
            return answer


def answered(answer: Fetched) -> Cursor:
    """A cursor with the validators of this answer and nothing remembered yet."""
    return Cursor(etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)


def told_json(spec: SourceSpec, cursor: Cursor, answer: Fetched) -> Any:
    """The value that the JSON says; `Checked` (suspect) where a page came instead, `Failed` where nothing is readable.

    JSON itself never gives either of the two, so the caller tells them apart by type.
    """
    page = page_instead(answer.body, "JSON", spec.id)
    if page:
        return Checked(cursor=cursor, suspect=page)
    try:
        return json.loads(answer.text, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        words = " ".join(str(error).split())[:80]
        return Failed(reason=f"{spec.id} gave no readable JSON ({words}): it is tried again at the next check")
