"""Whatever is typed or forged, an answer comes, nobody sees another's, and only admins change a group."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.answering import COMMANDS, TAPS
from bot.commands.help import MENU
from bot.commands.request import ADMINS_ONLY, OUT_OF_DATE
from bot.render.html import plain
from bot.render.message import Message
from tests.bot.commands.conftest import Office, Person
from tests.bot.commands.happenings import order

HARD = ["\x00", "💥" * 2000, "<b>", "&lt;", "'; DROP TABLE events; --", "\ud800", "\u202e", "a" * 5000, "/", "/ x", "|"]
fuzz = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.parametrize("command", [*COMMANDS, ""])
@pytest.mark.parametrize("text", HARD)
def test_every_command_survives_any_text(amal: Person, command: str, text: str) -> None:
    assert amal.says(f"/{command} {text}" if command else text)


@fuzz
@given(st.text(max_size=80), st.sampled_from(["", *COMMANDS]))
def test_any_text_gets_an_answer(amal: Person, text: str, command: str) -> None:
    assert amal.says(f"/{command} {text}" if command else text)


@fuzz
@given(st.sampled_from(list(TAPS)), st.lists(st.text("abc019|~./*", max_size=14), max_size=4))
def test_forged_buttons_are_answered_and_nothing_else(amal: Person, verb: str, fields: list[str]) -> None:
    assert amal.sends("|".join([verb, *fields]))


@pytest.mark.parametrize(
    "data", ["zz|1", "t", "t|anthropic", "t|anthropic|x", "t|a|0|nonsense", "c|s|XX", "r|w|9|0", "é"]
)
def test_an_old_or_forged_button_is_called_out_of_date(amal: Person, data: str) -> None:
    amal.sends(data)
    assert amal.toast == OUT_OF_DATE


def test_an_unknown_command_is_met_with_help_in_private_and_with_silence_in_a_group(office: Office) -> None:
    alone, group = office.person(1), office.person(-5, is_private=False)
    alone.says("/fly")
    assert "/help" in alone.screen
    assert group.says("/fly") == []
    assert group.says("good morning") == []


def test_in_a_group_only_admins_change_anything_and_everybody_may_look(office: Office) -> None:
    admin = office.person(-5, is_private=False)
    member = office.person(-5, is_private=False, may_change=False)
    admin.says("/where SA")
    admin.says("/watch Anthropic")
    for command in ("/start", "/watch OpenAI", "/unwatch Anthropic", "/where US", "/forget"):
        said = member.says(command)
        assert said == [Message(ADMINS_ONLY)]
    for data in ("w|openai|p|0", "u|anthropic|p|0", "c|w|US", "f|keep|0", "d", "p|p|0", "i|openai|000"):
        member.sends(data)
        assert member.toast == ADMINS_ONLY
    assert (member.watches, member.country) == (("anthropic",), "SA")
    member.says("/now")
    assert "Anthropic" in member.screen
    member.says("/timeline")


def test_no_handler_shows_one_chat_what_is_anothers(office: Office, amal: Person, bob: Person) -> None:
    """Two people, every command and every button of the one pressed by the other."""
    amal.says("/where SA")
    amal.says("/watch Anthropic, Zorblax Secret")
    office.happen(order())
    office.deliver()
    bob.says("/where JP")
    bob.says("/watch OpenAI")
    secret = next(ref for ref in amal.watches if ref.startswith("word:"))
    buttons = {"f|0000|0", "f|keep|0", f"u|{secret}|l|0", f"i|openai|{secret[5:17]}", "l|0", "q", "d", "t|*|0"}
    for command in COMMANDS:
        amal.says(f"/{command}")
        buttons |= {b.data for row in amal.message.buttons for b in row}  # type: ignore[union-attr]
    mine, told = (amal.watches, amal.country), []
    for wish in (*(f"/{c}" for c in COMMANDS), *(f"/{c} Zorblax Secret" for c in ("now", "timeline"))):
        told += bob.says(wish)
    for data in sorted(b for b in buttons if not b.startswith("c|")):  # a country that Bob picks is his own
        told += bob.sends(data)
    seen = "\n".join(plain(a.html) for a in told if not hasattr(a, "is_alert"))
    assert (amal.watches, amal.country) == mine
    assert "Saudi Arabia" not in seen
    assert "al-" not in seen
    assert office.desk.subscriber(11) not in seen  # type: ignore[operator]


def test_the_menu_and_the_rooms_are_the_same_list() -> None:
    assert {name for name, _ in MENU} == set(COMMANDS)
    assert all(3 <= len(text) <= 256 for _, text in MENU)
