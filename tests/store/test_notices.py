"""Notices to the editors: once for each episode and editor, never lost between the record and the sending."""

from datetime import UTC, datetime, timedelta

from store import notices
from store.database import Database
from store.verdicts import Broken, Delivered, Gone, TryLater, Unknown
from tests.store.asking import rows

NOW = datetime(2026, 6, 12, 22, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
HERE, SENT = "source:lab", Delivered(message_id=1)


def states(database: Database) -> list[tuple[str, int, str]]:
    found = rows(database, "SELECT word, editor, state FROM editor_notices ORDER BY episode, word, editor")
    return [(row[0], row[1], row[2]) for row in found]


def sent(database: Database, *editors: int, now: datetime = NOW) -> list[str]:
    told: list[str] = []
    for letter in notices.lease(database, editors, now):
        told += letter.texts
        assert notices.settle(database, letter, SENT, now) == "sent"
    return told


def test_each_editor_is_told_once_of_an_episode_however_often_it_is_noted(database: Database) -> None:
    for _ in range(3):
        notices.begin(database, HERE, {1: "bad", 2: "bad"}, NOW)
    assert sent(database, 1, 2) == ["bad", "bad"]
    assert not notices.begin(database, HERE, {1: "bad", 2: "bad"}, LATER)
    assert notices.lease(database, (1, 2), LATER) == []


def test_the_end_is_told_to_those_who_know_of_the_beginning_and_the_next_episode_is_another(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad"}, NOW)
    sent(database, 1)
    notices.end(database, HERE, {1: "well", 2: "well"}, LATER)
    assert sent(database, 1, 2, now=LATER) == ["well"]
    assert notices.open_episodes(database, LATER) == {}
    assert notices.begin(database, HERE, {1: "bad again"}, LATER)
    assert notices.open_episodes(database, LATER)[HERE].number == 2
    assert notices.open_episodes(database, LATER)[HERE].recent == 2


def test_what_ended_before_it_was_told_is_not_told_at_all(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad"}, NOW)
    notices.end(database, HERE, {1: "well"}, LATER)
    assert notices.lease(database, (1,), LATER) == []
    assert states(database) == [("begins", 1, "dropped"), ("ends", 1, "dropped")]
    notices.end(database, HERE, {1: "well"}, LATER)


def test_an_editor_who_comes_later_is_told_of_what_goes_on(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad"}, NOW)
    sent(database, 1)
    assert notices.begin(database, HERE, {1: "bad", 2: "bad"}, LATER)
    assert notices.open_episodes(database, LATER)[HERE].told == {1, 2}
    assert sent(database, 1, 2, now=LATER) == ["bad"]


def test_several_go_as_one_message_and_a_repeat_goes_alone(database: Database) -> None:
    notices.begin(database, "source:a", {1: "a"}, NOW)
    (letter,) = notices.lease(database, (1,), NOW)
    notices.settle(database, letter, Unknown(reason="cut"), NOW)
    for name in "bcd":
        notices.begin(database, f"source:{name}", {1: name}, LATER)
    (repeat,) = notices.lease(database, (1,), LATER)
    assert (repeat.texts, repeat.is_repeat) == (("a",), True)
    notices.settle(database, repeat, SENT, LATER)
    (letter,) = notices.lease(database, (1,), LATER)
    assert (letter.texts, letter.is_repeat) == (("b", "c", "d"), False)


def test_an_answer_that_never_came_is_followed_by_one_repeat_and_no_more(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad"}, NOW)
    for count in range(2):
        (letter,) = notices.lease(database, (1,), NOW)
        assert letter.is_repeat == (count == 1)
        notices.settle(database, letter, Unknown(reason="cut"), NOW)
    assert notices.lease(database, (1,), LATER) == []
    assert states(database) == [("begins", 1, "dead")]


def test_a_lease_that_ran_out_and_a_restart_count_as_no_answer(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad"}, NOW)
    notices.lease(database, (1,), NOW)
    assert notices.in_flight(database) == 1
    assert notices.abandon(database, NOW) == 1
    (letter,) = notices.lease(database, (1,), NOW)
    assert letter.is_repeat
    assert notices.lease(database, (1,), NOW + timedelta(seconds=notices.LEASE_SECONDS)) == []
    assert states(database) == [("begins", 1, "dead")]
    notices.settle(database, letter, SENT, LATER)
    assert states(database) == [("begins", 1, "sent")]


def test_a_refusal_is_recorded_and_a_pause_is_kept(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad", 2: "bad", 3: "bad"}, NOW)
    one, two, three = notices.lease(database, (1, 2, 3), NOW)
    notices.settle(database, one, Gone(reason="Forbidden: bot was blocked by the user"), NOW)
    notices.settle(database, two, TryLater(until=LATER, reason="flood"), NOW)
    notices.settle(database, three, Broken(reason="Bad Request"), NOW)
    assert states(database) == [("begins", 1, "dead"), ("begins", 2, "waiting"), ("begins", 3, "dead")]
    assert rows(database, "SELECT reason FROM editor_notices WHERE editor = 1")[0][0].startswith("Forbidden")
    assert notices.lease(database, (1, 2, 3), NOW) == []
    assert sent(database, 1, 2, 3, now=LATER) == ["bad"]
    notices.end(database, HERE, {1: "well", 2: "well", 3: "well"}, LATER)
    assert [letter.editor for letter in notices.lease(database, (1, 2, 3), LATER)] == [2]


def test_what_waits_for_somebody_who_is_no_editor_any_more_is_dropped(database: Database) -> None:
    notices.begin(database, HERE, {1: "bad", 2: "bad"}, NOW)
    assert [letter.editor for letter in notices.lease(database, (2,), NOW)] == [2]
    assert ("begins", 1, "dropped") in states(database)


def test_without_editors_nothing_is_kept(database: Database) -> None:
    assert not notices.begin(database, HERE, {}, NOW)
    assert states(database) == []


def test_old_episodes_are_forgotten_and_no_number_is_given_twice(database: Database) -> None:
    for days in (0, 1, 400):
        now = NOW + timedelta(days=days)
        notices.begin(database, HERE, {1: "bad"}, now)
        sent(database, 1, now=now)
        notices.end(database, HERE, {1: "well"}, now)
        sent(database, 1, now=now)
    assert {row[0] for row in rows(database, "SELECT episode FROM editor_notices")} == {3}
