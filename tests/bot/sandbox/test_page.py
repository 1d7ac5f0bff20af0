"""The chat page is served whole, from here alone, and follows what happens."""

import json
import re
from importlib.resources import files

import pytest

from bot.sandbox import Sandbox
from tests.bot.sandbox.talking import Talk

ASSETS = sorted(asset.name for asset in (files("bot.sandbox") / "page").iterdir())


async def test_the_page_is_served_with_a_policy_that_lets_nothing_else_in(talk: Talk) -> None:
    async with talk.session.get(talk.sandbox.url) as response:
        page = await response.text()
        assert response.content_type == "text/html"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    for address in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        async with talk.session.get(talk.sandbox.url + address) as response:
            assert response.status == 200


@pytest.mark.parametrize("name", ASSETS)
async def test_no_asset_refers_to_anything_outside(talk: Talk, name: str) -> None:
    async with talk.session.get(f"{talk.sandbox.url}/page/{name}") as response:
        text = await response.text()
    addresses = [found for found in re.findall(r"https?://[^\s\"'`]*", text) if found != "http://www.w3.org/2000/svg"]
    assert [address for address in addresses if not address.startswith("https://${")] == []
    assert "url(" not in text
    assert "@import" not in text


def test_no_script_writes_markup_from_text() -> None:
    for asset in (files("bot.sandbox") / "page").iterdir():
        text = asset.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert way not in text, f"{asset.name} uses {way}"


async def test_nothing_outside_the_page_folder_is_served(talk: Talk) -> None:
    for path in ("/page/server.py", "/page/..%2fserver.py", "/page/%2e%2e/server.py", "/nonsense"):
        async with talk.session.get(talk.sandbox.url + path) as response:
            assert response.status == 404


async def test_open_pages_hear_of_messages_edits_and_answers(talk: Talk) -> None:
    user = await talk.subscriber()
    async with talk.session.get(f"{talk.sandbox.url}/control/events") as stream:
        assert stream.content_type == "text/event-stream"
        await stream.content.readuntil(b"\n\n")
        sent = await talk.call("sendMessage", chat_id=user, text="<b>one</b>", parse_mode="HTML")
        await talk.call("editMessageText", chat_id=user, message_id=sent.result["message_id"], text="two")
        await talk.tell("banner", {"text": "story 3 of 9"})
        heard = [(await stream.content.readuntil(b"\n\n")).decode() for _ in range(3)]
    kinds = [re.findall(r"event: (\w+)", line)[0] for line in heard]
    told = [json.loads(line.partition("data: ")[2]) for line in heard]
    assert kinds == ["message", "edit", "banner"]
    assert told[0]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    assert (told[1]["text"], told[1]["edits"][0]["text"]) == ("two", "one")
    assert told[2]["text"] == "story 3 of 9"


async def test_a_virtual_clock_dates_messages_and_is_told(talk: Talk, sandbox: Sandbox) -> None:
    user = await talk.subscriber()
    assert (await talk.look("clock"))["virtual"] is False
    await talk.tell("clock", {"now": "2026-06-12T21:21:00Z"})
    await talk.tell("clock", {"advance_seconds": 60})
    assert await talk.look("clock") == {"now": "2026-06-12T21:22:00.000Z", "virtual": True}
    assert (await talk.call("sendMessage", chat_id=user, text="x")).result["date"] == 1781299320
    await talk.tell("clock", {"now": "2026-06-12T21:21:00"}, status=400)


async def test_a_reset_leaves_an_empty_world(talk: Talk) -> None:
    await talk.subscriber()
    await talk.tell("reset")
    state = await talk.look("state")
    assert state["chats"] == []
    assert state["counts"]["pending_updates"] == 0
    assert await talk.subscriber() == 5001


async def test_another_web_page_cannot_steer_the_sandbox(talk: Talk) -> None:
    url = f"{talk.sandbox.url}/control/reset"
    async with talk.session.post(url, data="{}", headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415
    async with talk.session.post(url, json={}, headers={"Host": "evil.example"}) as response:
        assert response.status == 403


async def test_the_state_never_shows_the_token(talk: Talk) -> None:
    await talk.subscriber()
    for path in ("state", "calls", "accepted", "faults"):
        assert "4242:demo" not in json.dumps(await talk.look(path))
