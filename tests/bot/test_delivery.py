"""Delivery, against a real Bot API server on loopback that misbehaves on demand."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.pacer import Pacer
from bot.sandbox import people
from bot.sandbox.faults import Fault, FaultKind
from events.vocabulary import Corrected
from store import outbox
from store.log import Draft
from store.record import add
from store.subscribers import forget
from tests.bot.conftest import House, order
from tests.store.asking import rows


async def test_a_loss_is_told_at_once_and_once(house: House) -> None:
    house.subscribe(1, "anthropic")
    house.tell(order())
    assert await house.alert() == 1
    assert await house.alert() == 0
    (message,) = house.chat(1)
    assert message.body.text.splitlines()[0] == "You lose Claude Fable 5 now"
    assert house.balance().sent == 1


async def test_an_order_and_its_switch_off_come_as_one_message(house: House) -> None:
    house.subscribe(1, "anthropic")
    off = order("ev-off", line="provider", effect="off", issuer="anthropic", implements="ev-order")
    house.tell(order(), off)
    await house.alert()
    assert len(house.chat(1)) == 1
    assert house.balance().sent == 2


async def test_whoever_is_not_barred_hears_nothing(house: House) -> None:
    house.subscribe(1, "anthropic", country="US")
    house.subscribe(2, "mistral")
    house.tell(order())
    await house.alert()
    assert house.chat(1) == []
    assert house.chat(2) == []


async def test_a_blocked_chat_is_never_tried_again_and_the_others_go_on(house: House) -> None:
    house.subscribe(1, "anthropic")
    house.subscribe(2, "anthropic")
    people.block(house.sandbox.world, 1)
    house.tell(order())
    await house.alert()
    house.tell(order("ev-second", ("anthropic/claude-opus-4.8",)))
    calls = len(house.sandbox.world.calls)
    await house.alert()
    assert len(house.chat(2)) == 2
    assert len(house.sandbox.world.calls) == calls + 1
    balance = house.balance()
    assert balance.holds
    assert (balance.sent, balance.suppressed, balance.pending) == (2, 2, 0)


@pytest.mark.parametrize("kind", ["cut-after", "502-html", "bad-utf8", "bad-json", "ok-wrong-schema"])
async def test_an_answer_that_never_came_is_followed_by_one_marked_repeat(house: House, kind: str) -> None:
    house.subscribe(1, "anthropic")
    house.sandbox.faults.inject(Fault(kind=FaultKind(kind), method="sendMessage"))
    house.tell(order())
    await house.alert()
    await house.pass_time(120)
    texts = [m.body.text for m in house.chat(1)]
    assert "already" in texts[-1]
    assert len(texts) <= 2
    assert house.balance().unknown == 1
    assert house.balance().sent == 1


async def test_a_flood_wait_holds_up_that_chat_alone_and_loses_nothing(house: House) -> None:
    house.subscribe(1, "anthropic")
    house.subscribe(2, "anthropic")
    house.sandbox.faults.inject(Fault(kind=FaultKind.FLOOD, method="sendMessage", chat_id=1))
    house.tell(order())
    await house.alert()
    assert len(house.chat(2)) == 1
    assert house.chat(1) == []
    await house.pass_time(5)
    assert len(house.chat(1)) == 1
    assert "already" not in house.chat(1)[0].body.text


async def test_a_revoked_token_loses_no_alert(house: House) -> None:
    house.subscribe(1, "anthropic")
    house.sandbox.faults.inject(Fault(kind=FaultKind.TOKEN_REVOKED, method="sendMessage"))
    house.tell(order())
    await house.alert()
    assert house.balance().pending == 1


async def test_the_count_of_alerts_balances_whatever_happened(house: House) -> None:
    for chat in range(1, 9):
        house.subscribe(chat, "anthropic")
    for kind, chat in (("cut-before", 1), ("cut-after", 2), ("500", 3), ("stall", 4)):
        house.sandbox.faults.inject(
            Fault(kind=FaultKind(kind), method="sendMessage", chat_id=chat, times=3, seconds=0.1)
        )
    people.deactivate(house.sandbox.world, 5)
    house.tell(order())
    await house.alert()
    for _ in range(4):
        await house.pass_time(120)
    balance = house.balance()
    assert balance.holds
    assert balance.pending == 0
    assert balance.matched == 8
    for chat in range(1, 9):
        assert len(house.chat(chat)) <= 2


def _one_a_second(house: House) -> Pacer:
    """A pacer on the clock of the test: each message takes a second of it."""
    clock = house.clock

    def seconds() -> float:
        return (clock.now() - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds()

    async def sleep(wait: float) -> None:
        clock.set(clock.now() + timedelta(seconds=wait))
        await asyncio.sleep(0)

    return Pacer(now=seconds, sleep=sleep, per_second=1.0)


@pytest.mark.parametrize(("refusals", "rounds"), [(3, 6), (12, 12)])
async def test_a_token_refused_for_long_buries_nothing_and_marks_no_repeat(
    house: House, refusals: int, rounds: int
) -> None:
    house.delivery.pacer = _one_a_second(house)
    for chat in range(1, 9):
        house.subscribe(chat, "anthropic")
    house.sandbox.faults.inject(Fault(kind=FaultKind.TOKEN_REVOKED, method="sendMessage", times=refusals))
    house.tell(order())
    await house.alert()
    for _ in range(rounds):
        await house.pass_time(310)
    assert (house.balance().sent, house.balance().dead) == (8, 0)
    assert not any("already" in message.body.text for chat in range(1, 9) for message in house.chat(chat))


@pytest.mark.slow
async def test_a_short_outage_of_telegram_buries_nothing(house: House) -> None:
    house.subscribe(1, "anthropic")
    house.sandbox.faults.inject(Fault(kind=FaultKind.BAD_GATEWAY_HTML, times=2))
    house.tell(order())
    await house.alert()
    await house.pass_time(60)
    await house.pass_time(60)
    assert house.chat(1)


async def test_somebody_who_leaves_while_their_message_is_rendered_stops_nobody(house: House) -> None:
    leaver = house.subscribe(1, "anthropic")
    house.tell(order())
    house.planner.plan(house.clock.now())
    (parcel,) = outbox.lease(house.record.database, house.clock.now(), new_id=house.new_id)
    forget(house.record.live, leaver, house.clock.now())
    assert await house.delivery._deliver(parcel) is False
    assert house.chat(1) == []


async def test_a_message_that_cannot_be_rendered_is_sent_plainly(house: House) -> None:
    house.subscribe(1, "anthropic")
    house.tell(order())
    house.planner.plan(house.clock.now())
    nowhere = Corrected(event="ev-order", reason="a test", now=order(zone="Mars/Olympus"))  # for any fault of rendering
    add(house.record.live, [Draft(event=nowhere)], house.clock.now())
    assert await house.delivery.round() == 1
    (message,) = house.chat(1)
    assert "could not be shown" in message.body.text
    assert house.balance().sent == 1


@pytest.mark.slow
async def test_a_stop_ends_the_leasing(house: House) -> None:
    for chat in range(1, 60):
        house.subscribe(chat, "anthropic")
    house.delivery.pacer = Pacer(now=time.monotonic, per_second=20.0)
    house.tell(order())
    house.planner.plan(house.clock.now())
    running = asyncio.create_task(house.delivery.round())
    await asyncio.sleep(0.3)
    house.delivery.stopping = True
    begun = rows(house.record.database, "SELECT count(*) FROM attempts")[0][0]
    await running
    after = rows(house.record.database, "SELECT count(*) FROM attempts")[0][0]
    assert after - begun <= outbox.IN_FLIGHT_MAX
    assert house.balance().in_flight == 0
