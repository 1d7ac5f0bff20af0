"""The database's schema brought forward."""

from bot.cli.asking import clock, say, settings
from bot.opening import opened
from store.database import open_database


def answer() -> None:
    chosen = settings()
    database = open_database(chosen.database_url, upgrade=True)
    try:
        version = database.schema_version()
        warning = database.warning
        name = database.name
    finally:
        database.close()
    with opened(chosen, clock.now()):
        say(f"{name} has schema {version}.")
    if warning:
        say(f"Note: {warning}.")
