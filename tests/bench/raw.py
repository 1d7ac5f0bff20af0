"""What the bench compares with: the standard library's sqlite3, with the same pragmas and no more than it takes."""

import sqlite3
from pathlib import Path


def open_raw(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def unguarded_copy_of(connection: sqlite3.Connection, source: Path, table: str) -> None:
    """Make the table with its indexes as the store has it, but without its triggers."""
    with sqlite3.connect(source) as schema:
        rows = schema.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL "
            "ORDER BY type DESC",
            (table,),
        ).fetchall()
    schema.close()
    for (sql,) in rows:
        connection.execute(sql)
