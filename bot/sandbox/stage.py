"""The chat page: its files, the pictures in it and the stream of events that keeps it up to date."""

import asyncio
import json
from importlib.resources import files

from aiohttp import web

from bot.sandbox.api import BotApi
from bot.sandbox.telling import clock_told, message_told
from bot.sandbox.world import Json

_PAGE = files("bot.sandbox") / "page"
_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_WAITING_EVENTS = 2000
_TICK_SECONDS = 1.0
_TICKS_PER_PING = 15


class Stage:
    """Feeds every open page; a page that cannot follow is cut off and loads anew."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._pages: set[asyncio.Queue[str | None]] = set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.page),
            web.get("/page/{name}", self.page),
            web.get("/control/events", self.events),
            web.get("/control/files/{file_id}", self.picture),
        ]

    def hear(self, event: str, detail: Json) -> None:
        """Listens to the world. Costs nothing while no page is open."""
        if not self._pages:
            return
        world = self._api.world
        if event in ("message", "edit"):
            message = world.messages[detail["chat_id"]].get(detail["message_id"])
            detail = {} if message is None else message_told(world, message)
        line = _event(event, detail | {"clock": clock_told(world)})
        for page in list(self._pages):
            if page.qsize() >= _WAITING_EVENTS:
                self._pages.discard(page)
                page.get_nowait()
                page.put_nowait(None)
            else:
                page.put_nowait(line)

    def close(self) -> None:
        for page in self._pages:
            page.put_nowait(None)

    async def page(self, request: web.Request) -> web.Response:
        name = request.match_info.get("name", "index.html")
        kind = _TYPES.get(name.rpartition(".")[2])
        asset = _PAGE / name
        if kind is None or "/" in name or not asset.is_file():
            raise web.HTTPNotFound(text="there is no such page here")
        return web.Response(
            text=asset.read_text(encoding="utf-8"), content_type=kind, charset="utf-8", headers=_HEADERS
        )

    async def picture(self, request: web.Request) -> web.Response:
        stored = self._api.world.files.get(request.match_info["file_id"])
        if stored is None:
            raise web.HTTPNotFound(text="there is no such file here")
        headers = dict(_HEADERS)
        if not stored.width:
            headers["Content-Disposition"] = "attachment"
        kind = stored.mime_type if stored.width else "application/octet-stream"
        return web.Response(body=stored.content, content_type=kind, headers=headers)

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        waiting: asyncio.Queue[str | None] = asyncio.Queue()
        self._pages.add(waiting)
        shown = clock_told(self._api.world)
        quiet_ticks = 0
        try:
            await response.write(b"retry: 1500\n\n")
            while True:
                try:
                    line = await asyncio.wait_for(waiting.get(), _TICK_SECONDS)
                except TimeoutError:
                    now = clock_told(self._api.world)
                    quiet_ticks += 1
                    line = ": still here\n\n" if quiet_ticks % _TICKS_PER_PING == 0 else ""
                    if now["virtual"] and now != shown:
                        line, shown = _event("clock", {"clock": now}), now
                if line is None:
                    break
                if line:
                    await response.write(line.encode())
        except ConnectionResetError:
            pass
        finally:
            self._pages.discard(waiting)
        return response


def _event(event: str, detail: Json) -> str:
    return f"event: {event}\ndata: {json.dumps(detail, ensure_ascii=False)}\n\n"
