"""The chat's way in: updates are kept before Telegram is told that they arrived, and handled in their order."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.types import Update

from bot.clock import Clock
from store import updates
from store.database import Database
from store.errors import StoreError

log = structlog.get_logger()

POLL_SECONDS = 25
WANTED = ["message", "edited_message", "callback_query", "my_chat_member", "inline_query"]

RETRY_SECONDS = 1.0

Handle = Callable[[Update], Awaitable[None]]
Sleep = Callable[[float], Awaitable[None]]


class Inbox:
    """Polls for updates, keeps each one, and hands it on once; what was kept and not handled survives a crash."""

    def __init__(
        self, database: Database, bot: Bot, clock: Clock, handle: Handle, sleep: Sleep = asyncio.sleep
    ) -> None:
        self.database = database
        self.bot = bot
        self.clock = clock
        self.handle = handle
        self.sleep = sleep
        self.trouble = ""

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll and handle until `stopping` is set; what is kept by then has been handled, or will be at the start."""
        await self.drain()
        last = await asyncio.to_thread(updates.last_id, self.database)
        offset = last + 1 if last is not None else None
        pause = 1.0
        while not stopping.is_set():
            polling = asyncio.ensure_future(self._poll(offset))
            stop = asyncio.ensure_future(stopping.wait())
            await asyncio.wait({polling, stop}, return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            if not polling.done():
                polling.cancel()
                with contextlib.suppress(asyncio.CancelledError, AiogramError):
                    await polling
                return
            try:
                got = polling.result()
            except (AiogramError, UnicodeDecodeError) as error:
                pause = await self._wait(error, pause, stopping)
                continue
            pause, self.trouble = 1.0, ""
            if got:
                try:
                    offset = await self._keep(got)
                    await self.drain()
                except StoreError as error:  # a lock or a full disk passes; Telegram keeps what was not confirmed
                    pause = await self._wait(error, pause, stopping)

    async def _keep(self, got: list[Update]) -> int:
        """Keep these; the offset that confirms them."""
        kept = [(update.update_id, update.model_dump_json(exclude_none=True)) for update in got]
        await asyncio.to_thread(updates.keep, self.database, kept, self.clock.now())
        return max(update_id for update_id, _ in kept) + 1

    async def drain(self) -> int:
        """Handle what is kept, in order; an update that fails three times is given up, so that it blocks nobody."""
        handled = 0
        while waiting := await asyncio.to_thread(updates.pending, self.database):
            for kept in waiting:
                while not await self._handle(kept):
                    await self.sleep(RETRY_SECONDS)
                handled += 1
        return handled

    async def _handle(self, kept: updates.Update) -> bool:
        """Whether it is done with: handled, or given up."""
        try:
            update = Update.model_validate_json(kept.body, context={"bot": self.bot})
            await self.handle(update)
        except Exception as error:  # noqa: BLE001  # a named loop: one person's update must not stop the others
            log.warning("an update failed", update_id=kept.update_id, error=type(error).__name__)
            again = await asyncio.to_thread(
                updates.failed, self.database, kept.update_id, type(error).__name__, self.clock.now()
            )
            if again and isinstance(error, TelegramRetryAfter):
                await self.sleep(min(30.0, float(error.retry_after)))
            return not again
        await asyncio.to_thread(updates.done, self.database, kept.update_id, self.clock.now())
        return True

    async def _poll(self, offset: int | None) -> list[Update]:
        return await self.bot.get_updates(
            offset=offset, timeout=POLL_SECONDS, allowed_updates=WANTED, request_timeout=POLL_SECONDS + 15
        )

    async def _wait(self, error: Exception, pause: float, stopping: asyncio.Event) -> float:
        """Say once what is wrong, wait, and give the next pause."""
        match error:
            case TelegramConflictError():
                trouble = "another process polls with this token: stop one of them"
            case TelegramUnauthorizedError():
                trouble = "Telegram refuses the token: it may have been revoked"
            case StoreError():
                trouble = str(error)
            case _:
                trouble = f"Telegram cannot be asked for updates ({type(error).__name__})"
        if trouble != self.trouble:
            log.warning("no updates", trouble=trouble)
            self.trouble = trouble
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), pause)
        return min(60.0, pause * 2)
