"""The one door to the database: its engine, its transactions, and the way its schema goes forward."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

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
from store.tables import METADATA, MIGRATIONS

BUSY_SECONDS = 10.0
"""How long a writer waits for the others before it gives up."""

_WAIT = f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL loses acknowledged appends when the power goes
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # who is forgotten is overwritten, not merely unlinked
    "PRAGMA recursive_triggers = ON",  # else INSERT OR REPLACE deletes rows behind the back of the guards
    _WAIT,
)


class Database:
    """An open database: `transaction()` writes, `reading()` reads; each gives a connection for its own duration."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.sqlite_version = sqlite3.sqlite_version
        self._writing = threading.Lock()

    @property
    def warning(self) -> str:
        """What the operator should know about this SQLite, or nothing."""
        return warning_about(self.sqlite_version)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One writer at a time, whole or not at all; keep it short. Do not open one inside another.

        StoreLockedError, StoreFullError, StoreNotWritableError or NotADatabaseError where the database refuses.
        """
        # SQLite lets waiting writers sleep and retry in turn-less disorder; within one process a lock queues them.
        if not self._writing.acquire(timeout=BUSY_SECONDS):
            raise StoreLockedError(_locked(self.name))
        try:
            with _told_plainly(self.name), self.engine.begin() as connection:
                yield connection
        finally:
            self._writing.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of one moment, that no writer waits for."""
        with _told_plainly(self.name), self.engine.connect() as plain:
            connection = plain.execution_options(only_reads=True)
            with connection.begin():
                yield connection

    def scrub(self) -> None:
        """After an erasure: empty the write-ahead file, which still holds what was there before. Where a reader is in
        the way, that waits for the next checkpoint."""
        plain = self.engine.raw_connection()
        try:
            cursor = plain.cursor()
            cursor.execute("PRAGMA busy_timeout = 200")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute(_WAIT)
        finally:
            plain.close()

    def schema_version(self) -> int:
        with self.reading() as connection:
            return max(_taken(connection), default=0)

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str, *, upgrade: bool = True) -> Database:
    """Open the database, making it where there is none, and bring its schema up to date.

    Without `upgrade` an older schema is refused (SchemaOlderError); a newer one always is (SchemaNewerError), with
    nothing written. A StoreError of one line for everything else that stands in the way.
    """
    address = _checked(url)
    name = address.database or ""
    _make_folder(name)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    database = Database(engine, name)
    try:
        _prepare(database, upgrade)
    except BaseException:
        database.close()
        raise
    return database


def migrate(database: Database, steps: tuple[Step, ...] = STEPS) -> int:
    """Take the steps that are missing, each whole or not at all, and check what came of it; the schema version then."""
    target = max(step.number for step in steps)
    for step in steps:
        with database.transaction() as connection:
            taken = _taken(connection)
            version = max(taken, default=0)
            if version > target:
                raise SchemaNewerError(_newer(database.name, version, target))
            if step.number in taken:
                continue
            for statement in step.statements:
                connection.exec_driver_sql(statement)
            connection.execute(insert(MIGRATIONS).values(number=step.number, name=step.name))
    check_schema(database)
    return target


def check_schema(database: Database) -> None:
    """SchemaBrokenError naming every table, index and guard that should be there and is not."""
    wanted = {table.name for table in METADATA.sorted_tables}
    wanted |= {str(index.name) for table in METADATA.sorted_tables for index in table.indexes}
    wanted |= GUARDS
    with database.reading() as connection:
        there = set(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    if missing := sorted(wanted - there):
        raise SchemaBrokenError(
            f"{database.name} lacks {', '.join(missing)}: somebody changed its schema; restore it from a backup"
        )


def warning_about(sqlite_version: str) -> str:
    """The known fault of this SQLite version that concerns us, with the cure; empty where there is none."""
    version = tuple(int(part) for part in sqlite_version.split("."))
    cured = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    if cured:
        return ""
    return (
        f"SQLite {sqlite_version} can lose a write when several processes checkpoint at once: run one process, or "
        "use SQLite 3.51.3 or newer"
    )


def _checked(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "the database URL cannot be read: write it like sqlite:////var/lib/curbwatch/log.db"
        ) from error
    if address.get_backend_name() != "sqlite":
        raise StoreError(f"{address.get_backend_name()} databases are not supported yet: use sqlite:////PATH")
    if not address.database or address.database == ":memory:":
        raise StoreError("the database must be a file, so that nothing is lost: use sqlite:////PATH")
    return address


def _make_folder(name: str) -> None:
    folder = Path(name).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreNotWritableError(f"{folder} cannot be made ({error.strerror}): choose another folder") from error


def _prepare(database: Database, upgrade: bool) -> None:
    with database.reading() as connection:
        taken = _taken(connection)
    version = max(taken, default=0)
    if version > SCHEMA_VERSION:
        raise SchemaNewerError(_newer(database.name, version, SCHEMA_VERSION))
    missing = {step.number for step in STEPS} - taken
    if missing and not upgrade:
        raise SchemaOlderError(
            f"{database.name} has schema {version}, this program writes {SCHEMA_VERSION}: run `curbwatch migrate`"
        )
    if missing:
        migrate(database)
    else:
        check_schema(database)


def _taken(connection: Connection) -> set[int]:
    """The numbers of the steps that this database has taken."""
    there = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'migrations'")).first()
    if there is None:
        return set()
    return set(connection.execute(select(MIGRATIONS.c.number)).scalars())


def _newer(name: str, version: int, ours: int) -> str:
    return f"{name} has schema {version}, this program knows {ours}: upgrade Curbwatch; nothing was written"


def _locked(name: str) -> str:
    return f"{name} has been locked by another process for {BUSY_SECONDS:.0f} s: stop that process, or try again"


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes late and never before a schema change
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    # A transaction that reads first and writes later is refused at once when another wrote in between.
    reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def _told_plainly(name: str) -> Iterator[None]:
    """Turns what SQLite says of files and locks into one line with what to do; every other error passes."""
    try:
        yield
    except DBAPIError as error:
        plain = _plainly(name, getattr(error.orig, "sqlite_errorcode", None), error)
        if plain is None:
            raise
        raise plain from error
    except sqlite3.Error as error:  # from the pragmas, which run before SQLAlchemy is there to wrap them
        plain = _plainly(name, error.sqlite_errorcode, error)
        if plain is None:
            raise
        raise plain from error


def _plainly(name: str, code: int | None, error: Exception) -> StoreError | None:
    match (code or 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreLockedError(_locked(name))
        case sqlite3.SQLITE_FULL:
            return StoreFullError(f"the disk that holds {name} is full: make room, and Curbwatch goes on by itself")
        case sqlite3.SQLITE_IOERR:
            return StoreFullError(f"{name} cannot be read or written ({error.args[0]}): is the disk full or failing?")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreNotWritableError(
                f"{name} cannot be opened for writing: check that the file and its folder may be written"
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return NotADatabaseError(f"{name} is no database or is damaged: restore it from a backup")
        case _:
            return None
