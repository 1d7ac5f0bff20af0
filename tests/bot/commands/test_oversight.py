"""An editor sees how each source is heard, and whether the log is as it was written."""

import sqlite3
from datetime import timedelta

import pytest

from bot.commands import oversight
from bot.render.stale import Health
from tests.bot.commands.conftest import NOW, Office, Person
from tests.bot.commands.happenings import order

LATER = NOW + timedelta(minutes=10)


def test_sources_in_trouble_come_first_with_all_that_is_known_of_them(office: Office, edna: Person) -> None:
    office.health[:] = [
        Health(source="a-healthy", last_success_at=NOW - timedelta(minutes=5), next_check_at=LATER),
        Health(source="b-failing", last_success_at=NOW, failures=3, error="<503>", next_check_at=NOW),
        Health(source="c-stale", last_success_at=NOW - timedelta(days=3), is_stale=True),
        Health(source="d-suspect", is_stale=True, suspect=True, error="a login page"),
    ]
    edna.says("/sources")
    said = edna.screen
    assert said.startswith("Sources: 2 of 4 sources heard on time")
    assert [said.index(name) for name in ("d-suspect", "c-stale", "b-failing", "a-healthy")] == sorted(
        said.index(name) for name in ("d-suspect", "c-stale", "b-failing", "a-healthy")
    )
    for words in (
        "d-suspect suspect, stale\nNever heard.\na login page",
        "c-stale stale\nHeard 3 d ago",
        "Failed 3 times in a row.\nDue now.\n<503>",
        "Heard 5 min ago, 21:55 on 12 June 2026 UTC.\nNext check 22:10 on 12 June 2026 UTC.",
    ):
        assert words in said


def test_many_sources_come_in_pages(office: Office, edna: Person) -> None:
    office.health[:] = [Health(source=f"source-{n:02}", last_success_at=NOW, error="x" * 400) for n in range(100)]
    edna.says("/sources")
    assert "page 1 of 13" in edna.screen
    edna.taps("More")
    assert "source-08" in edna.screen
    edna.sends("es|999")
    assert "source-99" in edna.screen


def test_an_audit_says_that_the_log_is_sound_with_its_root(office: Office, edna: Person) -> None:
    office.happen(order())
    edna.says("/audit")
    assert edna.screen.startswith("The log is sound\n1 entry, the last written 22:00 on 12 June 2026 UTC.")
    assert office.desk.editors.verify().root in edna.screen


def test_an_audit_names_the_first_entry_that_was_changed(office: Office, edna: Person) -> None:
    office.happen(order())
    with sqlite3.connect(office.live.database.name) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET data = '{}'")
    connection.close()
    edna.says("/audit")
    assert edna.screen.startswith("The log is not sound")
    assert "0 of them are as they were written; then: entry 1" in edna.screen


def test_a_long_log_is_left_to_the_terminal(office: Office, edna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oversight, "CHECKED_MOST", 0)
    office.happen(order())
    edna.says("/audit")
    assert "run curbwatch audit verify" in edna.screen
