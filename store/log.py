"""The log: append, read, head; what was appended is never changed, and the database itself sees to that."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from events.codec import SCHEMA, CodecError, decode, encode, tag_of
from events.vocabulary import WORLD_TYPES, Corroborated, Event
from store.bulk import insert_rows
from store.entries import Entry, envelope, leaf_hash, note_id, stream_of
from store.errors import ContentConflictError, VersionConflictError
from store.tables import EVENTS

CHUNK = 1_000
"""How many entries are read, and how many ids are looked up, at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be appended. `id` where the event has none of its own and should be repeatable without a second
    effect; `expected_version` is the version that its stream must have reached, None where that does not matter."""

    event: Event
    id: str = ""
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """Where an event stands in the log; `is_new` is False where it stood there already."""

    position: int
    id: str
    stream: str
    version: int
    recorded_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    position: int
    recorded_at: datetime | None


_STREAM, _SAME = EVENTS.alias("of_stream"), EVENTS.alias("of_id")
_HEAD = select(EVENTS.c.position, EVENTS.c.recorded_at).order_by(EVENTS.c.position.desc()).limit(1)
_GLANCE = (
    select(
        EVENTS.c.position,
        EVENTS.c.recorded_at,
        select(func.max(_STREAM.c.version)).where(_STREAM.c.stream == bindparam("stream")).scalar_subquery(),
        select(_SAME.c.position).where(_SAME.c.event_id == bindparam("id")).scalar_subquery(),
    )
    .order_by(EVENTS.c.position.desc())
    .limit(1)
)
_KNOWN = select(
    EVENTS.c.event_id, EVENTS.c.position, EVENTS.c.stream, EVENTS.c.version, EVENTS.c.recorded_at, EVENTS.c.data
).where(EVENTS.c.event_id.in_(bindparam("ids", expanding=True)))
_VERSIONS = (
    select(EVENTS.c.stream, func.max(EVENTS.c.version))
    .where(EVENTS.c.stream.in_(bindparam("streams", expanding=True)))
    .group_by(EVENTS.c.stream)
)
_TOLD = (
    select(EVENTS.c.position, EVENTS.c.schema, EVENTS.c.data)
    .where(EVENTS.c.position > bindparam("after"), EVENTS.c.position <= bindparam("upto"))
    .order_by(EVENTS.c.position)
)
_COLUMNS = (
    EVENTS.c.position,
    EVENTS.c.event_id,
    EVENTS.c.stream,
    EVENTS.c.version,
    EVENTS.c.kind,
    EVENTS.c.schema,
    EVENTS.c.recorded_at,
    EVENTS.c.data,
    EVENTS.c.leaf,
)


def head(connection: Connection) -> Head:
    """The last position (0 where the log is empty) and when it was recorded."""
    row = connection.execute(_HEAD).first()
    return Head(position=row[0], recorded_at=row[1]) if row else Head(position=0, recorded_at=None)


def append(connection: Connection, drafts: Sequence[Draft], now: datetime) -> list[Appended]:
    """Append these, in this order, inside the caller's transaction; the positions leave no gap.

    An event whose id is known is not appended again: with the same content its old place is the answer, with another
    ContentConflictError. VersionConflictError where a stream is not at the version expected. `recorded_at` is `now`,
    but never earlier than that of the entry before.
    """
    before = _standing(connection, drafts)
    at = max(now, before.recorded_at) if before.recorded_at else now
    position, versions, known = before.position, before.versions, before.known
    rows: list[dict[str, Any]] = []
    results: list[Appended] = []
    for draft in drafts:
        stream = stream_of(draft.event)
        version = versions.get(stream, 0)
        data = encode(draft.event)
        if decode(data) != draft.event:  # decode raises CodecError: what cannot be read back would end the service
            raise CodecError(f"{draft.event!r:.200} does not read back as it was written: give dates as dates")
        entry_id = _given_id(draft) or note_id(draft.event, version + 1)
        if entry_id in known:
            results.append(_as_before(known[entry_id], stream, data))
            continue
        if draft.expected_version is not None and draft.expected_version != version:
            raise VersionConflictError(
                f"{stream} is at version {version}, not {draft.expected_version}: somebody changed it meanwhile; "
                "look at it again and repeat"
            )
        position, version = position + 1, version + 1
        kind = tag_of(draft.event)
        whole = envelope(position, at, version, SCHEMA, (entry_id, stream, kind), data)
        row = {
            "position": position,
            "event_id": entry_id,
            "stream": stream,
            "version": version,
            "kind": kind,
            "schema": SCHEMA,
            "recorded_at": at,
            "data": data,
            "leaf": leaf_hash(whole),
        }
        rows.append(row)
        versions[stream] = version
        known[entry_id] = row
        results.append(
            Appended(position=position, id=entry_id, stream=stream, version=version, recorded_at=at, is_new=True)
        )
    insert_rows(connection, EVENTS, rows)
    return results


def check_size(event: Event, entry_id: str) -> None:
    """CodecError where the event would not fit into one entry, wherever it came to stand."""
    names = (entry_id, stream_of(event), tag_of(event))
    envelope(2**63, datetime(9999, 1, 1, tzinfo=UTC), 2**31, SCHEMA, names, encode(event))


def read(
    connection: Connection, after: int = 0, until: int | None = None, kinds: Collection[str] = ()
) -> Iterator[Entry]:
    """The entries after one position and up to another (both may be left out), of these kinds (empty: of all)."""
    query = select(*_COLUMNS).where(EVENTS.c.position > bindparam("after")).order_by(EVENTS.c.position)
    if until is not None:
        query = query.where(EVENTS.c.position <= until)
    if kinds:
        query = query.where(EVENTS.c.kind.in_(sorted(kinds)))
    query = query.limit(CHUNK)
    while True:
        rows = connection.execute(query, {"after": after}).all()
        yield from map(_entry, rows)
        if len(rows) < CHUNK:
            return
        after = rows[-1][0]


def told(connection: Connection, after: int = 0, until: int | None = None) -> Iterator[tuple[int, Event]]:
    """What happened, with its position and nothing else: the quick way through a long log."""
    last = head(connection).position if until is None else until
    while after < last:
        upto = min(after + CHUNK, last)
        for position, schema, data in connection.execute(_TOLD, {"after": after, "upto": upto}).all():
            yield position, decode(data, schema)
        after = upto


def first_recorded_at(connection: Connection) -> datetime | None:
    """When the log began; None where it is empty."""
    return connection.execute(select(EVENTS.c.recorded_at).where(EVENTS.c.position == 1)).scalar()


def find(connection: Connection, event_id: str) -> Entry | None:
    """The entry with this id, or None."""
    row = connection.execute(select(*_COLUMNS).where(EVENTS.c.event_id == event_id)).first()
    return _entry(row) if row else None


def find_all(connection: Connection, ids: list[str]) -> Iterator[Entry]:
    """The entries with these ids, as far as there are any."""
    for some in _chunks(ids):
        for row in connection.execute(select(*_COLUMNS).where(EVENTS.c.event_id.in_(some))):
            yield _entry(row)


def of_stream(connection: Connection, stream: str) -> list[Entry]:
    """Everything that was recorded of one event of the world or of one subscriber, in order."""
    query = select(*_COLUMNS).where(EVENTS.c.stream == stream).order_by(EVENTS.c.version)
    return [_entry(row) for row in connection.execute(query)]


def position_at(connection: Connection, at: datetime) -> int:
    """The last position that had been recorded at that instant."""
    found = connection.execute(select(func.max(EVENTS.c.position)).where(EVENTS.c.recorded_at <= at)).scalar()
    return int(found or 0)


@dataclass(slots=True, kw_only=True)
class _Standing:
    """How the log stands, as far as it bears on some drafts."""

    position: int
    recorded_at: datetime | None
    versions: dict[str, int]
    known: dict[str, Any]


def _standing(connection: Connection, drafts: Sequence[Draft]) -> _Standing:
    if len(drafts) == 1:  # the usual case in a running service: one question instead of three
        stream, given = stream_of(drafts[0].event), _given_id(drafts[0])
        row = connection.execute(_GLANCE, {"stream": stream, "id": given}).first()
        if row is not None and row[3] is None:
            return _Standing(position=row[0], recorded_at=row[1], versions={stream: row[2] or 0}, known={})
    last = head(connection)
    return _Standing(
        position=last.position,
        recorded_at=last.recorded_at,
        versions=_versions(connection, drafts),
        known=_known(connection, [_given_id(draft) for draft in drafts]),
    )


def _given_id(draft: Draft) -> str:
    if draft.id:
        return draft.id
    if isinstance(draft.event, WORLD_TYPES):
        return draft.event.id
    return note_id(draft.event, 0) if isinstance(draft.event, Corroborated) else ""


def _versions(connection: Connection, drafts: Sequence[Draft]) -> dict[str, int]:
    streams = list(dict.fromkeys(stream_of(draft.event) for draft in drafts))
    found: dict[str, int] = {}
    for some in _chunks(streams):
        found.update((stream, version) for stream, version in connection.execute(_VERSIONS, {"streams": some}))
    return found


def _known(connection: Connection, ids: Iterable[str]) -> dict[str, Any]:
    wanted = [one for one in dict.fromkeys(ids) if one]
    found: dict[str, Any] = {}
    for some in _chunks(wanted):
        found.update((row["event_id"], row) for row in connection.execute(_KNOWN, {"ids": some}).mappings())
    return found


def _chunks(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def _as_before(row: Any, stream: str, data: bytes) -> Appended:
    # Only the content is compared: a retry comes at a later second, and that is no conflict.
    if row["stream"] != stream or row["data"] != data:
        raise ContentConflictError(
            f"{row['event_id']} already stands in the log at {row['position']} with other content: record a "
            "correction instead"
        )
    return Appended(
        position=row["position"],
        id=row["event_id"],
        stream=stream,
        version=row["version"],
        recorded_at=row["recorded_at"],
        is_new=False,
    )


def _entry(row: Any) -> Entry:
    return Entry(
        position=row[0],
        id=row[1],
        stream=row[2],
        version=row[3],
        kind=row[4],
        schema=row[5],
        recorded_at=row[6],
        data=row[7] if isinstance(row[7], bytes) else str(row[7]).encode(),  # text only where somebody tampered
        leaf=row[8],
    )
