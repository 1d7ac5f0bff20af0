"""What crosses between a worker and its parent: plain values in frames."""

from datetime import datetime
from typing import BinaryIO

import msgspec

from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

HEADER_BYTES = 4
MAX_FRAME_BYTES = 64 * 1024 * 1024
"""The largest body that a source may have, and what stands around it."""


class Job(msgspec.Struct, frozen=True, tag="job"):
    """To the worker: check this source once."""

    spec: SourceSpec
    cursor: Cursor
    now: datetime


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    """From the worker: fetch this."""

    request: Request


class Told(msgspec.Struct, frozen=True, tag="told"):
    """To the worker: what came of it; one of the three."""

    fetched: Fetched | None = None
    unchanged: Unchanged | None = None
    refused: Refused | None = None

    @staticmethod
    def of(answer: Fetched | Unchanged | Refused) -> "Told":
        match answer:
            case Fetched():
                return Told(fetched=answer)
            case Unchanged():
                return Told(unchanged=answer)
            case Refused():
                return Told(refused=answer)

    @property
    def answer(self) -> Fetched | Unchanged | Refused:
        found = self.fetched or self.unchanged or self.refused
        assert found is not None
        return found


class Found(msgspec.Struct, frozen=True, tag="found"):
    """From the worker: what the check came to; one of the two."""

    checked: Checked | None = None
    failed: Failed | None = None

    @staticmethod
    def of(outcome: Checked | Failed) -> "Found":
        return Found(checked=outcome) if isinstance(outcome, Checked) else Found(failed=outcome)

    @property
    def outcome(self) -> Checked | Failed:
        found = self.checked or self.failed
        assert found is not None
        return found


TO_WORKER: msgspec.msgpack.Decoder[Job | Told] = msgspec.msgpack.Decoder(Job | Told)
FROM_WORKER: msgspec.msgpack.Decoder[Ask | Found] = msgspec.msgpack.Decoder(Ask | Found)


def framed(message: Job | Told | Ask | Found) -> bytes:
    body = msgspec.msgpack.encode(message)
    return len(body).to_bytes(HEADER_BYTES, "big") + body


def read_frame(stream: BinaryIO) -> bytes | None:
    """The body of the next frame; None where the other side has gone."""
    header = stream.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return None
    size = int.from_bytes(header, "big")
    body = stream.read(size)
    return body if len(body) == size else None
