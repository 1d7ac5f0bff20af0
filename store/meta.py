"""Small facts of the database itself, by name."""

from sqlalchemy import Connection, insert, select, update

from store.tables import META


def get_meta(connection: Connection, name: str) -> str | None:
    return connection.execute(select(META.c.value).where(META.c.name == name)).scalar()


def set_meta(connection: Connection, name: str, value: str) -> None:
    if connection.execute(update(META).where(META.c.name == name).values(value=value)).rowcount == 0:
        connection.execute(insert(META).values(name=name, value=value))
