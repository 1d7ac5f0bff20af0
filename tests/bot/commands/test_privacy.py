"""Forgetting takes two steps, erases the person, and leaves every proof valid."""

from datetime import timedelta

from bot.commands.request import OUT_OF_DATE
from store.audit import verify
from store.subscribers import contact
from tests.bot.commands.conftest import Office, Person
from tests.bot.commands.happenings import order


def test_two_steps_erase_the_person_and_the_log_stays_valid(office: Office, amal: Person) -> None:
    amal.says("/where SA")
    amal.says("/watch Anthropic, Zorblax Quux")
    office.happen(order())
    office.deliver()
    who = office.desk.subscriber(11)
    assert who is not None
    amal.says("/forget")
    assert office.desk.subscriber(11) == who
    amal.taps("Erase everything")
    assert "Erased." in amal.screen
    assert office.desk.subscriber(11) is None
    assert contact(office.live.database, who) is None
    assert amal.watches == ()
    assert verify(office.live.database).is_sound
    amal.says("/start")
    assert office.desk.subscriber(11) not in (None, who)


def test_thinking_better_of_it_erases_nothing(office: Office, amal: Person) -> None:
    amal.says("/watch Anthropic")
    amal.says("/forget")
    amal.taps("Keep it")
    assert amal.watches == ("anthropic",)


def test_an_old_button_erases_nothing(office: Office, amal: Person) -> None:
    amal.says("/watch Anthropic")
    amal.says("/forget")
    office.clock.at += timedelta(minutes=30)
    amal.taps("Erase everything")
    assert amal.toast == OUT_OF_DATE
    assert amal.watches == ("anthropic",)


def test_a_button_of_an_earlier_life_or_of_another_chat_erases_nothing(
    office: Office, amal: Person, bob: Person
) -> None:
    amal.says("/watch Anthropic")
    bob.says("/watch OpenAI")
    amal.says("/forget")
    data = amal.button("Erase everything").data
    bob.sends(data)
    assert bob.toast == OUT_OF_DATE
    assert bob.watches == ("openai",)
    amal.sends(data)
    amal.says("/watch Mistral")
    amal.sends(data)
    assert amal.toast == OUT_OF_DATE
    assert amal.watches == ("mistral",)


def test_there_is_nothing_to_forget_of_a_stranger(amal: Person) -> None:
    amal.says("/forget")
    assert "Nothing is kept of this chat." in amal.screen
    amal.says("/privacy")
    assert "a random id" in amal.screen
