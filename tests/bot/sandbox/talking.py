"""A plain HTTP client of the sandbox: the Bot API as any bot would call it, and the control API as a test does."""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox import Sandbox

TOKEN = "4242:demo"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    told: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        assert self.status == 200, self.told
        return self.told["result"]

    @property
    def description(self) -> str:
        assert self.told["ok"] is False
        assert self.told["error_code"] == self.status
        return str(self.told["description"])


@dataclass(frozen=True, slots=True)
class Talk:
    sandbox: Sandbox
    session: aiohttp.ClientSession

    async def call(self, method: str, token: str = TOKEN, **arguments: Any) -> Answer:
        async with self.session.post(f"{self.sandbox.url}/bot{token}/{method}", json=arguments) as response:
            return Answer(response.status, await response.json(), dict(response.headers))

    async def upload(self, method: str, content: bytes, *, field: str, name: str, **arguments: Any) -> Answer:
        form = aiohttp.FormData({key: str(value) for key, value in arguments.items()})
        form.add_field(field, "attach://part0")
        form.add_field("part0", io.BytesIO(content), filename=name)
        async with self.session.post(f"{self.sandbox.url}/bot{TOKEN}/{method}", data=form) as response:
            return Answer(response.status, await response.json(), dict(response.headers))

    async def tell(self, path: str, body: dict[str, Any] | None = None, status: int = 200) -> Any:
        async with self.session.post(f"{self.sandbox.url}/control/{path}", json=body or {}) as response:
            told = await response.json()
            assert response.status == status, told
            return told

    async def look(self, path: str) -> Any:
        async with self.session.get(f"{self.sandbox.url}/control/{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def subscriber(self, **about: Any) -> int:
        """A person who has started the bot; the update of it is thrown away."""
        user = await self.tell("users", {"first_name": "Amal", **about})
        await self.tell(f"users/{user['chat_id']}/start")
        self.sandbox.world.updates.clear()
        return int(user["chat_id"])


def png(width: int, height: int) -> bytes:
    """A grey picture; its rows are packed bits, so that large ones stay small."""
    rows = (b"\0" + b"\xaa" * ((width + 7) // 8)) * height

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
