"""The second reader's list: filled with the record or not at all, asked of one at a time, settled once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from events.catalog import Catalog
from events.identity import finding_id
from store import documents, second_readings, waiting
from store.database import Database, open_database
from store.live import Live
from store.record import Read, record
from store.second_readings import LOST_AFTER, Budget, Saying, SecondReading, Turn
from tests.store.asking import rows
from tests.store.making import at
from tests.store.test_record import document, finding

PLENTY = Budget(calls=100, characters=1_000_000, queued=100)
SAID = SecondReading(model="m", findings=(), agrees=False)


def listed(live: Live, catalog: Catalog, number: int = 1, **more: object) -> None:
    read = Read(document=document(number), findings=(finding(**more),), reader="1", second="unsure")
    record(live, catalog, [read], at())


def begun(database: Database, minutes: float = 0, model: str = "m") -> Turn | None:
    return second_readings.begin(database, model, PLENTY, lambda d: len(d.text), at(minutes))


def test_a_document_is_listed_with_its_reading_and_not_at_all_where_that_fails(
    database: Database, live: Live, catalog: Catalog
) -> None:
    too_long = finding(targets=("mistral",), names={"mistral": "y" * 70_000})
    reads = [
        Read(document=document(1), findings=(finding(),), reader="1", second="unsure"),
        Read(document=document(2), findings=(too_long,), reader="1", second="unsure"),
    ]
    with pytest.raises(Exception, match="shorten its quotes"):
        record(live, catalog, reads, at())
    assert rows(database, "SELECT * FROM second_work") == []
    record(live, catalog, reads[:1], at())
    record(live, catalog, reads[:1], at(5))
    assert rows(database, "SELECT document, why, asks, state FROM second_work") == [
        (document(1).hash, "unsure", 0, "waiting")
    ]


def test_a_turn_carries_the_document_and_what_the_first_reader_found(
    database: Database, live: Live, catalog: Catalog
) -> None:
    listed(live, catalog)
    turn = begun(database)
    assert turn is not None
    assert (turn.document.hash, turn.first, turn.failures, turn.without) == (document(1).hash, (finding(),), 0, ())


def test_processes_that_ask_at_the_same_time_never_ask_of_one_document_twice(
    database: Database, live: Live, catalog: Catalog
) -> None:
    listed(live, catalog)
    others = [open_database(f"sqlite:///{database.name}") for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        turns = list(pool.map(begun, others))
    for other in others:
        other.close()
    assert sum(turn is not None for turn in turns) == 1
    assert rows(database, "SELECT asks FROM second_work") == [(1,)]


def test_an_answer_that_comes_after_it_was_given_up_changes_nothing(
    database: Database, live: Live, catalog: Catalog
) -> None:
    listed(live, catalog, confidence=0.1)
    late = begun(database)
    assert late is not None
    later = LOST_AFTER / timedelta(minutes=1) + 11
    assert begun(database, later) is None  # the lost one is put back, for another time
    again = begun(database, later + 10)
    assert again is not None
    saying = Saying(
        sort="agrees",
        finding_id="x",
        finding=finding(),
        reason="it agrees",
        first_id=finding_id(document(1).hash, finding()),
    )
    second_readings.settle(live, catalog, late, SAID, [saying], at(later + 11))
    assert "it agrees" not in waiting.queue(database)[0].reason
    second_readings.settle(live, catalog, again, SAID, [saying], at(later + 12))
    second_readings.settle(live, catalog, again, SAID, [saying], at(later + 13))
    assert waiting.queue(database)[0].reason.count("it agrees") == 1


def test_a_model_that_calls_itself_an_issuers_own_reader_is_not_taken_for_one(
    database: Database, live: Live, catalog: Catalog
) -> None:
    press = Read(document=document(1, trust="reported"), findings=(finding(),), reader="1", second="reported")
    record(live, catalog, [press], at())
    turn = begun(database, model="m:own")
    assert turn is not None
    second_readings.settle(live, catalog, turn, SecondReading(model="m:own", findings=(), agrees=False), [], at(1))
    with database.reading() as connection:
        assert not documents.is_read(connection, document(1, trust="official"))


def test_a_thing_is_added_to_a_reason_once_and_only_while_the_finding_waits(
    database: Database, live: Live, catalog: Catalog
) -> None:
    (found,) = record(
        live, catalog, [Read(document=document(1), findings=(finding(confidence=0.1),), reader="1")], at()
    ).waiting
    for _ in range(2):
        with database.transaction() as connection:
            assert waiting.add_reason(connection, found, "the second reader agrees")
    assert waiting.queue(database)[0].reason.count("agrees") == 1
    with database.transaction() as connection:
        assert waiting.close(connection, found, "rejected", at(1))
        assert not waiting.add_reason(connection, found, "more")
        assert not waiting.add_reason(connection, "nothing", "more")
