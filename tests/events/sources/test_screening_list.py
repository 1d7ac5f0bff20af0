"""Screening lists: who came, who was renamed, who is gone for good; never a list that was cut or numbered anew."""

import csv
import io
import json

from events.sources.answers import BULK_MAX_BYTES
from events.sources.protocol import Failed
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks, rows
from tests.shared_data import needs_shared, shared_file

ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
ALL = "EL, MEU, UVL, DPL, SDN, SSI, PLC, DTC, ISN, FSE, CAP"


def row(name: str, row_id: str = "", **more: str) -> dict[str, str]:
    told = {"_id": row_id or f"id-{name}", "source": ENTITY_LIST, "name": name, "addresses": "Shenzhen, China, CN"}
    return {**told, "alt_names": "", "federal_register_notice": "91 FR 100", "start_date": "2026-11-19", **more}


def table(*told: dict[str, str]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row("x")))
    writer.writeheader()
    writer.writerows(told)
    return written.getvalue()


PARTIES = [row(f"Party Number {n} Co.") for n in range(8)]


def looks(site: Site, door: Door, **options: str) -> Looks:
    return Looks(site, door, "screening-list", **options)


@needs_shared
async def test_the_recorded_list_gives_its_new_parties_by_list(site: Site, door: Door) -> None:
    whole = shared_file("answers/csl/consolidated_small.csv").read_text("utf-8")
    told = list(csv.reader(io.StringIO(whole)))
    named = [line for line in told[1:] if line[5]]

    def without(*names: str) -> str:
        written = io.StringIO()
        csv.writer(written).writerows([told[0], *(line for line in named if not line[5].startswith(names))])
        return written.getvalue()

    seen = looks(site, door, lists=ALL)
    assert (await seen.at(without("China Electronics", "Academy of Aerospace"))).documents == ()
    found = await seen.at(whole)
    stated = {said["list"]: said for said in rows(found.documents)}
    assert set(stated) == {"us-entity-list", "us-military-end-user-list"}
    listed = stated["us-entity-list"]
    assert listed["what"] == "party-listed"
    assert listed["party"].startswith("China Electronics Technology Group Corporation 13th")
    assert (listed["country"], listed["on"], listed["citation"]) == ("CN", "2018-08-01", "87 FR 77505")
    assert "HSRI" in listed["aliases"]
    assert (await seen.at(whole)).unchanged


@needs_shared
async def test_the_recorded_list_of_2019_without_ids_is_read_as_well(site: Site, door: Door) -> None:
    seen = looks(site, door, lists=ALL)
    body = shared_file("answers/csl/csl_2019_tsvlike.csv").read_bytes()
    found = await seen.at(body)
    assert (found.documents, found.suspect) == ((), "")
    assert len(seen.cursor.extra["rows"]) >= 110
    # Each row of another order and under another id, and nothing is news.
    lines = list(csv.reader(io.StringIO(body.decode())))
    written = io.StringIO()
    csv.writer(written).writerows([["_id", *lines[0]], *([str(n), *line] for n, line in enumerate(lines[:0:-1]))])
    found = await seen.at(written.getvalue())
    assert (found.documents, found.suspect, found.problems) == ((), "", ())


async def test_parties_of_one_notice_are_one_document(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    new = [row("Nimbus Chips Ltd.", alt_names="NCL; Nimbus"), row("Cumulus Computing", addresses="Dubai, AE")]
    found = await seen.at(table(*PARTIES, *new))
    (document,) = found.documents
    assert document.title == "Nimbus Chips Ltd. and 1 other added to the US Entity List (91 FR 100)"
    assert "Nimbus Chips Ltd. (China) was added to the US Entity List on 19 November 2026 (91 FR 100)." in document.text
    assert [(said["what"], said["party"], said["country"]) for said in rows(found.documents)] == [
        ("party-listed", "Nimbus Chips Ltd.", "CN"),
        ("party-listed", "Cumulus Computing", "AE"),
    ]
    assert rows(found.documents)[0]["aliases"] == ["NCL", "Nimbus"]


async def test_a_party_is_delisted_when_three_whole_lists_lack_it(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    first = await seen.at(table(*PARTIES[1:]))
    assert first.documents == ()
    assert "Party Number 0" in first.problems[0]
    assert (await seen.at(table(*PARTIES[1:]))).documents == ()  # the very same bytes count as well
    found = await seen.at(table(*PARTIES[1:]))
    assert [(said["what"], said["party"]) for said in rows(found.documents)] == [
        ("party-delisted", "Party Number 0 Co.")
    ]
    assert found.documents[0].text == "Party Number 0 Co. (China) is no longer on the US Entity List."
    assert (await seen.at(table(*PARTIES[1:]))).documents == ()


async def test_a_party_that_is_back_at_once_says_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for told in (PARTIES, PARTIES[1:], PARTIES, PARTIES[1:], PARTIES):
        assert (await seen.at(table(*told))).documents == ()


async def test_another_name_under_the_same_id_is_no_new_party(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    found = await seen.at(table(row("Party Zero Holdings", "id-Party Number 0 Co."), *PARTIES[1:]))
    assert [said["what"] for said in rows(found.documents)] == ["party-changed"]
    assert "'Party Number 0 Co.' on the US Entity List is now 'Party Zero Holdings'." in found.documents[0].text
    for _ in range(4):
        assert (await seen.at(table(row("Party Zero Holdings", "id-Party Number 0 Co."), *PARTIES[1:]))).documents == ()


async def test_a_modified_entry_is_told_and_states_no_listing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    found = await seen.at(table({**PARTIES[0], "alt_names": "Zero One"}, *PARTIES[1:]))
    assert [(said["what"], said["aliases"]) for said in rows(found.documents)] == [("party-changed", ["Zero One"])]


async def test_ids_numbered_anew_and_other_lists_say_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    other = row("Somebody", source="Specially Designated Nationals (SDN) - Treasury Department")
    found = await seen.at(table(other, *({**party, "_id": f"new-{n}"} for n, party in enumerate(PARTIES))))
    assert (found.documents, found.suspect) == ((), "")


async def test_half_of_the_list_gone_empty_or_all_others_is_suspect(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    for odd in (PARTIES[:4], [], [row(f"Other {n}") for n in range(8)]):
        found = await seen.at(table(*odd))
        assert found.suspect
        assert found.documents == ()
    assert "page" in (await seen.at("<!doctype html><html><body>Sign in</body></html>")).suspect
    found = await seen.at(table(*PARTIES))
    assert (found.documents, found.suspect, found.problems) == ((), "", ())


async def test_an_upheaval_that_stays_is_remembered_without_a_word_of_its_parties(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    for _ in range(2):
        assert (await seen.at(table(*PARTIES[:3]))).suspect
    found = await seen.at(table(*PARTIES[:3]))
    assert found.documents == ()
    assert "without being told" in found.problems[0]
    for _ in range(4):
        assert (await seen.at(table(*PARTIES[:3]))).documents == ()


async def test_asking_for_further_lists_begins_anew(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(table(*PARTIES))
    more = looks(site, door, lists="EL, UVL")
    more.cursor = seen.cursor
    unverified = row("Unverified One", source="Unverified List (UVL) - Bureau of Industry and Security")
    assert (await more.at(table(unverified, *PARTIES))).documents == ()


async def test_a_file_that_is_no_list_fails_with_what_to_do(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for wrong in ("a,b\n1,2\n", 'source,name\n"Entity List (EL)","' + "x" * 300_000):
        told = await seen.told(wrong)
        assert isinstance(told, Failed)
        assert "look at its address" in told.reason


async def test_a_list_beyond_fifty_mebibytes_is_not_read(site: Site, door: Door) -> None:
    seen = looks(site, door)
    site.serve("/source", b"", headers={"Content-Length": str(BULK_MAX_BYTES + 1)})
    told = await seen.again()
    assert isinstance(told, Failed)
    assert "over the bound" in told.reason


async def test_amendments_of_the_code_are_documents_once_they_are_new(site: Site, door: Door) -> None:
    def version(day: str, **more: object) -> dict[str, object]:
        told = {"identifier": "Supplement No. 4 to Part 744", "name": "Supplement No. 4 to Part 744—Entity List"}
        return {**told, "amendment_date": day, "part": "744", "title": "15", "substantive": True, **more}

    seen = looks(site, door)
    old = [version(f"2026-0{n}-01") for n in range(1, 7)]
    assert (await seen.at(json.dumps({"content_versions": old}))).documents == ()
    dry = version("2026-11-02", substantive=False)
    (document,) = (await seen.at(json.dumps({"content_versions": [*old, dry, version("2026-11-18")]}))).documents
    assert document.url == "https://www.ecfr.gov/current/title-15/part-744"
    assert "amended in title 15 of the Code of Federal Regulations on 18 November 2026" in document.text
    assert document.structured == {}
    assert (await seen.at(json.dumps({"meta": {}}))).suspect
