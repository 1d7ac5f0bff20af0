"""Whom the planner alerts, when, and that it never does so twice."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from events.catalog import Catalog
from events.finding import Audience, RivalClaim
from events.vocabulary import AlertsDecided, Corrected, Retracted
from store import log, outbox
from store import planner as planning
from store.database import Database
from store.live import Live
from store.planner import Planner
from store.subscribers import add_watch, forget, set_choices
from store.verdicts import TryLater
from tests.store.asking import alerts, rows
from tests.store.making import at, counting, happen, launched, restricted, subscriber


def decisions(database: Database) -> list[AlertsDecided]:
    with database.reading() as connection:
        events = [entry.event for entry in log.read(connection, kinds=["alerts-decided"])]
    return [event for event in events if isinstance(event, AlertsDecided)]


def test_an_event_alerts_those_whom_it_touches_and_nobody_else(
    database: Database, live: Live, planner: Planner, catalog: Catalog
) -> None:
    touched = subscriber(live, 1, "anthropic")
    subscriber(live, 2, "mistral")
    happen(live, restricted(1))
    (planned,) = planner.plan(at(1))
    assert (planned.event_id, planned.touched, planned.pending) == ("ev-r1", 1, 1)
    assert alerts(database) == {(touched, "ev-r1"): "pending"}
    (decision,) = decisions(database)
    assert (decision.event, decision.subscribers, decision.catalog) == ("ev-r1", 1, catalog.version)


def test_planning_again_alerts_nobody_again(database: Database, live: Live, planner: Planner, catalog: Catalog) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    assert planner.plan(at(2)) == []
    assert Planner(database, catalog).plan(at(3)) == []
    assert len(alerts(database)) == len(decisions(database)) == 1


def test_an_event_that_touches_nobody_is_decided_too(database: Database, live: Live, planner: Planner) -> None:
    happen(live, restricted(1))
    planner.plan(at(1))
    assert [d.subscribers for d in decisions(database)] == [0]


def test_history_never_alerts(database: Database, live: Live, planner: Planner) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1, origin="backfill"))
    assert planner.plan(at(1)) == []
    assert alerts(database) == {}
    assert decisions(database) == []


def test_who_began_to_watch_after_the_event_is_not_alerted_of_it(
    database: Database, live: Live, planner: Planner
) -> None:
    happen(live, restricted(1))
    late = subscriber(live, 1, "anthropic")
    happen(live, restricted(2))
    planner.plan(at(1))
    assert alerts(database) == {(late, "ev-r2"): "pending"}


def test_a_loss_is_due_at_once_and_the_rest_waits_for_company(database: Database, live: Live, planner: Planner) -> None:
    subscriber(live, 1, "anthropic")
    rival = RivalClaim(model="sakana/fugu-1", rival_of=("anthropic/claude-fable-5",), claim="equals")
    happen(live, restricted(1), launched(1, rivals=(rival,)))
    planner.plan(at(1))
    due = dict(rows(database, "SELECT event_id, due_at FROM alerts"))
    assert due["ev-l1"] - due["ev-r1"] == 600 * 1_000_000


def test_alerts_within_one_window_are_due_together(database: Database, live: Live, planner: Planner) -> None:
    subscriber(live, 1, "anthropic")
    for number, minute in ((1, 0), (2, 4)):
        rival = RivalClaim(model=f"sakana/fugu-{number}", rival_of=("anthropic",), claim="equals")
        happen(live, launched(number, rivals=(rival,)), minutes=minute)
        planner.plan(at(minute))
    assert len(set(rows(database, "SELECT due_at FROM alerts"))) == 1
    assert outbox.next_due(database) == at(10)


def test_what_carries_an_order_out_joins_the_alert_of_the_order_while_that_waits(
    database: Database, live: Live, planner: Planner
) -> None:
    subscriber(live, 1, "anthropic")
    far = at().date() + timedelta(days=60)  # a loss so far ahead is no critical one
    happen(live, restricted(1, effective_on=far))
    planner.plan(at(1))
    happen(live, restricted(2, issuer="anthropic", line="provider", effect="off", implements="ev-r1"), minutes=2)
    planner.plan(at(2))
    (parcel,) = outbox.lease(database, at(2), new_id=counting("pa"))
    assert [alert.event_id for alert in parcel.alerts] == ["ev-r1", "ev-r2"]


def test_a_paused_subscriber_is_matched_and_held_back_with_the_reason(
    database: Database, live: Live, planner: Planner
) -> None:
    who = subscriber(live, 1, "anthropic", paused="yes")
    happen(live, restricted(1))
    planner.plan(at(1))
    assert rows(database, "SELECT subscriber, state, reason FROM alerts") == [(who, "suppressed", "paused")]


def test_choices_count_as_they_stood_when_the_event_was_recorded(
    database: Database, live: Live, planner: Planner
) -> None:
    who = subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    set_choices(live, who, {"paused": "yes"}, at(1))
    add_watch(live, who, "mistral", at(1))
    planner.plan(at(2))
    assert alerts(database) == {(who, "ev-r1"): "pending"}


def test_somebody_who_was_forgotten_before_the_planning_is_not_told(
    database: Database, live: Live, planner: Planner
) -> None:
    who = subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    forget(live, who, at(1))
    planner.plan(at(2))
    assert rows(database, "SELECT state, reason FROM alerts") == [("suppressed", "forgotten")]
    assert outbox.lease(database, at(3), new_id=counting("pa")) == []


def test_a_retraction_withdraws_what_was_not_sent_yet(database: Database, live: Live, planner: Planner) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    happen(live, Retracted(event="ev-r1", reason="a hoax"), minutes=2)
    planner.plan(at(2))
    assert rows(database, "SELECT state, reason FROM alerts") == [("withdrawn", "retracted: a hoax")]
    assert outbox.lease(database, at(3), new_id=counting("pa")) == []
    assert outbox.equation(database).holds


def test_a_new_version_of_the_planner_starts_at_the_head(
    database: Database, live: Live, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    Planner(database, catalog).plan(at(1))
    happen(live, restricted(2))
    monkeypatch.setattr(planning, "VERSION", 2)
    assert Planner(database, catalog).plan(at(2)) == []
    happen(live, restricted(3))
    assert [p.event_id for p in Planner(database, catalog).plan(at(3))] == ["ev-r3"]


def test_a_failure_in_the_middle_of_a_decision_leaves_nothing_and_the_next_round_does_it_whole(
    database: Database, live: Live, planner: Planner, path: Path
) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1), restricted(2))
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(
        "CREATE TRIGGER cut BEFORE INSERT ON alerts WHEN NEW.event_id = 'ev-r2' BEGIN SELECT raise(ABORT, 'cut'); END"
    )
    with pytest.raises(Exception, match="cut"):
        planner.plan(at(1))
    assert alerts(database) == {}
    raw.execute("DROP TRIGGER cut")
    raw.close()
    planner.plan(at(2))
    assert len(alerts(database)) == len(decisions(database)) == 2


def test_many_subscribers_who_are_alike_are_all_found(database: Database, live: Live, planner: Planner) -> None:
    for chat in range(1, 41):
        subscriber(
            live, chat, "anthropic" if chat % 2 else "anthropic/claude-fable-5", country="SA" if chat % 4 else "US"
        )
    happen(live, restricted(1, audience=Audience(barred=("not:us-person",))))
    (planned,) = planner.plan(at(1))
    assert planned.touched == 30
    assert outbox.equation(database).matched == 30


def test_a_planner_that_starts_anew_goes_on_where_the_last_one_stopped(
    database: Database, live: Live, catalog: Catalog
) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    Planner(database, catalog).plan(at(1))
    happen(live, restricted(2))
    assert planning.is_behind(database) > 0
    assert [p.event_id for p in Planner(database, catalog).plan(at(2))] == ["ev-r2"]
    assert planning.is_behind(database) == 0


def test_wide_events_are_planned_in_steps_of_their_own(
    database: Database, live: Live, planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "STEP_ALERTS", 1)
    for chat in (1, 2, 3):
        subscriber(live, chat, "anthropic")
    happen(live, restricted(1), restricted(2), restricted(3))
    assert [p.touched for p in planner.plan(at(1))] == [3, 3, 3]
    assert planning.is_behind(database) == 0
    assert outbox.equation(database).holds


def test_two_planners_at_once_decide_each_event_once(database: Database, live: Live, catalog: Catalog) -> None:
    subscriber(live, 1, "anthropic")
    for number in range(1, 21):
        happen(live, restricted(number))
    planners = [Planner(database, catalog) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        planned = [p.event_id for some in pool.map(lambda planner: planner.plan(at(1)), planners) for p in some]
    assert sorted(planned) == sorted(f"ev-r{n}" for n in range(1, 21))
    assert len(alerts(database)) == len(decisions(database)) == 20


@pytest.mark.parametrize(
    "bad",
    [
        {"targets": ("Bad Target!",)},
        {"audience": Audience(barred=("hq:cn",))},
        {"zone": "Mars/Olympus"},
        {"audience": Audience(barred=("list:cohere-command-r+-2026-06",))},
    ],
)
def test_one_event_that_cannot_be_weighed_does_not_stop_the_alerts_of_the_next(
    database: Database, live: Live, planner: Planner, bad: dict[str, Any]
) -> None:
    who = subscriber(live, 1, "anthropic")
    happen(live, restricted(1, **bad), restricted(2))
    planner.plan(at(1))
    assert alerts(database)[(who, "ev-r2")] == "pending"
    happen(live, Corrected(event="ev-r2", reason="typing error", now=restricted(2, **bad)), restricted(3))
    planner.plan(at(2))
    assert alerts(database)[(who, "ev-r3")] == "pending"


def test_the_last_day_of_a_bar_is_the_issuers_day(database: Database, live: Live, planner: Planner) -> None:
    who = subscriber(live, 1, "anthropic")
    late = restricted(1, effective_until=date(2026, 6, 12), zone="America/New_York")
    happen(live, late, minutes=220)  # the 13th by UTC, and still the 12th in Washington
    planner.plan(at(221))
    assert alerts(database) == {(who, "ev-r1"): "pending"}


def test_a_correction_before_the_alert_went_out_changes_whom_it_tells(
    database: Database, live: Live, planner: Planner
) -> None:
    subscriber(live, 1, "anthropic")
    far = at().date() + timedelta(days=60)  # a loss so far ahead waits for company
    happen(live, restricted(1, effective_on=far))
    planner.plan(at(1))
    only_china = restricted(1, effective_on=far, audience=Audience(barred=("CN",)))
    happen(live, Corrected(event="ev-r1", reason="it bars only those in China", now=only_china), minutes=2)
    planner.plan(at(2))
    assert outbox.lease(database, at(20), new_id=counting("pa")) == []


def test_a_retraction_reaches_an_alert_that_was_put_back(database: Database, live: Live, planner: Planner) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    (parcel,) = outbox.lease(database, at(1), new_id=counting("pa"))
    outbox.settle(database, parcel, TryLater(until=at(10), reason="flood"), at(1))
    happen(live, Retracted(event="ev-r1", reason="false"), minutes=2)
    planner.plan(at(2))
    assert outbox.lease(database, at(11), new_id=counting("pb")) == []
