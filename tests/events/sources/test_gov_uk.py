"""The British government's search: asked newest first, read once, and never believed when it is no search."""

import json
from typing import Any

from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks
from tests.shared_data import needs_shared, shared_file


def result(number: int, **more: Any) -> dict[str, Any]:
    return {
        "title": f"Notice to exporters 2026/{number:02}",
        "description": f"Notice number {number} amends the open general licences.",
        "link": f"/government/publications/notice-{number}",
        "public_timestamp": "2026-11-19T09:00:00Z",
        "content_store_document_type": "notice",
        "organisations": [{"title": "Export Control Joint Unit", "slug": "export-control-joint-unit"}],
        "es_score": 0.5,
        "_id": f"/{number}",
        **more,
    }


def found(*results: dict[str, Any]) -> str:
    return json.dumps({"results": list(results), "total": len(results), "start": 0})


def looks(site: Site, door: Door) -> Looks:
    return Looks(site, door, "gov-uk", "/api/search.json", "?q=export&count=50")


async def test_pages_are_documents_once_and_their_score_and_time_are_no_change(site: Site, door: Door) -> None:
    seen = looks(site, door)
    (document,) = (await seen.at(found(result(1)))).documents
    assert document.url == "https://www.gov.uk/government/publications/notice-1"
    assert (document.publisher, document.language, document.trust) == ("Export Control Joint Unit", "en", "official")
    assert document.text == "Notice number 1 amends the open general licences."
    assert document.structured == {"document_type": "notice"}
    assert (await seen.at(found(result(1, es_score=0.1, public_timestamp="2026-11-20T00:00:00Z")))).unchanged
    changed = await seen.at(found(result(1, description="It is withdrawn."), result(2)))
    assert [document.text for document in changed.documents][-1] == "It is withdrawn."


async def test_the_search_is_asked_newest_first(site: Site, door: Door) -> None:
    await looks(site, door).at(found(result(1)))
    assert site.asked[0][0] == "/api/search.json?q=export&count=50&order=-public_timestamp"


async def test_an_unchanged_search_is_not_sent_again(site: Site, door: Door) -> None:
    seen = looks(site, door)
    site.serve("/api/search.json", found(result(1)), headers={"ETag": '"one"'})
    await seen.again()
    told = await seen.again()
    assert getattr(told, "unchanged", False)
    assert site.asked[-1][1]["if-none-match"] == '"one"'


@needs_shared
async def test_recorded_pages_of_the_finder_are_no_search_results(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for file in sorted(shared_file("answers/govuk").glob("*.json")):
        assert "/api/search.json" in (await seen.at(file.read_bytes())).suspect


async def test_empty_halved_and_renamed_results_are_suspect(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(found(*map(result, range(8))))
    strange = [result(n, title=f"Other {n}", public_timestamp="2025-01-01T00:00:00Z") for n in range(20, 28)]
    for odd in ([], [result(0)], strange):
        answer = await seen.at(found(*odd))
        assert answer.suspect
        assert answer.documents == ()
