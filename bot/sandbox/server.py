"""The sandbox as a running server: Bot API, control API and chat page on one loopback port."""

import asyncio
import ipaddress
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.answers import garbled, injected_error, refusal
from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments
from bot.sandbox.bodies import read_arguments
from bot.sandbox.clock import Clock, SandboxClock
from bot.sandbox.control import Control
from bot.sandbox.control_people import PeopleControl
from bot.sandbox.faults import Fault, FaultBox, FaultKind
from bot.sandbox.flood import FloodGate, FloodLimits
from bot.sandbox.methods import METHODS
from bot.sandbox.polling import Polling
from bot.sandbox.rules import ApiError, method_not_found, not_found, too_large, unauthorized
from bot.sandbox.stage import Stage
from bot.sandbox.webhook import WebhookSender
from bot.sandbox.world import Call, User, World

_TOKEN = re.compile(r"(\d{1,16}):[A-Za-z0-9_-]{1,64}", re.ASCII)
_BODY_BYTES = 60 * 1024 * 1024
_CLOSING_SECONDS = 1.0

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """A running sandbox. `url` is what CURBWATCH_TELEGRAM_API takes, and where the chat page is."""

    def __init__(
        self, *, token: str, clock: Clock | None, flood: FloodLimits | None, monotonic: Callable[[], float]
    ) -> None:
        identity = _TOKEN.fullmatch(token)
        if identity is None:
            raise ValueError("a bot token is digits, a colon and letters, such as 4242:demo")
        self.token = token
        self.host = ""
        self.port = 0
        self._bot_id = int(identity[1])
        self._clock = SandboxClock(clock)
        self._flood = flood
        self.faults = FaultBox()
        self.api = BotApi(world=self._fresh_world(), gate=FloodGate(flood), monotonic=monotonic)
        self.polling = Polling(self.api)
        self._sender = WebhookSender(self.api, METHODS)
        self._stage = Stage(self.api)
        self.api.on_webhook = self._webhook_changed
        self._runner: web.AppRunner | None = None
        self._attach()

    @property
    def world(self) -> World:
        return self.api.world

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    async def start(self, host: str, port: int) -> None:
        app = web.Application(client_max_size=_BODY_BYTES, middlewares=[_guard])
        app.add_routes(
            [
                *self._stage.routes(),
                *Control(self).routes(),
                *PeopleControl(self).routes(),
                web.route("*", "/bot{token}/{method}", self._call),
                web.get("/file/bot{token}/{path:.+}", self._download),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSING_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.host = host
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Ends polls and page streams, then the server; safe to call twice."""
        self.polling.end("closing")
        self._stage.close()
        await self._sender.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def reset(self) -> None:
        """An empty world again; the clock goes back to the one handed in."""
        self.faults.clear()
        self._clock.release()
        self.api.world = self._fresh_world()
        self.api.gate = FloodGate(self._flood)
        self.api.webhook.url = ""
        self._sender.restart()
        self._attach()
        self.world.tell("reset", {})

    def _fresh_world(self) -> World:
        bot = User(user_id=self._bot_id, first_name="Curbwatch", username="curbwatch_bot", is_bot=True)
        return World(bot=bot, clock=self._clock)

    def _attach(self) -> None:
        self.world.listeners.append(self._stage.hear)
        self.world.updates.on_arrival = self._update_arrived

    def _update_arrived(self) -> None:
        self.polling.end("updates")
        self._sender.wake()

    def _webhook_changed(self) -> None:
        if self.api.webhook.url:
            self.polling.end("webhook")
        self._sender.restart()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        chat_id: int | None = None
        try:
            self._check_token(request)
            arguments = await read_arguments(request)
            chat_id = arguments.integer("chat_id") or None
            fault = self.faults.take(method, chat_id)
            if fault is not None:
                return await self._faulty(request, method, chat_id, arguments, fault)
            result = await self._processed(method, arguments)
        except ApiError as error:
            self._log(method, chat_id, error.code)
            return refusal(error)
        self._log(method, chat_id, 200)
        return web.json_response({"ok": True, "result": result})

    async def _processed(self, method: str, arguments: Arguments) -> Any:
        if method == "getupdates":
            return await self.polling.get_updates(arguments)
        if method not in METHODS:
            raise method_not_found()
        return METHODS[method](self.api, arguments)

    async def _faulty(
        self, request: web.Request, method: str, chat_id: int | None, arguments: Arguments, fault: Fault
    ) -> web.StreamResponse:
        """Carries the call out or not, as the fault says, and answers wrongly."""
        if fault.kind is FaultKind.STALL and not fault.processed:
            await asyncio.sleep(fault.seconds)
        stalled = fault.kind is FaultKind.STALL
        result = await self._processed(method, arguments) if fault.processed or stalled else None
        if stalled and fault.processed:
            await asyncio.sleep(fault.seconds)
        if stalled:
            self._log(method, chat_id, 200)
            return web.json_response({"ok": True, "result": result})
        if fault.kind in (FaultKind.CUT_BEFORE, FaultKind.CUT_AFTER):
            self._log(method, chat_id, 0)
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        error = injected_error(fault)
        if error is not None:
            raise error
        self._log(method, chat_id, 502 if fault.kind is FaultKind.BAD_GATEWAY_HTML else 200)
        return garbled(fault)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
        except ApiError as error:
            return refusal(error)
        path = request.match_info["path"]
        stored = next((file for file in self.world.files.values() if file.path == path), None)
        if stored is None:
            return refusal(not_found())
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if _TOKEN.fullmatch(token) is None:
            raise not_found()
        if token != self.token:
            raise unauthorized()

    def _log(self, method: str, chat_id: int | None, code: int) -> None:
        if method != "getupdates":
            self.world.calls.append(Call(method=method, chat_id=chat_id, code=code, at=self.world.clock()))


async def start_sandbox(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    token: str,
    clock: Clock | None = None,
    flood: FloodLimits | None = FloodLimits(),
    monotonic: Callable[[], float] = time.monotonic,
) -> Sandbox:
    """Serves until `stop()`. With port 0 a free one is chosen. `clock` dates messages and, where it is given, is
    shown on the page; `monotonic` measures floods and the age of button presses. `flood=None` accepts everything."""
    sandbox = Sandbox(token=token, clock=clock, flood=flood, monotonic=monotonic)
    await sandbox.start(host, port)
    return sandbox


@web.middleware
async def _guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """The page and the control API have no password: they answer this machine only, and no foreign web page."""
    if not request.path.startswith(("/bot", "/file/")):
        host = urlsplit(f"//{request.host}").hostname or ""
        if not _is_loopback(request.remote or "") or not (host == "localhost" or _is_loopback(host)):
            return web.json_response({"error": "the control API answers on loopback only"}, status=403)
        if request.method == "POST" and request.content_type != "application/json":
            return web.json_response({"error": "send JSON, with its content type"}, status=415)
    elif request.content_length is not None and request.content_length > _BODY_BYTES:
        return refusal(too_large())
    try:
        return await handler(request)
    except web.HTTPNotFound:
        if request.path.startswith(("/control", "/page")):
            return web.json_response({"error": f"there is no {request.path} here"}, status=404)
        return refusal(not_found())
    except web.HTTPRequestEntityTooLarge:
        return refusal(too_large())


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
