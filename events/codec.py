"""Canonical JSON: one event, one sequence of bytes, in every version ever written; and CloudEvents for the outside."""

from collections.abc import Callable
from typing import Any

import msgspec

from events.vocabulary import Event

SCHEMA = 1
"""The schema version that is written now; older ones are read through `_UPCASTERS`."""

_UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(kind, version) → what turns that version's plain data into the next version's."""

# Every field is written, defaults too: msgspec tells a default by the object, not by its value, so that what it leaves
# out would depend on where a value came from.
_encoder = msgspec.json.Encoder(order="sorted", decimal_format="string")
_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)

ENTRY_BYTES_MAX = 65_535


class CodecError(ValueError):
    """Bytes that are no event of any version known here; the message says what is wrong and what to do."""


def tag_of(event: Event) -> str:
    """The kind's name in the log, as in the canonical JSON's `type`."""
    return str(type(event).__struct_config__.tag)


def encode(event: Event) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8, times in UTC; at most 65,535 bytes.

    CodecError where an event is larger (shorten its quotes) or holds text that is not Unicode.
    """
    try:
        data = _encoder.encode(event)
    except (UnicodeEncodeError, msgspec.EncodeError, TypeError, ValueError) as error:
        raise CodecError(f"the event cannot be written as JSON: {error}") from error
    if len(data) > ENTRY_BYTES_MAX:
        raise CodecError(f"the event is {len(data)} bytes long, at most {ENTRY_BYTES_MAX} are kept: shorten its quotes")
    return data


def decode(data: bytes, schema: int = SCHEMA) -> Event:
    """The event that these bytes state, brought up from `schema` to the present one; CodecError where they do not."""
    try:
        if schema == SCHEMA:
            return _decoder.decode(data)
        if not 1 <= schema < SCHEMA:
            raise CodecError(f"schema version {schema} is newer than this program ({SCHEMA}): upgrade Curbwatch")
        plain = msgspec.json.decode(data, type=dict[str, Any])
        for version in range(schema, SCHEMA):
            step = _UPCASTERS.get((str(plain.get("type")), version))
            plain = step(plain) if step else plain
        event: Event = msgspec.convert(plain, Event)
        return event
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise CodecError(f"these bytes are no event: {error}") from error


def plain(value: Any) -> Any:
    """Any value of the vocabulary as plain JSON data (dicts, lists, strings, numbers), for output."""
    return msgspec.to_builtins(value, order="sorted")


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes of any plain value or struct, for digests."""
    return _encoder.encode(value)
