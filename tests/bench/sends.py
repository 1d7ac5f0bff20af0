"""How close to Telegram's thirty a second the delivery comes, and how often it is told to wait."""

import asyncio
import itertools
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.delivery import Delivery
from bot.opening import opened
from bot.pacer import Pacer
from bot.sandbox import FloodLimits, start_sandbox
from bot.settings import load_settings
from bot.telegram import make_bot
from events.finding import Audience
from events.vocabulary import Restricted
from store import subscribers
from store.log import Draft
from store.planner import Planner
from store.record import add
from tests.bench.measuring import Row

TOKEN = "4242:a-token-for-the-bench"  # the sandbox's
CAP_PER_SECOND = 30.0
NOTE = "one alert to each of so many chats; the sandbox takes 30 a second and adds 5 s after each refusal (strict)"


def rows(quick: bool) -> list[Row]:
    chats = 150 if quick else 600
    with tempfile.TemporaryDirectory() as folder:
        share, refused, planned = asyncio.run(_measure(Path(folder), chats))
    return [
        Row(what=f"sends to {chats} chats, share of 30/s", ours=share, unit="%", note=NOTE),
        Row(what="429s met on the way", ours=refused, unit="refusals"),
        Row(what="deciding and queueing these alerts", ours=planned, unit="alerts/s"),
    ]


async def _measure(folder: Path, chats: int) -> tuple[float, float, float]:
    sandbox = await start_sandbox(token=TOKEN, flood=FloodLimits(strict=True))
    clock, ids = SystemClock(), itertools.count(1)
    settings = load_settings(
        {
            "CURBWATCH_BOT_TOKEN": TOKEN,
            "CURBWATCH_TELEGRAM_API": sandbox.url,
            "CURBWATCH_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        }
    )
    bot = make_bot(TOKEN, sandbox.url)
    try:
        with opened(settings, clock.now(), history_until=date(2019, 1, 1)) as record:
            live, now = record.live, clock.now()
            for chat in range(1, chats + 1):
                sandbox.world.add_user(f"Person {chat}", user_id=chat)
                sandbox.world.chats[chat].started = True
                joined = subscribers.join(live, chat, now, new_id=lambda: f"su-{next(ids)}", salt=b"0" * 16)
                subscribers.set_profile(live, joined.subscriber, now, country="SA")
                subscribers.add_watch(live, joined.subscriber, "anthropic", now)
            planner = Planner(record.database, record.catalog)
            planner.plan(now)
            add(live, [Draft(event=_order())], now)
            began = time.perf_counter()
            planner.plan(clock.now())
            planned = chats / (time.perf_counter() - began)
            delivery = Delivery(record, bot, Pacer(now=time.monotonic), clock, lambda: f"pa-{next(ids)}")
            began = time.perf_counter()
            delivered = await delivery.round()
            took = time.perf_counter() - began
    finally:
        await bot.session.close()
        await sandbox.stop()
    refused = sum(call.code == 429 for call in sandbox.world.calls)
    return 100 * delivered / took / CAP_PER_SECOND, float(refused), planned


def _order() -> Restricted:
    return Restricted(
        id="ev-bench",
        title="An order",
        issuer="us-bis",
        jurisdiction="US",
        targets=("anthropic/claude-fable-5",),
        audience=Audience(barred=("not:us-person",)),
        happened_on=datetime.now(UTC).date(),
    )
