"""Following things by name or by keyboard."""

import pytest

from tests.bot.commands.conftest import Office, Person


def test_several_names_at_once(amal: Person) -> None:
    amal.says("/watch Anthropic, GPT-5.6; China\nNvidia H20")
    assert amal.watches == ("anthropic", "openai/gpt-5.6", "CN", "hw/h20")
    assert "You now watch Anthropic, GPT-5.6, China and Nvidia H20." in amal.screen


def test_names_with_blanks_between_them_are_understood_where_each_is_one(amal: Person) -> None:
    amal.says("/watch anthropic openai")
    assert amal.watches == ("anthropic", "openai")


def test_a_name_with_a_slip_of_the_pen_gets_suggestions_that_replace_it(amal: Person) -> None:
    amal.says("/watch Antropic")
    assert "Nothing that I know is called “Antropic” yet" in amal.screen
    amal.taps("Anthropic")
    assert amal.watches == ("anthropic",)


def test_a_watch_on_something_unheard_of_is_kept_in_their_own_words(amal: Person) -> None:
    amal.says("/watch Zorblax Quux 9000")
    assert amal.watches[0].startswith("word:")
    amal.says("/watches")
    assert "“Zorblax Quux 9000”" in amal.screen


def test_a_country_is_still_asked_for_where_none_is_set(amal: Person) -> None:
    amal.says("/watch Anthropic")
    assert "/where" in amal.screen


def test_what_is_watched_already_is_said_so(amal: Person) -> None:
    amal.says("/watch Anthropic")
    amal.says("/watch anthropic")
    assert "You watch already Anthropic." in amal.screen


def test_the_picker_opens_turns_and_marks_what_is_watched(amal: Person) -> None:
    amal.says("/watch")
    amal.taps("»")
    assert "Page 2 of" in amal.screen
    amal.taps("«")
    amal.taps("Mistral")
    assert amal.button("Mistral").text.startswith("✓")
    assert amal.toast == "You watch Mistral AI"


def test_unwatch_by_name_by_words_and_by_button(amal: Person) -> None:
    amal.says("/watch Anthropic, OpenAI, Zorblax Quux")
    amal.says("/unwatch zorblax quux")
    amal.says("/unwatch Anthropic, Mistral")
    assert "You no longer watch Anthropic." in amal.screen
    assert "You do not watch “Mistral”" in amal.screen
    amal.says("/unwatch")
    amal.taps("OpenAI")
    assert amal.watches == ()
    assert "You watch nothing" in amal.screen


def test_nobody_can_follow_more_than_fits(office: Office, amal: Person) -> None:
    models = list(office.catalog.models)[:195]
    for ref in models:
        office.desk.watch(11, ref, office.clock.at)
    amal.says("/watch Fujitsu, Qatar, China, Japan, India, France")
    assert "more than 200" in amal.screen
    amal.says("/watches")
    amal.says("/unwatch")
    amal.taps("»")


@pytest.mark.parametrize("text", ["/watch ,,,", "/watch \u202e\u200b", "/watch ;"])
def test_a_list_of_nothing_gets_an_example(amal: Person, text: str) -> None:
    amal.says(text)
    assert "Try /watch Anthropic" in amal.screen
    assert amal.watches == ()
