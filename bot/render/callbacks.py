"""What a button sends back: a short code that carries all it needs, so that no state waits for a press."""

import hashlib
import re
from collections.abc import Iterable

DATA_BYTES = 64
_REF_BYTES = 44
_SEPARATOR = "|"
_PLAIN = re.compile(r"[\x21-\x7b\x7d\x7e]*")


class CallbackError(ValueError):
    """A button's data is none of ours, or would not fit; it is answered with "this button is out of date"."""


def pack(verb: str, *fields: str | int) -> str:
    """The data of a button: verb and fields, at most 64 bytes; CallbackError where they cannot be carried."""
    parts = [verb, *map(str, fields)]
    data = _SEPARATOR.join(parts)
    if not verb or any(_PLAIN.fullmatch(part) is None for part in parts) or len(data) > DATA_BYTES:
        raise CallbackError(f"{data!r} cannot be carried by a button: use plain letters, at most {DATA_BYTES} bytes")
    return data


def unpack(data: str) -> tuple[str, tuple[str, ...]]:
    """Verb and fields; CallbackError for what no button of ours could have sent."""
    verb, *fields = data.split(_SEPARATOR)
    if not verb or len(data) > DATA_BYTES or any(_PLAIN.fullmatch(part) is None for part in (verb, *fields)):
        raise CallbackError("this is no data of a button")
    return verb, tuple(fields)


def short(ref: str) -> str:
    """An id as a button carries it: itself, or a fingerprint where it is too long."""
    if len(ref.encode()) <= _REF_BYTES and _PLAIN.fullmatch(ref) is not None:
        return ref
    return "~" + hashlib.blake2s(ref.encode("utf-8", "replace"), digest_size=10).hexdigest()


def long(carried: str, known: Iterable[str]) -> str | None:
    """The id that `short` was made of, found among those known; None where there is none such."""
    if not carried.startswith("~"):
        return carried
    return next((ref for ref in known if short(ref) == carried), None)


def page_of(text: str) -> int:
    """A page number that came back with a button; CallbackError where it is none."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise CallbackError("this is no page")
    return int(text)
