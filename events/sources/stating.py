"""How a source of rows says what changed: one document, one plain sentence per change, and the rows beside it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from events.document import Document
from events.sources.protocol import SourceSpec

MAX_SENTENCES = 300
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def stated(
    spec: SourceSpec,
    now: datetime,
    *,
    key: str,
    title: str,
    sentences: Sequence[str],
    changes: Sequence[dict[str, Any]],
    url: str = "",
) -> Document:
    """One change set as a document of `structured` rows; its words are ours, so its language is English."""
    told = list(sentences[:MAX_SENTENCES])
    if len(sentences) > len(told):
        told.append(f"And {len(sentences) - len(told)} more.")
    return Document(
        url=url or spec.url,
        title=title,
        text="\n".join(told),
        source=spec.id,
        publisher=spec.publisher,
        trust=spec.trust,
        language="en",
        observed_at=now,
        key=key,
        structured={"changes": list(changes)},
    )


def worded_day(on: str) -> str:
    """ "2026-06-05" as "5 June 2026"; anything else as it is."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return on
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
