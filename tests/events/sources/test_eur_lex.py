"""Acts of the Union, as a SPARQL endpoint and as an RSS tell them."""

import json

from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks
from tests.shared_data import needs_shared, shared_file


def looks(site: Site, door: Door) -> Looks:
    return Looks(site, door, "eur-lex", "/webapi/rdf/sparql", "?query=SELECT")


def recorded(name: str) -> bytes:
    return shared_file(f"answers/eur_lex/{name}.json").read_bytes()


@needs_shared
async def test_the_rows_of_one_recorded_act_are_one_document(site: Site, door: Door) -> None:
    (document,) = (await looks(site, door).at(recorded("act"))).documents
    assert document.title == "Council Implementing Regulation (EU) 2026/1708"
    assert document.text == (
        "Council Implementing Regulation (EU) 2026/1708, an implementing regulation of 13 July 2026.\n"
        "It amends 32024R1485.\nIt is based on 12012E/TXT, 32024R1485."
    )
    assert document.url == "http://data.europa.eu/eli/reg_impl/2026/1708/oj"
    assert document.published_at is not None
    assert (document.published_at.date().isoformat(), document.published_is_day) == ("2026-07-13", True)


@needs_shared
async def test_recorded_relations_and_consolidations_are_read(site: Site, door: Door) -> None:
    related = (await looks(site, door).at(recorded("related"))).documents
    assert {document.key for document in related} == {"32026R1708", "32025R1980"}
    assert all("It amends 32024R1485." in document.text for document in related)
    consolidated = (await looks(site, door).at(recorded("consolidations"))).documents
    assert len(consolidated) == 4
    assert "Consolidated text of 32014R0833 as of 17 July 2026" in {document.title for document in consolidated}


@needs_shared
async def test_rows_in_another_order_are_no_change(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(recorded("related"))
    told = json.loads(recorded("related"))
    told["results"]["bindings"].reverse()
    assert (await seen.at(json.dumps(told))).unchanged


async def test_a_page_and_other_json_are_suspect(site: Site, door: Door) -> None:
    seen = looks(site, door)
    assert (await seen.at("<!DOCTYPE html><html>Virtuoso</html>")).suspect
    assert "query" in (await seen.at('{"boolean": true}')).suspect


async def test_the_rss_is_read_as_any_feed(site: Site, door: Door) -> None:
    seen = Looks(site, door, "eur-lex", "/EN/display-feed.rss", "?rssId=222")
    rss = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>OJ</title><item><title>Regulation (EU) 2026/1</title>"
        "<link>https://eur-lex.europa.eu/1</link><description>An act on chips.</description></item></channel></rss>"
    )
    assert [document.title for document in (await seen.at(rss)).documents] == ["Regulation (EU) 2026/1"]
