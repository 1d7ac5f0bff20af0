"""Corrections as somebody types them on a phone: `field=value`, over several lines or in one, and a reason."""

import re
from typing import NamedTuple

REASON_LONGEST = 500

_PAIR = re.compile(r"(?<!\S)([^\W\d]\w{0,30})\s?=|(?<!\S)(reason)\s?:", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))


class Typed(NamedTuple):
    """`head` is what stands before the first field; `twice` names the fields that were given more than once."""

    head: str
    changes: dict[str, str]
    reason: str
    twice: tuple[str, ...]


def typed(text: str) -> Typed:
    """What was typed, taken apart; a value goes on to the next `field=`, unless it stands in quotes."""
    text = _storable(text)
    hidden = _QUOTED.sub(lambda quoted: "\0" * len(quoted.group()), text)
    marks = list(_PAIR.finditer(hidden))
    head = text[: marks[0].start()] if marks else text
    changes: dict[str, str] = {}
    twice: list[str] = []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        name = (mark[1] or mark[2]).casefold()
        value = _bare(text[mark.end() : end])
        if name in changes:
            twice.append(name)
        changes[name] = value
    reason = reason_of(changes.pop("reason", ""))
    return Typed(head.strip(), changes, reason, tuple(twice))


def reason_of(text: str) -> str:
    """On one line, and not endless: it stands in the log for good."""
    return " ".join(_storable(text).split())[:REASON_LONGEST]


def _storable(text: str) -> str:
    """Without what the log cannot hold: halves of characters, and NUL."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _bare(text: str) -> str:
    value = text.strip()
    is_quoted = len(value) > 1 and any(value[0] == left and value[-1] == right for left, right in _QUOTES)
    return value[1:-1].strip() if is_quoted else value
