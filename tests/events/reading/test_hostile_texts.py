"""No text leads the reader on without end: every one is read in a bounded time, whatever it is made of."""

import time
from datetime import UTC, datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading import read
from events.reading.page import TEXT_LONGEST
from events.reading.sentences import LONGEST, split

SECONDS_MAX = 20.0
"""Several times what the slowest of them takes on a busy machine; unbounded they took minutes."""

TEXTS = {
    "one sentence": "The Commerce Department banned Claude Fable 5 and " * 6_000,
    "clauses": "ban, " * 60_000,
    "no space": "ban" * 100_000,
    "rows": "| gpt-4 | 2026-06-12 |\n" * 20_000,
    "bullets": "- gpt-4 will be retired on June 12, 2026\n" * 8_000,
    "Chinese without a stop": "美国商务部禁止向中国出口人工智能芯片，" * 8_000,
    "quotes": '"' * 80_000 + " ban Claude " * 3_000,
    "days": "12 June 2026 " * 10_000,
    "names": "Claude Fable 5 Anthropic OpenAI GPT-5.6 " * 5_000,
    "letters with marks": "e\u0301 ban Claude " * 10_000,
    "empty lines": "\n" * 200_000 + "ban Claude",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_repeats_itself_is_read_in_a_bounded_time(name: str, catalog: Catalog) -> None:
    document = Document(
        url="https://x.test/1", title="Claude", text=TEXTS[name], published_at=datetime(2026, 6, 12, tzinfo=UTC)
    )
    began = time.perf_counter()
    read(document, catalog)
    assert time.perf_counter() - began < SECONDS_MAX


def test_a_sentence_without_a_stop_is_cut_at_spaces_and_nothing_of_it_is_lost() -> None:
    folded = "title\n" + "several words and no stop " * 200
    pieces = [s for s in split(folded) if s.form == "prose"]
    assert max(s.end - s.start for s in pieces) <= LONGEST
    assert " ".join(folded[s.start : s.end] for s in pieces) == folded[6:].strip()


def test_what_stands_far_behind_is_not_read(catalog: Catalog) -> None:
    text = "Nothing is said here. " * (TEXT_LONGEST // 20) + "The Commerce Department banned Claude Fable 5 on Friday."
    assert read(Document(url="https://x.test/1", title="", text=text, language="en"), catalog).findings == ()
