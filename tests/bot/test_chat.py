"""The durable inbox: what Telegram has handed over is never lost, and is handled once."""

import asyncio
import sqlite3

import pytest
from aiogram.types import Update

from bot.chat import Inbox
from bot.sandbox import people
from store import updates
from tests.bot.conftest import House


def _inbox(house: House, seen: list[str], fails: dict[str, int] | None = None) -> Inbox:
    """An inbox whose handler writes down what it saw, and fails so many times on some texts."""
    left = dict(fails or {})

    async def handle(update: Update) -> None:
        assert update.message is not None
        text = update.message.text or ""
        if left.get(text, 0) > 0:
            left[text] -= 1
            raise RuntimeError("something broke")
        seen.append(text)

    async def no_pause(_seconds: float) -> None: ...

    return Inbox(house.record.database, house.bot, house.clock, handle, no_pause)


async def _poll_until(inbox: Inbox, true: "list[str]", count: int) -> None:
    stopping = asyncio.Event()
    task = asyncio.create_task(inbox.run(stopping))
    for _ in range(200):
        if len(true) >= count:
            break
        await asyncio.sleep(0.02)
    stopping.set()
    await task


async def test_messages_are_handled_in_the_order_in_which_they_were_written(house: House) -> None:
    house.sandbox.world.add_user("Noura", user_id=1)
    for text in ("/start", "/where SA", "/watch Anthropic"):
        people.write(house.sandbox.world, 1, text)
    seen: list[str] = []
    await _poll_until(_inbox(house, seen), seen, 3)
    assert seen == ["/start", "/where SA", "/watch Anthropic"]


async def test_what_was_kept_before_a_crash_is_handled_at_the_next_start(house: House) -> None:
    house.sandbox.world.add_user("Noura", user_id=1)
    people.write(house.sandbox.world, 1, "/now")
    got = await house.bot.get_updates()
    kept = [(u.update_id, u.model_dump_json(exclude_none=True)) for u in got]
    updates.keep(house.record.database, kept, house.clock.now())  # and here the process died
    seen: list[str] = []
    await _inbox(house, seen).drain()
    await _inbox(house, seen).drain()
    assert seen == ["/now"]


async def test_a_message_whose_handling_fails_once_is_tried_again_in_its_place(house: House) -> None:
    house.sandbox.world.add_user("Noura", user_id=1)
    for text in ("/watch Anthropic", "/unwatch Anthropic"):
        people.write(house.sandbox.world, 1, text)
    seen: list[str] = []
    await _poll_until(_inbox(house, seen, {"/watch Anthropic": 1}), seen, 2)
    assert seen == ["/watch Anthropic", "/unwatch Anthropic"]


async def test_a_message_that_always_fails_is_given_up_and_blocks_nobody(house: House) -> None:
    house.sandbox.world.add_user("Noura", user_id=1)
    for text in ("poison", "/now"):
        people.write(house.sandbox.world, 1, text)
    seen: list[str] = []
    await _poll_until(_inbox(house, seen, {"poison": 99}), seen, 1)
    assert seen == ["/now"]
    assert updates.pending(house.record.database) == []


async def test_an_update_repeated_by_the_server_is_handled_once(house: House) -> None:
    house.sandbox.world.add_user("Noura", user_id=1)
    people.write(house.sandbox.world, 1, "/now")
    got = await house.bot.get_updates()
    kept = [(u.update_id, u.model_dump_json(exclude_none=True)) for u in got]
    now = house.clock.now()
    assert updates.keep(house.record.database, kept, now) == 1
    assert updates.keep(house.record.database, kept, now) == 0
    seen: list[str] = []
    await _inbox(house, seen).drain()
    assert updates.keep(house.record.database, kept, now) == 0
    await _inbox(house, seen).drain()
    assert seen == ["/now"]


@pytest.mark.slow
async def test_a_locked_database_does_not_end_the_chat_for_good(house: House) -> None:
    house.sandbox.world.add_user("Noura", user_id=1)
    seen: list[str] = []
    stopping = asyncio.Event()
    other = sqlite3.connect(house.record.database.name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    task = asyncio.create_task(_inbox(house, seen).run(stopping))
    people.write(house.sandbox.world, 1, "/now")
    await asyncio.sleep(11.5)  # longer than a write waits for the lock
    other.execute("ROLLBACK")
    other.close()
    for _ in range(200):
        if seen:
            break
        await asyncio.sleep(0.05)
    stopping.set()
    await task
    assert seen == ["/now"]
