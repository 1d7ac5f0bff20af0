"""What editors decide: about findings that wait, and about events of the log; each decision once, with its author."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from events import acceptance
from events.acceptance import Accepted, Corroborates, Known, Waits
from events.catalog import Catalog
from events.codec import CodecError
from events.document import Document
from events.editing import Mistakes, as_kept, edited, edited_event
from events.finding import Finding
from events.vocabulary import Corrected, FindingJudged, Retracted, World
from store import documents, log, waiting
from store.errors import NotFoundError
from store.live import Live, Memory
from store.log import Draft
from store.record import append_one, text_of
from store.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The finding is in the record: as the new event `event`, or (None) as one more account of `event_id`.

    `adds` is False where that account adds nothing, `confirms` True where it confirms the event.
    """

    judged: FindingJudged
    event: World | None = None
    adds: bool = True
    confirms: bool = False

    @property
    def event_id(self) -> str:
        return self.judged.event


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    judged: FindingJudged


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Somebody decided before; nothing was changed. `judged` is None where it left the queue without a judgement."""

    judged: FindingJudged | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The event of the log was corrected or retracted; `event` is what it says now, or said."""

    event: World


def publish(
    live: Live,
    catalog: Catalog,
    finding_id: str,
    changes: Mapping[str, str],
    now: datetime,
    *,
    by: str,
    reason: str = "",
) -> Published | Decided | Mistakes:
    """Let a finding into the record, with the editor's corrections, in one transaction with the judgement.

    NotFoundError where no such finding ever waited here.
    """
    _look_up(live, finding_id)
    with live.writing() as (connection, memory):
        waits = _waiting(connection, finding_id)
        if decided := _decided(memory, waits):
            return decided
        finding = edited(waits.finding, changes, catalog)
        if isinstance(finding, Mistakes):
            return finding
        document = _document(connection, waits)
        kept = as_kept(finding, changes, catalog)
        return _let_in(connection, memory, catalog, waits, finding, document, kept, now, by, reason)


def _let_in(
    connection: Connection,
    memory: Memory,
    catalog: Catalog,
    waits: Waiting,
    finding: Finding,
    document: Document,
    kept: dict[str, str],
    now: datetime,
    by: str,
    reason: str,
) -> Published | Mistakes:
    earlier = partial(text_of, connection)
    outcome = acceptance.publish(finding, waits.finding_id, document, memory.state, catalog, now, earlier)
    event: World | None = None
    adds, confirms = True, False
    match outcome:
        case Accepted(event):
            if log.find(connection, event.id) is not None:
                why = memory.state.retracted.get(event.id, "")
                return Mistakes((f"{event.id} came of this very finding and was retracted: {why}",))
            event_id = event.id
            try:
                append_one(connection, memory, Draft(event=event), now)
            except CodecError as error:
                return Mistakes((str(error),))
        case Corroborates(event_id, note, disputes):
            adds, confirms = append_one(connection, memory, Draft(event=note), now).is_new, note.confirms
            for dispute in disputes:
                append_one(connection, memory, Draft(event=dispute), now)
        case Known(event_id):
            adds = False
        case Waits(fault):
            return Mistakes((fault,))
    judged = FindingJudged(
        finding=waits.finding_id,
        document=waits.document,
        verdict="corrected" if kept else "published",
        event=event_id,
        changes=kept,
        by=by,
        reason=reason,
    )
    _judge(connection, memory, judged, now)
    return Published(judged=judged, event=event, adds=adds, confirms=confirms)


def reject(live: Live, finding_id: str, now: datetime, *, by: str, reason: str = "") -> Rejected | Decided:
    """Say that a finding is no event; it never comes back. NotFoundError where no such finding ever waited here."""
    _look_up(live, finding_id)
    with live.writing() as (connection, memory):
        waits = _waiting(connection, finding_id)
        if decided := _decided(memory, waits):
            return decided
        judged = FindingJudged(finding=finding_id, document=waits.document, verdict="rejected", by=by, reason=reason)
        _judge(connection, memory, judged, now)
        return Rejected(judged=judged)


def correct(
    live: Live, catalog: Catalog, event_id: str, changes: Mapping[str, str], now: datetime, *, by: str, reason: str
) -> Changed | Mistakes:
    """Say what an event of the log should have said; its id stays. NotFoundError where there is no such event."""
    with live.reading() as memory:  # before anything is begun, see `_look_up`
        _event(memory, event_id)
    with live.writing() as (connection, memory):
        event = _event(memory, event_id)
        corrected = edited_event(event, changes, catalog)
        if isinstance(corrected, Mistakes):
            return corrected
        try:
            note = Corrected(event=event_id, reason=reason, now=corrected, by=by)
            append_one(connection, memory, Draft(event=note), now)
        except CodecError as error:
            return Mistakes((str(error),))
        return Changed(event=corrected)


def retract(live: Live, event_id: str, now: datetime, *, by: str, reason: str) -> Changed | Decided:
    """Say that an event should never have been recorded. NotFoundError where there is no such event."""
    with live.reading() as memory:  # before anything is begun, see `_look_up`
        if event_id not in memory.state.retracted:
            _event(memory, event_id)
    with live.writing() as (connection, memory):
        if event_id in memory.state.retracted:
            return Decided(judged=None, outcome=f"retracted: {memory.state.retracted[event_id]}")
        event = _event(memory, event_id)
        append_one(connection, memory, Draft(event=Retracted(event=event_id, reason=reason, by=by)), now)
        return Changed(event=event)


def _look_up(live: Live, finding_id: str) -> None:
    """NotFoundError before anything is begun: one inside a transaction would cost the whole memory of the log."""
    with live.database.reading() as connection:
        _waiting(connection, finding_id)


def _waiting(connection: Connection, finding_id: str) -> Waiting:
    found = waiting.find(connection, finding_id)
    if found is None:
        raise NotFoundError(f"no finding {finding_id} waits here, nor ever did: look at the queue")
    return found


def _decided(memory: Memory, waits: Waiting) -> Decided | None:
    judged = memory.state.judged.get(waits.finding_id)
    if judged is None and not waits.outcome:
        return None
    return Decided(judged=judged, outcome=judged.verdict if judged else waits.outcome)


def _document(connection: Connection, waits: Waiting) -> Document:
    found = documents.load(connection, waits.document)
    if found is None:
        raise NotFoundError(f"the document {waits.document} is not kept here")
    return found


def _event(memory: Memory, event_id: str) -> World:
    event = memory.state.world.get(event_id)
    if event is None:
        retracted = memory.state.retracted.get(event_id)
        raise NotFoundError(
            f"{event_id} was retracted: {retracted}" if retracted else f"there is no event {event_id} in the record"
        )
    return event


def _judge(connection: Connection, memory: Memory, judged: FindingJudged, now: datetime) -> None:
    append_one(connection, memory, Draft(event=judged, expected_version=0), now)
    waiting.close(connection, judged.finding, judged.verdict, now)
