"""Checking: one source asked once, its documents read, and all that came of it recorded in one transaction."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.opening import Record
from events.catalog import Catalog
from events.document import Document
from events.reading import read
from events.reading.second import wanted
from events.sources.addresses import host_of
from events.sources.check_pool import CheckPool
from events.sources.circuit import FAILURES
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from store import documents
from store.record import Read, Recorded, record
from store.sources import SourceState, save_source_state, source_state

READER_VERSION = "rules-1"
"""Kept with what was read; raising it reads nothing anew, since reading again makes no events."""

BACKOFF_MOST = timedelta(hours=6)
STALE_AFTER = 2
"""A source is stale when it has been silent for so many of its intervals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What one check of one source brought: `recorded`, or why there is nothing."""

    source: str
    recorded: Recorded | None = None
    failed: str = ""
    suspect: str = ""
    problems: tuple[str, ...] = ()


def due(specs: Iterable[SourceSpec], states: dict[str, SourceState], now: datetime) -> list[SourceSpec]:
    """The sources whose time has come, those waiting longest first; what is due is asked of the database."""
    waiting = [(states.get(spec.id, SourceState(source_id=spec.id)), spec) for spec in specs]
    ready = [(state, spec) for state, spec in waiting if state.next_check_at is None or state.next_check_at <= now]
    ready.sort(key=lambda pair: (pair[0].next_check_at is not None, pair[0].next_check_at or now, pair[1].id))
    return [spec for _, spec in ready]


async def check_source(record_: Record, spec: SourceSpec, pool: CheckPool, now: datetime) -> SourceReport:
    """Ask one source and record what it brought, with its new cursor, at once or not at all."""
    state = await asyncio.to_thread(source_state, record_.database, spec.id)
    try:
        cursor = Cursor.loaded(state.cursor if isinstance(state.cursor, str) else "")
        found = await pool.check(spec, cursor, now)
        if not isinstance(found, Failed):
            recorded = await asyncio.to_thread(_take_in, record_, found, state, spec, now)
    except Exception as error:  # noqa: BLE001  # a named loop: one source must stop neither the others nor its own backoff
        found = Failed(reason=f"{spec.id}: an unexpected fault, {type(error).__name__}: please report it")
    if isinstance(found, Failed):
        after = _after_failure(state, spec, found, now)
        await asyncio.to_thread(save_source_state, record_.database, after)
        return SourceReport(source=spec.id, failed=found.reason)
    return SourceReport(source=spec.id, recorded=recorded, suspect=found.suspect, problems=found.problems)


def _take_in(record_: Record, found: Checked, state: SourceState, spec: SourceSpec, now: datetime) -> Recorded:
    after = _after_success(state, spec, found, now)
    catalog = record_.known()
    new = {document.hash for document in documents.unread(record_.database, found.documents)}
    reads = [
        _read(record_, document, catalog, now)
        if document.hash in new
        else Read(document=document, reader=READER_VERSION)
        for document in found.documents
    ]
    return record(record_.live, catalog, reads, now, source=after)


def _read(record_: Record, document: Document, catalog: Catalog, now: datetime) -> Read:
    """What the first reader finds; whether a second one is to look at it is decided here, and waited for nowhere."""
    reading = read(document, catalog, doubtful_too=True)
    second = wanted(document, reading, catalog, now) if record_.has_second_reader else ""
    return Read(document=document, findings=tuple(reading.findings), reader=READER_VERSION, second=second)


def _after_success(state: SourceState, spec: SourceSpec, found: Checked, now: datetime) -> SourceState:
    return replace(
        state,
        cursor=found.cursor.dumped(),
        last_attempt_at=now,
        # an answer that is not believed is no success: the source goes stale and says so
        last_success_at=state.last_success_at if found.suspect else now,
        next_check_at=now + timedelta(seconds=spec.every_seconds),
        failures=0,
        last_error="",
        suspect=found.suspect,
        refused="",
    )


def _after_failure(state: SourceState, spec: SourceSpec, failed: Failed, now: datetime) -> SourceState:
    """Twice as long after each failure, from the source's interval up to six hours, or as long as the host asks.

    Where nothing was sent, since its host is left alone, that is no failure of the source.
    """
    if failed.is_unasked:
        wait = timedelta(seconds=max(1.0, failed.retry_after_seconds or 0.0))
        return replace(state, next_check_at=now + wait, last_error=failed.reason[:500])
    pause = min(BACKOFF_MOST, timedelta(seconds=spec.every_seconds) * 2 ** min(state.failures, 8))
    pause = max(pause, timedelta(seconds=failed.retry_after_seconds or 0))
    return replace(
        state,
        last_attempt_at=now,
        next_check_at=now + pause,
        failures=state.failures + 1,
        last_error=failed.reason[:500],
        refused=failed.refused or "",
    )


def in_trouble(specs: Sequence[SourceSpec], states: Mapping[str, SourceState]) -> list[SourceSpec]:
    """One source of each host that an earlier life of the process found failing: all of its sources did, and often."""
    by_host: dict[str, list[SourceSpec]] = {}
    for spec in specs:
        by_host.setdefault(host_of(spec.url), []).append(spec)
    blank = SourceState(source_id="")
    failures = {host: [states.get(s.id, blank).failures for s in some] for host, some in by_host.items()}
    return [
        some[0] for host, some in by_host.items() if host and min(failures[host]) and sum(failures[host]) >= FAILURES
    ]


def is_stale(spec: SourceSpec, state: SourceState | None, now: datetime) -> bool:
    """Whether the source has been silent for more than twice its interval."""
    if state is None or state.last_success_at is None:
        return True
    return now - state.last_success_at > timedelta(seconds=spec.every_seconds) * STALE_AFTER
