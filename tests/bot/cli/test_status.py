"""`curbwatch status`: what an operator must see."""

import http.server
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.second_reader import BUDGET
from events.reading.second import size_of
from store.database import open_database
from store.second_readings import begin, fail
from tests.bot.cli.calling import PARTY, SUSPENDED, TODAY, Curbwatch, Web, feed


def test_it_tells_the_sources_the_queue_the_log_and_the_version(curbwatch: Curbwatch, web: Web) -> None:
    web.name(lab=("feed", web.stall(feed(PARTY)), "provider"), other=("feed", "http://127.0.0.1:9/x", "reported"))
    curbwatch("check")
    told = curbwatch("status", "--json").json
    lab, other = told["sources"]
    assert (lab["stale"], lab["error"]) == (False, None)
    assert lab["last_success_at"].startswith("2026-07-10T12:00")
    assert lab["next_check_at"].startswith("2026-07-10T12:15")
    assert (other["stale"], other["last_success_at"], other["failures"]) == (True, None, 1)
    assert "cannot be reached" in other["error"]
    assert told["queue"]["holds"]
    assert told["editors_queue"] == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+", told["version"])
    assert re.fullmatch(r"[0-9a-f]{64}", told["log"]["leaf"])
    assert told["database"]["schema"] >= 1


def test_in_words_a_stale_source_stands_out(curbwatch: Curbwatch, web: Web) -> None:
    web.name(lab=("feed", web.stall(feed(PARTY)), "provider"), other=("feed", "http://127.0.0.1:9/x", "reported"))
    curbwatch("check")
    told = curbwatch("status").out
    assert "sources   1 of 2 heard on time" in told
    assert re.search(r"lab: heard \d+ s ago, next check in 1[45] min", told)
    assert "other: STALE, never heard, next check in" in told
    assert "alerts    0 decided = 0 sent + 0 suppressed + 0 dead + 0 pending" in told
    assert "running   nothing: curbwatch run starts the service" in told


def test_the_second_reader_is_off_until_it_is_set(
    curbwatch: Curbwatch, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.name(press=("feed", web.stall(feed(SUSPENDED)), "reported"))
    curbwatch("check")
    told = curbwatch("status", "--json").json["second_reader"]
    assert (told["on"], told["model"], told["pending"]) == (False, None, 0)
    assert "reader    no second reader: CURBWATCH_READER_URL is not set" in curbwatch("status").out
    monkeypatch.setenv("CURBWATCH_READER_URL", "https://llm.test/v1?token=hush")
    monkeypatch.setenv("CURBWATCH_READER_MODEL", "some-model")
    monkeypatch.setenv("CURBWATCH_READER_KEY", "sk-a-key-for-tests")
    shown = curbwatch("status").out
    assert "reader    second reader some-model: never heard, 0 documents to read" in shown
    assert "today 0 of 200 questions, 0 of 2,000,000 characters, 0 of 40 findings for the editors" in shown
    assert "hush" not in shown
    assert "sk-a-key" not in shown


def test_what_the_first_reader_was_unsure_of_is_pending_and_a_failure_is_told(
    curbwatch: Curbwatch, web: Web, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURBWATCH_READER_URL", "https://llm.test/v1")
    monkeypatch.setenv("CURBWATCH_READER_MODEL", "some-model")
    web.name(press=("feed", web.stall(feed(SUSPENDED, PARTY)), "reported"))
    curbwatch("check")
    told = curbwatch("status", "--json").json["second_reader"]
    assert (told["on"], told["model"], told["pending"], told["calls_today"]) == (True, "some-model", 1, 0)
    opened = open_database(f"sqlite:///{database}")
    turn = begin(opened, "some-model", BUDGET, size_of, TODAY + timedelta(seconds=30))
    assert turn is not None
    fail(opened, turn, "the endpoint answered 500: its log says more", TODAY, TODAY + timedelta(minutes=30))
    opened.close()
    shown = curbwatch("status").out
    assert "today 1 of 200 questions" in shown
    assert re.search(r"1 failure in a row, asked again in (29|30) min: the endpoint answered 500", shown)
    told = curbwatch("status", "--json").json["second_reader"]
    assert (told["failures"], told["last_success_at"]) == (1, None)


def test_a_source_that_is_not_believed_or_forbidden_says_so(curbwatch: Curbwatch, web: Web) -> None:
    def closed(handler: http.server.BaseHTTPRequestHandler) -> None:
        raise AssertionError("it may not be asked")

    shut = web.stall(closed)
    shut.robots = "User-agent: *\nDisallow: /"
    web.name(login=("feed", web.stall("<html><form><input type=password>", "text/html"), "provider"),
             shut=("feed", shut, "reported"))  # fmt: skip
    curbwatch("check")
    told = curbwatch("status").out
    assert "login: STALE, SUSPECT, never heard" in told
    assert "shut: STALE, FORBIDDEN, never heard" in told
    login, shut_ = curbwatch("status", "--json").json["sources"]
    assert (login["suspect"], login["refused"]) == (True, None)
    assert (shut_["suspect"], shut_["refused"]) == (False, "robots")
    assert "says the robots.txt there" in shut_["error"]


def test_a_source_that_was_never_checked_says_so(curbwatch: Curbwatch) -> None:
    assert "federal-register-bis: never checked" in curbwatch("status").out


@pytest.mark.parametrize("command", ["status", "timeline", "migrate", "export", "check"])
def test_a_file_that_is_no_database_is_told_in_a_line(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 100, encoding="utf-8")
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{path}")
    done = curbwatch(command)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"curbwatch: {path} is no database or is damaged: restore it from a backup\n"


def test_a_folder_that_cannot_be_made_is_told_in_a_line(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'x.db'}")
    done = curbwatch("status")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "choose another folder" in done.err


def test_a_newer_schema_is_left_alone(curbwatch: Curbwatch, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO migrations (number, name) VALUES (999, 'from the future')")
    connection.close()
    done = curbwatch("timeline")
    assert done.code == 1
    assert "upgrade Curbwatch; nothing was written" in done.err
