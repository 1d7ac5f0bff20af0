"""`curbwatch timeline`: what happened to whom, in words."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.timeline import answer
else:
    answer = later("bot.cli.work.timeline", "answer")

app = new_app()


@app.command()
def command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help="providers, models, countries, topics; all by default")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="from this day on, YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="up to this day")] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="restriction, relaxation, proposal, milestone, launch or withdrawal"),
    ] = None,
    as_json: Json = False,
) -> None:
    """The timeline of what concerns these names, oldest first."""
    answer(tuple(names or ()), since=since, until=until, kind=kind, as_json=as_json)
