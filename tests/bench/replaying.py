"""How fast a long log is folded into the state of the world and the roll of subscribers."""

import tempfile
from pathlib import Path

from store import audit
from store.database import open_database
from store.replay import replay
from tests.bench.material import fill
from tests.bench.measuring import Row, interleaved, seconds
from tests.bench.raw import open_raw


def rows(quick: bool) -> list[Row]:
    total = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        database = open_database(f"sqlite:///{path}")
        filling = seconds(lambda: fill(database, total))
        raw = open_raw(path)

        def ours() -> float:
            return total / seconds(lambda: replay(database))

        def checked() -> float:
            return total / seconds(lambda: audit.verify(database))

        def plain() -> float:
            query = "SELECT position, schema, data FROM events ORDER BY position"
            return total / seconds(lambda: sum(len(row[2]) for row in raw.execute(query)))

        rate, floor = interleaved(ours, plain)
        verified, second_floor = interleaved(checked, plain)
        raw.close()
        database.close()
    what = f"over {total:,} entries"
    return [
        Row(what=f"replay {what}", ours=rate, raw=floor, unit="events/s", note="raw: reads the rows, decodes nothing"),
        Row(
            what=f"audit verify {what}",
            ours=verified,
            raw=second_floor,
            unit="events/s",
            note="raw: reads the rows, decodes nothing",
        ),
        Row(what=f"fill the log with {total:,}, 5,000 a time", ours=total / filling, unit="events/s"),
    ]
