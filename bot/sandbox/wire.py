"""The world as the Bot API tells it in JSON."""

from bot.sandbox.entities import Entity
from bot.sandbox.world import (
    ANONYMOUS_ADMIN_ID,
    CHANNEL_SENDER_ID,
    CallbackQuery,
    Chat,
    Json,
    Message,
    Standing,
    StoredFile,
    User,
    World,
)

_ADMIN_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_STAND_INS = {
    ANONYMOUS_ADMIN_ID: {
        "id": ANONYMOUS_ADMIN_ID,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    },
    CHANNEL_SENDER_ID: {"id": CHANNEL_SENDER_ID, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
}


def user_json(user: User) -> Json:
    told: Json = {"id": user.user_id, "is_bot": user.is_bot, "first_name": user.first_name}
    for name, value in (
        ("last_name", user.last_name),
        ("username", user.username),
        ("language_code", None if user.is_bot else user.language_code),
    ):
        if value:
            told[name] = value
    return told


def sender_json(world: World, user_id: int) -> Json:
    return dict(_STAND_INS[user_id]) if user_id in _STAND_INS else user_json(world.users[user_id])


def me_json(world: World) -> Json:
    return {
        **user_json(world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat_json(world: World, chat: Chat) -> Json:
    told: Json = {"id": chat.chat_id, "type": chat.kind}
    if chat.user_id is not None:
        user = world.users[chat.user_id]
        told |= {
            name: value for name, value in user_json(user).items() if name in ("first_name", "last_name", "username")
        }
    else:
        told["title"] = chat.title or ""
        if chat.username:
            told["username"] = chat.username
        if chat.is_forum:
            told["is_forum"] = True
    return told


def full_chat_json(world: World, chat: Chat) -> Json:
    return {
        **chat_json(world, chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def member_json(world: World, user_id: int, standing: Standing) -> Json:
    told: Json = {"user": sender_json(world, user_id), "status": standing}
    if standing == "administrator":
        told |= dict.fromkeys(_ADMIN_RIGHTS, False) | {"can_manage_chat": True, "is_anonymous": False}
    elif standing == "creator":
        told["is_anonymous"] = False
    elif standing == "kicked":
        told["until_date"] = 0
    return told


def entity_json(world: World, entity: Entity) -> Json:
    told: Json = {"type": entity.kind, "offset": entity.offset, "length": entity.length}
    for name in ("url", "language", "custom_emoji_id", "unix_time", "date_time_format"):
        value = getattr(entity, name)
        if value is not None:
            told[name] = value
    if entity.user_id is not None and entity.user_id in world.users:
        told["user"] = user_json(world.users[entity.user_id])
    return told


def file_json(stored: StoredFile) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": f"unique-{stored.file_id}",
        "file_size": len(stored.content),
    }


def message_json(world: World, message: Message, *, quoting: bool = True) -> Json:
    chat = world.chats[message.chat_id]
    told: Json = {
        "message_id": message.message_id,
        "date": int(message.sent_at.timestamp()),
        "chat": chat_json(world, chat),
    }
    if chat.kind == "channel":
        told["sender_chat"] = chat_json(world, chat)
    else:
        told["from"] = sender_json(world, message.sender_id)
    if message.sender_chat_id is not None:
        told["sender_chat"] = chat_json(world, world.chats[message.sender_chat_id])
    if message.edited_at is not None:
        told["edit_date"] = int(message.edited_at.timestamp())
    if message.thread_id is not None:
        told |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    if quoting and message.reply_to is not None:
        quoted = world.message(message.chat_id, message.reply_to)
        if quoted is not None:
            told["reply_to_message"] = message_json(world, quoted, quoting=False)
    if message.via_bot:
        told["via_bot"] = user_json(world.bot)
    if message.markup is not None and "inline_keyboard" in message.markup:
        told["reply_markup"] = message.markup
    return told | _content(world, message) | message.service


def _content(world: World, message: Message) -> Json:
    told: Json = {}
    if message.photo is not None:
        told["photo"] = [file_json(message.photo) | {"width": message.photo.width, "height": message.photo.height}]
    if message.document is not None:
        document = message.document
        told["document"] = file_json(document) | {"file_name": document.name, "mime_type": document.mime_type}
    name, entities_name = ("caption", "caption_entities") if message.has_media else ("text", "entities")
    if message.body.text:
        told[name] = message.body.text
    if message.body.entities:
        told[entities_name] = [entity_json(world, entity) for entity in message.body.entities]
    return told


def callback_json(world: World, query: CallbackQuery) -> Json:
    told: Json = {
        "id": query.query_id,
        "from": user_json(world.users[query.user_id]),
        "chat_instance": str(abs(query.chat_id) * 7919),
        "data": query.data,
    }
    message = world.message(query.chat_id, query.message_id)
    if message is not None:
        told["message"] = message_json(world, message)
    return told
