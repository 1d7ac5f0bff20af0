"""`curbwatch migrate`: the database's schema brought forward, each step whole or not at all."""

from typing import TYPE_CHECKING

from bot.cli.declaring import later, new_app

if TYPE_CHECKING:
    from bot.cli.work.migrate import answer
else:
    answer = later("bot.cli.work.migrate", "answer")

app = new_app()


@app.command()
def command() -> None:
    """Bring the database up to this program's schema; a new database is made."""
    answer()
