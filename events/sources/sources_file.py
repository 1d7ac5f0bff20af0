"""Reads `sources.toml`: every table a source, every mistake told at once with its line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from events.sources.kinds import KINDS
from events.sources.protocol import SourceSpec
from events.terms import Trust

_TRUSTS: tuple[Trust, ...] = get_args(Trust)
_NEEDED = ("id", "kind", "url", "every", "trust")
_COMMON = frozenset((*_NEEDED, "why", "language", "publisher", "robots"))
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LONGEST_SECONDS = 31 * 86_400
_HEADER = re.compile(r"^\s*\[\[\s*source\s*\]\]")


@dataclass(frozen=True, slots=True)
class BadSources:
    """The file cannot be used: one line for each mistake, each naming file and line."""

    mistakes: tuple[str, ...]


def bundled_sources() -> tuple[SourceSpec, ...]:
    """The sources that come with Curbwatch."""
    text = resources.files("events.sources").joinpath("sources.toml").read_text("utf-8")
    read = sources_from("the bundled sources.toml", text)
    if isinstance(read, BadSources):
        raise RuntimeError("; ".join(read.mistakes))
    return read


def read_sources(path: Path) -> tuple[SourceSpec, ...] | BadSources:
    """The sources of a file; the folder of an inbox is taken from where the file lies."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return BadSources((f"{path}: the file cannot be read ({error.strerror}): check CURBWATCH_SOURCES",))
    except UnicodeDecodeError:
        return BadSources((f"{path}: the file is not UTF-8: save it as UTF-8",))
    return sources_from(str(path), text, folder=path.resolve().parent)


def sources_from(name: str, text: str, *, folder: Path | None = None) -> tuple[SourceSpec, ...] | BadSources:
    """The sources that a text of TOML lists, or all that is wrong with it."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return BadSources((f"{name}: this is no TOML: {error}",))
    tables = told.get("source", [])
    mistakes = [
        f"{name}: '{key}' is not known here: write each source as [[source]]" for key in told if key != "source"
    ]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return BadSources((*mistakes, f"{name}: 'source' must be a list of tables: write [[source]] with two brackets"))
    if not tables and not mistakes:
        mistakes.append(
            f"{name}: there is no [[source]] in it: add one, or unset CURBWATCH_SOURCES for the bundled ones"
        )
    lines = _Lines(name, text)
    specs: list[SourceSpec] = []
    first_lines: dict[str, int] = {}
    for number, table in enumerate(tables):
        wrong = _wrong(table)
        source_id = table.get("id")
        if isinstance(source_id, str) and source_id in first_lines:
            wrong.append(("id", f"the id {source_id!r} is taken by the source in line {first_lines[source_id]}"))
        elif isinstance(source_id, str):
            first_lines[source_id] = lines.of(number, "id")
        wrong = lines.in_order(number, wrong)
        mistakes += [f"{lines.place(number, key)}: {mistake}" for key, mistake in wrong]
        if not wrong:
            specs.append(_spec(table, folder))
    return BadSources(tuple(mistakes)) if mistakes else tuple(specs)


def seconds_of(duration: object) -> int | None:
    """The seconds of "90s", "15m", "6h" or "1d"; None for anything else, and for none or more than 31 days."""
    found = _DURATION.fullmatch(duration.strip()) if isinstance(duration, str) else None
    seconds = int(found.group(1)) * _UNIT_SECONDS[found.group(2)] if found else 0
    return seconds if 1 <= seconds <= _LONGEST_SECONDS else None


def _wrong(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """All that is wrong with one table, as (key, what to do)."""
    wrong = [(key, f"'{key}' is missing") for key in _NEEDED if key not in table]
    words = [key for key in table if key in _COMMON and not isinstance(table[key], str)]
    wrong += [(key, f"'{key}' must be a text in quotes") for key in words]
    told = {key: value for key, value in table.items() if key not in words}
    if "id" in told and not _ID.fullmatch(told["id"]):
        wrong.append(("id", f"the id {told['id']!r:.60} must be small letters, digits, '-', '_' or '.', at most 64"))
    if "every" in told and seconds_of(told["every"]) is None:
        wrong.append(("every", f'\'every\' must be such as "15m", "6h" or "1d", found {told["every"]!r:.40}'))
    if "trust" in told and told["trust"] not in _TRUSTS:
        wrong.append(("trust", f"'trust' must be one of {', '.join(_TRUSTS)}, found {told['trust']!r:.40}"))
    if told.get("robots", "api") != "api":
        wrong.append(("robots", f"'robots' may only be \"api\", found {told['robots']!r:.40}: leave it out otherwise"))
    kind = KINDS.get(told["kind"]) if "kind" in told else None
    if "kind" in told and kind is None:
        wrong.append(("kind", f"the kind {told['kind']!r:.40} is not known: use one of {', '.join(sorted(KINDS))}"))
    if kind is not None:
        wrong += _wrong_for(kind.options, kind.is_folder, told)
    return wrong


def _wrong_for(options: Mapping[str, type], is_folder: bool, told: Mapping[str, Any]) -> list[tuple[str, str]]:
    wrong = []
    for key in told:
        if key not in _COMMON and key not in options:
            known = ", ".join(sorted((*_COMMON, *options)))
            wrong.append((key, f"'{key}' is not known for this kind: it may have {known}"))
        elif options.get(key) is int and (type(told[key]) is not int or told[key] < 1):
            wrong.append((key, f"'{key}' must be a whole number of at least 1"))
        elif options.get(key) is str and not (isinstance(told[key], str) and told[key]):
            wrong.append((key, f"'{key}' must be a text in quotes"))
    if "url" in told and not is_folder and not _is_web_address(told["url"]):
        wrong.append(("url", "'url' must be an http or https address without a user name"))
    if "url" in told and is_folder and not told["url"].strip():
        wrong.append(("url", "'url' must name a folder"))
    return wrong


def _is_web_address(url: str) -> bool:
    try:
        split = urlsplit(url)
        return split.scheme in ("http", "https") and bool(split.hostname) and split.username is None
    except ValueError:
        return False


def _spec(table: Mapping[str, Any], folder: Path | None) -> SourceSpec:
    every_seconds = seconds_of(table["every"])
    assert every_seconds is not None
    url = table["url"]
    if KINDS[table["kind"]].is_folder and folder is not None and not url.startswith("file:"):
        url = str(folder / Path(url).expanduser())
    return SourceSpec(
        id=table["id"],
        kind=table["kind"],
        url=url,
        every_seconds=every_seconds,
        trust=table["trust"],
        why=table.get("why", ""),
        language=table.get("language", ""),
        publisher=table.get("publisher", ""),
        robots=table.get("robots", ""),
        options={key: value for key, value in table.items() if key not in _COMMON},
    )


class _Lines:
    """Where each table and each of its keys stands; TOML's reader does not tell."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.split("\n")
        self._starts = [number for number, line in enumerate(self._lines, 1) if _HEADER.match(line)]

    def of(self, table: int, key: str) -> int:
        """The line of the key, or of its table where the key is missing; 0 where even that is not to be found."""
        if table >= len(self._starts):
            return 0
        start = self._starts[table]
        end = self._starts[table + 1] if table + 1 < len(self._starts) else len(self._lines) + 1
        wanted = re.compile(rf"""^\s*["']?{re.escape(key)}["']?\s*=""")
        return next((n for n in range(start, end) if wanted.match(self._lines[n - 1])), start)

    def in_order(self, table: int, wrong: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return sorted(wrong, key=lambda pair: self.of(table, pair[0]))

    def place(self, table: int, key: str) -> str:
        line = self.of(table, key)
        return f"{self._name}, line {line}" if line else f"{self._name}, source {table + 1}"
