"""`curbwatch correct`: what an event of the log should have said."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.amending import correct
else:
    correct = later("bot.cli.work.amending", "correct")

app = new_app()


@app.command()
def command(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="the event's id")],
    pairs: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="what is put right")],
    reason: Annotated[str, typer.Option(help="what was wrong; it stands in the log")],
    as_json: Json = False,
) -> None:
    """Say what an event of the log should have said: we, or that same source, were wrong. Its id stays."""
    correct(event, tuple(pairs), reason=reason, as_json=as_json)
