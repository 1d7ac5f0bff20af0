"""Flood control: what is accepted when, and how long a sender is told to wait."""

import aiohttp

from bot.sandbox import start_sandbox
from bot.sandbox.flood import FloodGate, FloodLimits
from tests.bot.sandbox.talking import TOKEN, Talk


def admit(gate: FloodGate, chat_id: int, now: float, *, group: bool = False, paid: bool = False) -> int | None:
    return gate.admit(chat_id, group=group, paid=paid, now_seconds=now)


def test_thirty_a_second_pass_and_the_next_waits() -> None:
    gate = FloodGate(FloodLimits())
    assert [admit(gate, chat, 100.0) for chat in range(30)] == [None] * 30
    assert admit(gate, 99, 100.0) == 1
    assert admit(gate, 99, 101.1) is None


def test_one_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    gate = FloodGate(FloodLimits(chat_burst=3))
    assert [admit(gate, 1, 100.0) for _ in range(3)] == [None] * 3
    assert admit(gate, 1, 100.0) == 1
    assert admit(gate, 2, 100.0) is None
    assert admit(gate, 1, 101.0) is None
    assert admit(gate, 1, 101.5) == 1


def test_a_group_takes_twenty_a_minute() -> None:
    gate = FloodGate(FloodLimits())
    accepted = [admit(gate, -7, 100.0 + 2 * index, group=True) for index in range(20)]
    assert accepted == [None] * 20
    assert admit(gate, -7, 140.0, group=True) == 20
    assert admit(gate, -7, 160.1, group=True) is None


def test_a_strict_server_closes_the_whole_bot_for_a_while() -> None:
    gate = FloodGate(FloodLimits(strict=True))
    for chat in range(30):
        admit(gate, chat, 100.0)
    assert admit(gate, 50, 100.0) == 5
    assert admit(gate, 51, 103.0) == 2
    assert admit(gate, 51, 105.0) is None
    assert gate.refused == 2


def test_paid_broadcasts_have_their_own_ceiling() -> None:
    gate = FloodGate(FloodLimits())
    assert [admit(gate, chat, 100.0, paid=True) for chat in range(1000)] == [None] * 1000
    assert admit(gate, 2000, 100.0, paid=True) == 1


def test_refused_sends_do_not_count() -> None:
    gate = FloodGate(FloodLimits())
    for chat in range(30):
        admit(gate, chat, 100.0)
    for chat in range(500):
        admit(gate, chat, 100.5)
    assert admit(gate, 900, 101.01) is None


async def test_a_429_says_when_in_its_words_its_parameters_and_its_header() -> None:
    running = await start_sandbox(token=TOKEN, flood=FloodLimits(chat_burst=1))
    try:
        async with aiohttp.ClientSession() as session:
            talk = Talk(running, session)
            chat = await talk.subscriber()
            sent = await talk.call("sendMessage", chat_id=chat, text="one")
            refused = await talk.call("sendMessage", chat_id=chat, text="two")
            edit = await talk.call("editMessageText", chat_id=chat, message_id=sent.result["message_id"], text="edited")
    finally:
        await running.stop()
    assert refused.status == 429
    assert refused.description == "Too Many Requests: retry after 1"
    assert refused.told["parameters"] == {"retry_after": 1}
    assert refused.headers["Retry-After"] == "1"
    assert edit.status == 429
