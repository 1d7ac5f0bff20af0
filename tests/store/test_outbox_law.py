"""A law of the outbox: whatever happens in whatever order, the equation holds and nothing is sent too often."""

import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from events.catalog import load_catalog
from store import outbox
from store.database import open_database
from store.live import Live
from store.outbox import Parcel, lease, settle
from store.planner import Planner
from store.subscribers import forget
from store.verdicts import Broken, Delivered, Gone, Moved, TryLater, Unknown, Verdict
from tests.store.making import at, counting, happen, restricted, subscriber


class World:
    """A database with three subscribers, and a Telegram that remembers what it accepted."""

    def __init__(self, path: Path) -> None:
        self.database = open_database(f"sqlite:///{path}")
        self.live = Live(self.database)
        self.planner = Planner(self.database, load_catalog())
        self.now, self.new_id, self.number = at(1), counting("pa"), 0
        self.flying: list[Parcel] = []
        self.lost: list[Parcel] = []
        self.accepted: Counter[str] = Counter()
        for chat in (1, 2, 3):
            subscriber(self.live, chat, "anthropic")
        self.event(0)

    def accept(self, parcel: Parcel) -> Delivered:
        self.accepted.update(alert.id for alert in parcel.alerts)
        return Delivered(message_id=parcel.attempt)

    def event(self, _: int) -> None:
        self.number += 1
        happen(self.live, restricted(self.number), minutes=self.number)
        self.planner.plan(self.now)

    def lease(self, _: int) -> None:
        self.flying += lease(self.database, self.now, new_id=self.new_id)
        assert len(self.flying) <= outbox.IN_FLIGHT_MAX

    def crash(self, _: int) -> None:
        for parcel in self.flying:
            self.accept(parcel)  # the worst: all of them had arrived
        self.lost, self.flying = self.lost + self.flying, []
        outbox.abandon(self.database, self.now)

    def stall(self, _: int) -> None:
        self.now += timedelta(seconds=outbox.LEASE_SECONDS * 2)
        self.lost, self.flying = self.lost + self.flying, []

    def forget(self, which: int) -> None:
        forget(self.live, f"s{which % 3 + 1}", self.now)

    def late(self, which: int) -> None:
        if self.lost:
            parcel = self.lost.pop(which % len(self.lost))
            settle(self.database, parcel, Delivered(message_id=parcel.attempt), self.now)

    def answered(self, say: Callable[[Parcel, int], Verdict], which: int) -> None:
        if self.flying:
            parcel = self.flying.pop(which % len(self.flying))
            settle(self.database, parcel, say(parcel, which), self.now)

    def cut_after(self, parcel: Parcel, _: int) -> Verdict:
        self.accept(parcel)
        return Unknown(reason="timeout")

    def unknown_by_alert(self) -> Counter[str]:
        query = "SELECT a.alert_id FROM outcomes o JOIN alerts a ON a.parcel = o.parcel WHERE o.verdict = 'unknown'"
        with self.database.reading() as connection:
            return Counter(row[0] for row in connection.exec_driver_sql(query))


DOINGS: dict[str, Callable[[World, int], None]] = {
    "event": World.event,
    "lease": World.lease,
    "crash": World.crash,
    "stall": World.stall,
    "forget": World.forget,
    "late": World.late,
    "delivered": lambda w, n: w.answered(lambda p, _: w.accept(p), n),
    "cut before": lambda w, n: w.answered(lambda *_: Unknown(reason="timeout"), n),
    "cut after": lambda w, n: w.answered(w.cut_after, n),
    "flood": lambda w, n: w.answered(lambda _, k: TryLater(until=w.now + timedelta(seconds=k)), n),
    "moved": lambda w, n: w.answered(lambda p, _: Moved(chat_id=-1000 - p.attempt), n),
    "broken": lambda w, n: w.answered(lambda *_: Broken(reason="can't parse"), n),
    "gone": lambda w, n: w.answered(lambda *_: Gone(reason="blocked"), n),
}

STEPS = st.lists(st.tuples(st.sampled_from(sorted(DOINGS)), st.integers(0, 7)), min_size=1, max_size=40)


@settings(max_examples=40)
@given(STEPS)
def test_no_order_of_leases_answers_and_crashes_breaks_the_equation_or_doubles_a_message(
    steps: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder) / "log.db")
        heal = [("crash", 0), *[("lease", 0), *[("delivered", 0)] * 3] * 8]
        for step, which in [*steps, *heal]:
            world.now += timedelta(seconds=1)
            DOINGS[step](world, which)
            assert outbox.equation(world.database).holds
        unknown, final = world.unknown_by_alert(), outbox.equation(world.database)
        world.database.close()
    assert (final.in_flight, final.pending) == (0, 0)
    for alert, times in world.accepted.items():
        assert times <= 1 + min(unknown[alert], 1)
