"""The foundation case: who had access to what in June 2026, by law and by the provider, day by day."""

from datetime import date

import pytest

from events.access import State
from events.catalog import load_catalog
from events.predicates import Profile
from events.verdict import access
from tests.events.june import FABLE, LISTED_FIRM, MYTHOS, OTHER_FIRM, SAUDI, US_PERSON, told

DAYS: tuple[date, ...] = (date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 13), date(2026, 6, 27), date(2026, 6, 30))
DAYS += (date(2026, 7, 1), date(2026, 7, 2))

O, B, F, L = "open", "barred", "off", "limited"  # noqa: E741  # the table is read by its shape

TABLE = [
    # who, what: (law, provider) at the end of 11, 12, 13, 27, 30 June and 1, 2 July
    (SAUDI, FABLE, [(O, O), (B, F), (B, F), (B, F), (O, F), (O, O), (O, O)]),
    (SAUDI, MYTHOS, [(O, L), (B, F), (B, F), (B, F), (O, F), (O, L), (O, L)]),
    (LISTED_FIRM, FABLE, [(O, O), (O, F), (O, F), (O, F), (O, F), (O, O), (O, O)]),
    (LISTED_FIRM, MYTHOS, [(O, L), (O, F), (O, F), (O, O), (O, O), (O, O), (O, O)]),
    (OTHER_FIRM, FABLE, [(O, O), (O, F), (O, F), (O, F), (O, F), (O, O), (O, O)]),
    (OTHER_FIRM, MYTHOS, [(O, L), (O, F), (O, F), (O, F), (O, F), (O, L), (O, L)]),
    (US_PERSON, FABLE, [(O, O), (O, F), (O, F), (O, F), (O, F), (O, O), (O, O)]),
    (US_PERSON, MYTHOS, [(O, L), (O, F), (O, F), (O, F), (O, F), (O, L), (O, L)]),
]


@pytest.mark.parametrize(("profile", "model", "expected"), TABLE)
def test_access_in_june_2026_by_law_and_by_the_provider(
    profile: Profile, model: str, expected: list[tuple[str, str]]
) -> None:
    catalog, state = load_catalog(), State()
    told(state, catalog)
    verdicts = [access(state, model, profile, day, catalog) for day in DAYS]
    assert [(v.law.status, v.provider.status) for v in verdicts] == expected


def test_what_was_not_yet_known_on_the_twelfth_changes_nothing_that_day() -> None:
    catalog, state = load_catalog(), State()
    told(state, catalog, until_day=11)
    verdict = access(state, FABLE, SAUDI, date(2026, 6, 12), catalog)
    assert (verdict.law.status, verdict.provider.status) == ("open", "open")


def test_a_us_firm_that_has_not_said_is_asked_whether_it_is_on_the_list() -> None:
    catalog, state = load_catalog(), State()
    told(state, catalog)
    verdict = access(state, MYTHOS, Profile(country="US"), date(2026, 6, 27), catalog)
    assert verdict.provider.status == "unknown"
    assert "list:us-mythos5-2026-06" in verdict.ask


def test_a_verdict_says_what_it_assumed_of_the_profile() -> None:
    catalog, state = load_catalog(), State()
    told(state, catalog)
    assert "not a US person" in access(state, FABLE, SAUDI, date(2026, 6, 13), catalog).assumed


def test_the_switch_off_is_tied_to_the_order_it_carries_out() -> None:
    catalog, state = load_catalog(), State()
    order, switch_off = told(state, catalog, until_day=12)[2:4]
    assert switch_off.implements == order.id  # type: ignore[union-attr]


def test_two_acts_of_one_document_can_be_told_apart_by_their_titles() -> None:
    catalog, state = load_catalog(), State()
    order, switch_off = told(state, catalog, until_day=12)[2:4]
    assert order.title != switch_off.title
    assert "Anthropic" in switch_off.title
