"""`curbwatch run`: the service - scheduled checks, chat, delivery - until it is told to stop."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import later, new_app

if TYPE_CHECKING:
    from bot.cli.work.run import answer
else:
    answer = later("bot.cli.work.run", "answer")

app = new_app()


@app.command()
def command(
    role: Annotated[str, typer.Option(help="all, checks, chat or delivery, for several processes")] = "all",
) -> None:
    """The service. Everything that is wrong with the settings is said before anything is opened."""
    answer(role=role)
