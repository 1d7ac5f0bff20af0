"""Whom the bot may write to, and the words it is refused with."""

from typing import Any

import pytest

from tests.bot.sandbox.talking import Answer, Talk


async def send(talk: Talk, chat_id: int | str, **more: Any) -> Answer:
    return await talk.call("sendMessage", chat_id=chat_id, text="hello", **more)


async def test_an_unknown_chat_is_not_found(talk: Talk) -> None:
    assert (await send(talk, 123456)).description == "Bad Request: chat not found"
    assert (await send(talk, "@nobody")).description == "Bad Request: chat not found"
    assert (await send(talk, "")).description == "Bad Request: chat_id is empty"


async def test_who_never_started_the_bot_cannot_be_written_to(talk: Talk) -> None:
    user = await talk.tell("users", {"first_name": "Noor"})
    refused = await send(talk, user["chat_id"])
    assert (refused.status, refused.description) == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_blocking_stops_messages_and_tells_the_bot_until_it_is_lifted(talk: Talk) -> None:
    chat = await talk.subscriber()
    await talk.tell(f"users/{chat}/block")
    refused = await send(talk, chat)
    assert (refused.status, refused.description) == (403, "Forbidden: bot was blocked by the user")
    await talk.tell(f"users/{chat}/start")
    assert (await send(talk, chat)).status == 200
    updates = (await talk.look("updates"))["pending"]
    standings = [update["my_chat_member"]["new_chat_member"]["status"] for update in updates[:2]]
    assert standings == ["kicked", "member"]


async def test_a_deactivated_account_refuses(talk: Talk) -> None:
    chat = await talk.subscriber()
    await talk.tell(f"users/{chat}/deactivate")
    assert (await send(talk, chat)).description == "Forbidden: user is deactivated"


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_kicked_or_left_bot_is_refused_by_the_kind_of_chat(talk: Talk, kind: str) -> None:
    user = await talk.subscriber()
    chat = await talk.tell("chats", {"type": kind, "title": "T", "members": {str(user): "creator"}})
    assert (await send(talk, chat["chat_id"])).status == 200
    await talk.tell(f"chats/{chat['chat_id']}/bot", {"standing": "kicked"})
    kicked = await send(talk, chat["chat_id"])
    assert (kicked.status, kicked.description) == (403, f"Forbidden: bot was kicked from the {kind} chat")
    await talk.tell(f"chats/{chat['chat_id']}/bot", {"standing": "left"})
    left = await send(talk, chat["chat_id"])
    assert (left.status, left.description) == (403, f"Forbidden: bot is not a member of the {kind} chat")


async def test_a_deleted_group_refuses(talk: Talk) -> None:
    chat = await talk.tell("chats", {"type": "group", "title": "T"})
    await talk.tell(f"chats/{chat['chat_id']}/delete")
    assert (await send(talk, chat["chat_id"])).description == "Forbidden: the group chat was deleted"


async def test_an_upgraded_group_names_its_new_id(talk: Talk) -> None:
    user = await talk.subscriber()
    group = await talk.tell("chats", {"type": "group", "title": "T", "members": {str(user): "creator"}})
    new = await talk.tell(f"chats/{group['chat_id']}/migrate", {"announce": "new-first"})
    refused = await send(talk, group["chat_id"])
    assert refused.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused.told["parameters"] == {"migrate_to_chat_id": new["chat_id"]}
    assert (await send(talk, new["chat_id"])).status == 200
    told = [update["message"] for update in (await talk.look("updates"))["pending"] if "message" in update]
    assert told[0]["migrate_from_chat_id"] == group["chat_id"]
    assert told[1]["migrate_to_chat_id"] == new["chat_id"]


async def test_topics_are_found_and_may_be_closed(talk: Talk) -> None:
    chat = (await talk.tell("chats", {"type": "supergroup", "title": "T"}))["chat_id"]
    topic = (await talk.tell(f"chats/{chat}/topics", {"name": "News"}))["thread_id"]
    sent = await send(talk, chat, message_thread_id=topic)
    assert sent.result["message_thread_id"] == topic
    assert (await send(talk, chat, message_thread_id=777)).description == "Bad Request: message thread not found"
    await talk.tell(f"chats/{chat}/topics/{topic}/close")
    assert (await send(talk, chat, message_thread_id=topic)).description == "Bad Request: TOPIC_CLOSED"


async def test_a_public_channel_is_found_by_its_name(talk: Talk) -> None:
    channel = await talk.tell("chats", {"type": "channel", "title": "C", "username": "curb_news"})
    sent = await send(talk, "@curb_news")
    assert sent.result["chat"]["id"] == channel["chat_id"]
    assert "from" not in sent.result


async def test_in_groups_the_bot_hears_only_what_is_meant_for_it(talk: Talk) -> None:
    user = await talk.subscriber()
    chat = (await talk.tell("chats", {"type": "group", "title": "T", "members": {str(user): "member"}}))["chat_id"]
    for text in ("small talk", "/now", "what says @curbwatch_bot?"):
        await talk.tell(f"users/{user}/messages", {"text": text, "chat_id": chat})
    heard = [update["message"]["text"] for update in (await talk.look("updates"))["pending"]]
    assert heard == ["/now", "what says @curbwatch_bot?"]


async def test_an_anonymous_admin_has_the_id_they_all_share(talk: Talk) -> None:
    user = await talk.subscriber()
    chat = await talk.tell("chats", {"type": "supergroup", "title": "T", "members": {str(user): "administrator"}})
    await talk.tell(f"users/{user}/messages", {"text": "/watch x", "chat_id": chat["chat_id"], "anonymous": True})
    message = (await talk.look("updates"))["pending"][-1]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == chat["chat_id"]


async def test_members_and_chats_can_be_asked_for(talk: Talk) -> None:
    user = await talk.subscriber()
    chat = (await talk.tell("chats", {"type": "group", "title": "T", "members": {str(user): "creator"}}))["chat_id"]
    member = await talk.call("getChatMember", chat_id=chat, user_id=user)
    assert member.result["status"] == "creator"
    admins = await talk.call("getChatAdministrators", chat_id=chat)
    assert [admin["user"]["id"] for admin in admins.result] == [user]
    assert (await talk.call("getChat", chat_id=chat)).result["title"] == "T"
