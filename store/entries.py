"""One entry of the log: its columns as a value, and the exact bytes that its leaf hash covers.

The bytes, all numbers unsigned and big-endian:

    1   layout, now 1
    8   position
    8   recorded_at, microseconds since 1970-01-01 UTC
    4   version in the stream
    2   schema version of the data
    2+n event id      (length, then UTF-8)
    2+n stream
    2+n kind
    …   data, to the end: the canonical JSON as stored

together at most 65,535 bytes. The leaf is SHA-256 of a zero byte and these bytes (RFC 6962, section 2.1).
"""

import hashlib
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from events.codec import ENTRY_BYTES_MAX, CodecError, canonical, decode
from events.vocabulary import (
    AlertsDecided,
    CatalogAdopted,
    Corrected,
    Corroborated,
    DeliveriesSealed,
    Disputed,
    Event,
    FindingJudged,
    Launched,
    MilestoneReached,
    PreferencesSet,
    ProfileSet,
    Proposed,
    Relaxed,
    Restricted,
    Retracted,
    RulesAdopted,
    SubscriberForgotten,
    SubscriberJoined,
    WatchAdded,
    WatchRemoved,
    Withdrawn,
)
from store.instants import to_micros

LAYOUT = 1
_HEAD = struct.Struct(">BQQIH")
_LENGTH = struct.Struct(">H")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log, as it was recorded."""

    position: int
    id: str
    stream: str
    version: int
    kind: str
    schema: int
    recorded_at: datetime
    data: bytes
    leaf: bytes

    @property
    def event(self) -> Event:
        """What happened, in the present vocabulary; decoded anew each time."""
        return decode(self.data, self.schema)


def envelope(
    position: int, recorded_at: datetime, version: int, schema: int, names: tuple[str, str, str], data: bytes
) -> bytes:
    """The bytes under the leaf; `names` are event id, stream and kind. CodecError where they are too many."""
    parts = [_HEAD.pack(LAYOUT, position, to_micros(recorded_at), version, schema)]
    for name in names:
        encoded = name.encode()
        parts += [_LENGTH.pack(len(encoded)), encoded]
    parts.append(data)
    whole = b"".join(parts)
    if len(whole) > ENTRY_BYTES_MAX:
        raise CodecError(
            f"the entry is {len(whole)} bytes long, at most {ENTRY_BYTES_MAX} are kept: shorten its quotes"
        )
    return whole


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def stream_of(event: Event) -> str:
    """To whose story an event belongs: an event of the world and the notes on it share one stream."""
    match event:
        case Restricted() | Relaxed() | Proposed() | MilestoneReached() | Launched() | Withdrawn():
            return event.id
        case Corrected() | Retracted() | Corroborated() | Disputed():
            return event.event
        case FindingJudged():
            return event.finding
        case (
            SubscriberJoined() | ProfileSet() | WatchAdded() | WatchRemoved() | PreferencesSet() | SubscriberForgotten()
        ):
            return event.subscriber
        case CatalogAdopted():
            return "catalog"
        case RulesAdopted():
            return "rules"
        case AlertsDecided():
            return f"alerts:{event.event}"
        case DeliveriesSealed():
            return "deliveries"
        case _:
            assert_never(event)


def note_id(event: Event, version: int) -> str:
    """The id of what has none of its own: fixed when it is appended, and the same nowhere else.

    A corroboration's is made of the event and the document, so that reading the document again adds nothing.
    """
    if isinstance(event, Corroborated):
        told = canonical([event.event, event.source.document or event.source.url, *(["own"] if event.confirms else [])])
    else:
        told = canonical([stream_of(event), version, event])
    return "no-" + hashlib.sha256(told).hexdigest()[:24]
