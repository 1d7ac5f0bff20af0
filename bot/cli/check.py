"""`curbwatch check`: one round of checks now, with what was found."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.check import answer
else:
    answer = later("bot.cli.work.check", "answer")

app = new_app()


@app.command()
def command(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]…", help="ids of sources; all by default")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="keep nothing: only say what would be recorded")] = False,
    as_json: Json = False,
) -> None:
    """Ask the sources once, now, whether they are due or not, and say what was found.

    Alerts are planned and sent by `curbwatch run`, not here. It fails (1) when no source asked gave a usable answer.
    """
    answer(tuple(sources or ()), dry_run=dry_run, as_json=as_json)
