"""An OpenAI-compatible endpoint on loopback that can lie, stall and inject, and remembers what it was asked."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Raw = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class LyingModel:
    """`says` is the content of its next answers, or writes anything to the connection; `heard` is set by a question."""

    port: int = 0
    says: str | Raw = '{"findings": []}'
    asked: list[dict[str, Any]] = field(default_factory=list)
    heads: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answering: set[asyncio.Task[None]] = field(default_factory=set)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def finds(self, *findings: dict[str, Any]) -> None:
        self.says = json.dumps({"findings": findings}, ensure_ascii=False)

    def refuses(self, status: int, body: str = "", **headers: str) -> None:
        """Answers with this status."""

        async def write(writer: asyncio.StreamWriter) -> None:
            writer.write(http(body.encode(), status, **headers))

        self.says = write

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.answering.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:]) if name}
            self.heads.append((lines[0], headers))
            self.asked.append(json.loads(await reader.readexactly(int(headers["content-length"]))))
            self.heard.set()
            if callable(self.says):
                await self.says(writer)
            else:
                writer.write(http(completion(self.says)))
            await writer.drain()
        writer.transport.abort() if task.cancelling() else writer.close()
        self.answering.discard(task)


def completion(content: object, **choice: object) -> bytes:
    """The envelope of an answer."""
    message = {"role": "assistant", "content": content}
    choices = [{"index": 0, "message": message, "finish_reason": "stop", **choice}]
    return json.dumps({"id": "x", "object": "chat.completion", "choices": choices}).encode()


def http(body: bytes, status: int = 200, **headers: str) -> bytes:
    lines = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode() + body


async def stall(_writer: asyncio.StreamWriter) -> None:
    """Takes the question and never answers."""
    await asyncio.sleep(3600)


async def drip(writer: asyncio.StreamWriter) -> None:
    """One byte of the body at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(1000):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def flood(writer: asyncio.StreamWriter) -> None:
    """A body of 100 MB whose size nobody announced."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n")
    for _ in range(100):
        writer.write(b" " * 1_000_000)
        await writer.drain()


@asynccontextmanager
async def lying_model() -> AsyncIterator[LyingModel]:
    made = LyingModel()
    server = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        left = list(made.answering)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
