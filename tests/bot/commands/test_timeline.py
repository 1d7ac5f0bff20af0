"""The timeline: the newest first, in pages that turn in place."""

from datetime import date, timedelta

import pytest

from bot.commands.request import Edit
from bot.render.message import Message
from bot.render.stale import Health
from events.vocabulary import Launched
from tests.bot.commands.conftest import Office, Person
from tests.bot.commands.happenings import order


def _launches(count: int) -> list[Launched]:
    return [
        Launched(
            id=f"ev-l{n}",
            title="t",
            issuer="mistral",
            targets=(f"mistral/m-{n}",),
            names={f"mistral/m-{n}": f"Model {n}"},
            happened_on=date(2026, 1, 1) + timedelta(days=n),
        )
        for n in range(count)
    ]


def test_pages_turn_in_place_and_end(office: Office, amal: Person) -> None:
    office.happen(*_launches(8))
    assert isinstance(amal.says("/timeline Mistral")[0], Message)
    assert "page 1 of 2" in amal.screen
    assert "Model 7" in amal.screen
    assert isinstance(amal.taps("Older")[0], Edit)
    assert "Model 0" in amal.screen
    assert [b.text for row in amal.message.buttons for b in row] == ["« Newer"]  # type: ignore[union-attr]


@pytest.mark.parametrize("since", ["2026-01-05", "since 2026-01-05"])
def test_a_day_since_when(office: Office, amal: Person, since: str) -> None:
    office.happen(*_launches(8))
    amal.says(f"/timeline Mistral {since}")
    assert "since 5 January 2026" in amal.screen
    assert "4 events" in amal.screen


def test_so_many_days_back(office: Office, amal: Person) -> None:
    office.happen(order(), *_launches(3))
    amal.says("/timeline 30d")
    assert "1 event" in amal.screen
    amal.says("/timeline 2026")
    assert "4 events" in amal.screen


def test_without_a_name_it_is_of_what_one_watches(office: Office, amal: Person) -> None:
    office.happen(order(), *_launches(1))
    amal.says("/watch Mistral")
    amal.says("/timeline")
    assert "Timeline of what you watch" in amal.screen
    assert "Fable" not in amal.screen


def test_an_empty_timeline_does_not_say_that_nothing_happened(amal: Person) -> None:
    amal.says("/timeline Fujitsu")
    assert "not the same as nothing having happened" in amal.screen


def test_the_name_of_a_model_that_only_the_record_knows(office: Office, amal: Person) -> None:
    office.happen(*_launches(2))
    amal.says("/timeline Model 1")
    assert "1 event" in amal.screen


def test_it_names_the_sources_that_are_not_heard_those_of_the_thing_asked_about_first(
    office: Office, amal: Person
) -> None:
    office.happen(*_launches(8))
    amal.says("/timeline Mistral")
    assert "Not heard" not in amal.screen
    office.health += [
        Health(source="a-paper", is_stale=True),
        Health(source="gazette-of-x", is_stale=True, trust="official"),
        Health(source="mistral-models", is_stale=True, trust="provider", about="mistral"),
        Health(source="z-paper", is_stale=True),
    ]
    amal.says("/timeline Mistral")
    line = (
        "Not heard on time: mistral-models, gazette-of-x, a-paper and 1 more. "
        "Something may have happened that is not shown here."
    )
    assert amal.screen.endswith(line)
    amal.taps("Older")
    assert amal.screen.endswith(line)
