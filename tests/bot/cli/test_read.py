"""`curbwatch read`: documents in, events with their proofs out, nothing written."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.bot.cli.calling import LAUNCHED, PARTY, SUSPENDED, Curbwatch

KEYS = {
    *("kind", "direction", "title", "issuer", "jurisdiction", "targets", "listed", "act", "surfaces", "audience"),
    *("happened_on", "effective_on", "effective_until", "certainty", "rivals", "confidence", "evidence"),
}


def line(piece: tuple[str, str], name: str = "a") -> str:
    told = {"url": f"https://news.test/{name}", "title": piece[0], "text": piece[1]}
    return json.dumps(told | {"published_at": "2026-07-09T10:00:00Z"})


def test_one_line_of_json_for_each_document_with_quotes_that_stand_in_it(curbwatch: Curbwatch, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(f"{line(SUSPENDED)}\n{line(PARTY, 'b')}\n{line(LAUNCHED, 'c')}\n", encoding="utf-8")
    suspended, party, launched = curbwatch("read", file, "--json").lines
    assert [suspended["url"], party["url"], party["events"]] == ["https://news.test/a", "https://news.test/b", []]
    assert suspended["events"][0].keys() >= KEYS
    assert suspended["events"][0]["targets"] == ["anthropic/claude-opus-4.8"]
    assert (launched["events"][0]["kind"], launched["events"][0]["effective_on"]) == ("launch", None)
    quotes = [e["quote"] for e in suspended["events"][0]["evidence"] if e["basis"] == "quote"]
    assert quotes
    assert all(quote in SUSPENDED[0] or quote in SUSPENDED[1] for quote in quotes)


def test_in_words_every_field_has_its_proof_beside_it(curbwatch: Curbwatch, tmp_path: Path) -> None:
    file = tmp_path / "news.json"
    file.write_text(line(SUSPENDED), encoding="utf-8")
    told = curbwatch("read", file).out
    assert told.startswith(SUSPENDED[0])
    assert "restriction: anthropic/claude-opus-4.8" in told
    assert re.search(r"· kind +“.*suspended.*”", told)


def test_a_model_that_the_catalogue_lacks_is_marked_new(curbwatch: Curbwatch, tmp_path: Path) -> None:
    file = tmp_path / "news.json"
    file.write_text(line(LAUNCHED), encoding="utf-8")
    assert "launch: mistral/mistral-large-9 (new)" in curbwatch("read", file).out


def test_explain_prints_the_work_of_every_step(curbwatch: Curbwatch, tmp_path: Path) -> None:
    file = tmp_path / "news.json"
    file.write_text(line(SUSPENDED), encoding="utf-8")
    assert "  findings\n    restriction anthropic/claude-opus-4.8" in curbwatch("read", file, "--explain").out


def test_standard_input_is_read_for_a_dash(curbwatch: Curbwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line(SUSPENDED).encode())))
    assert curbwatch("read", "-", "--json").json["events"][0]["kind"] == "restriction"


def test_pages_and_plain_text_are_read_too(curbwatch: Curbwatch, tmp_path: Path) -> None:
    page, text = tmp_path / "a.html", tmp_path / "b.txt"
    page.write_text(
        f"<html><head><title>{SUSPENDED[0]}</title></head><body><p>{SUSPENDED[1]}</p></body></html>", encoding="utf-8"
    )
    text.write_text("\n".join(SUSPENDED), encoding="utf-8")
    kinds = [one["events"][0]["kind"] for one in curbwatch("read", page, text, "--json").lines]
    assert kinds == ["restriction", "restriction"]


def test_a_bad_line_is_named_and_the_other_files_are_read(curbwatch: Curbwatch, tmp_path: Path) -> None:
    bad, good, none = tmp_path / "bad.jsonl", tmp_path / "good.json", tmp_path / "none.json"
    bad.write_text(f"{line(SUSPENDED)}\n{{'title': 1}}\n", encoding="utf-8")
    good.write_text(line(LAUNCHED), encoding="utf-8")
    done = curbwatch("read", bad, none, good, "--json")
    assert done.code == 1
    assert [one["events"][0]["kind"] for one in done.lines] == ["launch"]
    first, second = done.err.splitlines()
    assert first.startswith(f"curbwatch: {bad}: line 2: this is no JSON")
    assert second == f"curbwatch: {none}: it cannot be read (No such file or directory)"


def test_nothing_is_written_and_no_database_is_made(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'x.db'}")
    file = tmp_path / "news.json"
    file.write_text(line(SUSPENDED), encoding="utf-8")
    assert curbwatch("read", file).code == 0
    assert not (tmp_path / "none").exists()


def test_what_would_move_a_terminal_is_not_printed(curbwatch: Curbwatch, tmp_path: Path) -> None:
    file = tmp_path / "news.json"
    file.write_text(line(("Our \x1b[31mred\x9b party\u202e", PARTY[1])), encoding="utf-8")
    told = curbwatch("read", file).out
    assert not {"\x1b", "\x9b", "\u202e"} & set(told)
