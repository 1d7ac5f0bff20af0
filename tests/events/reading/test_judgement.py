"""Whether a text states an act: a probability with its reasons, which words in doubt hand to the editors."""

from datetime import UTC, datetime

import pytest

from events.acceptance import PROSE_BAR
from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading import read
from events.reading.concepts import find_concepts
from events.reading.judgement import KINDS, weights
from events.reading.reader import LEAST_LIKELY, LEAST_OF_RESTRICTIONS
from events.reading.text import fold


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def paper(title: str, text: str, language: str = "en") -> Document:
    at = datetime(2026, 9, 2, 9, tzinfo=UTC)
    return Document(url="https://paper.test/1", title=title, text=text, language=language, published_at=at)


BAN = paper(
    "Norway takes DeepSeek off government phones",
    "Norway's digital ministry on Tuesday ordered all state employees to delete DeepSeek from work devices by Friday.",
)


def test_an_act_told_without_the_usual_verbs_is_found_and_says_how_likely_it_is(catalog: Catalog) -> None:
    (finding,) = read(BAN, catalog).findings
    assert (finding.kind, finding.jurisdiction, finding.targets) == ("restriction", "NO", ("deepseek",))
    assert LEAST_OF_RESTRICTIONS <= finding.confidence <= 0.98


def test_the_same_words_in_a_recap_and_in_a_wish_state_nothing(catalog: Catalog) -> None:
    recap = paper(
        "A year of DeepSeek bans: a timeline",
        "A look back: in January 2025 Italy blocked DeepSeek, in February Australia banned it from government devices, "
        "and Taiwan and South Korea followed. What has changed since? Not much, analysts say.",
    )
    wish = paper(
        "Senators urge a ban on DeepSeek",
        "Two senators called on the administration on Tuesday to consider banning DeepSeek from government devices. "
        "The White House said no decision had been made.",
    )
    for document in (recap, wish):
        assert not [f for f in read(document, catalog).findings if f.kind == "restriction"]


def test_an_explanation_names_the_words_that_weighed_and_changes_nothing(catalog: Catalog) -> None:
    explained = read(BAN, catalog, explain=True)
    assert explained.findings == read(BAN, catalog).findings
    lines = dict(explained.steps)["judgement"]
    assert lines[0].startswith("restriction ")
    assert "x:people" in lines[0]
    assert "judgement" not in dict(read(BAN, catalog).steps)


def test_a_doubtful_restriction_is_handed_over_only_where_somebody_looks_at_it(catalog: Catalog) -> None:
    rumour = paper(
        "Bank tells staff to keep away from chatbots",
        "A regional lender has asked its staff in a memo not to paste customer data into ChatGPT or DeepSeek for now, "
        "two people who have seen it said. The regulator has published nothing.",
    )
    sure = read(rumour, catalog).findings
    doubtful = read(rumour, catalog, doubtful_too=True).findings
    assert all(f in doubtful for f in sure)
    assert all(f.kind == "restriction" and f.confidence < LEAST_LIKELY for f in doubtful if f not in sure)


def test_the_weights_know_every_kind_and_every_beginning_of_a_run() -> None:
    learnt = weights()
    assert all(len(row) == len(KINDS) + 2 for row in learnt.of.values())
    runs = [f for f in learnt.of if " " in f and f[1:2] != ":"]
    assert runs
    assert all(run.rsplit(" ", 1)[0] in learnt.of for run in runs)


@pytest.mark.parametrize(
    ("language", "text", "concept"),
    [
        ("en", "the ministry banned the app from phones", "narrow"),
        ("de", "das modell wird abgeschaltet", "retire"),
        ("fr", "la commission a ouvert une consultation publique", "propose"),
        ("zh", "该模型将于明日下线", "retire"),
        ("ja", "経産省は規制を解除した", "widen"),
        ("ko", "정부는 접속을 차단했다", "narrow"),
        ("ar", "حظرت الوزارة التطبيق", "narrow"),
    ],
)
def test_a_lexicon_knows_what_is_said_in_its_language(language: str, text: str, concept: str) -> None:
    assert concept in {c.name for c in find_concepts(fold(text), language)}


def test_a_phrase_is_no_part_of_a_longer_word() -> None:
    assert not [c for c in find_concepts("the band plays urban music", "en") if c.name == "narrow"]


def test_what_seems_barred_and_freed_at_once_is_told_to_nobody_by_itself(catalog: Catalog) -> None:
    both = paper("OpenAI bars Uganda and Kenya from o3", "OpenAI barred users in Kenya and Uganda from GPT-4.1.")
    kinds = {f.kind: f.confidence for f in read(both, catalog).findings}
    assert "restriction" in kinds
    assert "relaxation" not in kinds or max(kinds.values()) < min(PROSE_BAR.values())
