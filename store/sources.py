"""Where each source stands: its cursor, its health and when it is due."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from events.codec import canonical
from store.database import Database
from store.tables import SOURCE_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """`cursor` is the source's own plain JSON value; `suspect` says why an answer was not believed, else empty.

    `refused` is how the last request was refused ("robots", "timeout", …), empty where it was answered.
    """

    source_id: str
    cursor: Any = None
    last_attempt_at: datetime | None = None
    last_success_at: datetime | None = None
    next_check_at: datetime | None = None
    failures: int = 0
    last_error: str = ""
    suspect: str = ""
    refused: str = ""


def source_state(database: Database, source_id: str) -> SourceState:
    """As it was saved last, with its cursor; a blank one for a source that was never checked."""
    with database.reading() as connection:
        found = connection.execute(select(SOURCE_STATES).where(SOURCE_STATES.c.source_id == source_id)).mappings()
        row = found.first()
    if row is None:
        return SourceState(source_id=source_id)
    return SourceState(**{**row, "cursor": msgspec.json.decode(row["cursor"])})


def source_states(database: Database) -> dict[str, SourceState]:
    """How each source stands, without its cursor: cursors may be megabytes, and only a check needs its own."""
    columns = [column for column in SOURCE_STATES.c if column.name != "cursor"]
    with database.reading() as connection:
        rows = connection.execute(select(*columns).order_by(SOURCE_STATES.c.source_id)).mappings().all()
    return {row["source_id"]: SourceState(**row) for row in rows}


def save_source_state(database: Database, state: SourceState) -> None:
    """For a check that brought no documents; one that did is saved together with them by `store.record`."""
    with database.transaction() as connection:
        write_source_state(connection, state)


def write_source_state(connection: Connection, state: SourceState) -> None:
    values = {name: getattr(state, name) for name in SourceState.__slots__ if name != "source_id"}
    values["cursor"] = canonical(state.cursor).decode()
    table = SOURCE_STATES
    done = connection.execute(update(table).where(table.c.source_id == state.source_id).values(**values))
    if done.rowcount == 0:
        connection.execute(insert(table).values(source_id=state.source_id, **values))
