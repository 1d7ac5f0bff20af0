"""What is counted of one document, how counts add up, and how sure a figure is."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from events.catalog import Catalog
from events.document import Document
from events.finding import Finding
from tests.score.matching import audience_exact, audience_right, day_right, effective_right, target_counts

KINDS = ("restriction", "relaxation", "proposal", "milestone", "launch", "withdrawal")

_RESAMPLES = 1000
_SEED = 20260612
_BINS = 5


@dataclass
class Count:
    """Counts of one document, or of many: events are counted one by one, and so are wrong days and audiences.

    `sure` holds, for each finding, the reader's confidence and whether a labelled event stands behind it.
    """

    documents: int = 0
    irrelevant: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    targets: list[int] = field(default_factory=lambda: [0, 0, 0])
    yes: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    misread: list[str] = field(default_factory=list)

    def check(self, name: str, right: bool | None, slip: str = "") -> None:
        """Counts one field; None where the label says nothing of it."""
        if right is not None:
            self.of[name] += 1
            self.yes[name] += right
            if not right:
                self.slips.append(f"{name} {slip}")


def total(counts: Sequence[Count]) -> Count:
    """The sum of the counts of several documents."""
    made = Count()
    for one in counts:
        made.documents += one.documents
        made.irrelevant += one.irrelevant
        for mine, theirs in (
            (made.hits, one.hits),
            (made.found, one.found),
            (made.wanted, one.wanted),
            (made.yes, one.yes),
            (made.of, one.of),
        ):
            mine.update(theirs)
        made.targets = [a + b for a, b in zip(made.targets, one.targets, strict=True)]
        made.sure += one.sure
        made.alarms += one.alarms
        made.slips += one.slips
        made.misread += one.misread
    return made


def document_of(row: dict[str, Any]) -> Document:
    """A labelled row as the reader gets it: without its labels."""
    return Document(
        url=row["url"],
        title=row["title"],
        text=row["text"],
        source=row.get("source", ""),
        publisher=row.get("publisher", ""),
        language=row.get("language", ""),
        published_at=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
        published_is_day=True,
    )


def count(catalog: Catalog, row: dict[str, Any], findings: Sequence[Finding]) -> Count:
    """Counts one document: each labelled event takes the best finding of its kind that is still free."""
    made = Count(documents=1)
    left = list(findings)
    for label in row["events"]:
        made.wanted[label["kind"]] += 1
        same = [f for f in left if f.kind == label["kind"]]
        if not same:
            continue

        def fits(f: Finding, label: dict[str, Any] = label) -> tuple[int, bool]:
            return target_counts(catalog, label["targets"], f.targets + f.listed)[0], day_right(label, f)

        best = max(same, key=fits)
        left.remove(best)
        made.hits[label["kind"]] += 1
        _fields(made, catalog, row["id"], label, best)
    made.sure = [(f.confidence, f not in left) for f in findings]
    made.found.update(f.kind for f in findings)
    if not row["events"]:
        made.irrelevant = 1
        if findings:
            made.alarms.append(row["id"])
    wanted, got = [e["kind"] for e in row["events"]], [f.kind for f in findings]
    if Counter(wanted) != Counter(got):
        made.misread.append(f"{row['id']} ({row.get('label_confidence', '')}): {wanted} read as {got}")
    return made


def _fields(made: Count, catalog: Catalog, name: str, label: dict[str, Any], best: Finding) -> None:
    counts = target_counts(catalog, label["targets"], best.targets + best.listed)
    made.targets = [a + b for a, b in zip(made.targets, counts, strict=True)]
    if len(set(counts)) > 1:
        made.slips.append(f"targets {name}: {label['targets']} read as {best.targets + best.listed}")
    who = f"{name}: {label['audience']} read as {best.audience}"
    made.check("audience", audience_right(catalog, label["audience"], best), who)
    made.check("audience exact", audience_exact(catalog, label["audience"], best), who)
    read_as = f"{best.happened_on}, {best.effective_on}"
    when = f"{name}: {label['date']}, {label.get('effective_date')} read as {read_as}"
    made.check("day", day_right(label, best), when)
    made.check("effective", effective_right(label, best), when)
    if label.get("effective_date"):
        made.check("effective, where told", effective_right(label, best), when)
    where = f"{name}: {label['jurisdiction']} read as {best.jurisdiction}"
    made.check("jurisdiction", label["jurisdiction"] == best.jurisdiction, where)
    if label["rivals"]:
        made.check("rivals", bool(best.rivals))


def f1(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1; precision of nothing found is 1 only where nothing was wanted."""
    precision = hits / found if found else 1.0 if not wanted else 0.0
    recall = hits / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def kinds_f1(made: Count) -> float:
    return f1(made.hits.total(), made.found.total(), made.wanted.total())[2]


def targets_f1(made: Count) -> float:
    return f1(*made.targets)[2]


def restriction_recall(made: Count) -> float:
    return f1(made.hits["restriction"], made.found["restriction"], made.wanted["restriction"])[1]


def alarm_rate(made: Count) -> float:
    return len(made.alarms) / made.irrelevant if made.irrelevant else 0.0


def calibration_error(made: Count) -> float:
    """Expected calibration error over bins of equal size: how far the confidence lies from the share that was right."""
    ordered = sorted(made.sure)
    if not ordered:
        return 0.0
    size = max(1, -(-len(ordered) // _BINS))
    bins = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    gaps = (abs(sum(c for c, _ in one) - sum(right for _, right in one)) for one in bins)
    return sum(gaps) / len(ordered)


def interval(counts: Sequence[Count], figure: Callable[[Count], float]) -> tuple[float, float]:
    """The middle 95 % of the figure over 1,000 draws of documents with replacement (bootstrap, fixed seed)."""
    rng = random.Random(_SEED)
    drawn = sorted(figure(total(rng.choices(counts, k=len(counts)))) for _ in range(_RESAMPLES))
    return drawn[_RESAMPLES // 40], drawn[-_RESAMPLES // 40 - 1]
