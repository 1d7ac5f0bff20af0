"""The seal: once an hour the answers to attempts are summed up in the log, so that none can vanish or change later."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection, func, select

from events.codec import canonical, decode
from events.vocabulary import DeliveriesSealed
from store.instants import to_micros
from store.live import Live
from store.log import Draft, append
from store.tables import ATTEMPTS, EVENTS, OUTCOMES


def seal(live: Live, now: datetime) -> DeliveriesSealed | None:
    """Seal the answers that came since the last seal; None where there were none."""
    with live.writing() as (connection, memory):
        first = max((sealed.last for sealed in seals(connection)), default=0) + 1
        last = int(connection.execute(select(func.max(OUTCOMES.c.number))).scalar() or 0)
        if last < first:
            return None
        event = DeliveriesSealed(first=first, last=last, digest=outcomes_digest(connection, first, last))
        (place,) = append(connection, [Draft(event=event)], now)
        memory.take(place.position, event)
    return event


def seals(connection: Connection) -> list[DeliveriesSealed]:
    rows = connection.execute(
        select(EVENTS.c.data, EVENTS.c.schema).where(EVENTS.c.stream == "deliveries").order_by(EVENTS.c.version)
    )
    events = [decode(row.data, row.schema) for row in rows]
    return [event for event in events if isinstance(event, DeliveriesSealed)]


def outcomes_digest(connection: Connection, first: int, last: int) -> str:
    """SHA-256 over one canonical JSON list and a line feed for each outcome: its number, the attempt, the parcel, the
    subscriber, when it began, whether it was a repeat, when it ended, the verdict and the hash of the text."""
    hashed = hashlib.sha256()
    query = (
        select(OUTCOMES, ATTEMPTS.c.subscriber, ATTEMPTS.c.begun_at, ATTEMPTS.c.is_repeat)
        .join(ATTEMPTS, ATTEMPTS.c.number == OUTCOMES.c.attempt)
        .where(OUTCOMES.c.number >= first, OUTCOMES.c.number <= last)
        .order_by(OUTCOMES.c.number)
    )
    for row in connection.execute(query).mappings():
        told = [
            row["number"],
            row["attempt"],
            row["parcel"],
            row["subscriber"],
            to_micros(row["begun_at"]),
            row["is_repeat"],
            to_micros(row["ended_at"]),
            row["verdict"],
            row["text_hash"],
        ]
        hashed.update(canonical(told) + b"\n")
    return hashed.hexdigest()
