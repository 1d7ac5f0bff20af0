"""Prints how well the reader reads labelled documents: `python -m tests.score [--file PATH] [--misses]`."""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read
from tests.score.matching import audience_right, day_right, effective_right, target_counts
from tests.shared_data import SHARED

KINDS = ("restriction", "relaxation", "proposal", "milestone", "launch", "withdrawal")


@dataclass
class Tally:
    """Counts of one slice of the corpus."""

    hits: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    targets: list[int] = field(default_factory=lambda: [0, 0, 0])
    yes: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    alarms: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    irrelevant: int = 0
    documents: int = 0

    def check(self, name: str, right: bool | None, slip: str = "") -> None:
        if right is not None:
            self.of[name] += 1
            self.yes[name] += right
            if not right:
                self.slips.append(f"{name} {slip}")


def document_of(row: dict[str, Any]) -> Document:
    return Document(
        url=row["url"],
        title=row["title"],
        text=row["text"],
        source=row.get("source", ""),
        language=row.get("language", ""),
        published_at=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
        published_is_day=True,
    )


def score(catalog: Catalog, row: dict[str, Any], findings: tuple[Finding, ...], tally: Tally) -> bool:
    """Counts one document; True where its kinds are all right."""
    tally.documents += 1
    left = list(findings)
    for label in row["events"]:
        tally.wanted[label["kind"]] += 1
        same = [f for f in left if f.kind == label["kind"]]
        if not same:
            continue
        best = max(
            same, key=lambda f: (target_counts(catalog, label["targets"], f.targets + f.listed)[0], day_right(label, f))
        )
        left.remove(best)
        tally.hits[label["kind"]] += 1
        counts = target_counts(catalog, label["targets"], best.targets + best.listed)
        for index, count in enumerate(counts):
            tally.targets[index] += count
        if len(set(counts)) > 1:
            tally.slips.append(f"targets {row['id']}: {label['targets']} read as {best.targets + best.listed}")
        who = f"{row['id']}: {label['audience']} read as {best.audience}"
        tally.check("audience", audience_right(catalog, label["audience"], best), who)
        read_as = f"{best.happened_on}, {best.effective_on}"
        when = f"{row['id']}: {label['date']}, {label.get('effective_date')} read as {read_as}"
        tally.check("day", day_right(label, best), when)
        tally.check("effective", effective_right(label, best), when)
        where = f"{row['id']}: {label['jurisdiction']} read as {best.jurisdiction}"
        tally.check("jurisdiction", label["jurisdiction"] == best.jurisdiction, where)
        if label["rivals"]:
            tally.check("rivals", bool(best.rivals))
    tally.found.update(f.kind for f in findings)
    if not row["events"]:
        tally.irrelevant += 1
        if findings:
            tally.alarms.append(row["id"])
    return Counter(f.kind for f in findings) == Counter(e["kind"] for e in row["events"])


def f1(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision = hits / found if found else 1.0 if not wanted else 0.0
    recall = hits / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def show(name: str, tally: Tally) -> None:
    p, r, f = f1(sum(tally.hits.values()), sum(tally.found.values()), sum(tally.wanted.values()))
    alarms = f"false alarms {len(tally.alarms)}/{tally.irrelevant}" if tally.irrelevant else ""
    print(f"{name:<22} documents {tally.documents:>3}   precision {p:.2f}  recall {r:.2f}  F1 {f:.2f}   {alarms}")


def details(tally: Tally) -> None:
    for kind in KINDS:
        if tally.wanted[kind] or tally.found[kind]:
            p, r, f = f1(tally.hits[kind], tally.found[kind], tally.wanted[kind])
            print(f"  {kind:<20} wanted {tally.wanted[kind]:>3}   precision {p:.2f}  recall {r:.2f}  F1 {f:.2f}")
    p, r, f = f1(*tally.targets)
    print(f"  {'targets':<20} wanted {tally.targets[2]:>3}   precision {p:.2f}  recall {r:.2f}  F1 {f:.2f}")
    for name in tally.of:
        print(f"  {name:<20} {tally.yes[name]} of {tally.of[name]} right")
    if tally.alarms:
        print("  false alarms:", ", ".join(tally.alarms))


def run(path: Path, misses: bool) -> None:
    catalog = load_catalog()
    rows = [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]
    tallies: dict[str, Tally] = {}
    wrong: list[str] = []
    slowest, began = 0.0, time.perf_counter()
    for row in rows:
        start = time.perf_counter()
        findings = read(document_of(row), catalog).findings
        slowest = max(slowest, time.perf_counter() - start)
        sure = row.get("label_confidence") != "medium"
        names = ["all", "sure labels" if sure else "medium labels"]
        names += [f"language {row.get('language', '?')}", f"difficulty {row.get('difficulty', '?')}"]
        for name in names:
            right = score(catalog, row, findings, tallies.setdefault(name, Tally()))
        if not right:
            wanted, got = [e["kind"] for e in row["events"]], [f.kind for f in findings]
            wrong.append(f"{row['id']} ({row.get('label_confidence', '')}): {wanted} read as {got}")
    for name in sorted(tallies, key=lambda n: (n not in ("all", "sure labels"), n)):
        show(name, tallies[name])
        if name in ("all", "sure labels"):
            details(tallies[name])
    medium = [w for w in wrong if "(medium)" in w]
    if misses:
        print("\nKinds read otherwise than labelled:", *[w for w in wrong if w not in medium], sep="\n  ")
        print("Of medium labels:", *medium, sep="\n  ")
        print("Fields read otherwise than labelled:", *sorted(tallies["all"].slips), sep="\n  ")
    print(f"\n{len(rows)} documents in {time.perf_counter() - began:.1f} s, the slowest {slowest * 1000:.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.score", description=__doc__)
    parser.add_argument("--file", type=Path, help="JSON Lines of labelled documents; default: the shared corpus")
    parser.add_argument("--misses", action="store_true", help="list the documents whose kinds were read otherwise")
    asked = parser.parse_args()
    path = asked.file or (SHARED / "data" / "corpus" / "documents.jsonl" if SHARED else None)
    if path is None or not path.is_file():
        print("There is no labelled corpus here, so there is nothing to score. Name one with --file PATH.")
        return 0
    run(path, asked.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
