"""That the log alone tells everything, the same on any machine, and that whatever does not agree with it is named."""

import sqlite3
from pathlib import Path

import pytest

from events.catalog import Catalog
from events.vocabulary import Corrected, Event, Retracted, Source
from store import outbox
from store.database import Database, open_database
from store.digest import state_digest
from store.live import Live
from store.outbox import lease, settle
from store.planner import Planner
from store.replay import check, mark, replay
from store.seal import seal
from store.verdicts import Delivered
from tests.store.making import at, counting, happen, launched, restricted, subscriber


@pytest.fixture
def story(database: Database, live: Live, planner: Planner) -> Database:
    """Two subscribers, three events, decisions, deliveries and a seal."""
    subscriber(live, 1, "anthropic")
    subscriber(live, 2, "anthropic/claude-fable-5", country="US")
    happen(live, restricted(1), launched(1))
    planner.plan(at(1))
    happen(live, Corrected(event="ev-r1", reason="typing error", now=restricted(1, title="Order One")), minutes=2)
    happen(live, restricted(2), minutes=3)
    planner.plan(at(3))
    for parcel in lease(database, at(3), new_id=counting("pa")):
        settle(database, parcel, Delivered(message_id=parcel.attempt), at(3), text="hello")
    assert seal(live, at(60)) is not None
    return database


def tamper(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    for name in ("events_no_update", "events_no_delete", "outcomes_no_update"):
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_a_clean_record_checks_clean(story: Database, live: Live, catalog: Catalog) -> None:
    checked = check(story, catalog, live)
    assert checked.problems == checked.notes == []
    assert (checked.decisions, checked.recomputed) == (3, 3)
    assert checked.digest == replay(story).digest


def test_replaying_gives_what_the_service_lives_by_and_sends_nothing(story: Database, live: Live) -> None:
    before = outbox.equation(story)
    replayed = replay(story)
    with live.reading() as memory:
        assert state_digest(memory.state, memory.roll) == replayed.digest
        assert memory.state.world["ev-r1"].title == "Order One"
    assert outbox.equation(story) == before
    assert replayed.kinds["alerts-decided"] == 3


def test_a_replay_stops_where_it_is_told_to(story: Database) -> None:
    def title(until: object) -> str:
        return replay(story, until).memory.state.world["ev-r1"].title  # type: ignore[arg-type]  # both kinds are tried

    assert title(at(1)) == "Order 1"
    assert title(at(2)) == "Order One"
    assert replay(story, 0).memory.state.world == {}


def test_two_machines_come_to_the_same_digest(story: Database, path: Path, tmp_path: Path) -> None:
    with sqlite3.connect(path) as raw, sqlite3.connect(tmp_path / "copy.db") as copy:
        raw.backup(copy)
    raw.close()
    copy.close()
    other = open_database(f"sqlite:///{tmp_path}/copy.db")
    assert replay(other).digest == replay(story).digest
    other.close()


def test_a_changed_entry_is_named(story: Database, path: Path, catalog: Catalog) -> None:
    tamper(path, "UPDATE events SET data = CAST(replace(data, 'Order 2', 'Order 9') AS BLOB) WHERE event_id = 'ev-r2'")
    assert any("(ev-r2) is not what its leaf hash covers" in problem for problem in check(story, catalog).problems)


def test_an_entry_that_cannot_be_read_any_more_is_named_and_the_check_goes_on(
    story: Database, path: Path, catalog: Catalog
) -> None:
    tamper(path, "UPDATE events SET data = 'no JSON' WHERE event_id = 'ev-l1'")
    problems = check(story, catalog).problems
    assert any("(ev-l1) cannot be read" in problem for problem in problems)


def test_an_alert_that_somebody_removed_is_missed(story: Database, path: Path, catalog: Catalog) -> None:
    tamper(path, "DELETE FROM alerts WHERE event_id = 'ev-r1' AND subscriber = 's1'")
    assert check(story, catalog).problems == ["the alerts kept of ev-r1 are not those that were decided"]
    assert not outbox.equation(story).holds


def test_an_alert_whose_reasons_were_changed_is_named(story: Database, path: Path, catalog: Catalog) -> None:
    tamper(path, "UPDATE touches SET touch = replace(touch, 'lost', 'eased')")
    assert len(check(story, catalog).problems) == 2


def test_a_delivery_that_was_changed_after_the_seal_is_named(story: Database, path: Path, catalog: Catalog) -> None:
    tamper(path, "UPDATE outcomes SET verdict = 'gone' WHERE number = 1")
    (problem,) = check(story, catalog).problems
    assert problem.startswith("the deliveries 1 to ")


def test_a_decision_by_other_rules_is_noted_and_not_recomputed(
    story: Database, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.replay.RULES_VERSION", "2")
    checked = check(story, catalog)
    assert (checked.problems, checked.recomputed, len(checked.notes)) == ([], 0, 3)


def test_a_memory_that_went_astray_is_noticed_even_after_the_service_ended(
    story: Database, live: Live, catalog: Catalog
) -> None:
    with live.reading() as memory:
        del memory.state.world["ev-l1"]
    mark(live)
    happen(live, restricted(3), minutes=70)
    problems = check(story, catalog, live).problems
    assert any("the memory of the running service" in problem for problem in problems)
    assert any("the record that the service lived by" in problem for problem in problems)


def test_an_event_that_the_planner_passed_over_is_named(story: Database, path: Path, catalog: Catalog) -> None:
    happened = restricted(4)
    happen(Live(story), happened, minutes=80)
    tamper(path, "UPDATE followers SET position = (SELECT max(position) FROM events)")
    assert check(story, catalog).problems == ["nobody decided whom ev-r4 alerts"]


def test_the_digest_does_not_depend_on_the_order_in_which_events_came(database: Database, tmp_path: Path) -> None:
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    source = Source(url="https://example.org")
    events: list[Event] = [restricted(1, sources=(source,)), launched(1), Retracted(event="ev-l1", reason="no")]
    happen(Live(database), *events)
    happen(Live(other), *[events[i] for i in (1, 2, 0)])
    assert replay(database).digest == replay(other).digest
    other.close()
