"""Feeds over a real loopback server: what is new, what only looks new, and what must not be believed."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from events.sources import feed
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def spec(url: str, **more: str) -> SourceSpec:
    return SourceSpec(id="lab", kind="feed", url=url, every_seconds=900, trust="provider", **more)  # type: ignore[arg-type]


def item(key: str, title: str, text: str = "", link: str = "", date: str = "Mon, 01 Jun 2026 09:00:00 GMT") -> str:
    body = text or f"{title}: all there is to say about it, at some length."
    return (
        f"<item><guid>{key}</guid><title>{title}</title><link>{link or '/posts/' + key}</link>"
        f"<description><![CDATA[{body}]]></description><pubDate>{date}</pubDate></item>"
    )


def rss(items: Iterable[str], built: str = "Mon, 01 Jun 2026 10:00:00 GMT") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>A Lab</title><language>en-us</language>'
        f"<lastBuildDate>{built}</lastBuildDate>{''.join(items)}</channel></rss>"
    )


async def looked(door: Door, url: str, cursor: Cursor | None = None) -> Checked:
    answer = await feed.check(spec(url), cursor or Cursor(), door, NOW)
    assert isinstance(answer, Checked), answer
    return answer


async def test_the_first_look_finds_all_entries_oldest_first_and_the_second_none(site: Site, door: Door) -> None:
    url = site.serve("/f", rss([item("b", "Second"), item("a", "First")]), headers={"ETag": '"1"'})
    first = await looked(door, url)
    assert [d.title for d in first.documents] == ["First", "Second"]
    document = first.documents[0]
    assert (document.source, document.publisher, document.trust, document.language) == (
        "lab",
        "A Lab",
        "provider",
        "en-us",
    )
    assert (document.key, document.url, document.observed_at) == ("a", site.url("/posts/a"), NOW)
    assert document.published_at == datetime(2026, 6, 1, 9, tzinfo=UTC)
    second = await looked(door, url, Cursor.loaded(first.cursor.dumped()))
    assert second.unchanged
    assert second.documents == ()
    assert site.asked[1][1]["if-none-match"] == '"1"'


async def test_changed_bytes_with_the_same_meaning_find_nothing_new(site: Site, door: Door) -> None:
    url = site.serve("/f", rss([item("b", "Second"), item("a", "First", "<p>One  two</p><p>three</p>")]))
    first = await looked(door, url)
    site.serve(
        "/f",
        rss(
            [
                item(
                    "a",
                    " First\n",
                    "<div><p>One two</p>\n<p>three</p></div>",
                    "/posts/a?utm_source=rss",
                    "Mon, 01 Jun 2026 09:00:07 GMT",
                ),
                item("b", "Second", link="https://mirror.example/b"),
            ],
            built="Tue, 02 Jun 2026 10:00:00 GMT",
        ),
    )
    second = await looked(door, url, first.cursor)
    assert second.unchanged
    assert second.documents == ()


async def test_an_entry_worded_anew_comes_again_under_its_old_key(site: Site, door: Door) -> None:
    url = site.serve("/f", rss([item("b", "Second"), item("a", "Model X is available")]))
    first = await looked(door, url)
    site.serve("/f", rss([item("b", "Second"), item("a", "Model X is no longer available")]))
    second = await looked(door, url, first.cursor)
    assert [(d.key, d.title) for d in second.documents] == [("a", "Model X is no longer available")]
    assert second.documents[0].identity == next(d.identity for d in first.documents if d.key == "a")


async def test_a_key_made_of_a_link_ignores_sharing_marks_scheme_and_last_slash(site: Site, door: Door) -> None:
    plain = "<item><title>T</title><link>http://x.example/p/</link><description>word</description></item>"
    marked = plain.replace("http://x.example/p/", "https://x.example/p?utm_source=a&amp;utm_medium=b")
    url = site.serve("/f", rss([plain]))
    first = await looked(door, url)
    site.serve("/f", rss([marked]))
    assert (await looked(door, url, first.cursor)).documents == ()


async def test_new_ids_for_the_old_entries_find_nothing_new(site: Site, door: Door) -> None:
    url = site.serve("/f", rss(item(f"a{n}", f"Post {n}") for n in range(8)))
    first = await looked(door, url)
    site.serve("/f", rss(item(f"z{n}", f"Post {n}") for n in range(8)))
    second = await looked(door, url, first.cursor)
    assert (second.documents, second.suspect) == ((), "")


async def test_a_feed_that_is_suddenly_empty_is_suspect_and_loses_nothing(site: Site, door: Door) -> None:
    url = site.serve("/f", rss(item(f"a{n}", f"Post {n}") for n in range(8)))
    first = await looked(door, url)
    site.serve("/f", rss([]))
    cursor = first.cursor
    for _ in range(3):
        empty = await looked(door, url, cursor)
        assert "empty where it had 8" in empty.suspect
        cursor = empty.cursor
    assert cursor.seen == first.cursor.seen
    site.serve("/f", rss(item(f"a{n}", f"Post {n}") for n in range(9)))
    back = await looked(door, url, cursor)
    assert [d.title for d in back.documents] == ["Post 8"]


async def test_half_of_the_entries_gone_is_suspect_until_it_comes_so_three_times(site: Site, door: Door) -> None:
    url = site.serve("/f", rss(item(f"a{n}", f"Post {n}") for n in range(8)))
    cursor = (await looked(door, url)).cursor
    site.serve("/f", rss([item("new", "New one"), item("a0", "Post 0")]))
    for _ in range(2):
        less = await looked(door, url, cursor)
        assert "only 2 of 8" in less.suspect
        assert less.documents == ()
        cursor = less.cursor
    third = await looked(door, url, cursor)
    assert [d.title for d in third.documents] == ["New one"]
    assert "odd" not in third.cursor.extra


async def test_all_ids_and_words_changed_at_once_is_suspect_but_newer_entries_are_not(site: Site, door: Door) -> None:
    url = site.serve("/f", rss(item(f"a{n}", f"Post {n}") for n in range(6)))
    cursor = (await looked(door, url)).cursor
    site.serve("/f", rss(item(f"z{n}", f"Other {n}", date="Sun, 03 May 2026 09:00:00 GMT") for n in range(6)))
    assert "every entry changed" in (await looked(door, url, cursor)).suspect
    site.serve("/f", rss(item(f"z{n}", f"Other {n}", date="Wed, 03 Jun 2026 09:00:00 GMT") for n in range(6)))
    assert len((await looked(door, url, cursor)).documents) == 6


@pytest.mark.parametrize(
    "page", ['<!DOCTYPE html><form><input type="password"></form>', "\n<HTML><body>Sign in</body></HTML>"]
)
async def test_a_login_page_instead_of_a_feed_is_suspect_with_advice(site: Site, door: Door, page: str) -> None:
    answer = await looked(door, site.serve("/f", page, kind="text/html"))
    assert "login" in answer.suspect
    assert "open its address in a browser" in answer.suspect
    assert answer.cursor == Cursor()


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>t</title><item><guid>1</guid><title>n &x;</title></item></channel></rss>"
)
BROKEN = {
    "billion laughs": (BILLION, "entities"),
    "deep nesting": ("<rss><channel>" + "<a>" * 5000, "deep"),
    "deep json": ('{"version":"https://jsonfeed.org/version/1","items":' + "[" * 100_000, "JSON"),
    "other json": ('{"hello":1}', "no JSON Feed"),
    "cut off": (rss([item("a", "First"), item("b", "Second")])[:300], "breaks off"),
    "no feed": ("<svg></svg>", "no RSS"),
    "a path": ("/etc/passwd", "no RSS"),
    "empty": ("  ", "empty"),
    "huge attribute": (f'<rss a="{"x" * 30_000}"><channel/></rss>', "attribute"),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
async def test_a_broken_or_hostile_feed_fails_in_one_line(site: Site, door: Door, name: str) -> None:
    body, word = BROKEN[name]
    answer = await feed.check(spec(site.serve("/f", body)), Cursor(), door, NOW)
    assert isinstance(answer, Failed), answer
    assert word in answer.reason
    assert "\n" not in answer.reason
    assert answer.reason.startswith("lab ")


async def test_no_file_is_read_through_an_external_entity(site: Site, door: Door) -> None:
    answer = await feed.check(spec(site.serve("/f", EXTERNAL)), Cursor(), door, NOW)
    assert "root:" not in str(answer)


async def test_a_refusal_and_its_pause_are_handed_on(site: Site, door: Door) -> None:
    url = site.serve("/f", status=503, headers={"Retry-After": "77"})
    answer = await feed.check(spec(url), Cursor(), door, NOW)
    assert answer == Failed(reason=answer.reason, retry_after_seconds=77)  # type: ignore[union-attr]


async def test_a_feed_in_json_gives_the_same_documents(site: Site, door: Door) -> None:
    told = (
        '{"version":"https://jsonfeed.org/version/1.1","title":"A Lab","language":"en","items":[{"id":2,"title":"Two",'
        '"content_text":"Plain <b> & text","url":"/2","date_published":"2026-06-01T09:00:00+09:00"},'
        '{"id":"1","content_html":"<p>Hello</p><script>alert()</script>","url":"javascript:alert(1)"}]}'
    )
    answer = await looked(door, site.serve("/f", told, kind="application/feed+json"))
    one, two = answer.documents
    assert (one.title, one.text, one.url) == ("Hello", "Hello", site.url("/1"))
    assert (two.key, two.title, two.text, two.url) == ("2", "Two", "Plain <b> & text", site.url("/2"))
    assert two.published_at == datetime(2026, 6, 1, 0, tzinfo=UTC)


async def test_a_shift_jis_feed_with_vendor_characters_is_read_right(site: Site, door: Door) -> None:
    text = rss([item("a", "①輸出管理の見直し")]).replace("?>", ' encoding="Shift_JIS"?>', 1)
    answer = await looked(door, site.serve("/f", text.encode("cp932"), kind="text/xml"))
    assert answer.documents[0].title == "①輸出管理の見直し"


@needs_shared
@pytest.mark.parametrize("name", ["openai_research", "anthropic_news", "cohere", "google_ai", "meta_ai", "mistral"])
async def test_a_real_lab_feed_is_read_once_and_then_finds_nothing_new(site: Site, door: Door, name: str) -> None:
    body = shared_file(f"answers/lab_feeds/feed_{name}.xml").read_bytes()
    url = site.serve("/f", body)
    first = await looked(door, url)
    assert len(first.documents) == body.count(b"<item>")
    assert all(d.title and d.published_at and d.url.startswith("https://") for d in first.documents)
    site.serve("/f", body.replace(b"<lastBuildDate>Sat, 22 Aug 2026", b"<lastBuildDate>Sun, 23 Aug 2026") + b"\n")
    second = await looked(door, url, first.cursor)
    assert (second.documents, second.suspect) == ((), "")


@needs_shared
async def test_a_year_of_a_real_feed_gives_only_what_was_really_added(site: Site, door: Door) -> None:
    folder = shared_file("answers/lab_feeds/openai_research_history")
    cursor = Cursor()
    told: dict[str, set[str]] = {}
    gains = []
    for path in sorted(folder.glob("*.xml"), key=lambda p: p.name.split("@")[1])[-8:]:
        answer = await looked(door, site.serve("/f", path.read_bytes()), cursor)
        assert answer.suspect == ""
        cursor = answer.cursor
        gains.append(len(answer.documents))
        for document in answer.documents:
            assert document.hash not in told.get(document.key, set())
            told.setdefault(document.key, set()).add(document.hash)
    # Empty for months; nine entries; a notice that the feed moved; the new feed; and a week in which nothing happened
    assert gains[:4] == [0, 0, 0, 0]
    assert gains[4:6] == [9, 1]
    # … but for one post, now reworded: "The Sora product is no longer available."
    assert gains[-1] == 1
    assert "no longer available" in answer.documents[0].text
    assert len({key.rstrip("/") for key in told}) == len(told)
