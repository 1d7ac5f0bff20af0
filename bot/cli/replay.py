"""`curbwatch replay`: everything rebuilt from the log, and held against what is there."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.replay import answer
else:
    answer = later("bot.cli.work.replay", "answer")

app = new_app()


@app.command()
def command(
    until: Annotated[
        str | None, typer.Option(metavar="POSITION|WHEN", help="up to a position, or to what was recorded by then")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="compare with what is kept, and recompute whom each alert went to")
    ] = False,
    as_json: Json = False,
) -> None:
    """Rebuild the record from the log alone. Nothing is written and nothing is sent."""
    answer(until=until, check=check, as_json=as_json)
