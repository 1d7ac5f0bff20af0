"""What the tests of the store are made of: a database of their own, events in one line, and a clock that is told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from events.vocabulary import Event, Launched, Restricted, Source
from store.live import Live
from store.log import Draft
from store.record import add
from store.subscribers import add_watch, join, set_choices, set_profile

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


def subscriber(live: Live, chat_id: int, *watches: str, country: str = "SA", **choices: str) -> str:
    """Somebody who joined before the story began."""
    joined = join(live, chat_id, at(-60), new_id=lambda: f"s{chat_id}", salt=b"0123456789abcdef").subscriber
    set_profile(live, joined, at(-60), country=country)
    for watch in watches:
        add_watch(live, joined, watch, at(-60))
    if choices:
        set_choices(live, joined, {name.replace("_", "-"): value for name, value in choices.items()}, at(-60))
    return joined


def happen(live: Live, *events: Event, minutes: float = 0) -> None:
    """Let these be recorded."""
    add(live, [Draft(event=event) for event in events], at(minutes))


def counting(prefix: str) -> Callable[[], str]:
    """Ids as a test likes them: pa-1, pa-2, …"""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers)}"
