"""The press of the demonstration: loopback feeds that hold the pieces published so far."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from aiohttp import web

from bot.clock import Clock
from bot.demo.story import Feed, Piece
from events.sources.protocol import SourceSpec

_ATOM = "http://www.w3.org/2005/Atom"


class Press:
    """An HTTP server on loopback; each feed shows what had been published by the clock's time."""

    def __init__(self, feeds: Sequence[Feed], pieces: Sequence[Piece], clock: Clock) -> None:
        self.feeds = {feed.id: feed for feed in feeds}
        self.pieces = tuple(pieces)
        self.clock = clock
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/{feed}.xml", self._feed)
        app.router.add_get("/{feed}/{slug}", self._article)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def sources(self) -> tuple[SourceSpec, ...]:
        """The feeds as sources to be watched."""
        return tuple(
            SourceSpec(
                id=feed.id,
                kind="feed",
                url=f"{self.url}/{feed.id}.xml",
                every_seconds=900,
                trust=feed.trust,
                publisher=feed.publisher,
                why="the story of June 2026",
            )
            for feed in self.feeds.values()
        )

    def _published(self, feed: str) -> list[Piece]:
        now = self.clock.now()
        return [piece for piece in self.pieces if piece.feed == feed and piece.at <= now]

    async def _feed(self, request: web.Request) -> web.Response:
        feed = self.feeds.get(request.match_info["feed"])
        if feed is None:
            raise web.HTTPNotFound
        root = ET.Element("feed", xmlns=_ATOM)
        ET.SubElement(root, "title").text = feed.publisher
        ET.SubElement(root, "id").text = f"urn:curbwatch:demo:{feed.id}"
        published = self._published(feed.id)
        changed = published[-1].at if published else self.clock.now()
        ET.SubElement(root, "updated").text = changed.isoformat()
        for piece in reversed(published):
            entry = ET.SubElement(root, "entry")
            ET.SubElement(entry, "title").text = piece.title
            ET.SubElement(entry, "id").text = f"urn:curbwatch:demo:{feed.id}:{piece.slug}"
            ET.SubElement(entry, "link", href=f"{self.url}/{feed.id}/{piece.slug}")
            ET.SubElement(entry, "published").text = piece.at.isoformat()
            ET.SubElement(entry, "updated").text = piece.at.isoformat()
            ET.SubElement(entry, "content", type="text").text = piece.text
        body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return web.Response(body=body, content_type="application/atom+xml", charset="utf-8")

    async def _article(self, request: web.Request) -> web.Response:
        feed, slug = request.match_info["feed"], request.match_info["slug"]
        for piece in self._published(feed):
            if piece.slug == slug:
                return web.Response(text=f"{piece.title}\n\n{piece.text}\n")
        raise web.HTTPNotFound
