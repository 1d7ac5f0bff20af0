"""What ships: enough events, each with its source, in order, and every reference pointing back."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from events.access import fold
from events.catalog import Catalog, load_catalog
from events.codec import decode, encode
from events.history import load_history, recorded_as_public_at
from events.soundness import unsound
from events.vocabulary import Launched, MilestoneReached, Relaxed, Restricted, Source, World, kind_of


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def history(catalog: Catalog) -> tuple[World, ...]:
    return load_history(catalog=catalog)


def test_it_reaches_from_2019_to_2027_with_at_least_120_events(history: tuple[World, ...]) -> None:
    assert len(history) >= 120
    assert history[0].happened_on == date(2019, 10, 9)
    assert history[-1].happened_on == date(2027, 12, 2)
    assert {kind_of(e) for e in history} == {
        "restriction",
        "relaxation",
        "proposal",
        "milestone",
        "launch",
        "withdrawal",
    }


def test_every_event_has_an_address_or_says_why_it_is_kept_without_one(history: tuple[World, ...]) -> None:
    for event in history:
        assert event.sources or (event.confidence == "unconfirmed" and event.note), event.id
        assert all(s.url.startswith("https://") and s.publisher for s in event.sources), event.id


def test_an_unconfirmed_event_says_which_part_is_uncertain(history: tuple[World, ...]) -> None:
    assert [e.id for e in history if e.confidence == "unconfirmed" and not e.note] == []


def test_none_of_it_can_alert_anybody(history: tuple[World, ...]) -> None:
    assert {e.origin for e in history} == {"backfill"}


def test_events_stand_in_the_order_of_their_days_and_their_ids_bear_the_day(history: tuple[World, ...]) -> None:
    days = [e.happened_on for e in history]
    assert days == sorted(days)
    assert all(e.id.startswith(f"hist-{e.happened_on.isoformat()}-") for e in history)
    assert len({e.id for e in history}) == len(history)


def test_an_easing_refers_to_an_earlier_measure_and_to_its_objects_only(history: tuple[World, ...]) -> None:
    seen: dict[str, World] = {}
    for event in history:
        if isinstance(event, Relaxed):
            for easing in event.eases:
                measure = seen[easing.measure]
                assert isinstance(measure, Restricted | Launched), event.id
                assert measure.happened_on <= event.happened_on
                assert set(easing.targets) <= set(measure.targets), event.id
        seen[event.id] = event


def test_every_pause_has_an_end_and_a_milestone_that_recalls_it(history: tuple[World, ...]) -> None:
    milestones = {(m.of, m.happened_on) for m in history if isinstance(m, MilestoneReached)}
    paused = [(e, easing) for e in history if isinstance(e, Relaxed) for easing in e.eases if easing.how == "paused"]
    assert paused
    for event, easing in paused:
        assert event.effective_until is not None
        assert (easing.measure, event.effective_until) in milestones


def test_a_listed_party_is_never_the_object_of_its_listing(history: tuple[World, ...]) -> None:
    listings = [e for e in history if isinstance(e, Restricted) and e.listed]
    assert len(listings) >= 8
    for event in listings:
        assert not set(event.listed) & set(event.targets), event.id
        assert event.audience.barred == ("list:us-entity-list",)


def test_a_restriction_names_whom_it_bars(history: tuple[World, ...]) -> None:
    """Nobody named would mean everybody: whoever means everybody writes `*`."""
    assert [e.id for e in history if isinstance(e, Restricted) and not e.audience.barred] == []


def test_what_a_provider_does_by_itself_stands_on_its_own_line(history: tuple[World, ...], catalog: Catalog) -> None:
    for event in history:
        if isinstance(event, Restricted | Relaxed):
            assert (event.line == "provider") == (event.issuer in catalog.providers), event.id


def test_days_are_those_of_the_issuers_zone(history: tuple[World, ...]) -> None:
    zones = {e.jurisdiction: e.zone for e in history}
    assert zones["US"] == "America/New_York"
    assert zones["CN"] == "Asia/Shanghai"
    assert zones["IT"] == "Europe/Rome"


def test_every_event_survives_the_codec_unchanged(history: tuple[World, ...]) -> None:
    for event in history:
        assert decode(encode(event)) == event


def test_all_of_it_folds_into_a_state(history: tuple[World, ...]) -> None:
    assert len(fold(list(history)).world) == len(history)


def test_until_a_day_brings_what_had_happened_and_what_was_known_to_lie_ahead(catalog: Catalog) -> None:
    ids = {e.id for e in load_history(date(2026, 6, 8), catalog=catalog)}
    assert "hist-2026-06-02-us-executive-order" in ids
    assert "hist-2026-06-09-anthropic-fable-5" not in ids
    assert "hist-2026-06-12-us-bis-fable-mythos" not in ids
    assert "hist-2026-11-09-us-affiliates-pause-ends" in ids
    assert "hist-2027-12-02-eu-high-risk-duties" not in ids


def test_what_until_leaves_out_is_never_referred_to(catalog: Catalog) -> None:
    for year, month in ((y, m) for y in range(2019, 2028) for m in (1, 6, 12)):
        events = load_history(date(year, month, 15), catalog=catalog)
        ids = {e.id for e in events}
        for event in events:
            refs = {event.of} if isinstance(event, MilestoneReached) else set()
            refs |= {easing.measure for easing in event.eases} if isinstance(event, Relaxed) else set()
            assert refs - {""} <= ids, (year, month, event.id)


def test_an_event_counts_as_public_from_the_time_its_sources_state_else_from_the_end_of_its_day() -> None:
    event = Launched(id="hist-2025-01-02-x", title="x", happened_on=date(2025, 1, 2))
    assert recorded_as_public_at(event) == datetime(2025, 1, 2, 23, 59, 59, tzinfo=UTC)
    later = Source(url="https://example.org/b", published_at=datetime(2025, 1, 9, tzinfo=UTC))
    first = Source(url="https://example.org/a", published_at=datetime(2025, 1, 5, 8, tzinfo=UTC))
    stated = msgspec.structs.replace(event, sources=(later, first))
    assert recorded_as_public_at(stated) == datetime(2025, 1, 5, 8, tzinfo=UTC)


def test_a_letter_that_came_out_later_is_public_only_then(history: tuple[World, ...]) -> None:
    h20 = next(e for e in history if e.id == "hist-2025-04-09-us-h20-licence")
    assert recorded_as_public_at(h20).date() == date(2025, 4, 15)


def test_every_event_has_the_forms_that_verdicts_rely_on(history: tuple[World, ...]) -> None:
    assert {event.id: fault for event in history if (fault := unsound(event))} == {}
