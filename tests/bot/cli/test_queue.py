"""`curbwatch queue`, `correct` and `retract`: what waits, and what an editor at the terminal makes of it."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.opening import opened
from bot.settings import load_settings
from events.catalog import load_catalog
from events.document import Document
from events.reading import read
from store.record import Read, record
from tests.bot.cli.calling import SUSPENDED, TODAY, Curbwatch
from tests.events.reading import golden

Put = Any


@pytest.fixture
def put(curbwatch: Curbwatch) -> Put:
    """Lets the reader read a report and doubt it; the id under which it waits."""
    catalog = load_catalog()

    def one(number: int = 1) -> str:
        title, text = SUSPENDED
        document = Document(
            url=f"https://news.test/{number}",
            title=title,
            text=f"{text} Report {number}.",
            source="press",
            publisher=f"Press {number}",
            language="en",
            published_at=TODAY.replace(hour=10),
            observed_at=TODAY,
        )
        doubted = tuple(msgspec.structs.replace(f, confidence=0.3) for f in read(document, catalog).findings)
        with opened(load_settings(), TODAY) as kept:
            reads = [Read(document=document, findings=doubted, reader="1")]
            (found,) = record(kept.live, catalog, reads, TODAY).waiting
        return found

    return one


def test_the_list_says_what_waits_and_why(curbwatch: Curbwatch, put: Put) -> None:
    assert curbwatch("queue").out == "Nothing waits for an editor.\n"
    first, second = put(1), put(2)
    told = curbwatch("queue").out
    assert f"{first}  restriction: {SUSPENDED[0]}" in told
    assert "Press 1 (press)" in told
    assert "Waits: the reader is 30% sure, 70% is asked of reported prose" in told
    assert told.endswith("2 findings wait for an editor.\n")
    lines = curbwatch("queue", "--json").lines
    assert {line["id"] for line in lines} == {first, second}
    assert lines[0].keys() >= {"since", "reason", "kind", "title", "source", "trust", "url", "confidence"}
    few = curbwatch("queue", "--limit", "1").out
    assert "1 more: --limit 2 lists them all." in few
    assert curbwatch("status", "--json").json["editors_queue"] == 2


def test_one_is_shown_with_the_words_that_prove_it(curbwatch: Curbwatch, put: Put) -> None:
    found = put()
    told = curbwatch("queue", "show", found).out
    assert "targets         Claude Opus 4.8 (anthropic/claude-opus-4.8)" in told
    assert "suspended access to Claude Opus 4.8" in told
    assert "Published, it would be a new event, unconfirmed, and alert whom it touches." in told
    shown = curbwatch("queue", "show", found, "--json").json
    assert (shown["id"], shown["decided"], shown["finding"]["kind"]) == (found, None, "restriction")


def test_published_with_corrections_it_is_in_the_record(curbwatch: Curbwatch, put: Put) -> None:
    found = put()
    done = curbwatch("queue", "publish", found, "barred=SA", "Title=Opus 4.8 is gone", "--reason", "as they say")
    assert (done.code, done.err) == (0, "")
    assert "with barred, title put right, unconfirmed" in done.out
    decided = curbwatch("queue", "show", found, "--json").json["decided"]
    assert (decided["verdict"], decided["by"], decided["reason"]) == ("corrected", "operator", "as they say")
    (event,) = [line for line in curbwatch("timeline", "opus 4.8", "--json").lines if line["id"] == decided["event"]]
    assert (event["title"], event["origin"], event["confirmed"]) == ("Opus 4.8 is gone", "live", False)
    assert curbwatch("replay", "--check").code == 0
    assert curbwatch("audit", "verify").code == 0


def test_a_second_decision_fails_by_name_and_changes_nothing(curbwatch: Curbwatch, put: Put) -> None:
    found = put()
    assert curbwatch("queue", "reject", found, "--reason", "a rumour", "--json").json["verdict"] == "rejected"
    before = curbwatch("audit", "verify", "--json").json
    again = curbwatch("queue", "publish", found)
    assert again.code == 1
    assert again.err == ("curbwatch: Already decided by operator: rejected (a rumour). Nothing was changed.\n")
    assert curbwatch("audit", "verify", "--json").json == before
    assert "Decided by operator: rejected (a rumour)." in curbwatch("queue", "show", found).out


def test_mistakes_are_told_in_one_line_and_it_waits_on(curbwatch: Curbwatch, put: Put) -> None:
    found = put()
    done = curbwatch("queue", "publish", found, "kind=coup", "tragets=x")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("curbwatch: Nothing was changed: kind: 'coup' must be one of")
    assert "did you mean targets?" in done.err
    assert len(curbwatch("queue", "--json").lines) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("queue", "show", "fi-none"),
        ("queue", "publish", "fi-none"),
        ("queue", "reject", "fi-none", "--reason", "x"),
        ("queue", "example", "fi-none"),
        ("correct", "ev-none", "title=x", "--reason", "x"),
        ("retract", "ev-none", "--reason", "x"),
    ],
)
def test_what_there_is_not_is_a_failure_of_one_line(curbwatch: Curbwatch, words: tuple[str, ...]) -> None:
    done = curbwatch(*words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "none" in done.err


def test_an_event_is_corrected_and_taken_back(curbwatch: Curbwatch) -> None:
    event = curbwatch("timeline", "anthropic", "--json").lines[-1]["id"]
    done = curbwatch("correct", event, "title=Put right", "--reason", "a slip")
    assert f"{event} is corrected." in done.out
    assert "not edited yet" in done.out
    assert "Put right" in [line["title"] for line in curbwatch("timeline", "anthropic", "--json").lines]
    assert curbwatch("retract", event, "--reason", "a hoax", "--json").json == {"event": event, "done": "retracted"}
    assert event not in [line["id"] for line in curbwatch("timeline", "anthropic", "--json").lines]
    again = curbwatch("retract", event, "--reason", "again")
    assert (again.code, again.err) == (1, "curbwatch: Already decided: retracted: a hoax. Nothing was changed.\n")
    assert curbwatch("replay", "--check").code == 0


def test_what_was_decided_becomes_a_golden_document_that_the_suite_reads(
    curbwatch: Curbwatch, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in, turned_down, undecided = put(1), put(2), put(3)
    curbwatch("queue", "publish", let_in, "barred=SA")
    curbwatch("queue", "reject", turned_down, "--reason", "a hoax")
    folder = tmp_path / "golden"
    done = curbwatch("queue", "example", let_in, turned_down, undecided, "--out", folder)
    assert done.code == 1
    assert done.err == f"curbwatch: {undecided}: {undecided} of the same document waits: publish or reject it first\n"
    assert sorted(path.stem for path in folder.iterdir()) == sorted([let_in, turned_down])
    kept = (folder / f"{let_in}.json").read_text(encoding="utf-8")
    assert json.dumps(json.loads(kept), indent=1, ensure_ascii=False) + "\n" == kept  # as the other golden files are
    monkeypatch.setattr(golden, "FOLDER", folder)
    cases = {case.name: case for case in golden.load()}
    assert (cases[turned_down].events, cases[let_in].events[0]["barred"]) == ([], ["SA"])
    catalog = load_catalog()
    assert golden.differences(cases[turned_down], read(cases[turned_down].document, catalog)) == [
        "not expected: restriction ['anthropic/claude-opus-4.8']"
    ]
    read_now = golden.differences(cases[let_in], read(cases[let_in].document, catalog))
    assert all(line.startswith("restriction: barred is") for line in read_now)
    assert curbwatch("queue", "example", let_in, "--out", folder / f"{let_in}.json").code == 1  # a file stands there
