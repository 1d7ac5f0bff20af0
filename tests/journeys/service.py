"""Real processes on loopback: the sandbox, the service, and a feed that the test fills."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import aiohttp
from aiohttp import web

TOKEN = "777001:a-token-for-the-journeys"  # the sandbox's
WAIT_SECONDS = 60.0


@dataclass
class Paper:
    """A feed on loopback; `print_` adds an article, published now."""

    url: str = ""
    entries: list[str] = field(default_factory=list)

    def print_(self, slug: str, title: str, text: str) -> None:
        now = datetime.now(UTC).isoformat()
        self.entries.append(
            f"<entry><title>{escape(title)}</title><id>urn:paper:{slug}</id><link href='{self.url}/{slug}'/>"
            f"<published>{now}</published><updated>{now}</updated><content>{escape(text)}</content></entry>"
        )

    async def feed(self, _request: web.Request) -> web.Response:
        body = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title><id>urn:paper</id>"
        body += f"<updated>2026-01-01T00:00:00Z</updated>{''.join(self.entries)}</feed>"
        return web.Response(text=body, content_type="application/atom+xml")


@asynccontextmanager
async def paper() -> AsyncIterator[Paper]:
    made = Paper()
    app = web.Application()
    app.router.add_get("/feed.xml", made.feed)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()


@dataclass
class Telegram:
    """The sandbox as a process of its own, and what people do in it, over its control API."""

    url: str
    http: aiohttp.ClientSession

    async def ask(self, path: str) -> Any:
        async with self.http.get(f"{self.url}/control/{path}") as answer:
            return await answer.json()

    async def do(self, path: str, **body: object) -> Any:
        async with self.http.post(f"{self.url}/control/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def messages(self, chat: int) -> list[dict[str, Any]]:
        found = await self.ask(f"chats/{chat}/messages")
        return list(found["messages"] if isinstance(found, dict) else found)

    async def texts(self, chat: int) -> list[str]:
        return [m["text"] for m in await self.messages(chat) if m.get("from_bot")]

    async def say(self, user: int, text: str) -> None:
        """Write, and wait for one more message of the bot."""
        before = len(await self.texts(user))
        await self.do(f"users/{user}/messages", text=text)
        await until(lambda: self._more(user, before), f"an answer to {text!r}")

    async def _more(self, user: int, before: int) -> bool:
        return len(await self.texts(user)) > before


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox", "--port", "0", "--token", TOKEN, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    url = next(word.rstrip(".,/") for word in line.split() if word.startswith("http"))
    try:
        async with aiohttp.ClientSession() as http:
            yield Telegram(url, http)
    finally:
        process.terminate()
        await process.wait()


@dataclass
class Service:
    """`curbwatch run` as a process that can be killed and started again over the same database."""

    environment: dict[str, str]
    errors: Path
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.errors.open("ab") as errors:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=self.environment, stdout=errors, stderr=errors
            )

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process is None or self.process.returncode is not None:
            return 0
        self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), 30)

    async def command(self, *words: str) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await process.communicate()
        return process.returncode or 0, out.decode()


@asynccontextmanager
async def service(folder: Path, api: str, feed: str, **more: str) -> AsyncIterator[Service]:
    """The service over this feed; `more` are settings beside those it needs."""
    sources = folder / "sources.toml"
    sources.write_text(
        f'[[source]]\nid = "paper"\nkind = "feed"\nurl = "{feed}/feed.xml"\nevery = "1s"\ntrust = "provider"\n'
        'publisher = "Paper"\nwhy = "the journey"\n'
    )
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "CURBWATCH_BOT_TOKEN": TOKEN,
        "CURBWATCH_TELEGRAM_API": api,
        "CURBWATCH_DATABASE_URL": f"sqlite:///{folder / 'curbwatch.db'}",
        "CURBWATCH_SOURCES": str(sources),
        "CURBWATCH_PRIVATE_HOSTS": feed.removeprefix("http://"),
        **more,
    }
    made = Service(environment, folder / "service.log")
    await made.start()
    try:
        yield made
    finally:
        await made.stop(signal.SIGKILL)


async def until(true: Callable[[], Awaitable[bool]], what: str, seconds: float = WAIT_SECONDS) -> None:
    """Wait until it is so; fail with what was waited for."""
    end = asyncio.get_running_loop().time() + seconds
    while not await true():
        assert asyncio.get_running_loop().time() < end, f"waited {seconds:.0f} s for {what}"
        await asyncio.sleep(0.1)
