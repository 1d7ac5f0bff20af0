"""`curbwatch queue`: what waits for an editor, and what becomes of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.queue import example, listing, publish, reject, show
else:
    example, listing, publish, reject, show = (
        later("bot.cli.work.queue", name) for name in ("example", "listing", "publish", "reject", "show")
    )

app = new_app()

Id = Annotated[str, typer.Argument(metavar="ID", help="the finding's id, as the list gives it")]
Pairs = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FIELD=VALUE]…", help="what is put right: targets=…, barred=…, effective_on=…"),
]


@app.callback(invoke_without_command=True)
def command(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="no more than so many")] = 50,
    as_json: Json = False,
) -> None:
    """What waits for an editor, the oldest first, and why."""
    if context.invoked_subcommand is None:
        listing(limit, as_json=as_json)


@app.command("show")
def show_command(finding: Id, as_json: Json = False) -> None:
    """One finding: every field with the words that prove it, the document, and what publishing it would do."""
    show(finding, as_json=as_json)


@app.command("publish")
def publish_command(
    finding: Id,
    pairs: Pairs = None,
    reason: Annotated[str, typer.Option(help="why, for the record")] = "",
    as_json: Json = False,
) -> None:
    """Let a finding into the record, with corrections where some are given; whom it touches is alerted."""
    publish(finding, tuple(pairs or ()), reason=reason, as_json=as_json)


@app.command("reject")
def reject_command(
    finding: Id,
    reason: Annotated[str, typer.Option(help="why it is no event; it stands in the log")],
    as_json: Json = False,
) -> None:
    """Say that a finding is no event. It never comes back."""
    reject(finding, reason=reason, as_json=as_json)


@app.command("example")
def example_command(
    findings: Annotated[list[str], typer.Argument(metavar="ID…", help="findings that were decided about")],
    out: Annotated[str, typer.Option(metavar="FOLDER", help="where the files are written")] = ".",
) -> None:
    """Make of what was decided a golden document of the reader: one file for each, ready for tests/golden/reading."""
    example(tuple(findings), out=out)
