"""The durable inbox: an update of Telegram is kept before it is confirmed there, and handled once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from store.database import Database
from store.tables import UPDATES

TRIES_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """`body` is the update as Telegram sent it, as JSON; `tries` is how often handling it has failed."""

    update_id: int
    body: str
    received_at: datetime
    tries: int


def keep(database: Database, updates: list[tuple[int, str]], now: datetime) -> int:
    """Keep these (id, body); how many of them were new. Once it returns they may be confirmed."""
    by_id = dict(updates)
    with database.transaction() as connection:
        known = connection.execute(select(UPDATES.c.update_id).where(UPDATES.c.update_id.in_(list(by_id)))).scalars()
        for update_id in set(known):
            del by_id[update_id]
        rows = [
            {"update_id": i, "body": body, "received_at": now, "handled_at": None, "tries": 0, "error": ""}
            for i, body in sorted(by_id.items())
        ]
        if rows:
            connection.execute(insert(UPDATES), rows)
    return len(rows)


def pending(database: Database, limit: int = 100) -> list[Update]:
    """Those not handled yet, in Telegram's order."""
    query = select(UPDATES).where(UPDATES.c.handled_at.is_(None)).order_by(UPDATES.c.update_id).limit(limit)
    with database.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [Update(**{name: row[name] for name in Update.__slots__}) for row in rows]


def done(database: Database, update_id: int, now: datetime) -> None:
    """It was handled: what it said is erased, that it was is kept."""
    with database.transaction() as connection:
        connection.execute(
            update(UPDATES)
            .where(UPDATES.c.update_id == update_id, UPDATES.c.handled_at.is_(None))
            .values(handled_at=now, body="")
        )


def failed(database: Database, update_id: int, error: str, now: datetime) -> bool:
    """Handling it failed; False once it has failed so often that it is given up, so that it blocks nobody."""
    mine = UPDATES.c.update_id == update_id
    with database.transaction() as connection:
        tries = int(connection.execute(select(UPDATES.c.tries).where(mine)).scalar() or 0) + 1
        given_up = tries >= TRIES_MAX
        change = {"handled_at": now, "body": ""} if given_up else {}
        connection.execute(update(UPDATES).where(mine).values(tries=tries, error=error[:500], **change))
    return not given_up


def last_id(database: Database) -> int | None:
    """The highest id ever kept, so that polling can go on after it."""
    with database.reading() as connection:
        return connection.execute(select(func.max(UPDATES.c.update_id))).scalar()
