"""What the outbox hands out and what each verdict does: nothing is lost, nothing goes twice without being marked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from events.finding import RivalClaim
from store import outbox
from store.database import Database
from store.live import Live
from store.outbox import Parcel, lease, settle
from store.planner import Planner
from store.subscribers import contact, forget, join
from store.verdicts import Broken, Delivered, Gone, Moved, TryLater, Unknown, Verdict
from tests.store.asking import alerts, rows
from tests.store.making import at, counting, happen, launched, restricted, subscriber

new_id = counting("pa")


@pytest.fixture
def one(database: Database, live: Live, planner: Planner) -> str:
    """One subscriber with one urgent alert that is due."""
    who = subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    return who


def take(database: Database, minutes: float = 1) -> Parcel:
    (parcel,) = lease(database, at(minutes), new_id=new_id)
    return parcel


def state(database: Database) -> str:
    (found,) = set(alerts(database).values())
    assert outbox.equation(database).holds
    return found


def test_the_attempt_is_written_before_the_message_is_handed_out(database: Database, one: str) -> None:
    parcel = take(database)
    assert (parcel.subscriber, parcel.contact.chat_id, parcel.is_repeat, parcel.is_urgent) == (one, 1, False, True)
    assert rows(database, "SELECT number, parcel, subscriber, is_repeat FROM attempts") == [(1, parcel.id, one, 0)]
    assert parcel.alerts[0].touch.event == "ev-r1"


def test_what_is_in_flight_is_not_handed_out_again(database: Database, one: str) -> None:
    take(database)
    assert lease(database, at(1), new_id=new_id) == []


# what the verdict is, what the alert becomes, whether it goes out again, marked as a repeat, as plain text
VERDICTS: list[tuple[Verdict, str, bool, bool, bool]] = [
    (Delivered(message_id=7), "sent", False, False, False),
    (TryLater(until=at(2), reason="flood"), "pending", True, False, False),
    (Moved(chat_id=-100), "pending", True, False, False),
    (Gone(reason="bot was blocked by the user"), "suppressed", False, False, False),
    (Broken(reason="can't parse entities"), "pending", True, False, True),
    (Unknown(reason="timeout"), "pending", True, True, False),
]


@pytest.mark.parametrize(("verdict", "becomes", "again", "repeat", "plain"), VERDICTS, ids=lambda v: type(v).__name__)
def test_each_verdict_has_its_consequence(
    database: Database, one: str, verdict: Verdict, becomes: str, again: bool, repeat: bool, plain: bool
) -> None:
    parcel = take(database)
    settle(database, parcel, verdict, at(1), text="You lose Fable 5 now")
    assert state(database) == becomes
    later = lease(database, at(3), new_id=new_id)
    assert [(p.id, p.is_repeat, p.is_plain) for p in later] == ([(parcel.id, repeat, plain)] if again else [])


def test_a_flood_wait_is_honoured_to_the_second(database: Database, one: str) -> None:
    settle(database, take(database), TryLater(until=at(5), reason="retry after 240"), at(1))
    assert lease(database, at(5) - timedelta(seconds=1), new_id=new_id) == []
    assert len(lease(database, at(5), new_id=new_id)) == 1


def test_an_answer_that_never_came_is_repeated_once_marked_and_then_given_up(database: Database, one: str) -> None:
    settle(database, take(database), Unknown(reason="timeout"), at(1))
    repeat = take(database, 2)
    assert repeat.is_repeat
    settled = settle(database, repeat, Unknown(reason="cut"), at(2))
    assert settled.state == "dead"
    assert rows(database, "SELECT state, reason FROM alerts") == [("dead", "no answer twice, it may have arrived: cut")]
    assert lease(database, at(99), new_id=new_id) == []
    assert outbox.equation(database).unknown == 2


def test_a_repeat_that_must_wait_stays_marked(database: Database, one: str) -> None:
    settle(database, take(database), Unknown(reason="timeout"), at(1))
    settle(database, take(database, 2), TryLater(until=at(3)), at(2))
    assert take(database, 3).is_repeat


def test_a_crash_between_handing_out_and_settling_makes_one_marked_repeat(database: Database, one: str) -> None:
    take(database)
    assert outbox.abandon(database, at(1)) == 1  # the next life of the process
    repeat = take(database, 1)
    assert (repeat.is_repeat, repeat.attempt) == (True, 2)
    settle(database, repeat, Delivered(message_id=8), at(2))
    assert state(database) == "sent"
    assert lease(database, at(99), new_id=new_id) == []


def test_a_lease_that_ran_out_counts_as_an_answer_that_never_came(database: Database, one: str) -> None:
    parcel = take(database)
    assert lease(database, parcel.leased_until - timedelta(seconds=1), new_id=new_id) == []
    (repeat,) = lease(database, parcel.leased_until, new_id=new_id)
    assert repeat.is_repeat


def test_an_answer_that_comes_late_still_counts(database: Database, one: str) -> None:
    parcel = take(database)
    outbox.abandon(database, at(1))
    settled = settle(database, parcel, Delivered(message_id=7), at(2))
    assert (settled.state, settled.is_late) == ("sent", True)
    assert lease(database, at(99), new_id=new_id) == []


def test_an_answer_that_comes_while_the_repeat_flies_decides_a_repeat_without_one(database: Database, one: str) -> None:
    parcel = take(database)
    outbox.abandon(database, at(1))
    repeat = take(database, 2)
    settle(database, parcel, Delivered(message_id=7), at(2))
    assert settle(database, repeat, Unknown(reason="cut"), at(3)).state == "sent"
    assert rows(database, "SELECT message_id FROM messages") == [(7,)]


def test_settling_twice_changes_nothing(database: Database, one: str) -> None:
    parcel = take(database)
    settle(database, parcel, Delivered(message_id=7), at(1))
    assert settle(database, parcel, Delivered(message_id=7), at(1)).is_late
    assert settle(database, parcel, Unknown(reason="?"), at(1)).state == "sent"
    assert rows(database, "SELECT count(*) FROM messages") == [(1,)]
    assert state(database) == "sent"


def test_a_message_that_is_refused_as_plain_text_too_becomes_a_dead_letter_and_the_queue_moves_on(
    database: Database, live: Live, planner: Planner, one: str
) -> None:
    settle(database, take(database), Broken(reason="can't parse entities"), at(1))
    plain = take(database, 2)
    assert settle(database, plain, Broken(reason="message is too long"), at(2)).state == "dead"
    happen(live, restricted(2), minutes=3)
    planner.plan(at(3))
    assert [a.event_id for a in take(database, 3).alerts] == ["ev-r2"]


def test_a_blocked_chat_is_never_tried_again_until_it_comes_back(
    database: Database, live: Live, planner: Planner, one: str
) -> None:
    settle(database, take(database), Gone(reason="bot was blocked by the user"), at(1))
    happen(live, restricted(2), minutes=2)
    planner.plan(at(2))
    assert lease(database, at(99), new_id=new_id) == []
    reasons = {reason for (reason,) in rows(database, "SELECT reason FROM alerts")}
    assert reasons == {"gone: bot was blocked by the user"}
    join(live, 1, at(100), new_id=counting("s"), salt=b"")
    happen(live, restricted(3), minutes=101)
    planner.plan(at(101))
    assert [a.event_id for a in take(database, 101).alerts] == ["ev-r3"]


def test_a_group_that_became_a_supergroup_gets_its_message_there(database: Database, one: str) -> None:
    settle(database, take(database), Moved(chat_id=-1007), at(1))
    parcel = take(database, 1)
    assert (parcel.contact.chat_id, parcel.is_repeat) == (-1007, False)


def test_a_supergroup_that_subscribes_by_itself_is_not_told_twice(database: Database, live: Live, one: str) -> None:
    subscriber(live, -1007, "anthropic")
    settle(database, take(database), Moved(chat_id=-1007), at(1))
    assert state(database) == "suppressed"
    assert lease(database, at(99), new_id=new_id) == []


def test_urgent_messages_overtake_the_rest(database: Database, live: Live, planner: Planner) -> None:
    for chat in (1, 2):
        subscriber(live, chat, "anthropic" if chat == 2 else "mistral")
    rival = RivalClaim(model="sakana/fugu-1", rival_of=("mistral",), claim="beats")
    happen(live, launched(1, rivals=(rival,)))
    planner.plan(at(0))
    happen(live, restricted(1), minutes=20)
    planner.plan(at(20))
    assert [p.subscriber for p in lease(database, at(20), new_id=new_id)] == ["s2", "s1"]


def test_at_most_eight_are_in_flight_and_all_get_their_turn(database: Database, live: Live, planner: Planner) -> None:
    for chat in range(1, 21):
        subscriber(live, chat, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    sizes, told = [], set()
    while parcels := lease(database, at(1), new_id=new_id):
        assert lease(database, at(1), new_id=new_id) == []
        sizes.append(len(parcels))
        for parcel in parcels:
            told.add(parcel.subscriber)
            settle(database, parcel, Delivered(message_id=1), at(1))
    assert sizes == [8, 8, 4]
    assert len(told) == 20


def test_one_subscriber_has_one_message_on_its_way_at_a_time(
    database: Database, live: Live, planner: Planner, one: str
) -> None:
    first = take(database)
    happen(live, restricted(2), minutes=1)
    planner.plan(at(1))
    assert lease(database, at(1), new_id=new_id) == []
    settle(database, first, TryLater(until=at(4)), at(1))
    assert lease(database, at(2), new_id=new_id) == []
    again = take(database, 4)
    assert again.id == first.id
    settle(database, again, Delivered(message_id=1), at(4))
    assert [a.event_id for a in take(database, 4).alerts] == ["ev-r2"]


def test_after_a_long_outage_one_message_catches_up(database: Database, live: Live, planner: Planner) -> None:
    subscriber(live, 1, "anthropic")
    for number in range(1, 6):
        rival = RivalClaim(model=f"sakana/fugu-{number}", rival_of=("anthropic",), claim="beats")
        happen(live, launched(number, rivals=(rival,)), minutes=number * 60)
        planner.plan(at(number * 60))
    parcel = take(database, 26 * 60)
    assert [a.event_id for a in parcel.alerts] == [f"ev-l{n}" for n in range(1, 6)]


def test_forgetting_somebody_while_their_message_flies_keeps_nothing_of_it(
    database: Database, live: Live, one: str
) -> None:
    parcel = take(database)
    forget(live, one, at(1))
    settle(database, parcel, Delivered(message_id=7), at(2), text="secret")
    assert rows(database, "SELECT count(*) FROM messages") == [(0,)]
    assert contact(database, one) is None
    assert outbox.equation(database).holds


def test_forgetting_somebody_whose_message_is_put_back_ends_it(database: Database, live: Live, one: str) -> None:
    parcel = take(database)
    forget(live, one, at(1))
    settle(database, parcel, TryLater(until=at(2)), at(1))
    assert lease(database, at(3), new_id=new_id) == []
    assert state(database) == "suppressed"


def test_attempts_and_outcomes_can_be_added_to_and_nothing_else(database: Database, one: str) -> None:
    settle(database, take(database), Delivered(message_id=7), at(1))
    for table in ("attempts", "outcomes"):
        for statement in (
            f"UPDATE {table} SET number = 5",
            f"DELETE FROM {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        ):
            with pytest.raises(Exception, match="append-only"), database.transaction() as connection:
                connection.exec_driver_sql(statement)


def test_several_leasing_at_once_never_get_the_same_message(database: Database, live: Live, planner: Planner) -> None:
    for chat in range(1, 41):
        subscriber(live, chat, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    told: Counter[str] = Counter()

    def deliver(_: int) -> None:
        while parcels := lease(database, at(1), new_id=new_id, limit=2):
            for parcel in parcels:
                told[parcel.subscriber] += 1
                settle(database, parcel, Delivered(message_id=parcel.attempt), at(1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(deliver, range(4)))
    assert set(told.values()) == {1}
    assert len(told) == 40
