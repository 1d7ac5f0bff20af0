"""A report of an unknown maker waits; an editor puts it right in the chat; a subscriber is told once; it can be proved.

The app is the one that `curbwatch run` wires, the report comes over HTTP, and Telegram is the strict local server.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.app import App, Chances, wired
from bot.clock import SetClock
from bot.opening import opened
from bot.sandbox import Sandbox, start_sandbox
from bot.sandbox.world import Message
from bot.settings import load_settings
from events.catalog import load_catalog
from events.reading import read
from events.sources.protocol import SourceSpec
from events.vocabulary import FindingJudged
from store import log, waiting
from store.database import open_database
from store.digest import state_digest
from store.examples import Example, example_of
from store.live import Live
from store.replay import check, replay
from store.transfer import export_lines, import_lines
from tests.journeys.service import paper

TOKEN = "777002:a-token-for-the-editors"  # the sandbox's
EDNA, EDOUARD, AMAL = 710000071, 720000072, 11
TITLE = "Zorblax launches Quux 9"
TEXT = (
    "ABU DHABI. Zorblax today launched Quux 9, a new large language model that is available through its API from "
    "today. The company says that Quux 9 outperforms Claude Opus 4.8 on coding benchmarks."
)


@dataclass
class Stage:
    """The app with its sandbox; `says` and `taps` are what people do, each followed by the bot's answer."""

    app: App
    sandbox: Sandbox
    clock: SetClock
    http: aiohttp.ClientSession

    async def says(self, user: int, text: str) -> str:
        await self._do(f"users/{user}/messages", text=text)
        return self.chat(user)[-1].body.text

    async def taps(self, user: int, label: str) -> str:
        held = self.chat(user)[-1]
        buttons = [b for row in (held.markup or {}).get("inline_keyboard", []) for b in row]
        text = next(str(b["text"]) for b in buttons if label in b["text"])
        await self._do(f"users/{user}/presses", chat_id=user, message_id=held.message_id, text=text)
        return self.chat(user)[-1].body.text

    async def _do(self, path: str, **body: object) -> None:
        async with self.http.post(f"{self.sandbox.url}/control/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()
        updates = await self.app.bot.get_updates(timeout=0, allowed_updates=["message", "callback_query"])
        for update in updates:
            await self.app.handle(update)
        if updates:
            await self.app.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)

    def chat(self, user: int) -> list[Message]:
        world = self.sandbox.world
        return [m for m in world.messages[user].values() if m.sender_id == world.bot.user_id]

    async def an_hour_passes(self) -> None:
        await self.app.jobs.check()
        await self.app.jobs.plan()
        await self.app.delivery.round()
        self.clock.set(self.clock.now() + timedelta(hours=1))
        await self.app.delivery.round()


@asynccontextmanager
async def staged(folder: Path, feed: str) -> AsyncIterator[Stage]:
    clock = SetClock(datetime.now(UTC))
    sandbox = await start_sandbox(token=TOKEN, clock=clock.now, flood=None)
    for user, name in ((EDNA, "Edna"), (EDOUARD, "Edouard"), (AMAL, "Amal")):
        sandbox.world.add_user(name, user_id=user)
    settings = load_settings(
        {
            "CURBWATCH_BOT_TOKEN": TOKEN,
            "CURBWATCH_TELEGRAM_API": sandbox.url,
            "CURBWATCH_DATABASE_URL": f"sqlite:///{folder / 'curbwatch.db'}",
            "CURBWATCH_PRIVATE_HOSTS": feed.removeprefix("http://"),
            "CURBWATCH_EDITORS": f"{EDNA}, {EDOUARD}",
        }
    )
    spec = SourceSpec(id="paper", kind="feed", url=f"{feed}/feed.xml", every_seconds=900, trust="reported")
    try:
        with opened(settings, clock.now()) as record:
            made = wired(settings, record, [spec], clock, Chances(), source_pause_seconds=0.0)
            async with made as app, aiohttp.ClientSession() as http:
                yield Stage(app, sandbox, clock, http)
    finally:
        await sandbox.stop()


async def test_a_report_waits_is_put_right_alerts_once_and_the_decision_travels(tmp_path: Path) -> None:
    async with paper() as press, staged(tmp_path, press.url) as stage:
        record = stage.app.record
        await stage.says(AMAL, "/where SA")
        await stage.says(AMAL, "/watch Anthropic")
        await stage.app.jobs.plan()
        told_before = len(stage.chat(AMAL))

        # it waits, and nobody is told
        press.print_("quux", TITLE, TEXT)
        await stage.an_hour_passes()
        (waits,) = waiting.queue(record.database)
        assert waits.reason == "the maker of zorblax/quux-9 is not in the catalogue"
        assert len(stage.chat(AMAL)) == told_before
        assert "There is no /queue here" in await stage.says(AMAL, "/queue")
        told_before += 1

        # one editor looks at it, another is quicker
        assert "1. launch: Zorblax launches Quux 9" in await stage.says(EDNA, "/queue")
        card = await stage.taps(EDNA, "1")
        assert "“Zorblax today launched Quux 9”" in card
        await stage.taps(EDNA, "Reject")
        said = await stage.says(EDOUARD, f"/publish {waits.finding_id} jurisdiction=AE reason: Abu Dhabi is in the UAE")
        assert "with jurisdiction put right, unconfirmed" in said
        assert "Already decided by editor-" in await stage.taps(EDNA, "no news of its own")

        # whom it touches is told, once
        await stage.an_hour_passes()
        await stage.an_hour_passes()
        (alert,) = stage.chat(AMAL)[told_before:]
        assert "Quux 9" in alert.body.text.splitlines()[0]
        assert "Unconfirmed" in alert.body.text
        assert "who let it in, with jurisdiction put right" in await stage.says(AMAL, "/why")

        # it can be proved, and names nobody
        checked = check(record.database, load_catalog(), record.live)
        assert checked.problems == []
        assert checked.recomputed == 1
        with record.database.reading() as connection:
            (judged,) = [e.event for e in log.read(connection, kinds=["finding-judged"])]
        assert isinstance(judged, FindingJudged)
        assert (judged.verdict, judged.changes) == ("corrected", {"jurisdiction": "AE"})
        lines = list(export_lines(record.database))
        assert not any(str(editor) in line for line in lines for editor in (EDNA, EDOUARD))

        # the decision travels, and is an example for the reader
        other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
        try:
            import_lines(Live(other), lines, stage.clock.now())
            copy = replay(other).memory.state
            assert copy.judged == {waits.finding_id: judged}
            assert state_digest(copy) == state_digest(replay(record.database).memory.state)
        finally:
            other.close()
        example = example_of(record.live, record.known(), waits.finding_id)
        assert isinstance(example, Example)
        (expected,) = example.plain["events"]
        assert (expected["kind"], expected["targets"], expected["jurisdiction"]) == ("launch", ["zorblax/quux-9"], "AE")
        document = waiting.document_of(record.database, waits)
        assert [f.jurisdiction for f in read(document, load_catalog()).findings] != ["AE"]  # which is why it waited
