"""Who subscribes, under an id that says nothing; and that forgetting erases the person and no proof."""

from pathlib import Path

import pytest

from store import audit, subscribers
from store.database import Database
from store.errors import NotFoundError
from store.live import Live
from store.planner import Planner
from store.replay import check, replay
from store.subscribers import add_watch, add_words, contact, forget, join, remove_watch, set_contact
from tests.store.asking import rows
from tests.store.making import at, counting, happen, restricted, subscriber


def test_a_chat_has_one_id_however_often_it_starts(live: Live) -> None:
    ids = counting("s")
    first = join(live, 42, at(), new_id=ids, salt=b"salt")
    again = join(live, 42, at(1), new_id=ids, salt=b"other")
    assert (first.is_new, again.is_new, again.subscriber) == (True, False, first.subscriber)


def test_the_log_never_learns_the_chat_or_the_words(live: Live, database: Database) -> None:
    who = join(live, 987654321, at(), new_id=lambda: "somebody", salt=b"0123456789abcdef").subscriber
    add_words(live, who, "Project  Nightingale", at())
    data = b"".join(row[0] for row in rows(database, "SELECT data FROM events"))
    assert b"987654321" not in data
    assert b"ightingale" not in data
    kept = contact(database, who)
    assert kept is not None
    assert list(kept.words.values()) == ["Project Nightingale"]


def test_the_same_words_are_one_watch_and_another_person_has_another_hash(live: Live) -> None:
    first = subscriber(live, 1)
    second = join(live, 2, at(), new_id=counting("x"), salt=b"another salt of theirs").subscriber
    words = add_words(live, first, "deep sea", at())
    assert add_words(live, first, "Deep  SEA", at()) == words
    assert add_words(live, second, "deep sea", at()) != words
    assert subscribers.watches_of(live, first) == (words,)


def test_words_that_are_no_longer_watched_leave_the_vault(live: Live, database: Database) -> None:
    who = subscriber(live, 1)
    words = add_words(live, who, "deep sea", at())
    assert remove_watch(live, who, words, at())
    kept = contact(database, who)
    assert kept is not None
    assert kept.words == {}


def test_watching_twice_and_unwatching_twice_say_so(live: Live) -> None:
    who = subscriber(live, 1)
    assert add_watch(live, who, "anthropic", at())
    assert not add_watch(live, who, "anthropic", at())
    assert remove_watch(live, who, "anthropic", at())
    assert not remove_watch(live, who, "anthropic", at())


def test_a_wish_that_arrives_twice_has_one_effect(live: Live, database: Database) -> None:
    who = subscriber(live, 1)
    for _ in range(2):
        subscribers.set_choices(live, who, {"rivals": "off"}, at(), command="up-7")
    assert rows(database, "SELECT count(*) FROM events WHERE kind = 'preferences-set'") == [(1,)]


def test_zone_and_language_stay_in_the_vault(live: Live, database: Database) -> None:
    who = subscriber(live, 1)
    set_contact(database, who, zone="Asia/Riyadh", language="ar")
    kept = contact(database, who)
    assert kept is not None
    assert (kept.zone, kept.language) == ("Asia/Riyadh", "ar")
    assert subscribers.subscriber_of(database, 1) == who


def test_forgetting_erases_the_person_and_leaves_every_proof_valid(
    live: Live, database: Database, planner: Planner, path: Path
) -> None:
    who = subscriber(live, 987654321, "anthropic")
    add_words(live, who, "Nightingale", at())
    happen(live, restricted(1))
    planner.plan(at(1))
    before = audit.verify(database)
    forget(live, who, at(2))
    forget(live, who, at(3))
    assert contact(database, who) is None
    assert rows(database, "SELECT state, reason FROM alerts") == [("suppressed", "forgotten")]
    assert rows(database, "SELECT count(*) FROM events WHERE kind = 'subscriber-forgotten'") == [(1,)]
    after = audit.verify(database)
    assert after.is_sound
    assert after.entries == before.entries + 1
    assert check(database, planner.catalog, live).problems == []
    assert replay(database).memory.roll.subscribers == {}
    for file in path.parent.iterdir():
        assert b"Nightingale" not in file.read_bytes()


def test_who_was_forgotten_cannot_be_changed_and_begins_anew_under_another_id(live: Live) -> None:
    who = subscriber(live, 1)
    forget(live, who, at())
    for change in (lambda: add_watch(live, who, "anthropic", at()), lambda: add_words(live, who, "x", at())):
        with pytest.raises(NotFoundError, match="/start begins anew"):
            change()
    assert join(live, 1, at(1), new_id=counting("new"), salt=b"x").subscriber == "new-1"
