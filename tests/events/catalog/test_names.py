"""What a typed name means, and what an unknown one may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.catalog import load_catalog

CATALOG = load_catalog()


@pytest.mark.parametrize(
    ("typed", "refs"),
    [
        ("anthropic", ("anthropic",)),
        ("ANTHROPIC", ("anthropic",)),
        ("open ai", ("openai",)),
        ("x.AI", ("xai",)),
        ("GPT5.6", ("openai/gpt-5.6",)),
        ("gpt 5.6", ("openai/gpt-5.6",)),
        ("claude fable 5", ("anthropic/claude-fable-5",)),
        ("claude-fable-5", ("anthropic/claude-fable-5",)),
        ("anthropic/claude-fable-5", ("anthropic/claude-fable-5",)),
        ("Fable 5", ("anthropic/claude-fable-5",)),
        ("Command A", ("cohere/command-a",)),
        ("command a+", ("cohere/command-a-plus",)),
        ("qwen.ai", ("alibaba",)),
        ("智譜", ("zhipu",)),
        ("智谱", ("zhipu",)),
        ("月之暗面", ("moonshot",)),
        ("奇虎360", ("360",)),
        ("３６０", ("360",)),  # full-width digits, as a Chinese keyboard types them
        ("サカナAI", ("sakana",)),
        ("앤트로픽", ("anthropic",)),
        ("딥시크", ("deepseek",)),
        ("أنثروبيك", ("anthropic",)),
        ("هيوماين", ("humain",)),
        ("السعودية", ("SA",)),
        ("沙特阿拉伯", ("SA",)),
        ("Saudi", ("SA",)),
        ("sa", ("SA",)),
        ("EU", ("EU",)),
        ("UK", ("GB",)),
        ("Türkiye", ("TR",)),
        ("h20", ("hw/h20",)),
        ("昇腾", ("hw/ascend",)),
        ("出口管制", ("topic/export-controls",)),
        ("BIS", ("us-bis",)),
        ("商务部", ("cn-mofcom",)),
        ("美国商务部", ("us-commerce",)),
        ("개인정보보호위원회", ("kr-pipc",)),
        ("leading American models", ("class/us-frontier",)),
        ("no such name", ()),
        ("", ()),
        ("!?", ()),
    ],
)
def test_a_whole_typed_name_is_found(typed: str, refs: tuple[str, ...]) -> None:
    assert CATALOG.find(typed) == refs


def test_an_ambiguous_name_returns_all_who_bear_it() -> None:
    assert set(CATALOG.find("K2")) == {"moonshot/kimi-k2", "mbzuai/k2-think"}
    assert set(CATALOG.find("Mythos")) == {"anthropic/claude-mythos-preview", "anthropic/claude-mythos-5"}


def test_every_name_and_id_finds_its_own_thing() -> None:
    for things in (CATALOG.providers, CATALOG.models, CATALOG.hardware, CATALOG.topics, CATALOG.jurisdictions):
        for ref, thing in things.items():
            assert ref in CATALOG.find(ref)
            assert ref in CATALOG.find(thing.name)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("antropic", "anthropic"),
        ("Anthropics", "anthropic"),
        ("opnai", "openai"),
        ("deepsek", "deepseek"),
        ("mistrl", "mistral"),
        ("nvida", "nvidia"),
        ("claud fable", "anthropic/claude-fable-5"),
        ("gemini 2.5 por", "google/gemini-2.5-pro"),
        ("saudi arabi", "SA"),
        ("Geogia", "GE"),
        ("export contols", "topic/export-controls"),
        ("Sakana AI Fugu", "sakana/fugu"),
        ("サカナA", "sakana"),
        ("딥시", "deepseek"),
        ("anth", "anthropic"),
    ],
)
def test_a_name_not_known_is_met_with_the_nearest_first(typed: str, first: str) -> None:
    assert CATALOG.find(typed) == ()
    assert CATALOG.suggest(typed)[0] == first


def test_of_models_equally_near_the_newest_comes_first() -> None:
    opuses = [ref for ref in CATALOG.suggest("claude op", 9) if "/" in ref]
    assert opuses[:2] == ["anthropic/claude-opus-4.8", "anthropic/claude-opus-4.7"]


def test_suggestions_keep_to_the_limit_and_to_what_can_be_watched() -> None:
    assert len(CATALOG.suggest("claude", 3)) == 3
    assert CATALOG.suggest("claude", 0) == ()
    assert "us-bis" not in CATALOG.suggest("bureau of industry and securty")


def test_nonsense_gets_no_suggestion() -> None:
    assert CATALOG.suggest("qqzzxxjjwwvvkk") == ()
    assert CATALOG.suggest("") == ()


@given(st.text(max_size=200))
def test_any_typed_text_is_answered_with_things_that_exist(text: str) -> None:
    for ref in (*CATALOG.find(text), *CATALOG.suggest(text)):
        assert CATALOG.exists(ref)


def test_every_spelling_leads_to_a_thing_that_exists() -> None:
    spellings = CATALOG.spellings()
    assert list(spellings) == sorted(spellings, key=lambda s: (s.text, s.ref))
    assert all(CATALOG.exists(s.ref) and s.text.strip() for s in spellings)


def test_a_model_is_looked_for_in_the_ways_texts_write_it() -> None:
    texts = {s.text for s in CATALOG.spellings() if s.ref == "openai/gpt-5.6"}
    assert {"GPT-5.6", "GPT 5.6", "GPT5.6"} <= texts
    assert "Claude-Fable-5" in {s.text for s in CATALOG.spellings() if s.ref == "anthropic/claude-fable-5"}


def test_a_text_never_means_two_things_for_sure() -> None:
    sure: dict[str, set[str]] = {}
    for spelling in CATALOG.spellings():
        if not spelling.ambiguous and spelling.sense != "demonym":
            sure.setdefault(spelling.text.casefold(), set()).add(spelling.ref)
    assert {text: refs for text, refs in sure.items() if len(refs) > 1} == {}


def test_short_capitals_and_words_of_the_language_need_their_case() -> None:
    cased = {s.text: s.cased for s in CATALOG.spellings()}
    assert cased["US"]
    assert cased["BIS"]
    assert cased["Solar"]
    assert not cased["Anthropic"]
    assert not cased["poolside"]
