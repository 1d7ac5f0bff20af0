"""Prints how well the reader reads labelled documents: `python -m tests.score [--file PATH …] [--misses]`.

Three sets: what lies in the development data beside the checkout, `tests/corpus/tuned`, which the rules of the reader
were written against, and `tests/corpus/held`, which nobody who writes rules has looked into. Of the last only sums are
shown.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from events.catalog import Catalog, load_catalog
from events.reading import read
from tests.score.counting import (
    KINDS,
    Count,
    alarm_rate,
    calibration_error,
    count,
    document_of,
    f1,
    interval,
    kinds_f1,
    restriction_recall,
    targets_f1,
    total,
)
from tests.shared_data import SHARED

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def share(name: str) -> Callable[[Count], float]:
    return lambda made: made.yes[name] / made.of[name] if made.of[name] else 1.0


FIGURES: tuple[tuple[str, Callable[[Count], float], str], ...] = (
    ("kinds F1", kinds_f1, ">= 0.90"),
    ("targets F1", targets_f1, ">= 0.88"),
    ("audience", share("audience"), ">= 0.80"),
    ("audience exact", share("audience exact"), ""),
    ("effective", share("effective"), ">= 0.85"),
    ("effective, where told", share("effective, where told"), ""),
    ("day of the act", share("day"), ""),
    ("jurisdiction", share("jurisdiction"), ""),
    ("rivals", share("rivals"), ""),
    ("false alarms", alarm_rate, "<= 0.05"),
    ("restriction recall", restriction_recall, ">= 0.95"),
    ("calibration error", calibration_error, "<= 0.10"),
)


def rows_of(paths: Sequence[Path]) -> list[dict[str, Any]]:
    lines = [line for path in paths for line in path.read_bytes().splitlines()]
    return [msgspec.json.decode(line) for line in lines if line.strip()]


def counted(catalog: Catalog, rows: Sequence[dict[str, Any]]) -> tuple[list[Count], float, float]:
    """The counts of each document, the seconds that reading took, and those of the slowest."""
    counts, took, slowest = [], 0.0, 0.0
    for row in rows:
        start = time.perf_counter()
        findings = read(document_of(row), catalog).findings
        seconds = time.perf_counter() - start
        took, slowest = took + seconds, max(slowest, seconds)
        counts.append(count(catalog, row, findings))
    return counts, took, slowest


def show(name: str, rows: Sequence[dict[str, Any]], counts: Sequence[Count]) -> None:
    whole = total(counts)
    print(f"{name}: {whole.documents} documents, {whole.wanted.total()} events, {whole.irrelevant} without any")
    for label, figure, goal in FIGURES:
        low, high = interval(counts, figure)
        print(f"  {label:<22} {figure(whole):.2f}   ({low:.2f} to {high:.2f})   {goal and 'goal ' + goal}")
    for kind in KINDS:
        if whole.wanted[kind] or whole.found[kind]:
            p, r, f = f1(whole.hits[kind], whole.found[kind], whole.wanted[kind])
            print(f"  {kind:<22} wanted {whole.wanted[kind]:>3}   precision {p:.2f}  recall {r:.2f}  F1 {f:.2f}")
    for language in sorted({row.get("language", "?")[:2] for row in rows}):
        part = [c for row, c in zip(rows, counts, strict=True) if row.get("language", "?")[:2] == language]
        spoken = total(part)
        alarms = f"false alarms {len(spoken.alarms)}/{spoken.irrelevant}"
        print(f"  language {language:<13} documents {spoken.documents:>3}   kinds F1 {kinds_f1(spoken):.2f}   {alarms}")


def misses(counts: Sequence[Count]) -> None:
    whole = total(counts)
    print("\nKinds read otherwise than labelled:", *whole.misread, sep="\n  ")
    print("Fields read otherwise than labelled:", *sorted(whole.slips), sep="\n  ")


def sets(asked: Sequence[Path]) -> list[tuple[str, list[Path]]]:
    if asked:
        return [(path.name, [path]) for path in asked]
    shared = SHARED / "data" / "corpus" / "documents.jsonl" if SHARED else None
    named = [("development data", [shared] if shared and shared.is_file() else [])]
    named += [(f"tests/corpus/{name}", sorted((CORPUS / name).glob("*.jsonl"))) for name in ("tuned", "held")]
    return [(name, paths) for name, paths in named if paths]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.score", description=__doc__)
    parser.add_argument("--file", type=Path, nargs="+", default=[], help="JSON Lines of labelled documents instead")
    parser.add_argument("--misses", action="store_true", help="list what was read otherwise, but never of `held`")
    asked = parser.parse_args()
    catalog = load_catalog()
    for name, paths in sets(asked.file):
        rows = rows_of(paths)
        counts, took, slowest = counted(catalog, rows)
        show(name, rows, counts)
        print(f"  read in {took:.1f} s ({len(rows) / took:.0f} a second), the slowest {slowest * 1000:.0f} ms\n")
        if asked.misses and not any(path.parent.name == "held" for path in paths):
            misses(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
