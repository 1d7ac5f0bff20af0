"""The labelled corpus, where it is at hand: the bars that the reader must clear, and the seed document."""

import msgspec
import pytest

from events.catalog import Catalog, load_catalog
from events.reading import public, read
from tests.score.counting import count, document_of, kinds_f1, targets_f1, total
from tests.shared_data import needs_shared, shared_file


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@needs_shared
def test_the_reader_clears_the_bars_on_the_labelled_corpus(catalog: Catalog) -> None:
    rows = list(map(msgspec.json.decode, shared_file("corpus/documents.jsonl").read_bytes().splitlines()))
    whole = total([count(catalog, row, read(document_of(row), catalog).findings) for row in rows])
    assert kinds_f1(whole) >= 0.9
    assert targets_f1(whole) >= 0.8
    assert len(whole.alarms) <= 2


@needs_shared
def test_the_seed_states_two_launches_and_no_restriction(catalog: Catalog) -> None:
    rows = map(msgspec.json.decode, shared_file("corpus/documents.jsonl").read_bytes().splitlines())
    seed = next(row for row in rows if row["id"] == "d090")
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
