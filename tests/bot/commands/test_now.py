"""Access today, asked by command or by a bare name."""

from datetime import timedelta

from bot.render.stale import Health
from tests.bot.commands.conftest import NOW, Office, Person
from tests.bot.commands.happenings import order, switch_off


def test_what_is_in_force_is_said_first_with_the_act_behind_it(office: Office, amal: Person) -> None:
    office.happen(order(), switch_off())
    amal.says("/where SA")
    amal.says("/watch Anthropic")
    amal.says("/now")
    assert amal.screen.startswith("Barred or off for you: Claude Fable 5")
    assert "Claude Fable 5: law: barred; Anthropic: switched off." in amal.screen
    assert "the US Bureau of Industry and Security barred foreign persons" in amal.screen.replace("The US", "the US")
    assert "Not legal advice." in amal.screen


def test_a_bare_name_asks_the_same_of_that_name(office: Office, amal: Person) -> None:
    office.happen(order())
    amal.says("/where SA")
    amal.says("claude fable 5")
    assert amal.screen.startswith("Barred or off for you: Claude Fable 5")
    amal.says("🇨🇳")
    assert amal.screen.startswith("What is recorded of China")


def test_open_means_that_no_bar_is_recorded_and_never_allowed(amal: Person) -> None:
    amal.says("/where SA")
    amal.says("/now Mistral")
    assert amal.screen.startswith("No bar recorded on Mistral AI")
    assert "allowed" not in amal.screen


def test_a_silent_source_is_named_and_silence_is_not_called_peace(office: Office, amal: Person) -> None:
    silent = Health(source="bis-page", last_success_at=NOW - timedelta(days=1), is_stale=True)
    office.health.append(silent)
    amal.says("/where SA")
    amal.says("/now Anthropic")
    assert "1 of 2 sources heard on time." in amal.screen
    assert "Not heard since 01:00 on 12 June 2026 in Riyadh: bis-page." in amal.screen


def test_without_a_country_it_is_asked_for(office: Office, amal: Person) -> None:
    office.happen(order())
    amal.says("/now Anthropic")
    assert "tell me your country first" in amal.screen


def test_without_watches_the_picker_is_offered(amal: Person) -> None:
    amal.says("/now")
    amal.taps("Pick providers")
    assert "Whose models do you rely on?" in amal.screen


def test_an_unknown_name_gets_suggestions_that_answer_when_tapped(amal: Person) -> None:
    amal.says("antropic")
    assert "Did you mean" in amal.screen
    amal.taps("Anthropic")
    assert "Anthropic" in amal.screen.splitlines()[0]


def test_words_that_mean_nothing_get_a_kind_answer(amal: Person) -> None:
    amal.says("what on earth is going on here today my friend")
    assert "see /help" in amal.screen
