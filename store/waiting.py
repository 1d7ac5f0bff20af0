"""The editors' queue: findings that were not sure enough to become events by themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, insert, select, update

from events.codec import canonical
from events.document import Document
from events.finding import Finding
from store import documents
from store.database import Database
from store.errors import NotFoundError
from store.tables import WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A finding with the hash of its document and why it waits; `outcome` is empty until it is decided about."""

    finding_id: str
    finding: Finding
    document: str
    reason: str
    since: datetime
    outcome: str = ""


def put(
    connection: Connection, finding_id: str, finding: Finding, document: Document, reason: str, now: datetime
) -> bool:
    """Queue a finding; False where it has been queued before, decided or not."""
    if connection.execute(select(WAITING.c.reason).where(WAITING.c.finding_id == finding_id)).first():
        return False
    connection.execute(
        insert(WAITING).values(
            finding_id=finding_id,
            finding=canonical(finding).decode(),
            document=document.hash,
            reason=reason,
            since=now,
            outcome="",
        )
    )
    return True


REASON_LONGEST = 2000


def add_reason(connection: Connection, finding_id: str, more: str) -> bool:
    """Say one thing more of a finding that waits, once; whether it waits. One that was decided stays as it was."""
    here = WAITING.c.finding_id == finding_id
    reason = connection.execute(select(WAITING.c.reason).where(here, WAITING.c.outcome == "")).scalar()
    if reason is None:
        return False
    if more not in reason and len(reason) + len(more) < REASON_LONGEST:
        connection.execute(update(WAITING).where(here).values(reason=f"{reason}; {more}"))
    return True


def queue(database: Database, limit: int = 50, offset: int = 0) -> list[Waiting]:
    """What waits, the oldest first."""
    query = _open().order_by(WAITING.c.since, WAITING.c.finding_id).limit(limit).offset(offset)
    with database.reading() as connection:
        return [_waiting(row) for row in connection.execute(query).mappings()]


def after(database: Database, waiting: Waiting) -> Waiting | None:
    """The next one that waits, the first again behind the last; None where nothing else does."""
    others = _open().where(WAITING.c.finding_id != waiting.finding_id)
    since, its_id = WAITING.c.since, WAITING.c.finding_id
    later = (since > waiting.since) | ((since == waiting.since) & (its_id > waiting.finding_id))
    with database.reading() as connection:
        for query in (others.where(later), others):
            row = connection.execute(query.order_by(since, its_id).limit(1)).mappings().first()
            if row is not None:
                return _waiting(row)
    return None


def count(database: Database) -> int:
    """How many wait."""
    with database.reading() as connection:
        waits = select(func.count()).select_from(WAITING).where(WAITING.c.outcome == "")
        return int(connection.execute(waits).scalar() or 0)


def find(connection: Connection, finding_id: str) -> Waiting | None:
    """The finding that waits, or once waited, under this id."""
    row = connection.execute(select(WAITING).where(WAITING.c.finding_id == finding_id)).mappings().first()
    return _waiting(row) if row else None


def of_document(connection: Connection, document: str) -> list[Waiting]:
    """Every finding of the document with this hash that waits or once did, as they came."""
    query = select(WAITING).where(WAITING.c.document == document).order_by(WAITING.c.since, WAITING.c.finding_id)
    return [_waiting(row) for row in connection.execute(query).mappings()]


def document_of(database: Database, waiting: Waiting) -> Document:
    with database.reading() as connection:
        found = documents.load(connection, waiting.document)
    if found is None:
        raise NotFoundError(f"the document {waiting.document} is not kept here")
    return found


def close(connection: Connection, finding_id: str, outcome: str, now: datetime) -> bool:
    """Take a finding out of the queue (`outcome`: published, rejected, …); False where it does not wait."""
    waits = update(WAITING).where(WAITING.c.finding_id == finding_id, WAITING.c.outcome == "")
    return connection.execute(waits.values(outcome=outcome, closed_at=now)).rowcount > 0


def _open() -> Select[Any]:
    return select(WAITING).where(WAITING.c.outcome == "")


def _waiting(row: Any) -> Waiting:
    return Waiting(
        finding_id=row["finding_id"],
        finding=msgspec.json.decode(row["finding"], type=Finding),
        document=row["document"],
        reason=row["reason"],
        since=row["since"],
        outcome=row["outcome"],
    )
