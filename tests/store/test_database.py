"""What opening a database promises: one schema, whole steps, and one plain line for whatever is wrong."""

import multiprocessing
import os
import re
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from store import database as door
from store.database import Database, migrate, open_database, warning_about
from store.errors import (
    NotADatabaseError,
    SchemaBrokenError,
    SchemaNewerError,
    SchemaOlderError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreNotWritableError,
)
from store.migrations import GUARDS, SCHEMA_VERSION, STEPS, Step
from store.sources import source_state
from store.tables import METADATA


def folded(statement: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(statement.split()))


def test_the_schema_is_the_sum_of_its_migrations(database: Database) -> None:
    wanted = {table.name: str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in METADATA.sorted_tables}
    wanted |= {
        str(index.name): str(CreateIndex(index).compile(dialect=sqlite.dialect()))
        for table in METADATA.sorted_tables
        for index in table.indexes
    }
    with database.reading() as connection:
        rows = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'")
        )
        there = {name: folded(sql) for name, sql in rows}
        triggers = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    assert there == {name: folded(sql) for name, sql in wanted.items()}
    assert triggers == GUARDS


def test_a_database_opens_with_what_keeps_it_safe(database: Database) -> None:
    with database.reading() as connection:
        answers = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert answers == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


def test_opening_again_changes_nothing(path: Path) -> None:
    for _ in range(2):
        database = open_database(f"sqlite:///{path}")
        assert database.schema_version() == SCHEMA_VERSION
        database.close()


def test_a_step_that_fails_half_way_leaves_nothing_of_itself(database: Database) -> None:
    broken = Step(number=SCHEMA_VERSION + 1, name="broken", statements=("CREATE TABLE half (x)", "CREATE TABLE ("))
    with pytest.raises(Exception, match="syntax error"):
        migrate(database, (*STEPS, broken))
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")).scalar() == 0
    assert database.schema_version() == SCHEMA_VERSION


def test_a_kill_in_the_middle_of_a_step_leaves_nothing_of_it(path: Path) -> None:
    program = textwrap.dedent(
        """
        import os, signal, sys
        from sqlalchemy import event
        from store import database as door
        database = door.open_database(sys.argv[1])
        @event.listens_for(database.engine, "before_cursor_execute")
        def die(connection, cursor, statement, *rest):
            if statement == "CREATE TABLE second (x)":
                os.kill(os.getpid(), signal.SIGKILL)
        statements = ("CREATE TABLE half (x)", "CREATE TABLE second (x)")
        step = door.Step(number=door.SCHEMA_VERSION + 1, name="killed", statements=statements)
        door.migrate(database, (*door.STEPS, step))
        """
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, f"sqlite:///{path}"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    )
    assert done.returncode == -9
    database = open_database(f"sqlite:///{path}")
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")).scalar() == 0
    database.close()


def test_a_step_that_was_written_beside_a_later_one_is_taken_where_it_is_missing(path: Path) -> None:
    later = open_database(f"sqlite:///{path}")
    between = Step(number=SCHEMA_VERSION + 1, name="between", statements=("CREATE TABLE earlier (x)",))
    last = Step(number=SCHEMA_VERSION + 2, name="last", statements=("CREATE TABLE later (x)",))
    assert migrate(later, (*STEPS, last)) == SCHEMA_VERSION + 2
    assert migrate(later, (*STEPS, between, last)) == SCHEMA_VERSION + 2
    with later.reading() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE name IN ('earlier', 'later')")).scalars()
        assert set(names) == {"earlier", "later"}
        assert set(connection.execute(text("SELECT number FROM migrations")).scalars()) == {
            *(step.number for step in STEPS),
            SCHEMA_VERSION + 1,
            SCHEMA_VERSION + 2,
        }
    later.close()


def test_a_database_of_the_first_step_is_brought_forward_with_what_it_holds(path: Path) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    for statement in STEPS[0].statements:
        raw.execute(statement)
    raw.execute("INSERT INTO migrations VALUES (1, 'begin')")
    raw.execute("INSERT INTO meta VALUES ('kept', 'yes')")
    raw.close()
    with pytest.raises(SchemaOlderError, match=f"has schema 1, this program writes {SCHEMA_VERSION}"):
        open_database(f"sqlite:///{path}", upgrade=False)
    database = open_database(f"sqlite:///{path}")
    with database.reading() as connection:
        assert connection.execute(text("SELECT value FROM meta WHERE name = 'kept'")).scalar() == "yes"
    assert database.schema_version() == SCHEMA_VERSION
    database.close()


def test_a_newer_schema_is_refused_with_both_versions_named_and_nothing_written(database: Database, path: Path) -> None:
    with database.transaction() as connection:
        connection.execute(text("INSERT INTO migrations VALUES (99, 'from the future')"))
    before = path.read_bytes()
    with pytest.raises(SchemaNewerError, match=f"schema 99, this program knows {SCHEMA_VERSION}: upgrade Curbwatch"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_an_older_schema_waits_to_be_migrated_where_that_is_asked_for(path: Path) -> None:
    with pytest.raises(SchemaOlderError, match="run `curbwatch migrate`"):
        open_database(f"sqlite:///{path}", upgrade=False)


@pytest.mark.parametrize("guard", sorted(GUARDS))
def test_a_guard_that_somebody_dropped_is_missed_at_the_next_start(database: Database, path: Path, guard: str) -> None:
    with database.transaction() as connection:
        connection.execute(text(f"DROP TRIGGER {guard}"))
    with pytest.raises(SchemaBrokenError, match=f"lacks {guard}: somebody changed its schema"):
        open_database(f"sqlite:///{path}")


def test_a_file_that_is_no_database_is_named_in_one_line(path: Path) -> None:
    path.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(NotADatabaseError, match=r"log\.db is no database or is damaged") as caught:
        open_database(f"sqlite:///{path}")
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreNotWritableError, match="choose another folder"):
        open_database(f"sqlite:///{tmp_path}/file/log.db")


def test_a_path_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreNotWritableError, match="cannot be opened for writing"):
        open_database(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "nonsense"])
def test_a_url_that_cannot_be_used_says_how_to_write_one(url: str) -> None:
    with pytest.raises(StoreError, match="sqlite:////"):
        open_database(url)


def test_a_database_locked_by_another_process_says_so(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreLockedError, match="locked by another process"), database.transaction():
        pass
    raw.execute("ROLLBACK")
    raw.close()
    with database.transaction():
        pass


def test_a_full_disk_is_told_and_writing_goes_on_once_there_is_room(database: Database) -> None:
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    big = text("INSERT INTO meta VALUES ('x', zeroblob(1000000))")
    with pytest.raises(StoreFullError, match="make room"), database.transaction() as connection:
        connection.execute(big)
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with database.transaction() as connection:
        connection.execute(big)


def test_a_database_that_may_only_be_read_is_named_where_something_is_to_be_written(database: Database) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    write = text("INSERT INTO meta VALUES ('x', 'y')")
    with pytest.raises(StoreNotWritableError, match="may be written"), database.transaction() as connection:
        connection.execute(write)


def test_reading_does_not_write(database: Database) -> None:
    with database.reading() as connection:
        assert connection.get_execution_options()["only_reads"] is True


def test_the_versions_of_sqlite_that_lose_writes_are_warned_of() -> None:
    assert "3.40.1 can lose a write" in warning_about("3.40.1")
    assert "3.51.2" in warning_about("3.51.2")
    assert [warning_about(v) for v in ("3.51.3", "3.53.4", "3.50.7", "3.44.6")] == [""] * 4
    assert door.BUSY_SECONDS > 0


def _open(url: str) -> int:
    database = open_database(url)
    version = database.schema_version()
    database.close()
    return version


def test_several_processes_may_open_a_new_database_at_once(path: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(_open, [f"sqlite:///{path}"] * 6)) == [SCHEMA_VERSION] * 6


def test_the_sources_stand_as_they_did_after_the_step_that_adds_how_they_were_refused(path: Path) -> None:
    old = sqlite3.connect(path, isolation_level=None)
    for statement in STEPS[0].statements:
        old.execute(statement)
    old.execute("INSERT INTO migrations VALUES (1, 'begin')")
    old.execute(
        """INSERT INTO source_states VALUES ('lab', '"{}"', 1000000, 2000000, 3000000, 4, 'no answer', 'odd')"""
    )
    old.close()
    database = open_database(f"sqlite:///{path}")
    state = source_state(database, "lab")
    database.close()
    assert (state.cursor, state.failures, state.last_error, state.suspect, state.refused) == (
        "{}",
        4,
        "no answer",
        "odd",
        "",
    )
    assert state.last_success_at == datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC)
