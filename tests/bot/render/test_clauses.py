"""An event as one clause, and whom it reaches in words that a reader knows."""

from datetime import date

import pytest

from bot.render import words
from bot.render.sentences import stated
from events.finding import Audience
from events.vocabulary import Launched, Withdrawn
from tests.bot.render.story import CATALOG

FABLE = "anthropic/claude-fable-5"
DAY, BARRED = date(2026, 6, 12), Audience(barred=("GB",))


def test_a_launch_says_where_it_is_not_offered() -> None:
    launch = Launched(id="ev-1", title="a", issuer="anthropic", targets=(FABLE,), happened_on=DAY, audience=BARRED)
    assert stated(launch, CATALOG) == "Anthropic launched Claude Fable 5, but not for those in the United Kingdom"


def test_a_retirement_says_where_it_takes_place() -> None:
    gone = Withdrawn(
        id="ev-1",
        title="a",
        issuer="anthropic",
        targets=(FABLE,),
        happened_on=DAY,
        effective_on=date(2026, 9, 30),
        audience=BARRED,
    )
    said = stated(gone, CATALOG)
    assert said == "Anthropic retires Claude Fable 5 for those in the United Kingdom on 30 September 2026"


@pytest.mark.parametrize(
    ("list_id", "told"),
    [
        ("cn-armed-forces", "armed forces of China"),
        ("us-tx-public-bodies", "public bodies of TX in the United States"),
        ("openai", "OpenAI"),
        ("nobody-knows", "those on the list nobody-knows"),
    ],
)
def test_a_group_of_a_country_and_a_company_are_told_in_words(list_id: str, told: str) -> None:
    assert words.listed(list_id, CATALOG) == told


def test_a_company_that_is_barred_is_asked_whether_it_is_that_company() -> None:
    assert words.question("list:openai", CATALOG) == "Are you OpenAI?"
