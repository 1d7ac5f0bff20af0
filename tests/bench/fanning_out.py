"""How long it takes to decide whom one event alerts and to keep those alerts, among a million watches."""

import sqlite3
import tempfile
from itertools import count
from pathlib import Path

import msgspec

from events.catalog import load_catalog
from events.predicates import Profile
from events.roll import Roll, Subscriber
from store.database import Database, open_database
from store.live import Memory
from store.log import Draft
from store.planner import Planner
from tests.bench.material import BEGAN_AT, COUNTRIES, append, event
from tests.bench.measuring import Row, interleaved, seconds
from tests.bench.raw import open_raw, unguarded_copy_of

WATCHES_EACH = 5
NOTE = "raw: INSERT … SELECT of the same rows into the same table; nobody's profile is asked, no decision is logged"
SHARES = {0.01: "mistral", 0.10: "deepseek"}


def rows(quick: bool) -> list[Row]:
    watches = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.db"
        database = open_database(f"sqlite:///{path}")
        raw = open_raw(Path(folder) / "raw.db")
        roll = _roll(watches)
        _prepare(path, raw, roll)
        found = [_row(database, path, raw, roll, watches, share) for share in SHARES]
        raw.close()
        database.close()
    return found


def _row(database: Database, path: Path, raw: sqlite3.Connection, roll: Roll, watches: int, share: float) -> Row:
    target, numbers = SHARES[share], count(int(share * 1_000_000))
    planner = Planner(database, load_catalog())

    def ours() -> float:
        _empty(path)
        planner.plan(BEGAN_AT)
        told = event(next(numbers) * len(SHARES))
        append(database, [Draft(event=msgspec.structs.replace(told, targets=(target,)))])
        planner._memory = Memory(position=planner._memory.position if planner._memory else 0, roll=roll)
        made = []
        spent = seconds(lambda: made.extend(planner.plan(BEGAN_AT)))
        assert made[0].pending == round(watches * share), made
        return spent * 1_000

    def plain() -> float:
        raw.execute("DELETE FROM alerts")
        query = (
            "INSERT INTO alerts SELECT 'al-' || subscriber, subscriber, 'ev-1', 1, 'critical', 1, 'key', 'pending', "
            "'', 1, 1, NULL FROM watches WHERE target = ?"
        )
        return seconds(lambda: raw.execute(query, (target,))) * 1_000

    reached, floor = interleaved(ours, plain)
    what = f"fan-out of one event to {share:.0%} of {watches:,} watches"
    return Row(what=what, ours=reached, raw=floor, unit="ms", note=NOTE)


def _roll(watches: int) -> Roll:
    """Everybody has five watches; so many of all watches are on each of the targets that the bench asks about."""
    roll = Roll()
    wanted = {target: round(watches * share) for share, target in SHARES.items()}
    for number in range(watches // WATCHES_EACH):
        who = f"su-{number:09d}"
        mine = [target for target, left in wanted.items() if left > number]
        mine += [f"openai/other-{(number + k) % 5_000}" for k in range(WATCHES_EACH - len(mine))]
        profile = Profile(country=COUNTRIES[number % len(COUNTRIES)])
        roll.subscribers[who] = Subscriber(id=who, profile=profile, watches=tuple(mine))
        for target in mine:
            roll.watchers.setdefault(target, {})[who] = None
    return roll


def _prepare(path: Path, raw: sqlite3.Connection, roll: Roll) -> None:
    unguarded_copy_of(raw, path, "alerts")
    raw.execute("CREATE TABLE watches (target TEXT, subscriber TEXT, PRIMARY KEY (target, subscriber)) WITHOUT ROWID")
    pairs = ((target, who) for target, everybody in roll.watchers.items() for who in everybody)
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO watches VALUES (?, ?)", pairs)
    raw.execute("COMMIT")
    ours = open_raw(path)
    ours.execute("BEGIN")
    people = ((who, number) for number, who in enumerate(roll.subscribers))
    ours.executemany("INSERT INTO vault VALUES (?, ?, 'UTC', 'en', x'00', '{}', 0, NULL, '')", people)
    ours.execute("COMMIT")
    ours.close()


def _empty(path: Path) -> None:
    ours = open_raw(path)
    ours.execute("DELETE FROM alerts")
    ours.close()
