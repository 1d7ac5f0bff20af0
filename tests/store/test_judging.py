"""What editors decide: once, with its author, in the log; what is published is an event like any other."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest

from events.catalog import Catalog
from events.document import Document
from events.editing import Mistakes
from events.finding import Audience, Finding
from events.identity import event_id, finding_id
from events.vocabulary import Corrected, FindingJudged, Restricted, Retracted
from store import log, waiting
from store.database import Database
from store.errors import NotFoundError
from store.judging import Changed, Decided, Published, Rejected, correct, publish, reject, retract
from store.live import Live
from store.planner import Planner
from store.record import Read, Recorded, record
from store.replay import check
from tests.store.asking import alerts
from tests.store.making import at, happen, restricted, subscriber

FABLE, MYTHOS = "anthropic/claude-fable-5", "anthropic/claude-mythos-5"


def document(number: int = 1, **more: Any) -> Document:
    facts: dict[str, Any] = {
        "url": f"https://wire.test/{number}",
        "title": f"Order {number}",
        "text": f"The order of day {number}, word for word as the wire {number} has it",
        "source": f"wire-{number}",
        "publisher": f"Wire {number}",
        "trust": "reported",
        "published_at": at(-10),
        "observed_at": at(-5),
    }
    return Document(**(facts | more))


def doubtful(**more: Any) -> Finding:
    facts: dict[str, Any] = {
        "kind": "restriction",
        "title": "Order",
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": (FABLE,),
        "audience": Audience(barred=("not:us-person",)),
        "happened_on": date(2026, 6, 12),
        "confidence": 0.4,
    }
    return Finding(**(facts | more))


def queued(live: Live, catalog: Catalog, number: int = 1, *findings: Finding, **more: Any) -> str:
    """The id under which the first of these waits."""
    read = Read(document=document(number, **more), findings=findings or (doubtful(),), reader="1")
    return record(live, catalog, [read], at()).waiting[0]


def published(live: Live, catalog: Catalog, found: str, minutes: float = 5, **changes: str) -> Published:
    outcome = publish(live, catalog, found, changes, at(minutes), by="editor-1a2b3c")
    assert isinstance(outcome, Published), outcome
    return outcome


def kinds(database: Database) -> list[str]:
    with database.reading() as connection:
        return [entry.kind for entry in log.read(connection)]


def test_what_is_published_is_the_event_that_it_would_have_been(
    live: Live, database: Database, catalog: Catalog
) -> None:
    found = queued(live, catalog)
    outcome = published(live, catalog, found)
    event = outcome.event
    assert isinstance(event, Restricted)
    assert event.id == event_id(finding_id(document().hash, doubtful()))
    assert (event.finding, event.origin, event.confidence) == (found, "live", "unconfirmed")
    assert event.sources[0].document == document().hash
    assert kinds(database) == ["restriction", "finding-judged"]
    assert (waiting.queue(database), waiting.count(database)) == ([], 0)
    with live.reading() as memory:
        assert memory.state.judged[found] == outcome.judged
    assert outcome.judged == FindingJudged(
        finding=found, document=document().hash, verdict="published", event=event.id, by="editor-1a2b3c"
    )


def test_what_is_corrected_keeps_the_id_and_the_log_says_what_was_put_right(live: Live, catalog: Catalog) -> None:
    found = queued(live, catalog)
    outcome = published(live, catalog, found, targets=MYTHOS, barred="CN")
    assert outcome.event is not None
    assert (outcome.event.targets, outcome.event.audience.barred) == ((MYTHOS,), ("CN",))
    assert outcome.event_id == event_id(found)
    assert (outcome.judged.verdict, outcome.judged.changes) == ("corrected", {"targets": MYTHOS, "barred": "CN"})


def test_it_alerts_whom_it_touches_like_any_other_and_once(
    live: Live, database: Database, catalog: Catalog, planner: Planner
) -> None:
    who = subscriber(live, 1, "anthropic")
    planner.plan(at(-1))
    event = published(live, catalog, queued(live, catalog)).event_id
    (planned,) = planner.plan(at(6))
    assert (planned.event_id, planned.pending) == (event, 1)
    assert planner.plan(at(7)) == []
    assert len(alerts(database)) == 1
    assert who in str(alerts(database))
    assert check(database, catalog, live).problems == []


@pytest.mark.parametrize(
    "more",
    [
        {"published_at": at() - timedelta(days=15)},
        {"published_at": at(-10), "happened_on": date(2025, 1, 1)},
    ],
)
def test_what_is_long_past_is_recorded_as_history_and_alerts_nobody(
    live: Live, catalog: Catalog, planner: Planner, more: dict[str, Any]
) -> None:
    subscriber(live, 1, "anthropic")
    planner.plan(at(-1))
    said = {"happened_on": more.pop("happened_on")} if "happened_on" in more else {}
    outcome = published(live, catalog, queued(live, catalog, 1, doubtful(**said), **more))
    assert outcome.event is not None
    assert outcome.event.origin == "backfill"
    assert planner.plan(at(6)) == []


def test_one_more_account_of_a_known_act_is_no_second_event(live: Live, catalog: Catalog) -> None:
    happen(live, restricted(1, audience=Audience(barred=("not:us-person",)), confidence="unconfirmed"), minutes=-60)
    outcome = published(live, catalog, queued_of_another_day(live, catalog), happened_on="2026-06-12")
    assert (outcome.event, outcome.event_id, outcome.adds, outcome.confirms) == (None, "ev-r1", True, True)
    with live.reading() as memory:
        assert list(memory.state.world) == ["ev-r1"]
        assert memory.state.is_confirmed(memory.state.world["ev-r1"])


def queued_of_another_day(live: Live, catalog: Catalog) -> str:
    """A finding that nobody takes for the known act, for its day was misread."""
    return queued(live, catalog, 1, doubtful(happened_on=date(2026, 5, 1)))


def test_an_account_of_the_same_publisher_adds_nothing_and_leaves_the_queue(live: Live, catalog: Catalog) -> None:
    first = queued(live, catalog)
    second = queued(live, catalog, 2, publisher="Wire 1")
    event = published(live, catalog, first).event_id
    outcome = published(live, catalog, second)
    assert (outcome.event_id, outcome.event, outcome.adds) == (event, None, False)
    assert waiting.queue(live.database) == []


def test_a_rejected_finding_never_comes_back(live: Live, database: Database, catalog: Catalog) -> None:
    found = queued(live, catalog)
    outcome = reject(live, found, at(5), by="editor-1a2b3c", reason="a rumour")
    assert isinstance(outcome, Rejected)
    assert (outcome.judged.verdict, outcome.judged.reason, outcome.judged.event) == ("rejected", "a rumour", "")
    again = read_again(live, catalog, doubtful(confidence=0.99))
    assert (again.events, again.waiting, again.rejected) == ([], [], [found])
    assert kinds(database) == ["finding-judged"]


def read_again(live: Live, catalog: Catalog, finding: Finding, **more: Any) -> Recorded:
    """As a better reader would, or a source that is trusted more and has the same words."""
    with live.database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM readings")
    return record(live, catalog, [Read(document=document(1, **more), findings=(finding,), reader="2")], at(60))


def test_what_was_let_in_is_confirmed_by_the_official_copy_as_the_editor_had_it(live: Live, catalog: Catalog) -> None:
    event = published(live, catalog, queued(live, catalog), targets=MYTHOS).event_id
    recorded = read_again(live, catalog, doubtful(confidence=0.9), trust="official", publisher="Gazette")
    assert (recorded.events, recorded.corroborated) == ([], [event])
    with live.reading() as memory:
        assert memory.state.is_confirmed(memory.state.world[event])


def test_a_decision_made_twice_names_who_decided_and_changes_nothing(
    live: Live, database: Database, catalog: Catalog
) -> None:
    found = queued(live, catalog)
    published(live, catalog, found)
    before = kinds(database)
    for again in (
        publish(live, catalog, found, {"title": "x"}, at(6), by="editor-ffffff"),
        reject(live, found, at(7), by="editor-ffffff"),
    ):
        assert isinstance(again, Decided)
        assert again.judged is not None
        assert (again.judged.by, again.outcome) == ("editor-1a2b3c", "published")
    assert kinds(database) == before


def test_of_two_editors_who_decide_at_once_one_wins(live: Live, database: Database, catalog: Catalog) -> None:
    found = queued(live, catalog)
    outcomes: list[object] = []
    starting = threading.Barrier(4)

    def decide(number: int) -> None:
        mine = Live(database)
        starting.wait()
        by = f"editor-{number:06x}"
        outcomes.append(
            publish(mine, catalog, found, {}, at(5), by=by) if number % 2 else reject(mine, found, at(5), by=by)
        )

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(outcome, Decided) for outcome in outcomes) == 3
    assert kinds(database).count("finding-judged") == 1


def test_mistakes_change_nothing_and_it_waits_on(live: Live, database: Database, catalog: Catalog) -> None:
    found = queued(live, catalog)
    outcome = publish(live, catalog, found, {"targets": "Nobody At All!", "act": "dance"}, at(5), by="operator")
    assert isinstance(outcome, Mistakes)
    assert len(outcome.lines) == 2
    unsound = publish(live, catalog, found, {"effective_until": "2020-01-01"}, at(5), by="operator")
    assert isinstance(unsound, Mistakes)
    assert "before it begins" in unsound.lines[0]
    assert (kinds(database), waiting.count(database)) == ([], 1)


def test_a_finding_that_never_waited_is_not_known(live: Live, catalog: Catalog) -> None:
    with pytest.raises(NotFoundError, match="fi-none"):
        publish(live, catalog, "fi-none", {}, at(), by="operator")
    with pytest.raises(NotFoundError, match="fi-none"):
        reject(live, "fi-none", at(), by="operator")


def test_a_finding_that_became_an_event_by_itself_waits_no_longer(live: Live, catalog: Catalog) -> None:
    found = queued(live, catalog)
    assert read_again(live, catalog, doubtful(confidence=0.9), trust="official").events
    assert waiting.count(live.database) == 0
    outcome = publish(live, catalog, found, {}, at(70), by="operator")
    assert isinstance(outcome, Decided)
    assert (outcome.judged, outcome.outcome) == (None, "accepted")


def test_an_unknown_maker_let_in_by_an_editor_is_known_from_then_on(live: Live, catalog: Catalog) -> None:
    names = {"zorblax/quux-9": "Quux 9"}
    found = queued(
        live,
        catalog,
        1,
        doubtful(kind="launch", issuer="zorblax", targets=tuple(names), new=tuple(names), names=names, confidence=0.9),
    )
    outcome = published(live, catalog, found)
    assert outcome.event is not None
    assert outcome.event.names == names


# --- events of the log ---------------------------------------------------------------------------------------------


def test_a_correction_says_what_the_event_reads_now_and_who_says_so(
    live: Live, database: Database, catalog: Catalog
) -> None:
    happen(live, restricted(1))
    outcome = correct(live, catalog, "ev-r1", {"targets": MYTHOS}, at(5), by="operator", reason="misread")
    assert isinstance(outcome, Changed)
    with database.reading() as connection:
        note = log.of_stream(connection, "ev-r1")[-1].event
    assert note == Corrected(event="ev-r1", reason="misread", now=outcome.event, by="operator")
    with live.reading() as memory:
        assert memory.state.world["ev-r1"].targets == (MYTHOS,)


def test_a_retraction_is_made_once(live: Live, database: Database, catalog: Catalog) -> None:
    happen(live, restricted(1))
    assert isinstance(retract(live, "ev-r1", at(5), by="operator", reason="a hoax"), Changed)
    again = retract(live, "ev-r1", at(6), by="operator", reason="still a hoax")
    assert again == Decided(judged=None, outcome="retracted: a hoax")
    with database.reading() as connection:
        notes = [e.event for e in log.of_stream(connection, "ev-r1")][1:]
    assert notes == [Retracted(event="ev-r1", reason="a hoax", by="operator")]
    with pytest.raises(NotFoundError, match="was retracted: a hoax"):
        correct(live, catalog, "ev-r1", {"title": "x"}, at(7), by="operator", reason="x")


def test_a_correction_with_mistakes_changes_nothing(live: Live, database: Database, catalog: Catalog) -> None:
    happen(live, restricted(1))
    outcome = correct(live, catalog, "ev-r1", {"kind": "launch", "act": "dance"}, at(5), by="operator", reason="x")
    assert isinstance(outcome, Mistakes)
    assert kinds(database) == ["restriction"]
    with pytest.raises(NotFoundError, match="no event ev-none"):
        correct(live, catalog, "ev-none", {"title": "x"}, at(5), by="operator", reason="x")


def test_what_was_let_in_and_retracted_does_not_come_back(live: Live, catalog: Catalog) -> None:
    event = published(live, catalog, queued(live, catalog)).event_id
    retract(live, event, at(6), by="operator", reason="a hoax")
    again = read_again(live, catalog, doubtful(confidence=0.99), trust="official")
    assert (again.events, again.known) == ([], [event])
