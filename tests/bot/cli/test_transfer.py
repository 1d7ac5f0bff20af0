"""`curbwatch import` and `export`: the record goes out, comes in, and is the same."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot.opening import opened
from bot.settings import load_settings
from store import subscribers
from tests.bot.cli.calling import LAUNCHED, SUSPENDED, TODAY, Curbwatch, Web, feed


def exported(curbwatch: Curbwatch, *words: object) -> list[str]:
    return curbwatch("export", *words).out.splitlines()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another place for a record, which is made when it is first asked for; call it once the first one was used."""
    return tmp_path / "other" / "curbwatch.db"


def elsewhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{path}")


def test_an_export_imported_elsewhere_gives_the_same_state(
    curbwatch: Curbwatch, web: Web, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.name(lab=("feed", web.stall(feed(SUSPENDED, LAUNCHED)), "provider"))
    curbwatch("check")
    out = tmp_path / "record.jsonl"
    assert curbwatch("export", "--out", out).code == 0
    digest = curbwatch("replay", "--json").json["digest"]

    elsewhere(empty, monkeypatch)
    done = curbwatch("import", out, "--json").json
    assert (done["known"], done["new"]) == (0, len(out.read_text(encoding="utf-8").splitlines()))
    assert curbwatch("replay", "--json").json["digest"] == digest
    assert curbwatch("import", out).out == f"{out}: 0 events new, {done['new']} known already\n"
    assert curbwatch("replay", "--json").json["digest"] == digest
    assert curbwatch("replay", "--check").code == 0


def test_subscribers_do_not_travel_and_leave_the_digest_of_the_world_as_it_is(
    curbwatch: Curbwatch, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(load_settings(), TODAY) as record:
        subscribers.join(record.live, 1, TODAY, new_id=lambda: "su-somebody", salt=b"0" * 16)
    out = tmp_path / "record.jsonl"
    curbwatch("export", "--out", out)
    here = curbwatch("replay", "--json").json
    assert "su-somebody" not in out.read_text(encoding="utf-8")

    elsewhere(empty, monkeypatch)
    curbwatch("import", out)
    there = curbwatch("replay", "--json").json
    assert there["digest"] == here["digest"]
    assert there["digest_with_subscribers"] != here["digest_with_subscribers"]


def test_an_empty_record_says_that_it_has_no_bundled_history_now(
    curbwatch: Curbwatch, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, bad = tmp_path / "few.jsonl", tmp_path / "bad.jsonl"
    few.write_text("\n".join(exported(curbwatch)[:3]), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")

    elsewhere(empty, monkeypatch)
    assert curbwatch("import", bad).code == 1
    assert "curbwatch migrate" in curbwatch("import", few).out
    assert len(curbwatch("timeline", "--json").lines) == 3

    elsewhere(empty.with_name("third.db"), monkeypatch)
    assert curbwatch("import", bad).code == 1
    assert len(curbwatch("timeline", "--json").lines) >= 120  # a failed import is no beginning


def test_every_line_is_a_cloud_event(curbwatch: Curbwatch) -> None:
    told = [json.loads(line) for line in exported(curbwatch)]
    assert len(told) >= 120
    assert {event["specversion"] for event in told} == {"1.0"}
    assert all(event["id"] and event["source"] and event["type"] and event["time"] for event in told)
    assert [int(e["sequence"]) for e in told] == sorted(int(e["sequence"]) for e in told)


def test_an_export_since_a_position_holds_only_what_came_after(curbwatch: Curbwatch) -> None:
    every = exported(curbwatch)
    assert exported(curbwatch, "--since", 100, "--until", 110) == every[100:110]
    assert exported(curbwatch, "--since", 0) == every
    assert exported(curbwatch, "--since", 10**9) == []


@pytest.mark.parametrize(
    "bad",
    ["{", '{"specversion":"1.0"}', "[]", "\xff", '{"specversion":"0.3","id":"a","type":"x","source":"s","data":{}}'],
)
def test_a_bad_line_is_named_and_nothing_of_its_file_is_taken(
    curbwatch: Curbwatch, web: Web, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    web.name(lab=("feed", web.stall(feed(SUSPENDED, LAUNCHED)), "provider"))
    curbwatch("check")
    new = exported(curbwatch)[-2:]
    good, wrong = tmp_path / "good.jsonl", tmp_path / "wrong.jsonl"
    good.write_text(new[0] + "\n", encoding="utf-8")
    wrong.write_bytes(f"{new[1]}\n\n".encode() + bad.encode("latin-1") + b"\n")

    elsewhere(empty, monkeypatch)
    done = curbwatch("import", wrong, good)
    assert done.code == 1
    assert done.err.startswith(f"curbwatch: {wrong}: line 3: ")
    assert "nothing was imported" in done.err
    assert done.err.count("\n") == 1
    assert done.out.splitlines()[0] == f"{good}: 1 event new, 0 known already"


def test_a_file_that_is_not_there_is_named(curbwatch: Curbwatch, tmp_path: Path) -> None:
    done = curbwatch("import", tmp_path / "none.jsonl", tmp_path)
    assert done.code == 1
    assert [line.rpartition("cannot be read")[2] for line in done.err.splitlines()] == [
        " (No such file or directory); nothing of it was imported",
        " (Is a directory); nothing of it was imported",
    ]


def test_standard_input_is_imported_for_a_dash(curbwatch: Curbwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(exported(curbwatch)[:3])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert curbwatch("import", "-").out == "standard input: 0 events new, 3 known already\n"


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(curbwatch: Curbwatch, tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl"
    path.write_bytes(b"{" * 5_000_000)
    done = curbwatch("import", path)
    assert done.code == 1
    assert "line 1: it is 1000002 bytes long" in done.err


def test_an_export_that_cannot_be_written_leaves_nothing_half_done(curbwatch: Curbwatch, tmp_path: Path) -> None:
    done = curbwatch("export", "--out", tmp_path / "none" / "record.jsonl")
    assert done.code == 1
    assert "cannot be written (No such file or directory): choose another place" in done.err
    assert not list(tmp_path.glob("*.part"))
