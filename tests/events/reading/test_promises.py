"""What holds of every reading: proofs to the letter, the same answer twice, the contract's JSON, and speed."""

import json
import re
import time

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading import public, read
from events.reading.words import words_of
from tests.events.reading.golden import load

KEYS = {
    "kind",
    "direction",
    "title",
    "issuer",
    "jurisdiction",
    "targets",
    "listed",
    "act",
    "surfaces",
    "audience",
    "happened_on",
    "effective_on",
    "effective_until",
    "certainty",
    "rivals",
    "confidence",
    "evidence",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_every_quote_stands_in_the_title_or_the_text_to_the_letter(catalog: Catalog) -> None:
    for case in load():
        for finding in read(case.document, catalog).findings:
            for proof in finding.evidence:
                if proof.basis == "quote":
                    assert proof.quote, (case.name, proof)
                    assert proof.quote in case.document.title or proof.quote in case.document.text, (case.name, proof)


def test_every_finding_says_why_it_is_of_its_kind(catalog: Catalog) -> None:
    for case in load():
        for finding in read(case.document, catalog).findings:
            assert any(e.field == "kind" and e.basis == "quote" for e in finding.evidence), case.name
            said = {e.field for e in finding.evidence}
            for field in ("issuer", "targets", "happened_on", "effective_on", "effective_until", "rivals"):
                assert not getattr(finding, field) or field in said, (case.name, field)


def test_reading_twice_gives_the_same(catalog: Catalog) -> None:
    for case in load()[::5]:
        assert read(case.document, catalog) == read(case.document, catalog)


def test_the_public_form_has_the_keys_of_the_contract_and_is_json(catalog: Catalog) -> None:
    for case in load():
        for finding in read(case.document, catalog).findings:
            plain = public(finding)
            assert plain.keys() >= KEYS
            assert json.loads(json.dumps(plain)) == plain
            if finding.kind == "launch":
                assert plain["effective_on"] is None
            if finding.kind == "relaxation":
                assert "admitted" in plain["audience"]


def test_a_reading_tells_its_steps(catalog: Catalog) -> None:
    case = next(c for c in load() if c.name == "story-06-12-order-and-switch-off")
    steps = dict(read(case.document, catalog).steps)
    assert steps["language"] == ("en",)
    assert any("us-bis" in line for line in steps["names"])
    assert any("restriction" in line for line in steps["acts"])


def test_a_structured_effective_day_replaces_what_the_prose_suggests(catalog: Catalog) -> None:
    document = Document(
        url="https://www.federalregister.gov/documents/z",
        title="Additions to the Entity List",
        text="BIS amends the Export Administration Regulations by adding two makers of AI chips to the Entity List.",
        language="en",
        structured={"type": "Rule", "effective_on": "2025-03-28"},
    )
    (finding,) = read(document, catalog).findings
    assert str(finding.effective_on) == "2025-03-28"
    assert any(e.field == "effective_on" and e.basis == "structured" for e in finding.evidence)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "?", "\u0301\u0301", "| |\n|---|", "`" * 50, "a" * 20_000, "「" * 500]
)
def test_odd_texts_state_nothing_and_break_nothing(text: str, catalog: Catalog) -> None:
    assert read(Document(url="", title="", text=text), catalog).findings == ()
    assert read(Document(url="", title=text, text=text), catalog).findings == ()


def test_a_composed_and_a_decomposed_text_read_alike_and_quote_themselves(catalog: Catalog) -> None:
    import_of = (
        "L'Italie bloque DeepSeek",
        "L'autorité italienne de protection des données a bloqué jeudi DeepSeek en Italie.",
    )
    decomposed = import_of[1].replace("é", "e\u0301")
    plain = read(Document(url="", title=import_of[0], text=import_of[1]), catalog).findings
    other = read(Document(url="", title=import_of[0], text=decomposed), catalog).findings
    assert [f.targets for f in plain] == [f.targets for f in other] == [("deepseek",)]
    for proof in other[0].evidence:
        assert proof.quote in import_of[0] or proof.quote in decomposed


@pytest.mark.slow
def test_a_long_article_is_read_in_a_moment(catalog: Catalog) -> None:
    texts = [c.document.text for c in load() if c.document.language == "en"]
    document = Document(url="", title="US lifts its order on Fable 5", text="\n\n".join(texts)[:12_000])
    read(document, catalog)
    began = time.perf_counter()
    read(document, catalog)
    assert time.perf_counter() - began < 0.5


def test_every_field_that_says_something_has_its_proof(catalog: Catalog) -> None:
    plain = {"kind", "direction", "title", "issuer", "jurisdiction", "targets", "listed", "act", "surfaces", "topics"}
    dated = {"happened_on", "effective_on", "effective_at", "effective_until", "rivals", "dependencies"}
    for case in load():
        for finding in read(case.document, catalog).findings:
            proved = {e.field for e in finding.evidence}
            said = {name for name in plain | dated if getattr(finding, name)}
            if finding.audience.barred or finding.audience.exempt or finding.audience.admitted:
                said.add("audience")
            assert said <= proved, (case.name, said - proved)
            assert all(len(e.quote) <= 200 for e in finding.evidence), case.name


def test_no_word_of_a_language_holds_a_capital_since_texts_are_compared_without_them() -> None:
    for language in ("en", "zh", "ja", "ko", "ar", "fr", "de"):
        for name, pattern in words_of(language).by.items():
            bare = re.sub(r"\\.|\(\?P<\w+>", "", pattern.pattern)
            assert not re.search(r"[A-Z]", bare), (language, name)


def test_an_explained_reading_finds_the_same(catalog: Catalog) -> None:
    for case in load():
        assert read(case.document, catalog, explain=True).findings == read(case.document, catalog).findings, case.name
