"""Linking: which measures of the record a finding eases, carries out or brings into force."""

from datetime import date

from events.access import State, latest_terms
from events.catalog import Catalog
from events.finding import Finding
from events.terms import provider_of, ref_kind
from events.verdict import objects_of
from events.vocabulary import Easement, Easing, Launched, Relaxed, Restricted, World

CARRIED_OUT_DAYS = 14
"""A switch-off or a return so long after an order is no longer taken to carry it out unless it says so itself."""


def easings(finding: Finding, happened_on: date, state: State, catalog: Catalog) -> tuple[Easing, ...]:
    """What a relaxation does to each open measure on its targets.

    A government eases its own measures. Where it lets only some people in, what carries its order out, and the
    allow-list of a limited launch, are eased for them too: that is what being let in means. A provider eases its own.
    """
    how = _how(finding)
    on = finding.effective_on or happened_on
    by_provider = finding.issuer in catalog.providers
    made = []
    for measure in _measures(finding, state, catalog):
        covered = _covered(finding, measure, catalog)
        if isinstance(measure, Launched):
            if finding.audience.admitted and measure.happened_on <= on:
                made.append(Easing(measure=measure.id, how="narrowed", targets=covered))
        elif isinstance(measure, Restricted) and _is_open(measure, state, on):
            same = _is_own(measure, finding, by_provider)
            through = not by_provider and bool(finding.audience.admitted) and bool(measure.implements)
            if same or through:
                made.append(Easing(measure=measure.id, how=how, targets=covered))
    return _nearest(tuple(made), finding, state)


def _covered(finding: Finding, measure: World, catalog: Catalog) -> tuple[str, ...]:
    """On what the relaxation eases it: what it names, and of a provider that it names, the models."""
    named = tuple(t for t in finding.targets if set(objects_of(t, catalog)) & set(measure.targets))
    return named or tuple(t for t in measure.targets if set(objects_of(t, catalog)) & set(finding.targets))


def _nearest(made: tuple[Easing, ...], finding: Finding, state: State) -> tuple[Easing, ...]:
    """Where some of the measures are on just what it names, a wider or a narrower one is another matter: lifting the
    order on two models ends no rule on their whole maker."""
    direct = tuple(e for e in made if set(state.world[e.measure].targets) & set(finding.targets))
    return direct or made


def eased_since(event: World, state: State, catalog: Catalog) -> str:
    """A relaxation of the same side that came after this restriction, was read before it, and so could not ease it."""
    if not isinstance(event, Restricted):
        return ""
    for later in state.world.values():
        if (
            isinstance(later, Relaxed)
            and later.line == event.line
            and (later.issuer == event.issuer if event.line == "provider" else later.jurisdiction == event.jurisdiction)
            and event.happened_on < later.happened_on
            and not later.eases
            and any(set(objects_of(t, catalog)) & set(later.targets) for t in event.targets)
        ):
            return later.id
    return ""


def _how(finding: Finding) -> Easement:
    if finding.effect == "licence":
        return "licensed"
    if finding.audience.admitted or not finding.full:
        return "narrowed"
    if finding.effective_until is not None:
        return "paused"
    return "lifted"


def _measures(finding: Finding, state: State, catalog: Catalog) -> list[World]:
    objects = dict.fromkeys(name for target in finding.targets for name in objects_of(target, catalog))
    makers = {target for target in finding.targets if ref_kind(target) == "provider"}
    objects |= dict.fromkeys(ref for ref in state.measures_on if provider_of(ref) in makers)
    return state.measures(tuple(objects))


def _is_own(measure: Restricted, finding: Finding, by_provider: bool) -> bool:
    if by_provider:
        return measure.line == "provider" and measure.issuer == finding.issuer
    return measure.line == "law" and measure.jurisdiction == finding.jurisdiction


def _is_open(measure: Restricted, state: State, on: date) -> bool:
    terms = latest_terms(state, measure, on)
    if terms.effective_until is not None and terms.effective_until < on:
        return False
    lifted = (
        event
        for event in (state.world[i] for i in state.eased_by.get(measure.id, ()))
        if isinstance(event, Relaxed) and not event.audience.admitted and event.effective_until is None
        for easing in event.eases
        if easing.measure == measure.id and easing.how == "lifted" and set(easing.targets) >= set(measure.targets)
    )
    return not any(event.starts_on <= on for event in lifted)


def carried_out(finding: Finding, happened_on: date, state: State, sort: type[Restricted] | type[Relaxed]) -> str:
    """The government's act of that sort which a provider's switch-off or return carries out, or an empty string."""
    if not finding.carries_out:
        return ""
    return next(
        (
            event.id
            for event in reversed(state.world.values())
            if isinstance(event, sort)
            and event.line == "law"
            and set(event.targets) & set(finding.targets)
            and abs((happened_on - event.happened_on).days) <= CARRIED_OUT_DAYS
        ),
        "",
    )


def measure_of(finding: Finding, state: State) -> str:
    """The measure that a milestone brings into force: the latest of that jurisdiction on one of its targets."""
    return next(
        (
            event.id
            for event in reversed(state.world.values())
            if isinstance(event, Restricted)
            and event.jurisdiction == finding.jurisdiction
            and set(event.targets) & set(finding.targets)
        ),
        "",
    )
