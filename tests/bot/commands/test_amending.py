"""An editor puts an event of the log right or takes it back, and is told truly what that does."""

from events.vocabulary import Corrected, Event, Retracted
from store.query import story_of
from tests.bot.commands.conftest import Office, Person
from tests.bot.commands.happenings import order
from tests.bot.commands.test_queue import put


def notes(office: Office) -> list[Event]:
    return [entry.event for entry in story_of(office.live.database, "ev-order")][1:]


def test_a_correction_is_a_note_with_its_reason_and_author(office: Office, edna: Person) -> None:
    office.happen(order())
    edna.says("/correct ev-order targets=Claude Mythos 5 reason: the wrong model")
    (note,) = notes(office)
    assert isinstance(note, Corrected)
    assert (note.now.targets, note.reason) == (("anthropic/claude-mythos-5",), "the wrong model")
    assert note.by.startswith("editor-")
    assert "ev-order is corrected." in edna.screen
    assert "messages that were sent already are not edited yet" in edna.screen


def test_a_retraction_takes_back_what_was_not_sent(office: Office, edna: Person, amal: Person) -> None:
    amal.says("/where SA")
    amal.says("/watch Anthropic")
    office.happen(order())
    edna.says("/retract ev-order a hoax")
    (note,) = notes(office)
    assert isinstance(note, Retracted)
    assert note.reason == "a hoax"
    assert office.deliver() == []
    edna.says("/retract ev-order again")
    assert "Already decided: retracted: a hoax. Nothing was changed." in edna.screen
    edna.says("/correct ev-order title=x reason: y")
    assert "Nothing was changed: ev-order was retracted: a hoax." in edna.screen


WANTING = (
    ("/correct", "Which event, what, and why?"),
    ("/correct ev-order", "Which event, what, and why?"),
    ("/correct ev-order targets=x", "Which event, what, and why?"),
    ("/correct ev-order reason: x", "Which event, what, and why?"),
    ("/correct ev-none title=x reason: y", "Nothing was changed: there is no event ev-none"),
    ("/correct ev-order kind=launch act=dance reason: y", "Nothing was changed:"),
    ("/correct ev-order act=use act=use reason: y", "Nothing was changed: act is given more than once"),
    ("/retract", "Which event, and why?"),
    ("/retract ev-order", "Which event, and why?"),
    ("/retract ev-none x", "Nothing was changed: there is no event ev-none"),
)


def test_what_is_wanting_is_said_and_nothing_is_changed(office: Office, edna: Person) -> None:
    office.happen(order())
    for wish, said in WANTING:
        edna.says(wish)
        assert edna.screen.startswith(said), wish
    assert notes(office) == []


def test_why_says_that_an_editor_let_it_in(office: Office, edna: Person, amal: Person) -> None:

    amal.says("/where SA")
    amal.says("/watch Anthropic")
    edna.says(f"/publish {put(office)} barred=SA,AE reason: as the second sentence says")
    office.deliver()
    amal.says("/why")
    assert "It waited for an editor, who let it in, with barred put right." in amal.screen
