"""Questions about the past: the record as it was known, or as it could have been known in public, at some instant."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.vocabulary import WORLD_TYPES, Corrected, Corroborated, Disputed, Event, Retracted, Source, World
from store import log
from store.database import Database
from store.entries import Entry
from store.live import Memory, catch_up


def memory_as_of(
    database: Database,
    *,
    known_at: datetime | None = None,
    public_at: datetime | None = None,
    until_position: int | None = None,
) -> Memory:
    """The record up to a position, or as it had been recorded at one instant, or as it was public at another.

    Public is what a source says it had published by then (`published_at`); where none says so, the act itself counts
    from the end of its day in its own zone. What we later corrected or retracted is seen as we know it now (or knew it
    at `known_at`): the question is what the world could read, not what we had misread.
    """
    with database.reading() as connection:
        until = log.head(connection).position if until_position is None else until_position
        if known_at is not None:
            until = min(until, log.position_at(connection, known_at))
        if public_at is None:
            return catch_up(Memory(), connection, until)
        entries = list(log.told(connection, 0, until))
    return _public(entries, public_at)


def entry(database: Database, event_id: str) -> Entry | None:
    """Where an event stands in the log."""
    with database.reading() as connection:
        return log.find(connection, event_id)


def story_of(database: Database, event_id: str) -> list[Entry]:
    """The event and every note on it, in order."""
    with database.reading() as connection:
        return log.of_stream(connection, event_id)


def _public(entries: list[tuple[int, Event]], public_at: datetime) -> Memory:
    corrected = {event.event: event.now for _, event in entries if isinstance(event, Corrected)}
    retracted = {event.event for _, event in entries if isinstance(event, Retracted)}
    memory = Memory()
    for position, event in entries:
        if isinstance(event, WORLD_TYPES):
            says: Event | None = corrected.get(event.id, event)
            if event.id in retracted or public_from(corrected.get(event.id, event)) > public_at:
                says = None
        elif isinstance(event, (Corroborated, Disputed)):
            published_at = event.source.published_at
            says = event if published_at is not None and published_at <= public_at else None
        else:
            says = None if isinstance(event, (Corrected, Retracted)) else event
        if says is not None:
            memory.take(position, says)
    memory.position = entries[-1][0] if entries else 0
    return memory


def public_from(event: World) -> datetime:
    """From when on the event could be read somewhere."""
    told = _published(event.sources)
    if told is not None:
        return told
    next_day = datetime.combine(event.happened_on + timedelta(days=1), time(), tzinfo=ZoneInfo(event.zone))
    return next_day - timedelta(microseconds=1)


def _published(sources: Iterable[Source]) -> datetime | None:
    return min((source.published_at for source in sources if source.published_at is not None), default=None)
