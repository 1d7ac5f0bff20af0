"""The nouns of the catalogue: what has an id and names, as frozen values that know nothing of files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write a name.

    Where `ambiguous`, it counts in running text only if one of the words of `context` stands near, and never if one of
    `never` does. Both are compared without regard to case, in letters that need spaces as whole words.
    """

    text: str
    ambiguous: bool = False
    context: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """A country (ISO 3166 alpha-2) or "EU"; `timezone` is the IANA zone of its capital, where its issuers date acts."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """A public body that acts; `parent` is the body it belongs to, as us-bis belongs to us-commerce."""

    id: str
    name: str
    jurisdiction: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Who makes or serves models or chips, or is named by rules; countries are ids of jurisdictions.

    `owner` is the country of a majority owner where one is known. `surfaces` are those its models have unless they say
    otherwise.
    """

    id: str
    name: str
    hq: str
    incorporated: str
    owner: str | None = None
    aliases: tuple[Alias, ...] = ()
    domains: tuple[str, ...] = ()
    hf_orgs: tuple[str, ...] = ()
    kind: str = "lab"
    surfaces: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """What a model stands on: `target` is a provider or model id; `source` says where that is stated."""

    target: str
    role: str
    disclosed: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivalry:
    """Whose rival a model is commonly called: background for analyses, never a reason for an alert."""

    target: str
    claim: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model or family release; `released_on` is YYYY-MM-DD, or YYYY-MM where the day is not known, or None."""

    id: str
    provider: str
    name: str
    aliases: tuple[Alias, ...] = ()
    released_on: str | None = None
    open_weights: bool | None = None
    segments: tuple[str, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    parts_undisclosed: bool = False
    rival_of: tuple[Rivalry, ...] = ()
    surfaces: tuple[str, ...] = ()
    audience: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    id: str
    name: str
    maker: str | None = None
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    id: str
    name: str
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Who belonged from `from_on` to `until_on`, both days included; no `until_on` means until further notice."""

    from_on: date
    until_on: date | None = None
    members: frozenset[str]

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A dated set of countries that rules name, such as an EAR country group."""

    id: str
    name: str
    periods: tuple[Membership, ...] = ()
    note: str = ""

    def members_on(self, day: date) -> frozenset[str]:
        """Its members on that day; empty before the first period that is known (ask `knows` to tell the two apart)."""
        return next((p.members for p in self.periods if p.covers(day)), frozenset())

    def knows(self, day: date) -> bool:
        return any(p.covers(day) for p in self.periods)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessList:
    """A list of organisations; every member satisfies all of `requires`, so who fails one is certainly not on it."""

    id: str
    name: str
    issuer: str
    published: bool
    requires: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelClass:
    """A class that texts name ("leading American models") with the rule that says who belongs to it on a day."""

    id: str
    name: str
    phrases: tuple[str, ...]
    hq: str | None = None
    segments: tuple[str, ...] = ()
    max_age_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A searchable name in running text.

    `cased` names (US, BIS, L20) must be matched with their case; `sense` tells a name from a demonym ("Saudi") and
    from the phrase of a class.
    """

    text: str
    ref: str
    ambiguous: bool = False
    context: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cased: bool = False
    sense: str = "name"


def texts_of(aliases: Iterable[Alias]) -> tuple[str, ...]:
    return tuple(alias.text for alias in aliases)
