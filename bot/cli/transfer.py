"""`curbwatch import` and `curbwatch export`: the record as JSON Lines of CloudEvents 1.0."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.transfer import bring, hand_out
else:
    bring, hand_out = later("bot.cli.work.transfer", "bring"), later("bot.cli.work.transfer", "hand_out")

app = new_app()


@app.command("import")
def import_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="JSON Lines of CloudEvents; - is standard input")],
    as_json: Json = False,
) -> None:
    """Take in events, each file whole or not at all.

    Importing twice changes nothing. What is imported is history: it alerts nobody.
    """
    bring(files, as_json=as_json)


@app.command("export")
def export_command(
    since: Annotated[str | None, typer.Option(metavar="POSITION", help="only what stands after this position")] = None,
    until: Annotated[str | None, typer.Option(metavar="POSITION", help="only what stands up to this position")] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="into a file instead of standard output")] = None,
) -> None:
    """Write the public record: events and the notes on them, one CloudEvent a line; never subscribers or decisions."""
    hand_out(since=since, until=until, out=out)
