"""The labelled documents: well-formed, and read at least as well as when the reader last learnt."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading import public, read
from tests.score.counting import KINDS, alarm_rate, calibration_error, count, document_of, kinds_f1, targets_f1, total
from tests.shared_data import needs_shared, shared_file

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FILES = sorted(CORPUS.rglob("*.jsonl"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def rows_of(paths: Sequence[Path]) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for path in paths for line in path.read_bytes().splitlines() if line.strip()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_label_can_be_scored(path: Path) -> None:
    for row in rows_of([path]):
        assert row["title"]
        assert row["text"]
        date.fromisoformat(row["published"])
        assert bool(row["events"]) == (row["label"] == "event"), row["id"]
        for event in row["events"]:
            assert event["kind"] in KINDS, row["id"]
            assert re.fullmatch(r"[A-Z]{2}", event["jurisdiction"] or "US"), row["id"]
            assert isinstance(event["targets"], list)
            for day in filter(None, (event["date"], event["effective_date"])):
                date.fromisoformat(day)


def test_no_two_documents_bear_one_name_and_none_is_both_learnt_and_held() -> None:
    rows = rows_of(FILES)
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["text"] for row in rows}) == len(rows)


def test_what_the_reader_learnt_from_it_reads_nearly_all(catalog: Catalog) -> None:
    rows = rows_of(sorted((CORPUS / "tuned").glob("*.jsonl")))[::6]
    whole = total([count(catalog, row, read(document_of(row), catalog).findings) for row in rows])
    assert kinds_f1(whole) >= 0.9
    assert targets_f1(whole) >= 0.8


def test_what_it_never_saw_it_reads_as_well_as_when_it_last_learnt(catalog: Catalog) -> None:
    """The goal is an F1 of 0.90 and 5 % of alarms; these bars are what was reached, and may only be raised."""
    rows = rows_of(sorted((CORPUS / "held").glob("*.jsonl")))
    whole = total([count(catalog, row, read(document_of(row), catalog).findings) for row in rows])
    assert kinds_f1(whole) >= 0.72
    assert targets_f1(whole) >= 0.72
    assert alarm_rate(whole) <= 0.1
    assert calibration_error(whole) <= 0.1


def _bare(row: dict[str, Any]) -> Document:
    """A labelled row as somebody brings it in a file: its title and text, without its day and address."""
    return Document(url="", title=row["title"], text=row["text"])


def test_a_text_that_tells_no_day_is_read_nearly_as_well(catalog: Catalog) -> None:
    rows = rows_of(sorted((CORPUS / "held").glob("*.jsonl")))
    dated = total([count(catalog, row, read(document_of(row), catalog).findings) for row in rows])
    bare = total([count(catalog, row, read(_bare(row), catalog).findings) for row in rows])
    assert kinds_f1(bare) >= kinds_f1(dated) - 0.04
    assert alarm_rate(bare) <= 0.1


@needs_shared
def test_the_seed_is_read_from_a_file_too(catalog: Catalog) -> None:
    seed = next(row for row in rows_of([shared_file("corpus/documents.jsonl")]) if row["id"] == "d090")
    found = read(_bare(seed), catalog).findings
    assert [(f.kind, f.targets) for f in found] == [("launch", ("sakana/fugu",)), ("launch", ("360/tulongfeng",))]


@needs_shared
def test_the_reader_clears_the_bars_on_the_development_data(catalog: Catalog) -> None:
    rows = rows_of([shared_file("corpus/documents.jsonl")])
    whole = total([count(catalog, row, read(document_of(row), catalog).findings) for row in rows])
    assert kinds_f1(whole) >= 0.9
    assert targets_f1(whole) >= 0.88
    assert len(whole.alarms) <= 2


@needs_shared
def test_the_seed_states_two_launches_and_no_restriction(catalog: Catalog) -> None:
    seed = next(row for row in rows_of([shared_file("corpus/documents.jsonl")]) if row["id"] == "d090")
    findings = read(document_of(seed), catalog).findings
    assert [f.kind for f in findings] == ["launch", "launch"]
    by_target = {f.targets: f for f in findings}
    fugu, tulongfeng = by_target[("sakana/fugu",)], by_target[("360/tulongfeng",)]
    assert [r.rival_of for r in fugu.rivals] == [("class/us-frontier",)]
    assert [r.rival_of for r in tulongfeng.rivals] == [("class/us-security",)]
    assert fugu.dependencies[0].undisclosed
    assert tulongfeng.reported_only
    assert not fugu.reported_only
    for finding in findings:
        quotes = [e["quote"] for e in public(finding)["evidence"] if e["basis"] == "quote"]
        assert quotes
        assert all(q in seed["title"] or q in seed["text"] for q in quotes)
