"""What ticks: a source that fails waits its turn, and a leader that was late keeps what is its own."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import jobs as ticking
from bot.jobs import Jobs
from events.sources.check_pool import CheckPool
from events.sources.protocol import SourceSpec
from events.sources.web import Door
from store import outbox
from store.sources import SourceState, save_source_state, source_states
from tests.bot.conftest import House, order


@pytest.fixture
async def pool() -> AsyncIterator[CheckPool]:
    async with Door(private_hosts=frozenset({"127.0.0.1"}), pause_seconds=0) as door, CheckPool(door) as made:
        yield made


def _jobs(house: House, pool: CheckPool, *specs: SourceSpec) -> Jobs:
    return Jobs(house.record, specs, pool, house.clock, house.planner, holder="me")


async def test_a_source_that_cannot_be_asked_is_put_down_as_failed_and_waits_its_turn(
    house: House, pool: CheckPool, tmp_path: Path
) -> None:
    specs = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        specs.append(SourceSpec(id=name, kind="inbox", url=str(folder), every_seconds=3600, trust="official"))
    save_source_state(house.record.database, SourceState(source_id="a", cursor='{"written_by":"a newer version"}'))
    jobs = _jobs(house, pool, *specs)
    reports = await jobs.check()
    assert {report.source for report in reports if report.failed} == {"a"}
    house.clock.set(house.clock.now() + timedelta(seconds=15))
    assert await jobs.check() == []
    states = source_states(house.record.database)
    assert states["a"].failures == 1
    assert states["a"].next_check_at is not None


async def test_a_leader_that_renews_late_does_not_give_up_its_own_messages(
    house: House, pool: CheckPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = _jobs(house, pool)
    await jobs.heartbeat({"delivery"})
    house.subscribe(1, "anthropic")
    house.tell(order())
    house.planner.plan(house.clock.now())
    outbox.lease(house.record.database, house.clock.now(), new_id=house.new_id)
    with monkeypatch.context() as late:  # the process stood still for as long as its lease; nobody took over
        late.setattr(ticking, "LEASE_SECONDS", 0.0)
        assert not jobs.leads("delivery")
    house.clock.set(house.clock.now() + timedelta(seconds=21))
    await jobs.heartbeat({"delivery"})
    assert jobs.leads("delivery")
    assert house.balance().in_flight == 1
