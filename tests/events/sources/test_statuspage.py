"""A status page: outages are no policy; what is retired, or ends in a place, is read."""

import json
from typing import Any

from events.sources.protocol import Failed
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks
from tests.shared_data import needs_shared, shared_file


def summary(*incidents: dict[str, Any], components: tuple[dict[str, Any], ...] = ()) -> str:
    page = {"id": "p", "name": "Acme", "url": "https://status.acme.example"}
    return json.dumps({"page": page, "incidents": list(incidents), "components": list(components)})


def incident(name: str, body: str = "", number: str = "i1") -> dict[str, Any]:
    updates = [{"body": body or name}, {"body": "We are looking into it."}]
    return {"id": number, "name": name, "incident_updates": updates, "created_at": "2026-11-19T10:00:00Z"}


@needs_shared
async def test_the_recorded_outage_is_no_document(site: Site, door: Door) -> None:
    body = shared_file("answers/statuspage/summary_github_outage_excerpt.json").read_bytes()
    found = await Looks(site, door, "statuspage").at(body, kind="application/json")
    assert (found.documents, found.suspect, found.problems) == ((), "", ())


async def test_farewells_are_read_and_outages_are_not(site: Site, door: Door) -> None:
    seen = Looks(site, door, "statuspage")
    found = await seen.at(
        summary(
            incident("Elevated errors on Acme 2", "Acme 2 was unavailable for 20 minutes.", "i1"),
            incident("API is down in us-east-1", "", "i2"),
            incident("Acme 1 retirement", "Acme 1 will be retired on 1 December 2026.", "i3"),
            incident("Access from Hong Kong", "Acme is no longer available in Hong Kong.", "i4"),
            components=({"id": "c1", "name": "Acme 0 (deprecated)", "status": "operational", "description": None},),
        )
    )
    assert {document.key for document in found.documents} == {"i3", "i4", "c1"}
    farewell = next(document for document in found.documents if document.key == "i3")
    assert farewell.text == "We are looking into it.\n\nAcme 1 will be retired on 1 December 2026."
    assert (farewell.publisher, farewell.url) == ("Acme", "https://status.acme.example")


async def test_what_was_read_is_not_read_again_and_a_quiet_page_is_no_doubt(site: Site, door: Door) -> None:
    seen = Looks(site, door, "statuspage")
    farewell = incident("Acme 1 retirement")
    for body, count in ((summary(farewell), 1), (summary(), 0), (summary(farewell), 0)):
        found = await seen.at(body)
        assert (len(found.documents), found.suspect) == (count, "")


async def test_answers_that_are_no_summary_are_suspect_or_fail(site: Site, door: Door) -> None:
    seen = Looks(site, door, "statuspage")
    assert (await seen.at("<!doctype html><html>Status</html>")).suspect
    assert "summary.json" in (await seen.at("[]")).suspect
    assert isinstance(await seen.told('{"page": '), Failed)
