"""`curbwatch read`: what events documents state, with the words that prove each field; it writes nothing."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.read import answer
else:
    answer = later("bot.cli.work.read", "answer")

app = new_app()


@app.command()
def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help=".json, .jsonl, .html, .txt, or - for standard input")
    ],
    explain: Annotated[bool, typer.Option("--explain", help="print the work of every step")] = False,
    as_json: Json = False,
) -> None:
    """What events documents state, with the words that prove each field. It writes nothing.

    A file that cannot be read is named at the end; the others are read.
    """
    answer(files, explain=explain, as_json=as_json)
