"""A site's list of its pages: new ones are read, a few at a time, and what is not there yet is tried again."""

from typing import Any

from events.sources.protocol import Checked, Failed
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks

LONG = "Today we release a model. " * 20


def page(title: str) -> str:
    return (
        "<html lang='en'><head><meta property='article:published_time' content='2026-11-19T09:30:00Z'></head><body>"
        f"<nav>Home</nav><main><h1>{title}</h1><p>{LONG}</p></main><footer>© Acme</footer></body></html>"
    )


def mapped(site: Site, *paths: str, sort: str = "url") -> str:
    entries = "".join(f"<{sort}><loc>{site.url(path)}</loc><lastmod>2026-11-18</lastmod></{sort}>" for path in paths)
    root = "urlset" if sort == "url" else "sitemapindex"
    return f"<?xml version='1.0'?><{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</{root}>"


OLD = [f"/news/{n}" for n in range(6)]


def looks(site: Site, door: Door, **options: Any) -> Looks:
    return Looks(site, door, "sitemap", prefix="/news/", **options)


async def test_a_new_page_under_the_prefix_is_read_and_the_rest_is_not(site: Site, door: Door) -> None:
    seen = looks(site, door)
    assert (await seen.at(mapped(site, "/news", "/about", *OLD))).documents == ()
    url = site.serve("/news/new", page("A new model"))
    (document,) = (await seen.at(mapped(site, "/jobs/new", *OLD, "/news/new"))).documents
    assert (document.url, document.title, document.language) == (url, "A new model", "en")
    assert document.text == f"A new model\n\n{LONG.strip()}"
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2026-11-19T09:30:00+00:00"
    assert not [path for path, _ in site.asked if path.startswith(("/jobs", "/news/0"))]


async def test_more_new_pages_than_one_check_reads_come_at_the_next_ones(site: Site, door: Door) -> None:
    seen = looks(site, door, max_pages=2)
    await seen.at(mapped(site, *OLD))
    new = [f"/news/new-{n}" for n in range(5)]
    for path in new:
        site.serve(path, page(f"Story {path}"))
    body = mapped(site, *OLD, *new)
    counts = [len((await seen.at(body)).documents) for _ in range(4)]
    assert counts == [2, 2, 1, 0]


async def test_a_page_that_cannot_be_read_is_tried_three_times(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(mapped(site, *OLD))
    told = [await seen.at(mapped(site, *OLD, "/news/lost")) for _ in range(4)]
    assert ["tried again" in found.problems[0] for found in told[:3]] == [True, True, False]
    assert "left out" in told[2].problems[0]
    assert told[3].problems == ()


async def test_an_error_page_in_place_of_the_text_is_no_document(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(mapped(site, *OLD))
    site.serve("/news/new", "<html><body><h1>Just a moment...</h1><p>Enable JavaScript</p></body></html>")
    found = await seen.at(mapped(site, *OLD, "/news/new"))
    assert found.documents == ()
    site.serve("/news/new", page("Here at last"))
    assert [d.title for d in (await seen.at(mapped(site, *OLD, "/news/new"))).documents] == ["Here at last"]


async def test_a_map_of_maps_is_followed_and_half_of_it_is_never_taken(site: Site, door: Door) -> None:
    seen = looks(site, door)
    site.serve("/a.xml", mapped(site, *OLD[:3]))
    site.serve("/b.xml", mapped(site, *OLD[3:]))
    index = mapped(site, "/a.xml", "/b.xml", sort="sitemap")
    assert (await seen.at(index)).documents == ()
    assert len(seen.cursor.extra["rows"]) == 6
    site.serve("/b.xml", status=500)
    assert isinstance(await seen.told(index), Failed)
    site.serve("/b.xml", mapped(site, *OLD[3:], "/news/new"))
    site.serve("/news/new", page("New"))
    assert len((await seen.at(index)).documents) == 1


async def test_wrong_and_hostile_maps_are_told_apart(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(mapped(site, *OLD))
    assert (await seen.at(mapped(site))).suspect
    assert (await seen.at(mapped(site, *OLD[:2]))).suspect
    assert (await seen.at("<!doctype html><html>Log in</html>")).suspect
    bomb = "<!DOCTYPE u [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><urlset><url><loc>&b;</loc></url></urlset>"
    for wrong in (bomb, "<urlset><url>", "<rss/>"):
        assert isinstance(await seen.told(wrong), Failed)
    assert (await seen.at(mapped(site, *OLD))).documents == ()


async def test_vanished_pages_say_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(mapped(site, *OLD))
    for paths in (OLD[1:], OLD):
        told = await seen.told(mapped(site, *paths))
        assert isinstance(told, Checked)
        assert (told.documents, told.suspect) == ((), "")
