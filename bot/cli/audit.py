"""`curbwatch audit`: the integrity of the log."""

from typing import TYPE_CHECKING

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.audit import verify
else:
    verify = later("bot.cli.work.audit", "verify")

app = new_app()


@app.callback()
def command() -> None:
    """The integrity of the log."""


@app.command("verify")
def verify_command(as_json: Json = False) -> None:
    """Go through every entry and say which is the first that is not as it was written, if any. Nothing is written."""
    verify(as_json=as_json)
