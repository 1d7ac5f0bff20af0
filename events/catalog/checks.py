"""Contradictions: what a catalogue must not say, found over all its rows at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from events.catalog.catalog import Catalog
from events.catalog.names import key_of
from events.catalog.nouns import Hardware, Model, Provider, Topic
from events.catalog.problems import Problem
from events.catalog.rows import Row, Table
from events.terms import TermError, is_surface, ref_kind

_PREDICATE = re.compile(
    r"(?:not:)?(?:(?P<any>\*|us-person)|(?:located|national|incorporated|hq|owned50|owned-over50):(?P<country>[A-Z]{2})"
    r"|(?P<bare>[A-Z]{2})|list:(?P<list>\S+)|group:(?P<group>\S+))"
)
_SLUGS = ("provider", "issuer", "group", "list")
_FORMS = {"jurisdiction": "jurisdiction", "model": "model", "hardware": "hardware", "topic": "topic", "class": "class"}
_FORM_HELP = {
    "jurisdiction": "two capital letters",
    "model": "provider/name in small letters",
    "hardware": "hw/name in small letters",
    "topic": "topic/name in small letters",
    "class": "class/name in small letters",
}


def contradictions(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    """Every contradiction, each at its own line."""
    for check in (_ids, _countries, _zones, _references, _lists, _surfaces, _periods, _cycles, _shared_names):
        yield from check(catalog, rows)


def _ids(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    owners: dict[str, Row] = {}
    for (kind, ident), row in rows.items():
        if _form(ident) != _FORMS.get(kind, "provider"):
            help_ = _FORM_HELP.get(kind, "small letters, digits and hyphens")
            yield row.problem(f"bad id {ident!r} of a [[{kind}]]: write {help_}", "id")
        elif kind in _SLUGS and owners.setdefault(ident, row) is not row:
            first = owners[ident]
            where = first.problem("", "id")
            what = f"id {ident!r} is taken by the {first.kind} at {where.file}:{where.line}: choose another"
            yield row.problem(what, "id")
        if kind == "model" and "/" in ident and (provider := ident.split("/", 1)[0]) not in catalog.providers:
            yield row.problem(
                f"model {ident!r}: unknown provider {provider!r}: add a [[provider]] or mend the id", "id"
            )


def _form(ident: str) -> str:
    try:
        return ref_kind(ident)
    except TermError:
        return ""


def _countries(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    def unknown(row: Row, key: str, codes: Iterable[str | None]) -> Iterator[Problem]:
        for code in codes:
            if code is not None and code not in catalog.jurisdictions:
                what = f"{row.kind} {row.id!r}: unknown country {code!r} in {key}: use an ISO 3166 code or add it"
                yield row.problem(what, key, f'"{code}"')

    for p in catalog.providers.values():
        row = rows["provider", p.id]
        for key, code in (("hq", p.hq), ("incorporated", p.incorporated), ("owner", p.owner)):
            if key in row.fields:
                yield from unknown(row, key, [code])
    for i in catalog.issuers.values():
        yield from unknown(rows["issuer", i.id], "jurisdiction", [i.jurisdiction])
    for j in catalog.jurisdictions.values():
        yield from unknown(rows["jurisdiction", j.id], "members", j.members)
    for g in catalog.groups.values():
        yield from unknown(rows["group", g.id], "periods", sorted({m for p in g.periods for m in p.members}))
    for c in catalog.classes.values():
        yield from unknown(rows["class", c.id], "hq", [c.hq])


def _zones(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    known = {zone: _is_zone(zone) for zone in {j.timezone for j in catalog.jurisdictions.values()}}
    for j in catalog.jurisdictions.values():
        if not known[j.timezone]:
            what = f"jurisdiction {j.id!r}: unknown time zone {j.timezone!r}: write an IANA name like Asia/Riyadh"
            yield rows["jurisdiction", j.id].problem(what, "timezone")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _references(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    makers = catalog.providers.keys()
    parts = makers | catalog.models.keys()
    for kind, ident, key, target, known, names in (
        *(
            ("model", m.id, "depends_on", d.target, parts, "a provider or model")
            for m in catalog.models.values()
            for d in m.depends_on
        ),
        *(
            ("model", m.id, "rival_of", r.target, parts | catalog.classes.keys(), "a model, provider or class")
            for m in catalog.models.values()
            for r in m.rival_of
        ),
        *(("hardware", h.id, "maker", h.maker, makers, "a provider") for h in catalog.hardware.values()),
        *(("issuer", i.id, "parent", i.parent, catalog.issuers.keys(), "an issuer") for i in catalog.issuers.values()),
        *(
            ("list", one.id, "issuer", one.issuer, makers | catalog.issuers.keys(), "an issuer or provider")
            for one in catalog.lists.values()
        ),
    ):
        if target is not None and target not in known:
            what = f"{kind} {ident!r}: unknown {key} {target!r}: name {names} of the catalogue"
            yield rows[kind, ident].problem(what, key, f'"{target}"')


def _lists(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    for one in catalog.lists.values():
        for predicate in one.requires:
            if not _is_predicate(catalog, predicate):
                what = (
                    f"list {one.id!r}: invalid predicate {predicate!r}: write one like incorporated:US, located:JP,"
                    " us-person, list:… or group:… (also not:…), of things in the catalogue"
                )
                yield rows["list", one.id].problem(what, "requires", f'"{predicate}"')


def _is_predicate(catalog: Catalog, text: str) -> bool:
    match = _PREDICATE.fullmatch(text)
    if match is None:
        return False
    country = match["country"] or match["bare"]
    return (
        match["any"] is not None
        or (country is not None and country in catalog.jurisdictions)
        or (match["list"] is not None and match["list"] in catalog.lists)
        or (match["group"] is not None and match["group"] in catalog.groups)
    )


def _surfaces(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    for kind, things in (("provider", catalog.providers.values()), ("model", catalog.models.values())):
        for thing in things:
            row = rows[kind, thing.id]
            for surface in thing.surfaces if "surfaces" in row.fields else ():
                if not is_surface(surface):
                    what = f"{kind} {thing.id!r}: bad surface {surface!r}: write api, app, weights or cloud:name"
                    yield row.problem(what, "surfaces", f'"{surface}"')


def _periods(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    for group in catalog.groups.values():
        for earlier, later in zip(group.periods, group.periods[1:], strict=False):
            if earlier.until_on is None or earlier.until_on >= later.from_on:
                what = (
                    f"group {group.id!r}: the period from {earlier.from_on} overlaps the one from {later.from_on}:"
                    " end the first the day before"
                )
                yield rows["group", group.id].problem(what, "periods", later.from_on.isoformat())


def _cycles(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    models = catalog.models

    def parts(ident: str) -> list[str]:
        if ident not in models:
            return []
        own = models[ident].provider
        return [ident if d.target == own else d.target for d in models[ident].depends_on]

    for kind, key, ids, follow in (
        ("model", "depends_on", list(models), parts),
        ("issuer", "parent", list(catalog.issuers), lambda i: _parents(catalog, i)),
    ):
        for circle in _circles(ids, follow):
            what = f"{kind} {circle[0]!r}: goes in a circle by {key} ({' → '.join((*circle, circle[0]))}): break it"
            yield rows[kind, circle[0]].problem(what, key)


def _parents(catalog: Catalog, ident: str) -> list[str]:
    parent = catalog.issuers[ident].parent if ident in catalog.issuers else None
    return [] if parent is None else [parent]


def _circles(ids: list[str], follow: Callable[[str], list[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, begun at its smallest id."""
    done: set[str] = set()
    for start in ids:
        path: list[str] = []
        stack = [(start, iter(follow(start)))] if start not in done else []
        path.extend(ident for ident, _ in stack)
        while stack:
            step = next(stack[-1][1], None)
            if step is None:
                done.add(path.pop())
                stack.pop()
            elif step in path:
                circle = path[path.index(step) :]
                least = circle.index(min(circle))
                yield tuple(circle[least:] + circle[:least])
            elif step not in done:
                path.append(step)
                stack.append((step, iter(follow(step))))


@dataclass(frozen=True, slots=True)
class _Claim:
    ref: str
    row: Row
    field: str
    text: str
    ambiguous: bool


def _shared_names(catalog: Catalog, rows: Table) -> Iterator[Problem]:
    """A name that two things bear must be marked ambiguous at both."""
    claims: dict[str, dict[str, _Claim]] = {}
    for claim in _claims(catalog, rows):
        claims.setdefault(key_of(claim.text), {}).setdefault(claim.ref, claim)
    for bearers in claims.values():
        if len(bearers) < 2 or all(c.ambiguous for c in bearers.values()):
            continue
        for claim in bearers.values():
            if claim.ambiguous:
                continue
            other = next(c for c in bearers.values() if c.ref != claim.ref)
            where = other.row.problem("", other.field, f'"{other.text}"')
            what = (
                f"{claim.row.kind} {claim.row.id!r}: the name {claim.text!r} also belongs to {other.ref!r}"
                f" ({where.file}:{where.line}): mark both ambiguous = true with context words, or drop one"
            )
            yield claim.row.problem(what, claim.field, f'"{claim.text}"')


def _claims(catalog: Catalog, rows: Table) -> Iterator[_Claim]:
    named: tuple[tuple[str, Iterable[Provider | Model | Hardware | Topic]], ...] = (
        ("provider", catalog.providers.values()),
        ("model", catalog.models.values()),
        ("hardware", catalog.hardware.values()),
        ("topic", catalog.topics.values()),
    )
    for kind, things in named:
        for thing in things:
            row = rows[kind, thing.id]
            # An ambiguous alias goes first: what it says of the plain name holds for the name.
            for alias in sorted(thing.aliases, key=lambda a: not a.ambiguous):
                yield _Claim(thing.id, row, "aliases", alias.text, alias.ambiguous)
            yield _Claim(thing.id, row, "name", thing.name, False)
    plain: tuple[tuple[str, str, Iterable[tuple[str, str, tuple[str, ...]]]], ...] = (
        ("jurisdiction", "aliases", ((j.id, j.name, j.aliases) for j in catalog.jurisdictions.values())),
        ("issuer", "aliases", ((i.id, i.name, i.aliases) for i in catalog.issuers.values())),
        ("group", "", ((g.id, g.name, ()) for g in catalog.groups.values())),
        ("list", "", ((one.id, one.name, ()) for one in catalog.lists.values())),
        ("class", "phrases", ((c.id, c.name, c.phrases) for c in catalog.classes.values())),
    )
    for kind, key, entries in plain:
        for ident, name, texts in entries:
            yield from (_Claim(ident, rows[kind, ident], key, text, False) for text in texts)
            yield _Claim(ident, rows[kind, ident], "name", name, False)
