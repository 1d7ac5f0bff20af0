"""The labelled corpus, where it is at hand: the bars that the reader must clear, and the seed document."""

import msgspec
import pytest

from events.catalog import Catalog, load_catalog
from events.reading import public, read
from tests.score.__main__ import Tally, document_of, f1, score
from tests.shared_data import needs_shared, shared_file


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@needs_shared
def test_the_reader_clears_the_bars_on_the_labelled_corpus(catalog: Catalog) -> None:
    tally = Tally()
    for line in shared_file("corpus/documents.jsonl").read_bytes().splitlines():
        row = msgspec.json.decode(line)
        score(catalog, row, read(document_of(row), catalog).findings, tally)
    kinds = f1(sum(tally.hits.values()), sum(tally.found.values()), sum(tally.wanted.values()))[2]
    assert kinds >= 0.9
    assert f1(*tally.targets)[2] >= 0.8
    assert len(tally.alarms) <= 2


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
