"""The Federal Register over loopback: its fields, its pages, its errors, and what of it changes without meaning."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest

from events.sources import federal_register
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PATH = "/api/v1/documents.json"


def spec(url: str, **options: Any) -> SourceSpec:
    return SourceSpec(id="fr", kind="federal-register", url=url, every_seconds=900, trust="official", options=options)


def rule(number: str, **more: Any) -> dict[str, Any]:
    return {
        "document_number": number,
        "title": f"Rule {number} on Advanced Computing Items",
        "type": "Rule",
        "action": "Interim final rule.",
        "abstract": f"In this rule, numbered {number}, the Bureau of Industry and Security amends the regulations.",
        "publication_date": "2026-11-13",
        "effective_on": "2026-12-01",
        "html_url": f"https://www.federalregister.gov/documents/2026/11/13/{number}/rule",
        "agencies": [{"slug": "commerce-department"}, {"slug": "industry-and-security-bureau"}],
        "cfr_references": [{"title": 15, "part": 740, "citation_url": None}],
        "docket_ids": ["Docket No. 261101-0001"],
        "page_views": {"count": 1, "last_updated": "x"},
        **more,
    }


def page(*results: dict[str, Any], **more: Any) -> str:
    return json.dumps({"count": len(results), "results": list(results), **more})


async def looked(door: Door, url: str, cursor: Cursor | None = None, **options: Any) -> Checked:
    answer = await federal_register.check(spec(url, **options), cursor or Cursor(), door, NOW)
    assert isinstance(answer, Checked), answer
    return answer


async def test_a_rule_becomes_a_document_with_what_the_service_states_outright(site: Site, door: Door) -> None:
    url = site.serve(
        PATH, page(rule("2026-1", correction_of="https://www.federalregister.gov/api/v1/documents/2026-0"))
    )
    answer = await looked(door, url)
    document = answer.documents[0]
    assert (document.key, document.publisher, document.trust, document.language) == (
        "2026-1",
        "Federal Register",
        "official",
        "en",
    )
    assert document.url.startswith("https://www.federalregister.gov/documents/2026/11/13/2026-1/")
    assert (document.published_at, document.published_is_day) == (datetime(2026, 11, 13, tzinfo=UTC), True)
    assert document.text.startswith("In this rule")
    assert document.structured == {
        "type": "Rule",
        "action": "Interim final rule.",
        "document_number": "2026-1",
        "publication_date": "2026-11-13",
        "effective_on": "2026-12-01",
        "comments_close_on": None,
        "agencies": ["commerce-department", "industry-and-security-bureau"],
        "cfr_references": [{"title": "15", "part": "740"}],
        "docket_ids": ["Docket No. 261101-0001"],
        "correction_of": "2026-0",
        "signing_date": None,
        "executive_order_number": None,
    }
    json.dumps(document.structured)


async def test_the_first_look_goes_two_months_back_and_the_next_overlaps_by_a_week(site: Site, door: Door) -> None:
    url = site.serve(PATH, page(rule("2026-1"))) + "?conditions[type][]=RULE"
    first = await looked(door, url)
    second = await looked(door, url, first.cursor)
    asked = [unquote(path) for path, _ in site.asked]
    assert asked[0].endswith("conditions[type][]=RULE&conditions[publication_date][gte]=2026-09-21")
    assert asked[1].endswith("conditions[publication_date][gte]=2026-11-06")
    assert (second.documents, second.unchanged) == ((), True)


async def test_counters_and_clocks_in_the_answer_are_no_change(site: Site, door: Door) -> None:
    url = site.serve(PATH, page(rule("2026-1"), rule("2026-2")))
    first = await looked(door, url)
    busy = {"page_views": {"count": 999}, "regulations_dot_gov_info": {"checked_regulationsdotgov_at": "now"}}
    site.serve(PATH, page(rule("2026-2", **busy), rule("2026-1", **busy)))
    assert (await looked(door, url, first.cursor)).documents == ()


@pytest.mark.parametrize(
    "change", [{"effective_on": "2027-01-15"}, {"comments_close_on": "2027-02-01"}, {"dates": "Delayed."}]
)
async def test_a_date_that_moves_is_a_new_version_of_the_same_document(
    site: Site, door: Door, change: dict[str, str]
) -> None:
    url = site.serve(PATH, page(rule("2026-1")))
    first = await looked(door, url)
    site.serve(PATH, page(rule("2026-1", **change)))
    second = await looked(door, url, first.cursor)
    assert [d.key for d in second.documents] == ["2026-1"]
    assert second.documents[0].hash != first.documents[0].hash


async def test_next_pages_are_followed_as_given_but_only_on_the_same_host(site: Site, door: Door) -> None:
    following = site.serve("/page2", page(rule("2026-2"), next_page_url="http://127.0.0.1:1/page3"))
    url = site.serve(PATH, page(rule("2026-1"), next_page_url=f"{following}?search_after_cursor=WzE3"))
    answer = await looked(door, url)
    assert [d.key for d in answer.documents] == ["2026-2", "2026-1"]
    assert site.asked[1][0] == "/page2?search_after_cursor=WzE3"
    assert "another host" in answer.problems[0]


async def test_a_page_that_fails_half_way_takes_nothing_so_that_nothing_is_lost(site: Site, door: Door) -> None:
    url = site.serve(PATH, page(rule("2026-1"), next_page_url=site.url("/gone")))
    assert isinstance(await federal_register.check(spec(url), Cursor(), door, NOW), Failed)


async def test_more_pages_than_allowed_and_a_full_count_are_told(site: Site, door: Door) -> None:
    url = site.serve(PATH, json.dumps({"count": 10_000, "results": [rule("2026-1")], "next_page_url": site.url(PATH)}))
    answer = await looked(door, url, max_pages=2)
    assert len(answer.documents) == 1
    assert "narrow" in answer.problems[0]
    assert "more than 2 pages" in answer.problems[1]


async def test_nothing_published_in_the_week_is_not_suspect(site: Site, door: Door) -> None:
    url = site.serve(PATH, page(*(rule(f"2026-{n}") for n in range(9))))
    first = await looked(door, url)
    site.serve(PATH, '{"count":0}')
    second = await looked(door, url, first.cursor)
    assert (second.suspect, second.documents) == ("", ())


async def test_a_list_without_conditions_is_sifted_by_agency(site: Site, door: Door) -> None:
    other = rule("2026-2", agencies=[{"slug": "railroad-retirement-board"}], filed_at="2026-09-28T11:15:00.000-04:00")
    url = site.serve("/public-inspection-documents/current.json", page(rule("2026-1"), other))
    answer = await looked(door, url, agency="industry-and-security-bureau")
    assert [d.key for d in answer.documents] == ["2026-1"]
    assert site.asked[0][0].endswith("current.json")
    everything = await looked(door, url)
    assert everything.documents[0].published_at == datetime(2026, 9, 28, 15, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, '{"status":400,"message":"field \'x\' not valid"}', "field 'x' not valid"),
        (400, '{"errors":{"type":"is not a valid type"}}', "is not a valid type"),
        (200, '{"message":"Invalid search_after_cursor token"}', "Invalid search_after_cursor"),
        (200, '{"hello":1}', "without results"),
        (200, "[]", "without results"),
        (200, "{", "no readable JSON"),
        (200, "[" * 200_000, "no readable JSON"),
        (200, '{"results":' + "9" * 100_000 + "}", "no readable JSON"),
        (500, "<html>oops</html>", "in trouble"),
    ],
)
async def test_an_error_answer_fails_with_the_services_own_words(
    site: Site, door: Door, status: int, body: str, words: str
) -> None:
    answer = await federal_register.check(spec(site.serve(PATH, body, status=status)), Cursor(), door, NOW)
    assert isinstance(answer, Failed)
    assert words in answer.reason
    assert "\n" not in answer.reason
    assert len(answer.reason) < 300


async def test_a_login_page_is_suspect_and_the_cursor_stays(site: Site, door: Door) -> None:
    before = Cursor(seen={"2026-1": "x"}, extra={"newest_on": "2026-11-01"})
    url = site.serve(PATH, "<!doctype html><title>Request Access</title><p>Verify you are human")
    answer = await looked(door, url, before)
    assert "robot-check" in answer.suspect
    assert answer.cursor == before


async def test_an_entry_of_the_wrong_form_is_told_and_the_rest_goes_on(site: Site, door: Door) -> None:
    odd = {"document_number": "2026-1", "title": None, "agencies": "x", "cfr_references": [3]}
    told = json.dumps({"count": 4, "results": [7, None, {"document_number": 5}, odd]})
    answer = await looked(door, site.serve(PATH, told))
    assert [d.title for d in answer.documents] == ["2026-1"]
    assert len(answer.problems) == 3


@needs_shared
async def test_a_recorded_page_is_read_once_and_then_finds_nothing_new(site: Site, door: Door) -> None:
    recorded = shared_file("answers/federal_register/search_newest_page_one.json").read_bytes()
    url = site.serve(PATH, recorded)
    first = await looked(door, url)
    assert [d.key for d in first.documents] == ["2024-31439", "2024-31440"]
    assert any("stops counting" in problem for problem in first.problems)
    second = await looked(door, url, Cursor.loaded(first.cursor.dumped()))
    assert second.documents == ()


@needs_shared
async def test_recorded_rules_and_orders_keep_their_numbers_and_abstracts(site: Site, door: Door) -> None:
    lines = shared_file("answers/federal_register/bis_documents.jsonl").read_text("utf-8").splitlines()
    recorded = [json.loads(line) for line in lines]
    recorded.append(json.loads(shared_file("answers/federal_register/document_detail_eo14430.json").read_text("utf-8")))
    url = site.serve(PATH, page(*recorded))
    answer = await looked(door, url)
    assert {d.key for d in answer.documents} == {r["document_number"] for r in recorded}
    order = next(d for d in answer.documents if d.key == "2026-19417")
    assert (order.structured["executive_order_number"], order.structured["signing_date"]) == ("14430", "2026-09-17")
    assert (await looked(door, url, answer.cursor)).documents == ()
