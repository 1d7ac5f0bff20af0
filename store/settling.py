"""What each verdict does to a message, to its alerts and to its subscriber, inside one transaction."""

import hashlib
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import Connection, func, insert, select, update

from store.subscribers import hold_back
from store.tables import ALERTS, ATTEMPTS, MESSAGES, OUTCOMES, PARCELS, VAULT
from store.verdicts import Broken, Delivered, Gone, Moved, TryLater, Unknown, Verdict

UNKNOWNS_MAX = 2
"""An answer that never came is followed by one repeat; a second one by a dead letter."""

REFUSALS_MAX = 2

Result = tuple[str, str, bool]
"""The parcel's state, the reason, and whether the verdict came late."""


def open_attempt(
    connection: Connection, parcel: str, subscriber: str, now: datetime, until: datetime, *, is_repeat: bool
) -> int:
    """Write down that a send is about to begin; its number."""
    number = int(connection.execute(select(func.max(ATTEMPTS.c.number))).scalar() or 0) + 1
    connection.execute(
        insert(ATTEMPTS).values(number=number, parcel=parcel, subscriber=subscriber, begun_at=now, is_repeat=is_repeat)
    )
    _change(connection, parcel, state="flying", attempt=number, leased_until=until)
    return number


def settle_row(connection: Connection, parcel: str, attempt: int, verdict: Verdict, now: datetime, text: str) -> Result:
    """See `store.outbox.settle`."""
    row = connection.execute(select(PARCELS).where(PARCELS.c.parcel == parcel)).mappings().one()
    _record_outcome(connection, parcel, attempt, verdict, now, text)
    if row["state"] != "flying" or row["attempt"] != attempt:
        return _late(connection, row, attempt, verdict, now, text)
    match verdict:
        case Delivered():
            _keep_message(connection, row, attempt, verdict, now, text)
            return _close(connection, row, "sent", "")
        case TryLater():
            return _put_back(connection, row, verdict.until, verdict.reason)
        case Moved():
            return _moved(connection, row, verdict.chat_id, now)
        case Gone():
            return _gone(connection, row, verdict.reason, now)
        case Broken():
            refusals = row["refusals"] + 1
            if refusals < REFUSALS_MAX:
                return _put_back(connection, row, now, verdict.reason, refusals=refusals)
            return _dead(connection, row, f"refused twice: {verdict.reason}", refusals=refusals)
        case Unknown():
            return _no_answer(connection, row, verdict, now)
        case _:
            assert_never(verdict)


def _no_answer(connection: Connection, row: Any, verdict: Unknown, now: datetime) -> Result:
    unknowns = row["unknowns"] + 1
    if _was_delivered(connection, row["parcel"]):  # an earlier attempt's answer came late
        return _close(connection, row, "sent", "")
    if unknowns < UNKNOWNS_MAX:
        return _put_back(connection, row, verdict.until or now, verdict.reason, unknowns=unknowns)
    reason = f"no answer twice, it may have arrived: {verdict.reason}"
    return _dead(connection, row, reason, unknowns=unknowns)


def _late(connection: Connection, row: Any, attempt: int, verdict: Verdict, now: datetime, text: str) -> Result:
    if isinstance(verdict, Delivered):
        _keep_message(connection, row, attempt, verdict, now, text)
        if row["state"] in ("waiting", "dead"):
            _close(connection, row, "sent", "")
            return "sent", "", True
    if isinstance(verdict, Gone):
        _mark_gone(connection, row["subscriber"], verdict.reason, now)
    return row["state"], row["reason"], True


def _keep_message(connection: Connection, row: Any, attempt: int, verdict: Delivered, now: datetime, text: str) -> None:
    who = row["subscriber"]
    chat_id = connection.execute(select(VAULT.c.chat_id).where(VAULT.c.subscriber == who)).scalar()
    kept = connection.execute(select(MESSAGES.c.attempt).where(MESSAGES.c.attempt == attempt)).first()
    if chat_id is None or kept is not None:  # they were forgotten while it flew, or this was said before
        return
    connection.execute(
        insert(MESSAGES).values(
            attempt=attempt,
            parcel=row["parcel"],
            subscriber=who,
            chat_id=chat_id,
            message_id=verdict.message_id,
            text=text,
            sent_at=now,
        )
    )


def _moved(connection: Connection, row: Any, chat_id: int, now: datetime) -> Result:
    who = row["subscriber"]
    owner = connection.execute(select(VAULT.c.subscriber).where(VAULT.c.chat_id == chat_id)).scalar()
    if owner is not None and owner != who:
        return _gone(connection, row, "the group became a supergroup that subscribes by itself", now)
    connection.execute(update(VAULT).where(VAULT.c.subscriber == who).values(chat_id=chat_id))
    return _put_back(connection, row, now, "the group became a supergroup")


def _gone(connection: Connection, row: Any, reason: str, now: datetime) -> Result:
    _close(connection, row, "cancelled", f"gone: {reason}", alerts="suppressed")
    _mark_gone(connection, row["subscriber"], reason, now)
    return "cancelled", f"gone: {reason}", False


def _mark_gone(connection: Connection, subscriber: str, reason: str, now: datetime) -> None:
    change = {"gone_at": now, "gone_reason": reason}
    connection.execute(update(VAULT).where(VAULT.c.subscriber == subscriber).values(**change))
    hold_back(connection, subscriber, f"gone: {reason}")


def _put_back(connection: Connection, row: Any, until: datetime, reason: str, **more: int) -> Result:
    who = connection.execute(select(VAULT.c.gone_at).where(VAULT.c.subscriber == row["subscriber"])).first()
    if who is None:
        return _close(connection, row, "cancelled", "forgotten", alerts="suppressed", **more)
    _change(connection, row["parcel"], state="waiting", due_at=until, leased_until=None, reason=reason, **more)
    return "waiting", reason, False


def _dead(connection: Connection, row: Any, reason: str, **more: int) -> Result:
    return _close(connection, row, "dead", reason, alerts="dead", **more)


def _close(connection: Connection, row: Any, state: str, reason: str, alerts: str = "sent", **more: int) -> Result:
    """The parcel is done with, and so are the alerts in it; those of a dead letter may yet turn out to be sent."""
    _change(connection, row["parcel"], state=state, leased_until=None, reason=reason, **more)
    connection.execute(
        update(ALERTS)
        .where(
            ALERTS.c.subscriber == row["subscriber"],
            ALERTS.c.parcel == row["parcel"],
            ALERTS.c.state.in_(("pending", "dead")),
        )
        .values(state=alerts, reason=reason)
    )
    return state, reason, False


def _was_delivered(connection: Connection, parcel: str) -> bool:
    query = select(OUTCOMES.c.number).join(ATTEMPTS, ATTEMPTS.c.number == OUTCOMES.c.attempt)
    query = query.where(ATTEMPTS.c.parcel == parcel, OUTCOMES.c.verdict == "delivered")
    return connection.execute(query).first() is not None


def _change(connection: Connection, parcel: str, **values: Any) -> None:
    connection.execute(update(PARCELS).where(PARCELS.c.parcel == parcel).values(**values))


def _record_outcome(
    connection: Connection, parcel: str, attempt: int, verdict: Verdict, now: datetime, text: str
) -> None:
    number = int(connection.execute(select(func.max(OUTCOMES.c.number))).scalar() or 0) + 1
    connection.execute(
        insert(OUTCOMES).values(
            number=number,
            attempt=attempt,
            parcel=parcel,
            ended_at=now,
            verdict=_NAMES[type(verdict)],
            reason=str(getattr(verdict, "reason", "")),
            text_hash=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if text else "",
        )
    )


_NAMES = {
    Delivered: "delivered",
    TryLater: "try-later",
    Moved: "moved",
    Gone: "gone",
    Broken: "broken",
    Unknown: "unknown",
}
