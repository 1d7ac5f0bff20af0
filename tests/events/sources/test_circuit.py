"""The circuit: a host that fails again and again is left alone, tried once in a while, and heals at once."""

import asyncio
import random

from events.sources.answers import Fetched, Refused, Request
from events.sources.circuit import FAILURES, FIRST_SECONDS, MAX_HOSTS, MOST_SECONDS, PROBE_SECONDS, Circuit
from events.sources.web import Door
from tests.events.sources.conftest import Site


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def opened(clock: Clock, host: str = "a.example") -> Circuit:
    made = Circuit(clock)
    for _ in range(FAILURES):
        assert made.wait_seconds(host) == 0
        made.failed(host)
    return made


def test_it_opens_at_the_fifth_failure_in_a_row_and_not_before_a_success_counts_anew() -> None:
    clock = Clock()
    circuit = Circuit(clock)
    for _ in range(FAILURES - 1):
        circuit.failed("a.example")
    circuit.worked("a.example")
    circuit.failed("a.example")
    assert circuit.wait_seconds("a.example") == 0
    assert opened(clock).wait_seconds("a.example") == FIRST_SECONDS


def test_one_host_is_not_punished_for_another() -> None:
    assert opened(Clock()).wait_seconds("b.example") == 0


def test_after_the_pause_one_try_goes_out_and_the_others_wait_for_it() -> None:
    clock = Clock()
    circuit = opened(clock)
    clock.at += FIRST_SECONDS
    assert circuit.wait_seconds("a.example") == 0
    assert circuit.wait_seconds("a.example") == PROBE_SECONDS
    circuit.worked("a.example")
    assert circuit.wait_seconds("a.example") == 0
    assert circuit.failures("a.example") == 0


def test_a_try_that_never_reported_lets_another_go_out() -> None:
    clock = Clock()
    circuit = opened(clock)
    clock.at += FIRST_SECONDS
    circuit.wait_seconds("a.example")
    clock.at += PROBE_SECONDS
    assert circuit.wait_seconds("a.example") == 0


def test_each_failed_try_doubles_the_pause_up_to_six_hours() -> None:
    clock = Clock()
    circuit = opened(clock)
    pauses = []
    for _ in range(10):
        pauses.append(circuit.wait_seconds("a.example"))
        clock.at += pauses[-1]
        assert circuit.wait_seconds("a.example") == 0
        circuit.failed("a.example")
    assert pauses[:4] == [300, 600, 1200, 2400]
    assert max(pauses) == pauses[-1] == MOST_SECONDS


def test_a_host_found_failing_before_a_restart_gets_one_try_and_then_is_left_alone() -> None:
    circuit = Circuit(Clock())
    circuit.doubt("a.example")
    assert circuit.wait_seconds("a.example") == 0
    assert circuit.wait_seconds("a.example") > 0
    circuit.failed("a.example")
    assert circuit.wait_seconds("a.example") == FIRST_SECONDS


def test_the_hosts_that_are_remembered_are_bounded() -> None:
    circuit = Circuit(Clock())
    for number in range(MAX_HOSTS + 3):
        circuit.failed(f"{number}.example")
    assert circuit.failures("2.example") == 0
    assert circuit.failures("3.example") == 1


async def test_a_failing_host_is_left_alone_by_all_sources_and_heals_at_the_first_success(site: Site) -> None:
    clock = Clock()
    async with Door(private_hosts=frozenset({"127.0.0.1"}), rng=random.Random(1), pause_seconds=0, now=clock) as door:
        for number in range(FAILURES):
            answer = await door.fetch(Request(url=site.serve(f"/{number}", status=502)))
            assert isinstance(answer, Refused)
            assert answer.kind == "status"
        asked = len(site.asked)
        fine = site.serve("/fine", "all is well")
        answer = await door.fetch(Request(url=fine))
        assert isinstance(answer, Refused)
        assert (answer.kind, answer.retry_after_seconds) == ("circuit", FIRST_SECONDS)
        assert answer.reason == f"{site.host} failed 5 times in a row and is left alone: it is tried again in 5 min"
        assert len(site.asked) == asked
        clock.at += FIRST_SECONDS
        assert isinstance(await door.fetch(Request(url=fine)), Fetched)
        assert isinstance(await door.fetch(Request(url=fine)), Fetched)


async def test_an_address_that_is_gone_or_too_large_is_no_trouble_of_its_host(site: Site, door: Door) -> None:
    for number in range(FAILURES + 1):
        await door.fetch(Request(url=site.url(f"/gone{number}")))
        await door.fetch(Request(url=site.serve(f"/big{number}", "x" * 100), max_bytes=10))
    assert isinstance(await door.fetch(Request(url=site.serve("/fine", "x"))), Fetched)


async def test_a_stalling_host_that_others_lead_to_is_the_one_that_is_left_alone(site: Site) -> None:
    async def stall(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    other = Site()
    server = await asyncio.start_server(other.answer, "127.0.0.1", 0)
    other.port = server.sockets[0].getsockname()[1]
    url = site.redirect("/a", other.misbehave("/stall", stall))
    async with Door(private_hosts=frozenset({"127.0.0.1"}), rng=random.Random(1), pause_seconds=0) as door:
        for _ in range(FAILURES):
            answer = await door.fetch(Request(url=url, deadline_seconds=0.1))
            assert isinstance(answer, Refused)
            assert answer.kind == "timeout"
        assert isinstance(await door.fetch(Request(url=site.serve("/fine", "x"))), Fetched)
        answer = await door.fetch(Request(url=url))
        assert isinstance(answer, Refused)
        assert answer.kind == "circuit"
    server.close()
    for task in list(other.answering):
        task.cancel()
    await asyncio.gather(*list(other.answering), return_exceptions=True)
