"""The reader: one document in, the findings that it states out, with every step explained."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import msgspec

from events.catalog import Catalog
from events.document import Document
from events.finding import Finding
from events.reading import beside
from events.reading.cues import Cue, find_cues
from events.reading.features import facts, told
from events.reading.judgement import KINDS, Weighed, weigh, weights
from events.reading.models import find_models
from events.reading.naming import Named
from events.reading.opposed import unless_opposed
from events.reading.page import Page, open_page
from events.reading.rules import ruled
from events.reading.scope import in_scope
from events.reading.setting import doubtful, genre
from events.reading.stated import stated
from events.reading.structured import with_structure
from events.reading.supposed import supposed
from events.terms import Kind

LEAST_LIKELY = 0.45
"""From this probability on, a kind of act counts as stated."""

LEAST_SEEN = 0.35
"""Less is asked of a kind that the rules see too; by the figures of `make learn` F1 is best about there."""

LEAST_OF_RESTRICTIONS = 0.3
"""Still less of a restriction that the rules see too, since one that is missed costs most; F1 is hardly less."""

WORTH_A_LOOK = 0.25
"""From this probability on, a restriction is handed over for the editors to look at."""

SILENT = frozenset(
    {"market", "crime", "event", "outage", "debunked", "question", "policy", "support", "more time for comments"}
)
"""Sorts of text that state no act of their own: three of 104 such documents had an event."""

LEAST_OF_RECAPS = 0.9
"""What looks back or argues seldom has news of its own, however much like news its words are."""

LEAST_BESIDE = 0.5
"""Few texts state acts of two kinds, so a second one must be at least so likely."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document states, and how that was found: each step's name with its lines."""

    findings: tuple[Finding, ...]
    steps: tuple[tuple[str, tuple[str, ...]], ...]


def read(document: Document, catalog: Catalog, *, explain: bool = False, doubtful_too: bool = False) -> Reading:
    """Reads one document; the same document and catalogue always give the same findings, explained or not.

    What a structured source states in rows is taken from them, and its prose is not read. `doubtful_too` adds a
    restriction that is not likely enough to count as stated, for somebody who looks at it before anybody is told.
    """
    said = stated(document, catalog)
    if said is not None:
        return Reading(said, (("stated", tuple(f"{f.kind} {', '.join(f.targets)}" for f in said)),))
    page = open_page(document, catalog)
    found = _findings(page, explain=explain, doubtful_too=doubtful_too)
    findings = tuple(with_structure(page, f) for f in found)
    page.say("findings", *(f"{f.kind} {', '.join(f.targets)} ({f.confidence})" for f in findings))
    return Reading(findings, tuple((name, tuple(lines)) for name, lines in page.notes))


def signs(document: Document, catalog: Catalog) -> tuple[frozenset[str], dict[Kind, float]]:
    """What the judgement of a document rests on: its features, and how sure the rules are of the kinds they find."""
    page = open_page(document, catalog)
    models = find_models(page)
    sort, fits = genre(page), in_scope(page)
    found = _by_rules(ruled(page, models, find_cues(page), sort, fits=fits))
    return _whole(page, sort, fits=fits).union(*(t.features for t in told(page, models))), found


def _whole(page: Page, sort: str, *, fits: bool) -> frozenset[str]:
    return facts(page, sort, doubtful(page), in_scope=fits)


def _by_rules(found: list[Finding]) -> dict[Kind, float]:
    return {kind: max(f.confidence for f in found if f.kind == kind) for kind in {f.kind for f in found}}


def _findings(page: Page, *, explain: bool, doubtful_too: bool) -> list[Finding]:
    """What the rules find and the judgement bears out, and what it finds likely though no rule did."""
    sort = genre(page)
    if sort in SILENT:
        page.say("genre", f"{sort}: it states no act of its own")
        return []
    models, fits = find_models(page), in_scope(page)
    weighed = weigh(told(page, models, known=weights().of), _whole(page, sort, fits=fits))
    if not explain and weighed.at_most() < (WORTH_A_LOOK if doubtful_too else LEAST_OF_RESTRICTIONS):
        return []  # whatever the rules would find could not make it likely enough
    cues = find_cues(page)
    found = ruled(page, models, cues, sort, fits=fits)
    likely = weighed.likely(_by_rules(found))
    if explain:
        _tell(page, weighed, likely)
    kinds = _stated(likely, LEAST_OF_RECAPS if sort in ("recap", "essay") else 0.0, {f.kind for f in found})
    if doubtful_too and not kinds and likely["restriction"] >= WORTH_A_LOOK:
        kinds = ("restriction",)
    kept = [_sure(f, likely) for f in found if f.kind in kinds]
    missed = [k for k in kinds if all(f.kind != k for f in found)]
    more = [f for k in missed for f in supposed(page, k, weighed.sentences(k), likely, models, cues)]
    stated = kept + [_sure(f, likely) for f in more]
    return unless_opposed(stated + _second(page, stated, weighed, likely, models, cues), {f.kind for f in found})


_PAIRED: tuple[frozenset[Kind], ...] = (frozenset({"launch", "withdrawal"}),)
"""Kinds that one notice often states together, so that the words of each count against the other."""

_MOST_BESIDE = 3

_DOUBT_LEFT = 0.5
"""How much of the doubt stays where the second act has its own sentences: all 14 found so were right."""

LEAST_APART = 0.12
"""From this probability on a second act counts that has sentences and targets of its own."""


def _second(
    page: Page,
    stated: list[Finding],
    weighed: Weighed,
    likely: Mapping[Kind, float],
    models: tuple[Named, ...],
    cues: tuple[Cue, ...],
) -> list[Finding]:
    """The second act of a text that brings a model and retires another, where it is told apart from the first."""
    if len({f.kind for f in stated}) != 1:
        return []
    first = stated[0].kind
    for kind in sorted((k for k in KINDS if k != first), key=lambda k: -likely[k]):
        least = LEAST_APART if frozenset({kind, first}) in _PAIRED else LEAST_LIKELY
        if likely[kind] < least:
            continue
        own = beside.of_its_own(page, kind, weighed.sentences(kind), stated)
        made = beside.apart(supposed(page, kind, own, likely, beside.others(models, stated), cues), stated)
        if made:
            surer = {**likely, kind: 1 - (1 - likely[kind]) * _DOUBT_LEFT}
            return [_sure(f, surer) for f in made[:_MOST_BESIDE]]
    return []


def _stated(likely: Mapping[Kind, float], at_least: float, found: Collection[Kind]) -> tuple[Kind, ...]:
    """The kinds that count as stated, the likeliest first; a second one is asked for more unless the rules found it."""
    seen = {kind: LEAST_OF_RESTRICTIONS if kind == "restriction" else LEAST_SEEN for kind in found}
    bars = {kind: max(at_least, seen.get(kind, LEAST_LIKELY)) for kind in KINDS}
    passed = sorted((k for k in KINDS if likely[k] >= bars[k]), key=lambda k: -likely[k])
    return (*passed[:1], *(k for k in passed[1:] if k in found or likely[k] >= LEAST_BESIDE))


def _sure(finding: Finding, likely: Mapping[Kind, float]) -> Finding:
    """The probability of its kind is the confidence; no text is ever believed wholly, or wholly disbelieved."""
    return msgspec.structs.replace(finding, confidence=round(max(0.02, min(0.98, likely[finding.kind])), 2))


def _tell(page: Page, weighed: Weighed, likely: Mapping[Kind, float]) -> None:
    ranked = sorted(KINDS, key=lambda k: -likely[k])
    page.say("judgement", *(f"{kind} {likely[kind]:.2f}: {'; '.join(weighed.reasons(kind))}" for kind in ranked))
