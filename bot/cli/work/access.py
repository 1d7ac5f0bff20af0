"""Access to something from somewhere on a day: asked of the record as known today, or at another time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from bot.cli.asking import clock, country_of, day_of, instant_of, iso, minute, one_ref, say, say_json, settings
from bot.failures import UsageError
from bot.opening import Record, opened, sources_of
from bot.render import words
from bot.render.stale import silence_line, silent
from bot.status import SourceHealth, health_of
from events.access import State
from events.catalog import Catalog
from events.predicates import PredicateError, Profile, check_predicate
from events.terms import Line, is_surface, ref_kind
from events.verdict import RANK, Because, LineVerdict, Verdict, access
from events.vocabulary import World
from store.database import Database
from store.log import read as read_log
from store.query import memory_as_of

_TELLING = ("bars", "may bar", "eased", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, as it was typed."""

    name: str
    country: str
    facts: tuple[str, ...] = ()
    surface: str | None = None
    on: str | None = None
    known: str | None = None
    public: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What is to be told: `verdicts` are of the thing itself and then of its models."""

    verdicts: list[Verdict]
    state: State
    profile: Profile
    catalog: Catalog
    health: SourceHealth
    known_at: datetime | None
    public_at: datetime | None


def answer(question: Question, *, as_json: bool) -> None:
    if question.known and question.public:
        raise UsageError("--known and --public exclude each other: leave one out")
    known_at, public_at = instant_of(question.known, "--known"), instant_of(question.public, "--public")
    day = day_of(question.on, "--on")
    facts = tuple(_fact(text) for text in question.facts)
    now = clock.now()
    chosen = settings()
    specs = sources_of(chosen)
    with opened(chosen, now) as record:
        catalog = record.known()
        ref = one_ref(question.name, catalog)
        profile = Profile(country=country_of(question.country, catalog), facts=facts)
        _check_surface(question.surface, record)
        memory = memory_as_of(record.database, known_at=known_at, public_at=public_at)
        verdicts = _verdicts(memory.state, ref, profile, day or now.date(), catalog, question.surface)
        if memory.position == 0:
            verdicts = [_unknowing(verdict, _beginning(record.database)) for verdict in verdicts]
        told = _Answer(
            verdicts=verdicts,
            state=memory.state,
            profile=profile,
            catalog=catalog,
            health=health_of(record.database, specs, now),
            known_at=known_at,
            public_at=public_at,
        )
    if as_json:
        asked = {"country": profile.country, "profile": list(facts), "surface": question.surface}
        say_json(_told(told) | asked | {"known": iso(known_at), "public": iso(public_at)})
    else:
        _say(told)


def _check_surface(surface: str | None, record: Record) -> None:
    """A surface that no event knows would be open whatever happened, so a slip of the pen must not pass for one."""
    if surface is None or (surface.startswith("cloud:") and is_surface(surface)):
        return
    with record.live.reading() as memory:
        known = {"api", "app", "weights"}.union(*(event.surfaces for event in memory.state.world.values()))
    if surface not in known:
        raise UsageError(f"--surface {surface}: use api, app, weights or cloud:NAME")


def _fact(text: str) -> str:
    try:
        return check_predicate(text)
    except PredicateError as error:
        raise UsageError(f"--profile {error}") from error


def _beginning(database: Database) -> datetime | None:
    with database.reading() as connection:
        return next((entry.recorded_at for entry in read_log(connection, until=1)), None)


def _unknowing(verdict: Verdict, begins_at: datetime | None) -> Verdict:
    """Of a time before the record began nothing can be told, least of all that there was no bar."""
    note = f"nothing was known then: this record begins at {minute(begins_at)}" if begins_at else "nothing is known yet"

    def line(name: Line) -> LineVerdict:
        because = Because(event="", line=name, status="unknown", bearing="not yet", note=note)
        return LineVerdict(status="unknown", because=(because,))

    return msgspec.structs.replace(verdict, law=line("law"), provider=line("provider"))


def _verdicts(
    state: State, ref: str, profile: Profile, on: date, catalog: Catalog, surface: str | None
) -> list[Verdict]:
    """The thing itself and, of a provider, each of its models, the worst first."""
    first = access(state, ref, profile, on, catalog, surface=surface)
    if ref_kind(ref) != "provider":
        return [first]
    models = [access(state, m.id, profile, on, catalog, surface=surface) for m in catalog.models_of(ref)]
    return [first, *sorted(models, key=lambda v: -RANK[v.worst])]


def _told(told: _Answer) -> dict[str, Any]:
    first, *models = (_one(v, told.state, told.catalog) for v in told.verdicts)
    first["sources"] = {
        "healthy": told.health.healthy,
        "of": told.health.of,
        "stale": [source.source for source in silent(told.health.each, [told.verdicts[0].ref])],
    }
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


def _say(told: _Answer) -> None:
    first, *models = told.verdicts
    catalog = told.catalog
    where = words.country(told.profile.country, catalog)
    say(f"{words.name(first.ref, catalog)} from {where}, at the end of {words.day(first.on)} (UTC)")
    if told.known_at is not None:
        say(f"by what our record knew at {minute(told.known_at)}")
    if told.public_at is not None:
        say(f"by what had been published at {minute(told.public_at)}")
    say()
    _say_lines(first, told)
    _say_models(models, told)
    say()
    assumed = tuple(dict.fromkeys(a for v in told.verdicts for a in v.assumed))
    if assumed:
        say(f"Assumed of you: {words.assumed(assumed, catalog)}.")
    for predicate in dict.fromkeys(p for v in told.verdicts for p in v.ask):
        asked = words.question(predicate, catalog).replace(" Set your country with /where.", "")
        say(f"To be sure: {asked} Then add --profile {predicate} or --profile {_opposite(predicate)}")
    is_today = told.known_at is None and told.public_at is None
    if is_today and (silence := silence_line(told.health.each, [first.ref], most=5)):
        say(silence)
    say(words.NOT_ADVICE)


def _say_models(models: list[Verdict], told: _Answer) -> None:
    """Those that are barred or limited in full; the retired, the unborn and the untouched in a line each."""
    retired = [m for m in models if m.worst == "retired"]
    unborn = [
        m for m in models if m.worst == "unknown" and not any(b.event for b in m.provider.because + m.law.because)
    ]
    untouched = [m for m in models if m.worst == "open"]
    for model in models:
        if model not in retired and model not in unborn and model not in untouched:
            say()
            say(words.name(model.ref, told.catalog))
            _say_lines(model, told)
    for title, some in (("Retired", retired), ("Nothing known", unborn), ("No bar recorded", untouched)):
        if some:
            say()
            say(f"{title}: {words.listing(words.name(m.ref, told.catalog) for m in some)}.")


def _opposite(predicate: str) -> str:
    return predicate.removeprefix("not:") if predicate.startswith("not:") else f"not:{predicate}"


def _say_lines(verdict: Verdict, told: _Answer) -> None:
    is_model = ref_kind(verdict.ref) in ("model", "provider")
    for title, line in (("law", verdict.law), ("provider", verdict.provider)):
        if title == "provider" and not is_model and line.status == "open":
            continue  # a chip or a country has no provider that could close it
        status = words.STATUS[line.status]
        if line.status == "open" and told.known_at is None and told.public_at is None:
            status += f" in {told.health.healthy} of {told.health.of} healthy sources"
        say(f"{title:<10}{status}", 2)
        for because in line.because:
            if because.bearing in _TELLING or (not because.event and because.note):
                _say_because(because, told)
    for because in verdict.ahead:
        say(f"{'ahead':<10}{because.note}: {told.state.world[because.event].title}", 2)


def _say_because(because: Because, told: _Answer) -> None:
    state = told.state
    event: World | None = state.world.get(because.event)
    if event is None:
        say(because.note, 4)
        return
    mark = "" if state.is_confirmed(event) else " (unconfirmed)"
    say(f"{event.title}{mark}", 4)
    say(f"{_capital(words.issuer(event, told.catalog))}, {words.when(event, 'UTC')}", 6)
    for other in (state.world[i] for i in because.through if i in state.world):
        say(f"{'eased by' if because.bearing == 'eased' else 'later'}: {other.title}  [{other.id}]", 6)
    if because.note and because.bearing != "eased":
        say(f"{because.note}{', unless extended' if because.unless_extended else ''}", 6)
    url = event.sources[0].url if event.sources else ""
    say(f"{url + '  ' if url else ''}[{event.id}]", 6)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
