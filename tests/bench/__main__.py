"""`python -m tests.bench [--quick] [PART…]`: every measurement as one table; a part is a file here that has `rows`."""

import argparse
import importlib
import pkgutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.measuring import ROUNDS, Row

Part = Callable[[bool], list[Row]]


def parts() -> dict[str, Part]:
    """Every file beside this one that measures something, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = {name: importlib.import_module(f"tests.bench.{name}") for name in names if name != "__main__"}
    return {name: module.rows for name, module in modules.items() if hasattr(module, "rows")}


def main() -> None:
    known = parts()
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("part", nargs="*", help=f"only these: {', '.join(known)}")
    chosen = parser.parse_args()
    if unknown := set(chosen.part) - set(known):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"Python {python}, SQLite {sqlite3.sqlite_version}; medians of {ROUNDS} interleaved rounds\n")
    print(f"{'what':58} {'ours':>12} {'raw sqlite3':>12}  {'unit':9} {'ours/raw':>8}")
    notes: dict[str, None] = {}
    for name in chosen.part or known:
        for row in known[name](chosen.quick):
            raw = f"{row.raw:12,.1f}" if row.raw is not None else f"{'':12}"
            ratio = f"{row.ratio:8.2f}" if row.ratio is not None else ""
            print(f"{row.what:58} {row.ours:12,.1f} {raw}  {row.unit:9} {ratio}", flush=True)
            notes.update({f"{name}: {row.note}": None} if row.note else {})
    print("\n" + "\n".join(notes))


if __name__ == "__main__":
    main()
