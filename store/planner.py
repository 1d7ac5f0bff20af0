"""The planner: follows the log and decides, for every live event of the world, whom it alerts; each decision once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, false, func, select, update

from events.access import State, evolve
from events.catalog import Catalog
from events.identity import alert_id
from events.impact import RULES_VERSION, Touch
from events.vocabulary import WORLD_TYPES, AlertsDecided, Corrected, Retracted, World
from store import followers, log
from store.bulk import insert_rows
from store.database import Database
from store.decisions import day_for, decide, digest_of, texts_of
from store.live import Memory
from store.log import CHUNK, Draft
from store.tables import ALERTS, PARCELS, TOUCHES, VAULT

T = TypeVar("T")

NAME = "planner"
VERSION = 1
"""Raised when what the planner does changes; the new version starts at the head of the log."""

GROUPING_SECONDS = 600
STEP, STEP_ALERTS = 200, 1_000
"""How many entries are gone through in one transaction, and after how many alerts it is closed, so that no other writer
waits long; one event's alerts are never parted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What was decided of one event: how many it touches, how many of those will be told."""

    event_id: str
    position: int
    touched: int
    pending: int
    fault: str = ""


class Planner:
    """One planner at a time works on a database; a second one merely finds its work done."""

    def __init__(self, database: Database, catalog: Catalog, *, grouping_seconds: float = GROUPING_SECONDS) -> None:
        self.database = database
        self.catalog = catalog
        self.grouping = timedelta(seconds=grouping_seconds)
        self._memory: Memory | None = None
        self._before = State()

    def plan(self, now: datetime) -> list[Planned]:
        """Follow the log to its head; alerts that are not critical are due a grouping window from `now`."""
        planned: list[Planned] = []
        self._warm_up()
        while True:
            try:
                with self.database.transaction() as connection:
                    more = self._step(connection, now, planned)
            except BaseException:
                self._memory = None  # it may be ahead of what was committed
                raise
            if not more:
                return planned

    def _step(self, connection: Connection, now: datetime, planned: list[Planned]) -> bool:
        start = followers.place_of(connection, NAME, VERSION).position
        memory = self._at(connection, start)
        upto = min(log.head(connection).position, start + STEP)
        if upto == start:
            return False
        alerts = 0
        for entry in log.read(connection, start, upto):
            event = entry.event
            memory.take(entry.position, event)
            if isinstance(event, WORLD_TYPES) and event.origin == "live":
                done = self._decide(connection, memory, event, entry.position, entry.recorded_at, now)
                planned.extend([done] if done else [])
                alerts += done.touched if done else 0
            elif isinstance(event, Retracted):
                _withdraw(connection, event.event, f"retracted: {event.reason}")
            elif isinstance(event, Corrected):
                self._correct(connection, memory, event, entry.recorded_at)
            evolve(self._before, event)
            if alerts > STEP_ALERTS:
                break
        followers.advance(connection, NAME, memory.position)
        return True

    def _warm_up(self) -> None:
        """Fold a long log before anybody has to wait for it: after a start there is much to go through."""
        if self._memory is None:
            with self.database.reading() as connection:
                place = followers.places(connection).get(NAME)
                self._at(connection, place.position if place else 0)

    def _at(self, connection: Connection, position: int) -> Memory:
        """The record as it stood there; what was folded already is kept."""
        memory = self._memory
        if memory is None or memory.position > position:
            memory, self._before = Memory(), State()
        for at, event in log.told(connection, memory.position, position):
            memory.take(at, event)
            evolve(self._before, event)
        self._memory = memory
        return memory

    def _decide(
        self, connection: Connection, memory: Memory, event: World, position: int, recorded_at: datetime, now: datetime
    ) -> Planned | None:
        decision = f"alerts:{event.id}"
        if log.find(connection, decision) is not None:
            return None
        touched, fault = self._weigh(memory, event, recorded_at)
        rules = fault or RULES_VERSION
        rows = self._rows(connection, memory, event, position, touched, now)
        insert_rows(connection, ALERTS, rows)
        told = AlertsDecided(
            event=event.id,
            at_position=position,
            rules=rules,
            catalog=self.catalog.version,
            subscribers=len(touched),
            digest=digest_of(touched),
        )
        log.append(connection, [Draft(event=told, id=decision)], now)
        pending = sum(row["state"] == "pending" for row in rows)
        return Planned(event_id=event.id, position=position, touched=len(touched), pending=pending, fault=fault)

    def _weigh(self, memory: Memory, event: World, recorded_at: datetime) -> tuple[dict[str, Touch], str]:
        """Whom the event touches, by the day on which it was recorded (not the clock's: a recomputation must come to
        the same), or nobody and why it could not be weighed."""
        try:
            day = day_for(event, recorded_at)
            return decide(event, self._before, memory.state, memory.roll, self.catalog, day), ""
        except Exception as error:  # noqa: BLE001  # a named loop: one event must not silence all the others for good
            return {}, f"failed: {type(error).__name__}"

    def _correct(self, connection: Connection, memory: Memory, event: Corrected, recorded_at: datetime) -> None:
        """Whoever the corrected event does not touch is not told of what was wrong."""
        told = select(ALERTS.c.subscriber).where(ALERTS.c.event_id == event.event, ALERTS.c.state == "pending")
        waiting = set(connection.execute(told).scalars())
        if not waiting:
            return
        touched, fault = self._weigh(memory, event.now, recorded_at)
        if not fault:  # else what was decided stands, and is shown as well as it can be
            _withdraw(connection, event.event, f"corrected: {event.reason}", sorted(waiting - set(touched)))

    def _rows(
        self,
        connection: Connection,
        memory: Memory,
        event: World,
        position: int,
        touched: dict[str, Touch],
        now: datetime,
    ) -> list[dict[str, Any]]:
        texts = texts_of(touched.values())
        _keep_touches(connection, dict(texts.values()))
        unreachable = _unreachable(connection, position)
        windows = _open_windows(connection, touched)
        joined = _related(connection, event, memory.state)
        rows = []
        for who, touch in touched.items():
            held = unreachable.get(who, "")
            if not held and memory.roll.subscribers[who].choice("paused") == "yes":
                held = "paused"
            urgent = touch.severity == "critical"
            due_at = now if urgent else windows.get(who, now + self.grouping)
            if who in joined and not held:
                urgent, due_at = _join(connection, joined[who], urgent, now)
            rows.append(
                {
                    "alert_id": alert_id(who, event.id),
                    "subscriber": who,
                    "event_id": event.id,
                    "position": position,
                    "severity": touch.severity,
                    "urgent": urgent,
                    "touch_key": texts[id(touch)][0],
                    "state": "suppressed" if held else "pending",
                    "reason": held,
                    "decided_at": now,
                    "due_at": due_at,
                    "parcel": None,
                }
            )
        return rows


_WHO: BindParameter[Any] = bindparam("who", expanding=True)
_TOUCHES = select(TOUCHES.c.touch_key).where(TOUCHES.c.touch_key.in_(bindparam("keys", expanding=True)))
_UNSENT = (ALERTS.c.state == "pending", ALERTS.c.parcel.is_(None))
_WINDOWS = (
    select(ALERTS.c.subscriber, func.min(ALERTS.c.due_at))
    .where(*_UNSENT, ALERTS.c.urgent == false(), ALERTS.c.subscriber.in_(_WHO))
    .group_by(ALERTS.c.subscriber)
)


def _keep_touches(connection: Connection, texts: dict[str, str]) -> None:
    for some in _chunks(list(texts)):
        known = set(connection.execute(_TOUCHES, {"keys": some}).scalars())
        rows = [{"touch_key": key, "touch": texts[key]} for key in some if key not in known]
        insert_rows(connection, TOUCHES, rows)


def _unreachable(connection: Connection, position: int) -> dict[str, str]:
    """Who cannot be told, and why: they were forgotten since that position, or Telegram has refused their chat."""
    gone = connection.execute(select(VAULT.c.subscriber, VAULT.c.gone_reason).where(VAULT.c.gone_at.is_not(None)))
    found = {row.subscriber: f"gone: {row.gone_reason}" for row in gone}
    for entry in log.read(connection, position, kinds=["subscriber-forgotten"]):
        found[entry.stream] = "forgotten"
    return found


def _open_windows(connection: Connection, who: Iterable[str]) -> dict[str, datetime]:
    """Until when the alerts of each one are being gathered into one message."""
    if connection.execute(select(ALERTS.c.alert_id).where(*_UNSENT).limit(1)).first() is None:
        return {}
    found: dict[str, datetime] = {}
    for some in _chunks(list(who)):
        found.update((row[0], row[1]) for row in connection.execute(_WINDOWS, {"who": some}))
    return found


def _related(connection: Connection, event: World, state: State) -> dict[str, Any]:
    """By subscriber, the unsent alert of what this event carries out, or of what carries this event out."""
    others = [*state.implemented_by.get(event.id, ())]
    if implements := getattr(event, "implements", ""):
        others.append(implements)
    if not others:
        return {}
    query = select(ALERTS.c.alert_id, ALERTS.c.subscriber, ALERTS.c.urgent, ALERTS.c.due_at)
    rows = connection.execute(query.where(*_UNSENT, ALERTS.c.event_id.in_(others)))
    return {row.subscriber: row for row in rows}


def _join(connection: Connection, other: Any, urgent: bool, now: datetime) -> tuple[bool, datetime]:
    """Let two alerts that are one to their reader go at one time: as soon as the more urgent of them may."""
    if urgent and not other.urgent:
        change = {"urgent": True, "due_at": now}
        connection.execute(update(ALERTS).where(ALERTS.c.alert_id == other.alert_id).values(**change))
        return True, now
    return bool(other.urgent), other.due_at


def _withdraw(connection: Connection, event_id: str, reason: str, who: Iterable[str] | None = None) -> None:
    """Take back what is not on its way: what was never sent, and what was put back and certainly did not arrive."""
    back = select(PARCELS.c.parcel).where(PARCELS.c.state == "waiting", PARCELS.c.unknowns == 0)
    unsent = ALERTS.c.parcel.is_(None) | ALERTS.c.parcel.in_(back)
    mine = [ALERTS.c.event_id == event_id, ALERTS.c.state == "pending", unsent]
    if who is None:
        connection.execute(update(ALERTS).where(*mine).values(state="withdrawn", reason=reason))
        return
    for some in _chunks(list(who)):
        these = update(ALERTS).where(*mine, ALERTS.c.subscriber.in_(some))
        connection.execute(these.values(state="withdrawn", reason=reason))


def _chunks(items: list[T]) -> Iterable[list[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def is_behind(database: Database) -> int:
    """How many entries of the log the planner has not gone through yet."""
    with database.reading() as connection:
        place = followers.places(connection).get(NAME)
        head = log.head(connection).position
    return head - place.position if place else head
