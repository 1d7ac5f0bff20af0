"""The pacer: when the next message may go out, overall and to one chat, so that flood control is never met."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

PER_SECOND = 28.0
"""Telegram takes about 30 messages a second; a pacer at 28 met no refusal in 2,000 sends where 29 met one."""

PER_CHAT_SECONDS = 1.05
PER_GROUP_SECONDS = 3.1
"""About one a second in a chat, and 20 a minute in a group."""

WHOLE_BOT_SECONDS = 2.0
_KEPT = 5_000


@dataclass(slots=True)
class Pacer:
    """Lets one message go at a time, never sooner than a slot after the one before. `now` is a monotonic clock.

    The slot counts from when the last one truly went, not from when it should have: after a stall of the process
    nothing is caught up, so that no second ever holds more than its share.
    """

    now: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    per_second: float = PER_SECOND
    _next: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)
    _gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    _refused: tuple[int, float] = (0, float("-inf"))

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to this chat may go out. Who waits for a chat's own slot holds up nobody else."""
        own = self._reserve(chat_id)
        while (wait := own - self.now()) > 0:
            await self.sleep(wait)
        async with self._gate:
            while (wait := self._next - self.now()) > 0:
                await self.sleep(wait)
            self._next = self.now() + 1.0 / self.per_second

    def ready_in(self, chat_id: int) -> float:
        """Seconds until this chat may have its next message, not counting the others."""
        return max(0.0, self._chats.get(chat_id, 0.0) - self.now())

    def refused(self, chat_id: int, seconds: float, *, everybody: bool = False) -> None:
        """Take in that the server asked for a pause. It does not say whether it means the chat or the whole bot: two
        chats refused within two seconds are taken to mean the bot."""
        now = self.now()
        other, at = self._refused
        self._refused = (chat_id, now)
        self._chats[chat_id] = max(now + seconds, self._chats.get(chat_id, 0.0))
        if everybody or (other != chat_id and now - at < WHOLE_BOT_SECONDS):
            self._next = max(now + seconds, self._next)

    def _reserve(self, chat_id: int) -> float:
        """The instant from which this chat may have a message, its next one being set a pause later."""
        now = self.now()
        at = max(now, self._chats.get(chat_id, 0.0))
        self._chats[chat_id] = at + (PER_GROUP_SECONDS if chat_id < 0 else PER_CHAT_SECONDS)
        if len(self._chats) > _KEPT:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        return at
