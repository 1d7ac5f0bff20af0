"""Injected faults hit the calls they name, and say truly whether the call was carried out."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from bot.sandbox.faults import Fault, FaultKind
from tests.bot.sandbox.talking import TOKEN, Talk


async def accepted(talk: Talk) -> int:
    return int((await talk.look("accepted"))["count"])


@pytest.mark.parametrize(
    ("fault", "status", "description"),
    [
        ({"kind": "429", "retry_after": 7}, 429, "Too Many Requests: retry after 7"),
        ({"kind": "500"}, 500, "Internal Server Error"),
        ({"kind": "401"}, 401, "Unauthorized"),
        ({"kind": "403-blocked"}, 403, "Forbidden: bot was blocked by the user"),
        ({"kind": "403-deactivated"}, 403, "Forbidden: user is deactivated"),
        ({"kind": "403-kicked"}, 403, "Forbidden: bot was kicked from the supergroup chat"),
        ({"kind": "error", "code": 400, "description": "Bad Request: odd"}, 400, "Bad Request: odd"),
    ],
)
async def test_an_injected_refusal_carries_nothing_out(
    talk: Talk, fault: dict[str, Any], status: int, description: str
) -> None:
    chat = await talk.subscriber()
    await talk.tell("faults", {**fault, "method": "sendMessage"})
    refused = await talk.call("sendMessage", chat_id=chat, text="x")
    assert (refused.status, refused.description) == (status, description)
    assert await accepted(talk) == 0
    assert (await talk.call("sendMessage", chat_id=chat, text="x")).status == 200


async def raw(talk: Talk, chat: int) -> tuple[int, bytes, str]:
    url = f"{talk.sandbox.url}/bot{TOKEN}/sendMessage"
    async with talk.session.post(url, json={"chat_id": chat, "text": "x"}) as response:
        return response.status, await response.read(), response.content_type


async def test_a_gateways_page_is_no_json(talk: Talk) -> None:
    chat = await talk.subscriber()
    await talk.tell("faults", {"kind": "502-html"})
    status, body, kind = await raw(talk, chat)
    assert (status, kind) == (502, "text/html")
    assert b"502 Bad Gateway" in body
    assert await accepted(talk) == 0


@pytest.mark.parametrize(
    ("kind", "needle"), [("bad-utf8", b"\xff"), ("bad-json", b'"message_id":'), ("ok-wrong-schema", b"surprise")]
)
async def test_a_garbled_answer_is_an_answer_to_something_done(talk: Talk, kind: str, needle: bytes) -> None:
    chat = await talk.subscriber()
    await talk.tell("faults", {"kind": kind})
    status, body, _ = await raw(talk, chat)
    assert status == 200
    assert needle in body
    assert await accepted(talk) == 1


@pytest.mark.parametrize(("kind", "done"), [("cut-before", 0), ("cut-after", 1)])
async def test_a_cut_connection_leaves_the_sender_in_the_dark(talk: Talk, kind: str, done: int) -> None:
    chat = await talk.subscriber()
    await talk.tell("faults", {"kind": kind, "chat_id": chat})
    with pytest.raises(aiohttp.ClientError):
        await raw(talk, chat)
    assert await accepted(talk) == done
    assert (await talk.look("calls"))["by_code"] == {"0": 1}


async def test_a_stall_delays_the_answer_only(talk: Talk) -> None:
    chat = await talk.subscriber()
    await talk.tell("faults", {"kind": "stall", "seconds": 0.3, "when": "after"})
    started = time.monotonic()
    call = asyncio.create_task(talk.call("sendMessage", chat_id=chat, text="x"))
    await asyncio.sleep(0.1)
    assert await accepted(talk) == 1
    assert (await call).status == 200
    assert time.monotonic() - started >= 0.3


async def test_a_fault_waits_for_its_method_its_chat_and_its_turn(talk: Talk) -> None:
    one, other = await talk.subscriber(), await talk.subscriber()
    await talk.tell("faults", {"kind": "500", "method": "sendMessage", "chat_id": one, "times": 2, "skip": 1})
    codes = [
        (await talk.call("sendMessage", chat_id=chat, text="x")).status for chat in (other, one, other, one, one, one)
    ]
    assert codes == [200, 200, 200, 500, 500, 200]
    await talk.tell("faults", {"kind": "500", "times": 99})
    async with talk.session.delete(f"{talk.sandbox.url}/control/faults"):
        assert (await talk.call("getMe")).status == 200


async def test_an_unknown_fault_is_refused(talk: Talk) -> None:
    assert "not a valid FaultKind" in (await talk.tell("faults", {"kind": "nonsense"}, status=400))["error"]


async def test_a_fault_can_be_injected_in_process_too(talk: Talk) -> None:
    talk.sandbox.faults.inject(Fault(kind=FaultKind.SERVER_ERROR, method="sendMessage"))
    chat = await talk.subscriber()
    assert (await talk.call("sendMessage", chat_id=chat, text="x")).status == 500
