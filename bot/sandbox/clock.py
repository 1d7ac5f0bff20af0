"""The sandbox's clock: the real time, or a time that a test or the demo sets and moves."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def real_clock() -> datetime:
    return datetime.now(UTC)


class SandboxClock:
    """Answers what time it is; once set it stands still until it is set again, advanced or released."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._source: Clock = clock or real_clock
        self._given = clock is not None
        self._fixed_at: datetime | None = None

    def __call__(self) -> datetime:
        return self._fixed_at if self._fixed_at is not None else self._source().astimezone(UTC)

    @property
    def virtual(self) -> bool:
        """Whether the page should show this time, because it is not the one on the wall."""
        return self._given or self._fixed_at is not None

    def set(self, now_at: datetime) -> None:
        """Raises ValueError for a time without a zone."""
        if now_at.tzinfo is None:
            raise ValueError("the clock needs a time with a zone, such as 2026-06-12T21:21:00Z")
        self._fixed_at = now_at.astimezone(UTC)

    def advance(self, seconds: float) -> None:
        self._fixed_at = self() + timedelta(seconds=seconds)

    def release(self) -> None:
        """Back to the clock that was handed in."""
        self._fixed_at = None
