"""`curbwatch status`: sources, queue, log head, version."""

from typing import TYPE_CHECKING

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.status import answer
else:
    answer = later("bot.cli.work.status", "answer")

app = new_app()


@app.command()
def command(as_json: Json = False) -> None:
    """How things stand: each source with its last success and next check, the queue, the log's head, the version."""
    answer(as_json=as_json)
