"""The bytes of a feed become clean entries, and no bytes at all make the reading fall over."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.sources.feed_entries import read_feed
from events.sources.raw_feed import BadFeed, ReadEntry, ReadFeed
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://lab.example/blog/feed.xml"


def only(entry: str) -> ReadEntry:
    body = f'<rss version="2.0"><channel><title>L</title><item><guid>k</guid>{entry}</item></channel></rss>'
    feed = read_feed(body.encode(), "", URL, NOW)
    assert isinstance(feed, ReadFeed)
    return feed.entries[0]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A &lt;b&gt;bold&lt;/b&gt; claim", "A bold claim"),
        ("AT&amp;amp;T and R&amp;D", "AT&T and R&D"),
        ("x&lt;script&gt;alert(1)&lt;/script&gt;y", "xy"),
        ("Two\n  lines", "Two lines"),
        ("hidden\u202egnp.exe\u200b", "hiddengnp.exe"),
        ("为什么", "为什么"),
    ],
)
def test_a_title_is_one_clean_line(title: str, shown: str) -> None:
    assert only(f"<title>{title}</title>").title == shown


def test_a_text_keeps_its_paragraphs_and_loses_what_nobody_sees() -> None:
    entry = only(
        "<title>T</title><description><![CDATA[<style>p{}</style><h2>Head</h2>"
        "<p>One &amp;amp; two<br>three</p>"
        '<script>steal()</script><a href="javascript:x()">link</a> <table><tr><td>a</td><td>b</td></tr></table>'
        "]]></description>"
    )
    assert entry.text == "Head\n\nOne &amp; two\nthree\n\nlink\n\na b"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/2026/post", "https://lab.example/2026/post"),
        ("post", "https://lab.example/blog/post"),
        ("//cdn.example/p", "https://cdn.example/p"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[broken", ""),
    ],
)
def test_a_link_is_a_whole_web_address_or_none(link: str, address: str) -> None:
    found = only(f"<title>T</title><link>{link}</link>").url
    assert found == (address or "https://lab.example/blog/k")


@pytest.mark.parametrize(
    ("date", "at", "is_day"),
    [
        ("Mon, 01 Jun 2026 17:21:00 -0400", "2026-06-01T21:21:00+00:00", False),
        ("2026-06-01T17:21:00Z", "2026-06-01T17:21:00+00:00", False),
        ("2026-06-01", "2026-06-01T00:00:00+00:00", True),
        ("Mon, 01 Jun 2026 00:00:00 +0900", "2026-06-01T00:00:00+00:00", True),
        ("1 يونيو 2026 10:30", "2026-06-01T10:30:00+00:00", False),
        ("2026年6月1日", "2026-06-01T00:00:00+00:00", True),
        ("1er juin 2026", "2026-06-01T00:00:00+00:00", True),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "", False),
        ("2031-01-01", "", False),
        ("0001-01-01T00:00:00+14:00", "", False),
        ("soon", "", False),
    ],
)
def test_dates_of_many_forms_are_one_instant_and_absurd_ones_are_none(date: str, at: str, is_day: bool) -> None:
    entry = only(f"<title>T</title><pubDate>{date}</pubDate>")
    assert (entry.published_at, entry.published_is_day) == (at, is_day)


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>L</title><entry>
<id>tag:x,1</id><title type="html">A &amp;amp; B</title><link href="/e"/><updated>2026-06-01T10:00:00Z</updated>
<summary>short</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The full text.</p></div></content>
</entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>L</title></channel>
<item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link>
<dc:date>2026-06-01T10:00:00+08:00</dc:date></item></rdf:RDF>"""


def test_atom_and_rdf_are_read_as_well() -> None:
    atom = read_feed(ATOM.encode(), "application/atom+xml", URL, NOW)
    assert isinstance(atom, ReadFeed)
    assert (atom.entries[0].title, atom.entries[0].text, atom.entries[0].language) == ("A & B", "The full text.", "de")
    rdf = read_feed(RDF.encode(), "application/rdf+xml", URL, NOW)
    assert isinstance(rdf, ReadFeed)
    assert (rdf.entries[0].key, rdf.entries[0].published_at) == ("https://x.example/1", "2026-06-01T02:00:00+00:00")


@pytest.mark.parametrize("poison", ["&#xD800;", "&#99999999999;", "<!DOCTYPE r [<!ENTITY a '\\'>]>", "\x00\x01"])
def test_what_makes_the_parser_raise_is_a_bad_answer_or_a_reading(poison: str) -> None:
    body = f"<rss version='2.0'><channel><item><guid>1</guid><title>{poison}</title></item></channel></rss>"
    for place in (body, poison + body):
        assert isinstance(read_feed(place.encode(), "text/xml; charset=nonsense", URL, NOW), ReadFeed | BadFeed)


@given(st.binary(max_size=300), st.sampled_from(["", "text/xml; charset=utf-16", "application/json", "\x00"]))
def test_any_bytes_are_a_reading_or_a_reason(body: bytes, content_type: str) -> None:
    for start in (
        b"",
        b"<rss version='2.0'><channel><item><title>",
        b'{"version":"https://jsonfeed.org/version/1","items":[',
    ):
        assert isinstance(read_feed(start + body, content_type, URL, NOW), ReadFeed | BadFeed)


@needs_shared
@pytest.mark.slow
def test_two_thousand_awkward_feeds_are_read_or_refused() -> None:
    folder = shared_file("answers/feeds_feedparser/tests")
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".xml", ".json"))
    answers = [read_feed(path.read_bytes(), "", URL, NOW) for path in paths]
    bad = [answer for answer in answers if isinstance(answer, BadFeed)]
    assert len(answers) > 2000
    assert len(bad) < 40
    for answer in answers:
        if isinstance(answer, ReadFeed):
            assert all(entry.key and "<script" not in entry.title for entry in answer.entries)
