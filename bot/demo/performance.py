"""The performance: piece by piece the clock moves on, the feeds fill, and the whole path is walked as in earnest."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App, Chances, wired
from bot.clock import SetClock
from bot.demo.press import Press
from bot.demo.story import BEGINS_AT, HISTORY_UNTIL, PEOPLE, Person, Piece, story
from bot.opening import opened
from bot.sandbox import FloodLimits, Sandbox, people, start_sandbox
from bot.settings import Settings, load_settings
from store import outbox, subscribers

TOKEN = "1000001:the-token-of-the-demonstration"  # noqa: S105  # the sandbox's own, known to everybody
READ_AFTER = timedelta(minutes=5)
GROUPING = timedelta(minutes=10)
_LOOK_SECONDS = 0.02
_ANSWER_SECONDS = 20.0

Watch = Callable[[int, int, Piece], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that plays: the app, the sandbox that it talks to, the press that it reads, and the clock."""

    app: App
    sandbox: Sandbox
    press: Press
    clock: SetClock


@asynccontextmanager
async def staged(folder: Path, port: int = 0) -> AsyncIterator[Stage]:
    """The stage on the eve of the story: history known, the bot polling, nobody subscribed yet."""
    clock = SetClock(BEGINS_AT)
    feeds, pieces = story()
    sandbox = await start_sandbox(port=port, token=TOKEN, clock=clock.now, flood=FloodLimits())
    press = Press(feeds, pieces, clock)
    await press.start()
    settings = _settings(folder, sandbox.url, press.url)
    stopping = asyncio.Event()
    try:
        with opened(settings, clock.now(), history_until=HISTORY_UNTIL) as record:
            made = wired(
                settings,
                record,
                press.sources(),
                clock,
                Chances(),
                grouping_seconds=GROUPING.total_seconds(),
                source_pause_seconds=0.0,
            )
            async with made as app:
                polling = asyncio.create_task(app.inbox.run(stopping))
                try:
                    yield Stage(app=app, sandbox=sandbox, press=press, clock=clock)
                finally:
                    stopping.set()
                    await polling
    finally:
        await press.stop()
        await sandbox.stop()


def _settings(folder: Path, api: str, press: str) -> Settings:
    return load_settings(
        {
            "CURBWATCH_BOT_TOKEN": TOKEN,
            "CURBWATCH_TELEGRAM_API": api,
            "CURBWATCH_DATABASE_URL": f"sqlite:///{folder / 'curbwatch.db'}",
            "CURBWATCH_PRIVATE_HOSTS": press.removeprefix("http://"),
        }
    )


async def subscribe(stage: Stage, person: Person) -> None:
    """The person writes to the bot as anybody would; only membership of a list is put in by hand."""
    world = stage.sandbox.world
    world.add_user(person.name, user_id=person.id, place=person.place)
    await _say(stage, person, "/start")
    await _say(stage, person, f"/where {person.country}")
    await _say(stage, person, f"/watch {', '.join(person.watches)}")
    if person.facts:
        await asyncio.to_thread(_assert_facts, stage, person)


async def _say(stage: Stage, person: Person, text: str) -> None:
    """Write a message and wait until it is answered."""
    chat = stage.sandbox.world.messages[person.id]
    before = len(chat)
    people.write(stage.sandbox.world, person.id, text)
    waited = 0.0
    while len(chat) < before + 2:
        if waited > _ANSWER_SECONDS:
            raise TimeoutError(f"the bot has not answered {text!r}")
        await asyncio.sleep(_LOOK_SECONDS)
        waited += _LOOK_SECONDS


def _assert_facts(stage: Stage, person: Person) -> None:
    record = stage.app.record
    who = subscribers.subscriber_of(record.database, person.id)
    if who is None:
        raise TimeoutError(f"{person.name} has not been taken on")
    with record.live.reading() as memory:
        profile = memory.roll.subscribers[who].profile
    subscribers.set_profile(
        record.live, who, stage.clock.now(), country=profile.country, facts=person.facts, surfaces=profile.surfaces
    )


async def perform(stage: Stage, before_each: Watch) -> None:
    """Play every piece: it is published, read five minutes later, told at once or after the grouping window."""
    pieces = stage.press.pieces
    for number, piece in enumerate(pieces, 1):
        await before_each(number, len(pieces), piece)
        await _at(stage, piece.at + READ_AFTER)
        await stage.app.jobs.check()
        await stage.app.jobs.plan()
        await stage.app.delivery.round()
        await _at(stage, piece.at + READ_AFTER + GROUPING)
        await stage.app.delivery.round()
    await stage.app.jobs.seal()


async def _at(stage: Stage, at: datetime) -> None:
    stage.clock.set(max(at, stage.clock.now()))


def is_settled(stage: Stage) -> bool:
    """Whether every alert was sent or its fate recorded."""
    balance = outbox.equation(stage.app.record.database)
    return balance.holds and balance.pending == 0


__all__ = ["PEOPLE", "Stage", "is_settled", "perform", "staged", "subscribe"]
