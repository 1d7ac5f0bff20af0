"""Predicates with three values: what a profile says, what is assumed of it, and what only its holder can tell."""

from datetime import date

import pytest

from events.catalog import load_catalog
from events.predicates import PredicateError, Profile, any_of, check_predicate, holds

CATALOG = load_catalog()
DAY = date(2026, 6, 12)


def _value(predicate: str, country: str, *facts: str, on: date = DAY) -> bool | None:
    return holds(predicate, Profile(country=country, facts=facts), on, CATALOG).value


@pytest.mark.parametrize(
    ("predicate", "country", "facts", "expected"),
    [
        ("*", "", (), True),
        ("SA", "SA", (), True),
        ("located:EU", "FR", (), True),
        ("EU", "GB", (), False),
        ("located:CN", "", (), None),
        ("located:CN", "SA", ("located:CN",), True),
        ("us-person", "US", (), True),
        ("us-person", "SA", (), False),
        ("us-person", "SA", ("us-person",), True),
        ("us-person", "SA", ("incorporated:US",), True),
        ("us-person", "US", ("incorporated:CN",), False),
        ("not:us-person", "SA", (), True),
        ("not:not:us-person", "SA", (), False),
        ("incorporated:CN", "SG", (), False),
        ("incorporated:CN", "SG", ("incorporated:CN",), True),
        ("owned50:CN", "SG", ("owned-over50:CN",), True),
        ("owned50:CN", "CN", (), True),
        ("owned-over50:CN", "SG", ("owned50:CN",), None),
        ("owned-over50:CN", "SG", (), False),
        ("national:SA", "US", ("national:SA",), True),
        ("list:us-mythos5-2026-06", "SA", (), False),
        ("list:us-mythos5-2026-06", "US", (), None),
        ("list:us-mythos5-2026-06", "US", ("list:us-mythos5-2026-06",), True),
        ("list:us-mythos5-2026-06", "US", ("not:list:us-mythos5-2026-06",), False),
        ("list:never-heard-of", "US", (), None),
        ("list:au-public-bodies", "AU", (), False),
        ("list:au-public-bodies", "SA", (), False),
        ("list:au-public-bodies", "AU", ("list:au-public-bodies",), True),
        ("list:us-tx-public-bodies", "US", (), False),
        ("list:us-tx-public-bodies", "DE", (), False),
        ("list:us-tx-residents", "US", (), None),
        ("list:us-tx-residents", "DE", (), False),
        ("list:cn-armed-forces", "CN", (), False),
        ("list:cn-armed-forces", "CN", ("list:cn-armed-forces",), True),
        ("list:kr-financial-institutions", "KR", (), None),
        ("list:kr-financial-institutions", "JP", (), False),
        ("group:never-heard-of", "US", (), None),
    ],
)
def test_a_predicate_is_answered_yes_no_or_cannot_tell(
    predicate: str, country: str, facts: tuple[str, ...], expected: bool | None
) -> None:
    assert _value(predicate, country, *facts) is expected


def test_membership_of_a_country_group_is_a_question_of_the_day() -> None:
    group = next(g for g in CATALOG.groups if "a5" in g.lower())
    before = _value(f"group:{group}", "AE", on=date(2026, 7, 13))
    after = _value(f"group:{group}", "AE", on=date(2026, 7, 14))
    assert (before, after) == (False, True)


def test_what_was_taken_for_granted_is_said() -> None:
    answer = holds("owned50:CN", Profile(country="CN"), DAY, CATALOG)
    assert answer.assumed == ("owned from CN",)
    assert holds("located:CN", Profile(country="CN"), DAY, CATALOG).assumed == ()


def test_a_firm_is_taken_to_be_no_public_body_and_that_is_said() -> None:
    answer = holds("list:au-public-bodies", Profile(country="AU"), DAY, CATALOG)
    assert answer.assumed == ("not a public body of AU",)


def test_one_yes_is_enough_and_one_doubt_keeps_no_from_being_said() -> None:
    us = Profile(country="US")
    assert any_of(("CN", "US"), us, DAY, CATALOG).value is True
    assert any_of(("CN", "list:us-mythos5-2026-06"), us, DAY, CATALOG).value is None
    assert any_of(("CN", "RU"), us, DAY, CATALOG).value is False
    assert any_of((), us, DAY, CATALOG).value is False


@pytest.mark.parametrize(
    "words", ["", "sa", "located:", "located:SAU", "list:", "nobody", "not:", "owned:CN", "list:a b"]
)
def test_words_that_are_no_predicate_are_refused_with_the_forms_there_are(words: str) -> None:
    with pytest.raises(PredicateError, match="located:CC"):
        check_predicate(words)


def test_a_bare_country_code_means_located() -> None:
    assert check_predicate("not:SA") == "not:located:SA"
