"""The whole story in one file: check the sources, record what they say, plan whom to tell, deliver, seal.

Beside it, and held up by nothing, nor holding anything up, a second reader looks at what the first was unsure of.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence

import structlog

from bot.checking import SourceReport, check_source, due
from bot.clock import Clock
from bot.delivery import Delivery
from bot.notices import Notices
from bot.opening import Record
from bot.schedule import Job
from bot.second_reader import SecondReader
from events.sources.check_pool import CheckPool
from events.sources.protocol import SourceSpec
from store import leader, notices, outbox
from store.planner import Planner
from store.replay import mark
from store.seal import seal
from store.sources import source_states

log = structlog.get_logger()

CHECK_SECONDS = 15
SECOND_SECONDS = 5
PLAN_SECONDS = 2
DELIVER_SECONDS = 1
NOTICE_SECONDS = 15
SEAL_SECONDS = 3600
LEASE_SECONDS = 20.0
HEARTBEAT_SECONDS = 5
"""A role's lease and how often it is renewed: after a crash another process takes over within twenty seconds."""

AT_ONCE = 4
"""So many sources are asked at the same time; one host is never asked twice at once."""


class Jobs:
    """What ticks: each job asks the database what is due, so a tick too many or too few changes nothing."""

    def __init__(
        self,
        record: Record,
        specs: Sequence[SourceSpec],
        pool: CheckPool,
        clock: Clock,
        planner: Planner,
        holder: str,
        second: SecondReader | None = None,
    ) -> None:
        self.record = record
        self.specs = tuple(specs)
        self.pool = pool
        self.clock = clock
        self.planner = planner
        self.holder = holder
        self.second = second
        self._led: dict[str, float] = {}

    async def check(self) -> list[SourceReport]:
        """Ask every source that is due, and record what it brought."""
        states = await asyncio.to_thread(source_states, self.record.database)
        ready = due(self.specs, states, self.clock.now())
        room = asyncio.Semaphore(AT_ONCE)

        async def one(spec: SourceSpec) -> SourceReport:
            async with room:
                report = await check_source(self.record, spec, self.pool, self.clock.now())
            _tell(report)
            return report

        return list(await asyncio.gather(*(one(spec) for spec in ready)))

    async def plan(self) -> int:
        """Decide of every new event whom it alerts; how many alerts are to be sent."""
        planned = await asyncio.to_thread(self.planner.plan, self.clock.now())
        for made in planned:
            if made.fault:
                log.error("an event could not be weighed: nobody was told", event_id=made.event_id, fault=made.fault)
            log.info("planned", event_id=made.event_id, touched=made.touched, pending=made.pending)
        return sum(made.pending for made in planned)

    async def seal(self) -> None:
        """Sum up in the log what deliveries came to, and mark what the process knows, for later checks."""
        await asyncio.to_thread(seal, self.record.live, self.clock.now())
        await asyncio.to_thread(mark, self.record.live)

    async def heartbeat(self, roles: Iterable[str]) -> None:
        """Take or renew the leases of these roles. Whoever newly leads delivery settles what an earlier life left
        in flight: those messages have no answer, and each is repeated once, marked."""
        for role in sorted(roles):
            asked = time.monotonic()
            now = self.clock.now()
            leads = await asyncio.to_thread(leader.take, self.record.database, role, self.holder, now, LEASE_SECONDS)
            self._led.pop(role, None)
            if leads == "new" and role == "delivery":
                left = await asyncio.to_thread(outbox.abandon, self.record.database, now)
                if left:
                    log.warning("messages were left in flight; each is repeated once", messages=left)
                await asyncio.to_thread(notices.abandon, self.record.database, now)
            if leads:
                self._led[role] = asked

    def leads(self, role: str) -> bool:
        """Whether this process is the one that does what only one may do; by a clock that nobody can set."""
        asked = self._led.get(role)
        return asked is not None and time.monotonic() - asked < LEASE_SECONDS

    async def release(self) -> None:
        """Give every lease back, so that the next process need not wait."""
        for role in list(self._led):
            await asyncio.to_thread(leader.release, self.record.database, role, self.holder)
            self._led.pop(role, None)


def table(jobs: Jobs, delivery: Delivery | None, roles: frozenset[str], told: Notices | None = None) -> tuple[Job, ...]:
    """The jobs of a process with these roles, each fenced by the lease of its role."""

    def fenced(role: str, work: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            if jobs.leads(role):
                await work()

        return run

    fenced_roles = roles & {"checks", "delivery"}

    async def heartbeat() -> None:
        await jobs.heartbeat(fenced_roles)

    made = [Job(name="heartbeat", every_seconds=HEARTBEAT_SECONDS, run=heartbeat)] if fenced_roles else []
    if "checks" in roles:
        made.append(Job(name="check", every_seconds=CHECK_SECONDS, run=fenced("checks", jobs.check)))
    if "checks" in roles and jobs.second is not None:  # a job of its own: whatever it waits for, nothing waits for it
        made.append(Job(name="second", every_seconds=SECOND_SECONDS, run=fenced("checks", jobs.second.tick)))
    if "delivery" in roles and delivery is not None:
        made.append(Job(name="plan", every_seconds=PLAN_SECONDS, run=fenced("delivery", jobs.plan)))
        made.append(Job(name="deliver", every_seconds=DELIVER_SECONDS, run=fenced("delivery", delivery.round)))
        made.append(Job(name="seal", every_seconds=SEAL_SECONDS, run=fenced("delivery", jobs.seal)))
        if told is not None:
            made.append(Job(name="tell editors", every_seconds=NOTICE_SECONDS, run=fenced("delivery", told.round)))
    return tuple(made)


def _tell(report: SourceReport) -> None:
    if report.failed or report.suspect:
        log.warning("source", source=report.source, failed=report.failed, suspect=report.suspect)
    elif report.recorded is not None and report.recorded.documents:
        made = report.recorded
        log.info("source", source=report.source, documents=len(made.documents), events=len(made.events))
