"""Delivery of updates to a webhook: one at a time, in order, repeated until it is answered with success."""

import asyncio
import contextlib
import json

import aiohttp

from bot.sandbox.api import BotApi, Method
from bot.sandbox.arguments import Arguments
from bot.sandbox.rules import ApiError
from bot.sandbox.updates import Update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_TIMEOUT_SECONDS = 30
_FIRST_PAUSE_SECONDS = 0.2
_LAST_PAUSE_SECONDS = 30.0


class WebhookSender:
    """Runs while a webhook is set; a method call in the answer's JSON is carried out."""

    def __init__(self, api: BotApi, methods: dict[str, Method]) -> None:
        self._api = api
        self._methods = methods
        self._task: asyncio.Task[None] | None = None
        self._arrived = asyncio.Event()

    def wake(self) -> None:
        self._arrived.set()

    def restart(self) -> None:
        """To be called when the webhook was set or deleted."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._api.webhook.url:
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        pause_seconds = _FIRST_PAUSE_SECONDS
        timeout = aiohttp.ClientTimeout(total=_TIMEOUT_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout, trust_env=False) as session:
            while True:
                waiting = self._api.world.updates.head(1)
                if not waiting:
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                if await self._delivered(session, waiting[0]):
                    self._api.world.updates.drop(waiting[0].update_id)
                    pause_seconds = _FIRST_PAUSE_SECONDS
                else:
                    await asyncio.sleep(pause_seconds)
                    pause_seconds = min(pause_seconds * 2, _LAST_PAUSE_SECONDS)

    async def _delivered(self, session: aiohttp.ClientSession, update: Update) -> bool:
        webhook = self._api.webhook
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with session.post(
                webhook.url, json=update.json(), headers=headers, allow_redirects=False
            ) as response:
                body = await response.read()
                if 200 <= response.status < 300:
                    self._carry_out(body)
                    return True
                self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
        return False

    def _failed(self, words: str) -> None:
        self._api.webhook.last_error = words
        self._api.webhook.last_error_at = self._api.world.clock()

    def _carry_out(self, body: bytes) -> None:
        """As on the real server nobody learns whether the call worked."""
        try:
            call = json.loads(body)
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            method = self._methods.get(call["method"].lower())
            if method is not None:
                with contextlib.suppress(ApiError):
                    method(self._api, Arguments(call))
