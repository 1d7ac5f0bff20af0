"""How things stand, for an operator at a terminal or a script that watches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any

from bot.checking import is_stale
from bot.cli.asking import clock, iso, minute, say, say_json, settings
from bot.opening import opened, sources_of
from bot.render import words
from bot.second_reader import BUDGET
from events.sources.protocol import SourceSpec
from store import leader, log, outbox, planner, second_readings, waiting
from store.database import Database
from store.sources import SourceState, source_states

ROLES = ("checks", "delivery")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Status:
    now: datetime
    database: Database
    schema: int
    head: log.Head
    leaf: str
    sources: list[tuple[SourceSpec, SourceState | None, bool]]
    queue: outbox.Equation
    behind: int
    editors: int
    running: dict[str, str]
    model: str
    second: second_readings.Standing


def answer(*, as_json: bool) -> None:
    now = clock.now()
    chosen = settings()
    specs = sources_of(chosen)
    with opened(chosen, now) as record:
        database = record.database
        states = source_states(database)
        head, leaf = _head(database)
        status = _Status(
            now=now,
            database=database,
            schema=database.schema_version(),
            head=head,
            leaf=leaf,
            sources=[(s, states.get(s.id), is_stale(s, states.get(s.id), now)) for s in specs],
            queue=outbox.equation(database),
            behind=planner.is_behind(database),
            editors=waiting.count(database),
            running={role: leader.holder_of(database, role, now) for role in ROLES},
            model=chosen.reader_model if chosen.reader_url else "",
            second=second_readings.standing(database, now),
        )
        if as_json:
            say_json(_told(status))
        else:
            _say(status)


def _head(database: Database) -> tuple[log.Head, str]:
    with database.reading() as connection:
        head = log.head(connection)
        last = next(log.read(connection, after=head.position - 1), None) if head.position else None
    return head, last.leaf.hex() if last else ""


def _told(status: _Status) -> dict[str, Any]:
    queue = status.queue
    return {
        "version": version("curbwatch"),
        "now": iso(status.now),
        "database": {
            "path": status.database.name,
            "schema": status.schema,
            "sqlite": status.database.sqlite_version,
            "warning": status.database.warning or None,
        },
        "log": {"position": status.head.position, "recorded_at": iso(status.head.recorded_at), "leaf": status.leaf},
        "sources": [_source(spec, state, stale=stale) for spec, state, stale in status.sources],
        "queue": {
            "matched": queue.matched,
            "sent": queue.sent,
            "suppressed": queue.suppressed,
            "dead": queue.dead,
            "pending": queue.pending,
            "in_flight": queue.in_flight,
            "unknown": queue.unknown,
            "holds": queue.holds,
            "entries_to_plan": status.behind,
        },
        "editors_queue": status.editors,
        "second_reader": _second(status),
        "running": {role: bool(holder) for role, holder in status.running.items()},
    }


def _second(status: _Status) -> dict[str, Any]:
    second = status.second
    return {
        "on": bool(status.model),
        "model": status.model or None,
        "pending": second.pending,
        "given_up": second.given_up,
        "last_success_at": iso(second.last_success_at),
        "failures": second.failures,
        "error": second.reason or None,
        "held_until": iso(second.held_until),
        "calls_today": second.calls_today,
        "calls_a_day": BUDGET.calls,
        "characters_today": second.characters_today,
        "characters_a_day": BUDGET.characters,
        "queued_today": second.queued_today,
        "queued_a_day": BUDGET.queued,
    }


def _source(spec: SourceSpec, state: SourceState | None, *, stale: bool) -> dict[str, Any]:
    return {
        "id": spec.id,
        "kind": spec.kind,
        "trust": spec.trust,
        "every_seconds": spec.every_seconds,
        "last_success_at": iso(state.last_success_at) if state else None,
        "last_attempt_at": iso(state.last_attempt_at) if state else None,
        "next_check_at": iso(state.next_check_at) if state else None,
        "stale": stale,
        "failures": state.failures if state else 0,
        "suspect": bool(state and state.suspect),
        "refused": (state.refused or None) if state else None,
        "error": (state.suspect or state.last_error or None) if state else None,
    }


def _say(status: _Status) -> None:
    queue, database = status.queue, status.database
    heard = sum(not stale for _, _, stale in status.sources)
    say(f"Curbwatch {version('curbwatch')}")
    say()
    say(f"sources   {heard} of {len(status.sources)} heard on time")
    for spec, state, stale in status.sources:
        _say_source(spec, state, status.now, stale=stale)
    say()
    say(
        f"alerts    {queue.matched} decided = {queue.sent} sent + {queue.suppressed} suppressed + {queue.dead} dead + "
        f"{queue.pending} pending"
    )
    if not queue.holds:
        say("These do not add up: run curbwatch replay --check.", 10)
    if queue.in_flight or queue.unknown:
        say(f"{queue.in_flight} in flight, {words.plural(queue.unknown, 'answer')} never came", 10)
    if status.behind:
        say(
            f"{words.plural(status.behind, 'entry', 'entries')} of the log not planned yet: curbwatch run does that", 10
        )
    say(f"editors   {words.plural(status.editors, 'finding')} waiting")
    _say_second(status)
    recorded = f", recorded {minute(status.head.recorded_at)}" if status.head.recorded_at else ""
    say(f"log       position {status.head.position}{recorded}")
    if status.leaf:
        say(f"leaf {status.leaf}", 10)
    say(f"database  {database.name}")
    say(f"schema {status.schema}, SQLite {database.sqlite_version}", 10)
    if database.warning:
        say(f"Note: {database.warning}.", 10)
    running = [role for role, holder in status.running.items() if holder]
    say(f"running   {words.listing(running) if running else 'nothing: curbwatch run starts the service'}")


def _say_second(status: _Status) -> None:
    """Who is asked, how much of the day's budget is spent, and what the last failure was."""
    second, now = status.second, status.now
    if not status.model:
        say("reader    no second reader: CURBWATCH_READER_URL is not set")
        return
    heard = f"heard {_ago(now - second.last_success_at)} ago" if second.last_success_at else "never heard"
    say(f"reader    second reader {status.model}: {heard}, {words.plural(second.pending, 'document')} to read")
    say(
        f"today {second.calls_today} of {words.plural(BUDGET.calls, 'question')}, {second.characters_today:,} of "
        f"{BUDGET.characters:,} characters, {second.queued_today} of {words.plural(BUDGET.queued, 'finding')} for the "
        "editors",
        10,
    )
    if second.failures:
        held = second.held_until is not None and second.held_until > now
        rest = f", asked again in {_ago(second.held_until - now)}" if held and second.held_until else ""
        say(f"{words.plural(second.failures, 'failure')} in a row{rest}: {second.reason}", 10)


def _say_source(spec: SourceSpec, state: SourceState | None, now: datetime, *, stale: bool) -> None:
    if state is None or state.last_attempt_at is None:
        say(f"{spec.id}: never checked", 2)
        return
    success = f"heard {_ago(now - state.last_success_at)} ago" if state.last_success_at else "never heard"
    ahead = state.next_check_at - now if state.next_check_at else timedelta()
    following = f"next check in {_ago(ahead)}" if ahead > timedelta() else "due now"
    marks = f"{'STALE, ' if stale else ''}{'SUSPECT, ' if state.suspect else ''}"
    marks += "FORBIDDEN, " if state.refused == "robots" else ""
    say(f"{spec.id}: {marks}{success}, {following}", 2)
    if error := state.suspect or state.last_error:
        say(error, 6)


def _ago(span: timedelta) -> str:
    """The two largest units: 3 d 4 h, 2 h 5 min, 40 s."""
    seconds = int(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min"
    return f"{hours // 24} d {hours % 24} h"
