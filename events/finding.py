"""A finding: what a reader says a document states, each field with the words that prove it; not yet a fact."""

from datetime import date, datetime
from typing import Literal

import msgspec

from events.terms import Act, Certainty, Direction, Kind

Basis = Literal["quote", "metadata", "catalogue", "structured", "inferred"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Why one field has its value; a `quote` is a substring of the document's title or text, to the letter."""

    field: str
    basis: Basis
    quote: str = ""


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Predicates (see `events.predicates`); each list is an *or*: who is barred, who is exempt from the bar, who is
    let in by a relaxation or a limited launch (empty: everybody whom the measure had barred)."""

    barred: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()


class RivalClaim(msgspec.Struct, frozen=True, kw_only=True):
    """One launched model is claimed to equal, beat or challenge others: `rival_of` are model, provider or class ids."""

    model: str
    rival_of: tuple[str, ...]
    claim: str


class Dependency(msgspec.Struct, frozen=True, kw_only=True):
    """what a model routes to or is built on; `undisclosed` where its parts are said to be partly so."""

    model: str
    on: tuple[str, ...] = ()
    undisclosed: bool = False


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One act that a document states as its own news.

    `targets` are what is barred, freed, launched or retired, never the party that a listing names: that is `listed`.
    `new` are those of the targets that the catalogue lacks, `names` their names as the document writes them.
    Days are the rule's own, in the issuer's zone; `effective_until` is the last day on which it applies.
    `confidence` is between 0 and 1.
    """

    kind: Kind
    direction: Direction | None = None
    title: str
    issuer: str = ""
    jurisdiction: str = ""
    targets: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    names: dict[str, str] = {}
    listed: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    act: Act = "provide"
    surfaces: tuple[str, ...] = ()
    audience: Audience = Audience()
    effect: Literal["barred", "licence", "limited", "off"] = "barred"
    full: bool = True
    happened_on: date | None = None
    effective_on: date | None = None
    effective_at: datetime | None = None
    effective_until: date | None = None
    certainty: Certainty = "exact"
    rivals: tuple[RivalClaim, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    carries_out: bool = False
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reported_only: bool = False
