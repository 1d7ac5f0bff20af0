"""Turns one [[event]] table of the history into an event of the world; strict in every key."""

import re
from typing import Any

import msgspec

from events.catalog import Catalog
from events.finding import Audience, Dependency, RivalClaim
from events.history.problems import HistoryError
from events.terms import KINDS
from events.vocabulary import WORLD_TYPES, Easing, Source, World, WorldEvent

_ID = re.compile(r"hist-(?P<day>\d{4}-\d{2}-\d{2})-[a-z0-9][a-z0-9.-]*")
_PARTS: dict[str, type[msgspec.Struct]] = {
    "audience": Audience,
    "sources": Source,
    "eases": Easing,
    "rivals": RivalClaim,
    "dependencies": Dependency,
}
_TYPES: dict[str, type[WorldEvent]] = {str(t.__struct_config__.tag): t for t in WORLD_TYPES}
_SET_HERE = frozenset({"type", "origin", "finding", "reader_confidence"})


def event_of(file: str, place: int, row: Any, catalog: Catalog) -> World:
    """The event that one table states. Its zone is that of its jurisdiction unless it says otherwise."""
    where = f"event number {place}"
    if not isinstance(row, dict):
        raise HistoryError(file, where, "write [[event]] tables and nothing else")
    where = row["id"] if isinstance(row.get("id"), str) else where
    kind = row.get("kind")
    if kind not in _TYPES:
        raise HistoryError(file, where, f"kind is {kind!r}: write one of {', '.join(KINDS)}")
    _refuse_unknown_keys(file, where, row, _TYPES[kind])
    fields = {key: value for key, value in row.items() if key != "kind"}
    jurisdiction = catalog.jurisdictions.get(str(row.get("jurisdiction", "")))
    if jurisdiction is not None:
        fields.setdefault("zone", jurisdiction.timezone)
    try:
        event: World = msgspec.convert({**fields, "type": kind, "origin": "backfill"}, World)
    except msgspec.ValidationError as error:
        raise HistoryError(file, where, f"{error}: mend this field") from error
    _check_id(file, event)
    return event


def _refuse_unknown_keys(file: str, where: str, row: dict[str, Any], kind: type[WorldEvent]) -> None:
    known = (set(kind.__struct_fields__) - _SET_HERE) | {"kind"}
    _refuse(file, where, "", set(row) - known, known)
    for name, part in _PARTS.items():
        value = row.get(name, [])
        for table in value if isinstance(value, list) else [value]:
            if isinstance(table, dict):
                _refuse(file, where, f" in {name}", set(table) - set(part.__struct_fields__), part.__struct_fields__)


def _refuse(file: str, where: str, within: str, unknown: set[str], known: Any) -> None:
    if unknown:
        names = ", ".join(sorted(unknown))
        raise HistoryError(file, where, f"unknown key{within}: {names}; known are {', '.join(sorted(known))}")


def _check_id(file: str, event: World) -> None:
    match = _ID.fullmatch(event.id)
    if match is None:
        raise HistoryError(file, event.id, "bad id: write hist-YYYY-MM-DD-name in small letters, digits and hyphens")
    if match["day"] != event.happened_on.isoformat():
        raise HistoryError(file, event.id, f"its id and happened_on ({event.happened_on}) differ: an id bears its day")
