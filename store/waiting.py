"""The editors' queue: findings that were not sure enough to become events by themselves."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from events.codec import canonical
from events.document import Document
from events.finding import Finding
from store import documents
from store.database import Database
from store.errors import NotFoundError
from store.tables import WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    finding_id: str
    finding: Finding
    document: str
    reason: str
    since: datetime


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


def queue(database: Database, limit: int = 50) -> list[Waiting]:
    """What waits, the oldest first."""
    query = select(WAITING).where(WAITING.c.outcome == "").order_by(WAITING.c.since, WAITING.c.finding_id).limit(limit)
    with database.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [_waiting(row["finding_id"], row["finding"], row["document"], row["reason"], row["since"]) for row in rows]


def document_of(database: Database, waiting: Waiting) -> Document:
    with database.reading() as connection:
        found = documents.load(connection, waiting.document)
    if found is None:
        raise NotFoundError(f"the document {waiting.document} is not kept here")
    return found


def close(database: Database, finding_id: str, outcome: str, now: datetime) -> None:
    """Take a finding out of the queue (`outcome`: published, dropped, …); NotFoundError where it does not wait."""
    with database.transaction() as connection:
        done = connection.execute(
            update(WAITING)
            .where(WAITING.c.finding_id == finding_id, WAITING.c.outcome == "")
            .values(outcome=outcome, closed_at=now)
        )
    if done.rowcount == 0:
        raise NotFoundError(f"no finding {finding_id} is waiting: /queue lists those that are")


def _waiting(finding_id: str, finding: str, document: str, reason: str, since: datetime) -> Waiting:
    return Waiting(
        finding_id=finding_id,
        finding=msgspec.json.decode(finding, type=Finding),
        document=document,
        reason=reason,
        since=since,
    )
