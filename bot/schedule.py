"""The table of jobs on APScheduler: mere ticks in memory; what is due is asked of the database."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One line of the table: a name, how often it ticks, and what it does."""

    name: str
    every_seconds: float
    run: Callable[[], Awaitable[None]]


def scheduler(jobs: tuple[Job, ...]) -> AsyncIOScheduler:
    """A scheduler of these jobs, not started. A tick that comes while its job still runs is left out."""
    made = AsyncIOScheduler(timezone=UTC)
    for job in jobs:
        made.add_job(
            job.run,
            IntervalTrigger(seconds=max(1, round(job.every_seconds)), timezone=UTC),
            id=job.name,
            name=job.name,
            next_run_time=datetime.now(UTC),  # at once, not after the first interval
            # A stalled loop must lose no tick: the default grace of a second drops it for good.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    return made
