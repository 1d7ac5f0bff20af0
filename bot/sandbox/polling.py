"""getUpdates: one long poll at a time, ended by updates, its timeout, a second poll or a webhook."""

import asyncio
from typing import Literal

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments
from bot.sandbox.asking import allow_updates
from bot.sandbox.rules import (
    CONFLICT_POLL,
    CONFLICT_SET_WEBHOOK,
    CONFLICT_WEBHOOK,
    POLL_SECONDS,
    POLL_UPDATES,
    conflict,
)
from bot.sandbox.world import Json

_Ending = Literal["updates", "another-poll", "webhook", "closing"]


class Polling:
    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._waiting: asyncio.Future[_Ending] | None = None

    @property
    def active(self) -> bool:
        return self._waiting is not None and not self._waiting.done()

    async def get_updates(self, arguments: Arguments) -> list[Json]:
        """Raises ApiError 409 while a webhook is set, and in the poll that a newer one ends."""
        if self._api.webhook.url:
            raise conflict(CONFLICT_WEBHOOK)
        queue = self._api.world.updates
        limit = min(max(arguments.integer("limit", POLL_UPDATES), 1), POLL_UPDATES)
        timeout_seconds = min(max(arguments.integer("timeout"), 0), POLL_SECONDS)
        allow_updates(self._api, arguments)
        self.end("another-poll")
        queue.confirm(arguments.integer("offset"))
        if not queue.pending and timeout_seconds:
            await self._wait(timeout_seconds)
        return [update.json() for update in self._api.world.updates.head(limit)]

    def end(self, ending: _Ending) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(ending)

    async def _wait(self, timeout_seconds: float) -> None:
        waiting: asyncio.Future[_Ending] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        done, _ = await asyncio.wait({waiting}, timeout=timeout_seconds)
        ending = waiting.result() if done else None
        waiting.cancel()
        if ending == "another-poll":
            raise conflict(CONFLICT_POLL)
        if ending == "webhook":
            raise conflict(CONFLICT_SET_WEBHOOK)
