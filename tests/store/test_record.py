"""The one write path: what was read becomes documents, events, a queue and a cursor, all of it or nothing."""

from datetime import date
from typing import Any

import pytest

from events.catalog import Catalog
from events.document import Document
from events.finding import Audience, Finding
from events.impact import RULES_VERSION
from events.vocabulary import Retracted
from store import documents, log, waiting
from store.database import Database
from store.live import Live
from store.record import Read, add_history, adopt, record
from store.sources import SourceState, source_state
from tests.store.making import at, happen, restricted


def document(number: int = 1, **more: Any) -> Document:
    facts: dict[str, Any] = {
        "url": f"https://example.org/{number}",
        "title": f"Order {number}",
        "text": f"The order of day {number}",
        "source": "gazette",
        "publisher": "gazette",
        "trust": "official",
        "published_at": at(-10),
    }
    return Document(**(facts | more))


def finding(**more: Any) -> Finding:
    facts: dict[str, Any] = {
        "kind": "restriction",
        "title": "Order",
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": ("anthropic/claude-fable-5",),
        "happened_on": date(2026, 6, 12),
        "confidence": 0.9,
    }
    return Finding(**(facts | more))


def read(number: int = 1, *findings: Finding, **more: Any) -> Read:
    return Read(document=document(number, **more), findings=findings, reader="1")


def test_a_finding_becomes_an_event_with_its_document_and_the_cursor(
    database: Database, live: Live, catalog: Catalog
) -> None:
    state = SourceState(source_id="gazette", cursor={"etag": "x"}, last_success_at=at())
    recorded = record(live, catalog, [read(1, finding())], at(), source=state)
    (event,) = recorded.events
    assert event.sources[0].document == document(1).hash
    assert source_state(database, "gazette") == state
    with live.reading() as memory:
        assert memory.state.world[event.id] == event
    with database.reading() as connection:
        kept = documents.load(connection, document(1).hash)
    assert kept is not None
    assert (kept.title, kept.text, kept.published_at) == ("Order 1", "The order of day 1", at(-10))


def test_reading_the_same_document_again_makes_nothing(live: Live, catalog: Catalog) -> None:
    record(live, catalog, [read(1, finding())], at())
    again = record(live, catalog, [read(1, finding(), finding(kind="milestone"))], at(5))
    assert (again.events, again.waiting, again.documents) == ([], [], [])
    assert again.read_before == [document(1).hash]


def test_a_page_laid_out_anew_is_the_same_document(live: Live, database: Database, catalog: Catalog) -> None:
    record(live, catalog, [read(1, finding())], at())
    changed = document(1, text="The  order\n of day 1 ")
    assert documents.unread(database, [changed]) == []


def test_two_documents_in_one_round_tell_of_one_act_once(live: Live, catalog: Catalog) -> None:
    other = read(2, finding(title="The same order"), publisher="wire", trust="reported")
    recorded = record(live, catalog, [read(1, finding()), other], at())
    assert len(recorded.events) == 1
    assert recorded.corroborated == [recorded.events[0].id]


def test_an_unsure_finding_waits_for_an_editor_until_it_is_closed(
    live: Live, database: Database, catalog: Catalog
) -> None:
    recorded = record(live, catalog, [read(1, finding(confidence=0.1))], at())
    (queued,) = waiting.queue(database)
    assert [queued.finding_id] == recorded.waiting
    assert "10% sure" in queued.reason
    assert waiting.document_of(database, queued).url == "https://example.org/1"
    with database.transaction() as connection:
        assert waiting.close(connection, queued.finding_id, "dropped", at(1))
        assert not waiting.close(connection, queued.finding_id, "dropped", at(1))
    assert (waiting.queue(database), waiting.count(database)) == ([], 0)


def test_a_retracted_event_does_not_come_back_with_a_better_reader(
    live: Live, database: Database, catalog: Catalog
) -> None:
    event_id = record(live, catalog, [read(1, finding())], at()).events[0].id
    happen(live, Retracted(event=event_id, reason="a hoax"))
    with database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM readings")
    recorded = record(live, catalog, [read(1, finding())], at(5))
    assert (recorded.events, recorded.known) == ([], [event_id])


def test_a_round_that_fails_half_way_leaves_nothing_and_can_be_repeated(
    live: Live, database: Database, catalog: Catalog
) -> None:
    too_long = finding(targets=("mistral",), names={"mistral": "y" * 70_000})
    with pytest.raises(Exception, match="shorten its quotes"):
        record(live, catalog, [read(1, finding()), read(2, too_long)], at())
    with live.reading() as memory:
        assert (memory.state.world, memory.position) == ({}, 0)
    with database.reading() as connection:
        assert documents.count(connection) == 0
    assert len(record(live, catalog, [read(1, finding())], at(1)).events) == 1


def test_a_document_of_any_characters_is_kept(live: Live, database: Database, catalog: Catalog) -> None:
    odd = document(1, text="before\x00after \ud800 end")
    record(live, catalog, [Read(document=odd, reader="1")], at())
    with database.reading() as connection:
        kept = documents.load(connection, odd.hash)
    assert kept is not None
    assert kept.text == "before\ufffdafter ? end"


def test_the_versions_of_one_entry_are_kept_in_order(live: Live, database: Database, catalog: Catalog) -> None:
    for text in ("first", "second", "second"):
        record(live, catalog, [Read(document=document(1, text=text), reader="1")], at())
    with database.reading() as connection:
        latest = documents.latest(connection, document(1).identity)
        versions = connection.exec_driver_sql("SELECT number FROM document_versions ORDER BY number").scalars().all()
    assert latest is not None
    assert (latest.text, versions) == ("second", [1, 2])


def test_two_processes_see_what_the_other_recorded(live: Live, database: Database, catalog: Catalog) -> None:
    other = Live(database)
    with other.reading() as memory:
        assert memory.position == 0
    record(live, catalog, [read(1, finding())], at())
    assert record(other, catalog, [read(2, finding())], at(1)).events == []


def test_the_versions_in_force_are_said_once(live: Live, database: Database) -> None:
    adopt(live, "catalogue-1", RULES_VERSION, at())
    assert adopt(live, "catalogue-1", RULES_VERSION, at(1)) == []
    assert len(adopt(live, "catalogue-2", RULES_VERSION, at(2))) == 1
    with database.reading() as connection:
        assert [e.kind for e in log.read(connection)] == ["catalog-adopted", "rules-adopted", "catalog-adopted"]


def test_bundled_history_that_reads_better_in_a_newer_release_stays_as_recorded(live: Live) -> None:
    assert add_history(live, [restricted(1, origin="backfill")], at()) == 1
    assert add_history(live, [restricted(1, origin="backfill", title="Better"), restricted(2)], at(1)) == 1


SAME_WORDS = {"title": "Access suspended", "text": "The same release, word for word."}


def _in_the_press(*findings: Finding) -> Read:
    return read(1, *findings, source="wire", publisher="Wire", trust="reported", **SAME_WORDS)


def test_the_official_source_of_a_text_read_before_elsewhere_counts(live: Live, catalog: Catalog) -> None:
    doubtful = finding(confidence=0.6)  # too little for the press, enough for the gazette
    assert record(live, catalog, [_in_the_press(doubtful)], at()).waiting
    assert record(live, catalog, [read(2, doubtful, **SAME_WORDS)], at(1)).events


def test_the_official_copy_of_a_press_text_confirms(live: Live, catalog: Catalog) -> None:
    record(live, catalog, [_in_the_press(finding())], at())
    record(live, catalog, [read(2, finding(), **SAME_WORDS)], at(1))
    with live.reading() as memory:
        (event,) = memory.state.world.values()
        assert memory.state.is_confirmed(event)


def test_two_relaxations_of_one_document_are_both_kept(live: Live, catalog: Catalog) -> None:
    some = finding(kind="relaxation", full=False, audience=Audience(admitted=("GB",)))
    everybody = finding(kind="relaxation", effective_on=date(2026, 7, 1))
    assert len(record(live, catalog, [read(1, some, everybody)], at()).events) == 2


def test_a_retracted_report_told_again_by_others_does_not_alert_anew(live: Live, catalog: Catalog) -> None:
    (hoax,) = record(live, catalog, [_in_the_press(finding())], at()).events
    happen(live, Retracted(event=hoax.id, reason="a hoax"), minutes=5)
    again = read(2, finding(), source="paper", publisher="Paper", trust="reported")
    assert record(live, catalog, [again], at(10)).events == []
