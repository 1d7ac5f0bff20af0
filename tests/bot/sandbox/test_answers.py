"""Buttons, commands, deep links and inline queries, with their limits."""

from typing import Any

import pytest

from bot.sandbox import start_sandbox
from tests.bot.sandbox.talking import TOKEN, Talk

PRESS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Open", "url": "https://example.org"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def pressed(talk: Talk, user: int) -> str:
    sent = await talk.call("sendMessage", chat_id=user, text="x", reply_markup=PRESS)
    query = await talk.tell(f"users/{user}/presses", {"message_id": sent.result["message_id"], "text": "Go"})
    return str(query["query_id"])


async def test_a_press_reaches_the_bot_and_its_answer_the_person(talk: Talk) -> None:
    user = await talk.subscriber()
    query_id = await pressed(talk, user)
    update = (await talk.call("getUpdates")).result[-1]["callback_query"]
    assert (update["id"], update["data"], update["from"]["id"]) == (query_id, "go", user)
    assert update["message"]["text"] == "x"
    answer = await talk.call("answerCallbackQuery", callback_query_id=query_id, text="done", show_alert=True)
    assert answer.result is True
    told = await talk.look(f"presses/{query_id}")
    assert told["answered"] is True
    assert told["answer"] == {"text": "done", "show_alert": True, "url": ""}


async def test_an_answer_comes_once_and_fits(talk: Talk) -> None:
    user = await talk.subscriber()
    query_id = await pressed(talk, user)
    long = await talk.call("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert long.description == "Bad Request: MESSAGE_TOO_LONG"
    assert (await talk.call("answerCallbackQuery", callback_query_id=query_id, text="x" * 200)).status == 200
    assert (await talk.call("answerCallbackQuery", callback_query_id=query_id)).description == TOO_OLD
    assert (await talk.call("answerCallbackQuery", callback_query_id="7")).description == TOO_OLD


async def test_a_late_answer_is_refused(talk: Talk) -> None:
    user = await talk.subscriber()
    query_id = await pressed(talk, user)
    talk.sandbox.world.callbacks[query_id].asked_at_seconds -= 3600
    assert (await talk.call("answerCallbackQuery", callback_query_id=query_id)).description == TOO_OLD


async def test_only_buttons_that_are_there_can_be_pressed(talk: Talk) -> None:
    user = await talk.subscriber()
    sent = await talk.call("sendMessage", chat_id=user, text="x", reply_markup=PRESS)
    where = {"message_id": sent.result["message_id"]}
    missing = await talk.tell(f"users/{user}/presses", {**where, "text": "Stop"}, status=400)
    assert missing["error"] == f"message {where['message_id']} has no such button; it has 'Go', 'Open'"
    await talk.tell(f"users/{user}/presses", {**where, "text": "Open"}, status=400)
    forged = await talk.tell(f"users/{user}/presses", {**where, "data": "other", "forged": True})
    assert forged["data"] == "other"


@pytest.mark.parametrize("payload", ["a", "A-z_0" * 12 + "abcd"])
async def test_a_deep_link_comes_with_start(talk: Talk, payload: str) -> None:
    user = await talk.subscriber()
    await talk.tell(f"users/{user}/start", {"payload": payload})
    assert (await talk.call("getUpdates")).result[-1]["message"]["text"] == f"/start {payload}"


@pytest.mark.parametrize("payload", ["x" * 65, "a b", "é", "a.b"])
async def test_a_deep_link_is_short_and_plain(talk: Talk, payload: str) -> None:
    user = await talk.subscriber()
    refused = await talk.tell(f"users/{user}/start", {"payload": payload}, status=400)
    assert refused["error"] == "a deep link carries 1 to 64 letters, digits, _ and - only"


async def test_commands_are_kept_by_scope(talk: Talk) -> None:
    commands = [{"command": "now", "description": "Access today"}]
    assert (await talk.call("setMyCommands", commands=commands)).result is True
    assert (await talk.call("getMyCommands")).result == commands
    assert (await talk.call("getMyCommands", scope={"type": "all_group_chats"})).result == []
    assert (await talk.look("state"))["commands"] == commands


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Now", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a-b", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "a", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{number}", "description": "x"} for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_are_refused_in_words(talk: Talk, commands: list[dict[str, Any]], words: str) -> None:
    assert (await talk.call("setMyCommands", commands=commands)).description == f"Bad Request: {words}"


def article(number: int) -> dict[str, Any]:
    content = {"message_text": f"<b>card {number}</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": str(number), "title": "Card", "input_message_content": content}


async def test_an_inline_card_can_be_chosen(talk: Talk) -> None:
    user = await talk.subscriber()
    query = await talk.tell(f"users/{user}/inline", {"query": "fugu"})
    heard = (await talk.call("getUpdates")).result[-1]["inline_query"]
    assert (heard["id"], heard["query"]) == (query["query_id"], "fugu")
    too_many = await talk.call(
        "answerInlineQuery", inline_query_id=heard["id"], results=[article(number) for number in range(51)]
    )
    assert too_many.description == "Bad Request: too many inline query results specified"
    assert (await talk.call("answerInlineQuery", inline_query_id=heard["id"], results=[article(1)])).result is True
    posted = await talk.tell(f"inline/{heard['id']}/choose", {"result_id": "1", "chat_id": user})
    assert (posted["text"], posted["via_bot"]) == ("card 1", True)


async def test_a_wrong_token_is_refused_as_the_real_server_does(talk: Talk) -> None:
    unknown = await talk.call("getMe", token="4242:other")
    assert (unknown.status, unknown.description) == (401, "Unauthorized")
    malformed = await talk.call("getMe", token="nonsense")
    assert (malformed.status, malformed.description) == (404, "Not Found")
    method = await talk.call("sendNonsense")
    assert (method.status, method.description) == (404, "Not Found: method not found")


async def test_get_me_says_that_it_is_a_bot(talk: Talk) -> None:
    me = (await talk.call("getMe")).result
    assert (me["id"], me["is_bot"], me["username"]) == (4242, True, "curbwatch_bot")


async def test_a_sandbox_does_not_start_with_a_malformed_token() -> None:
    with pytest.raises(ValueError, match="a bot token is digits, a colon and letters"):
        await start_sandbox(token="nonsense")
    assert TOKEN == "4242:demo"
