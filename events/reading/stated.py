"""What a structured source states outright, row by row, becomes findings; no prose is read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from events.catalog import Catalog
from events.catalog.catalog import release_day
from events.document import Document
from events.finding import Audience, Basis, Evidence, Finding
from events.reading.stated_models import Meant, maker_of, meant, tail_of
from events.terms import is_surface, slug

_NEWS_DAYS = 45
"""What was on offer so long before it was seen is no launch any more."""

_ISSUERS = {"us-cmic-list": "us-ofac", "us-sdn-list": "us-ofac", "us": "us-bis", "cn": "cn-mofcom"}
_TRADE = re.compile(
    r"artificial intelligence|\bAI\b|machine learning|semiconduct|integrated circuit|microelectron|\bchips?\b|\bGPUs?\b"
    r"|supercomput|high[- ]performance comput|advanced computing"
    r"|人工智能|半导体|集成电路|芯片|超级计算|人工知能|半導体|반도체|인공지능",
    re.IGNORECASE,
)
Row = Mapping[str, Any]


def stated(document: Document, catalog: Catalog) -> tuple[Finding, ...] | None:
    """The findings of a document whose source states its changes as rows; None where it states none so.

    Rows of unknown sorts, and changes that touch nobody's access, give no finding.
    """
    changes = document.structured.get("changes")
    if not isinstance(changes, list):
        return None
    rows = [row for row in changes if isinstance(row, dict)]
    told = document.observed_at or document.published_at
    today = told.date() if told else None
    return (
        *_launches(document, [r for r in rows if r.get("what") == "model-listed"], catalog, today),
        *_ends(document, [r for r in rows if str(r.get("what")).startswith("retirement")], catalog, today),
        *(f for r in rows if r.get("what") == "model-changed" for f in _gates(document, r, catalog, today)),
        *(
            f
            for r in rows
            if str(r.get("what")).startswith("countries-")
            for f in _countries(document, r, catalog, today)
        ),
        *_parties(document, [r for r in rows if str(r.get("what")).startswith("party-")], catalog, today),
        *(f for r in rows if str(r.get("what")).startswith("clause-") for f in _clause(document, r, catalog, today)),
    )


def _launches(document: Document, rows: Sequence[Row], catalog: Catalog, today: date | None) -> Iterator[Finding]:
    """One finding for all that one maker put on offer on one day."""
    groups: defaultdict[tuple[str, date | None, bool], list[tuple[Row, Meant]]] = defaultdict(list)
    for row in rows:
        found = meant(row, catalog, any_snapshot=True) or _stranger(document, row)
        on = _day(row.get("on")) or today
        if found is None or (today and on and not -2 <= (today - on).days <= _NEWS_DAYS):
            continue
        known = catalog.models.get(found.ref)
        released = release_day(known) if known else None
        if (released and on and abs((on - released).days) > _NEWS_DAYS) or str(row.get("model")).endswith("-latest"):
            continue
        groups[(found.provider, on, found.is_weak)].append((row, found))
    for (maker, on, _), group in groups.items():
        yield _finding(
            document,
            catalog,
            group,
            "launch",
            maker,
            f"{catalog.name(maker)} puts {_names(group)} on offer",
            happened_on=on,
        )


def _ends(document: Document, rows: Sequence[Row], catalog: Catalog, today: date | None) -> Iterator[Finding]:
    """One finding for all that one server ends on one day; an end that is put off or taken back is a relaxation."""
    groups: defaultdict[tuple[Any, ...], list[tuple[Row, Meant]]] = defaultdict(list)
    for row in rows:
        found = meant(row, catalog) or _stranger(document, row)
        if found is not None:
            on, was_on = _day(row.get("on")), _day(row.get("was_on"))
            eased = row.get("what") == "retirement-moved" and (on is None or (was_on is not None and on > was_on))
            surfaces = tuple(s for s in _texts(row.get("surfaces")) if is_surface(s))
            announced = None if row.get("what") == "retirement-moved" else _day(row.get("announced_on"))
            day = min((d for d in (announced, today) if d), default=None)
            who = _provider(row.get("host"), catalog) or maker_of(row, catalog)[0] or found.provider
            if who != found.provider and not surfaces:
                surfaces = (f"cloud:{who}",)
            groups[(eased, who, on, str(row.get("certainty")), surfaces, day, found.is_weak)].append((row, found))
    for (eased, who, on, certainty, surfaces, day, _), group in groups.items():
        kind = "relaxation" if eased else "withdrawal"
        when = f"on {on.isoformat()}" if on else "with no day named"
        verb = f"puts off the end of {_names(group)}, now {when}" if eased else f"ends {_names(group)} {when}"
        dates: dict[str, Any] = {} if eased else {"effective_on": on, "effect": "off"}
        if certainty == "not_before" and on and not eased:
            dates["certainty"] = "not_before"
        yield _finding(
            document,
            catalog,
            group,
            kind,
            who,
            f"{catalog.name(who)} {verb}",
            happened_on=day,
            surfaces=surfaces,
            full=not eased,
            **dates,
        )


def _gates(document: Document, row: Row, catalog: Catalog, today: date | None) -> Iterator[Finding]:
    """Weights that are handed out by hand from now on, or to everybody again: for editors to judge."""
    shut = row.get("now") == "manual"
    found = meant(row, catalog)
    if row.get("about") != "gated" or found is None or shut == (row.get("was") == "manual"):
        return
    verb = "asks for approval before it hands out" if shut else "hands out without approval"
    yield _finding(
        document,
        catalog,
        [(row, found)],
        "restriction" if shut else "relaxation",
        found.provider,
        f"{catalog.name(found.provider)} {verb} the weights of {found.name}",
        basis="inferred",
        happened_on=today,
        surfaces=("weights",),
        effect="limited",
        confidence=0.4,
    )


def _countries(document: Document, row: Row, catalog: Catalog, today: date | None) -> Iterator[Finding]:
    provider = _provider(row.get("provider"), catalog) or _provider(document.publisher, catalog)
    refs = [ref for text in _texts(row.get("countries")) for ref in catalog.find(text) if ref in catalog.jurisdictions]
    places = tuple(dict.fromkeys(f"located:{ref}" for ref in refs))
    if not provider or not places:
        return
    removed = row["what"] == "countries-removed"
    names = ", ".join(catalog.name(place[8:]) for place in places[:5]) + (" and others" if len(places) > 5 else "")
    yield _finding(
        document,
        catalog,
        (),
        "restriction" if removed else "relaxation",
        provider,
        f"{catalog.name(provider)} {'no longer serves' if removed else 'now serves'} {names}",
        targets=(provider,),
        happened_on=today,
        surfaces=tuple(s for s in _texts(row.get("surfaces")) if is_surface(s)),
        audience=Audience(barred=places) if removed else Audience(admitted=places),
        effect="off" if removed else None,
        effective_on=today if removed else None,
    )


def _parties(document: Document, rows: Sequence[Row], catalog: Catalog, today: date | None) -> Iterator[Finding]:
    """Parties put on a list or taken off, those of the catalogue apart from those that only look relevant."""
    groups: defaultdict[tuple[str, str, date | None, bool], dict[str, str]] = defaultdict(dict)
    for row in rows:
        name = str(row.get("party") or "").strip()
        names = [name, *_texts(row.get("aliases"))]
        found = next((p for text in names if (p := _provider(text, catalog))), "")
        if row.get("what") not in ("party-listed", "party-delisted") or not name:
            continue
        if found or _TRADE.search(" ".join((*names, str(row.get("note") or "")))):
            key = (str(row["what"]), str(row.get("list") or ""), _day(row.get("on")), not found)
            groups[key][found or slug(name)[:80]] = name
    for (what, list_, on, new), parties in groups.items():
        known = catalog.lists.get(list_)
        issuer = known.issuer if known else _ISSUERS.get(list_) or _ISSUERS.get(list_.partition("-")[0], "")
        list_name = known.name if known else list_.replace("-", " ")
        verb = "put on" if what == "party-listed" else "taken off"
        yield _finding(
            document,
            catalog,
            (),
            "restriction" if what == "party-listed" else "relaxation",
            issuer,
            f"{', '.join(list(parties.values())[:4])} {verb} the {list_name}",
            listed=tuple(parties),
            new=tuple(parties) if new else (),
            names=parties if new else {},
            happened_on=on or today,
            effective_on=on or today,
        )


def _clause(document: Document, row: Row, catalog: Catalog, today: date | None) -> Iterator[Finding]:
    """A clause of terms that came or went: for editors to judge, with its words."""
    provider = _provider(row.get("provider"), catalog) or _provider(document.publisher, catalog)
    text = str(row.get("text") or "").strip()
    if not provider or not text:
        return
    added = row["what"] == "clause-added"
    quote = text if text in document.text or text in document.title else ""
    finding = _finding(
        document,
        catalog,
        (),
        "restriction" if added else "relaxation",
        provider,
        f"{catalog.name(provider)} {'adds' if added else 'drops'} a clause on {row.get('about') or 'use'}",
        basis="inferred",
        targets=(provider,),
        happened_on=today,
        effect="limited",
        confidence=0.4,
    )
    if quote:
        kept = tuple(e for e in finding.evidence if e.field != "kind")
        fields = {name: getattr(finding, name) for name in finding.__struct_fields__}
        yield Finding(**fields | {"evidence": (Evidence(field="kind", basis="quote", quote=quote), *kept)})
    else:
        yield finding


def _finding(
    document: Document,
    catalog: Catalog,
    group: Sequence[tuple[Row, Meant]],
    kind: Any,
    issuer: str,
    title: str,
    *,
    basis: Basis = "structured",
    **fields: Any,
) -> Finding:
    """A finding whose every field is proved by the rows; its targets are those that `group` means."""
    models = list({found.ref: found for _, found in group}.values())
    new = tuple(found.ref for found in models if found.is_new)
    made: dict[str, Any] = {
        "kind": kind,
        "title": title[:200],
        "issuer": issuer,
        "jurisdiction": catalog.jurisdiction_of(issuer) or "" if issuer else "",
        "confidence": _confidence(document, group),
    }
    if kind != "launch":
        made["direction"] = "loosen" if kind == "relaxation" else "tighten"
    if models:
        made |= {"targets": tuple(found.ref for found in models), "new": new}
        made["names"] = {found.ref: found.name for found in models if found.is_new}
    made |= {name: value for name, value in fields.items() if value is not None}
    proved: list[str] = [
        n for n in ("kind", "targets", "listed", "audience", "happened_on", "effective_on", "surfaces") if n in made
    ]
    if "direction" in made:
        proved.append("direction")
    evidence = [Evidence(field=name, basis=basis) for name in proved]
    if issuer:
        evidence += [Evidence(field="issuer", basis=basis), Evidence(field="jurisdiction", basis="catalogue")]
    return Finding(**made, evidence=tuple(evidence))


def _confidence(document: Document, group: Sequence[tuple[Row, Meant]]) -> float:
    if any(row.get("doubtful") for row, _ in group):
        return 0.5
    if any(found.is_weak for _, found in group):
        return 0.6
    value = 0.95 if document.trust != "reported" else 0.82
    return round(value - (0.08 if any(found.is_new for _, found in group) else 0.0), 2)


def _stranger(document: Document, row: Row) -> Meant | None:
    """A model of a maker that the catalogue lacks, where the maker itself tells of it: it waits for the editors."""
    maker, model = str(row.get("provider") or ""), str(row.get("model") or "")
    if document.trust == "reported" or not maker or not model:
        return None
    return Meant(f"{slug(maker)}/{slug(tail_of(row))}", str(row.get("name") or model)[:100], True, True)


def _provider(text: object, catalog: Catalog) -> str:
    found = [ref for ref in catalog.find(text) if ref in catalog.providers] if isinstance(text, str) and text else []
    return found[0] if found else ""


def _names(group: Sequence[tuple[Row, Meant]]) -> str:
    names = list(dict.fromkeys(found.name for _, found in group))
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str) and text] if isinstance(value, list) else []


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
