"""The inbox of updates, the state of sources and the lease of the leader."""

from dataclasses import replace

from store import leader, updates
from store.database import Database
from store.sources import SourceState, save_source_state, source_state, source_states
from tests.store.asking import rows
from tests.store.making import at


def test_an_update_is_kept_once_and_handled_in_order(database: Database) -> None:
    assert updates.keep(database, [(12, "b"), (11, "a")], at()) == 2
    assert updates.keep(database, [(12, "b"), (13, "c")], at(1)) == 1
    assert [(u.update_id, u.body) for u in updates.pending(database)] == [(11, "a"), (12, "b"), (13, "c")]
    assert updates.last_id(database) == 13


def test_a_handled_update_is_remembered_and_its_words_are_not(database: Database) -> None:
    updates.keep(database, [(11, "secret")], at())
    updates.done(database, 11, at(1))
    assert updates.pending(database) == []
    assert updates.keep(database, [(11, "secret")], at(2)) == 0
    assert rows(database, "SELECT body FROM updates") == [("",)]


def test_an_update_that_keeps_failing_is_given_up_and_blocks_nobody(database: Database) -> None:
    updates.keep(database, [(11, "bad"), (12, "good")], at())
    assert [updates.failed(database, 11, "boom", at()) for _ in range(3)] == [True, True, False]
    assert [u.update_id for u in updates.pending(database)] == [12]
    assert rows(database, "SELECT error, tries FROM updates WHERE update_id = 11") == [("boom", 3)]


def test_the_state_of_a_source_is_kept_whole(database: Database) -> None:
    assert source_state(database, "x") == SourceState(source_id="x")
    state = SourceState(
        source_id="x", cursor=["a", {"b": 1}], last_attempt_at=at(), next_check_at=at(15), failures=2, last_error="503"
    )
    save_source_state(database, SourceState(source_id="x"))
    save_source_state(database, state)
    assert source_state(database, "x") == state
    # The list is for whoever looks at all of them, and leaves out the cursors, which may be large.
    assert source_states(database) == {"x": replace(state, cursor=None)}


def test_one_holder_leads_until_its_lease_runs_out(database: Database) -> None:
    assert leader.take(database, "delivery", "a", at(0))
    assert not leader.take(database, "delivery", "b", at(0.4))
    assert leader.take(database, "delivery", "a", at(0.4))
    assert leader.holder_of(database, "delivery", at(0.8)) == "a"
    assert leader.take(database, "delivery", "b", at(1))
    leader.release(database, "delivery", "a")
    assert leader.holder_of(database, "delivery", at(1)) == "b"
    leader.release(database, "delivery", "b")
    assert leader.holder_of(database, "delivery", at(1)) == ""
