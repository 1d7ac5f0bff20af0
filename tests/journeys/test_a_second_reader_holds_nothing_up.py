"""The promise beside the promises: the second reader's time and failures never hold up an alert."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.service import paper, service, telegram, until
from tests.lying_model import lying_model, stall

ORDER = (
    "On {today} the Commerce Department's Bureau of Industry and Security ordered Anthropic by letter to stop "
    "providing Claude Opus 4.8 to any foreign person, inside or outside the United States. The directive takes effect "
    "immediately."
)
TALK = "Staff of OpenAI and Anthropic met customers who use GPT-5.6 and other AI models. Regulators listened."
KEY = "sk-a-key-for-the-journeys"  # nobody's


@pytest.mark.slow
async def test_an_alert_is_delivered_while_the_second_reader_stalls_and_the_status_shows_it(tmp_path: Path) -> None:
    async with paper() as press, telegram() as chat, lying_model() as model:
        model.says = stall
        host = model.url.removeprefix("http://").partition("/")[0]
        more = {
            "CURBWATCH_READER_URL": f"{model.url}?token=hush",
            "CURBWATCH_READER_MODEL": "some-model",
            "CURBWATCH_READER_KEY": KEY,
            "CURBWATCH_PRIVATE_HOSTS": f"{press.url.removeprefix('http://')},{host}",
        }
        press.print_("talk", "Customers of AI models meet", TALK)
        async with service(tmp_path, chat.url, press.url, **more) as running:
            await asyncio.wait_for(model.heard.wait(), 60)
            await chat.do("users", first_name="Noura", id=1)
            await chat.say(1, "/start")
            await chat.say(1, "/where SA")
            await chat.say(1, "/watch Anthropic")
            press.print_(
                "order", "Access to Claude Opus 4.8 is suspended", ORDER.format(today=f"{datetime.now(UTC):%-d %B}")
            )

            async def told() -> bool:
                return any("You lose Claude Opus 4.8" in text for text in await chat.texts(1))

            await until(told, "the alert, while the endpoint stalls")
            assert len(model.asked) == 1
            code, said = await running.command("status", "--json")
            assert code == 0, said
            second = json.loads(said)["second_reader"]
            assert (second["on"], second["model"], second["calls_today"]) == (True, "some-model", 1)
            assert await running.stop() == 0
            log = (tmp_path / "service.log").read_text()
            for word in (KEY, "hush", "Regulators", "Traceback", "skipped"):
                assert word not in log
