"""The timeline: what happened to whom, oldest first."""

from bot.cli.asking import clock, day_of, hint_for, one_ref, say, say_json, settings
from bot.failures import UsageError
from bot.opening import opened, sources_of
from bot.render import words
from bot.render.stale import silence_line
from bot.status import health_of
from events.access import State
from events.catalog import Catalog
from events.terms import KINDS, Kind
from events.ties import ties
from events.vocabulary import World, kind_of


def answer(names: tuple[str, ...], *, since: str | None, until: str | None, kind: str | None, as_json: bool) -> None:
    first, last = day_of(since, "--since"), day_of(until, "--until")
    if first is not None and last is not None and first > last:
        raise UsageError(f"--since {first} lies after --until {last}: exchange them")
    if kind is not None and kind not in KINDS:
        raise UsageError(f"--kind {kind}: use one of {', '.join(KINDS)}{hint_for(kind, KINDS)}")
    chosen, now = settings(), clock.now()
    specs = sources_of(chosen)
    with opened(chosen, now) as record:
        catalog = record.known()
        wanted = {one_ref(name, catalog) for name in names}
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
                if as_json:
                    _tell(event, state)
                else:
                    _say(event, state, catalog)
        health = health_of(record.database, specs, now)
    if not as_json and (silence := silence_line(health.each, wanted, most=5)):
        say(silence)
    if not shown and not as_json:
        say("Nothing is recorded of that. Silence is no proof: curbwatch status tells how well the sources are heard.")


def concerns(event: World, wanted: set[str], state: State, catalog: Catalog) -> bool:
    """Whether the event is about one of these ids, rivals and dependencies included."""
    return bool(wanted & {*ties(event, state, catalog), *event.targets, event.issuer})


def _tell(event: World, state: State) -> None:
    kind: Kind = kind_of(event)
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


def _say(event: World, state: State, catalog: Catalog) -> None:
    mark = "" if state.is_confirmed(event) else "  (unconfirmed)"
    say(f"{event.happened_on.isoformat()}  {kind_of(event):<11}  {event.title}{mark}")
    days = []
    if event.effective_on and event.effective_on != event.happened_on:
        days.append(f"in force from {words.day(event.effective_on)}")
    if event.effective_until:
        days.append(f"until {words.day(event.effective_until)}")
    who = words.issuer(event, catalog)
    say(", ".join([who[:1].upper() + who[1:], *days]), 4)
    url = event.sources[0].url if event.sources else ""
    say(f"{url + '  ' if url else ''}[{event.id}]", 4)
