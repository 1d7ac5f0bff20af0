"""The two lines of access of one model for one profile on one day: every open measure is asked, the worst wins."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from events.access import State, latest_terms
from events.catalog import Catalog
from events.predicates import Answer, Profile, any_of, undecided_among
from events.terms import Line, Status, provider_of, ref_kind
from events.vocabulary import Easing, Launched, Relaxed, Restricted, Withdrawn, World

RANK: dict[Status, int] = {
    "open": 0,
    "limited": 1,
    "unknown": 2,
    "licence": 3,
    "off": 4,
    "barred": 5,
    "retired": 6,
}

Bearing = Literal["bars", "may bar", "does not touch", "eased", "ended", "not yet", "other surface"]


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """One measure and what it means here: `status` is what it makes of its line, `bearing` why."""

    event: str
    line: Line
    status: Status
    bearing: Bearing
    through: tuple[str, ...] = ()
    note: str = ""
    unless_extended: bool = False
    ask: tuple[str, ...] = ()
    starts_on: date | None = None


class LineVerdict(msgspec.Struct, frozen=True, kw_only=True):
    status: Status
    because: tuple[Because, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Access to `ref` on `on`: the two lines, what each open measure said, what was assumed, what lies ahead."""

    ref: str
    on: date
    law: LineVerdict
    provider: LineVerdict
    ahead: tuple[Because, ...] = ()
    assumed: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()

    @property
    def worst(self) -> Status:
        return max(self.law.status, self.provider.status, key=RANK.__getitem__)


class _Easement(NamedTuple):
    """What the easings of a measure leave of it for one profile on one day."""

    lifted: Answer
    softened: bool
    through: tuple[str, ...]
    note: str
    unless_extended: bool
    unknown: bool
    partly: bool


def objects_of(ref: str, catalog: Catalog) -> tuple[str, ...]:
    """Under which names a measure may have this thing as its object: itself, its provider, its whole origin."""
    kind = ref_kind(ref)
    if kind not in ("model", "provider"):
        return (ref,)
    owner = provider_of(ref) or ref
    provider = catalog.providers.get(owner)
    origin = (provider.hq,) if provider else ()
    return tuple(dict.fromkeys((ref, owner, *origin)))


def access(
    state: State, ref: str, profile: Profile, on: date, catalog: Catalog, *, surface: str | None = None
) -> Verdict:
    """What is recorded of access to a model, provider or hardware at the end of that day.

    The status `open` means that no bar is recorded, never that something is allowed.
    """
    assumed: dict[str, None] = {}
    found: list[Because] = []
    for measure in state.measures(objects_of(ref, catalog)):
        because, taken = _bearing(state, measure, ref, profile, on, catalog, surface)
        found.append(because)
        if because.status != "open" or because.bearing == "does not touch":
            assumed.update(dict.fromkeys(taken))
    if _is_before_launch(state, ref, on, catalog):
        note = f"not launched by {on.isoformat()}"
        found.append(Because(event="", line="provider", status="unknown", bearing="not yet", note=note))
    return Verdict(
        ref=ref,
        on=on,
        law=_line("law", found),
        provider=_line("provider", found),
        ahead=tuple(b for b in found if b.bearing == "not yet" and b.event),
        assumed=tuple(assumed),
        ask=tuple(dict.fromkeys(p for b in found for p in b.ask)),
    )


def _line(line: Line, found: Iterable[Because]) -> LineVerdict:
    mine = tuple(b for b in found if b.line == line)
    status: Status = max((b.status for b in mine), key=RANK.__getitem__, default="open")
    return LineVerdict(status=status, because=tuple(b for b in mine if b.bearing != "not yet" or not b.event))


def _is_before_launch(state: State, ref: str, on: date, catalog: Catalog) -> bool:
    model = catalog.models.get(ref)
    if model is None or not model.released_on or len(model.released_on) < 10:
        return False
    known = (e for e in state.world.values() if isinstance(e, Launched) and ref in e.targets)
    return date.fromisoformat(model.released_on) > on and not any(e.happened_on <= on for e in known)


def _bearing(
    state: State, measure: World, ref: str, profile: Profile, on: date, catalog: Catalog, surface: str | None
) -> tuple[Because, tuple[str, ...]]:
    """What one measure means here, and what was assumed to say so."""
    if isinstance(measure, Restricted):
        return _of_restriction(state, measure, ref, profile, on, catalog, surface)
    if isinstance(measure, Launched):
        return _of_limited_launch(state, measure, ref, profile, on, catalog)
    return _of_withdrawal(state, measure, ref, profile, on, catalog, surface)


def _of_restriction(
    state: State, measure: Restricted, ref: str, profile: Profile, on: date, catalog: Catalog, surface: str | None
) -> tuple[Because, tuple[str, ...]]:
    terms = latest_terms(state, measure, on)
    base = Because(
        event=measure.id, line=terms.line, status="open", bearing="does not touch", starts_on=terms.starts_on
    )
    reach = touches(terms, profile, max(on, terms.starts_on), catalog)
    if idle := _idle(state, measure, terms, ref, reach, on, catalog):
        return msgspec.structs.replace(base, **idle), () if reach.value is None else reach.assumed
    share = _surface_share(terms.surfaces, profile, surface)
    if share == "none":
        note = "only on " + ", ".join(terms.surfaces)
        return msgspec.structs.replace(base, bearing="other surface", note=note), ()
    if reach.value is False:
        return base, reach.assumed
    eased = _easement(state, measure, ref, profile, on, catalog, surface)
    assumed = (*reach.assumed, *eased.lifted.assumed)
    if eased.lifted.value is True:
        lifted = msgspec.structs.replace(base, bearing="eased", through=eased.through, note=eased.note)
        return msgspec.structs.replace(lifted, unless_extended=eased.unless_extended), assumed
    status: Status = "licence" if eased.softened else terms.effect
    if share == "part" or eased.partly:
        status = "limited"
    undecided = reach.value is None or eased.lifted.value is None or eased.unknown or terms.certainty == "conditional"
    if undecided and status != "limited":
        status = "unknown"
    ask = undecided_among((*terms.audience.barred, *terms.audience.exempt), profile, on, catalog)
    ask += _undecided_easings(state, measure, profile, on, catalog) if eased.lifted.value is None else ()
    bars = Because(
        event=measure.id,
        line=terms.line,
        status=status,
        bearing="may bar" if undecided else "bars",
        through=eased.through,
        note=eased.note or ("only on " + ", ".join(terms.surfaces) if share == "part" else ""),
        ask=tuple(dict.fromkeys(ask)),
        unless_extended=terms.effective_until is not None,
        starts_on=terms.starts_on,
    )
    return bars, assumed


def _idle(
    state: State, measure: Restricted, terms: Restricted, ref: str, reach: Answer, on: date, catalog: Catalog
) -> dict[str, object]:
    """Why the measure is not in force on this object that day, as what it changes of a verdict; empty where it is."""
    if not set(objects_of(ref, catalog)) & set(terms.targets):
        if terms is not measure:
            return {"bearing": "does not touch", "note": "amended: it is about others now"}
        return {"bearing": "not yet", "note": "an amendment that adds it is not in force yet"}
    if terms.starts_on > on:
        note = f"from {terms.starts_on.isoformat()}"
        return {"bearing": "does not touch"} if reach.value is False else {"bearing": "not yet", "note": note}
    if terms.effective_until is None or terms.effective_until >= on:
        return {}
    if terms is measure and state.extended_by.get(measure.id) and reach.value is not False:
        note = "an extension was announced and has not been seen"
        return {"status": "unknown", "bearing": "may bar", "note": note}
    return {"bearing": "ended", "note": f"ended on {terms.effective_until.isoformat()}", "unless_extended": True}


def touches(measure: Restricted | Withdrawn, profile: Profile, on: date, catalog: Catalog) -> Answer:
    """Whether the profile is among those barred and not among those exempt; nobody named means everybody."""
    barred = any_of(measure.audience.barred or ("*",), profile, on, catalog)
    if barred.value is False or not measure.audience.exempt:
        return barred
    exempt = any_of(measure.audience.exempt, profile, on, catalog)
    assumed = (*barred.assumed, *exempt.assumed)
    if exempt.value is True:
        return Answer(False, assumed)
    return Answer(None if exempt.value is None else barred.value, assumed)


def _easings_on(
    state: State, measure: str, ref: str, on: date, catalog: Catalog, since: date = date.min
) -> list[tuple[Relaxed, Easing]]:
    """What eases the measure by that day; what came before its present terms was said of others."""
    objects = objects_of(ref, catalog)
    found = []
    for event_id in state.eased_by.get(measure, ()):
        event = state.world[event_id]
        if not isinstance(event, Relaxed) or event.starts_on > on or event.starts_on < since:
            continue
        found += [
            (event, easing)
            for easing in event.eases
            if easing.measure == measure and (not easing.targets or set(easing.targets) & set(objects))
        ]
    return found


def _easement(
    state: State, measure: Restricted, ref: str, profile: Profile, on: date, catalog: Catalog, surface: str | None
) -> _Easement:
    softened = unknown = unless_extended = partly = False
    terms = latest_terms(state, measure, on)
    since = terms.starts_on if terms is not measure else date.min
    maybe, note = False, ""
    assumed: list[str] = []
    through: list[str] = []
    for event, easing in _easings_on(state, measure.id, ref, on, catalog, since):
        if event.effective_until is not None and event.effective_until < on:
            unknown = unknown or bool(state.extended_by.get(event.id))
            note = f"in force again since the pause ended on {event.effective_until.isoformat()}"
            unless_extended = True
            continue
        admitted = any_of(event.audience.admitted or ("*",), profile, on, catalog)
        if admitted.value is not False and easing.how == "narrowed" and not event.audience.admitted:
            admitted = Answer(None, admitted.assumed)  # for some, and nobody said for whom
        share = _surface_share(event.surfaces, profile, surface)
        if share == "none":
            continue
        assumed.extend(admitted.assumed)
        through.append(event.id)
        if admitted.value is True and share == "part":
            partly = True
        elif admitted.value is True and easing.how == "licensed":
            softened = True
        elif admitted.value is True:
            until = event.effective_until
            words = f"until {until.isoformat()}" if until else ""
            return _Easement(
                Answer(True, tuple(assumed)), False, tuple(through), words, until is not None, False, False
            )
        maybe = maybe or admitted.value is None
        note = "" if admitted.value is True else "eased for others, not for you" if admitted.value is False else note
    lifted = Answer(None if maybe else False, tuple(dict.fromkeys(assumed)))
    return _Easement(lifted, softened, tuple(through), note, unless_extended, unknown, partly)


def _undecided_easings(
    state: State, measure: Restricted, profile: Profile, on: date, catalog: Catalog
) -> tuple[str, ...]:
    asked: list[str] = []
    for event_id in state.eased_by.get(measure.id, ()):
        asked += undecided_among(state.world[event_id].audience.admitted, profile, on, catalog)
    return tuple(asked)


def _of_limited_launch(
    state: State, launch: Launched, ref: str, profile: Profile, on: date, catalog: Catalog
) -> tuple[Because, tuple[str, ...]]:
    start = launch.starts_on
    base = Because(event=launch.id, line="provider", status="open", bearing="not yet", starts_on=start)
    if start > on:
        return msgspec.structs.replace(base, note=f"from {start.isoformat()}"), ()
    if _opened_later(state, launch, ref, on):
        return msgspec.structs.replace(base, bearing="ended", note="opened to everybody since"), ()
    shut = any_of(launch.audience.barred, profile, on, catalog)
    if shut.value is not False:
        ask = undecided_among(launch.audience.barred, profile, on, catalog)
        return _not_offered(base, sure=shut.value is True, ask=ask), shut.assumed
    if not launch.audience.admitted:
        return msgspec.structs.replace(base, bearing="does not touch", note="offered where you are"), shut.assumed
    admitted = any_of(launch.audience.admitted, profile, on, catalog)
    if admitted.value is True:
        return msgspec.structs.replace(base, bearing="does not touch", note="you are admitted"), admitted.assumed
    for event, easing in _easings_on(state, launch.id, ref, on, catalog):
        let_in = any_of(event.audience.admitted or ("*",), profile, on, catalog)
        if let_in.value is True:
            eased = msgspec.structs.replace(base, bearing="eased", through=(event.id,), note=easing.how)
            return eased, let_in.assumed
    note = "an allow-list" if admitted.value is False else "an allow-list; whether you are on it is for you to say"
    ask = undecided_among(launch.audience.admitted, profile, on, catalog)
    return msgspec.structs.replace(base, status="limited", bearing="bars", note=note, ask=ask), admitted.assumed


def _not_offered(base: Because, *, sure: bool, ask: tuple[str, ...]) -> Because:
    """The launch left this country out, or perhaps did."""
    if sure:
        return msgspec.structs.replace(base, status="barred", bearing="bars", note="not offered there")
    return msgspec.structs.replace(base, status="unknown", bearing="may bar", note="not offered everywhere", ask=ask)


def _opened_later(state: State, launch: Launched, ref: str, on: date) -> bool:
    """A later launch of the same model to everybody ends the allow-list."""
    return any(
        isinstance(e, Launched)
        and ref in e.targets
        and not (e.audience.admitted or e.audience.barred)
        and launch.starts_on <= e.starts_on <= on
        for e in state.world.values()
    )


def _of_withdrawal(
    state: State, event: World, ref: str, profile: Profile, on: date, catalog: Catalog, surface: str | None
) -> tuple[Because, tuple[str, ...]]:
    assert isinstance(event, Withdrawn)
    base = Because(event=event.id, line="provider", status="open", bearing="not yet", starts_on=event.effective_on)
    if _put_off(state, event, ref):
        return msgspec.structs.replace(base, bearing="ended", note="another day was given since"), ()
    reach = touches(event, profile, on, catalog)
    if reach.value is False:
        return msgspec.structs.replace(base, bearing="does not touch", note="withdrawn elsewhere"), reach.assumed
    if event.effective_on is None:
        return msgspec.structs.replace(base, note="deprecated, no date given"), ()
    share = _surface_share(event.surfaces, profile, surface)
    if share == "none":
        return msgspec.structs.replace(base, bearing="other surface", note="only on " + ", ".join(event.surfaces)), ()
    if event.effective_on > on:
        return msgspec.structs.replace(base, note=f"to be retired on {event.effective_on.isoformat()}"), ()
    if reach.value is None:
        ask = undecided_among(event.audience.barred, profile, on, catalog)
        return msgspec.structs.replace(base, status="unknown", bearing="may bar", ask=ask), reach.assumed
    status: Status = "limited" if share == "part" else "retired"
    return msgspec.structs.replace(base, status=status, bearing="bars"), reach.assumed


def _put_off(state: State, event: Withdrawn, ref: str) -> bool:
    """Whether the same issuer has named another day since, before this one came."""
    return any(
        isinstance(other, Withdrawn)
        and (other.issuer, other.surfaces, other.audience) == (event.issuer, event.surfaces, event.audience)
        and other.effective_on is not None
        and event.effective_on is not None
        and event.happened_on < other.happened_on <= event.effective_on
        for other in state.measures((ref,))
    )


def _surface_share(surfaces: tuple[str, ...], profile: Profile, asked: str | None) -> Literal["all", "part", "none"]:
    """How much of what is asked for (a surface, else the profile's, else every one) a measure covers."""
    if not surfaces:
        return "all"
    wanted = {asked} if asked else set(profile.surfaces)
    if not wanted:
        return "part"
    if wanted <= set(surfaces):
        return "all"
    return "part" if wanted & set(surfaces) else "none"
