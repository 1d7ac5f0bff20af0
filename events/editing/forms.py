"""The form of each field that an editor can put right: from words to the value of the vocabulary."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from events.catalog import Catalog
from events.predicates import check_predicate
from events.terms import ACTS, KINDS, Certainty, Direction, is_ref, is_surface, ref_kind
from events.vocabulary import Effect

TITLE_LONGEST = 300

NEAR = 0.84
"""From this likeness on an id that nothing bears is taken for a slip of the pen ("us-bsi"), not for a new thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """What is known by name: the catalogue, and the ids that the finding or event names itself."""

    catalog: Catalog
    own: frozenset[str] = frozenset()

    def knows(self, ref: str) -> bool:
        return ref in self.own or self.catalog.exists(ref)


Form = Callable[[str, Nouns], Any]
"""Reads a text; ValueError says what is wrong with it. An empty text takes the value away."""


def _one_of(choices: Iterable[str], *, may_be_empty: bool = False) -> Form:
    known = tuple(choices)

    def read(text: str, _nouns: Nouns) -> str | None:
        if may_be_empty and not text:
            return None
        if text.casefold() not in known:
            raise ValueError(f"{text!r} must be one of {', '.join(known)}")
        return text.casefold()

    return read


def _refs(*kinds: str) -> Form:
    def read(text: str, nouns: Nouns) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_ref(part, kinds, nouns) for part in _parts(text)))

    return read


def _one_ref(*kinds: str) -> Form:
    def read(text: str, nouns: Nouns) -> str:
        return _ref(text, kinds, nouns) if text else ""

    return read


def _ref(text: str, kinds: tuple[str, ...], nouns: Nouns) -> str:
    """An id of one of these kinds: one that is known, the one that a name means, or a new one that looks like none."""
    ref = text.removeprefix("new:")
    is_one = is_ref(ref) and ref_kind(ref) in kinds
    if is_one and (nouns.knows(ref) or text != ref):
        return ref
    found = [one for one in nouns.catalog.find(ref) if is_ref(one) and ref_kind(one) in kinds]
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{ref!r} may mean {' or '.join(found)}: say which")
    if not is_one:
        raise ValueError(f"{ref!r} is neither a name nor an id of a {' or '.join(kinds)}")
    if near := difflib.get_close_matches(ref, _ids(nouns.catalog), n=1, cutoff=NEAR):
        raise ValueError(f"{ref!r} is not known; did you mean {near[0]}? Write new:{ref} if it is new")
    return ref


def _ids(catalog: Catalog) -> list[str]:
    return [
        *(*catalog.providers, *catalog.models, *catalog.issuers),
        *(*catalog.hardware, *catalog.topics, *catalog.jurisdictions),
    ]


def _title(text: str, _nouns: Nouns) -> str:
    flat = " ".join(text.split())
    if not 0 < len(flat) <= TITLE_LONGEST:
        raise ValueError(f"a title has 1 to {TITLE_LONGEST} characters")
    return flat


def _day(text: str, _nouns: Nouns) -> date | None:
    if not text:
        return None
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = None
    if on is None or len(text) != len("2026-06-12"):
        raise ValueError(f"{text!r} is no day: write it as YYYY-MM-DD, or nothing for none")
    return on


def _surfaces(text: str, _nouns: Nouns) -> tuple[str, ...]:
    for part in _parts(text):
        if not is_surface(part):
            raise ValueError(f"{part!r} is no surface: use api, app, weights, cloud:NAME")
    return tuple(_parts(text))


def _predicates(text: str, nouns: Nouns) -> tuple[str, ...]:
    for part in _parts(text):
        place = check_predicate(part).rpartition(":")[2]
        if len(place) == len("SA") and place.isupper() and place not in nouns.catalog.jurisdictions:
            raise ValueError(f"{part!r} names no country: use ISO 3166 codes")
    return tuple(_parts(text))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


FORMS: dict[str, Form] = {
    "kind": _one_of(KINDS),
    "direction": _one_of(get_args(Direction), may_be_empty=True),
    "title": _title,
    "issuer": _one_ref("provider"),  # an authority's id has the form of a provider's
    "jurisdiction": _one_ref("jurisdiction"),
    "targets": _refs("provider", "model", "jurisdiction", "hardware"),
    "listed": _refs("provider"),
    "topics": _refs("topic"),
    "act": _one_of(ACTS),
    "effect": _one_of(get_args(Effect)),
    "surfaces": _surfaces,
    "barred": _predicates,
    "exempt": _predicates,
    "admitted": _predicates,
    "happened_on": _day,
    "effective_on": _day,
    "effective_until": _day,
    "certainty": _one_of(get_args(Certainty)),
}

REFS = ("issuer", "jurisdiction", "targets", "listed", "topics")
"""Those of the fields that hold ids."""

FIELDS = tuple(FORMS)
"""What can be put right, by the names that `curbwatch read` prints."""
