"""What is learnt is what is read by: the weights that are written weigh a text as they did when they were learnt."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from events.catalog import load_catalog
from events.reading.features import Told
from events.reading.judgement import KINDS, read_weights, weigh
from events.reading.reader import signs
from events.reading.sentences import Sentence
from tests.learning.__main__ import HERE, Calibration, Sample, learn, write
from tests.score.counting import document_of

SENTENCE = Sentence(0, 1, "prose", 0)


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    catalog = load_catalog()
    rows = [msgspec.json.decode(line) for line in (HERE / "corpus/tuned/a.jsonl").read_bytes().splitlines()]
    made = []
    for row in rows:
        features, found = signs(document_of(row), catalog)
        kinds = frozenset(str(event["kind"]) for event in row["events"])
        made.append(Sample(author="a", features=features, found=found, kinds=kinds))
    return made


def test_a_text_weighs_as_much_by_the_written_weights_as_by_the_learnt_ones(
    samples: list[Sample], tmp_path: Path
) -> None:
    model = learn(samples)
    write(
        model,
        Calibration(scale=1.0, shift=np.zeros(len(KINDS)), found=np.zeros(len(KINDS)), steps=np.zeros(3)),
        tmp_path / "w.tsv",
    )
    written = read_weights((tmp_path / "w.tsv").read_text(encoding="utf-8"))
    learnt = model.scores(samples)
    for sample, odds in zip(samples, learnt, strict=True):
        told = (Told(SENTENCE, sample.features),)
        assert weigh(told, frozenset(), written).odds == pytest.approx(list(odds), abs=0.1)


def test_each_document_learnt_from_is_likeliest_of_a_kind_that_it_is_labelled_with(samples: list[Sample]) -> None:
    model = learn(samples)
    for sample, odds in zip(samples, model.scores(samples), strict=True):
        if sample.kinds:
            assert KINDS[int(np.argmax(odds))] in sample.kinds
