"""Opening the record: database, catalogue and bundled history, as every command needs them before it can answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.settings import Settings
from events.catalog import Catalog, load_catalog
from events.growth import grown
from events.history import load_history
from events.impact import RULES_VERSION
from events.sources.protocol import SourceSpec
from events.sources.sources_file import BadSources, bundled_sources, read_sources
from store.database import Database, open_database
from store.live import Live
from store.log import Draft
from store.record import add, adopt


class SourcesError(ValueError):
    """The file of sources is wrong; one line for each mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An open record: the database, the memory that is kept of its log, and the catalogue it is read by.

    `has_second_reader`: what the first reader is unsure of is put on the second one's list.
    """

    database: Database
    live: Live
    catalog: Catalog
    has_second_reader: bool = False

    def known(self) -> Catalog:
        """The catalogue together with the new models that the record names: what texts and typed names are read by."""
        with self.live.reading() as memory:
            return grown(self.catalog, memory.state)


@contextmanager
def opened(settings: Settings, now: datetime, *, history_until: date | None = None) -> Iterator[Record]:
    """The record of these settings, closed afterwards. A database that is not there yet is made.

    An empty log begins with the bundled history (up to `history_until`), with the origin `backfill`: it alerts nobody.
    A log that has begun is left as it is: what it has learnt by itself since must not be told a second time. An older
    schema is not changed: StoreError says to run `curbwatch migrate`.
    """
    catalog = load_catalog(*([settings.catalog] if settings.catalog else []))
    database = open_database(settings.database_url, upgrade=_is_new(database_path(settings)))
    try:
        live = Live(database)
        if not holds_events(live):
            take_in_history(live, now, until=history_until)
        adopt(live, catalog.version, RULES_VERSION, now)
        yield Record(database=database, live=live, catalog=catalog, has_second_reader=bool(settings.reader_url))
    finally:
        database.close()


def holds_events(live: Live) -> bool:
    """Whether the record tells of the world at all, be it of what was retracted."""
    with live.reading() as memory:
        return bool(memory.state.world or memory.state.retracted)


def database_path(settings: Settings) -> Path:
    """The file of a `sqlite:///` address, which is the only kind that the settings let through."""
    return Path(settings.database_url.removeprefix("sqlite:///").partition("?")[0])


def _is_new(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return True


def take_in_history(live: Live, now: datetime, *, until: date | None = None) -> int:
    """Append what the log lacks of the bundled history; how many events that were."""
    with live.reading() as memory:
        known = set(memory.state.world) | set(memory.state.retracted)
    missing = [Draft(event=event) for event in load_history(until) if event.id not in known]
    if missing:
        add(live, missing, now)
    return len(missing)


def sources_of(settings: Settings) -> tuple[SourceSpec, ...]:
    """The sources that these settings name; SourcesError with every mistake of the file at once."""
    if settings.sources is None:
        return bundled_sources()
    found = read_sources(settings.sources)
    if isinstance(found, BadSources):
        raise SourcesError("\n".join(found.mistakes))
    return found
