"""Replay: everything derived is built again from the log and held against what is there; nothing is ever sent."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from events.access import State, evolve
from events.catalog import Catalog
from events.codec import CodecError, canonical
from events.impact import RULES_VERSION
from events.vocabulary import WORLD_TYPES, AlertsDecided, DeliveriesSealed, Event, World
from store import followers, log
from store.database import Database
from store.decisions import day_for, decide, digest_of
from store.digest import state_digest
from store.entries import Entry, envelope, leaf_hash
from store.live import Live, Memory
from store.meta import get_meta, set_meta
from store.seal import outcomes_digest
from store.tables import ALERTS, TOUCHES

_MARK = "projection-mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The record rebuilt; `digest` covers the state and the roll, `kinds` counts the entries."""

    memory: Memory
    digest: str
    kinds: dict[str, int]


@dataclass(slots=True, kw_only=True)
class Checked:
    """What was held against what: `problems` name what does not agree, `notes` what could not be recomputed and why."""

    entries: int = 0
    decisions: int = 0
    recomputed: int = 0
    digest: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems


def replay(database: Database, until: int | datetime | None = None) -> Replayed:
    """Fold the log anew, up to a position or to what had been recorded at an instant."""
    memory = Memory()
    kinds: Counter[str] = Counter()
    with database.reading() as connection:
        upto = log.position_at(connection, until) if isinstance(until, datetime) else until
        for position, event in log.told(connection, 0, upto):
            kinds[str(type(event).__struct_config__.tag)] += 1
            memory.take(position, event)
    return Replayed(memory=memory, digest=state_digest(memory.state, memory.roll), kinds=dict(sorted(kinds.items())))


def mark(live: Live) -> None:
    """Write down the digest of the memory that a service lives by, for a later check to hold against the log."""
    with live.writing() as (connection, memory):
        told = {"position": memory.position, "digest": state_digest(memory.state, memory.roll)}
        set_meta(connection, _MARK, canonical(told).decode())


def check(database: Database, catalog: Catalog, live: Live | None = None) -> Checked:
    """Rebuild the record and compare: every leaf and position, the memory of `live`, the last mark, the digest of every
    decision with the alerts that are kept and with what the rules say now, and every seal of deliveries.

    A decision that other rules or another catalogue made is noted, not recomputed.
    """
    checked = Checked()
    if live is not None:
        with live.reading() as held:
            at, digest = held.position, state_digest(held.state, held.roll)
    with database.reading() as connection:
        run = _Run(connection, catalog, checked)
        for entry in log.read(connection):
            run.take(entry)
        run.finish()
        if live is not None and digest != (checked.digest if at == checked.entries else run.digest_at(at)):
            checked.problems.append(f"the memory of the running service differs from the log at position {at}")
    return checked


class _Run:
    """One pass over the log, with the record before and after each event."""

    def __init__(self, connection: Connection, catalog: Catalog, checked: Checked) -> None:
        self.connection, self.catalog, self.checked = connection, catalog, checked
        self.memory, self.before = Memory(), State()
        self.decided = {
            event.at_position: event
            for event in map(_readable, log.read(connection, kinds=["alerts-decided"]))
            if isinstance(event, AlertsDecided)
        }
        self.planner = followers.places(connection).get("planner", followers.Place(position=0, began=0))
        self.mark = msgspec.json.decode(get_meta(connection, _MARK) or "{}")

    def take(self, entry: Entry) -> None:
        self._check_entry(entry)
        self.checked.entries = entry.position
        try:
            event = entry.event
        except CodecError as error:
            self._problem(f"entry {entry.position} ({entry.id}) cannot be read: {error}")
            return
        self.memory.take(entry.position, event)
        if isinstance(event, WORLD_TYPES):
            self._check_decision(event, entry)
        elif isinstance(event, DeliveriesSealed):
            self._check_seal(event)
        evolve(self.before, event)
        if self.mark.get("position") == entry.position and self.mark["digest"] != self._digest():
            self._problem(f"the record that the service lived by at position {entry.position} was not that of the log")

    def finish(self) -> None:
        self.checked.digest = self._digest()
        for position, decision in sorted(self.decided.items()):
            self._problem(
                f"the decision on {decision.event} names position {position}, where that event does not stand"
            )

    def digest_at(self, position: int) -> str:
        memory = Memory()
        for entry in log.read(self.connection, 0, position):
            if (event := _readable(entry)) is not None:
                memory.take(entry.position, event)
        return state_digest(memory.state, memory.roll)

    def _check_entry(self, entry: Entry) -> None:
        if entry.position != self.checked.entries + 1:
            self._problem(f"entry {self.checked.entries + 1} is missing")
        names = (entry.id, entry.stream, entry.kind)
        whole = envelope(entry.position, entry.recorded_at, entry.version, entry.schema, names, entry.data)
        if leaf_hash(whole) != entry.leaf:
            self._problem(f"entry {entry.position} ({entry.id}) is not what its leaf hash covers")

    def _check_decision(self, event: World, entry: Entry) -> None:
        decision = self.decided.pop(entry.position, None)
        if decision is None:
            if event.origin == "live" and self.planner.began < entry.position <= self.planner.position:
                self._problem(f"nobody decided whom {event.id} alerts")
            return
        self.checked.decisions += 1
        if decision.event != event.id:
            self._problem(f"the decision on {decision.event} stands at {entry.position}, which is {event.id}")
        kept = self._digest_of_alerts(event.id)
        if kept != (decision.subscribers, decision.digest):
            self._problem(f"the alerts kept of {event.id} are not those that were decided")
        if (decision.rules, decision.catalog) != (RULES_VERSION, self.catalog.version):
            self.checked.notes.append(
                f"{event.id} was decided by rules {decision.rules} and another catalogue or rules"
            )
            return
        today = day_for(event, entry.recorded_at)
        touched = decide(event, self.before, self.memory.state, self.memory.roll, self.catalog, today)
        self.checked.recomputed += 1
        if (len(touched), digest_of(touched)) != (decision.subscribers, decision.digest):
            self._problem(f"{event.id} should have alerted {len(touched)}, the decision says {decision.subscribers}")

    def _digest_of_alerts(self, event_id: str) -> tuple[int, str]:
        alike = TOUCHES.c.touch_key == ALERTS.c.touch_key
        query = select(ALERTS.c.subscriber, TOUCHES.c.touch).join(TOUCHES, alike).where(ALERTS.c.event_id == event_id)
        hashed, number = hashlib.sha256(), 0
        for who, touch in self.connection.execute(query.order_by(ALERTS.c.subscriber)):
            hashed.update(f"{who}\t{touch}\n".encode())
            number += 1
        return number, hashed.hexdigest()

    def _check_seal(self, event: DeliveriesSealed) -> None:
        if outcomes_digest(self.connection, event.first, event.last) != event.digest:
            self._problem(f"the deliveries {event.first} to {event.last} are not those that were sealed")

    def _digest(self) -> str:
        return state_digest(self.memory.state, self.memory.roll)

    def _problem(self, words: str) -> None:
        self.checked.problems.append(words)


def _readable(entry: Entry) -> Event | None:
    try:
        return entry.event
    except CodecError:  # named when the pass comes to it
        return None
