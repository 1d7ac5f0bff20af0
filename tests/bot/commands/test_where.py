"""The country, in any script, as a flag or a code."""

import pytest

from bot.commands import countries
from events.catalog import load_catalog
from tests.bot.commands.conftest import Person

CATALOG = load_catalog()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Saudi Arabia", "SA"),
        ("saudi arabia", "SA"),
        ("🇸🇦", "SA"),
        ("sa", "SA"),
        ("uk", "GB"),
        ("UAE", "AE"),
        ("السعودية", "SA"),
        ("日本", "JP"),
        ("中国", "CN"),
        ("Deutschland", "DE"),
        ("the moon", None),
        ("", None),
        ("🇸", None),
    ],
)
def test_a_country_is_understood_as_people_write_it(typed: str, code: str | None) -> None:
    assert countries.country_in(typed, CATALOG) == code


def test_every_country_can_be_reached_by_its_region_and_none_twice() -> None:
    found: list[str] = []
    for region in range(len(countries.REGIONS)):
        for page in range(10):
            rows = countries.region_page(region, page, "w", CATALOG)
            codes = [b.data.split("|")[2] for row in rows for b in row if b.data.startswith("c|")]
            if codes[0] in found:
                break  # beyond the last page
            found += codes
    assert sorted(found) == sorted(code for code in CATALOG.jurisdictions if code != "EU")


def test_the_zone_of_the_capital_comes_with_the_country(amal: Person) -> None:
    amal.says("/where Japan")
    assert "You work from Japan." in amal.screen
    assert "07:00 on 13 June 2026 in Tokyo" in amal.screen


def test_a_country_can_be_picked_through_its_region(amal: Person) -> None:
    amal.says("/where")
    amal.taps("Africa")
    amal.taps("»")
    amal.taps("Kenya")
    assert amal.country == "KE"
    amal.says("/where")
    amal.taps("Europe")
    amal.taps("Back")
    assert "Where do you work from?" in amal.screen


def test_the_union_is_asked_for_its_member(amal: Person) -> None:
    amal.says("/where EU")
    assert "which member state" in amal.screen
    amal.taps("Ireland")
    assert amal.country == "IE"


def test_an_unknown_country_gets_suggestions_or_the_keyboard(amal: Person) -> None:
    amal.says("/where Germny")
    amal.taps("Germany")
    assert amal.country == "DE"
    amal.says("/where Atlantis of the deep")
    assert "I do not know a country" in amal.screen
