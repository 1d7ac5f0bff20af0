"""Many rows at once, as quickly as the driver takes them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from store.instants import to_micros


def insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert these; every row names the same columns in the same order."""
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(insert(table), rows)
        return
    # Handing plain rows to the driver saves a third of the time of a long append or of a wide fan-out.
    names = ", ".join(rows[0])
    marks = ", ".join("?" * len(rows[0]))
    plain = [tuple(to_micros(v) if type(v) is datetime else v for v in row.values()) for row in rows]
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", plain)  # noqa: S608  # our names
