"""The editors' queue in the chat: what waits, what proves it, and a decision that is made once and by editors only."""

from datetime import date, timedelta

import pytest

from bot.commands.answering import COMMANDS, EDITORS_COMMANDS, EDITORS_TAPS
from bot.commands.help import EDITORS_MENU
from bot.commands.request import OUT_OF_DATE, Edit
from bot.render.message import Message
from events.vocabulary import FindingJudged
from store import log, waiting
from store.record import Read, record
from tests.bot.commands.conftest import EDNA, EDOUARD, Office, Person
from tests.bot.commands.happenings import doubtful, order, report


def put(office: Office, number: int = 1, **more: object) -> str:
    """A finding that waits, and since when it does grows with its number."""
    read = Read(document=report(number), findings=(doubtful(**more),), reader="1")
    return record(office.live, office.catalog, [read], office.clock.at + timedelta(seconds=number)).waiting[0]


def judgements(office: Office) -> list[FindingJudged]:
    with office.live.database.reading() as connection:
        events = [entry.event for entry in log.read(connection, kinds=["finding-judged"])]
    return [event for event in events if isinstance(event, FindingJudged)]


def test_the_list_says_what_waits_why_whose_and_since_when_oldest_first(office: Office, edna: Person) -> None:
    put(office, 2, title="The second")
    put(office, 1, title="The <first> & oldest")
    office.clock.at += timedelta(hours=3)
    edna.says("/queue")
    assert edna.screen.startswith(
        "2 findings wait for an editor\noldest first\n\n1. restriction: The <first> & oldest\n"
    )
    assert "Waits: the reader is 40% sure, 70% is asked of reported prose" in edna.screen
    assert "Wire 1 (press) · 2 h ago" in edna.screen
    assert edna.screen.index("The second") > edna.screen.index("oldest")


def test_pages_of_five_turn_in_place(office: Office, edna: Person) -> None:
    for number in range(1, 13):
        put(office, number, title=f"Number {number}!")
    edna.says("/queue")
    assert "page 1 of 3" in edna.screen
    assert "Number 6!" not in edna.screen
    edna.taps("Newer")
    assert isinstance(edna.message, Edit)
    assert "Number 6!" in edna.screen
    edna.taps("Newer")
    assert "12. restriction: Number 12!" in edna.screen
    edna.sends("eq|999")
    assert "page 3 of 3" in edna.screen


def test_nothing_waits(edna: Person) -> None:
    edna.says("/queue")
    assert edna.screen == "Nothing waits for an editor."


def test_a_card_shows_each_field_beside_the_words_that_prove_it(office: Office, edna: Person) -> None:
    found = put(office)
    edna.says("/queue")
    edna.taps("1")
    for words in (
        "A restriction? Fable 5 <suspended> & gone?",
        found,
        "It waits: the reader is 40% sure",
        "The reading, 40% sure",
        "kind restriction\n    “is suspended”",
        "targets Claude Fable 5 (anthropic/claude-fable-5)",
        "barred foreign persons (not:us-person)\n    “access by foreign persons”",
        "Wire 1 (press)",
        "Published, it would be a new event, unconfirmed, and alert whom it touches.",
    ):
        assert words in edna.screen
    assert '<a href="https://wire.test/1">' in edna.message.html  # type: ignore[union-attr]
    edna.says(f"/queue {found}")
    assert "A restriction?" in edna.screen


def test_a_card_says_truly_what_publishing_would_do(office: Office, edna: Person) -> None:
    found = put(office, 1, happened_on=date(2026, 5, 1))
    edna.says(f"/queue {found}")
    assert "alert whom it touches" in edna.screen
    office.clock.at += timedelta(days=20)
    edna.says(f"/queue {found}")
    assert "recorded as history, for it is old: nobody would be alerted" in edna.screen
    again = put(office, 2)
    office.happen(order())
    edna.says(f"/queue {again}")
    assert "one more account of ev-order" in edna.screen


def test_publishing_takes_two_taps_and_alerts_whom_it_touches(office: Office, edna: Person, amal: Person) -> None:
    amal.says("/where SA")
    amal.says("/watch Anthropic")
    found = put(office)
    edna.says("/queue")
    edna.taps("1")
    edna.taps("Publish")
    assert edna.screen.startswith("Publish it as it was read?")
    assert judgements(office) == []
    edna.taps("Yes, publish")
    (judged,) = judgements(office)
    assert (judged.finding, judged.verdict, judged.by[:7]) == (found, "published", "editor-")
    assert f"Published as {judged.event}, unconfirmed, for it is only reported: whom it touches" in edna.screen
    assert [chat for chat, _ in office.deliver()] == [11]
    assert office.deliver() == []


def test_rejecting_takes_two_taps_and_the_second_says_why(office: Office, edna: Person) -> None:
    put(office)
    edna.says("/queue")
    edna.taps("1")
    edna.taps("Reject")
    assert judgements(office) == []
    edna.taps("misread")
    (judged,) = judgements(office)
    assert (judged.verdict, judged.reason) == ("rejected", "the reader misread it")
    assert "It never comes back" in edna.screen
    edna.says("/queue")
    assert edna.screen == "Nothing waits for an editor."


def test_thinking_better_of_it_leads_back_to_the_card(office: Office, edna: Person) -> None:
    found = put(office)
    for first in ("Publish", "Reject", "Correct"):
        edna.sends(f"eo|{found}")
        edna.taps(first)
        edna.taps("Back")
        assert "A restriction?" in edna.screen
    assert judgements(office) == []


def test_next_goes_round_what_waits(office: Office, edna: Person) -> None:
    for number in (1, 2, 3):
        put(office, number, title=f"Number {number}!")
    edna.says("/queue")
    edna.taps("2")
    for title in ("Number 3!", "Number 1!", "Number 2!"):
        edna.taps("Next")
        assert title in edna.screen
    edna.taps("Publish")
    edna.taps("Yes")
    edna.taps("Next")
    assert "Number 3!" in edna.screen


def test_next_says_when_nothing_else_waits(office: Office, edna: Person) -> None:
    put(office)
    edna.says("/queue")
    edna.taps("1")
    edna.taps("Next")
    assert edna.toast == "Nothing else waits."


def test_correcting_is_explained_with_a_line_to_copy(office: Office, edna: Person) -> None:
    found = put(office)
    edna.says("/queue")
    edna.taps("1")
    edna.taps("Correct")
    assert f"/publish {found} targets=anthropic/claude-fable-5 effective_on=2026-06-12" in edna.screen
    assert "effective_until" in edna.screen


def test_a_typed_correction_is_published_at_once(office: Office, edna: Person) -> None:
    found = put(office)
    edna.says(f"/publish {found} targets=Claude Mythos 5\ntitle=Mythos 5 is gone reason: the second sentence says so")
    (judged,) = judgements(office)
    assert (judged.verdict, judged.reason) == ("corrected", "the second sentence says so")
    assert judged.changes == {"targets": "anthropic/claude-mythos-5", "title": "Mythos 5 is gone"}
    assert "with targets, title put right" in edna.screen
    with office.live.reading() as memory:
        event = memory.state.world[judged.event]
    assert (event.targets, event.title) == (("anthropic/claude-mythos-5",), "Mythos 5 is gone")


def test_all_mistakes_are_told_at_once_and_it_waits_on(office: Office, edna: Person) -> None:
    found = put(office)
    edna.says(f"/publish {found} kind=coup act=dance tragets=x")
    assert edna.screen.splitlines()[0] == "Nothing was changed:"
    assert len(edna.screen.splitlines()) == 4
    assert "did you mean targets?" in edna.screen
    edna.says(f"/publish {found} act=use act=import")
    assert "act is given more than once" in edna.screen
    assert (judgements(office), waiting.count(office.live.database)) == ([], 1)


@pytest.mark.parametrize("command", ["/reject {} a rumour", "/queue reject {} reason: a rumour"])
def test_a_typed_rejection_keeps_its_reason(office: Office, edna: Person, command: str) -> None:
    edna.says(command.format(put(office)))
    (judged,) = judgements(office)
    assert (judged.verdict, judged.reason) == ("rejected", "a rumour")


WANTING = (
    ("/publish", "Which one?"),
    ("/publish fi-none", "No finding “fi-none” waits here"),
    ("/publish ev-order", "Which one?"),
    ("/reject", "Which one, and why?"),
    ("/reject fi-none", "Which one, and why?"),
    ("/reject fi-none because", "No finding “fi-none” waits here"),
    ("/queue <b>", "No finding “<b>” waits here"),
    ("/queue publish", "Which one?"),
)


def test_what_is_wanting_is_said(edna: Person) -> None:
    for wish, said in WANTING:
        edna.says(wish)
        assert edna.screen.startswith(said), wish


def test_a_decision_made_twice_names_who_decided_and_changes_nothing(office: Office, edna: Person) -> None:
    other = office.person(EDOUARD)
    found = put(office)
    edna.says(f"/queue {found}")
    edna.taps("Publish")
    other.says(f"/reject {found} a rumour")
    edna.taps("Yes, publish")
    (judged,) = judgements(office)
    assert f"Already decided by {judged.by}: rejected (a rumour). Nothing was changed." in edna.screen
    edna.says(f"/queue {found}")
    assert f"Decided by {judged.by}: rejected (a rumour)." in edna.screen
    assert [b.text for row in edna.message.buttons for b in row] == ["Next"]  # type: ignore[union-attr]
    other.says(f"/queue {found}")
    other.sends(f"ep|{found}")
    assert other.toast.startswith("Decided by editor-")
    assert len(judgements(office)) == 1


def test_a_second_tap_is_good_for_ten_minutes_and_for_whoever_made_the_first(office: Office, edna: Person) -> None:
    other = office.person(EDOUARD)
    found = put(office)
    edna.says(f"/queue {found}")
    edna.taps("Publish")
    data = edna.button("Yes, publish").data
    other.sends(data)
    assert other.toast == OUT_OF_DATE
    office.clock.at += timedelta(minutes=11)
    edna.sends(data)
    assert edna.toast == OUT_OF_DATE
    assert judgements(office) == []


def test_nobody_is_named_in_the_log(office: Office, edna: Person) -> None:
    edna.says(f"/reject {put(office)} a rumour")
    with office.live.database.reading() as connection:
        said = b"".join(entry.data for entry in log.read(connection))
    assert str(EDNA).encode() not in said


def test_others_get_the_answer_to_an_unknown_command(office: Office, amal: Person) -> None:
    found = put(office)
    (unknown,) = amal.says("/zorblax")
    assert isinstance(unknown, Message)
    for command in EDITORS_COMMANDS:
        (said,) = amal.says(f"/{command} {found} x")
        assert isinstance(said, Message)
        assert said.html.replace(command, "zorblax") == unknown.html
    assert judgements(office) == []


def test_others_cannot_press_an_editors_button(office: Office, amal: Person) -> None:
    found = put(office)
    for verb in EDITORS_TAPS:
        for data in (f"{verb}|{found}", f"{verb}|0", f"{verb}|{found}|0|0", f"{verb}|{found}|0|0|m"):
            amal.sends(data)
            assert amal.toast == OUT_OF_DATE
    assert judgements(office) == []


def test_in_a_group_an_editor_is_one_of_many(office: Office) -> None:
    put(office)
    group = office.person(-100, is_private=False)
    assert group.says("/queue") == []
    forged = office.person(EDNA, is_private=False)
    assert forged.says("/queue") == []


def test_no_forged_button_makes_it_fail(edna: Person) -> None:
    for verb in EDITORS_TAPS:
        for fields in ("", "|x", "|fi-none", "|fi-none|1|2", "|fi-none|x|y|z", "|fi-none|1|2|q", "|-1"):
            edna.sends(f"{verb}{fields}")
            assert edna.toast == OUT_OF_DATE


def test_help_shows_editors_their_commands_and_nobody_else(edna: Person, amal: Person) -> None:
    edna.says("/help")
    amal.says("/help")
    assert {name for name, _ in EDITORS_MENU} == set(EDITORS_COMMANDS)
    for name in EDITORS_COMMANDS:
        assert f"/{name} " in edna.screen
        assert f"/{name} " not in amal.screen
    assert not set(EDITORS_COMMANDS) & set(COMMANDS)


def test_a_card_of_anything_is_within_telegrams_limits(office: Office, edna: Person) -> None:
    many = tuple(f"zorblax/quux-{n}" for n in range(300))
    found = put(office, 1, title="<&>" * 60, targets=many, new=many, names={many[0]: "\u202eQuux" * 50})
    edna.says("/queue")
    edna.says(f"/queue {found}")
    edna.taps("Correct")


def test_editors_commands_survive_any_text(office: Office, edna: Person) -> None:
    found = put(office)
    for text in ("\ud800", "\x00", "=", "reason:", f"{found} title=\ud800 reason: \x00<i>", "a=b " * 900, "💥" * 1000):
        for command in EDITORS_COMMANDS:
            assert edna.says(f"/{command} {text}")
    assert len(judgements(office)) == 1
