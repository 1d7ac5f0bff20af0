"""A whole service on loopback: the record on disk, the sandbox as Telegram, and the clock in the test's hand."""

import itertools
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiogram import Bot

from bot.clock import SetClock
from bot.delivery import Delivery
from bot.opening import Record, opened
from bot.pacer import Pacer
from bot.sandbox import Sandbox, start_sandbox
from bot.sandbox.world import Message
from bot.settings import load_settings
from bot.telegram import make_bot
from events.finding import Audience
from events.vocabulary import Restricted, Source, World
from store import outbox, subscribers
from store.log import Draft
from store.planner import Planner
from store.record import add

TOKEN = "4242:a-token-for-tests"  # the sandbox's
NOW = datetime(2026, 6, 12, 22, 0, tzinfo=UTC)


def order(
    name: str = "ev-order", targets: tuple[str, ...] = ("anthropic/claude-fable-5",), **more: object
) -> Restricted:
    """An order that bars foreign persons from these, recorded as live news."""
    fields: dict[str, object] = {
        "id": name,
        "title": f"Order {name}",
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": targets,
        "audience": Audience(barred=("not:us-person",)),
        "happened_on": date(2026, 6, 12),
        "zone": "America/New_York",
        "sources": (Source(url="https://news.test/order", publisher="Commerce", trust="official"),),
    }
    return Restricted(**(fields | more))  # type: ignore[arg-type]


@dataclass
class House:
    """`tell` records events; `alert` plans and delivers what is due; `chat` is what stands in a chat of the sandbox."""

    record: Record
    sandbox: Sandbox
    bot: Bot
    clock: SetClock
    planner: Planner
    delivery: Delivery
    ids: "itertools.count[int]"

    def subscribe(self, chat_id: int, *watches: str, country: str = "SA", starts: bool = True) -> str:
        if chat_id not in self.sandbox.world.users:
            self.sandbox.world.add_user(f"Person {chat_id}", user_id=chat_id)
        self.sandbox.world.chats[chat_id].started = starts
        live, now = self.record.live, self.clock.now()
        who = subscribers.join(live, chat_id, now, new_id=self.new_id, salt=b"0" * 16).subscriber
        subscribers.set_profile(live, who, now, country=country)
        for watch in watches:
            subscribers.add_watch(live, who, watch, now)
        return who

    def new_id(self) -> str:
        return f"id-{next(self.ids)}"

    def tell(self, *events: World) -> None:
        add(self.record.live, [Draft(event=event) for event in events], self.clock.now())

    async def alert(self) -> int:
        self.planner.plan(self.clock.now())
        return await self.delivery.round()

    async def pass_time(self, seconds: float) -> int:
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))
        return await self.delivery.round()

    def chat(self, chat_id: int) -> list[Message]:
        bot_id = self.sandbox.world.bot.user_id
        return [m for m in self.sandbox.world.messages[chat_id].values() if m.sender_id == bot_id]

    def balance(self) -> outbox.Equation:
        return outbox.equation(self.record.database)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = SetClock(NOW)
    sandbox = await start_sandbox(token=TOKEN, clock=clock.now, flood=None)
    settings = load_settings(
        {
            "CURBWATCH_BOT_TOKEN": TOKEN,
            "CURBWATCH_TELEGRAM_API": sandbox.url,
            "CURBWATCH_DATABASE_URL": f"sqlite:///{tmp_path / 'curbwatch.db'}",
        }
    )
    bot = make_bot(TOKEN, sandbox.url)
    ids = itertools.count(1)
    try:
        with opened(settings, clock.now(), history_until=date(2019, 1, 1)) as record:
            pacer = Pacer(now=time.monotonic, per_second=1000.0)
            made = Delivery(record, bot, pacer, clock, lambda: f"pa-{next(ids)}")
            planner = Planner(record.database, record.catalog)
            planner.plan(clock.now())
            yield House(record=record, sandbox=sandbox, bot=bot, clock=clock, planner=planner, delivery=made, ids=ids)
    finally:
        await bot.session.close()
        await sandbox.stop()
