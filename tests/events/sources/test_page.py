"""One page: what it says anew is a document, and nothing else about it is."""

from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks
from tests.shared_data import needs_shared, shared_file

OLD = [
    f"Paragraph {n} has always been here and tells of the ministry's tasks."
    for n in ["one", "two", "three", "four", "five"]
]
NEWS = "From 1 January 2027 the export of accelerators above the threshold needs a licence."


def page(*paragraphs: str, before: str = "", after: str = "") -> str:
    lines = "".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f"<html lang='en'><head><title>Export control</title></head><body><header>Menu</header>{before}"
        f"<main><h1>Export control</h1>{lines}</main><footer>{after}</footer></body></html>"
    )


def looks(site: Site, door: Door) -> Looks:
    return Looks(site, door, "page", publisher="Ministry")


async def test_only_what_the_page_says_anew_is_handed_on(site: Site, door: Door) -> None:
    seen = looks(site, door)
    assert (await seen.at(page(*OLD))).documents == ()
    (document,) = (await seen.at(page(*OLD, NEWS))).documents
    assert (document.title, document.text, document.language) == ("Export control", NEWS, "en")
    assert (document.publisher, document.published_at) == ("Ministry", None)
    assert (await seen.at(page(*OLD, NEWS))).unchanged


async def test_layout_order_marks_and_dates_of_the_page_are_no_news(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(*OLD, "Last updated: 3 May 2026", before="<nav>One</nav>", after="1,204 views"))
    other = [line.replace("ministry's", "<a href='/x'>ministry’s</a>").upper() for line in reversed(OLD)]
    found = await seen.at(page(*other, "Last updated: 19 November 2026", before="<nav>Two</nav>", after="1,377 views"))
    assert (found.documents, found.suspect) == ((), "")
    found = await seen.at("# Export control\n\n" + "\n\n".join(f"* {line}" for line in OLD))
    assert (found.documents, found.suspect) == ((), "")


async def test_a_paragraph_that_goes_and_comes_back_is_told_once(site: Site, door: Door) -> None:
    seen = looks(site, door)
    counts = [len((await seen.at(body)).documents) for body in (page(*OLD), page(*OLD, NEWS), page(*OLD)) * 3]
    assert counts == [0, 1, 0, 0, 0, 0, 0, 0, 0]


async def test_login_error_and_emptied_pages_are_suspect_and_change_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(*OLD))
    wrong = (
        "<html><body><h1>Sign in</h1><form><input type=password></form></body></html>",
        "<html><head><title>404</title></head><body><h1>Page not found</h1></body></html>",
        page(),
        page(OLD[0]),
        "",
    )
    for body in wrong:
        found = await seen.at(body)
        assert found.suspect, body
        assert found.documents == ()
    found = await seen.at(page(*OLD))
    assert (found.documents, found.suspect) == ((), "")


async def test_a_page_written_wholly_anew_is_believed_when_it_comes_three_times(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(*OLD))
    other = page(*(line.replace("always", "never") + " Not so." for line in OLD)).replace("Export control", "New home")
    assert (await seen.at(other)).suspect
    assert (await seen.at(other)).suspect
    assert len((await seen.at(other)).documents) == 1


@needs_shared
async def test_a_recorded_page_that_flaps_gives_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for file in sorted(shared_file("answers/terms").glob("llama_api_aup_FLAPPING@*")):
        assert (await seen.at(file.read_bytes())).documents == ()
