"""How fast events are appended, one and a hundred at a time, each time safe on the disk."""

import tempfile
from itertools import count
from pathlib import Path

from events.codec import encode
from store.database import open_database
from store.instants import to_micros
from store.log import Draft
from tests.bench.material import BEGAN_AT, append, event
from tests.bench.measuring import Row, interleaved, seconds
from tests.bench.raw import open_raw, unguarded_copy_of

NOTE = "raw: the same row and indexes; no idempotency, no versions, no guards, no leaf hash"


def rows(quick: bool) -> list[Row]:
    return [_row(1, 200 if quick else 1_000), _row(100, 4_000 if quick else 20_000)]


def _row(at_a_time: int, total: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.db"
        database = open_database(f"sqlite:///{path}")
        raw = open_raw(Path(folder) / "raw.db")
        unguarded_copy_of(raw, path, "events")
        numbers, positions = count(1), count(1)

        def ours() -> float:
            events = [event(next(numbers)) for _ in range(total)]

            def work() -> None:
                for start in range(0, total, at_a_time):
                    append(database, [Draft(event=e) for e in events[start : start + at_a_time]])

            return total / seconds(work)

        def plain() -> float:
            events = [event(next(numbers)) for _ in range(total)]

            def work() -> None:
                at = to_micros(BEGAN_AT)
                for start in range(0, total, at_a_time):
                    raw.execute("BEGIN IMMEDIATE")
                    raw.executemany(
                        "INSERT INTO events VALUES (?, ?, ?, 1, 'restriction', 1, ?, ?, zeroblob(32))",
                        [(next(positions), e.id, e.id, at, encode(e)) for e in events[start : start + at_a_time]],
                    )
                    raw.execute("COMMIT")

            return total / seconds(work)

        reached, floor = interleaved(ours, plain)
        database.close()
        raw.close()
    return Row(what=f"append, {at_a_time} a transaction", ours=reached, raw=floor, unit="events/s", note=NOTE)
