"""Between Telegram and the rooms: an update becomes a request, and each answer a call of the Bot API."""

import asyncio

from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    CallbackQuery,
    Chat,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)

from bot.commands.answering import answer, changes
from bot.commands.desk import Desk
from bot.commands.request import Answer, Edit, Request, Toast
from bot.render.html import clip_html, escape, plain
from bot.render.message import Message as Said
from bot.render.message import Rows

TOAST_LENGTH = 200
_ADMINS = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)


async def handle_update(update: Update, bot: Bot, desk: Desk) -> None:
    """Answer one update. What Telegram refuses for good is let go; any other failure is raised for the inbox to retry.

    Edited messages, joins and the rest are no wishes and get no answer.
    """
    if update.callback_query is not None:
        await _pressed(update.callback_query, bot, desk)
    elif (message := update.message or update.channel_post) is not None:
        await _written(message, bot, desk)


async def _written(message: Message, bot: Bot, desk: Desk) -> None:
    said = message.text or message.caption or ""
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return
    command, text = "", said
    if said.startswith("/"):
        head, _, text = said.partition(" ") if "\n" not in said.split(" ")[0] else said.partition("\n")
        command, _, addressed = head[1:].partition("@")
        if addressed and addressed.casefold() != ((await bot.me()).username or "").casefold():
            return
    elif not said and message.chat.type != ChatType.PRIVATE:
        return
    if _is_service(message):
        return
    request = Request(
        chat_id=message.chat.id,
        now=desk.now(),
        command=command.casefold(),
        text=text,
        is_private=message.chat.type == ChatType.PRIVATE,
        message_id=message.message_id,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )
    if changes(request):
        speaks_for_it = message.sender_chat is not None and message.sender_chat.id == message.chat.id
        user_id = message.from_user.id if message.from_user else None
        allowed = speaks_for_it or await _may_change(message.chat, user_id, bot)
        request = _with_right(request, may_change=allowed)
    for said_back in await asyncio.to_thread(answer, request, desk):
        await _say(said_back, request, bot)


async def _pressed(query: CallbackQuery, bot: Bot, desk: Desk) -> None:
    held = query.message
    if held is None or query.data is None:
        await _toast(query, bot, Toast(""))
        return
    request = Request(
        chat_id=held.chat.id,
        now=desk.now(),
        data=query.data,
        is_private=held.chat.type == ChatType.PRIVATE,
        message_id=held.message_id,
    )
    if changes(request):
        request = _with_right(request, may_change=await _may_change(held.chat, query.from_user.id, bot))
    answers = await asyncio.to_thread(answer, request, desk)
    toast = next((a for a in answers if isinstance(a, Toast)), Toast(""))
    await _toast(query, bot, toast)
    for said_back in answers:
        if isinstance(said_back, Edit) and not isinstance(held, InaccessibleMessage):
            await _edit(said_back, held, bot)
        elif not isinstance(said_back, Toast):
            await _say(said_back, request, bot)


def _with_right(request: Request, *, may_change: bool) -> Request:
    return Request(
        chat_id=request.chat_id,
        now=request.now,
        command=request.command,
        text=request.text,
        data=request.data,
        may_change=may_change,
        is_private=request.is_private,
        message_id=request.message_id,
        reply_to=request.reply_to,
    )


async def _may_change(chat: Chat, user_id: int | None, bot: Bot) -> bool:
    """In a private chat everybody; elsewhere whom Telegram calls an admin of it. Anonymous admins share one user id,
    which is an admin nowhere by itself: they are known by speaking as the chat."""
    if chat.type == ChatType.PRIVATE:
        return True
    if user_id is None:
        return False
    try:
        member = await bot.get_chat_member(chat.id, user_id)
    except (TelegramBadRequest, TelegramForbiddenError):
        return False
    except ClientDecodeError as error:  # a server of another version than the library's lacks fields that it wants
        result = error.data.get("result") if isinstance(error.data, dict) else None
        return isinstance(result, dict) and result.get("status") in _ADMINS
    return member.status in _ADMINS


def _is_service(message: Message) -> bool:
    """A joining, a pinning, a new title: nothing that anybody said."""
    return message.text is None and (
        message.new_chat_members is not None
        or message.left_chat_member is not None
        or message.pinned_message is not None
        or message.new_chat_title is not None
        or message.migrate_to_chat_id is not None
        or message.migrate_from_chat_id is not None
        or bool(message.group_chat_created)
        or bool(message.supergroup_chat_created)
        or bool(message.channel_chat_created)
    )


async def _say(said: Answer, request: Request, bot: Bot) -> None:
    """A message of its own; in a group it answers the one that asked."""
    if isinstance(said, Toast):
        return
    reply_to = said.reply_to if isinstance(said, Said) else None
    if reply_to is None and not request.is_private and request.command:
        reply_to = request.message_id
    answers = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True) if reply_to else None
    try:
        try:
            await bot.send_message(
                request.chat_id,
                said.html,
                parse_mode="HTML",
                reply_markup=_keyboard(said.buttons),
                reply_parameters=answers,
            )
        except TelegramBadRequest as error:
            if not _is_about_the_text(error):
                raise
            bare = clip_html(escape(plain(said.html)))
            await bot.send_message(request.chat_id, bare, parse_mode="HTML")
    except (TelegramForbiddenError, TelegramBadRequest):
        return  # blocked, kicked or gone: nobody is there to be answered


async def _edit(said: Edit, held: Message, bot: Bot) -> None:
    try:
        await bot.edit_message_text(
            said.html,
            chat_id=held.chat.id,
            message_id=held.message_id,
            parse_mode="HTML",
            reply_markup=_keyboard(said.buttons),
        )
    except (TelegramBadRequest, TelegramForbiddenError):
        return  # it says so already, or is gone


async def _toast(query: CallbackQuery, bot: Bot, toast: Toast) -> None:
    """Every press is answered, else the phone shows it as pending; one that is too old cannot be."""
    try:
        await bot.answer_callback_query(query.id, text=toast.text[:TOAST_LENGTH] or None, show_alert=toast.is_alert)
    except TelegramBadRequest:
        return


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    made = [[InlineKeyboardButton(text=b.text, callback_data=b.data) for b in row] for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=made) if made else None


def _is_about_the_text(error: TelegramBadRequest) -> bool:
    return any(words in error.message for words in ("parse entities", "too long", "BUTTON_DATA_INVALID", "markup"))
