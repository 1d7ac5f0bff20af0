"""What the tests of the store are made of: a database of their own, events in one line, and a clock that is told."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from events.vocabulary import Launched, Restricted, Source

NOW = datetime(2026, 6, 12, 21, 21, tzinfo=UTC)


def at(minutes: float = 0) -> datetime:
    """So many minutes after the beginning of the story."""
    return NOW + timedelta(minutes=minutes)


def restricted(number: int = 1, **more: Any) -> Restricted:
    facts: dict[str, Any] = {
        "id": f"ev-r{number}",
        "title": f"Order {number}",
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": ("anthropic/claude-fable-5",),
        "happened_on": date(2026, 6, 12),
        "sources": (Source(url=f"https://example.org/{number}", publisher="gazette", trust="official"),),
    }
    return Restricted(**(facts | more))


def launched(number: int = 1, **more: Any) -> Launched:
    facts: dict[str, Any] = {
        "id": f"ev-l{number}",
        "title": f"Launch {number}",
        "issuer": "sakana",
        "jurisdiction": "JP",
        "targets": (f"sakana/fugu-{number}",),
        "happened_on": date(2026, 6, 22),
    }
    return Launched(**(facts | more))
