"""Papers of arXiv: new ones and reworded ones, by name and not by version."""

import json

from events.sources.protocol import Failed
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks
from tests.shared_data import needs_shared, shared_file


def atom(*entries: tuple[str, str, str]) -> str:
    told = "".join(
        f"<entry><id>http://arxiv.org/abs/{name}</id><title>{title}</title><summary>{text}</summary>"
        f"<published>2026-11-19T09:00:00Z</published>"
        f"<link href='https://arxiv.org/abs/{name}' rel='alternate'/></entry>"
        for name, title, text in entries
    )
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>arXiv Query</title>{told}</feed>"


PAPERS = [
    (f"2611.0000{n}v1", f"A study of model {n}", f"We study how model {n} is withheld from some.") for n in range(6)
]


def body(name: str) -> str:
    (file,) = shared_file("answers/arxiv").glob(f"{name}*.json")
    return str(json.loads(file.read_text("utf-8"))["body"])


@needs_shared
async def test_recorded_answers_give_their_papers(site: Site, door: Door) -> None:
    found = await Looks(site, door, "arxiv").at(body("q_testing"), kind="application/atom+xml")
    assert len(found.documents) == 10
    paper = next(document for document in found.documents if document.title.startswith("Testing Deep Learning Models"))
    assert (paper.url, paper.publisher) == ("https://arxiv.org/abs/2202.12139v1", "arXiv")
    assert paper.key.endswith("arxiv.org/abs/2202.12139")
    assert paper.published_at is not None
    assert len((await Looks(site, door, "arxiv").at(body("id_1707"))).documents) == 1
    nothing = await Looks(site, door, "arxiv").at(body("id_0000"))
    assert (nothing.documents, nothing.suspect) == ((), "")


async def test_a_new_version_is_news_only_if_it_says_something_else(site: Site, door: Door) -> None:
    seen = Looks(site, door, "arxiv")
    assert len((await seen.at(atom(*PAPERS))).documents) == 6
    second = [(name.replace("v1", "v2"), title, text) for name, title, text in PAPERS]
    assert (await seen.at(atom(*second))).documents == ()
    second[0] = (second[0][0], second[0][1], "We were wrong: the model is withheld from nobody at all.")
    assert [document.title for document in (await seen.at(atom(*second))).documents] == ["A study of model 0"]


async def test_an_empty_answer_after_a_full_one_is_suspect(site: Site, door: Door) -> None:
    seen = Looks(site, door, "arxiv")
    await seen.at(atom(*PAPERS))
    assert (await seen.at(atom())).suspect
    assert (await seen.at("<!doctype html><html>Rate exceeded.</html>")).suspect
    assert isinstance(await seen.told("Rate exceeded."), Failed)
    assert (await seen.at(atom(*PAPERS))).documents == ()


async def test_what_the_service_calls_an_error_fails_in_its_words(site: Site, door: Door) -> None:
    error = atom(("x", "Error", "incorrect id format for 1234")).replace("abs/x", "api/errors#incorrect_id")
    told = await Looks(site, door, "arxiv").told(error)
    assert isinstance(told, Failed)
    assert "incorrect id format" in told.reason


async def test_the_newest_are_asked_for(site: Site, door: Door) -> None:
    await Looks(site, door, "arxiv", "/api/query", "?search_query=all:x").at(atom(*PAPERS))
    assert site.asked[0][0] == "/api/query?search_query=all:x&sortBy=submittedDate&sortOrder=descending"
