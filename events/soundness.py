"""Soundness: whether an event's ids, predicates and days have the forms that everything built on it relies on."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from events.predicates import is_predicate
from events.terms import is_ref, is_surface
from events.vocabulary import FindingJudged, Launched, Relaxed, Restricted, World

_FINDING = re.compile(r"fi-[a-z2-7]{4,40}")
_EDITOR = re.compile(r"operator|editor-[0-9a-f]{4,16}")
_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def unsound(event: World) -> str:
    """What is wrong with the event, in words that name it; an empty string where nothing is.

    One event that is not sound would stop every verdict and every decision that meets it, so none may be appended.
    """
    return next(_faults(event), "")


def misjudged(judged: FindingJudged) -> str:
    """What is wrong with an editor's decision, in words; an empty string where nothing is."""
    if _FINDING.fullmatch(judged.finding) is None:
        return f"{judged.finding!r} is no id of a finding"
    if _EDITOR.fullmatch(judged.by) is None:
        return f"{judged.by!r} is no pseudonym of an editor"
    if bool(judged.event) == (judged.verdict == "rejected"):
        return f"{judged.finding} was {judged.verdict}, which {'makes no' if judged.event else 'needs an'} event"
    return ""


def _faults(event: World) -> Iterator[str]:
    yield from (f"{ref!r} is no id" for ref in _refs(event) if not is_ref(ref))
    audience = event.audience
    for predicate in (*audience.barred, *audience.exempt, *audience.admitted):
        if not is_predicate(predicate):
            yield f"{predicate!r} is no predicate"
    yield from (f"{surface!r} is no surface" for surface in event.surfaces if not is_surface(surface))
    if event.effective_until is not None and event.effective_until < event.starts_on:
        yield f"it ends on {event.effective_until.isoformat()}, before it begins"
    try:
        _SOME_DAY.astimezone(ZoneInfo(event.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"{event.zone!r} is no time zone"


def _refs(event: World) -> Iterator[str]:
    yield from event.targets
    yield from event.topics
    if isinstance(event, Restricted):
        yield from event.listed
    elif isinstance(event, Relaxed):
        yield from (target for easing in event.eases for target in easing.targets)
    elif isinstance(event, Launched):
        for claim in event.rivals:
            yield from (claim.model, *claim.rival_of)
        for dependency in event.dependencies:
            yield from (dependency.model, *dependency.on)
