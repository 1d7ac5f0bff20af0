"""A web server on loopback that can misbehave in every way a test needs, and a door that may reach it."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import pytest

from events.sources.web import Door

Raw = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Site:
    """Pages by path; `asked` keeps each request as (path with query, headers in small letters)."""

    port: int = 0
    pages: dict[str, bytes | Raw] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    etags: dict[str, str] = field(default_factory=dict)
    answering: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def serve(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        kind: str = "application/xml",
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Puts a page at a path and gives its whole address."""
        told = body.encode() if isinstance(body, str) else body
        lines = {"Content-Type": kind, "Content-Length": str(len(told)), **(headers or {})}
        self.etags[path] = lines.get("ETag", "")
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.pages[path] = f"HTTP/1.1 {status} X\r\n{head}Connection: close\r\n\r\n".encode() + told
        return self.url(path)

    def misbehave(self, path: str, raw: Raw) -> str:
        """Hands the connection at a path to `raw`, which may write anything."""
        self.pages[path] = raw
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.serve(path, status=status, headers={"Location": to})

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.answering.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            place = path.split("?")[0]
            # That there is no robots.txt is asked by every door, and is what no test but those of it is about.
            if place != "/robots.txt" or place in self.pages:
                self.asked.append((path, headers))
            page = self.pages.get(place, b"HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            if self.etags.get(place) and headers.get("if-none-match") == self.etags[place].lower():
                page = b"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n"
            if isinstance(page, bytes):
                writer.write(page)
                await writer.drain()
            else:
                await page(writer)
        writer.transport.abort() if task.cancelling() else writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        self.answering.discard(task)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    server = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()
    left = list(made.answering)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


@pytest.fixture
async def door(site: Site) -> AsyncIterator[Door]:
    async with Door(private_hosts=frozenset({site.host}), rng=random.Random(1), pause_seconds=0) as made:
        yield made
