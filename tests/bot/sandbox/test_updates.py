"""Updates reach the bot once, in order, by long polling or by webhook, and never by both."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.sandbox.updates import UpdateQueue
from tests.bot.sandbox.talking import Talk


async def say(talk: Talk, user: int, *texts: str) -> None:
    for text in texts:
        await talk.tell(f"users/{user}/messages", {"text": text})


async def texts(talk: Talk, **arguments: Any) -> list[str]:
    return [update["message"]["text"] for update in (await talk.call("getUpdates", **arguments)).result]


async def test_an_offset_confirms_what_lies_before_it(talk: Talk) -> None:
    user = await talk.subscriber()
    await say(talk, user, "one", "two", "three")
    first = (await talk.call("getUpdates")).result
    assert [update["message"]["text"] for update in first] == ["one", "two", "three"]
    assert await texts(talk) == ["one", "two", "three"]
    assert await texts(talk, offset=first[0]["update_id"] + 1) == ["two", "three"]
    assert await texts(talk, limit=1) == ["two"]


async def test_a_negative_offset_keeps_the_last_ones(talk: Talk) -> None:
    user = await talk.subscriber()
    await say(talk, user, "one", "two", "three")
    assert await texts(talk, offset=-2) == ["two", "three"]
    assert await texts(talk) == ["two", "three"]


async def test_a_long_poll_ends_as_soon_as_something_arrives(talk: Talk) -> None:
    user = await talk.subscriber()
    poll = asyncio.create_task(texts(talk, timeout=20))
    await asyncio.sleep(0.05)
    started = time.monotonic()
    await say(talk, user, "news")
    assert await poll == ["news"]
    assert time.monotonic() - started < 2


async def test_a_long_poll_without_news_ends_empty(talk: Talk) -> None:
    assert (await talk.call("getUpdates", timeout=1)).result == []


async def test_a_second_poll_ends_the_first_one(talk: Talk) -> None:
    poll = asyncio.create_task(talk.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    assert (await talk.call("getUpdates")).result == []
    ended = await poll
    assert (ended.status, ended.description) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


async def test_a_webhook_forbids_and_ends_polling(talk: Talk) -> None:
    poll = asyncio.create_task(talk.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    assert (await talk.call("setWebhook", url="https://example.org/hook")).result is True
    assert (await poll).description == "Conflict: terminated by setWebhook request"
    refused = await talk.call("getUpdates")
    assert (refused.status, refused.description) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    await talk.call("deleteWebhook")
    assert (await talk.call("getUpdates")).result == []


async def test_a_poll_outlives_a_reset_and_hears_of_the_new_world(talk: Talk) -> None:
    poll = asyncio.create_task(texts(talk, timeout=20))
    await asyncio.sleep(0.05)
    await talk.tell("reset")
    user = (await talk.tell("users", {"first_name": "Amal"}))["chat_id"]
    await talk.tell(f"users/{user}/start")
    assert await poll == ["/start"]


def test_kinds_left_out_by_default_must_be_asked_for() -> None:
    queue = UpdateQueue()
    assert queue.add("message", {}) is not None
    assert queue.add("chat_member", {}) is None
    assert queue.add("message_reaction", {}) is None
    queue.allow(["chat_member", "nonsense"])
    assert queue.add("chat_member", {}) is not None
    assert queue.add("message", {}) is None
    queue.allow(None)
    assert queue.add("message", {}) is None
    queue.allow([])
    assert queue.add("message", {}) is not None
    assert queue.add("chat_member", {}) is None


async def test_allowed_kinds_are_told_by_get_webhook_info(talk: Talk) -> None:
    await talk.call("getUpdates", allowed_updates=["message", "callback_query"])
    info = (await talk.call("getWebhookInfo")).result
    assert info["allowed_updates"] == ["callback_query", "message"]
    assert info["url"] == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "http://example.org/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        ({"url": "https://example.org/", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "https://example.org/", "secret_token": "naïve"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_is_refused_in_words(talk: Talk, given: dict[str, Any], words: str) -> None:
    assert (await talk.call("setWebhook", **given)).description == f"Bad Request: {words}"


class Hook:
    def __init__(self) -> None:
        self.url = ""
        self.statuses = [200]
        self.answer: dict[str, Any] = {}
        self.heard: list[tuple[str, str | None]] = []
        self.news = asyncio.Event()

    async def hear(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.heard.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        self.news.set()
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return web.json_response(self.answer, status=status)

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self.news.clear()
                await self.news.wait()


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    listening = Hook()
    app = web.Application()
    app.router.add_post("/hook", listening.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listening
    await runner.cleanup()


async def test_a_webhook_gets_updates_in_order_with_its_secret(talk: Talk, hook: Hook) -> None:
    user = await talk.subscriber()
    await talk.call("setWebhook", url=hook.url, secret_token="s3cret_-")
    await say(talk, user, "one", "two")
    await hook.wait_for(2)
    assert hook.heard == [("one", "s3cret_-"), ("two", "s3cret_-")]


async def test_a_failed_delivery_is_repeated_and_told(talk: Talk, hook: Hook) -> None:
    user = await talk.subscriber()
    hook.statuses = [500, 200]
    await talk.call("setWebhook", url=hook.url)
    await say(talk, user, "one")
    await hook.wait_for(2)
    assert [text for text, _ in hook.heard] == ["one", "one"]
    info = (await talk.call("getWebhookInfo")).result
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_a_method_in_the_webhooks_answer_is_carried_out(talk: Talk, hook: Hook) -> None:
    user = await talk.subscriber()
    hook.answer = {"method": "sendMessage", "chat_id": user, "text": "at once"}
    await talk.call("setWebhook", url=hook.url)
    await say(talk, user, "hi")
    await hook.wait_for(1)
    assert (await talk.look("accepted?at_least=1&wait_seconds=5"))["count"] == 1
    assert (await talk.look(f"chats/{user}/messages"))["messages"][-1]["text"] == "at once"
