"""Stories of Hacker News, by its search and by its list of the newest."""

import json
from typing import Any

from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks

AT = 1_795_000_000  # November 2026


def hit(number: int, **more: Any) -> dict[str, Any]:
    told = {"objectID": str(number), "title": f"Acme {number} is no longer sold", "url": f"https://a.example/{number}"}
    return {**told, "points": 40, "created_at_i": AT, "story_text": None, **more}


def item(number: int, **more: Any) -> str:
    told = {
        "id": number,
        "type": "story",
        "title": f"Acme {number}",
        "score": 9,
        "time": AT,
        "url": "https://a.example",
    }
    return json.dumps({**told, **more})


async def test_hits_are_reported_stories_and_points_are_no_change(site: Site, door: Door) -> None:
    seen = Looks(site, door, "hacker-news", min_points=20)
    found = await seen.at(json.dumps({"hits": [hit(1), hit(2, points=3), hit(3, url=None, story_text="<p>Ask</p>")]}))
    assert [(document.key, document.url) for document in found.documents] == [
        ("3", "https://news.ycombinator.com/item?id=3"),
        ("1", "https://a.example/1"),
    ]
    assert found.documents[1].published_at is not None
    assert found.documents[0].text == "Ask"
    assert (await seen.at(json.dumps({"hits": [hit(1, points=400)]}))).unchanged
    late = await seen.at(json.dumps({"hits": [hit(2, points=21)]}))
    assert [document.key for document in late.documents] == ["2"]


async def test_the_list_of_the_newest_is_asked_story_by_story_and_never_twice(site: Site, door: Door) -> None:
    seen = Looks(site, door, "hacker-news", "/v0/newstories.json", about="Acme, export control", max_items=3)
    for number in range(1, 9):
        site.serve(f"/v0/item/{number}.json", item(number))
    site.serve("/v0/item/7.json", item(7, title="A garden"))
    site.serve("/v0/item/6.json", item(6, dead=True))
    found = await seen.at("[8, 7, 6, 5, 4, 3, 2, 1]")
    assert [document.key for document in found.documents] == ["8"]
    asked = len(site.asked)
    assert (await seen.at("[8, 7, 6, 5, 4, 3]")).unchanged
    assert len(site.asked) == asked + 1
    site.serve("/v0/item/9.json", item(9))
    assert [document.key for document in (await seen.at("[9, 8, 7]")).documents] == ["9"]


async def test_a_story_without_an_answer_is_asked_for_again(site: Site, door: Door) -> None:
    seen = Looks(site, door, "hacker-news", "/v0/newstories.json")
    site.serve("/v0/item/1.json", item(1))
    await seen.at("[1]")
    site.serve("/v0/item/3.json", item(3))
    found = await seen.at("[3, 2, 1]")
    assert found.documents == ()
    assert "asked for again" in found.problems[0]
    site.serve("/v0/item/2.json", item(2))
    assert [document.key for document in (await seen.at("[3, 2, 1]")).documents] == ["2", "3"]


async def test_answers_that_are_no_stories_are_suspect(site: Site, door: Door) -> None:
    seen = Looks(site, door, "hacker-news")
    for wrong in ("<!doctype html><html></html>", "[]", '{"message": "no"}', '"x"'):
        assert (await seen.at(wrong)).suspect
    strange = [{}, 3, hit(1, created_at_i=10**30), hit(2, title=""), {"objectID": "x", "title": "y"}]
    found = await seen.at(json.dumps({"hits": strange}))
    assert [(document.key, document.published_at) for document in found.documents] == [("1", None)]
