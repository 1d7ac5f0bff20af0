"""What editors decided travels with the record: it is not decided twice, and names nobody on the way."""

import json
from pathlib import Path
from typing import Any

import pytest

from events.catalog import Catalog
from store import waiting
from store.database import open_database
from store.digest import state_digest
from store.errors import ImportRefusedError
from store.judging import publish, reject
from store.live import Live
from store.record import Read, record
from store.replay import replay
from store.transfer import Imported, export_lines, import_lines
from tests.store.making import at
from tests.store.test_judging import FABLE, MYTHOS, document, doubtful, queued


@pytest.fixture
def lines(live: Live, catalog: Catalog) -> list[str]:
    """A finding that was let in with a correction, and one that was rejected."""
    first = queued(live, catalog)
    second = queued(live, catalog, 2, doubtful(kind="withdrawal"))
    publish(live, catalog, first, {"targets": f"{FABLE},{MYTHOS}"}, at(5), by="editor-1a2b3c")
    reject(live, second, at(6), by="editor-1a2b3c", reason="a rumour")
    return list(export_lines(live.database))


@pytest.fixture
def other(tmp_path: Path) -> Any:
    database = open_database(f"sqlite:///{tmp_path}/other.db")
    yield Live(database)
    database.close()


def test_an_export_carries_them_and_gives_the_same_state(lines: list[str], live: Live, other: Live) -> None:
    assert [json.loads(line)["type"] for line in lines] == [
        "curbwatch.restriction.v1",
        "curbwatch.finding-judged.v1",
        "curbwatch.finding-judged.v1",
    ]
    assert import_lines(other, lines, at(99)) == Imported(new=3, known=0)
    assert import_lines(other, lines, at(100)) == Imported(new=0, known=3)
    assert state_digest(replay(other.database).memory.state) == state_digest(replay(live.database).memory.state)


def test_what_was_decided_elsewhere_need_not_be_decided_here(lines: list[str], other: Live, catalog: Catalog) -> None:
    queued(other, catalog)
    import_lines(other, lines, at(99))
    assert waiting.count(other.database) == 0


def test_what_was_rejected_elsewhere_does_not_come_back_here(lines: list[str], other: Live, catalog: Catalog) -> None:
    import_lines(other, lines, at(99))
    read = Read(document=document(2), findings=(doubtful(kind="withdrawal", confidence=0.99),), reader="2")
    recorded = record(other, catalog, [read], at(100))
    assert (recorded.events, recorded.waiting, len(recorded.rejected)) == ([], [], 1)


def test_two_records_whose_editors_decided_otherwise_can_be_merged_and_the_earlier_word_holds(
    lines: list[str], other: Live, catalog: Catalog
) -> None:
    found = queued(other, catalog, 2, doubtful(kind="withdrawal"))
    publish(other, catalog, found, {}, at(50), by="editor-ffffff")
    import_lines(other, lines, at(99))
    with other.reading() as memory:
        assert memory.state.judged[found].by == "editor-ffffff"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"by": "11111111"}, "is no pseudonym"),
        ({"finding": "x"}, "is no id of a finding"),
        ({"event": ""}, "needs an event"),
        ({"event": "ev-nowhere"}, "a note on ev-nowhere"),
        ({"verdict": "doubted"}, "no event"),
    ],
)
def test_a_bad_one_is_named_and_nothing_is_taken(
    lines: list[str], other: Live, change: dict[str, str], said: str
) -> None:
    bad = json.loads(lines[1])
    bad["data"].update(change)
    with pytest.raises(ImportRefusedError, match=f"line 2: .*{said}"):
        import_lines(other, [lines[0], json.dumps(bad)], at(99))
    assert replay(other.database).kinds == {}
