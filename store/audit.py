"""The checker: goes through the log by itself, sharing nothing with the writer but the table, and names what is wrong.

The bytes under a leaf are written out in `store.entries`; they are put together here a second time on purpose.
"""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import text

from store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """`root` is the RFC 6962 root over all entries, in hex; `problem` names the first bad row, empty where none is."""

    entries: int
    root: str
    problem: str

    @property
    def is_sound(self) -> bool:
        return not self.problem


_ROWS = text(
    "SELECT position, event_id, stream, version, kind, schema, recorded_at, data, leaf FROM events "
    "WHERE position > :after ORDER BY position LIMIT 2000"
)


def verify(database: Database) -> Audited:
    """Every position, version, time and leaf of the log; stops at the first that is wrong."""
    peaks: list[tuple[int, bytes]] = []
    versions: dict[str, int] = {}
    last, last_at, problem = 0, 0, ""
    with database.reading() as connection:
        while rows := connection.execute(_ROWS, {"after": last}).all():
            for row in rows:
                problem = _fault(tuple(row), last, last_at, versions)
                if problem:
                    return Audited(entries=last, root=_root(peaks).hex(), problem=problem)
                last, last_at = row.position, row.recorded_at
                _push(peaks, bytes(row.leaf))
    return Audited(entries=last, root=_root(peaks).hex(), problem=problem)


def _fault(row: tuple[object, ...], last: int, last_at: int, versions: dict[str, int]) -> str:
    position, event_id, stream, version, kind, schema, recorded_at, data, leaf = row
    where = f"entry {position}"
    if position != last + 1:
        return f"entry {last + 1} is missing: {where} comes after {last}"
    assert isinstance(recorded_at, int)
    if recorded_at < last_at:
        return f"{where} is recorded earlier than the one before it"
    if version != versions.get(str(stream), 0) + 1:
        return f"{where} is version {version} of {stream}, {versions.get(str(stream), 0) + 1} was next"
    versions[str(stream)] = versions.get(str(stream), 0) + 1
    if not isinstance(data, bytes):
        return f"{where} holds no bytes"
    said = b"\x01" + _number(position, 8) + _number(recorded_at, 8) + _number(version, 4) + _number(schema, 2)
    for name in (event_id, stream, kind):
        encoded = str(name).encode()
        said += _number(len(encoded), 2) + encoded
    if hashlib.sha256(b"\x00" + said + data).digest() != leaf:
        return f"{where} ({event_id}) is not what its leaf hash covers: it was changed"
    if _kind_in(data) != kind:
        return f"{where} ({event_id}) says it is a {kind}, its data does not"
    return ""


def _number(value: object, size: int) -> bytes:
    assert isinstance(value, int)
    return value.to_bytes(size, "big")


def _kind_in(data: bytes) -> object:
    try:
        told = json.loads(data)
    except ValueError:
        return None
    return told.get("type") if isinstance(told, dict) else None


def _push(peaks: list[tuple[int, bytes]], leaf: bytes) -> None:
    """Add a leaf to the perfect subtrees that stand so far: as in a binary counter, equals merge."""
    size, node = 1, leaf
    while peaks and peaks[-1][0] == size:
        node = hashlib.sha256(b"\x01" + peaks.pop()[1] + node).digest()
        size *= 2
    peaks.append((size, node))


def _root(peaks: list[tuple[int, bytes]]) -> bytes:
    if not peaks:
        return hashlib.sha256().digest()
    node = peaks[-1][1]
    for _, left in reversed(peaks[:-1]):
        node = hashlib.sha256(b"\x01" + left + node).digest()
    return node
