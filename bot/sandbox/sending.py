"""Methods that put something new into a chat."""

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments, Upload
from bot.sandbox.markup import read_markup
from bot.sandbox.pictures import checked_size
from bot.sandbox.rules import DOCUMENT_BYTES, bad_request, too_large
from bot.sandbox.targets import read_reply, read_thread, writable_chat
from bot.sandbox.wire import message_json
from bot.sandbox.wording import read_caption, read_text
from bot.sandbox.world import Chat, Formatted, Json, Message, StoredFile

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(api: BotApi, arguments: Arguments) -> Json:
    body = read_text(arguments)
    return _sent(api, "sendMessage", arguments, body)


def send_photo(api: BotApi, arguments: Arguments) -> Json:
    caption = read_caption(arguments)
    photo = read_photo(api, arguments, "photo")
    return _sent(api, "sendPhoto", arguments, caption, photo=photo)


def send_document(api: BotApi, arguments: Arguments) -> Json:
    caption = read_caption(arguments)
    document = read_document(api, arguments, "document")
    return _sent(api, "sendDocument", arguments, caption, document=document)


def send_chat_action(api: BotApi, arguments: Arguments) -> bool:
    chat = writable_chat(api.world, arguments)
    action = arguments.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    read_thread(arguments, chat)
    api.world.tell("action", {"chat_id": chat.chat_id, "action": action})
    return True


def read_photo(api: BotApi, arguments: Arguments, name: str) -> StoredFile:
    upload = arguments.upload(name)
    if upload is None:
        return _known_file(api, arguments, name)
    width, height, kind = checked_size(upload.content)
    return api.world.store(upload.name or "photo", kind, upload.content, width=width, height=height)


def read_document(api: BotApi, arguments: Arguments, name: str) -> StoredFile:
    upload = arguments.upload(name)
    if upload is None:
        return _known_file(api, arguments, name)
    return keep_document(api, upload)


def keep_document(api: BotApi, upload: Upload) -> StoredFile:
    if len(upload.content) > DOCUMENT_BYTES:
        raise too_large()
    if not upload.content:
        raise bad_request("file must be non-empty")
    return api.world.store(upload.name or "file", upload.content_type, upload.content)


def _known_file(api: BotApi, arguments: Arguments, name: str) -> StoredFile:
    wanted = arguments.text(name)
    if not wanted or wanted.startswith("attach://"):
        raise bad_request(f"there is no {name} in the request")
    if wanted in api.world.files:
        return api.world.files[wanted]
    if "://" in wanted:
        raise bad_request("failed to get HTTP URL content")
    raise bad_request("wrong file identifier/HTTP URL specified")


def _sent(
    api: BotApi,
    method: str,
    arguments: Arguments,
    body: Formatted,
    *,
    photo: StoredFile | None = None,
    document: StoredFile | None = None,
) -> Json:
    markup = read_markup(arguments)
    chat = writable_chat(api.world, arguments)
    thread_id = read_thread(arguments, chat)
    reply_to = read_reply(api.world, arguments, chat)
    api.admit(chat, arguments)
    message = Message(
        message_id=api.world.next_message_id(chat),
        chat_id=chat.chat_id,
        sent_at=api.world.clock(),
        sender_id=api.world.bot.user_id,
        body=body,
        markup=markup,
        photo=photo,
        document=document,
        reply_to=reply_to,
        thread_id=thread_id if thread_id is not None else _thread_of(api, chat, reply_to),
    )
    api.accept(method, message)
    return message_json(api.world, api.world.post(message))


def _thread_of(api: BotApi, chat: Chat, reply_to: int | None) -> int | None:
    answered = api.world.message(chat.chat_id, reply_to) if reply_to is not None else None
    return answered.thread_id if answered is not None else None
