"""How far each derived thing has followed the log; its position is committed together with its effect."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from store import log
from store.tables import FOLLOWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`began` is the position after which this version of the follower began."""

    position: int
    began: int


def place_of(connection: Connection, name: str, version: int) -> Place:
    """Where this follower stands. One with effects never rebuilds: a new version of it starts at the head, a follower
    that was never there before starts at the beginning."""
    row = connection.execute(select(FOLLOWERS).where(FOLLOWERS.c.name == name)).mappings().first()
    if row is None:
        connection.execute(insert(FOLLOWERS).values(name=name, version=version, began=0, position=0))
        return Place(position=0, began=0)
    if row["version"] != version:
        head = log.head(connection).position
        change = {"version": version, "began": head, "position": head}
        connection.execute(update(FOLLOWERS).where(FOLLOWERS.c.name == name).values(**change))
        return Place(position=head, began=head)
    return Place(position=row["position"], began=row["began"])


def advance(connection: Connection, name: str, position: int) -> None:
    connection.execute(update(FOLLOWERS).where(FOLLOWERS.c.name == name).values(position=position))


def places(connection: Connection) -> dict[str, Place]:
    """Every follower by name."""
    rows = connection.execute(select(FOLLOWERS).order_by(FOLLOWERS.c.name)).mappings()
    return {row["name"]: Place(position=row["position"], began=row["began"]) for row in rows}
