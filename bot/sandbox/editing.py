"""Methods that change or remove what was sent."""

import json
from datetime import timedelta

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments
from bot.sandbox.markup import read_markup
from bot.sandbox.rules import (
    DELETE_NOT_FOUND,
    DELETE_TOO_LATE,
    DELETE_WITHIN_HOURS,
    EDIT_NO_CAPTION,
    EDIT_NO_TEXT,
    EDIT_NOT_ALLOWED,
    EDIT_NOT_FOUND,
    NOT_MODIFIED,
    bad_request,
)
from bot.sandbox.sending import read_document, read_photo
from bot.sandbox.targets import writable_chat
from bot.sandbox.wire import message_json
from bot.sandbox.wording import read_caption, read_text
from bot.sandbox.world import Chat, Edit, Formatted, Json, Message, StoredFile


def edit_message_text(api: BotApi, arguments: Arguments) -> Json:
    body = read_text(arguments)
    chat, message = _own_message(api, arguments)
    if message.has_media:
        raise bad_request(EDIT_NO_TEXT)
    return _edited(api, "editMessageText", arguments, chat, message, body=body)


def edit_message_caption(api: BotApi, arguments: Arguments) -> Json:
    body = read_caption(arguments)
    chat, message = _own_message(api, arguments)
    if not message.has_media:
        raise bad_request(EDIT_NO_CAPTION)
    return _edited(api, "editMessageCaption", arguments, chat, message, body=body)


def edit_message_reply_markup(api: BotApi, arguments: Arguments) -> Json:
    chat, message = _own_message(api, arguments)
    return _edited(api, "editMessageReplyMarkup", arguments, chat, message, body=message.body)


def edit_message_media(api: BotApi, arguments: Arguments) -> Json:
    media = arguments.parsed("media", "InputMedia")
    if not isinstance(media, dict):
        raise bad_request("media not found")
    inner = Arguments(media, arguments.uploads)
    body = read_caption(inner)
    chat, message = _own_message(api, arguments)
    if media.get("type") == "photo":
        content = read_photo(api, inner, "media")
    elif media.get("type") == "document":
        content = read_document(api, inner, "media")
    else:
        raise bad_request("can't parse InputMedia: type is unsupported by this sandbox")
    return _edited(api, "editMessageMedia", arguments, chat, message, body=body, content=content)


def delete_message(api: BotApi, arguments: Arguments) -> bool:
    chat = writable_chat(api.world, arguments)
    message = api.world.message(chat.chat_id, arguments.integer("message_id"))
    if message is None:
        raise bad_request(DELETE_NOT_FOUND)
    _delete(api, chat, message)
    return True


def delete_messages(api: BotApi, arguments: Arguments) -> bool:
    chat = writable_chat(api.world, arguments)
    ids = arguments.parsed("message_ids", "message identifiers")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    for message_id in ids:
        message = api.world.message(chat.chat_id, int(message_id))
        if message is not None:
            _delete(api, chat, message)
    return True


def _delete(api: BotApi, chat: Chat, message: Message) -> None:
    now = api.world.clock()
    own = message.sender_id == api.world.bot.user_id
    admin = chat.bot_standing in ("administrator", "creator")
    if now - message.sent_at > timedelta(hours=DELETE_WITHIN_HOURS) and not (chat.kind != "private" and admin):
        raise bad_request(DELETE_TOO_LATE)
    if not own and chat.kind != "private" and not admin:
        raise bad_request(DELETE_TOO_LATE)
    message.deleted_at = now
    api.world.tell("delete", {"chat_id": chat.chat_id, "message_id": message.message_id})


def _own_message(api: BotApi, arguments: Arguments) -> tuple[Chat, Message]:
    chat = writable_chat(api.world, arguments)
    message_id = arguments.integer("message_id")
    if message_id <= 0 and not arguments.has("inline_message_id"):
        raise bad_request("message identifier is not specified")
    message = api.world.message(chat.chat_id, message_id)
    if message is None:
        raise bad_request(EDIT_NOT_FOUND)
    if message.sender_id != api.world.bot.user_id or message.service or message.via_bot:
        raise bad_request(EDIT_NOT_ALLOWED)
    return chat, message


def _edited(
    api: BotApi,
    method: str,
    arguments: Arguments,
    chat: Chat,
    message: Message,
    *,
    body: Formatted,
    content: StoredFile | None = None,
) -> Json:
    """An edit without a keyboard removes the one that was there, as on the real server."""
    markup = read_markup(arguments, inline_only=True)
    same_body = (body.text, body.entities) == (message.body.text, message.body.entities)
    if same_body and content is None and _same_markup(markup, message.markup):
        raise bad_request(NOT_MODIFIED)
    api.admit(chat, arguments)
    now = api.world.clock()
    message.edits.append(Edit(edited_at=now, body=message.body, markup=message.markup))
    message.body, message.markup = body, markup
    if content is not None:
        message.photo, message.document = (content, None) if content.width else (None, content)
    message.edited_at = now
    api.accept(method, message)
    api.world.tell("edit", {"chat_id": chat.chat_id, "message_id": message.message_id})
    return message_json(api.world, message)


def _same_markup(one: Json | None, other: Json | None) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
