"""`curbwatch retract`: an event that should never have been recorded."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.amending import retract
else:
    retract = later("bot.cli.work.amending", "retract")

app = new_app()


@app.command()
def command(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="the event's id")],
    reason: Annotated[str, typer.Option(help="why it should not be there; it stands in the log")],
    as_json: Json = False,
) -> None:
    """Take an event back: it no longer counts, and the log goes on to say that it once stood there."""
    retract(event, reason=reason, as_json=as_json)
