"""Ties: which watches an event could concern at all, and by what chain - before anybody's profile is asked."""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from events.access import State
from events.catalog import Catalog
from events.terms import Directness, provider_of, ref_kind
from events.vocabulary import Launched, Relaxed, Restricted, World

TieKind = Literal[
    "object",  # the watch is the object itself
    "model-of",  # a watched provider's model is the object
    "provider-of",  # the object is the watched model's whole provider
    "origin",  # the object is everything from the watched thing's country
    "part-of",  # the watched thing routes to or is built on the object
    "listed",  # the watched provider is the party of a listing
    "rival-claim",  # a launched model is claimed as a rival of the watched thing
    "own-launch",  # the watched provider launched it
    "issuer-country",  # the watched jurisdiction acted
    "audience-country",  # the act names the watched jurisdiction
    "topic",  # the act falls under the watched topic
    "word",  # kept for watches on names that nothing bears yet
]

DIRECTNESS: dict[TieKind, Directness] = {
    "object": "direct",
    "model-of": "direct",
    "provider-of": "direct",
    "origin": "origin",
    "part-of": "dependency",
    "listed": "supply",
    "rival-claim": "direct",
    "own-launch": "direct",
    "issuer-country": "origin",
    "audience-country": "origin",
    "topic": "direct",
    "word": "direct",
}


class Tie(NamedTuple):
    """How an event hangs together with one watch: the object of the event, and what lies between, if anything."""

    kind: TieKind
    ref: str
    via: str = ""
    claim: str = ""


_Add = Callable[[str, Tie], None]


def ties(event: World, state: State, catalog: Catalog) -> dict[str, tuple[Tie, ...]]:
    """Every id that a watch could have for this event to concern it, with the ties, strongest first.

    `state` is the record just after the event; rival claims against a class count for its members as of
    `happened_on`. A watch that is no key here is not concerned, whoever holds it.
    """
    found: dict[str, dict[Tie, None]] = {}

    def tie(watch: str, made: Tie) -> None:
        found.setdefault(watch, {})[made] = None

    for target in event.targets:
        if isinstance(event, Launched):
            tie(target, Tie("own-launch", target))
            if provider := provider_of(target):
                tie(provider, Tie("own-launch", target))
        else:
            _tie_object(target, state, catalog, tie)
    if isinstance(event, Launched):
        _tie_rivals(event, catalog, tie)
    if isinstance(event, Restricted):
        for party in event.listed:
            tie(party, Tie("listed", party))
            for model in catalog.models_of(party) if party in catalog.providers else ():
                tie(model.id, Tie("listed", party))
    for topic in event.topics:
        tie(topic, Tie("topic", topic))
    if event.jurisdiction:
        tie(event.jurisdiction, Tie("issuer-country", event.jurisdiction))
    for country in _countries_named(event, catalog):
        tie(country, Tie("audience-country", country))
    return {watch: tuple(made) for watch, made in found.items()}


def _tie_object(target: str, state: State, catalog: Catalog, tie: _Add) -> None:
    kind = ref_kind(target)
    tie(target, Tie("object", target))
    parts = [target]
    if kind == "model" and (provider := provider_of(target)):
        tie(provider, Tie("model-of", target))
        parts.append(provider)
    if kind == "provider":
        for model in catalog.models_of(target) if target in catalog.providers else ():
            tie(model.id, Tie("provider-of", target))
            parts.append(model.id)
    if kind == "jurisdiction":
        for maker in catalog.providers.values():
            if maker.hq == target:
                tie(maker.id, Tie("origin", target))
                for model in catalog.models_of(maker.id):
                    tie(model.id, Tie("origin", target))
    for part in parts if kind in ("model", "provider") else [target]:
        for dependent in dependents(part, state, catalog):
            tie(dependent, Tie("part-of", target, via=dependent))
            if owner := provider_of(dependent):
                tie(owner, Tie("part-of", target, via=dependent))


def dependents(ref: str, state: State, catalog: Catalog) -> tuple[str, ...]:
    """What is built on or routes to this thing, by the catalogue and by what launches said of themselves."""
    found = dict.fromkeys(name for name, _ in catalog.dependents(ref))
    for event_id in state.built_on.get(ref, ()):
        launch = state.world[event_id]
        if isinstance(launch, Launched):
            found.update(dict.fromkeys(d.model for d in launch.dependencies if ref in d.on))
    return tuple(found)


def _tie_rivals(event: Launched, catalog: Catalog, tie: _Add) -> None:
    own = {provider_of(target) for target in event.targets}
    for claim in event.rivals:
        for rival in claim.rival_of:
            for member in _members(rival, event.happened_on, catalog):
                owner = provider_of(member) if ref_kind(member) in ("model", "provider") else None
                if owner in own:
                    continue
                made = Tie("rival-claim", claim.model, via=rival, claim=claim.claim)
                tie(member, made)
                if owner:
                    tie(owner, made)


def _members(rival: str, on: date, catalog: Catalog) -> tuple[str, ...]:
    if ref_kind(rival) == "class":
        return tuple(sorted(catalog.class_members(rival, on))) if rival in catalog.classes else ()
    return (rival,)


def _countries_named(event: World, catalog: Catalog) -> tuple[str, ...]:
    if isinstance(event, Restricted):
        named = event.audience.barred
    elif isinstance(event, Relaxed | Launched):
        named = event.audience.admitted
    else:
        named = (*event.audience.barred, *event.audience.admitted)
    found: list[str] = []
    for predicate in named:
        word, _, rest = predicate.rpartition(":")
        if word == "group" and rest in catalog.groups:
            found += sorted(catalog.groups[rest].members_on(event.happened_on))
        elif not word.startswith("not") and rest in catalog.jurisdictions:
            found += (rest, *catalog.jurisdictions[rest].members)
    return tuple(dict.fromkeys(found))
