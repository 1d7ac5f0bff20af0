"""Checking apart: the same findings, and whatever an answer holds, it stalls and ends nothing but its own worker."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from events.sources.check_pool import CheckPool
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
MOST_LAG_SECONDS = 0.25

DEEP = 100_000
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>A Lab</title>{}</channel></rss>'
CSV_HEAD = "_id,source,name,addresses\n"
HOSTILE: dict[str, tuple[str, str]] = {
    "divs without end": ("page", "<html><body>" + "<div>" * DEEP + "x"),
    "tables in tables": ("lifecycle-page", "<html><body>" + "<table><tr><td>" * 30_000 + "x"),
    "a style of 60 KB": (
        "region-page",
        f'<html><body><p style="{"a:b;" * 15_000}">France</p><ul>{"<li>Chad</li>" * 9}</ul>',
    ),
    "a feed with a style of 60 KB": (
        "feed",
        RSS.format(f'<item><title>t</title><description><![CDATA[<p style="{"x" * 60_000}">a]]></description></item>'),
    ),
    "a feed with a title of open scripts": (
        "feed",
        RSS.format(f"<item><guid>1</guid><title><![CDATA[{'<script>' * 100_000}]]></title></item>"),
    ),
    "scripts never closed": ("terms-page", "<html><body><main>" + "<script>" * 200_000),
    "a sentence without end": ("terms-page", "<html><body><p>" + "you may not use it in " * 100_000),
    "pipes without end": ("lifecycle-page", "# A\n" + "|" * 1_000_000),
    "links half open": ("lifecycle-page", "| Model |\n|---|\n" + "| " + "[a](" * 4_000 + " |\n"),
    "spaces without end": ("page", "<html><body><p>" + " " * 2_000_000 + "x"),
    "json of great depth": ("openrouter", '{"data":' + "[" * 2_000_000),
    "json of many lists": ("models-dev", "[" + "[]," * 2_000_000 + "[]]"),
    "a number of a million digits": ("openrouter", '{"data":[{"id":"a/b","created":' + "9" * 1_000_000 + "}]}"),
    "json of a title of scripts": (
        "statuspage",
        json.dumps({"page": {}, "incidents": [{"id": "1", "name": "<script>" * 200_000}]}),
    ),
    "a quote never closed": ("screening-list", CSV_HEAD + '1,"Entity List (EL)","' + "x,\n" * 1_000_000),
    "a field of a megabyte": ("screening-list", CSV_HEAD + "1,Entity List (EL)," + "x" * 1_000_000 + ",\n"),
    "commas without end": ("screening-list", CSV_HEAD + "," * 3_000_000),
    "a sitemap of great depth": ("sitemap", "<urlset>" + "<url>" * DEEP),
    "a sitemap of many addresses": (
        "sitemap",
        "<urlset>" + "".join(f"<url><loc>http://x.test/{n}</loc></url>" for n in range(50_000)) + "</urlset>",
    ),
    "announcements without end": (
        "mofcom",
        "<html><body>" + "<a href='/2026/01/01/a'>An announcement of a ministry 2026-01-01</a>" * 20_000,
    ),
}


@asynccontextmanager
async def lag() -> AsyncIterator[list[float]]:
    """How long the loop was held up at a time, as a list whose largest counts once the block is left."""
    found: list[float] = [0.0]

    async def watch() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.005)
            found.append(time.perf_counter() - began - 0.005)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.02)
    try:
        yield found
    finally:
        watching.cancel()


def spec(kind: str, url: str, **options: object) -> SourceSpec:
    return SourceSpec(id="it", kind=kind, url=url, every_seconds=900, trust="reported", options=options)


@pytest.fixture
async def pool(door: Door) -> AsyncIterator[CheckPool]:
    async with CheckPool(door, think_seconds=5.0) as made:
        yield made


async def test_a_source_is_read_in_a_worker_as_it_is_read_here(site: Site, pool: CheckPool) -> None:
    items = "".join(f"<item><guid>{n}</guid><title>Entry {n}</title><link>/{n}</link></item>" for n in range(5))
    source = spec("feed", site.serve("/f", RSS.format(items), headers={"ETag": '"1"'}))
    first = await pool.check(source, Cursor(), NOW)
    assert isinstance(first, Checked)
    assert [document.title for document in first.documents] == [f"Entry {n}" for n in range(4, -1, -1)]
    assert first.documents[0].observed_at == NOW
    second = await pool.check(source, first.cursor, NOW)
    assert isinstance(second, Checked)
    assert second.unchanged
    assert site.asked[1][1]["if-none-match"] == '"1"'


async def test_a_refusal_is_told_with_its_kind_and_its_pause(site: Site, pool: CheckPool) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /no", kind="text/plain")
    forbidden = await pool.check(spec("feed", site.serve("/no", "x")), Cursor(), NOW)
    assert isinstance(forbidden, Failed)
    assert forbidden.refused == "robots"
    busy = await pool.check(spec("feed", site.serve("/f", status=503, headers={"Retry-After": "77"})), Cursor(), NOW)
    assert isinstance(busy, Failed)
    assert (busy.refused, busy.retry_after_seconds) == ("status", 77)
    waiting = await pool.check(spec("feed", site.url("/g")), Cursor(), NOW)
    assert isinstance(waiting, Failed)
    assert waiting.is_unasked


async def test_a_site_that_invites_programs_is_asked_whatever_its_robots_txt_says(site: Site, pool: CheckPool) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /", kind="text/plain")
    url = site.serve("/v1/models", '{"data":[]}', kind="application/json")
    source = SourceSpec(id="it", kind="openai-models", url=url, every_seconds=900, trust="provider", robots="api")
    found = await pool.check(source, Cursor(), NOW)
    assert isinstance(found, Checked), found


async def test_the_key_of_a_service_reaches_it_and_is_not_in_the_worker(site: Site, pool: CheckPool) -> None:
    url = site.serve("/v1/models", '{"data":[{"id":"the key stays with the parent"}]}', kind="application/json")
    found = await pool.check(spec("openai-models", url, key="sk-secret"), Cursor(), NOW)
    assert isinstance(found, Checked)
    assert site.asked[0][1]["authorization"] == "bearer sk-secret"
    assert "sk-secret" not in repr(found)


async def test_an_unknown_kind_is_named(pool: CheckPool) -> None:
    found = await pool.check(spec("feeed", "http://x.test/"), Cursor(), NOW)
    assert isinstance(found, Failed)
    assert "'feeed' is not known" in found.reason


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_no_document_holds_up_the_loop(site: Site, pool: CheckPool, name: str) -> None:
    kind, body = HOSTILE[name]
    source = spec(kind, site.serve("/h", body, kind="text/html" if body.startswith("<html") else "text/plain"))
    await pool.check(spec("feed", site.serve("/f", RSS.format(""))), Cursor(), NOW)  # a worker that is warm
    began = time.perf_counter()
    async with lag() as lags:
        found = await pool.check(source, Cursor(), NOW)
    took = time.perf_counter() - began
    assert isinstance(found, Checked | Failed)
    assert "unexpected" not in getattr(found, "reason", "")
    assert max(lags) < MOST_LAG_SECONDS, f"the loop stood still for {max(lags):.3f} s"
    assert took < 8.0


async def test_a_reader_that_takes_too_long_is_ended_and_the_next_source_is_read(site: Site, door: Door) -> None:
    many = "".join(f"<item><guid>{n}</guid><title>Entry {n}</title></item>" for n in range(9_000))
    async with CheckPool(door, think_seconds=0.15) as hasty:
        found = await hasty.check(spec("feed", site.serve("/many", RSS.format(many))), Cursor(), NOW)
        assert isinstance(found, Failed)
        assert found.reason == "it: reading its answer took longer than 0.15 seconds: look at its address"
    async with CheckPool(door) as pool:
        assert isinstance(await pool.check(spec("feed", site.serve("/f", RSS.format(""))), Cursor(), NOW), Checked)


async def test_a_worker_that_dies_costs_one_check(site: Site, door: Door) -> None:
    async with CheckPool(door) as pool:
        source = spec("feed", site.serve("/f", RSS.format("<item><guid>1</guid><title>One</title></item>")))
        assert isinstance(await pool.check(source, Cursor(), NOW), Checked)
        (worker,) = pool._idle
        os.kill(worker._process.pid, signal.SIGKILL)
        await worker._process.wait()
        found = await pool.check(source, Cursor(), NOW)
        assert isinstance(found, Checked), found


async def test_no_worker_is_left_behind(site: Site, door: Door) -> None:
    async with CheckPool(door) as pool:
        source = spec("feed", site.serve("/f", RSS.format("")))
        await asyncio.gather(*(pool.check(source, Cursor(), NOW) for _ in range(4)))
        workers = [worker._process for worker in pool._idle]
        assert 1 <= len(workers) <= 4
        checking = asyncio.create_task(pool.check(spec("feed", site.misbehave("/stall", _stall)), Cursor(), NOW))
        await asyncio.sleep(0.1)
        checking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await checking
    assert all(process.returncode is not None for process in workers)


async def _stall(_writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)
