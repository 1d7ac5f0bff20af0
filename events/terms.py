"""The nouns: kinds, surfaces, acts, certainties, and the grammar of the ids that name things in the world."""

import re
from typing import Literal, get_args

Kind = Literal["restriction", "relaxation", "proposal", "milestone", "launch", "withdrawal"]
Direction = Literal["tighten", "loosen"]
Act = Literal["provide", "use", "receive", "import"]
Certainty = Literal["exact", "not_before", "conditional"]
Trust = Literal["official", "provider", "reported"]
Confidence = Literal["confirmed", "unconfirmed"]
Origin = Literal["live", "backfill"]
Line = Literal["law", "provider"]
Status = Literal["open", "limited", "unknown", "licence", "off", "barred", "retired"]
Severity = Literal["info", "warning", "critical"]
Directness = Literal["direct", "origin", "dependency", "hardware", "supply"]
RefKind = Literal["provider", "model", "jurisdiction", "hardware", "topic", "class"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ACTS: tuple[Act, ...] = get_args(Act)
STATUSES: tuple[Status, ...] = get_args(Status)

SEVERITY_RANK: dict[Severity, int] = {"info": 0, "warning": 1, "critical": 2}

_SLUG = r"[a-z0-9][a-z0-9._+-]*"
_REF = re.compile(
    rf"(?P<jurisdiction>[A-Z]{{2}})|(?P<hardware>hw/{_SLUG})|(?P<topic>topic/{_SLUG})|(?P<class>class/{_SLUG})"
    rf"|(?P<model>{_SLUG}/{_SLUG})|(?P<provider>{_SLUG})"
)
_SURFACE = re.compile(r"api|app|weights|cloud:[a-z0-9-]+|[a-z][a-z0-9-]*")


class TermError(ValueError):
    """A word that is no id, kind or surface of the vocabulary; the message says which and what was wanted."""


def ref_kind(ref: str) -> RefKind:
    """What sort of thing an id names, by its form alone; TermError where it has none of the forms."""
    match = _REF.fullmatch(ref)
    if match is None or match.lastgroup is None:
        raise TermError(
            f"{ref!r} is no id: expected provider, provider/model, a country code, hw/…, topic/… or class/…"
        )
    return match.lastgroup  # type: ignore[return-value]  # the group names are exactly the members of RefKind


def is_ref(text: str) -> bool:
    return _REF.fullmatch(text) is not None


def provider_of(ref: str) -> str | None:
    """The provider part of a provider or model id; None for anything else."""
    kind = ref_kind(ref)
    if kind == "model":
        return ref.split("/", 1)[0]
    return ref if kind == "provider" else None


def is_surface(name: str) -> bool:
    return _SURFACE.fullmatch(name) is not None


_NOT_SLUG = re.compile(r"[^a-z0-9._+]+")


def slug(name: str) -> str:
    """A readable id part made of a name; never empty (a name in another script keeps its code points in hex)."""
    made = _NOT_SLUG.sub("-", name.casefold()).strip("-._")
    return made or "x" + "".join(f"{ord(c):x}" for c in name[:8])
