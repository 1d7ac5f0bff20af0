"""What tables and lists of a lifecycle page say of models: which column means what, and one row per model."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from events.sources.model_rows import ModelRow, State
from events.sources.table_days import CellDay, cell_day
from events.sources.tables import Cell, Listing, Page, Table

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words))
    for role, words in (
        ("", r"replac|substitut|alternativ|recommend|successor|migrat|upgrade|price|cost|extended access"),
        ("provider", r"provider|vendor|publisher|^maker$"),
        ("listed", r"^(?!.*stage).*(?:release|launch)"),
        ("id", r"\bmodel id\b|\bapi model\b|^api( name)?$|model string|\bmodel code\b"),
        ("version", r"^(model )?version$"),
        ("model", r"\b(model|snapshot|system)s?\b(?!.*\bdate\b)(?!.*(?:status|state|stage))"),
        (
            "retires",
            r"shut ?down|retire|sunset|\beol\b|end[- ]of[- ](life|support)|discontinu|deprecation time|removal|expir",
        ),
        ("deprecated", r"deprecat|legacy date|announced|notice"),
        ("state", r"\b(state|status|stage|lifecycle|availability)\b"),
    )
)
_STATES: tuple[tuple[State, re.Pattern[str]], ...] = (
    ("retired", re.compile(r"retired|shut ?down|sunset|end[- ]of[- ]life|\beol\b|removed|discontinued")),
    ("deprecated", re.compile(r"deprecat|retiring")),
    ("legacy", re.compile(r"legacy|maintenance")),
    ("active", re.compile(r"active|available|stable|\bga\b|current|preview|supported")),
)
_ID = re.compile(r"[A-Za-z0-9][\w.+:/@-]{1,100}")
_NO_MODEL = re.compile(
    r"^/|=|^ft-|\b(?:apis?|endpoints?|fine-?tun\w*|training|dashboard|platform|feature|integration|prompts?|sdk)\b",
    re.IGNORECASE,
)
_DATED_HEADING = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)\b")
_ACTIVE_HEADING = re.compile(r"\bactive\b", re.IGNORECASE)
_LIST_OF_ENDS = re.compile(r"model", re.IGNORECASE)
_END = re.compile(r"deprecat|retir|sunset|shut|discontinu", re.IGNORECASE)
_INSTEAD = re.compile(r"alternativ|replac|migrat|encourage|recommend|instead|feature|endpoint|capabilit", re.IGNORECASE)
_EFFECTIVE = re.compile(r"\b(?:effective|as of|starting|from|on)\b", re.IGNORECASE)


def lifecycle_rows(page: Page, provider: str, surface: str) -> list[ModelRow]:
    """One row per model; `provider` is whose page it is, and `surface` where it serves them if not its own."""
    found = [row for table in page.tables for row in _of_table(table, provider, surface)]
    found += [row for listing in page.lists for row in _of_list(listing, provider, surface)]
    return list(_merged(found).values())


def _merged(rows: Iterable[ModelRow]) -> Mapping[str, ModelRow]:
    """A model may stand in a table of states and in a history: its state counts first, then its latest end."""
    made: dict[str, ModelRow] = {}
    for row in rows:
        known = made.get(row.key)
        first, second = (row, known) if known is not None and _weight(row) > _weight(known) else (known or row, row)
        announced = first.announced_on or (second.announced_on if second.retires_on == first.retires_on else "")
        made[row.key] = replace(first, announced_on=announced)
    return made


def _weight(row: ModelRow) -> tuple[bool, str, bool, str, str]:
    return bool(row.state), row.retires_on, not row.not_before, row.announced_on, row.name


def _of_table(table: Table, provider: str, surface: str) -> Iterator[ModelRow]:
    columns = _columns(table.head)
    if not ({"id", "model", "version"} & columns.keys() and {"retires", "deprecated", "state"} & columns.keys()):
        return
    if "retires" not in columns and "state" not in columns:
        columns["retires"] = columns.pop("deprecated")
    for row in table.rows:
        cells = {role: row[at] for role, at in columns.items() if at < len(row)}
        if len(row) > len(table.head):  # its columns cannot be told apart
            continue
        state = _state(cells["state"].text) if "state" in cells else ""
        if not state and "state" not in columns and any(map(_ACTIVE_HEADING.search, table.headings[-1:])):
            state = "active"
        yield from _rows(cells, table.headings, state, provider, surface)


def _columns(head: Sequence[str]) -> dict[str, int]:
    """The first column of each role; what means nothing here has none."""
    columns: dict[str, int] = {}
    for at, words in enumerate(head):
        role = next((role for role, pattern in _ROLES if pattern.search(words.lower())), "")
        if role:
            columns.setdefault(role, at)
    return columns


def _rows(
    cells: Mapping[str, Cell], headings: Sequence[str], state: State, provider: str, surface: str
) -> Iterator[ModelRow]:
    ids = _models(cells["id"]) if "id" in cells else []
    names = _models(cells["model"]) if "model" in cells else []
    if "version" in cells:
        version = cells["version"].text
        names = [f"{name} {version}" for name in names] if names and version and "id" not in cells else names
        names = names or _models(cells["version"])
    end = cell_day(cells["retires"].text) if "retires" in cells else CellDay()
    announced = cell_day(cells["deprecated"].text).on if "deprecated" in cells else _heading_day(headings)
    maker = cells["provider"].text if "provider" in cells else provider
    name = names[0] if ids and len(names) == 1 else ""
    for model in ids or names:
        yield ModelRow(
            provider=maker or provider,
            model=model,
            name=name or model,
            host=provider if surface else "",
            listed_on=cell_day(cells["listed"].text).on if "listed" in cells else "",
            retires_on=end.on,
            not_before=end.not_before and bool(end.on),
            state=state,
            announced_on=announced if not end.on or announced <= end.on else "",
            surfaces=(surface,) if surface else (),
            is_offered=state == "active",
        )


def _heading_day(headings: Sequence[str]) -> str:
    """The day with which a heading begins: "2026-06-05: Claude Opus 4.1 model" was announced then."""
    found = [m.group(1) for heading in headings if (m := _DATED_HEADING.match(heading))]
    return found[-1] if found else ""


def _state(text: str) -> State:
    lowered = text.lower()
    return next((state for state, pattern in _STATES if pattern.search(lowered)), "")


def _models(cell: Cell) -> list[str]:
    """The models that a cell names, by their ids or else by name; none where it is about something else."""
    text = cell.text.replace("↗", "").strip()
    if not text or _NO_MODEL.search(text.partition("(")[0]):
        return []
    if cell.codes:
        return [c for c in cell.codes if _ID.fullmatch(c) and not _NO_MODEL.search(c)] if _leads(text, cell) else []
    pieces = [piece.strip() for piece in re.split(r"[|,]", text.partition(" (")[0]) if piece.strip()]
    if all(_ID.fullmatch(piece) for piece in pieces):
        return [piece for piece in pieces if not _NO_MODEL.search(piece)]
    return [" ".join(text.partition(" (")[0].split())[:120]] if re.search(r"[^\W\d_]", text) else []


def _leads(text: str, cell: Cell) -> bool:
    """Whether the cell begins with its code: "New training on `x`" is about something else than x."""
    return text.startswith(cell.codes[0])


def _of_list(listing: Listing, provider: str, surface: str) -> Iterator[ModelRow]:
    """Lists such as "Effective 4 April 2026, the following models will be retired:"."""
    lead = next((line for line in reversed(listing.before) if line), "")
    told = " ".join(line for line in listing.before if line)
    if not (lead.endswith(":") and _LIST_OF_ENDS.search(lead) and _END.search(lead)) or _INSTEAD.search(lead):
        return
    end = next(
        (cell_day(line) for line in reversed(listing.before) if _EFFECTIVE.search(line) and cell_day(line).on), None
    )
    if end is None or not _END.search(told):
        return
    announced = _heading_day(listing.headings)
    for item in listing.items:
        if item.codes and item.text.startswith(item.codes[0]):
            for model in _models(Cell(item.text.partition(" (Refer")[0], item.codes)):
                yield ModelRow(
                    provider=provider,
                    model=model,
                    name=model,
                    host=provider if surface else "",
                    retires_on=end.on,
                    not_before=end.not_before,
                    announced_on=announced if announced <= end.on else "",
                    surfaces=(surface,) if surface else (),
                )
