"""`curbwatch access`: the two lines of access to something from somewhere on a day, and because of which events."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.declaring import Json, later, new_app

if TYPE_CHECKING:
    from bot.cli.work.access import Question, answer
else:
    Question, answer = later("bot.cli.work.access", "Question"), later("bot.cli.work.access", "answer")

app = new_app()


@app.command()
def command(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="a model, provider or chip, by name or id")],
    country: Annotated[str, typer.Option(metavar="CC", help="where you operate: SA, US, Germany …")],
    profile: Annotated[
        list[str] | None,
        typer.Option(metavar="PREDICATE", help="what else is true of you, such as incorporated:US; may be repeated"),
    ] = None,
    surface: Annotated[str | None, typer.Option(metavar="S", help="api, app, weights or cloud:NAME")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="in force at the end of this day, UTC; today")] = None,
    known: Annotated[str | None, typer.Option(metavar="WHEN", help="by what our record knew then")] = None,
    public: Annotated[str | None, typer.Option(metavar="WHEN", help="by what had been published then")] = None,
    as_json: Json = False,
) -> None:
    """Who may use NAME from a country: by law and by its provider, on a day, and because of which events.

    DAY is YYYY-MM-DD, WHEN also YYYY-MM-DDTHH:MM:SSZ; a day alone means its end. Not legal advice.
    """
    question = Question(
        name=" ".join(names),
        country=country,
        facts=tuple(profile or ()),
        surface=surface,
        on=on,
        known=known,
        public=public,
    )
    answer(question, as_json=as_json)
