"""Export and import: what goes out comes in again, whole files or nothing, and history alerts nobody."""

import json
from pathlib import Path
from typing import Any

import pytest

from events.vocabulary import Corrected, Corroborated, Retracted, Source
from store.database import Database, open_database
from store.digest import state_digest
from store.errors import ImportRefusedError
from store.live import Live
from store.planner import Planner
from store.replay import replay
from store.transfer import Imported, export_lines, import_lines
from tests.store.asking import alerts, rows
from tests.store.making import at, happen, launched, restricted, subscriber


@pytest.fixture
def lines(database: Database, live: Live, planner: Planner) -> list[str]:
    """The export of a record with corrections, a retraction, further accounts, subscribers and decisions."""
    subscriber(live, 1, "anthropic")
    source = Source(url="https://example.org/b", document="sha256:b", publisher="wire", observed_at=at(1))
    happen(live, restricted(1), launched(1), launched(2))
    happen(
        live,
        Corrected(event="ev-r1", reason="typing error", now=restricted(1, title="Order One")),
        Corroborated(event="ev-r1", source=source, confirms=True),
        Retracted(event="ev-l2", reason="a hoax"),
    )
    planner.plan(at(1))
    return list(export_lines(database))


@pytest.fixture
def empty(tmp_path: Path) -> Any:
    database = open_database(f"sqlite:///{tmp_path}/empty.db")
    yield Live(database)
    database.close()


def digest(live: Live) -> str:
    return state_digest(replay(live.database).memory.state)


def changed(line: str, **change: Any) -> str:
    event = json.loads(line)
    event["data"].update(change.pop("data", {}))
    return json.dumps(event | change)


def test_every_line_is_a_cloud_event_and_no_subscriber_is_among_them(lines: list[str]) -> None:
    assert len(lines) == 6
    first = json.loads(lines[0])
    assert (first["specversion"], first["type"], first["id"], first["subject"], first["streamversion"]) == (
        "1.0",
        "curbwatch.restriction.v1",
        "ev-r1",
        "ev-r1",
        1,
    )
    assert first["time"] == "2026-06-12T21:21:00Z"
    assert not any("s1" in line or "anthropic-watch" in line for line in lines)


def test_an_export_imported_into_an_empty_store_gives_the_same_state(live: Live, lines: list[str], empty: Live) -> None:
    assert import_lines(empty, lines, at(99)) == Imported(new=6, known=0)
    assert digest(empty) == digest(live)


def test_importing_twice_changes_nothing(lines: list[str], empty: Live) -> None:
    import_lines(empty, lines, at(99))
    before = rows(empty.database, "SELECT * FROM events")
    assert import_lines(empty, lines, at(100)) == Imported(new=0, known=6)
    assert rows(empty.database, "SELECT * FROM events") == before


def test_importing_an_export_where_it_came_from_changes_nothing(live: Live, lines: list[str]) -> None:
    assert import_lines(live, lines, at(100)) == Imported(new=0, known=6)


def test_what_was_imported_is_history_and_alerts_nobody(lines: list[str], empty: Live, planner: Planner) -> None:
    subscriber(empty, 1, "anthropic")
    import_lines(empty, lines, at(99))
    assert Planner(empty.database, planner.catalog).plan(at(100)) == []
    assert alerts(empty.database) == {}


def test_an_account_that_another_machine_read_at_another_time_is_the_same_event(lines: list[str], empty: Live) -> None:
    import_lines(empty, lines, at(99))
    other = changed(lines[0], data={"reader_confidence": 0.7})
    assert import_lines(empty, [other], at(100)) == Imported(new=0, known=1)


BAD: list[tuple[str, Any, str]] = [
    ("broken off", lambda line: line[:-9], "no CloudEvent"),
    ("not an object", lambda line: "[1, 2]", "no CloudEvent"),
    ("another version", lambda line: changed(line, specversion="0.3"), "no CloudEvent 1.0"),
    ("another type", lambda line: changed(line, type="com.example.thing"), "no CloudEvent 1.0 of a type"),
    ("a newer schema", lambda line: changed(line, type="curbwatch.restriction.v99"), "upgrade Curbwatch"),
    ("a service event", lambda line: changed(line, type="curbwatch.watch-added.v1"), "do not travel"),
    ("another kind inside", lambda line: changed(line, type="curbwatch.launch.v1"), "its data says restriction"),
    ("another id inside", lambda line: changed(line, id="ev-other"), "its data says ev-r1"),
    ("an id of odd characters", lambda line: changed(line, id="../../etc\u0000"), "its id must be"),
    ("an unknown field", lambda line: changed(line, data={"surprise": 1}), "unknown field"),
    ("a wrong date", lambda line: changed(line, data={"happened_on": "2026-13-01"}), "no event"),
    ("an endless title", lambda line: changed(line, data={"title": "x" * 70_000}), "shorten its quotes"),
    ("a huge line", lambda line: changed(line, data={"title": "x" * 2_000_000}), "at most 1000000 are read"),
]


@pytest.mark.parametrize(("bad", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_bad_line_is_named_and_nothing_of_the_file_is_taken(
    lines: list[str], empty: Live, bad: Any, words: str
) -> None:
    with pytest.raises(ImportRefusedError, match=words) as caught:
        import_lines(empty, [lines[1], "", bad(lines[0])], at(99))
    assert caught.value.line == 3
    assert str(caught.value).startswith("line 3: ")
    assert str(caught.value).endswith("nothing was imported")
    assert rows(empty.database, "SELECT count(*) FROM events") == [(0,)]
    assert import_lines(empty, lines, at(100)).new == 6


def test_a_line_of_no_text_at_all_is_named(empty: Live) -> None:
    with pytest.raises(ImportRefusedError, match="line 1: it is no CloudEvent"):
        import_lines(empty, [b"\xff\xfe\x00"], at())


def test_the_same_id_with_other_content_is_refused_whether_in_the_log_or_in_the_file(
    lines: list[str], empty: Live
) -> None:
    other = changed(lines[0], data={"title": "Something else"})
    with pytest.raises(ImportRefusedError, match="line 2: ev-r1 stands in the log, or in a line before"):
        import_lines(empty, [lines[0], other], at())
    import_lines(empty, lines, at())
    with pytest.raises(ImportRefusedError, match="line 1: ev-r1 stands in the log"):
        import_lines(empty, [other], at(1))


def test_a_note_on_an_event_that_nobody_knows_is_refused(lines: list[str], empty: Live) -> None:
    with pytest.raises(ImportRefusedError, match="line 1: it is a note on ev-r1, which is neither"):
        import_lines(empty, lines[3:], at())


def test_a_file_of_thousands_of_lines_is_all_or_nothing_too(lines: list[str], empty: Live) -> None:
    many = [changed(lines[1], id=f"ev-{n}", data={"id": f"ev-{n}"}) for n in range(2_500)]
    with pytest.raises(ImportRefusedError, match="line 2501"):
        import_lines(empty, [*many, "{"], at())
    assert rows(empty.database, "SELECT count(*) FROM events") == [(0,)]
    assert import_lines(empty, many, at()).new == 2_500


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"targets": ["Not An Id"]}, "'Not An Id' is no id"),
        ({"audience": {"barred": ["everybody"], "exempt": [], "admitted": []}}, "is no predicate"),
        ({"zone": "Mars/Olympus"}, "is no time zone"),
        ({"surfaces": ["The App"]}, "is no surface"),
    ],
)
def test_an_event_that_would_stop_every_verdict_is_refused_by_its_line(
    lines: list[str], empty: Live, change: dict[str, Any], why: str
) -> None:
    bad = [changed(lines[0], data=change), *lines[1:]]
    with pytest.raises(ImportRefusedError, match="line 1") as refused:
        import_lines(empty, bad, at(5))
    assert why in str(refused.value)
    assert replay(empty.database).kinds == {}
