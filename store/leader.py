"""Who may do what only one process may do: a lease that its holder renews."""

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, insert, select, update

from store.database import Database
from store.tables import LEASES


def take(
    database: Database, name: str, holder: str, now: datetime, seconds: float = 30.0
) -> Literal["new", "held", ""]:
    """Take the lease ("new"), or renew it ("held": nobody else had it in between); empty while another holds it."""
    until = now + timedelta(seconds=seconds)
    with database.transaction() as connection:
        row = connection.execute(select(LEASES).where(LEASES.c.name == name)).mappings().first()
        if row is None:
            connection.execute(insert(LEASES).values(name=name, holder=holder, until=until))
            return "new"
        if row["holder"] != holder and row["until"] > now:
            return ""
        connection.execute(update(LEASES).where(LEASES.c.name == name).values(holder=holder, until=until))
        return "held" if row["holder"] == holder else "new"


def release(database: Database, name: str, holder: str) -> None:
    """Give it back; nothing where somebody else holds it by now."""
    with database.transaction() as connection:
        connection.execute(delete(LEASES).where(LEASES.c.name == name, LEASES.c.holder == holder))


def holder_of(database: Database, name: str, now: datetime) -> str:
    """Who holds it at this moment, or an empty string."""
    with database.reading() as connection:
        row = connection.execute(select(LEASES.c.holder, LEASES.c.until).where(LEASES.c.name == name)).first()
    return row.holder if row is not None and row.until > now else ""
