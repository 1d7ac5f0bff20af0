"""Three taps, and at once what is in force."""

from bot.render.message import Message
from tests.bot.commands.conftest import Office, Person
from tests.bot.commands.happenings import order


def test_country_provider_done_and_at_once_what_is_in_force(office: Office, amal: Person) -> None:
    office.happen(order())
    amal.says("/start")
    assert "Where do you work from?" in amal.screen
    amal.taps("Saudi Arabia")
    assert "Whose models do you rely on?" in amal.screen
    amal.taps("Anthropic")
    assert "✓ Anthropic" in amal.button("Anthropic").text
    amal.taps("Done")
    assert amal.screen.startswith("Barred or off for you: Claude Fable 5")
    assert "From Saudi Arabia, 01:00 on 13 June 2026 in Riyadh" in amal.screen
    assert (amal.country, amal.watches) == ("SA", ("anthropic",))


def test_a_second_tap_on_a_provider_takes_it_back(amal: Person) -> None:
    amal.says("/start")
    amal.taps("Saudi Arabia")
    amal.taps("OpenAI")
    amal.taps("OpenAI")
    assert amal.watches == ()


def test_done_with_nothing_picked_asks_once_more(amal: Person) -> None:
    amal.says("/start")
    amal.taps("Saudi Arabia")
    amal.taps("Done")
    assert amal.screen.startswith("Pick at least one")


def test_the_same_tap_handled_twice_after_a_crash_has_one_effect(amal: Person) -> None:
    amal.says("/start")
    amal.taps("Saudi Arabia")
    data = amal.button("Anthropic").data
    amal.sends(data)
    amal.sends(data)
    assert amal.watches == ("anthropic",)


def test_a_link_brings_what_to_watch(amal: Person) -> None:
    amal.says("/start w-anthropic_claude-fable-5")
    assert amal.watches == ("anthropic/claude-fable-5",)
    amal.says("/start w-nothing-of-the-kind")
    assert amal.watches == ("anthropic/claude-fable-5",)


def test_starting_again_loses_nothing(amal: Person) -> None:
    amal.says("/where Saudi Arabia")
    amal.says("/watch Anthropic")
    first = amal.says("/start")
    assert isinstance(first[0], Message)
    assert "Now: Saudi Arabia" in amal.screen
    assert amal.watches == ("anthropic",)
