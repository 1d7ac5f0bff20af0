"""Flood control: how many messages and edits are accepted, and how long a sender must wait after one too many."""

import math
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodLimits:
    """Telegram names only approximate figures; these are the ones commonly observed. `strict` closes the whole
    bot for `penalty_seconds` after each refusal of the overall limit, as a punished bot lives it."""

    per_second: int = 30
    paid_per_second: int = 1000
    chat_per_second: float = 1.0
    chat_burst: int = 5
    group_per_minute: int = 20
    strict: bool = False
    penalty_seconds: float = 5.0


class FloodGate:
    """Counts accepted sends only; times are seconds of a monotonic clock."""

    def __init__(self, limits: FloodLimits | None) -> None:
        self.limits = limits
        self.refused = 0
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, tuple[float, float]] = {}
        self._closed_until_seconds = 0.0

    def admit(self, chat_id: int, *, group: bool, paid: bool, now_seconds: float) -> int | None:
        """None where the send is accepted and counted, else the whole seconds to wait."""
        if self.limits is None:
            return None
        wait_seconds = self._wait(self.limits, chat_id, group, paid, now_seconds)
        if wait_seconds > 0:
            self.refused += 1
            return max(1, math.ceil(wait_seconds))
        self._count(self.limits, chat_id, group, now_seconds)
        return None

    def _wait(self, limits: FloodLimits, chat_id: int, group: bool, paid: bool, now_seconds: float) -> float:
        if now_seconds < self._closed_until_seconds:
            return self._closed_until_seconds - now_seconds
        waits = [self._chat_wait(limits, chat_id, now_seconds)]
        if group:
            waits.append(
                _window_wait(self._groups.setdefault(chat_id, deque()), limits.group_per_minute, 60, now_seconds)
            )
        overall = _window_wait(self._overall, limits.paid_per_second if paid else limits.per_second, 1, now_seconds)
        if overall > 0 and limits.strict:
            self._closed_until_seconds = now_seconds + limits.penalty_seconds
            overall = limits.penalty_seconds
        return max(overall, *waits)

    def _chat_wait(self, limits: FloodLimits, chat_id: int, now_seconds: float) -> float:
        tokens = self._tokens(limits, chat_id, now_seconds)
        return 0.0 if tokens >= 1 else (1 - tokens) / limits.chat_per_second

    def _tokens(self, limits: FloodLimits, chat_id: int, now_seconds: float) -> float:
        tokens, since_seconds = self._chats.get(chat_id, (float(limits.chat_burst), now_seconds))
        return min(float(limits.chat_burst), tokens + (now_seconds - since_seconds) * limits.chat_per_second)

    def _count(self, limits: FloodLimits, chat_id: int, group: bool, now_seconds: float) -> None:
        self._overall.append(now_seconds)
        self._chats[chat_id] = (self._tokens(limits, chat_id, now_seconds) - 1, now_seconds)
        if group:
            self._groups[chat_id].append(now_seconds)


def _window_wait(accepted: deque[float], limit: int, window_seconds: float, now_seconds: float) -> float:
    while accepted and accepted[0] <= now_seconds - window_seconds:
        accepted.popleft()
    if len(accepted) < limit:
        return 0.0
    return accepted[len(accepted) - limit] + window_seconds - now_seconds
