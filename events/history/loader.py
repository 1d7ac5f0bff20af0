"""Reads the bundled history from its TOML files, one a year, into events of the world in the order of their days."""

import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from events.catalog import Catalog, load_catalog
from events.history.checks import Filed, check
from events.history.problems import HistoryError
from events.history.rows import event_of
from events.vocabulary import World


def load_history(until: date | None = None, *, catalog: Catalog | None = None) -> tuple[World, ...]:
    """The bundled events by day, and within a day as written; all bear the origin `backfill`.

    With `until`, those that had happened by that day, and those ahead of it that were public by then. `catalog` is
    what their ids are checked against; the bundled one unless given. HistoryError names the file and the event that
    cannot be read.
    """
    events = read_history(_bundled_files(), catalog or load_catalog())
    if until is None:
        return events
    return tuple(e for e in events if e.happened_on <= until or recorded_as_public_at(e).date() <= until)


def recorded_as_public_at(event: World) -> datetime:
    """When the public could know of an event: the earliest time that its sources state, else the end of its day."""
    stated = [source.published_at for source in event.sources if source.published_at is not None]
    return min(stated, default=datetime.combine(event.happened_on, time(23, 59, 59), UTC))


def read_history(files: Iterable[Traversable | Path], catalog: Catalog) -> tuple[World, ...]:
    """The events of these files, checked as a whole."""
    filed: list[Filed] = []
    for file in files:
        filed += [(file.name, event) for event in _events_of(file, catalog)]
    filed.sort(key=lambda one: one[1].happened_on)
    check(filed, catalog)
    return tuple(event for _, event in filed)


def _events_of(file: Traversable | Path, catalog: Catalog) -> list[World]:
    try:
        document = tomllib.loads(file.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise HistoryError(file.name, "", f"is not TOML ({error}): mend this place") from error
    unknown = ", ".join(sorted(set(document) - {"event"}))
    if unknown:
        raise HistoryError(file.name, "", f"unknown table {unknown}: write [[event]] tables and nothing else")
    rows = document.get("event", [])
    if not isinstance(rows, list):
        raise HistoryError(file.name, "", "write [[event]] with two brackets")
    events = [event_of(file.name, place, row, catalog) for place, row in enumerate(rows, start=1)]
    for event in events:
        if event.happened_on.isoformat()[:4] != file.name.removesuffix(".toml"):
            raise HistoryError(file.name, event.id, f"happened on {event.happened_on}: move it to that year's file")
    return events


def _bundled_files() -> list[Traversable]:
    folder = resources.files("events.history") / "data"
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
