"""What people do in the sandbox: they write, press buttons, block, kick, upgrade groups."""

import re

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments, Upload
from bot.sandbox.markup import read_inline_keyboard
from bot.sandbox.rules import DEEP_LINK_LENGTH
from bot.sandbox.sending import keep_document
from bot.sandbox.wire import callback_json, chat_json, member_json, message_json, user_json
from bot.sandbox.wording import plain, read_text
from bot.sandbox.world import (
    ANONYMOUS_ADMIN_ID,
    CHANNEL_SENDER_ID,
    CallbackQuery,
    Chat,
    Formatted,
    InlineQuery,
    Json,
    Message,
    Standing,
    StoredFile,
    Topic,
    World,
)

_DEEP_LINK = re.compile(rf"[A-Za-z0-9_-]{{1,{DEEP_LINK_LENGTH}}}", re.ASCII)
_TEXT_LENGTH = 4096


class NotPossibleError(Exception):
    """A person cannot do this in a real client either; the message says why."""


def write(
    world: World,
    user_id: int,
    text: str,
    *,
    chat_id: int | None = None,
    reply_to: int | None = None,
    thread_id: int | None = None,
    anonymous: bool = False,
    as_channel_id: int | None = None,
) -> Message:
    """A text from a person, in their private chat unless another is named. Writing starts or restarts the bot."""
    body = plain(text)
    if not body.text:
        raise NotPossibleError("an empty text cannot be sent")
    if len(body.text) > _TEXT_LENGTH:
        raise NotPossibleError(f"a client splits texts above {_TEXT_LENGTH} characters; send them one by one")
    chat = _writable(world, user_id, chat_id)
    sender_id, sender_chat_id = user_id, None
    if anonymous:
        sender_id, sender_chat_id = ANONYMOUS_ADMIN_ID, chat.chat_id
    elif as_channel_id is not None:
        sender_id, sender_chat_id = CHANNEL_SENDER_ID, _chat(world, as_channel_id).chat_id
    return _posted(world, chat, sender_id, body, reply_to=reply_to, thread_id=thread_id, sender_chat_id=sender_chat_id)


def start(world: World, user_id: int, payload: str = "") -> Message:
    """Presses Start, by a deep link where a payload is given."""
    if payload and not _DEEP_LINK.fullmatch(payload):
        raise NotPossibleError(f"a deep link carries 1 to {DEEP_LINK_LENGTH} letters, digits, _ and - only")
    return write(world, user_id, f"/start {payload}".strip())


def send_file(api: BotApi, user_id: int, upload: Upload, *, chat_id: int | None = None, caption: str = "") -> Message:
    chat = _writable(api.world, user_id, chat_id)
    return _posted(api.world, chat, user_id, plain(caption), document=keep_document(api, upload))


def press(
    api: BotApi, user_id: int, chat_id: int, message_id: int, *, text: str | None = None, data: str | None = None
) -> CallbackQuery:
    """Presses the inline button with this text or data; the bot's answer appears on the query returned."""
    world = api.world
    chat = _chat(world, chat_id)
    message = world.message(chat_id, message_id)
    if message is None:
        raise NotPossibleError(f"there is no message {message_id} in chat {chat_id}")
    if world.standing(chat, user_id) in ("left", "kicked"):
        raise NotPossibleError(f"user {user_id} is not in chat {chat_id}")
    buttons = [button for row in (message.markup or {}).get("inline_keyboard", []) for button in row]
    wanted = [
        button for button in buttons if (text, data) in ((button["text"], None), (None, button.get("callback_data")))
    ]
    if not wanted or (text is None and data is None):
        offered = ", ".join(repr(button["text"]) for button in buttons) or "none"
        raise NotPossibleError(f"message {message_id} has no such button; it has {offered}")
    if "callback_data" not in wanted[0]:
        raise NotPossibleError("that button opens something in the client and tells the bot nothing")
    query = CallbackQuery(
        query_id=str(4_000_000_000 + world.number("query")),
        user_id=user_id,
        chat_id=chat_id,
        message_id=message_id,
        data=wanted[0]["callback_data"],
        asked_at_seconds=api.monotonic(),
    )
    world.callbacks[query.query_id] = query
    world.updates.add("callback_query", callback_json(world, query))
    return query


def forge_press(api: BotApi, user_id: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
    """A press with data that no button has, as a tampered client sends it."""
    query = CallbackQuery(
        query_id=str(4_000_000_000 + api.world.number("query")),
        user_id=user_id,
        chat_id=chat_id,
        message_id=message_id,
        data=data,
        asked_at_seconds=api.monotonic(),
    )
    api.world.callbacks[query.query_id] = query
    api.world.updates.add("callback_query", callback_json(api.world, query))
    return query


def ask_inline(world: World, user_id: int, text: str) -> InlineQuery:
    query = InlineQuery(query_id=str(5_000_000_000 + world.number("inline")), user_id=user_id, query=text)
    world.inline_queries[query.query_id] = query
    payload = {"id": query.query_id, "from": user_json(world.users[user_id]), "query": text, "offset": ""}
    world.updates.add("inline_query", payload)
    return query


def choose_inline(world: World, query_id: str, result_id: str, chat_id: int) -> Message:
    """Posts an inline result; the bot may write into chats it is not in this way."""
    query = world.inline_queries.get(query_id)
    chosen = [result for result in query.results if str(result.get("id")) == result_id] if query else []
    if query is None or not chosen:
        raise NotPossibleError(f"inline query {query_id} has no result {result_id}")
    content = chosen[0].get("input_message_content", {})
    body = read_text(Arguments({**content, "text": content.get("message_text", "")}))
    chat = _chat(world, chat_id)
    return _posted(
        world, chat, query.user_id, body, via_bot=True, markup=read_inline_keyboard(chosen[0].get("reply_markup"))
    )


def block(world: World, user_id: int) -> None:
    chat = _chat(world, user_id)
    _stand(world, chat, user_id, "member", "kicked")
    chat.blocked = True


def unblock(world: World, user_id: int) -> None:
    chat = _chat(world, user_id)
    if chat.blocked:
        _stand(world, chat, user_id, "kicked", "member")
    chat.blocked = False


def deactivate(world: World, user_id: int) -> None:
    """The account is gone; the bot is not told."""
    world.users[user_id].deactivated = True
    world.tell("chat", {"chat_id": user_id})


def set_bot_standing(world: World, chat_id: int, standing: Standing, *, by_user_id: int | None = None) -> None:
    """Adds, promotes, removes or kicks the bot in a group or channel."""
    chat = _chat(world, chat_id)
    if chat.kind == "private":
        raise NotPossibleError("in a private chat a person blocks and unblocks; nobody is kicked")
    before, chat.bot_standing = chat.bot_standing, standing
    if before != standing:
        _stand(world, chat, by_user_id if by_user_id is not None else _someone(world, chat), before, standing)


def set_member(world: World, chat_id: int, user_id: int, standing: Standing) -> None:
    chat = _chat(world, chat_id)
    before = chat.members.get(user_id, "left")
    chat.members[user_id] = standing
    world.updates.add("chat_member", _change(world, chat, user_id, user_id, before, standing))


def migrate(world: World, chat_id: int, *, announce: str = "both") -> Chat:
    """Upgrades a group; `announce` is `both`, `old-first`, `new-first` or `none`, as service messages go."""
    old = _chat(world, chat_id)
    if old.kind != "group" or old.migrated_to is not None:
        raise NotPossibleError("only a basic group that was not upgraded yet can be upgraded")
    new = world.add_chat(
        "supergroup",
        old.title or "",
        place=old.place,
        members=old.members,
        bot_standing=old.bot_standing,
    )
    old.migrated_to = new.chat_id
    told = [(old, {"migrate_to_chat_id": new.chat_id}), (new, {"migrate_from_chat_id": old.chat_id})]
    for chat, service in reversed(told) if announce == "new-first" else told if announce != "none" else []:
        _posted(world, chat, _someone(world, chat), Formatted(text=""), service=service)
    return new


def delete_group(world: World, chat_id: int) -> None:
    chat = _chat(world, chat_id)
    chat.deleted = True
    world.tell("chat", {"chat_id": chat_id})


def add_topic(world: World, chat_id: int, name: str) -> Topic:
    chat = _chat(world, chat_id)
    if chat.kind != "supergroup":
        raise NotPossibleError("only a supergroup can be a forum")
    chat.is_forum = True
    topic = Topic(thread_id=world.next_message_id(chat), name=name)
    chat.topics[topic.thread_id] = topic
    return topic


def close_topic(world: World, chat_id: int, thread_id: int, *, closed: bool = True) -> None:
    chat = _chat(world, chat_id)
    if thread_id not in chat.topics:
        raise NotPossibleError(f"chat {chat_id} has no topic {thread_id}")
    chat.topics[thread_id].closed = closed


def remove_message(world: World, chat_id: int, message_id: int) -> None:
    """A person deletes a message; the bot is not told."""
    message = world.message(chat_id, message_id)
    if message is None:
        raise NotPossibleError(f"there is no message {message_id} in chat {chat_id}")
    message.deleted_at = world.clock()
    world.tell("delete", {"chat_id": chat_id, "message_id": message_id})


def _chat(world: World, chat_id: int) -> Chat:
    chat = world.chats.get(chat_id)
    if chat is None:
        raise NotPossibleError(f"there is no chat {chat_id}; create it first")
    return chat


def _writable(world: World, user_id: int, chat_id: int | None) -> Chat:
    if user_id not in world.users:
        raise NotPossibleError(f"there is no user {user_id}; create it first")
    chat = _chat(world, chat_id if chat_id is not None else user_id)
    if chat.migrated_to is not None or chat.deleted:
        raise NotPossibleError("this group is no more; write to the supergroup it became")
    standing = world.standing(chat, user_id)
    if standing in ("left", "kicked") or (chat.kind == "channel" and standing == "member"):
        raise NotPossibleError(f"user {user_id} may not write in chat {chat.chat_id}; make them a member first")
    if chat.kind == "private":
        if world.users[user_id].deactivated:
            raise NotPossibleError(f"the account of user {user_id} is deactivated")
        unblock(world, user_id)
        chat.started = True
    return chat


def _posted(
    world: World,
    chat: Chat,
    sender_id: int,
    body: Formatted,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
    sender_chat_id: int | None = None,
    document: StoredFile | None = None,
    via_bot: bool = False,
    markup: Json | None = None,
    service: Json | None = None,
) -> Message:
    message = world.post(
        Message(
            message_id=world.next_message_id(chat),
            chat_id=chat.chat_id,
            sent_at=world.clock(),
            sender_id=sender_id,
            body=body,
            markup=markup,
            document=document,
            reply_to=reply_to,
            thread_id=thread_id,
            sender_chat_id=sender_chat_id,
            via_bot=via_bot,
            service=service or {},
        )
    )
    if _heard(world, chat, message):
        world.updates.add("channel_post" if chat.kind == "channel" else "message", message_json(world, message))
    return message


def _heard(world: World, chat: Chat, message: Message) -> bool:
    """Privacy mode: in groups a bot that is no admin hears commands, replies to it, mentions and service messages."""
    if chat.kind != "private" and chat.bot_standing in ("left", "kicked"):
        return False
    if not chat.is_group or chat.bot_standing in ("administrator", "creator") or message.service:
        return True
    answered = world.message(chat.chat_id, message.reply_to) if message.reply_to is not None else None
    if answered is not None and answered.sender_id == world.bot.user_id:
        return True
    text = message.body.text
    return text.startswith("/") or f"@{world.bot.username}".lower() in text.lower()


def _someone(world: World, chat: Chat) -> int:
    ranked = sorted(chat.members, key=lambda user_id: chat.members[user_id] != "creator")
    people = [user_id for user_id in world.users if user_id != world.bot.user_id]
    found = [*ranked, *people]
    if not found:
        raise NotPossibleError("nobody is there to do this; create a user first")
    return found[0]


def _stand(world: World, chat: Chat, by_user_id: int, before: Standing, after: Standing) -> None:
    world.updates.add("my_chat_member", _change(world, chat, by_user_id, world.bot.user_id, before, after))
    world.tell("chat", {"chat_id": chat.chat_id})


def _change(world: World, chat: Chat, by_user_id: int, user_id: int, before: Standing, after: Standing) -> Json:
    return {
        "chat": chat_json(world, chat),
        "from": user_json(world.users[by_user_id]),
        "date": int(world.clock().timestamp()),
        "old_chat_member": member_json(world, user_id, before),
        "new_chat_member": member_json(world, user_id, after),
    }
