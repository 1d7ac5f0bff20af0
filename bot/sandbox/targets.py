"""Where a call may go: the chat it names, the topic in it and the message it answers."""

from bot.sandbox.arguments import Arguments
from bot.sandbox.rules import (
    BLOCKED,
    CANNOT_INITIATE,
    CHAT_ID_EMPTY,
    CHAT_NOT_FOUND,
    DEACTIVATED,
    GROUP_DELETED,
    REPLY_NOT_FOUND,
    THREAD_NOT_FOUND,
    TOPIC_CLOSED,
    bad_request,
    forbidden,
    kicked,
    migrated,
    not_a_member,
)
from bot.sandbox.world import Chat, World


def find_chat(world: World, name: str) -> Chat | None:
    """By id or, for public groups and channels, by @username."""
    if name.startswith("@"):
        wanted = name[1:].lower()
        public = (chat for chat in world.chats.values() if chat.kind in ("supergroup", "channel"))
        return next((chat for chat in public if (chat.username or "").lower() == wanted), None)
    try:
        return world.chats.get(int(name))
    except ValueError:
        return None


def readable_chat(world: World, arguments: Arguments) -> Chat:
    """The chat named by `chat_id`, for questions; raises ApiError where the bot may not know of it."""
    name = arguments.text("chat_id")
    if not name:
        raise bad_request(CHAT_ID_EMPTY)
    chat = find_chat(world, name)
    if chat is None or (chat.kind == "private" and chat.chat_id == world.bot.user_id):
        raise bad_request(CHAT_NOT_FOUND)
    if chat.kind != "private":
        if chat.bot_standing == "kicked":
            raise kicked(chat.kind)
        if chat.bot_standing == "left" and not chat.username:
            raise not_a_member(chat.kind)
    return chat


def writable_chat(world: World, arguments: Arguments) -> Chat:
    """The chat named by `chat_id`, for sending and editing; every refusal of FORBIDDEN kind starts here."""
    name = arguments.text("chat_id")
    chat = find_chat(world, name) if name else None
    if chat is not None and chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    if chat is not None and chat.deleted:
        raise forbidden(GROUP_DELETED)
    chat = readable_chat(world, arguments)
    if chat.user_id is not None:
        if world.users[chat.user_id].deactivated:
            raise forbidden(DEACTIVATED)
        if chat.blocked:
            raise forbidden(BLOCKED)
        if not chat.started:
            raise forbidden(CANNOT_INITIATE)
    elif chat.bot_standing == "left":
        raise not_a_member(chat.kind)
    elif chat.kind == "channel" and chat.bot_standing not in ("administrator", "creator"):
        raise bad_request("need administrator rights in the channel chat")
    return chat


def read_thread(arguments: Arguments, chat: Chat) -> int | None:
    thread_id = arguments.integer("message_thread_id")
    if not thread_id:
        return None
    topic = chat.topics.get(thread_id) if chat.is_forum else None
    if topic is None:
        raise bad_request(THREAD_NOT_FOUND)
    if topic.closed:
        raise bad_request(TOPIC_CLOSED)
    return thread_id


def read_reply(world: World, arguments: Arguments, chat: Chat) -> int | None:
    """The message that is answered, under its old and its new name."""
    parameters = arguments.parsed("reply_parameters", "reply parameters")
    if parameters is None:
        message_id = arguments.integer("reply_to_message_id")
        optional = arguments.flag("allow_sending_without_reply")
    elif isinstance(parameters, dict):
        message_id = int(parameters.get("message_id") or 0)
        optional = bool(parameters.get("allow_sending_without_reply"))
    else:
        raise bad_request("object expected as reply parameters")
    if not message_id:
        return None
    if world.message(chat.chat_id, message_id) is None:
        if optional:
            return None
        raise bad_request(REPLY_NOT_FOUND)
    return message_id
