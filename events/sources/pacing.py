"""When a host may be asked again: one request at a time, a pause between two, a longer one where it asks for it."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_HOLD_SECONDS = 86_400.0
_MAX_HOSTS = 2_000


class Pacer:
    """Keeps, per host, a lock and the earliest moment of the next request, by the loop's monotonic clock."""

    def __init__(self, rng: random.Random, pause_seconds: float) -> None:
        self._rng = rng
        self._pause_seconds = pause_seconds
        self._locks: dict[str, asyncio.Lock] = {}
        self._next_at: dict[str, float] = {}
        self._held_until: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str, least_seconds: float = 0.0, *, pauses: bool = True) -> AsyncIterator[float]:
        """Waits for this host's turn; gives the seconds left of a pause that the host asked for, else 0.

        The next turn comes a pause later, of `least_seconds` or more; at once where this one `pauses` not.
        """
        loop = asyncio.get_running_loop()
        self._tidy(loop.time())
        async with self._locks.setdefault(host, asyncio.Lock()):
            remaining = self._held_until.get(host, 0.0) - loop.time()
            if remaining > 0:
                yield remaining
                return
            await asyncio.sleep(max(0.0, self._next_at.get(host, 0.0) - loop.time()))
            try:
                yield 0.0
            finally:
                jitter = 1.0 + self._rng.random() / 2
                if pauses:
                    self._next_at[host] = loop.time() + max(self._pause_seconds, least_seconds) * jitter

    def hold(self, host: str, seconds: float) -> None:
        self._held_until[host] = asyncio.get_running_loop().time() + seconds

    def _tidy(self, now: float) -> None:
        """Forgets the hosts that nothing is kept about, so that years of redirects fill no memory."""
        if len(self._locks) < _MAX_HOSTS:
            return
        for host in [h for h, lock in self._locks.items() if not lock.locked()]:
            if max(self._next_at.get(host, 0.0), self._held_until.get(host, 0.0)) < now:
                del self._locks[host]
                self._next_at.pop(host, None)
                self._held_until.pop(host, None)


def retry_after(value: str, date: str) -> float | None:
    """The pause a `Retry-After` header asks for, in seconds (at most a day); None where it says nothing readable.

    A date is counted from the answer's own `Date`, so that a wrong clock on either side does no harm.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), MAX_HOLD_SECONDS)
    until = _moment(value)
    if until is None:
        return None
    since = _moment(date) or datetime.now(UTC)
    return min(max(0.0, (until - since).total_seconds()), MAX_HOLD_SECONDS)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
