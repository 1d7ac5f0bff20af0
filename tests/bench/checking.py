"""What a round of checks costs: 300 sources that say nothing new, and one feed of 10,000 entries."""

import asyncio
import http.server
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot.clock import SetClock
from bot.jobs import Jobs
from bot.opening import opened
from bot.settings import load_settings
from events.sources.check_pool import CheckPool
from events.sources.protocol import Checked, Cursor, SourceSpec
from events.sources.web import Door
from store.planner import Planner
from tests.bench.measuring import Row

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOTE = (
    "CPU of this process and of its workers together, on loopback; half of the sources answer 304, half the same bytes"
)
PEAK = "largest of this process and of any worker so far, and of that whole run"


def rows(quick: bool) -> list[Row]:
    sources, entries = (30, 1_000) if quick else (300, 10_000)
    with _server(entries) as port, tempfile.TemporaryDirectory() as folder:
        unchanged = asyncio.run(_unchanged(Path(folder), port, sources))
        before = _cpu()
        first, again = asyncio.run(_feed(port))
        spent = _cpu() - before
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return [
        Row(what=f"one check of {sources} unchanged sources", ours=unchanged, unit="s of CPU", note=NOTE),
        Row(what=f"a feed of {entries:,} entries, seen first", ours=first, unit="s"),
        Row(what=f"a feed of {entries:,} entries, one of them new", ours=again, unit="s"),
        Row(what="both looks at it", ours=spent, unit="s of CPU"),
        Row(what="memory at its peak: service", ours=peaks[0], unit="MiB", note=PEAK),
        Row(what="memory at its peak: one worker", ours=peaks[1], unit="MiB"),
    ]


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


async def _unchanged(folder: Path, port: int, count: int) -> float:
    hosts = [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(count)]
    specs = [
        SourceSpec(
            id=f"s{number}",
            kind="feed",
            url=f"http://{host}:{port}/{'tagged' if number % 2 else 'plain'}.xml",
            every_seconds=900,
            trust="reported",
        )
        for number, host in enumerate(hosts)
    ]
    settings = load_settings({"CURBWATCH_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}"})
    clock = SetClock(NOW)
    with opened(settings, clock.now(), history_until=date(2019, 1, 1)) as record:
        async with Door(private_hosts=frozenset(hosts), pause_seconds=0) as door:
            async with CheckPool(door) as pool:
                jobs = Jobs(record, specs, pool, clock, Planner(record.database, record.catalog), holder="bench")
                reports = await jobs.check()
                assert not any(report.failed for report in reports), reports
            clock.set(NOW + timedelta(hours=1))
            before = _cpu()
            async with CheckPool(door) as pool:  # with workers of its own: only those that have ended are counted
                jobs.pool = pool
                reports = await jobs.check()
            spent = _cpu() - before
        assert len(reports) == count
        assert not any(r.failed or r.suspect or r.recorded is None or r.recorded.documents for r in reports), reports
    return spent


async def _feed(port: int) -> tuple[float, float]:
    spec = SourceSpec(
        id="many", kind="feed", url=f"http://127.0.0.1:{port}/many.xml", every_seconds=900, trust="reported"
    )
    more = SourceSpec(
        id="many", kind="feed", url=f"http://127.0.0.1:{port}/more.xml", every_seconds=900, trust="reported"
    )
    async with Door(private_hosts=frozenset({"127.0.0.1"}), pause_seconds=0) as door, CheckPool(door) as pool:
        began = time.perf_counter()
        found = await pool.check(spec, Cursor(), NOW)
        first = time.perf_counter() - began
        assert isinstance(found, Checked), found
        began = time.perf_counter()
        second = await pool.check(more, found.cursor, NOW)
        again = time.perf_counter() - began
        assert isinstance(second, Checked)
        assert len(second.documents) == 1, second
    return first, again


@contextmanager
def _server(entries: int) -> Iterator[int]:
    """The web, in a process whose work is not counted."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, entries), daemon=True)
    process.start()
    try:
        yield int(ours.recv())
    finally:
        process.terminate()
        process.join()


def _serve(told: Connection, entries: int) -> None:
    small, many = _rss(range(20), words=60), _rss(range(entries), words=1)
    pages = {
        "/plain.xml": small,
        "/tagged.xml": small,
        "/many.xml": many,
        "/more.xml": _rss(range(-1, entries - 1), words=1),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            is_known = self.headers.get("If-None-Match") == '"1"'
            self.send_response(404 if body is None else 304 if is_known else 200)
            if self.path == "/tagged.xml":
                self.send_header("ETag", '"1"')
            answer = b"" if body is None or is_known else body
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as overridden
            pass

    server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    told.send(server.server_port)
    server.serve_forever()


def _rss(numbers: range, *, words: int) -> bytes:
    items = "".join(
        f"<item><guid>n{n}</guid><title>Entry {n}</title><description>{f'word{n} ' * words}</description>"
        "<pubDate>Mon, 01 Jun 2026 09:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Many</title>'
    return f"{head}{items}</channel></rss>".encode()
