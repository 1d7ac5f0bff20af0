"""What an editor decided becomes a golden document of the reader, and the suite can read it."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from events.catalog import Catalog
from events.document import Document
from events.finding import Finding
from events.reading import read as read_document
from store.errors import NotFoundError
from store.examples import Example, Undecided, example_of
from store.judging import correct, publish, reject, retract
from store.live import Live
from store.record import Read, record
from tests.events.reading import golden
from tests.store.making import at

WORDS = (
    "SAN FRANCISCO, June 12, 2026. Anthropic today suspended access to Claude Opus 4.8 for all customers in Saudi "
    "Arabia, effective immediately."
)


def paper(text: str = WORDS, title: str = "Anthropic suspends Claude Opus 4.8 in Saudi Arabia") -> Document:
    return Document(
        url="https://paper.test/1",
        title=title,
        text=text,
        source="paper",
        publisher="Paper",
        language="en",
        published_at=at(-10),
        observed_at=at(-5),
    )


def queued(live: Live, catalog: Catalog, document: Document, *more: Finding) -> list[str]:
    """What waits of what the reader reads in it, which is all doubted, and of what is handed in besides."""
    doubted = tuple(msgspec.structs.replace(f, confidence=0.3) for f in read_document(document, catalog).findings)
    assert len(doubted) == 1
    return record(live, catalog, [Read(document=document, findings=(*doubted, *more), reader="1")], at()).waiting


def made(live: Live, catalog: Catalog, found: str) -> Example:
    example = example_of(live, catalog, found)
    assert isinstance(example, Example)
    return example


def case(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> golden.Case:
    """As the suite loads it once the file lies among the golden documents."""
    (tmp_path / f"{example.finding_id}.json").write_text(json.dumps(example.plain, indent=1, ensure_ascii=False))
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    (loaded,) = golden.load()
    return loaded


def test_what_was_published_as_it_was_read_is_what_the_reader_reads(
    live: Live, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = queued(live, catalog, paper())
    publish(live, catalog, found, {}, at(5), by="editor-1a2b3c", reason="it is on their page")
    example = made(live, catalog, found)
    assert (example.plain["why"], example.untold) == (f"editor-1a2b3c published {found}: it is on their page", 0)
    loaded = case(example, tmp_path, monkeypatch)
    assert loaded.document.hash == paper().hash
    (event,) = loaded.events
    assert (event["kind"], event["targets"]) == ("restriction", ["anthropic/claude-opus-4.8"])
    assert golden.differences(loaded, read_document(loaded.document, catalog)) == []


def test_what_was_put_right_is_expected_of_the_reader_from_then_on(
    live: Live, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = queued(live, catalog, paper())
    changes = {"barred": "SA,AE", "surfaces": "api", "act": "use", "exempt": "US", "certainty": "not_before"}
    publish(live, catalog, found, changes, at(5), by="operator")
    loaded = case(made(live, catalog, found), tmp_path, monkeypatch)
    said = golden.differences(loaded, read_document(loaded.document, catalog))
    assert {line.split(": ")[1].split(" ")[0] for line in said} == set(changes)


def test_what_was_rejected_is_expected_to_yield_nothing(
    live: Live, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = queued(live, catalog, paper())
    reject(live, found, at(5), by="operator", reason="a hoax")
    loaded = case(made(live, catalog, found), tmp_path, monkeypatch)
    assert loaded.events == []
    assert golden.differences(loaded, read_document(loaded.document, catalog)) == [
        "not expected: restriction ['anthropic/claude-opus-4.8']"
    ]


def launch(**more: Any) -> Finding:
    facts = {"kind": "launch", "title": "Large 9", "issuer": "mistral", "jurisdiction": "FR", "confidence": 0.95}
    return Finding(**(facts | {"targets": ("mistral/mistral-large-3",)} | more))  # type: ignore[arg-type]


def test_what_needed_no_editor_in_the_same_document_is_expected_too(live: Live, catalog: Catalog) -> None:
    (found,) = queued(live, catalog, paper(), launch())
    reject(live, found, at(5), by="operator", reason="a hoax")
    example = made(live, catalog, found)
    assert [(e["kind"], e["targets"]) for e in example.plain["events"]] == [("launch", ["mistral/mistral-large-3"])]
    assert example.untold == 0


def test_a_document_with_a_finding_that_still_waits_is_no_example_yet(live: Live, catalog: Catalog) -> None:
    first, second = queued(live, catalog, paper(), launch(confidence=0.2))
    reject(live, first, at(5), by="operator")
    assert example_of(live, catalog, first) == Undecided(waiting=(second,))
    with pytest.raises(NotFoundError):
        example_of(live, catalog, "fi-none")


@pytest.mark.parametrize("is_corrected", [True, False])
def test_what_was_said_of_the_event_since_counts(live: Live, catalog: Catalog, is_corrected: bool) -> None:
    (found,) = queued(live, catalog, paper())
    publish(live, catalog, found, {}, at(5), by="operator")
    with live.reading() as memory:
        (event_id,) = memory.state.world
    if is_corrected:
        correct(live, catalog, event_id, {"barred": "AE"}, at(6), by="operator", reason="misread")
    else:
        retract(live, event_id, at(6), by="operator", reason="a hoax")
    events: list[dict[str, Any]] = made(live, catalog, found).plain["events"]
    assert [event["barred"] for event in events] == ([["AE"]] if is_corrected else [])


def test_a_finding_that_left_no_trace_is_said_to_be_missing(live: Live, catalog: Catalog) -> None:
    before = paper("Mistral has a new model.", "Mistral")
    assert record(live, catalog, [Read(document=before, findings=(launch(),), reader="1")], at(-1)).events
    (found,) = queued(live, catalog, paper(), launch())  # of the same publisher: it adds nothing
    reject(live, found, at(5), by="operator")
    assert made(live, catalog, found).untold == 1
