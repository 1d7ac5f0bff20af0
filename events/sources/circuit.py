"""A circuit for each host: opened by failures in a row, tried once after a while, healed by the first success."""

from collections.abc import Callable
from dataclasses import dataclass

FAILURES = 5
"""So many requests to a host in a row, of whatever sources, have to fail before it is left alone."""

FIRST_SECONDS = 300.0
MOST_SECONDS = 6 * 3600.0
PROBE_SECONDS = 90.0
"""So long one try after a pause keeps all others waiting, should it never be told how it went."""

MAX_HOSTS = 2_000


@dataclass(slots=True)
class _Line:
    failures: int = 0
    pause_seconds: float = 0.0
    open_until: float | None = None


class Circuit:
    """Counts by host and keeps only hosts in trouble. `now` is any steady clock, in seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lines: dict[str, _Line] = {}

    def wait_seconds(self, host: str) -> float:
        """How long this host is still left alone; 0 where it may be asked, which is then its one try for a while."""
        line = self._lines.get(host)
        if line is None or line.open_until is None:
            return 0.0
        left = line.open_until - self._now()
        if left > 0:
            return left
        line.open_until = self._now() + PROBE_SECONDS
        return 0.0

    def failures(self, host: str) -> int:
        return self._lines[host].failures if host in self._lines else 0

    def worked(self, host: str) -> None:
        self._lines.pop(host, None)

    def failed(self, host: str) -> None:
        line = self._line(host)
        line.failures += 1
        if line.failures >= FAILURES:
            line.pause_seconds = min(line.pause_seconds * 2 or FIRST_SECONDS, MOST_SECONDS)
            line.open_until = self._now() + line.pause_seconds

    def doubt(self, host: str) -> None:
        """What an earlier life of the process saw failing gets one try before it is asked by everybody."""
        line = self._line(host)
        line.failures = max(line.failures, FAILURES - 1)
        line.open_until = self._now()

    def _line(self, host: str) -> _Line:
        while host not in self._lines and len(self._lines) >= MAX_HOSTS:
            del self._lines[next(iter(self._lines))]
        return self._lines.setdefault(host, _Line())
