"""The world as the control API and the page tell it: more than the Bot API shows, and never a token."""

import dataclasses
from datetime import datetime

from bot.sandbox.api import BotApi
from bot.sandbox.wire import entity_json, file_json, sender_json
from bot.sandbox.world import CallbackQuery, Chat, Formatted, Json, Message, StoredFile, World

_QUOTE_LENGTH = 120


def instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z") if at is not None else None


def clock_told(world: World) -> Json:
    return {"now": instant(world.clock()), "virtual": world.clock.virtual}


def message_told(world: World, message: Message) -> Json:
    """One message with its edit history; `html` is the text as it was sent, before parsing."""
    return {
        "message_id": message.message_id,
        "chat_id": message.chat_id,
        "from_bot": message.sender_id == world.bot.user_id,
        "sender": sender_json(world, message.sender_id),
        **_body_told(world, message.body),
        "reply_markup": message.markup,
        "photo": _file_told(message.photo),
        "document": _file_told(message.document),
        "reply_to": message.reply_to,
        "quote": _quote(world, message),
        "thread_id": message.thread_id,
        "via_bot": message.via_bot,
        "service": message.service,
        "sent_at": instant(message.sent_at),
        "edited_at": instant(message.edited_at),
        "deleted_at": instant(message.deleted_at),
        "edits": [
            {"edited_at": instant(edit.edited_at), **_body_told(world, edit.body), "reply_markup": edit.markup}
            for edit in message.edits
        ],
    }


def chat_told(world: World, chat: Chat) -> Json:
    """`people` are those who can write there, for the page's input field."""
    told = {
        "chat_id": chat.chat_id,
        "type": chat.kind,
        "name": chat_name(world, chat),
        "place": chat.place,
        "started": chat.started,
        "blocked": chat.blocked,
        "deactivated": chat.user_id is not None and world.users[chat.user_id].deactivated,
        "bot": world.standing(chat, world.bot.user_id),
        "migrated_to": chat.migrated_to,
        "deleted": chat.deleted,
        "topics": [dataclasses.asdict(topic) for topic in chat.topics.values()],
    }
    people = [chat.user_id] if chat.user_id is not None else list(chat.members)
    told["people"] = [
        {"user_id": user_id, "name": world.users[user_id].first_name} for user_id in people if user_id in world.users
    ]
    return told


def chat_name(world: World, chat: Chat) -> str:
    if chat.user_id is None:
        return chat.title or ""
    user = world.users[chat.user_id]
    return " ".join(name for name in (user.first_name, user.last_name) if name)


def query_told(query: CallbackQuery) -> Json:
    return {
        "query_id": query.query_id,
        "user_id": query.user_id,
        "chat_id": query.chat_id,
        "message_id": query.message_id,
        "data": query.data,
        "answered": query.answered,
        "answer": query.answer,
    }


def state_told(api: BotApi, *, newest: int | None = None) -> Json:
    """Everything; `newest` bounds the messages per chat."""
    world = api.world
    return {
        "bot": {"id": world.bot.user_id, "name": world.bot.first_name, "username": world.bot.username},
        "clock": clock_told(world),
        "banner": world.banner,
        "commands": world.commands.get("default:::", []),
        "chats": [
            chat_told(world, chat) | {"messages": messages_told(world, chat.chat_id, newest=newest)}
            for chat in world.chats.values()
        ],
        "counts": {
            "accepted": len(world.accepted),
            "calls": len(world.calls),
            "flood_refusals": api.gate.refused,
            "pending_updates": len(world.updates.pending),
        },
        "webhook": api.webhook.url,
    }


def messages_told(world: World, chat_id: int, *, newest: int | None = None) -> list[Json]:
    """All messages of a chat in order, deleted ones too, marked by `deleted_at`."""
    messages = list(world.messages.get(chat_id, {}).values())
    return [
        message_told(world, message)
        for message in (messages if newest is None else messages[max(len(messages) - newest, 0) :])
    ]


def _body_told(world: World, body: Formatted) -> Json:
    return {
        "text": body.text,
        "html": body.source,
        "entities": [entity_json(world, entity) for entity in body.entities],
    }


def _file_told(stored: StoredFile | None) -> Json | None:
    if stored is None:
        return None
    return file_json(stored) | {
        "name": stored.name,
        "mime_type": stored.mime_type,
        "width": stored.width,
        "height": stored.height,
    }


def _quote(world: World, message: Message) -> Json | None:
    quoted = world.message(message.chat_id, message.reply_to) if message.reply_to is not None else None
    if quoted is None:
        return None
    text = quoted.body.text or ("Photo" if quoted.photo else "File" if quoted.document else "")
    return {"name": sender_json(world, quoted.sender_id)["first_name"], "text": text[:_QUOTE_LENGTH]}
