"""The control API that acts: tests, the demo and the page do what the people in the chats do."""

import asyncio
import base64
import binascii
import dataclasses
from typing import Any

from aiohttp import web

from bot.sandbox import people
from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Upload
from bot.sandbox.asked import LOOK_SECONDS, MOST_WAIT_SECONDS, Asked, Controlled, posts
from bot.sandbox.telling import chat_told, message_told, query_told


class PeopleControl:
    def __init__(self, sandbox: Controlled) -> None:
        self._sandbox = sandbox

    @property
    def _api(self) -> BotApi:
        return self._sandbox.api

    def routes(self) -> list[web.RouteDef]:
        return [
            posts("users", self.add_user),
            posts("users/{user}/start", self.start),
            posts("users/{user}/messages", self.write),
            posts("users/{user}/documents", self.send_document),
            posts("users/{user}/presses", self.press),
            posts("users/{user}/inline", self.ask_inline),
            posts("users/{user}/{act:block|unblock|deactivate}", self.change_user),
            posts("inline/{query}/choose", self.choose_inline),
            posts("chats", self.add_chat),
            posts("chats/{chat}/bot", self.set_bot),
            posts("chats/{chat}/members", self.set_member),
            posts("chats/{chat}/migrate", self.migrate),
            posts("chats/{chat}/delete", self.delete_group),
            posts("chats/{chat}/topics", self.add_topic),
            posts("chats/{chat}/topics/{thread}/close", self.close_topic),
            posts("chats/{chat}/messages/{message}/remove", self.remove_message),
        ]

    async def add_user(self, asked: Asked) -> Any:
        world = self._api.world
        user = world.add_user(
            asked.text("first_name", "Somebody"),
            user_id=asked.optional("id"),
            last_name=asked.text("last_name") or None,
            username=asked.text("username") or None,
            language_code=asked.text("language_code", "en") or None,
            place=asked.text("place"),
        )
        world.chats[user.user_id].started = asked.flag("started")
        return chat_told(world, world.chats[user.user_id])

    async def add_chat(self, asked: Asked) -> Any:
        world = self._api.world
        kind: Any = asked.text("type", "group")
        members: dict[int, Any] = {
            int(user_id): standing for user_id, standing in (asked.parsed("members", "members") or {}).items()
        }
        bot_standing: Any = asked.text("bot") or ("administrator" if kind == "channel" else "member")
        if kind not in ("group", "supergroup", "channel"):
            raise ValueError("a chat's type is group, supergroup or channel")
        chat = world.add_chat(
            kind,
            asked.text("title", "Untitled"),
            chat_id=asked.optional("id"),
            username=asked.text("username") or None,
            place=asked.text("place"),
            members=members,
            bot_standing=bot_standing,
            is_forum=asked.flag("forum"),
        )
        return chat_told(world, chat)

    async def start(self, asked: Asked) -> Any:
        message = people.start(self._api.world, asked.number("user"), asked.text("payload"))
        return message_told(self._api.world, message)

    async def write(self, asked: Asked) -> Any:
        message = people.write(
            self._api.world,
            asked.number("user"),
            asked.text("text"),
            chat_id=asked.optional("chat_id"),
            reply_to=asked.optional("reply_to"),
            thread_id=asked.optional("thread_id"),
            anonymous=asked.flag("anonymous"),
            as_channel_id=asked.optional("as_channel_id"),
        )
        return message_told(self._api.world, message)

    async def send_document(self, asked: Asked) -> Any:
        try:
            content = base64.b64decode(asked.text("content_base64"), validate=True)
        except binascii.Error:
            raise ValueError("content_base64 is not base64") from None
        upload = Upload(
            asked.text("name", "file.txt"),
            asked.text("mime_type", "application/octet-stream"),
            content or asked.text("content").encode(),
        )
        message = people.send_file(
            self._api,
            asked.number("user"),
            upload,
            chat_id=asked.optional("chat_id"),
            caption=asked.text("caption"),
        )
        return message_told(self._api.world, message)

    async def press(self, asked: Asked) -> Any:
        """With `wait_seconds` the answer is waited for."""
        user_id = asked.number("user")
        chat_id, message_id = asked.integer("chat_id", user_id), asked.integer("message_id")
        if asked.flag("forged"):
            query = people.forge_press(self._api, user_id, chat_id, message_id, asked.text("data"))
        else:
            text, data = asked.values.get("text"), asked.values.get("data")
            query = people.press(self._api, user_id, chat_id, message_id, text=text, data=data)
        left_seconds = min(float(asked.text("wait_seconds") or 0), MOST_WAIT_SECONDS)
        while not query.answered and left_seconds > 0:
            await asyncio.sleep(LOOK_SECONDS)
            left_seconds -= LOOK_SECONDS
        return query_told(query)

    async def ask_inline(self, asked: Asked) -> Any:
        query = people.ask_inline(self._api.world, asked.number("user"), asked.text("query"))
        return dataclasses.asdict(query)

    async def choose_inline(self, asked: Asked) -> Any:
        world = self._api.world
        message = people.choose_inline(world, asked.path["query"], asked.text("result_id"), asked.integer("chat_id"))
        return message_told(world, message)

    async def change_user(self, asked: Asked) -> Any:
        acts = {"block": people.block, "unblock": people.unblock, "deactivate": people.deactivate}
        user_id = asked.number("user")
        acts[asked.path["act"]](self._api.world, user_id)
        return chat_told(self._api.world, self._api.world.chats[user_id])

    async def set_bot(self, asked: Asked) -> Any:
        chat_id = asked.number("chat")
        standing: Any = asked.text("standing")
        if standing not in ("administrator", "member", "left", "kicked"):
            raise ValueError("the bot's standing is administrator, member, left or kicked")
        people.set_bot_standing(self._api.world, chat_id, standing, by_user_id=asked.optional("by"))
        return chat_told(self._api.world, self._api.world.chats[chat_id])

    async def set_member(self, asked: Asked) -> Any:
        chat_id = asked.number("chat")
        standing: Any = asked.text("standing", "member")
        people.set_member(self._api.world, chat_id, asked.integer("user_id"), standing)
        return chat_told(self._api.world, self._api.world.chats[chat_id])

    async def migrate(self, asked: Asked) -> Any:
        chat = people.migrate(self._api.world, asked.number("chat"), announce=asked.text("announce", "both"))
        return chat_told(self._api.world, chat)

    async def delete_group(self, asked: Asked) -> Any:
        people.delete_group(self._api.world, asked.number("chat"))
        return {}

    async def add_topic(self, asked: Asked) -> Any:
        topic = people.add_topic(self._api.world, asked.number("chat"), asked.text("name", "Topic"))
        return dataclasses.asdict(topic)

    async def close_topic(self, asked: Asked) -> Any:
        closed = asked.flag("closed") if asked.has("closed") else True
        people.close_topic(self._api.world, asked.number("chat"), asked.number("thread"), closed=closed)
        return {}

    async def remove_message(self, asked: Asked) -> Any:
        people.remove_message(self._api.world, asked.number("chat"), asked.number("message"))
        return {}
