"""`curbwatch demo`: the story of June 2026 with no account, on a page in the browser or as a transcript."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import later, new_app

if TYPE_CHECKING:
    from bot.cli.work.demo import answer
else:
    answer = later("bot.cli.work.demo", "answer")

app = new_app()


@app.command()
def command(
    headless: Annotated[bool, typer.Option("--headless", help="print both chats and exit")] = False,
    keep: Annotated[Path | None, typer.Option(metavar="DIR", help="leave the database in this folder")] = None,
    port: Annotated[int, typer.Option(help="port of the page; a free one by default")] = 0,
    pace: Annotated[float, typer.Option(help="seconds between two documents on the page")] = 6.0,
) -> None:
    """The June 2026 story: nine documents arrive, are read, and two subscribers are told what it means for them."""
    answer(headless=headless, keep=keep, port=port, pace=pace)
