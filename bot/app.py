"""The composition root: the one place where everything is wired, for the service and for the demonstration alike."""

import asyncio
import contextlib
import random
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Update

from bot.chat import Inbox
from bot.checking import in_trouble
from bot.clock import Clock
from bot.commands.desk import Desk
from bot.commands.menu import set_menu
from bot.commands.router import handle_update
from bot.delivery import Delivery
from bot.jobs import Jobs, table
from bot.notices import Notices
from bot.opening import Record
from bot.pacer import Pacer
from bot.schedule import scheduler
from bot.second_reader import SecondReader
from bot.settings import Settings
from bot.status import health_of
from bot.telegram import make_bot
from events.sources.check_pool import CheckPool
from events.sources.protocol import SourceSpec
from events.sources.second_reader import Endpoint
from events.sources.web import Door
from store import notices, outbox
from store.planner import GROUPING_SECONDS, Planner
from store.sources import source_states

log = structlog.get_logger()

ROLES = frozenset({"checks", "chat", "delivery"})
DRAIN_SECONDS = 10.0
"""So long what is in flight may take to finish once the process is asked to stop."""

OUTBOX_PAUSE_SECONDS = 1.0


def random_id() -> str:
    """A subscriber's or parcel's id, which says nothing of anybody."""
    return "su-" + secrets.token_hex(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Where the process gets its random numbers: ids, salts, the jitter of requests, the fences round what the second
    reader is shown."""

    new_id: Callable[[], str] = random_id
    salt: Callable[[], bytes] = field(default=lambda: secrets.token_bytes(16))
    jitter: random.Random = field(default_factory=random.Random)
    fence: Callable[[], str] = field(default=lambda: secrets.token_hex(16))


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything wired; `jobs`, `delivery` and `inbox` do the work, `bot` speaks to the Bot API server."""

    settings: Settings
    record: Record
    clock: Clock
    bot: Bot
    desk: Desk
    jobs: Jobs
    delivery: Delivery
    notices: Notices
    inbox: Inbox

    async def handle(self, update: Update) -> None:
        await handle_update(update, self.bot, self.desk)


@asynccontextmanager
async def wired(
    settings: Settings,
    record: Record,
    specs: Sequence[SourceSpec],
    clock: Clock,
    chances: Chances,
    *,
    grouping_seconds: float = GROUPING_SECONDS,
    source_pause_seconds: float = 1.0,
) -> AsyncIterator[App]:
    """The app over an open record; its connections are closed afterwards."""
    bot = make_bot(settings.bot_token, settings.telegram_api)
    pacer = Pacer(now=time.monotonic)
    private = frozenset(settings.allowed_private_hosts)
    try:
        async with (
            Door(private_hosts=private, rng=chances.jitter, pause_seconds=source_pause_seconds) as door,
            Door(private_hosts=private, rng=chances.jitter) as second_door,
            CheckPool(door) as pool,
            AsyncExitStack() as closing,
        ):
            for spec in in_trouble(specs, source_states(record.database)):
                door.doubt(spec.url)
            planner = Planner(record.database, record.catalog, grouping_seconds=grouping_seconds)
            second = second_reader(settings, record, second_door, clock, chances)
            if second is not None:
                closing.push_async_callback(second.close)
            jobs = Jobs(record, specs, pool, clock, planner, holder=chances.new_id(), second=second)
            desk = Desk(
                record.live,
                record.catalog,
                new_id=chances.new_id,
                new_salt=chances.salt,
                now=clock.now,
                health=lambda now: health_of(record.database, specs, now).each,
                editors=settings.editor_ids,
            )

            async def handle(update: Update) -> None:
                await handle_update(update, bot, desk)

            yield App(
                settings=settings,
                record=record,
                clock=clock,
                bot=bot,
                desk=desk,
                jobs=jobs,
                delivery=Delivery(record, bot, pacer, clock, chances.new_id),
                notices=Notices(record, bot, pacer, clock, settings.editor_ids, specs),
                inbox=Inbox(record.database, bot, clock, handle),
            )
    finally:
        await bot.session.close()


def second_reader(
    settings: Settings, record: Record, door: Door, clock: Clock, chances: Chances
) -> SecondReader | None:
    """The second reader of these settings; None where it is off."""
    if not settings.reader_url:
        return None
    endpoint = Endpoint(url=settings.reader_url, model=settings.reader_model, key=settings.reader_key)
    return SecondReader(record, door, clock, endpoint, chances.fence)


async def serve(app: App, roles: frozenset[str], stopping: asyncio.Event) -> None:
    """Run until `stopping` is set, then let what is in flight finish, for ten seconds at most."""
    await app.jobs.heartbeat(roles & {"checks", "delivery"})
    ticking = scheduler(table(app.jobs, app.delivery, roles, app.notices))
    ticking.start()
    tasks: list[asyncio.Task[None]] = []
    if "chat" in roles:
        with contextlib.suppress(AiogramError):
            await set_menu(app.bot, app.settings.editor_ids)
        tasks.append(asyncio.create_task(app.inbox.run(stopping)))
    log.info("running", roles=sorted(roles))
    await stopping.wait()
    app.notices.stopping = True
    app.delivery.stopping = True  # a round that runs would go on leasing until nothing is due
    ticking.pause()  # no new work; shutting down at once would cancel what runs
    if tasks:
        await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
    await _drained(app)
    ticking.shutdown(wait=False)
    await app.jobs.release()
    log.info("stopped")


async def _drained(app: App) -> None:
    """Wait until nothing is in flight any more."""
    end = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < end:
        balance = await asyncio.to_thread(outbox.equation, app.record.database)
        if not balance.in_flight and not await asyncio.to_thread(notices.in_flight, app.record.database):
            return
        await asyncio.sleep(0.1)
