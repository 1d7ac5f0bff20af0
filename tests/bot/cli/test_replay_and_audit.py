"""`curbwatch replay` and `audit verify`: clean on a clean record, and exact about one that was tampered with."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.cli.calling import SUSPENDED, Curbwatch, Web, feed


def tamper(path: Path, statement: str, *, guards_stay: bool = True) -> None:
    """Change a database behind the back of its guards, and put them back so that nothing shows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in guards if guards_stay else ():
            connection.execute(sql)


def test_a_sound_log_is_said_to_be_sound_with_its_root(curbwatch: Curbwatch) -> None:
    told = curbwatch("audit", "verify", "--json").json
    assert (told["sound"], told["problem"], len(told["root"])) == (True, None, 64)
    assert told["entries"] == curbwatch("status", "--json").json["log"]["position"]
    assert curbwatch("audit", "verify").out.startswith(f"The log is sound: {told['entries']} entries")


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE events SET data = replace(data, 'Fable', 'Table') WHERE position = 40", None),
        ("UPDATE events SET data = CAST(replace(CAST(data AS TEXT), '20', '21') AS BLOB) WHERE position >= 40", 40),
        ("UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 41", 41),
        ("UPDATE events SET leaf = zeroblob(32) WHERE position = 42", 42),
        ("DELETE FROM events WHERE position = 43", 43),
        ("UPDATE events SET stream = 'x' WHERE position = 44", 44),
    ],
)
def test_a_changed_log_is_found_at_its_first_bad_row(
    curbwatch: Curbwatch, database: Path, statement: str, row: int | None
) -> None:
    tamper(database, statement)
    done = curbwatch("audit", "verify", "--json")
    assert (done.code, done.json["sound"]) == (1, False)
    assert done.err.count("\n") == 1
    assert "restore it from a backup" in done.err
    if row is not None:
        assert f"entry {row}" in done.err.split(":", 2)[2]
        assert done.json["entries"] == row - 1
        assert curbwatch("replay", "--check").code == 1


def test_a_guard_that_was_taken_away_is_named(curbwatch: Curbwatch, database: Path) -> None:
    tamper(database, "SELECT 1", guards_stay=False)
    done = curbwatch("audit", "verify")
    assert done.code == 1
    assert "somebody changed its schema" in done.err


def test_only_verify_is_there_and_the_others_are_wrong_usage(curbwatch: Curbwatch) -> None:
    assert curbwatch("audit", "prove", "x").code == 2
    assert curbwatch("audit").code == 2
    assert "prove" not in curbwatch("audit", "--help").out


def test_replay_is_clean_after_checks_and_the_same_each_time(curbwatch: Curbwatch, web: Web) -> None:
    web.name(lab=("feed", web.stall(feed(SUSPENDED)), "provider"))
    curbwatch("check")
    first, second = (curbwatch("replay", "--check", "--json").json for _ in range(2))
    assert first == second
    assert first["check"]["clean"]
    assert first["check"]["digest"] == first["digest_with_subscribers"]
    assert "The check is clean" in curbwatch("replay", "--check").out


def test_replay_up_to_a_position_or_a_time_leaves_the_rest_out(curbwatch: Curbwatch) -> None:
    assert curbwatch("replay", "--until", 40, "--json").json["position"] == 40
    assert curbwatch("replay", "--until", "2026-07-09", "--json").json["position"] == 0
    whole = curbwatch("replay", "--json").json
    assert curbwatch("replay", "--until", "2026-07-10", "--json").json == whole
    assert whole["digest"] != curbwatch("replay", "--until", 40, "--json").json["digest"]


@pytest.mark.parametrize(
    ("until", "code", "said"),
    [("99999", 1, "the log ends at position"), ("soon", 2, "write a position, YYYY-MM-DD or"), ("-1", 2, "--until -1")],
)
def test_a_place_that_is_none_is_named(curbwatch: Curbwatch, until: str, code: int, said: str) -> None:
    done = curbwatch("replay", "--until", until)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.mark.parametrize("words", [("audit", "verify"), ("replay", "--check")])
def test_judging_a_database_that_is_not_there_makes_none(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    done = curbwatch(*words)
    assert done.code == 1
    assert "there is no database at" in done.err
    assert not (tmp_path / "none.db").exists()
