"""Questions with two times: what our record knew, and what the world could read."""

from datetime import UTC, date, datetime
from typing import Any

from events.vocabulary import Corrected, Retracted, Source
from store.database import Database
from store.live import Live
from store.query import entry, memory_as_of, story_of
from tests.store.making import at, happen, restricted


def titles(database: Database, **when: Any) -> dict[str, str]:
    return {name: event.title for name, event in memory_as_of(database, **when).state.world.items()}


def published(minutes: float) -> tuple[Source, ...]:
    return (Source(url="https://example.org", published_at=at(minutes)),)


def test_what_was_known_is_what_had_been_recorded(database: Database, live: Live) -> None:
    happen(live, restricted(1), minutes=10)
    happen(live, Corrected(event="ev-r1", reason="typing error", now=restricted(1, title="Order One")), minutes=20)
    happen(live, Retracted(event="ev-r1", reason="a hoax"), minutes=30)
    assert titles(database, known_at=at(9)) == {}
    assert titles(database, known_at=at(10)) == {"ev-r1": "Order 1"}
    assert titles(database, known_at=at(25)) == {"ev-r1": "Order One"}
    assert titles(database) == {}
    assert titles(database, until_position=2) == {"ev-r1": "Order One"}


def test_what_was_public_is_what_a_source_had_published_even_if_we_read_it_later(
    database: Database, live: Live
) -> None:
    happen(live, restricted(1, sources=published(-500)), minutes=10)
    assert titles(database, public_at=at(-501)) == {}
    assert titles(database, public_at=at(-500)) == {"ev-r1": "Order 1"}
    assert titles(database, public_at=at(-500), known_at=at(9)) == {}


def test_an_act_of_which_no_source_says_when_counts_from_the_end_of_its_own_day(database: Database, live: Live) -> None:
    happen(live, restricted(1, sources=(), zone="America/New_York", happened_on=date(2026, 6, 12)))
    assert titles(database, public_at=datetime(2026, 6, 13, 3, 59, tzinfo=UTC)) == {}
    assert len(titles(database, public_at=datetime(2026, 6, 13, 4, 0, tzinfo=UTC))) == 1


def test_what_we_had_misread_is_public_as_it_truly_read(database: Database, live: Live) -> None:
    happen(live, restricted(1, sources=published(-100)), restricted(2, sources=published(-100)))
    now = restricted(1, title="Order One", sources=published(-50))
    happen(live, Corrected(event="ev-r1", reason="misread", now=now), Retracted(event="ev-r2", reason="misread"))
    assert titles(database, public_at=at(-60)) == {}
    assert titles(database, public_at=at(-50)) == {"ev-r1": "Order One"}


def test_the_story_of_an_event_is_all_that_was_said_of_it(database: Database, live: Live) -> None:
    happen(live, restricted(1), restricted(2), Retracted(event="ev-r1", reason="a hoax"))
    assert [e.kind for e in story_of(database, "ev-r1")] == ["restriction", "retraction"]
    found = entry(database, "ev-r2")
    assert found is not None
    assert found.position == 2
    assert entry(database, "ev-none") is None
