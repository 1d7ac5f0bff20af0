"""`curbwatch timeline`: what happened to whom, in words."""

from typing import Annotated

import typer

from bot.cli.asking import clock, day_of, one_ref, say, say_json, settings
from bot.failures import CommandError
from bot.opening import opened
from bot.render import words
from events.access import State
from events.catalog import Catalog
from events.terms import KINDS, Kind
from events.ties import ties
from events.vocabulary import World, kind_of

app = typer.Typer(add_completion=False)


@app.command()
def command(
    names: Annotated[
        list[str] | None, typer.Argument(help="providers, models, countries, topics; all by default")
    ] = None,
    since: Annotated[str | None, typer.Option(help="from this day on")] = None,
    until: Annotated[str | None, typer.Option(help="up to this day")] = None,
    kind: Annotated[str | None, typer.Option(help=", ".join(KINDS))] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object a line")] = False,
) -> None:
    """The timeline, oldest first."""
    first, last = day_of(since, "--since"), day_of(until, "--until")
    if kind is not None and kind not in KINDS:
        raise CommandError(f"--kind {kind}: use one of {', '.join(KINDS)}")
    with opened(settings(), clock.now()) as record:
        catalog = record.catalog
        wanted = {one_ref(name, catalog) for name in names or ()}
        with record.live.reading() as memory:
            state = memory.state
            shown = [
                event
                for event in sorted(state.world.values(), key=lambda e: (e.happened_on, e.id))
                if (first is None or event.happened_on >= first)
                and (last is None or event.happened_on <= last)
                and (kind is None or kind_of(event) == kind)
                and (not wanted or concerns(event, wanted, state, catalog))
            ]
            for event in shown:
                _say_one(event, state, as_json=as_json)
    if not shown and not as_json:
        say("Nothing is recorded of that. Silence is not proof: see curbwatch status for the health of the sources.")


def concerns(event: World, wanted: set[str], state: State, catalog: Catalog) -> bool:
    """Whether the event is about one of these ids, rivals and dependencies included."""
    return bool(wanted & {*ties(event, state, catalog), *event.targets, event.issuer})


def _say_one(event: World, state: State, *, as_json: bool) -> None:
    kind: Kind = kind_of(event)
    if as_json:
        say_json(
            {
                "id": event.id,
                "kind": kind,
                "happened_on": event.happened_on.isoformat(),
                "effective_on": event.effective_on.isoformat() if event.effective_on else None,
                "effective_until": event.effective_until.isoformat() if event.effective_until else None,
                "title": event.title,
                "issuer": event.issuer,
                "jurisdiction": event.jurisdiction,
                "targets": list(event.targets),
                "confirmed": state.is_confirmed(event),
                "origin": event.origin,
                "sources": [source.url for source in event.sources],
            }
        )
        return
    mark = "" if state.is_confirmed(event) else "  (unconfirmed)"
    say(f"{event.happened_on.isoformat()}  {kind:<11}  {event.title}{mark}")
    if event.effective_on and event.effective_on != event.happened_on:
        say(f"{'':25}in force from {words.day(event.effective_on)}")
    say(f"{'':25}{event.sources[0].url if event.sources else 'no source address'}  [{event.id}]")
