"""Promise 2: every alert is delivered or its failure recorded; none is sent twice, but for one marked repeat."""

import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.service import Telegram, paper, service, telegram, until

TITLE = "Access to Claude Opus 4.8 is suspended"


def _text() -> str:
    today = datetime.now(UTC)
    return (
        f"On {today:%-d %B} the Commerce Department's Bureau of Industry and Security ordered Anthropic by letter to "
        "stop providing Claude Opus 4.8 to any foreign person, inside or outside the United States. "
        "The directive takes effect immediately."
    )


async def _alerts(chat: Telegram, user: int) -> list[str]:
    return [text for text in await chat.texts(user) if "You lose Claude Opus 4.8" in text]


@pytest.mark.slow
async def test_a_kill_between_acceptance_and_settling_loses_nothing_and_marks_the_repeat(tmp_path: Path) -> None:
    async with paper() as press, telegram() as chat, service(tmp_path, chat.url, press.url) as running:
        await chat.do("users", first_name="Noura", id=1)
        await chat.say(1, "/start")
        await chat.say(1, "/where SA")
        await chat.say(1, "/watch Anthropic")

        # Telegram takes the message and its answer does not come: that moment is held open, and the service killed.
        await chat.do("faults", kind="stall", method="sendMessage", chat_id=1, seconds=30, when="after")
        press.print_("order", TITLE, _text())

        async def accepted() -> bool:
            return bool(await _alerts(chat, 1))

        await until(accepted, "the alert to be accepted by Telegram")
        await running.stop(signal.SIGKILL)
        await chat.do("users/1/messages", text="/watches")  # somebody writes while nobody listens
        await running.start()

        async def repeated() -> bool:
            return len(await _alerts(chat, 1)) == 2

        await until(repeated, "the one repeat")
        first, second = await _alerts(chat, 1)
        assert "already" not in first
        assert "You may have had this message already" in second

        async def answered() -> bool:
            return "You watch" in (await chat.texts(1))[-1] or any("Anthropic" in t for t in (await chat.texts(1))[-2:])

        await until(answered, "the answer to what was written meanwhile")
        assert await running.stop() == 0
        code, said = await running.command("replay", "--check")
        assert code == 0, said
        assert len(await _alerts(chat, 1)) == 2


@pytest.mark.slow
async def test_a_document_from_the_feed_becomes_one_alert_in_the_chat(tmp_path: Path) -> None:
    async with paper() as press, telegram() as chat, service(tmp_path, chat.url, press.url) as running:
        await chat.do("users", first_name="Noura", id=1)
        await chat.say(1, "/start")
        await chat.say(1, "/where SA")
        await chat.say(1, "/watch Anthropic")
        press.print_("order", TITLE, _text())

        async def told() -> bool:
            return bool(await _alerts(chat, 1))

        await until(told, "the alert")
        press.print_("order-again", TITLE, _text() + " The company said so on its site.")
        await chat.say(1, "/now Claude Opus 4.8")
        assert "barred" in (await chat.texts(1))[-1]
        assert await running.stop() == 0
        assert len(await _alerts(chat, 1)) == 1
        log = (tmp_path / "service.log").read_text()
        assert "777001" not in log
        assert "Traceback" not in log
