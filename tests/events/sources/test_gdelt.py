"""Headlines of the world's press; the service tells its own errors under a good status."""

import json
from typing import Any

from events.sources.protocol import Failed
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks
from tests.shared_data import needs_shared, shared_file


def article(number: int, **more: Any) -> dict[str, Any]:
    return {
        "url": f"https://paper.example/{number}",
        "title": f"Ministry limits export of model {number} ",
        "seendate": "20261119T140000Z",
        "domain": "paper.example",
        "language": "Korean",
        **more,
    }


@needs_shared
async def test_the_recorded_article_is_a_document_dated_when_it_was_seen(site: Site, door: Door) -> None:
    body = shared_file("answers/gdelt/artlist_one.json").read_bytes()
    (document,) = (await Looks(site, door, "gdelt").at(body)).documents
    assert document.title.startswith("Silicon Valley Bank")
    assert (document.publisher, document.language) == ("reuters.com", "en")
    assert document.published_at is not None
    assert document.published_at.isoformat() == "2023-03-09T14:00:00+00:00"


async def test_errors_under_a_good_status_are_suspect_and_change_nothing(site: Site, door: Door) -> None:
    seen = Looks(site, door, "gdelt")
    await seen.at(json.dumps({"articles": [article(1)]}))
    before = seen.cursor
    for wrong in ("<html><body>Timeout</body></html>", "Your query was too short or too long.", '{"articles": 3}'):
        found = await seen.at(wrong)
        assert found.suspect
        assert found.documents == ()
    assert isinstance(await seen.told('{"articles": [{'), Failed)
    assert seen.cursor == before


async def test_a_span_without_a_match_is_empty_and_no_doubt(site: Site, door: Door) -> None:
    seen = Looks(site, door, "gdelt")
    whole = json.dumps({"articles": [article(n) for n in range(9)]})
    for body, count in ((whole, 9), ("{}", 0), (whole, 0)):
        found = await seen.at(body)
        assert (len(found.documents), found.suspect) == (count, "")
    assert seen.cursor.seen


async def test_articles_without_address_or_title_are_left_out(site: Site, door: Door) -> None:
    told = [article(1, url="javascript:alert(1)"), article(2, title=" "), article(3), "nonsense"]
    found = await Looks(site, door, "gdelt").at(json.dumps({"articles": told}))
    assert [(document.url, document.language) for document in found.documents] == [("https://paper.example/3", "ko")]
