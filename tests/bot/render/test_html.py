"""Text of strangers is made harmless, and no cut ever breaks a tag or leaves Telegram's measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.html import bold, clip_html, code, escape, italic, line, link, plain, units
from bot.sandbox.entities import parse_html

texts = st.text(max_size=60)
pieces = st.one_of(
    texts.map(escape),
    texts.map(bold),
    texts.map(italic),
    texts.map(code),
    texts.map(lambda text: bold(text) + "\n" + italic(text)),
    texts.map(lambda text: f"<b>{escape(text)} <i>{escape(text)}</i> x</b>"),
    st.tuples(st.just("https://news.test/a?b=c&d=%20"), texts).map(lambda pair: link(*pair)),
)


@given(st.lists(pieces, max_size=40).map("".join), st.integers(min_value=1, max_value=300))
def test_a_cut_text_is_within_the_limit_and_every_tag_is_closed(html: str, limit: int) -> None:
    cut = clip_html(html, limit)
    seen, _ = parse_html(cut)  # the strict parser of the sandbox: it raises where a tag is broken
    assert units(seen) <= limit
    assert units(plain(cut)) <= limit


@given(st.lists(pieces, max_size=10).map("".join))
def test_a_text_that_fits_is_left_as_it_is(html: str) -> None:
    assert clip_html(html) == html


def test_a_text_of_long_addresses_is_cut_by_the_size_of_its_markup() -> None:
    many = " ".join(link(f"https://news.test/{'x' * 900}", "here") for _ in range(100))
    cut = clip_html(many)
    assert len(cut.encode()) < 17_000
    parse_html(cut)


@given(st.text())
def test_what_is_escaped_once_is_seen_as_it_was_written(text: str) -> None:
    seen, entities = parse_html(escape(text))
    assert entities == []
    assert seen.rstrip("\n ") == plain(escape(text)).rstrip("\n ")
    assert escape(text).count("<") == 0


@pytest.mark.parametrize("bad", ["\x00", "\u202e", "\u2066", "\u200b", "\ud800", "\x1b", "\u200f", "\ufeff"])
def test_characters_that_turn_lines_round_or_hide_are_dropped(bad: str) -> None:
    assert escape(f"safe{bad}word") == "safeword"


def test_names_stay_on_one_line_and_are_cut() -> None:
    assert line("a\nb\u2028c  d") == "a b c d"
    assert line("x" * 400, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "tg://user?id=1", "http://localhost/x", "not an address", "https://[::1", ""]
)
def test_an_address_that_nobody_should_be_led_to_becomes_plain_text(url: str) -> None:
    assert link(url, "Wire") == "Wire"


def test_an_address_cannot_break_out_of_its_quotes() -> None:
    html = link('https://news.test/"><b>x', "Wire")
    seen, entities = parse_html(html)
    assert seen == "Wire"
    assert [e.kind for e in entities] == ["text_link"]
