"""The contract of the log, which every database it is kept in must hold."""

import hashlib
import multiprocessing
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from events.codec import CodecError, encode
from events.vocabulary import Corroborated, Event, Retracted, Source, WatchAdded
from store import log
from store.database import Database, open_database
from store.entries import Entry
from store.errors import ContentConflictError, VersionConflictError
from store.log import Draft
from tests.store.making import at, launched, restricted


def append(database: Database, *events: object, minutes: float = 0) -> list[log.Appended]:
    drafts = [event if isinstance(event, Draft) else Draft(event=event) for event in events]  # type: ignore[arg-type]
    with database.transaction() as connection:
        return log.append(connection, drafts, at(minutes))


def entries(database: Database, **which: object) -> list[Entry]:
    with database.reading() as connection:
        return list(log.read(connection, **which))  # type: ignore[arg-type]


def test_an_empty_log_has_its_head_at_nought(database: Database) -> None:
    with database.reading() as connection:
        assert log.head(connection) == log.Head(position=0, recorded_at=None)
        assert log.first_recorded_at(connection) is None


def test_events_are_read_back_as_they_were_appended_and_in_order(database: Database) -> None:
    told: list[Event] = [restricted(1), launched(1), WatchAdded(subscriber="s1", target="anthropic")]
    appended = append(database, *told)
    assert [a.position for a in appended] == [1, 2, 3]
    assert all(a.is_new for a in appended)
    assert [entry.event for entry in entries(database)] == told
    assert [entry.data for entry in entries(database)] == [encode(event) for event in told]


def test_a_reader_gets_what_lies_after_and_until_and_of_the_kinds_asked_for(database: Database) -> None:
    append(database, restricted(1), launched(1), restricted(2), launched(2))
    assert [e.position for e in entries(database, after=1, until=3)] == [2, 3]
    assert [e.id for e in entries(database, kinds=["launch"])] == ["ev-l1", "ev-l2"]


def test_a_long_log_is_read_whole(database: Database) -> None:
    append(database, *[launched(n) for n in range(2_500)])
    assert [e.position for e in entries(database)] == list(range(1, 2_501))


def test_appending_the_same_event_again_answers_with_its_old_place(database: Database) -> None:
    first = append(database, restricted(1))[0]
    again = append(database, restricted(1), minutes=5)[0]
    assert (again.position, again.recorded_at, again.is_new) == (first.position, first.recorded_at, False)
    assert len(entries(database)) == 1


def test_the_same_event_twice_in_one_append_is_recorded_once(database: Database) -> None:
    assert [a.is_new for a in append(database, restricted(1), restricted(1))] == [True, False]


def test_another_event_under_a_known_id_is_refused_and_nothing_is_appended(database: Database) -> None:
    append(database, restricted(1))
    with pytest.raises(ContentConflictError, match="ev-r1 already stands in the log at 1"):
        append(database, launched(1), restricted(1, title="Something else"))
    assert len(entries(database)) == 1


def test_a_stream_that_moved_on_refuses_who_expected_it_where_it_was(database: Database) -> None:
    append(database, restricted(1))
    note = Retracted(event="ev-r1", reason="a hoax")
    append(database, Draft(event=note, expected_version=1))
    with pytest.raises(VersionConflictError, match="ev-r1 is at version 2, not 1"):
        append(database, Draft(event=Retracted(event="ev-r1", reason="again"), expected_version=1))


def test_each_stream_counts_its_own_versions(database: Database) -> None:
    append(database, restricted(1), restricted(2), Retracted(event="ev-r1", reason="a hoax"))
    assert [(e.stream, e.version) for e in entries(database)] == [("ev-r1", 1), ("ev-r2", 1), ("ev-r1", 2)]


def test_adding_a_watch_again_after_removing_it_is_a_new_entry(database: Database) -> None:
    watch = WatchAdded(subscriber="s1", target="anthropic")
    append(database, watch)
    append(database, watch)
    assert len(entries(database)) == 2


def test_a_command_repeated_under_its_own_id_has_one_effect(database: Database) -> None:
    watch = Draft(event=WatchAdded(subscriber="s1", target="anthropic"), id="up-7")
    append(database, watch)
    assert [a.is_new for a in append(database, watch)] == [False]


def test_one_document_corroborates_an_event_once(database: Database) -> None:
    note = Corroborated(event="ev-r1", source=Source(url="https://example.org/b", document="sha256:b"))
    append(database, restricted(1), note)
    assert [a.is_new for a in append(database, note)] == [False]


def test_time_never_runs_backwards_in_the_log(database: Database) -> None:
    append(database, restricted(1), minutes=10)
    append(database, restricted(2), minutes=3)
    assert [e.recorded_at for e in entries(database)] == [at(10), at(10)]
    with database.reading() as connection:
        assert log.first_recorded_at(connection) == at(10)


def test_an_append_that_is_rolled_back_leaves_no_gap(database: Database) -> None:
    append(database, restricted(1))

    def cut_short() -> None:
        with database.transaction() as connection:
            log.append(connection, [Draft(event=restricted(2))], at())
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        cut_short()
    assert append(database, restricted(3))[0].position == 2


def test_an_entry_that_is_too_long_is_refused_by_its_length(database: Database) -> None:
    with pytest.raises(CodecError, match="at most 65535 are kept"):
        append(database, restricted(1, note="x" * 65_500))


def test_the_leaf_covers_the_whole_envelope_as_documented(database: Database) -> None:
    append(database, restricted(1))
    entry = entries(database)[0]
    micros = int(entry.recorded_at.timestamp()) * 1_000_000
    said = struct.pack(">BQQIH", 1, 1, micros, 1, 1)
    for name in (b"ev-r1", b"ev-r1", b"restriction"):
        said += struct.pack(">H", len(name)) + name
    assert entry.leaf == hashlib.sha256(b"\x00" + said + encode(restricted(1))).digest()


REFUSED = [
    "UPDATE events SET data = x'00' WHERE position = 1",
    "UPDATE events SET recorded_at = recorded_at",
    "DELETE FROM events WHERE position = 2",
    "DELETE FROM events",
    "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 1",
    "INSERT OR IGNORE INTO events SELECT 9, 'x', 'x', 1, kind, schema, recorded_at, data, leaf FROM events LIMIT 1",
    "REPLACE INTO events SELECT 2, 'x', 'x', 1, kind, schema, recorded_at, data, leaf FROM events LIMIT 1",
    "INSERT INTO events SELECT 4, 'x', 'x', 1, kind, schema, recorded_at, data, leaf FROM events LIMIT 1",
    "INSERT INTO events SELECT 3, 'x', 'x', 1, kind, schema, recorded_at - 1, data, leaf FROM events LIMIT 1",
    "INSERT INTO events SELECT 3, 'x', 'x', 1, kind, schema, recorded_at, data, x'00' FROM events LIMIT 1",
    (
        "INSERT INTO events SELECT 3, 'ev-r1', 'x', 1, kind, schema, recorded_at, data, leaf FROM events LIMIT 1 "
        "ON CONFLICT (event_id) DO UPDATE SET data = x'00'"
    ),
    "UPDATE OR REPLACE events SET position = 1 WHERE position = 2",
]


@pytest.mark.parametrize("statement", REFUSED)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_database_itself_refuses_to_change_the_log(
    database: Database, path: Path, statement: str, recursive: str
) -> None:
    append(database, restricted(1), restricted(2))
    before = entries(database)
    raw = sqlite3.connect(path, isolation_level=None)  # a stranger's connection, without our pragmas
    raw.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)):
        raw.execute(statement)
    raw.close()
    assert entries(database) == before


def _append_many(url: str, name: str, count: int) -> None:
    database = open_database(url)
    for n in range(count):
        append(database, restricted(0, id=f"ev-{name}-{n}"))
    database.close()


def test_eight_threads_leave_no_gap(database: Database) -> None:
    def work(name: int) -> None:
        for n in range(20):
            append(database, restricted(0, id=f"ev-{name}-{n}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert [e.position for e in entries(database)] == list(range(1, 161))


def test_two_processes_and_a_reader_in_between_see_no_gap(database: Database, path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_append_many, args=(f"sqlite:///{path}", name, 60)) for name in "ab"]
    seen: list[int] = []
    stop = threading.Event()

    def follow() -> None:
        last = 0
        while not stop.is_set() or len(seen) < 120:
            for entry in entries(database, after=last):
                seen.append(entry.position)
                last = entry.position

    reader = threading.Thread(target=follow)
    for writer in writers:
        writer.start()
    reader.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    stop.set()
    reader.join(timeout=10)
    assert seen == list(range(1, 121))


def test_a_kill_in_the_middle_of_appending_loses_no_append_that_was_acknowledged(path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from store import log
        from store.database import open_database
        from tests.store.making import at, restricted
        database = open_database(sys.argv[1])
        n = 0
        while True:
            n += 1
            with database.transaction() as connection:
                log.append(connection, [log.Draft(event=restricted(n))], at())
            print(n, flush=True)
        """
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", program, f"sqlite:///{path}"],
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as child:
        assert child.stdout is not None
        for _ in range(50):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        acknowledged = 50 + len(child.stdout.read().split())
    database = open_database(f"sqlite:///{path}")
    positions = [e.position for e in entries(database)]
    database.close()
    assert positions == list(range(1, len(positions) + 1))
    assert acknowledged <= len(positions) <= acknowledged + 1


@pytest.mark.parametrize("field", ["happened_on", "effective_until"])
def test_what_could_not_be_read_back_is_not_appended(database: Database, field: str) -> None:
    hour_for_a_day = {field: datetime(2026, 6, 12, tzinfo=UTC)}
    with pytest.raises(CodecError):
        append(database, restricted(1, **hour_for_a_day))
    assert entries(database) == []
