"""Delivery, against a real Bot API server on loopback that misbehaves on demand."""

import pytest

from bot.sandbox import people
from bot.sandbox.faults import Fault, FaultKind
from tests.bot.conftest import House, order


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
