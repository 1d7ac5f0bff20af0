"""The outbox: hands out what is due, one message at a time for each subscriber, and keeps what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from events.codec import decode
from events.impact import Touch
from events.terms import Severity
from events.vocabulary import AlertsDecided
from store.database import Database
from store.decisions import touch_from
from store.settling import open_attempt, settle_row
from store.subscribers import Contact, contact_in, hold_back
from store.tables import ALERTS, EVENTS, OUTCOMES, PARCELS, TOUCHES
from store.verdicts import Unknown, Verdict

IN_FLIGHT_MAX = 8
"""So many messages may have been accepted without our knowing, should the process die: PRODUCT.md promises it."""

PARCEL_ALERTS_MAX = 20
LEASE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAlert:
    id: str
    event_id: str
    position: int
    severity: Severity
    touch: Touch
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message to be sent now, before `leased_until`: these alerts, to this contact.

    `attempt` numbers the try, which stands written already; `is_repeat` where an earlier one may have arrived (say so
    in the message); `is_plain` where its marked-up text was refused.
    """

    id: str
    subscriber: str
    contact: Contact
    alerts: tuple[DueAlert, ...]
    attempt: int
    is_repeat: bool
    is_plain: bool
    is_urgent: bool
    leased_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of the parcel: `state` is its new one, `is_late` where it had been settled without this answer."""

    state: str
    reason: str = ""
    is_late: bool = False


def lease(
    database: Database,
    now: datetime,
    *,
    new_id: Callable[[], str],
    limit: int = IN_FLIGHT_MAX,
    in_hand: frozenset[str] = frozenset(),
    lease_seconds: float = LEASE_SECONDS,
) -> list[Parcel]:
    """The messages to be sent next, urgent ones first, never more than eight in flight and one for each subscriber.

    Each attempt is written before it is handed out. A lease that ran out counts as an answer that never came. Check
    `leased_until` again right before sending. `in_hand` are the parcels that the caller still holds and will settle.
    """
    until = now + timedelta(seconds=lease_seconds)
    with database.transaction() as connection:
        for row in _flying(connection):
            if row["leased_until"] <= now and row["parcel"] not in in_hand:
                _give_up(connection, row, now, "no answer before the lease ran out")
        room = min(limit, IN_FLIGHT_MAX - len(_flying(connection)))
        parcels: list[Parcel] = []
        seen: set[str] = set()
        for urgent in (True, False):
            for take in (_waiting, _fresh):
                if room <= len(parcels):
                    break
                for parcel_id in take(connection, now, urgent, room - len(parcels), new_id, seen):
                    parcel = _launch(connection, parcel_id, now, until)
                    parcels.extend([parcel] if parcel else [])
    return parcels


def settle(database: Database, parcel: Parcel, verdict: Verdict, now: datetime, *, text: str = "") -> Settled:
    """Keep what came of an attempt and decide what follows; `text` is what was sent.

    | verdict   | what follows |
    |-----------|--------------|
    | Delivered | sent |
    | TryLater  | put back until then |
    | Moved     | the subscriber's chat is changed with it; put back |
    | Gone      | the subscriber is held with the reason, all that is pending for them suppressed; never tried again |
    | Broken    | once more as plain text, then a dead letter |
    | Unknown   | one repeat, marked as such, then a dead letter |

    Settling an attempt a second time, or after its lease ran out, adds the answer to the record; a late `Delivered`
    still makes a message that is not in flight again a sent one.
    """
    with database.transaction() as connection:
        state, reason, is_late = settle_row(connection, parcel.id, parcel.attempt, verdict, now, text)
    return Settled(state=state, reason=reason, is_late=is_late)


def abandon(database: Database, now: datetime) -> int:
    """At the start of the one process that delivers: what an earlier life left in flight has no answer; how many."""
    with database.transaction() as connection:
        rows = _flying(connection)
        for row in rows:
            _give_up(connection, row, now, "the process stopped before an answer came")
    return len(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """`matched = sent + suppressed + dead + pending`, always; what was withdrawn unsent counts as suppressed."""

    matched: int
    sent: int
    suppressed: int
    dead: int
    pending: int
    in_flight: int
    unknown: int

    @property
    def holds(self) -> bool:
        return self.matched == self.sent + self.suppressed + self.dead + self.pending


def equation(database: Database) -> Equation:
    """The alerts by what became of them; `matched` is counted by itself, from what the decisions in the log said."""
    with database.reading() as connection:
        counted = select(ALERTS.c.state, func.count()).group_by(ALERTS.c.state)
        states = {row[0]: int(row[1]) for row in connection.execute(counted)}
        matched = sum(event.subscribers for event in _decisions(connection))
        unknown = connection.execute(
            select(func.count()).select_from(OUTCOMES).where(OUTCOMES.c.verdict == "unknown")
        ).scalar()
        in_flight = len(_flying(connection))
    return Equation(
        matched=matched,
        sent=states.get("sent", 0),
        suppressed=states.get("suppressed", 0) + states.get("withdrawn", 0),
        dead=states.get("dead", 0),
        pending=states.get("pending", 0),
        in_flight=in_flight,
        unknown=int(unknown or 0),
    )


def _decisions(connection: Connection) -> Iterable[AlertsDecided]:
    rows = connection.execute(select(EVENTS.c.data, EVENTS.c.schema).where(EVENTS.c.kind == "alerts-decided"))
    for row in rows:
        event = decode(row.data, row.schema)
        assert isinstance(event, AlertsDecided)
        yield event


def next_due(database: Database) -> datetime | None:
    """When the next message is due, in the past or ahead; None where nothing is pending."""
    with database.reading() as connection:
        fresh = connection.execute(
            select(func.min(ALERTS.c.due_at)).where(ALERTS.c.state == "pending", ALERTS.c.parcel.is_(None))
        ).scalar()
        waiting = connection.execute(select(func.min(PARCELS.c.due_at)).where(PARCELS.c.state == "waiting")).scalar()
        leased = connection.execute(
            select(func.min(PARCELS.c.leased_until)).where(PARCELS.c.state == "flying")
        ).scalar()
    return min((at for at in (fresh, waiting, leased) if at is not None), default=None)


def _flying(connection: Connection) -> list[Any]:
    return list(connection.execute(select(PARCELS).where(PARCELS.c.state == "flying")).mappings())


def _give_up(connection: Connection, row: Any, now: datetime, reason: str) -> None:
    settle_row(connection, row["parcel"], row["attempt"], Unknown(reason=reason), now, "")


def _waiting(
    connection: Connection, now: datetime, urgent: bool, room: int, _new_id: Callable[[], str], seen: set[str]
) -> Iterable[str]:
    """Parcels that were put back and are due again."""
    rows = connection.execute(
        select(PARCELS.c.parcel, PARCELS.c.subscriber)
        .where(
            PARCELS.c.state == "waiting",
            PARCELS.c.due_at <= now,
            PARCELS.c.urgent == urgent,
            PARCELS.c.subscriber.not_in(select(PARCELS.c.subscriber).where(PARCELS.c.state == "flying")),
        )
        .order_by(PARCELS.c.due_at, PARCELS.c.parcel)
        .limit(room * 4)
    ).all()
    for row in rows:
        if room and row.subscriber not in seen:
            seen.add(row.subscriber)
            room -= 1
            yield row.parcel


def _fresh(
    connection: Connection, now: datetime, urgent: bool, room: int, new_id: Callable[[], str], seen: set[str]
) -> Iterable[str]:
    """New parcels of alerts that are due, for subscribers of whom no other message is on its way."""
    busy = select(PARCELS.c.subscriber).where(PARCELS.c.state.in_(("waiting", "flying")))
    due = (ALERTS.c.state == "pending", ALERTS.c.parcel.is_(None), ALERTS.c.urgent == urgent, ALERTS.c.due_at <= now)
    rows = connection.execute(
        select(ALERTS.c.subscriber)
        .where(*due, ALERTS.c.subscriber.not_in(busy))
        .order_by(ALERTS.c.due_at, ALERTS.c.position, ALERTS.c.alert_id)
        .limit(room * PARCEL_ALERTS_MAX)
    ).scalars()
    chosen = [who for who in dict.fromkeys(rows) if who not in seen][:room]
    for who in chosen:
        seen.add(who)
        mine = select(ALERTS.c.alert_id).where(*due, ALERTS.c.subscriber == who)
        ids = connection.execute(mine.order_by(ALERTS.c.position).limit(PARCEL_ALERTS_MAX)).scalars().all()
        parcel_id = new_id()
        connection.execute(
            insert(PARCELS).values(
                parcel=parcel_id,
                subscriber=who,
                state="waiting",
                urgent=urgent,
                made_at=now,
                due_at=now,
                attempt=0,
                unknowns=0,
                refusals=0,
                reason="",
            )
        )
        connection.execute(update(ALERTS).where(ALERTS.c.alert_id.in_(ids)).values(parcel=parcel_id))
        yield parcel_id


def _launch(connection: Connection, parcel_id: str, now: datetime, until: datetime) -> Parcel | None:
    """Write the attempt and hand the parcel out; None where it turns out that nobody is to be told any more."""
    row = connection.execute(select(PARCELS).where(PARCELS.c.parcel == parcel_id)).mappings().one()
    who = row["subscriber"]
    contact = contact_in(connection, who)
    if contact is None or contact.gone_at is not None:
        hold_back(connection, who, "forgotten" if contact is None else f"gone: {contact.gone_reason}")
        return None
    alerts = _alerts_of(connection, who, parcel_id)
    if not alerts:
        change = {"state": "cancelled", "reason": "nothing in it is to be told any more"}
        connection.execute(update(PARCELS).where(PARCELS.c.parcel == parcel_id).values(**change))
        return None
    attempt = open_attempt(connection, parcel_id, who, now, until, is_repeat=row["unknowns"] > 0)
    return Parcel(
        id=parcel_id,
        subscriber=who,
        contact=contact,
        alerts=alerts,
        attempt=attempt,
        is_repeat=row["unknowns"] > 0,
        is_plain=row["refusals"] > 0,
        is_urgent=row["urgent"],
        leased_until=until,
    )


def _alerts_of(connection: Connection, subscriber: str, parcel_id: str) -> tuple[DueAlert, ...]:
    rows = connection.execute(
        select(ALERTS, TOUCHES.c.touch)
        .join(TOUCHES, TOUCHES.c.touch_key == ALERTS.c.touch_key)
        .where(ALERTS.c.subscriber == subscriber, ALERTS.c.parcel == parcel_id, ALERTS.c.state == "pending")
        .order_by(ALERTS.c.position)
    ).mappings()
    return tuple(
        DueAlert(
            id=row["alert_id"],
            event_id=row["event_id"],
            position=row["position"],
            severity=row["severity"],
            touch=touch_from(row["touch"]),
            decided_at=row["decided_at"],
        )
        for row in rows
    )
