"""What can be found again of what was told to whom."""

from store import told
from store.database import Database
from store.live import Live
from store.outbox import lease, settle
from store.planner import Planner
from store.verdicts import Delivered, Gone, Unknown
from tests.store.making import at, counting, happen, restricted, subscriber


def test_a_delivered_alert_is_found_by_its_message_its_event_and_its_id(
    database: Database, live: Live, planner: Planner
) -> None:
    subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    for verdict in (Unknown(reason="timeout"), Delivered(message_id=77)):
        (parcel,) = lease(database, at(1), new_id=counting("pa"))
        settle(database, parcel, verdict, at(1), text="You lose Fable 5 now")
    (found,) = told.alerts_in_message(database, 1, 77)
    assert (found.event_id, found.state) == ("ev-r1", "sent")
    (message,) = told.messages_about(database, "ev-r1")
    assert (message.chat_id, message.message_id, message.text) == (1, 77, "You lose Fable 5 now")
    whole = told.alert(database, found.id)
    assert whole is not None
    assert [(a.is_repeat, a.answers) for a in whole.attempts] == [
        (False, (("unknown", "timeout"),)),
        (True, (("delivered", ""),)),
    ]
    assert told.alerts_in_message(database, 2, 77) == []
    assert told.alert(database, "al-none") is None


def test_what_somebody_missed_while_they_were_gone_can_be_offered(
    database: Database, live: Live, planner: Planner
) -> None:
    who = subscriber(live, 1, "anthropic")
    happen(live, restricted(1))
    planner.plan(at(1))
    (parcel,) = lease(database, at(1), new_id=counting("pa"))
    settle(database, parcel, Gone(reason="bot was blocked by the user"), at(1))
    happen(live, restricted(2), minutes=2)
    planner.plan(at(2))
    assert [a.event_id for a in told.missed_by(database, who, at(0))] == ["ev-r1", "ev-r2"]
    assert [a.event_id for a in told.alerts_of(database, who)] == ["ev-r2", "ev-r1"]
