"""`curbwatch access`: the two lines of access to something from somewhere on a day, and because of which events."""

from datetime import date, datetime
from typing import Annotated, Any

import typer
from store.query import state_as_of

from bot.cli.asking import clock, country_of, day_of, instant_of, one_ref, say, say_json, settings
from bot.failures import CommandError
from bot.opening import opened, sources_of
from bot.render import words
from bot.status import SourceHealth, health_of
from events.access import State
from events.catalog import Catalog
from events.predicates import Profile, check_predicate
from events.terms import is_surface, ref_kind
from events.verdict import RANK, Because, LineVerdict, Verdict, access
from events.vocabulary import World

app = typer.Typer(add_completion=False)

_TELLING = ("bars", "may bar", "eased", "ended")


@app.command()
def command(
    name: Annotated[str, typer.Argument(help="a model, provider or chip, by name or id")],
    country: Annotated[str, typer.Option(help="where you operate: SA, US, Germany …")],
    profile: Annotated[list[str] | None, typer.Option(help="what else is true of you, e.g. incorporated:US")] = None,
    surface: Annotated[str | None, typer.Option(help="api, app, weights, cloud:bedrock …")] = None,
    on: Annotated[str | None, typer.Option(help="in force at the end of this day, UTC; today")] = None,
    known: Annotated[str | None, typer.Option(help="by what our record knew then")] = None,
    public: Annotated[str | None, typer.Option(help="by what had been published then")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
) -> None:
    """Access today, or on another day, as known today or at another time."""
    if known and public:
        raise CommandError("--known and --public exclude each other: leave one out")
    if surface is not None and not is_surface(surface):
        raise CommandError(f"--surface {surface}: use api, app, weights or cloud:NAME")
    known_at, public_at = instant_of(known, "--known"), instant_of(public, "--public")
    now = clock.now()
    day = day_of(on, "--on") or now.date()
    chosen = settings()
    with opened(chosen, now) as record:
        catalog = record.catalog
        ref = one_ref(name, catalog)
        facts = tuple(check_predicate(fact) for fact in profile or ())
        asked = Profile(country=country_of(country, catalog), facts=facts)
        state = state_as_of(record.database, known_at=known_at, public_at=public_at)
        health = health_of(record.database, sources_of(chosen), now)
        verdicts = _verdicts(state, ref, asked, day, catalog, surface)
    told = _told(verdicts, state, catalog, health)
    told |= {"country": asked.country, "profile": list(facts), "surface": surface, "known": known, "public": public}
    if as_json:
        say_json(told)
        return
    _say(verdicts, state, asked, catalog, health, known_at or public_at)


def _verdicts(
    state: State, ref: str, profile: Profile, on: date, catalog: Catalog, surface: str | None
) -> list[Verdict]:
    """The thing itself and, of a provider, each of its models, the worst first."""
    first = access(state, ref, profile, on, catalog, surface=surface)
    if ref_kind(ref) != "provider":
        return [first]
    models = [access(state, m.id, profile, on, catalog, surface=surface) for m in catalog.models_of(ref)]
    return [first, *sorted(models, key=lambda v: -RANK[v.worst])]


def _told(verdicts: list[Verdict], state: State, catalog: Catalog, health: SourceHealth) -> dict[str, Any]:
    first, *models = (_one(v, state, catalog) for v in verdicts)
    first["sources"] = {"healthy": health.healthy, "of": health.of}
    if models:
        first["models"] = models
    return first | {"note": "open means that no bar is recorded; not legal advice"}


def _one(verdict: Verdict, state: State, catalog: Catalog) -> dict[str, Any]:
    lines = (*verdict.law.because, *verdict.provider.because)
    return {
        "ref": verdict.ref,
        "name": words.name(verdict.ref, catalog),
        "on": verdict.on.isoformat(),
        "zone": "UTC",
        "law": verdict.law.status,
        "provider": verdict.provider.status,
        "because": [_reason(b, state) for b in lines if b.bearing in _TELLING],
        "also": [_reason(b, state) for b in lines if b.bearing not in _TELLING],
        "ahead": [_reason(b, state) for b in verdict.ahead],
        "assumed": list(verdict.assumed),
        "ask": list(verdict.ask),
    }


def _reason(because: Because, state: State) -> dict[str, Any]:
    told: dict[str, Any] = {
        "event": because.event,
        "line": because.line,
        "status": because.status,
        "bearing": because.bearing,
        "note": because.note,
        "unless_extended": because.unless_extended,
        "through": list(because.through),
    }
    event = state.world.get(because.event)
    if event is not None:
        told |= {
            "title": event.title,
            "issuer": event.issuer,
            "happened_on": event.happened_on.isoformat(),
            "effective_on": event.starts_on.isoformat(),
            "effective_until": event.effective_until.isoformat() if event.effective_until else None,
            "confirmed": state.is_confirmed(event),
            "sources": [source.url for source in event.sources],
        }
    return told


def _say(
    verdicts: list[Verdict],
    state: State,
    profile: Profile,
    catalog: Catalog,
    health: SourceHealth,
    as_of: datetime | None,
) -> None:
    first, *models = verdicts
    where = words.country(profile.country, catalog)
    say(f"{words.name(first.ref, catalog)} from {where}, at the end of {words.day(first.on)} (UTC)")
    if as_of is not None:
        say(f"as of {as_of:%Y-%m-%d %H:%M} UTC")
    say()
    _say_lines(first, state, catalog, health)
    for model in models:
        if model.worst != "open":
            say(f"\n{words.name(model.ref, catalog)}")
            _say_lines(model, state, catalog, health)
    untouched = [m for m in models if m.worst == "open"]
    if untouched:
        say(f"\nNo bar recorded on {words.plural(len(untouched), 'other model')} of theirs.")
    assumed = tuple(dict.fromkeys(a for v in verdicts for a in v.assumed))
    if assumed:
        say(f"\nAssumed of you: {words.assumed(assumed, catalog)}.")
    for predicate in dict.fromkeys(p for v in verdicts for p in v.ask):
        say(f"To be sure: {words.question(predicate, catalog)} (--profile {predicate} or --profile not:{predicate})")
    say(f"\n{words.NOT_ADVICE}")


def _say_lines(verdict: Verdict, state: State, catalog: Catalog, health: SourceHealth) -> None:
    for title, line in (("law", verdict.law), ("provider", verdict.provider)):
        status = words.STATUS[line.status]
        if line.status == "open":
            status += f" in {health.healthy} of {health.of} healthy sources"
        say(f"  {title:<9} {status}")
        for because in _shown(line):
            _say_because(because, state, catalog)
    for because in verdict.ahead:
        event = state.world[because.event]
        say(f"  ahead     {because.note}: {event.title}")


def _shown(line: LineVerdict) -> list[Because]:
    return [b for b in line.because if b.bearing in _TELLING or (not b.event and b.note)]


def _say_because(because: Because, state: State, catalog: Catalog) -> None:
    event: World | None = state.world.get(because.event)
    if event is None:
        say(f"            {because.note}")
        return
    mark = "" if state.is_confirmed(event) else " (unconfirmed)"
    say(f"            {event.title}{mark}")
    say(f"            {words.issuer(event, catalog)}, {words.when(event, 'UTC')} [{event.id}]")
    for other in (state.world[i] for i in because.through if i in state.world):
        say(f"            {because.bearing}: {other.title} [{other.id}]")
    if because.note and because.bearing != "eased":
        say(f"            {because.note}{', unless extended' if because.unless_extended else ''}")
    for source in event.sources[:1]:
        say(f"            {source.url}")
