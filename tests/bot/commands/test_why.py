"""The chain behind an alert, down to the document's hash and the log's leaf - and only for whom it was sent to."""

import pytest

from bot.commands.request import OUT_OF_DATE, Edit
from bot.render.message import Message
from events.identity import alert_id
from events.vocabulary import Retracted
from tests.bot.commands.conftest import Office, Person
from tests.bot.commands.happenings import order, switch_off


@pytest.fixture
def told(office: Office, amal: Person) -> tuple[Person, int, str]:
    """Amal, the message that reached her, and the alert's id."""
    amal.says("/where SA")
    amal.says("/watch Anthropic")
    office.happen(order(), switch_off())
    ((_, message_id),) = office.deliver()
    who = office.desk.subscriber(11)
    assert who is not None
    return amal, message_id, alert_id(who, "ev-order")


def test_in_reply_to_the_alert_the_whole_chain_is_told(told: tuple[Person, int, str]) -> None:
    amal, message_id, _ = told
    amal.says("/why", reply_to=message_id)
    for words in (
        "You watch Anthropic, which makes Claude Fable 5.",
        "Taken for granted: you are not a US person.",
        "12 June 2026, 17:21 in Washington / 00:21 on 13 June in Riyadh",
        "“access by foreign persons is suspended”",
        "sha256:1111",
        "of the log",
        "delivered",
    ):
        assert words in amal.screen


def test_by_its_id_and_alone_it_is_the_same(told: tuple[Person, int, str]) -> None:
    amal, _, alert = told
    amal.says(f"/why {alert}")
    by_id = amal.screen
    amal.says("/why")
    assert amal.screen == by_id


def test_the_button_under_the_alert_sends_it_and_its_parts_turn_in_place(told: tuple[Person, int, str]) -> None:
    amal, _, alert = told
    assert isinstance(amal.sends(f"y|{alert}|0")[0], Message)
    assert isinstance(amal.taps("Part 2")[0], Edit)
    assert "switched off" in amal.screen


def test_the_leaf_is_the_one_of_the_log(office: Office, told: tuple[Person, int, str]) -> None:
    amal, _, alert = told
    amal.says(f"/why {alert}")
    trace = office.desk.trace(11, alert)
    assert trace is not None
    assert len(trace.leaf) == 64
    assert trace.leaf in amal.screen


def test_a_retracted_event_can_still_be_explained(office: Office, told: tuple[Person, int, str]) -> None:
    amal, _, alert = told
    office.happen(Retracted(event="ev-order", reason="misread"))  # type: ignore[arg-type]
    amal.says(f"/why {alert}")
    assert "barred foreign persons" in amal.screen


def test_whoever_doubts_sees_the_words_it_stands_on(told: tuple[Person, int, str]) -> None:
    amal, _, alert = told
    amal.sends(f"x|{alert}")
    assert "“access by foreign persons is suspended”" in amal.screen
    assert "ev-order" in amal.screen


def test_another_chat_gets_nothing_of_it(told: tuple[Person, int, str], bob: Person) -> None:
    _, message_id, alert = told
    bob.says("/start")
    bob.says(f"/why {alert}")
    assert "no such alert in this chat" in bob.screen
    bob.says("/why", reply_to=message_id)
    assert "no such alert in this chat" in bob.screen
    for data in (f"y|{alert}|0", f"Y|{alert}|0", f"x|{alert}"):
        bob.sends(data)
        assert bob.toast == OUT_OF_DATE
        assert len(bob.seen) == 1


@pytest.mark.parametrize("text", ["/why", "/why al-nothing", "/why ' OR 1=1", "/why \x00"])
def test_asking_for_what_is_not_there_gets_a_kind_answer(amal: Person, text: str) -> None:
    amal.says(text)
    assert "Reply to an alert with /why" in amal.screen
