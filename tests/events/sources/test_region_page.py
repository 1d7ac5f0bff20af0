"""A supplier's list of countries: only what comes and goes is told, however the page is laid out."""

from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks, rows
from tests.shared_data import needs_shared, shared_file

COUNTRIES = ["Albania", "Brazil", "Côte d’Ivoire", "Czechia (Czech Republic)", "Japan", "South Korea", "Türkiye", "UAE"]


def page(names: list[str]) -> str:
    items = "".join(f"<li><a href='#'>{name}</a></li>" for name in names)
    return f"<html><body><nav><li>China</li></nav><main><h1>Supported regions</h1><ul>{items}</ul></main></body></html>"


def looks(site: Site, door: Door) -> Looks:
    return Looks(site, door, "region-page", provider="acme", surfaces="api, app", publisher="Acme")


@needs_shared
async def test_two_recorded_versions_that_differ_in_layout_only_give_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for file in sorted(shared_file("answers/regions").glob("anthropic_supported_regions@*")):
        found = await seen.at(file.read_bytes())
        assert (found.documents, found.suspect, found.problems) == ((), "", ())
        assert len(seen.cursor.extra["rows"]) == 175


@needs_shared
async def test_a_country_struck_from_the_recorded_list_is_told(site: Site, door: Door) -> None:
    first, second = sorted(shared_file("answers/regions").glob("anthropic_supported_regions@*"))
    seen = looks(site, door)
    await seen.at(first.read_bytes())
    found = await seen.at(second.read_text("utf-8").replace("* Singapore\n", ""))
    assert [row["countries"] for row in rows(found.documents)] == [["SG"]]


async def test_removals_and_additions_are_two_statements(site: Site, door: Door) -> None:
    seen = looks(site, door)
    assert (await seen.at(page(COUNTRIES))).documents == ()
    found = await seen.at(page([*COUNTRIES[:-1], "Kenya"]))
    assert rows(found.documents) == [
        {"what": "countries-removed", "provider": "acme", "countries": ["AE"], "surfaces": ["api", "app"]},
        {"what": "countries-added", "provider": "acme", "countries": ["KE"], "surfaces": ["api", "app"]},
    ]
    removed = found.documents[0]
    assert removed.title == "Acme no longer lists United Arab Emirates among the countries it serves"
    assert removed.text == "Acme no longer lists United Arab Emirates among the countries it serves."
    assert (await seen.at(page([*COUNTRIES[:-1], "Kenya"]))).unchanged


async def test_other_names_order_and_marks_are_no_change(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(COUNTRIES))
    other = ["Republic of Korea", "United Arab Emirates", "Turkey*", "Ivory Coast", "Albania", "Brazil", "Japan"]
    found = await seen.at("# Where we are\n\n- " + "\n- ".join(other) + "\n\n1. **Czech Republic**\n")
    assert (found.documents, found.suspect) == ((), "")


async def test_countries_in_a_row_of_text_are_read(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at("We serve:\n\nAlbania, Brazil, Japan, South Korea, and Kenya.\n")
    assert sorted(seen.cursor.extra["rows"]) == ["AL", "BR", "JP", "KE", "KR"]


async def test_a_list_that_lost_a_quarter_is_believed_when_it_comes_three_times(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(COUNTRIES))
    for _ in range(2):
        found = await seen.at(page(COUNTRIES[:5]))
        assert "nothing is taken" in found.suspect
        assert found.documents == ()
    assert rows((await seen.at(page(COUNTRIES[:5]))).documents)[0]["countries"] == ["AE", "KR", "TR"]


async def test_a_cut_list_that_comes_back_whole_says_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(COUNTRIES))
    await seen.at(page(COUNTRIES[:4]))
    found = await seen.at(page(COUNTRIES))
    assert (found.documents, found.suspect) == ((), "")


async def test_a_page_without_countries_is_suspect_and_changes_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(COUNTRIES))
    before = seen.cursor
    login = "<html><body><h1>Sign in</h1><form><input type='password'></form></body></html>"
    for wrong in (login, "<html><body><h1>Our regions moved</h1></body></html>", "", page([])):
        found = await seen.at(wrong)
        assert found.suspect
        assert found.documents == ()
    assert seen.cursor == before
