"""What ticks: a source that fails waits its turn, and a leader that was late keeps what is its own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import jobs as ticking
from bot.checking import in_trouble
from bot.jobs import Jobs, table
from bot.notices import Notices
from events.sources.check_pool import CheckPool
from events.sources.circuit import FAILURES
from events.sources.protocol import SourceSpec
from events.sources.web import Door
from store import notices, outbox
from store.sources import SourceState, save_source_state, source_states
from tests.bot.conftest import House, order
from tests.events.sources.conftest import Site


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


def _feed(name: str, url: str) -> SourceSpec:
    return SourceSpec(id=name, kind="feed", url=url, every_seconds=3600, trust="reported")


async def test_a_host_that_is_left_alone_is_no_failure_of_the_source_that_was_not_asked(
    house: House, pool: CheckPool
) -> None:
    site = Site()
    server = await asyncio.start_server(site.answer, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    specs = [_feed(f"s{number}", site.serve(f"/{number}", status=502)) for number in range(FAILURES + 2)]
    reports = await _jobs(house, pool, *specs).check()
    server.close()
    assert all(report.failed for report in reports)
    assert len(site.asked) == FAILURES
    states = source_states(house.record.database)
    waiting = [state for state in states.values() if state.failures == 0]
    assert len(waiting) == 2
    for state in waiting:
        assert "failed 5 times in a row and is left alone" in state.last_error
        assert state.next_check_at is not None
        assert timedelta(minutes=4) < state.next_check_at - house.clock.now() <= timedelta(minutes=5)
        assert state.last_attempt_at is None


def test_a_host_all_of_whose_sources_failed_before_a_restart_is_doubted_and_no_other() -> None:
    specs = [_feed("a", "https://a.test/1"), _feed("b", "https://a.test/2"), _feed("c", "https://c.test/")]
    specs.append(_feed("d", "https://c.test/d"))

    def states(**failures: int) -> dict[str, SourceState]:
        return {name: SourceState(source_id=name, failures=count) for name, count in failures.items()}

    assert [spec.id for spec in in_trouble(specs, states(a=3, b=2, c=9, d=0))] == ["a"]
    assert in_trouble(specs, states(a=2, b=2, c=9)) == []
    assert in_trouble(specs, {}) == []


async def test_the_editors_are_told_by_the_process_that_delivers_and_by_no_other(house: House, pool: CheckPool) -> None:
    jobs = _jobs(house, pool)
    told = Notices(house.record, house.bot, house.delivery.pacer, house.clock, frozenset({1}), ())
    names = {
        role: {job.name for job in table(jobs, house.delivery, frozenset({role}), told)}
        for role in ("checks", "delivery")
    }
    assert "tell editors" in names["delivery"]
    assert "tell editors" not in names["checks"]


async def test_a_new_leader_of_delivery_repeats_what_was_left_in_flight_to_an_editor(
    house: House, pool: CheckPool
) -> None:
    now = house.clock.now()
    notices.begin(house.record.database, "source:lab", {1: "bad"}, now)
    notices.lease(house.record.database, (1,), now)
    await _jobs(house, pool).heartbeat({"delivery"})
    assert notices.in_flight(house.record.database) == 0
    (letter,) = notices.lease(house.record.database, (1,), now)
    assert letter.is_repeat
