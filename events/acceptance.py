"""Acceptance: whether a finding becomes an event, strengthens one that is known, or waits for the editors."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

from events.access import State
from events.catalog import Catalog
from events.disputes import contradictions
from events.document import Document
from events.finding import Finding
from events.identity import event_id, finding_id
from events.likeness import is_same, more_than, retold, same_act
from events.linking import carried_out, eased_since, easings, measure_of
from events.soundness import unsound
from events.terms import is_ref, provider_of, ref_kind
from events.vocabulary import (
    Corroborated,
    Disputed,
    Launched,
    MilestoneReached,
    Proposed,
    Relaxed,
    Restricted,
    Source,
    Withdrawn,
    World,
    kind_of,
)

PROSE_BAR = {"official": 0.5, "provider": 0.5, "reported": 0.7}
"""The least confidence of the reader with which prose of a source becomes an event, by the source's trust."""

OLD_DAYS = 45
"""What is told so long after the act is retelling, and waits for an editor rather than alerting as new."""

HISTORY_DAYS = 14
"""What was published so long before it was first read is history (the first check of a feed brings years of it):
recorded with the origin `backfill`, so that it alerts nobody."""

NEAR_COPY = 80.0
"""From this likeness of their words on (rapidfuzz, 0 to 100) two accounts count as one: near-copies measured 97 in
English and 89 in Chinese, separate accounts 44 and 13."""

_ACTS_OF_A_DOCUMENT = 20


class Accepted(NamedTuple):
    """The finding is a new event."""

    event: World


class Corroborates(NamedTuple):
    """The act is known; this document is one more account of it, to be kept with the event, and with what it denies."""

    event_id: str
    note: Corroborated
    disputes: tuple[Disputed, ...] = ()


class Known(NamedTuple):
    """The act is known and this account adds nothing (the same document, address or publisher)."""

    event_id: str


class Waits(NamedTuple):
    """The finding is kept for the editors, and why."""

    reason: str


Outcome = Accepted | Corroborates | Known | Waits


Earlier = Callable[[str], str]
"""The text of a document that was read before, by its hash; empty where it is not kept."""


def _nothing_kept(_document: str) -> str:
    return ""


def accept(
    finding: Finding,
    document: Document,
    state: State,
    catalog: Catalog,
    now: datetime,
    earlier: Earlier = _nothing_kept,
    nth: int = 1,
) -> Outcome:
    """What becomes of one finding, given the record as it stands (`now` is an aware UTC instant).

    Findings of one document are to be accepted in their order, each against a record that holds the ones before:
    a provider's switch-off is tied to the order that the same document reports. `earlier` gives the texts by which it
    is told whether two accounts are independent.
    """
    happened_on = finding.happened_on or (document.published_at or now).date()
    finding, known = _told_before(finding, happened_on, state, catalog)
    source = _source(finding, document)
    if known is not None:
        if _doubt(finding, document):  # what would not make an event does not confirm one either
            return Known(known.id)
        return _corroboration(known, finding, source, document, state, earlier)
    for gone in state.taken_back.values():
        if kind_of(gone) == finding.kind and is_same(finding, happened_on, gone, catalog):
            if any(document.hash == s.document for s in gone.sources):
                return Known(gone.id)
            return Waits(f"{gone.id} said the same and was taken back: {state.retracted[gone.id]}")
    waits = _why_waits(finding, document, happened_on, catalog, now)
    if waits:
        return Waits(waits)
    found = finding_id(document.hash, finding, nth)
    event = _event(finding, document, source, happened_on, state, catalog, found)
    if later := eased_since(event, state, catalog):
        return Waits(f"{later} eased such a bar on a later day, and was read first: say which bar it ended")
    if fault := unsound(event):
        return Waits(fault)
    return Accepted(_as_history(event) if is_history(document, now) else event)


def publish(
    finding: Finding,
    found: str,
    document: Document,
    state: State,
    catalog: Catalog,
    now: datetime,
    earlier: Earlier = _nothing_kept,
) -> Outcome:
    """What becomes of a finding that an editor lets in, whatever it waited for; `found` is the id it waited under, of
    which the event's is made even where the editor put right what it says.

    Waits only where the event would not be sound. It stays unconfirmed where it is only reported: an editor is no
    second source.
    """
    happened_on = finding.happened_on or (document.published_at or document.observed_at or now).date()
    finding, known = _told_before(finding, happened_on, state, catalog)
    source = _source(finding, document)
    if known is not None:
        return _corroboration(known, finding, source, document, state, earlier)
    event = _event(finding, document, source, happened_on, state, catalog, found)
    if fault := unsound(event):
        return Waits(fault)
    is_old = is_history(document, now) or (now.date() - happened_on).days > OLD_DAYS
    return Accepted(_as_history(event) if is_old else event)


def is_history(document: Document, now: datetime) -> bool:
    """Whether a document is so old that what it tells is recorded as history and alerts nobody."""
    return document.published_at is not None and now - document.published_at > timedelta(days=HISTORY_DAYS)


def _as_history(event: World) -> World:
    return msgspec.structs.replace(event, origin="backfill")


def _told_before(finding: Finding, happened_on: date, state: State, catalog: Catalog) -> tuple[Finding, World | None]:
    """The event that tells of the same act; or the finding cut down to what it takes or gives beyond that event."""
    known = same_act(finding, happened_on, state, catalog)
    if known is not None and (more := more_than(finding, happened_on, known, state, catalog)):
        return msgspec.structs.replace(finding, targets=more), None
    return finding, known or retold(finding, happened_on, state, catalog)


def _corroboration(
    event: World, finding: Finding, source: Source, document: Document, state: State, earlier: Earlier
) -> Outcome:
    told = (*event.sources, *state.corroborations.get(event.id, ()))
    copies = [s for s in told if source.document == s.document or (source.url and source.url == s.url)]
    if copies and (source.trust == "reported" or any(s.trust != "reported" for s in copies)):
        return Known(event.id)
    if source.publisher and any(source.publisher == s.publisher for s in told):
        return Known(event.id)
    confirms = not state.is_confirmed(event) and (
        (source.trust != "reported" and not finding.reported_only)
        or all(_independent(document, source, first, earlier) for first in told)
    )
    denied: tuple[Disputed, ...] = ()
    if all(_independent(document, source, first, earlier) for first in event.sources):
        denied = contradictions(event, finding, source, state)
    return Corroborates(event.id, Corroborated(event=event.id, source=source, confirms=confirms), denied)


def _independent(document: Document, source: Source, first: Source, earlier: Earlier) -> bool:
    """Another publisher, not a near-copy of the first account, and not citing it (PRODUCT.md, *Changes of mind*)."""
    if not source.publisher or source.publisher == first.publisher:
        return False
    if first.publisher and re.search(rf"(?<!\w){re.escape(first.publisher)}(?!\w)", document.text, re.IGNORECASE):
        return False
    text = earlier(first.document)
    return not text or token_set_ratio(document.text, text, processor=default_process) < NEAR_COPY


def _doubt(finding: Finding, document: Document) -> str:
    structured = any(e.basis == "structured" for e in finding.evidence if e.field == "kind")
    bar = 0.0 if structured and document.trust != "reported" else PROSE_BAR[document.trust]
    if finding.confidence < bar:
        return f"the reader is {finding.confidence:.0%} sure, {bar:.0%} is asked of {document.trust} prose"
    return ""


def _why_waits(finding: Finding, document: Document, happened_on: date, catalog: Catalog, now: datetime) -> str:
    if doubt := _doubt(finding, document):
        return doubt
    if not (finding.targets or finding.listed or finding.topics):
        return "it names nothing of the catalogue"
    named = [ref for ref in finding.new if is_ref(ref) and ref_kind(ref) != "topic"]
    if stranger := next((ref for ref in named if (provider_of(ref) or ref) not in catalog.providers), ""):
        return f"the maker of {stranger} is not in the catalogue"
    told_on = (document.published_at or now).date()
    if (told_on - happened_on).days > OLD_DAYS:
        return f"it tells of {happened_on.isoformat()}, {(told_on - happened_on).days} days before it was published"
    if happened_on > now.date() + timedelta(days=OLD_DAYS):
        return f"it dates the act {happened_on.isoformat()}, in the future"
    return ""


def _source(finding: Finding, document: Document) -> Source:
    quotes = {e.field: e.quote[:300] for e in finding.evidence if e.basis == "quote" and e.quote}
    return Source(
        url=document.url,
        document=document.hash,
        publisher=document.publisher or document.source,
        trust=document.trust,
        published_at=document.published_at,
        observed_at=document.observed_at,
        quotes=quotes,
    )


def _event(
    finding: Finding, document: Document, source: Source, happened_on: date, state: State, catalog: Catalog, found: str
) -> World:
    sure = document.trust != "reported" and not finding.reported_only
    zone = catalog.jurisdictions[finding.jurisdiction].timezone if finding.jurisdiction in catalog.jurisdictions else ""
    common: dict[str, Any] = {
        "id": event_id(found),
        "title": _title(finding, document, state, catalog),
        "issuer": finding.issuer,
        "jurisdiction": finding.jurisdiction,
        "targets": finding.targets,
        "names": dict(finding.names),
        "topics": finding.topics,
        "audience": finding.audience,
        "surfaces": finding.surfaces,
        "happened_on": happened_on,
        "effective_on": finding.effective_on,
        "effective_at": finding.effective_at,
        "effective_until": finding.effective_until,
        "certainty": finding.certainty,
        "zone": zone or "UTC",
        "sources": (source,),
        "confidence": "confirmed" if sure else "unconfirmed",
        "reader_confidence": round(finding.confidence, 3),
        "finding": found,
    }
    line = "provider" if finding.issuer in catalog.providers else "law"
    match finding.kind:
        case "restriction":
            return Restricted(
                **common,
                act=finding.act,
                effect=finding.effect,
                line=line,  # type: ignore[arg-type]  # one of the two lines
                listed=finding.listed,
                implements=carried_out(finding, happened_on, state, Restricted),
            )
        case "relaxation":
            return Relaxed(
                **common,
                eases=easings(finding, happened_on, state, catalog),
                line=line,  # type: ignore[arg-type]  # one of the two lines
                implements=carried_out(finding, happened_on, state, Relaxed),
            )
        case "proposal":
            return Proposed(**common, direction=finding.direction or "tighten", act=finding.act)
        case "milestone":
            return MilestoneReached(**common, of=measure_of(finding, state))
        case "launch":
            return Launched(**common, rivals=finding.rivals, dependencies=finding.dependencies)
        case "withdrawal":
            return Withdrawn(**common)


def _title(finding: Finding, document: Document, state: State, catalog: Catalog) -> str:
    """The document's title; a further act of the same document says whose and of what it is, to be told apart."""
    latest = islice(reversed(state.world.values()), _ACTS_OF_A_DOCUMENT)
    if all(document.hash != source.document for event in latest for source in event.sources):
        return finding.title[:300]
    what = ", ".join(finding.names.get(ref) or catalog.name(ref) for ref in (*finding.targets, *finding.listed)[:4])
    return f"{finding.title[:200]} ({catalog.name(finding.issuer) if finding.issuer else finding.kind}: {what})"[:300]


def accounts(event: World, state: State) -> Iterable[Source]:
    """Every source that told of the event, the first one first."""
    yield from event.sources
    yield from state.corroborations.get(event.id, ())
