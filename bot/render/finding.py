"""A finding in words, for whoever has to judge it: each field beside the words that prove it."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.render import words
from events.catalog import Catalog
from events.finding import Finding


class Line(NamedTuple):
    """One field: its name as corrections have it, its value, and the quotes that prove it (none: it was inferred)."""

    name: str
    value: str
    quotes: tuple[str, ...] = ()


def reading(finding: Finding, catalog: Catalog) -> list[Line]:
    """Every field that says something, ids with their names; `title` is left out."""
    who = finding.audience
    said = (
        ("kind", finding.kind),
        ("direction", finding.direction or ""),
        ("issuer", _named([finding.issuer], finding, catalog)),
        ("jurisdiction", _named([finding.jurisdiction], finding, catalog)),
        ("targets", _named(finding.targets, finding, catalog)),
        ("listed", _named(finding.listed, finding, catalog)),
        ("topics", _named(finding.topics, finding, catalog)),
        ("act", finding.act if finding.kind in ("restriction", "proposal") else ""),
        ("effect", finding.effect if finding.kind == "restriction" else ""),
        ("surfaces", ", ".join(finding.surfaces)),
        ("barred", _people(who.barred, catalog)),
        ("exempt", _people(who.exempt, catalog)),
        ("admitted", _people(who.admitted, catalog)),
        ("happened_on", finding.happened_on.isoformat() if finding.happened_on else ""),
        ("effective_on", finding.effective_on.isoformat() if finding.effective_on else ""),
        ("effective_until", finding.effective_until.isoformat() if finding.effective_until else ""),
        ("certainty", finding.certainty if finding.certainty != "exact" else ""),
        ("rivals", "; ".join(f"{claim.model}: {', '.join(claim.rival_of)}" for claim in finding.rivals)),
    )
    return [Line(name, value, _quotes(finding, name)) for name, value in said if value]


def _named(refs: Iterable[str], finding: Finding, catalog: Catalog) -> str:
    told = []
    for ref in refs:
        if ref:
            new = ", new" if ref in finding.new else ""
            told.append(f"{finding.names.get(ref) or words.name(ref, catalog)} ({ref}{new})")
    return ", ".join(told)


def _people(predicates: tuple[str, ...], catalog: Catalog) -> str:
    return ", ".join(f"{words.group(p, catalog)} ({p})" for p in predicates)


def _quotes(finding: Finding, name: str) -> tuple[str, ...]:
    proved = "audience" if name in ("barred", "exempt", "admitted") else name
    return tuple(dict.fromkeys(e.quote for e in finding.evidence if e.field == proved and e.quote))
