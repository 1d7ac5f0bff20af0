"""What must hold of the history as a whole: known ids, and references that only point back."""

from collections.abc import Iterator

from events.catalog import Catalog
from events.history.problems import HistoryError
from events.predicates import PredicateError, check_predicate
from events.terms import TermError, is_surface, ref_kind
from events.vocabulary import Launched, MilestoneReached, Proposed, Relaxed, Restricted, World

Filed = tuple[str, World]
"""The file in which an event stands, and the event."""


def check(filed: list[Filed], catalog: Catalog) -> None:
    """HistoryError for the first event, in the order of days, that names something unknown or something later."""
    earlier: dict[str, World] = {}
    for file, event in filed:
        if event.id in earlier:
            raise HistoryError(file, event.id, "this id stands twice: give each event its own")
        for problem in (*_unknown(event, catalog), *_dangling(event, earlier), *_unsourced(event)):
            raise HistoryError(file, event.id, problem)
        earlier[event.id] = event


def _unknown(event: World, catalog: Catalog) -> Iterator[str]:
    yield from _unknown_issuer(event, catalog)
    listed = event.listed if isinstance(event, Restricted) else ()
    for ref in (*event.targets, *event.topics, *listed, *_of_launch(event)):
        try:
            kind = ref_kind(ref)
        except TermError as error:
            yield str(error)
            continue
        new = (kind == "model" and ref.split("/", 1)[0] in catalog.providers) or ref in listed
        if not catalog.exists(ref) and not (new and ref in event.names):
            yield f"{ref!r} is not in the catalogue: add it there, or mend it (a model or listed party may have a name)"
    for predicate in (*event.audience.barred, *event.audience.exempt, *event.audience.admitted):
        yield from _unknown_predicate(predicate, catalog)
    for surface in event.surfaces:
        if not is_surface(surface):
            yield f"{surface!r} is no surface: write api, app, weights, cloud:name …"


def _unknown_issuer(event: World, catalog: Catalog) -> Iterator[str]:
    if event.issuer not in catalog.issuers and event.issuer not in catalog.providers:
        yield f"issuer {event.issuer!r} is neither an issuer nor a provider of the catalogue"
    if event.jurisdiction not in catalog.jurisdictions:
        yield f"jurisdiction {event.jurisdiction!r} is not in the catalogue"


def _of_launch(event: World) -> Iterator[str]:
    if isinstance(event, Launched):
        for claim in event.rivals:
            yield from (claim.model, *claim.rival_of)
        for dependency in event.dependencies:
            yield from (dependency.model, *dependency.on)


def _unknown_predicate(predicate: str, catalog: Catalog) -> Iterator[str]:
    try:
        word, _, rest = check_predicate(predicate).removeprefix("not:").partition(":")
    except PredicateError as error:
        yield str(error)
        return
    known = {"list": catalog.lists, "group": catalog.groups}.get(word, catalog.jurisdictions)
    if rest and rest not in known:
        yield f"{predicate!r} names {rest!r}, which is not in the catalogue"


def _dangling(event: World, earlier: dict[str, World]) -> Iterator[str]:
    """References to what is unknown, later, or of the wrong kind."""
    if isinstance(event, Relaxed):
        for easing in event.eases:
            measure = earlier.get(easing.measure)
            if not isinstance(measure, Restricted | Launched):
                yield f"eases {easing.measure!r}, which is no earlier measure"
            elif beyond := set(easing.targets) - set(measure.targets):
                yield f"eases {', '.join(sorted(beyond))}, which {easing.measure!r} does not concern"
    for field, ref, kinds in _references(event):
        if ref and not isinstance(earlier.get(ref), kinds):
            yield f"{field} = {ref!r} is no earlier {' or '.join(k.__name__ for k in kinds)}"


def _references(event: World) -> Iterator[tuple[str, str, tuple[type, ...]]]:
    match event:
        case Restricted():
            yield "implements", event.implements, (Restricted,)
            yield "amends", event.amends, (Restricted,)
        case Relaxed():
            yield "implements", event.implements, (Restricted, Relaxed)
        case Proposed():
            yield "extends", event.extends, (Restricted, Relaxed)
        case MilestoneReached():
            yield "of", event.of, (Restricted, Relaxed)
        case _:
            return


def _unsourced(event: World) -> Iterator[str]:
    if not event.sources and (event.confidence != "unconfirmed" or not event.note):
        yield 'it has no source: add sources, or confidence = "unconfirmed" and a note that says why it is kept'
    if any(not source.url.startswith("https://") for source in event.sources):
        yield "a source has no https address"
    if event.confidence == "unconfirmed" and not event.note:
        yield "it is unconfirmed: say in a note which part is uncertain"
