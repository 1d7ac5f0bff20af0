"""Reads catalogue files into rows that remember which line each of their fields stands on, layer over layer."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from events.catalog.problems import Problem

KINDS = ("jurisdiction", "issuer", "provider", "model", "hardware", "topic", "group", "list", "class")

_HEADER = re.compile(r"\s*\[\[\s*([A-Za-z]+)\s*\]\]\s*(#.*)?")
_SAID_LINE = re.compile(r"\(?at line (\d+), column \d+\)?")
_TRIPLE = re.compile(r'"""|\'\'\'')


@dataclass(frozen=True)
class SourceFile:
    """One TOML file of the catalogue; its lines are looked at only once a problem must be shown."""

    label: str
    text: str

    @cached_property
    def _lines(self) -> tuple[tuple[str, bool], ...]:
        """Each line, and whether it begins inside a multi-line string (where nothing is a header or a key)."""
        inside = ""
        seen = []
        for line in self.text.split("\n"):
            seen.append((line, bool(inside)))
            for mark in _TRIPLE.findall(line):
                inside = "" if mark == inside else (inside or mark)
        return tuple(seen)

    def line_of_table(self, kind: str, index: int) -> int:
        """Where the table number `index` (from 0) of that kind begins; 1 if it stands in an unusual form."""
        count = -1
        for number, (line, inside) in enumerate(self._lines, start=1):
            match = None if inside else _HEADER.fullmatch(line)
            if match and match[1] == kind:
                count += 1
                if count == index:
                    return number
        return 1

    def line_of_key(self, kind: str, index: int, key: str, part: str = "") -> int:
        """Where a key of that table stands, or the line of its value that holds `part`; else the table's own line."""
        start = self.line_of_table(kind, index)
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        any_key = re.compile(r"[A-Za-z_\"'][\w\"'-]*\s*=")
        found = 0
        for number, (line, inside) in enumerate(self._lines[start:], start=start + 1):
            if not inside and _HEADER.fullmatch(line):
                break
            if not found and not inside and wanted.match(line):
                found = number
            elif found and not inside and any_key.match(line):
                break
            if found and part and part in line:
                return number
            if found and not part:
                break
        return found or start


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field was written: the n-th table of a kind in a file."""

    file: SourceFile
    kind: str
    index: int


@dataclass(slots=True)
class Row:
    """One thing of the catalogue as written, its fields perhaps from several layers."""

    kind: str
    id: str
    fields: dict[str, Any]
    origin: Origin
    origins: dict[str, Origin] = field(default_factory=dict)

    def problem(self, what: str, key: str = "", part: str = "") -> Problem:
        at = self.origins.get(key, self.origin)
        line = at.file.line_of_key(at.kind, at.index, key, part) if key else at.file.line_of_table(at.kind, at.index)
        return Problem(at.file.label, line, what)


Table = dict[tuple[str, str], Row]


def read_layers(folders: tuple[Traversable | Path, ...]) -> tuple[Table, list[Problem]]:
    """All rows by (kind, id). A later folder's row replaces the fields it names; within one folder an id is unique."""
    rows: Table = {}
    problems: list[Problem] = []
    for folder in folders:
        layer: Table = {}
        if not folder.is_dir():
            problems.append(Problem(str(folder), 1, "is no folder: name a folder that holds catalogue files (*.toml)"))
            continue
        for label, path in _files(folder, getattr(folder, "name", "")):
            for row in _rows_of(label, path, problems):
                _add(layer, row, problems)
        for key, row in layer.items():
            below = rows.get(key)
            rows[key] = row if below is None else _laid_over(below, row)
    return rows, problems


def _files(folder: Traversable | Path, label: str) -> Iterator[tuple[str, Traversable | Path]]:
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            yield from _files(path, f"{label}/{path.name}")
        elif path.name.endswith(".toml"):
            yield f"{label}/{path.name}", path


def _rows_of(label: str, path: Traversable | Path, problems: list[Problem]) -> Iterator[Row]:
    try:
        text = path.read_bytes().decode("utf-8")
        document = tomllib.loads(text)
    except OSError as error:
        problems.append(Problem(label, 1, f"cannot be read ({error.strerror}): mend or remove the file"))
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(label, line, "is not UTF-8: save the file as UTF-8"))
        return
    except tomllib.TOMLDecodeError as error:
        said = _SAID_LINE.search(str(error))
        line = int(said[1]) if said else text.count("\n") + 1
        what = _SAID_LINE.sub("", str(error)).strip()
        problems.append(Problem(label, line, f"is not TOML ({what}): mend this line"))
        return
    file = SourceFile(label, text)
    for kind, tables in document.items():
        if kind not in KINDS or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            line = _line_of_top(file, kind)
            expected = ", ".join(f"[[{k}]]" for k in KINDS)
            problems.append(Problem(label, line, f"unknown table {kind!r}: write one of {expected}"))
            continue
        for index, fields in enumerate(tables):
            origin = Origin(file, kind, index)
            ident = fields.get("id")
            row = Row(kind, ident if isinstance(ident, str) else "", fields, origin, dict.fromkeys(fields, origin))
            if isinstance(ident, str) and ident:
                yield row
            else:
                problems.append(row.problem(f'a [[{kind}]] without an id: add id = "…"', "id"))


def _line_of_top(file: SourceFile, name: str) -> int:
    wanted = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(name)}\b")
    return next((n for n, line in enumerate(file.text.split("\n"), start=1) if wanted.match(line)), 1)


def _add(layer: Table, row: Row, problems: list[Problem]) -> None:
    first = layer.setdefault((row.kind, row.id), row)
    if first is not row:
        where = first.problem("", "id")
        what = f"{row.kind} {row.id!r} stands already at {where.file}:{where.line}: keep one of the two"
        problems.append(row.problem(what, "id"))


def _laid_over(below: Row, above: Row) -> Row:
    return Row(above.kind, above.id, {**below.fields, **above.fields}, above.origin, {**below.origins, **above.origins})
