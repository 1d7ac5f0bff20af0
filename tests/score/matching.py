"""How a finding is matched with a label, and when a name, a place or a day counts as the same.

* **Kinds** are compared as multisets for each document: a finding is right if a label of the same kind is still free.
* **Targets**: a label's name stands for every catalogue id that its words may mean (the whole name, what stands in
  brackets, each part between commas, an id without its date). A label's name that is no thing of the catalogue
  ("IaaS providers") is left out of the count. A target is right if one of the label's names may mean it, or if the
  two read alike (token set ratio of at least 80 between their names). A provider counts for its models where the label
  names the service ("Claude"), and a chip class for the chip family that the label describes.
* **Audience**: only where the label lists countries: the country must be among the predicates (`CN`, `located:CN`,
  `hq:CN`, a group that holds it). Phrases are right when some predicate or list is given at all.
* **Dates**: `happened_on` must be the label's day, within three days where the label says approx; `effective_on` must
  be the label's where it has one, and should be absent (or the day of the act) where it has none.
"""

import re
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from events.catalog import Catalog
from events.finding import Finding
from events.terms import slug

_ALIKE = 80
_COUNTRY = re.compile(r"[A-Z]{2}")


def meanings(catalog: Catalog, name: str) -> frozenset[str]:
    """Every id of a target that a label's name may mean; empty where it names nothing of the catalogue."""
    parts = [name, *re.findall(r"\(([^)]*)\)", name), re.sub(r"\([^)]*\)", "", name)]
    parts += [piece for part in list(parts) for piece in re.split(r",|/| and ", part)]
    parts += [re.sub(r"[- ]?(?:20\d{6}|\d{2}-20\d\d|preview)$", "", part.strip()) for part in list(parts)]
    found = {ref for part in parts for ref in catalog.find(part.strip()) if _is_target(ref)}
    if not found and re.search(r"computing|AI chips?|integrated circuits|\bICs\b", name):
        found |= {"hw/advanced-chips"}
    return frozenset(found)


def _is_target(ref: str) -> bool:
    return not _COUNTRY.fullmatch(ref)


def same_target(catalog: Catalog, label: str, ref: str) -> bool:
    """Whether a finding's target is what a label's name means."""
    known = meanings(catalog, label)
    if ref in known or any(k.split("/")[0] == ref or ref.split("/", maxsplit=1)[0] == k for k in known):
        return True
    plain = re.sub(r"\([^)]*\)", "", label).strip()
    if slug(plain) == ref.rsplit("/", maxsplit=1)[-1]:
        return True
    return fuzz.token_set_ratio(catalog.name(ref).lower(), plain.lower()) >= _ALIKE


def target_counts(catalog: Catalog, labels: list[str], targets: tuple[str, ...]) -> tuple[int, int, int]:
    """Right ones, those found, those wanted; a label's name that means nothing and matched nothing does not count."""
    right = sum(any(same_target(catalog, label, ref) for label in labels) for ref in targets)
    wanted = [x for x in labels if meanings(catalog, x) or any(same_target(catalog, x, ref) for ref in targets)]
    hit = sum(any(same_target(catalog, label, ref) for ref in targets) for label in wanted)
    return (min(right, hit) if right and hit else 0), len(targets) - max(0, right - hit), len(wanted)


def audience_right(catalog: Catalog, label: list[str], finding: Finding) -> bool | None:
    """None where the label names nobody."""
    countries = [c for c in label if _COUNTRY.fullmatch(c)]
    predicates = (*finding.audience.barred, *finding.audience.admitted)
    if not label:
        return None
    if not countries:
        everybody = any(word in " ".join(label).lower() for word in ("worldwide", "public", "everyone"))
        return everybody or bool(predicates)
    said = _said(catalog, finding)
    return all(c in said for c in countries)


def _said(catalog: Catalog, finding: Finding) -> set[str]:
    said: set[str] = set()
    for predicate in (*finding.audience.barred, *finding.audience.admitted):
        last = predicate.rsplit(":", 1)[-1]
        group = catalog.groups.get(last)
        said |= group.periods[-1].members if group and group.periods else {last}
    return said


def audience_exact(catalog: Catalog, label: list[str], finding: Finding) -> bool | None:
    """Whether exactly the countries of the label are named; None where it names no countries."""
    countries = {c for c in label if _COUNTRY.fullmatch(c)}
    return _said(catalog, finding) == countries if countries else None


def day_right(label: dict[str, Any], finding: Finding) -> bool:
    wanted = date.fromisoformat(label["date"])
    if finding.happened_on is None:
        return False
    slack = 3 if label.get("date_precision") == "approx" else 0
    return abs((finding.happened_on - wanted).days) <= slack


def effective_right(label: dict[str, Any], finding: Finding) -> bool:
    said = label.get("effective_date")
    if said is None:
        return finding.effective_on in (None, finding.happened_on) or finding.kind == "launch"
    return finding.effective_on == date.fromisoformat(said)
