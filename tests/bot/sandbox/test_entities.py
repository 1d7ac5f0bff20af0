"""Telegram's HTML is read as the real server reads it, and refused in its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import Entity, checked_link, parse_html, utf16_length
from bot.sandbox.rules import ApiError

REFUSALS = [
    ("a<br>b", 'Unsupported start tag "br" at byte offset 1'),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>x<i>y</i>", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x <b", "Unclosed start tag at byte offset 2"),
    ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
    ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("html", "words"), REFUSALS)
def test_wrong_markup_is_refused_with_the_byte_it_starts_at(html: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"
    assert refused.value.code == 400


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&nbsp;&copy;&apos;", "&nbsp;&copy;&apos;"),
        ("&#65;&#x42;", "AB"),
        ("&#x1F600;", "\U0001f600"),
        ("&#0; &#99999999999;", "&#0; &#99999999999;"),
        ("&amp;lt;", "&lt;"),
        ("AT&T", "AT&T"),
        ("&lt", "<"),
    ],
)
def test_only_four_names_and_numbers_are_decoded(html: str, text: str) -> None:
    assert parse_html(html) == (text, [])


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ApiError, match="check for unmatched surrogate code units"):
        parse_html("&#xD800;")


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ("<B>x</b >", "bold"),
        ("<b>x</>", "bold"),
    ],
)
def test_every_tag_gives_its_entity(html: str, kind: str) -> None:
    text, entities = parse_html(html)
    assert text == "x"
    assert entities == [Entity(kind=kind, offset=0, length=1)]


def test_offsets_count_utf16_units() -> None:
    text, entities = parse_html("😀<b>é</b>")
    assert text == "😀é"
    assert entities == [Entity(kind="bold", offset=2, length=1)]


def test_links_keep_decoded_addresses_and_lose_those_telegram_drops() -> None:
    _, kept = parse_html('<a href="https://example.org/?a=1&amp;b=2">x</a>')
    assert kept == [Entity(kind="text_link", offset=0, length=1, url="https://example.org/?a=1&b=2")]
    assert parse_html('<a href="http://localhost/x">x</a>')[1] == []
    assert parse_html('<a href="javascript:alert(1)">x</a>')[1] == []
    assert parse_html('<a href="tg://user?id=7">x</a>')[1] == [
        Entity(kind="text_mention", offset=0, length=1, user_id=7)
    ]


def test_a_language_of_code_inside_pre_is_kept() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [Entity(kind="pre", offset=0, length=1, language="python")]


def test_empty_tags_leave_no_entity() -> None:
    assert parse_html("<b></b>x") == ("x", [])


def test_nested_entities_come_outer_first() -> None:
    _, entities = parse_html("<b>a<i>b</i></b>")
    assert [entity.kind for entity in entities] == ["bold", "italic"]


def test_a_link_needs_a_scheme_that_telegram_knows_and_a_dotted_host() -> None:
    assert checked_link("example.org") == "http://example.org"
    assert checked_link("tg://resolve?domain=x") == "tg://resolve?domain=x"
    assert checked_link("ftp://example.org") is None
    assert checked_link("") is None


def refusal_of(html: str) -> str | None:
    try:
        text, entities = parse_html(html)
    except ApiError as error:
        return error.description
    assert all(entity.offset + entity.length <= utf16_length(text) for entity in entities)
    return None


@given(st.text(st.sampled_from("<>&;/=\"' abipre#x1é😀"), max_size=60))
def test_any_text_parses_or_is_refused_in_words(html: str) -> None:
    words = refusal_of(html)
    assert words is None or words.startswith("Bad Request: can't parse entities: ")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>")[0] == text
