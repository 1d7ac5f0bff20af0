"""What the second reader is to read, what it was asked, and what came of it: a list that outlives every restart."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec
from sqlalchemy import Connection, and_, func, insert, or_, select, update

from events.acceptance import Corroborates, Known, accept
from events.access import State
from events.catalog import Catalog
from events.codec import canonical
from events.document import Document
from events.finding import Finding
from events.identity import event_id
from store import documents, waiting
from store.database import Database
from store.live import Live
from store.meta import get_meta, set_meta
from store.tables import SECOND_CALLS, SECOND_WORK

ASKS_MOST = 2
"""A document is put to the second reader so often, whatever comes of it."""

AGAIN_AFTER = timedelta(minutes=10)
EXPIRES_AFTER = timedelta(days=3)
"""When a document whose first question failed is asked of again, and when it is too late to be worth a question."""

LOST_AFTER = timedelta(minutes=3)
"""A question that is not over by then was cut short with its process; it counts as failed."""

_RANKS = {"unsure": 0, "reported": 1, "silent": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one day (UTC) may cost: questions, characters of documents, and findings for the editors."""

    calls: int
    characters: int
    queued: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question to be asked now; it stands written already. `failures` were in a row before it, `without` are the
    options that this model's server refuses."""

    call: int
    document: Document
    first: tuple[Finding, ...]
    failures: int
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """What the second reader found in a document, as far as it is proved, and whether the first said the same."""

    model: str
    findings: tuple[Finding, ...]
    agrees: bool


Sort = Literal["agrees", "otherwise", "missing", "more"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What the second reader says of one act, for the editors. `finding` is its version, or, where it misses one, the
    first reader's; `first_id` is the first reader's finding of that act, empty where there is none."""

    sort: Sort
    finding_id: str
    finding: Finding
    reason: str
    first_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands. `failures` are those in a row since the last answer; `reason` is the last one's."""

    pending: int
    given_up: int
    last_success_at: datetime | None
    failures: int
    reason: str
    held_until: datetime | None
    calls_today: int
    characters_today: int
    queued_today: int


def want(connection: Connection, document: str, first: Sequence[Finding], why: str, now: datetime) -> None:
    """Put a document on the list, with what the first reader found in it; one that is or was on it stays as it is."""
    if connection.execute(select(SECOND_WORK.c.state).where(SECOND_WORK.c.document == document)).first():
        return
    connection.execute(
        insert(SECOND_WORK).values(
            document=document,
            why=why,
            rank=_RANKS[why],
            first=canonical(list(first)).decode(),
            since=now,
            due_at=now,
            asks=0,
            state="waiting",
            reason="",
            second="[]",
        )
    )


def begin(
    database: Database, model: str, budget: Budget, size_of: Callable[[Document], int], now: datetime
) -> Turn | None:
    """The next document to ask of, its question written down; None where there is none, where the endpoint is given a
    rest, where a question is under way, or where the day's budget is spent."""
    with database.reading() as connection:
        if not _standing(connection, now).pending:
            return None  # the usual case, in which nobody has to wait for a writer
    with database.transaction() as connection:
        _lose(connection, now)
        _expire(connection, now)
        standing = _standing(connection, now)
        if _under_way(connection) or (standing.held_until is not None and standing.held_until > now):
            return None
        if standing.calls_today >= budget.calls or standing.queued_today >= budget.queued:
            return None
        row = connection.execute(
            select(SECOND_WORK)
            .where(SECOND_WORK.c.state == "waiting", SECOND_WORK.c.due_at <= now, SECOND_WORK.c.asks < ASKS_MOST)
            .order_by(SECOND_WORK.c.rank, SECOND_WORK.c.since.desc(), SECOND_WORK.c.document)
            .limit(1)
        ).first()
        document = documents.load(connection, row.document) if row is not None else None
        if row is None or document is None:
            return None
        size = size_of(document)
        if standing.characters_today + size > budget.characters:
            return None
        call = int(connection.execute(select(func.coalesce(func.max(SECOND_CALLS.c.number), 0))).scalar_one()) + 1
        connection.execute(
            insert(SECOND_CALLS).values(
                number=call,
                document=row.document,
                model=model,
                characters=size,
                begun_at=now,
                ended_at=None,
                outcome="",
                reason="",
                hold_until=None,
                queued=0,
            )
        )
        connection.execute(
            update(SECOND_WORK).where(SECOND_WORK.c.document == row.document).values(asks=SECOND_WORK.c.asks + 1)
        )
        return Turn(
            call=call,
            document=document,
            first=tuple(msgspec.json.decode(row.first, type=list[Finding])),
            failures=standing.failures,
            without=_learned(connection, model),
        )


def fail(
    database: Database, turn: Turn, reason: str, now: datetime, hold_until: datetime | None, *, sent: bool = True
) -> None:
    """No answer that can be used. A question that never left does not count against its document."""
    with database.transaction() as connection:
        if not _end(connection, turn.call, "failed", reason, now, hold_until=hold_until):
            return
        if not sent:
            connection.execute(
                update(SECOND_WORK)
                .where(SECOND_WORK.c.document == turn.document.hash, SECOND_WORK.c.asks > 0)
                .values(asks=SECOND_WORK.c.asks - 1)
            )
        _put_back(connection, turn.document.hash, reason, now)


def learn(database: Database, turn: Turn, model: str, options: Collection[str], reason: str, now: datetime) -> None:
    """The server refuses these options: they are left out from now on, for this document's next question too."""
    with database.transaction() as connection:
        if not _end(connection, turn.call, "learned", reason, now):
            return
        known = dict.fromkeys((*_learned(connection, model), *options))
        set_meta(connection, _meta(model), " ".join(known))
        _put_back(connection, turn.document.hash, reason, now, after=timedelta(0))


def settle(
    live: Live, catalog: Catalog, turn: Turn, said: SecondReading, sayings: Sequence[Saying], now: datetime
) -> list[str]:
    """Keep what was read, and take to the editors what differs; ids of the findings newly in their queue.

    Nothing becomes an event, and nothing that an editor has decided is touched. An answer that comes a second time, or
    after it was given up, changes nothing.
    """
    with live.writing() as (connection, memory):
        document = turn.document
        if not _end(connection, turn.call, "answered", "", now):
            return []
        queued = [
            saying.finding_id for saying in sayings if _take(connection, memory.state, catalog, document, saying, now)
        ]
        connection.execute(update(SECOND_CALLS).where(SECOND_CALLS.c.number == turn.call).values(queued=len(queued)))
        connection.execute(
            update(SECOND_WORK)
            .where(SECOND_WORK.c.document == document.hash)
            .values(
                state="done",
                reason="agrees" if said.agrees else "differs",
                second=canonical(list(said.findings)).decode(),
            )
        )
        documents.mark_read(connection, document.hash, f"second:{said.model}", len(said.findings), now)
    return queued


def standing(database: Database, now: datetime) -> Standing:
    with database.reading() as connection:
        return _standing(connection, now)


def _take(
    connection: Connection, state: State, catalog: Catalog, document: Document, saying: Saying, now: datetime
) -> bool:
    """Whether the editors' queue has one finding more."""
    waits = bool(saying.first_id) and waiting.add_reason(connection, saying.first_id, saying.reason)
    if saying.sort == "agrees" or (waits and saying.finding_id == saying.first_id):
        return False
    if saying.sort == "missing":
        if waits or event_id(saying.first_id) not in state.world:
            return False  # what only repeats a known act is no act of the document's own for the first reader either
    elif event_id(saying.first_id) not in state.world:
        outcome = accept(saying.finding, document, state, catalog, now)
        if isinstance(outcome, Known | Corroborates):
            return False
    return waiting.put(connection, saying.finding_id, saying.finding, document, saying.reason, now)


def _end(
    connection: Connection,
    call: int,
    outcome: str,
    reason: str,
    now: datetime,
    *,
    hold_until: datetime | None = None,
) -> bool:
    """Whether the question was still open."""
    done = connection.execute(
        update(SECOND_CALLS)
        .where(SECOND_CALLS.c.number == call, SECOND_CALLS.c.outcome == "")
        .values(outcome=outcome, reason=reason[:500], ended_at=now, hold_until=hold_until)
    )
    return done.rowcount == 1


def _put_back(
    connection: Connection, document: str, reason: str, now: datetime, after: timedelta = AGAIN_AFTER
) -> None:
    here = and_(SECOND_WORK.c.document == document, SECOND_WORK.c.state == "waiting")
    connection.execute(update(SECOND_WORK).where(here).values(due_at=now + after, reason=reason[:500]))
    connection.execute(update(SECOND_WORK).where(here, SECOND_WORK.c.asks >= ASKS_MOST).values(state="given-up"))


def _lose(connection: Connection, now: datetime) -> None:
    """Questions that a process took with it when it died."""
    lost = connection.execute(
        select(SECOND_CALLS.c.number, SECOND_CALLS.c.document).where(
            SECOND_CALLS.c.outcome == "", SECOND_CALLS.c.begun_at <= now - LOST_AFTER
        )
    ).all()
    for row in lost:
        reason = "the question was cut short: the process ended"
        _end(connection, row.number, "failed", reason, now)
        _put_back(connection, row.document, reason, now)


def _expire(connection: Connection, now: datetime) -> None:
    connection.execute(
        update(SECOND_WORK)
        .where(SECOND_WORK.c.state == "waiting", SECOND_WORK.c.since < now - EXPIRES_AFTER)
        .values(state="expired")
    )


def _under_way(connection: Connection) -> bool:
    return connection.execute(select(SECOND_CALLS.c.number).where(SECOND_CALLS.c.outcome == "")).first() is not None


def _standing(connection: Connection, now: datetime) -> Standing:
    calls, work = SECOND_CALLS.c, SECOND_WORK.c
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    spent = connection.execute(
        select(func.count(), func.coalesce(func.sum(calls.characters), 0), func.coalesce(func.sum(calls.queued), 0))
        .select_from(SECOND_CALLS)
        .where(calls.begun_at >= today)
    ).one()
    answered = connection.execute(
        select(calls.number, calls.ended_at).where(calls.outcome == "answered").order_by(calls.number.desc()).limit(1)
    ).first()
    failed = connection.execute(
        select(calls.reason, calls.hold_until)
        .where(calls.outcome == "failed", calls.number > (answered.number if answered else 0))
        .order_by(calls.number.desc())
    ).all()
    pending = and_(work.state == "waiting", work.since >= now - EXPIRES_AFTER)
    counted = connection.execute(
        select(work.state, func.count()).where(or_(pending, work.state == "given-up")).group_by(work.state)
    ).all()
    by_state = {state: int(number) for state, number in counted}
    return Standing(
        pending=by_state.get("waiting", 0),
        given_up=by_state.get("given-up", 0),
        last_success_at=answered.ended_at if answered else None,
        failures=len(failed),
        reason=failed[0].reason if failed else "",
        held_until=failed[0].hold_until if failed else None,
        calls_today=int(spent[0]),
        characters_today=int(spent[1]),
        queued_today=int(spent[2]),
    )


def _learned(connection: Connection, model: str) -> tuple[str, ...]:
    return tuple((get_meta(connection, _meta(model)) or "").split())


def _meta(model: str) -> str:
    return f"second_reader_without:{model}"
