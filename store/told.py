"""What was told to whom: alerts with their attempts, and where their messages can be found again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from events.impact import Touch
from events.terms import Severity
from store.database import Database
from store.decisions import touch_from
from store.tables import ALERTS, ATTEMPTS, MESSAGES, OUTCOMES, TOUCHES


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """`answers` are the verdicts in the order in which they came, each with its reason; none while it flies."""

    number: int
    begun_at: datetime
    is_repeat: bool
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`state` is pending, sent, suppressed, dead or withdrawn, `reason` says why where there is something to say."""

    id: str
    subscriber: str
    event_id: str
    position: int
    severity: Severity
    touch: Touch
    state: str
    reason: str
    decided_at: datetime
    due_at: datetime
    parcel: str
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that arrived, as it was sent."""

    parcel: str
    subscriber: str
    chat_id: int
    message_id: int
    text: str
    sent_at: datetime


_ALERTS = select(ALERTS, TOUCHES.c.touch).join(TOUCHES, TOUCHES.c.touch_key == ALERTS.c.touch_key)


def alert(database: Database, alert_id: str) -> Alert | None:
    """One alert with every attempt to deliver it."""
    with database.reading() as connection:
        row = connection.execute(_ALERTS.where(ALERTS.c.alert_id == alert_id)).mappings().first()
        return _alert(row, _attempts(connection, row["parcel"])) if row else None


def alerts_of(database: Database, subscriber: str, limit: int = 50) -> list[Alert]:
    """A subscriber's alerts, the latest first, without their attempts."""
    query = _ALERTS.where(ALERTS.c.subscriber == subscriber).order_by(ALERTS.c.position.desc()).limit(limit)
    with database.reading() as connection:
        return [_alert(row) for row in connection.execute(query).mappings()]


def missed_by(database: Database, subscriber: str, since: datetime) -> list[Alert]:
    """What a subscriber was not told since then because they could not be reached, the oldest first."""
    query = _ALERTS.where(
        ALERTS.c.subscriber == subscriber,
        ALERTS.c.state == "suppressed",
        ALERTS.c.reason.like("gone:%"),
        ALERTS.c.decided_at >= since,
    ).order_by(ALERTS.c.position)
    with database.reading() as connection:
        return [_alert(row) for row in connection.execute(query).mappings()]


def alerts_in_message(database: Database, chat_id: int, message_id: int) -> list[Alert]:
    """Which alerts a message of ours carried; none where it is not ours."""
    query = (
        _ALERTS.join(MESSAGES, (MESSAGES.c.parcel == ALERTS.c.parcel) & (MESSAGES.c.subscriber == ALERTS.c.subscriber))
        .where(MESSAGES.c.chat_id == chat_id, MESSAGES.c.message_id == message_id)
        .order_by(ALERTS.c.position)
    )
    with database.reading() as connection:
        return [_alert(row) for row in connection.execute(query).mappings()]


def messages_about(database: Database, event_id: str) -> list[Message]:
    """Every message that carried an event, to be edited when it is corrected."""
    query = (
        select(MESSAGES)
        .join(ALERTS, (MESSAGES.c.parcel == ALERTS.c.parcel) & (MESSAGES.c.subscriber == ALERTS.c.subscriber))
        .where(ALERTS.c.event_id == event_id)
        .order_by(MESSAGES.c.attempt)
    )
    with database.reading() as connection:
        rows = connection.execute(query).mappings().all()
    return [Message(**{name: row[name] for name in Message.__slots__}) for row in rows]


def _attempts(connection: Connection, parcel: str | None) -> tuple[Attempt, ...]:
    if parcel is None:
        return ()
    tries = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.parcel == parcel).order_by(ATTEMPTS.c.number))
    found = []
    for row in tries.mappings():
        answers = connection.execute(
            select(OUTCOMES.c.verdict, OUTCOMES.c.reason)
            .where(OUTCOMES.c.attempt == row["number"])
            .order_by(OUTCOMES.c.number)
        )
        found.append(
            Attempt(
                number=row["number"],
                begun_at=row["begun_at"],
                is_repeat=row["is_repeat"],
                answers=tuple((answer.verdict, answer.reason) for answer in answers),
            )
        )
    return tuple(found)


def _alert(row: Any, attempts: tuple[Attempt, ...] = ()) -> Alert:
    return Alert(
        id=row["alert_id"],
        subscriber=row["subscriber"],
        event_id=row["event_id"],
        position=row["position"],
        severity=row["severity"],
        touch=touch_from(row["touch"]),
        state=row["state"],
        reason=row["reason"],
        decided_at=row["decided_at"],
        due_at=row["due_at"],
        parcel=row["parcel"] or "",
        attempts=attempts,
    )
