"""Questions that the tests put to the database past the store's own doors."""

from typing import Any

from sqlalchemy import text

from store.database import Database


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def alerts(database: Database) -> dict[tuple[str, str], str]:
    """What became of the alert to each subscriber of each event."""
    return {
        (who, event): state for who, event, state in rows(database, "SELECT subscriber, event_id, state FROM alerts")
    }
