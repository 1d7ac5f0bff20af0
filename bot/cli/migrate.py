"""`curbwatch migrate`: the database's schema brought forward, each step whole or not at all."""

import typer

from bot.cli.asking import clock, say, settings
from bot.opening import opened
from store.database import open_database

app = typer.Typer(add_completion=False)


@app.command()
def command() -> None:
    """Bring the database up to this program's schema; a new database is made."""
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
