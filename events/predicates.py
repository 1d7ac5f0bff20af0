"""Predicates with three values: does this profile fall under those words - yes, no, or cannot tell."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec

from events.catalog import Catalog

Tri = bool | None
"""True: yes. False: no. None: cannot tell from what the profile says."""

_FORM = re.compile(
    r"\*|us-person"
    r"|(?:(?:located|national|incorporated|hq|owned50|owned-over50):)?[A-Z]{2}"
    r"|(?:list|group):[A-Za-z0-9][A-Za-z0-9._-]*"
)

# Groups of one country, or of one of its states (`us-tx-residents`), that need no entry in the catalogue.
_OF_COUNTRY = re.compile(
    r"(?P<country>[a-z]{2})(?:-(?P<state>[a-z]{2}))?-(?P<who>public-bodies|armed-forces|residents|minors|schools|courts|"
    r"defence-contractors|financial-institutions|critical-infrastructure|health-bodies)"
)
_SINGULAR = {"public-bodies": "a public body", "armed-forces": "of the armed forces"}

_TIES = {"incorporated": "incorporated", "hq": "headquartered", "national": "a national", "owned50": "owned from"}


class PredicateError(ValueError):
    """Words that are no predicate; the message names them and the forms there are."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody stands: the country of operation, and the predicates known to be true of them besides.

    `surfaces` are those they use; empty means that they did not say.
    """

    country: str = ""
    facts: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()


class Answer(NamedTuple):
    """A predicate's value and, in words, what was taken for granted to reach it (empty: nothing)."""

    value: Tri
    assumed: tuple[str, ...] = ()


def check_predicate(text: str) -> str:
    """The predicate in its full form (`SA` becomes `located:SA`); PredicateError where it has no known form."""
    negated, body = _split(text.strip())
    if _FORM.fullmatch(body) is None:
        raise PredicateError(
            f"{text!r} is no predicate: use *, located:CC, national:CC, incorporated:CC, hq:CC, owned50:CC, "
            "owned-over50:CC, us-person, list:ID, group:ID, or not: before one of these"
        )
    if re.fullmatch(r"[A-Z]{2}", body):
        body = f"located:{body}"
    return f"not:{body}" if negated else body


def is_predicate(text: str) -> bool:
    return _FORM.fullmatch(_split(text.strip())[1]) is not None


def holds(predicate: str, profile: Profile, on: date, catalog: Catalog) -> Answer:
    """Whether the predicate is true of the profile on that day (group memberships are dated)."""
    negated, body = _split(check_predicate(predicate))
    answer = _holds_plainly(body, profile, on, catalog)
    if not negated:
        return answer
    return Answer(None if answer.value is None else not answer.value, answer.assumed)


def any_of(predicates: Iterable[str], profile: Profile, on: date, catalog: Catalog) -> Answer:
    """Three-valued *or*: yes if one is, cannot tell if none is but one might be, no for an empty list."""
    assumed: list[str] = []
    undecided = False
    for predicate in predicates:
        answer = holds(predicate, profile, on, catalog)
        if answer.value is True:
            return answer
        undecided = undecided or answer.value is None
        assumed.extend(answer.assumed)
    return Answer(None if undecided else False, tuple(dict.fromkeys(assumed)))


def undecided_among(predicates: Iterable[str], profile: Profile, on: date, catalog: Catalog) -> tuple[str, ...]:
    """Those predicates that the profile cannot decide, to be asked of the subscriber."""
    return tuple(p for p in predicates if holds(p, profile, on, catalog).value is None)


def within(country: str, area: str, catalog: Catalog) -> bool:
    """Whether a country is that area or one of its members (`FR` within `EU`)."""
    if country == area:
        return True
    jurisdiction = catalog.jurisdictions.get(area)
    return jurisdiction is not None and country in jurisdiction.members


def _split(text: str) -> tuple[bool, str]:
    negated = False
    while text.startswith("not:"):
        negated, text = not negated, text[4:]
    return negated, text


def _holds_plainly(body: str, profile: Profile, on: date, catalog: Catalog) -> Answer:
    if body == "*":
        return Answer(True)
    facts = {check_predicate(fact) for fact in profile.facts}
    if body in facts:
        return Answer(True)
    if f"not:{body}" in facts:
        return Answer(False)
    if body == "us-person":
        return _us_person(profile, facts)
    word, _, rest = body.partition(":")
    if word == "located":
        return _located(rest, profile, facts, catalog)
    if word == "list":
        return _listed(rest, profile, on, catalog)
    if word == "group":
        group = catalog.groups.get(rest)
        if group is None or not profile.country:
            return Answer(None)
        return Answer(profile.country in group.members_on(on))
    return _tied(word, rest, profile, facts, catalog)


def _located(area: str, profile: Profile, facts: set[str], catalog: Catalog) -> Answer:
    places = {fact[8:] for fact in facts if fact.startswith("located:")} | ({profile.country} - {""})
    if not places:
        return Answer(None)
    return Answer(any(within(place, area, catalog) for place in places))


def _tied(word: str, area: str, profile: Profile, facts: set[str], catalog: Catalog) -> Answer:
    """Incorporation, seat, nationality and owners: as asserted, else taken to be where the profile operates."""
    words = ("owned50", "owned-over50") if word == "owned50" else (word,)
    said = {fact.partition(":")[2] for fact in facts if fact.partition(":")[0] in words}
    if said:
        return Answer(any(within(country, area, catalog) for country in said))
    if word == "owned-over50" and f"owned50:{area}" in facts:
        return Answer(None)
    if not profile.country:
        return Answer(None)
    tie = _TIES.get("owned50" if word == "owned-over50" else word, word)
    return Answer(within(profile.country, area, catalog), (f"{tie} {_where(tie, profile.country)}",))


def _where(tie: str, country: str) -> str:
    return {"a national": f"of {country}", "owned from": country}.get(tie, f"in {country}")


def _us_person(profile: Profile, facts: set[str]) -> Answer:
    """A person in, or an entity organised under the laws of, the United States (15 CFR 772.1, "U.S. person")."""
    organised = {fact[13:] for fact in facts if fact.startswith("incorporated:")}
    nationals = {fact[9:] for fact in facts if fact.startswith("national:")}
    if organised or nationals:
        return Answer("US" in organised | nationals)
    if not profile.country:
        return Answer(None)
    if profile.country == "US":
        return Answer(True, ("a US person",))
    return Answer(False, ("not a US person",))


def _listed(list_id: str, profile: Profile, on: date, catalog: Catalog) -> Answer:
    """Who fails what every member satisfies is not on the list; a published list is taken not to name the profile."""
    entry = catalog.lists.get(list_id)
    if entry is None:
        return _of_country(list_id, profile, catalog)
    assumed: list[str] = []
    for required in entry.requires:
        answer = holds(required, profile, on, catalog)
        if answer.value is False:
            return Answer(False, answer.assumed)
        assumed.extend(answer.assumed)
    if entry.published:
        return Answer(False, (*assumed, f"not on the list {list_id}"))
    return Answer(None)


class OfCountry(NamedTuple):
    """A group of a country or of one of its states: codes in capitals, and who, as in `public-bodies`."""

    country: str
    state: str
    who: str


def group_of_country(list_id: str) -> OfCountry | None:
    """What a list like `us-tx-public-bodies` or `cn-armed-forces` means; None for any other list."""
    match = _OF_COUNTRY.fullmatch(list_id)
    return OfCountry(match["country"].upper(), (match["state"] or "").upper(), match["who"]) if match else None


def _of_country(list_id: str, profile: Profile, catalog: Catalog) -> Answer:
    """Every country has such a list, without an entry of its own: who is elsewhere is not on it, and who is there is
    taken to be no public body and no soldier until they say so. Of any other list that the catalogue lacks, nothing
    can be told."""
    group = group_of_country(list_id)
    if group is None:
        return Answer(None)
    if profile.country and not within(profile.country, group.country, catalog):
        return Answer(False)
    if group.who not in _SINGULAR:
        return Answer(None)
    place = f"{group.country}-{group.state}" if group.state else group.country
    return Answer(False, (f"not {_SINGULAR[group.who]} of {place}",))
