"""One message out: what Telegram says to it becomes a verdict, and nothing is raised for what a server can do."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import aiohttp
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.render.message import Message
from store.verdicts import Broken, Delivered, Gone, Moved, TryLater, Unknown, Verdict

SEND_SECONDS = 20
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "group chat was deleted", "not enough rights")
_BEFORE_SENDING = (aiohttp.ClientConnectorError, aiohttp.ClientConnectorDNSError, aiohttp.InvalidURL)
PROBE_SECONDS = 5
REPEAT_AFTER_SECONDS = 30.0
REVOKED_SECONDS = 300.0
UNREACHABLE_SECONDS = 5.0


def make_bot(token: str, api: str) -> Bot:
    """A bot that talks to the Bot API server at `api` and to no other."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api), timeout=SEND_SECONDS)
    properties = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(token=token, session=session, default=properties)


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(text=b.text, callback_data=b.data) for b in row] for row in message.buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a send came to; `everybody` where it is not this chat that has to wait but the whole bot, `pause_seconds`
    how long."""

    verdict: Verdict
    pause_seconds: float = 0.0
    everybody: bool = False


async def send(bot: Bot, chat_id: int, message: Message, now: datetime) -> Answer:
    """Send one message; the answer as a verdict. After a cut, a timeout or nonsense the outcome is Unknown.

    Telegram has no idempotency key: what may have been accepted is never reported as failed.
    """
    try:
        sent = await bot.send_message(
            chat_id,
            message.html,
            reply_markup=keyboard(message),
            disable_notification=message.silent or None,
        )
    except (TimeoutError, AiogramError, UnicodeDecodeError, aiohttp.ClientError) as error:
        return answer_of(error, now)
    return Answer(verdict=Delivered(message_id=sent.message_id))


async def is_there(bot: Bot) -> bool:
    """Whether the Bot API answers at all, asked with a call that changes nothing."""
    try:
        await bot.get_me(request_timeout=PROBE_SECONDS)
    except (TimeoutError, AiogramError, UnicodeDecodeError, aiohttp.ClientError):
        return False
    return True


def answer_of(error: Exception, now: datetime) -> Answer:
    """What an answer that is no success means for the message; reasons never hold the token."""
    match error:
        case TelegramRetryAfter():
            return _later(now, float(error.retry_after), "Telegram asked for a pause (flood control)")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return _later(now, REVOKED_SECONDS, "Telegram refuses the bot's token: was it revoked?", everybody=True)
        case TelegramNetworkError() if isinstance(error.__cause__, _BEFORE_SENDING):
            return _later(now, UNREACHABLE_SECONDS, "the Bot API server cannot be reached", everybody=True)
        case _:
            verdict = _verdict_of(error)
            if isinstance(verdict, Unknown):
                verdict = replace(verdict, until=now + timedelta(seconds=REPEAT_AFTER_SECONDS))
            return Answer(verdict=verdict)


def _later(now: datetime, seconds: float, reason: str, *, everybody: bool = False) -> Answer:
    verdict = TryLater(until=now + timedelta(seconds=seconds), reason=reason)
    return Answer(verdict=verdict, pause_seconds=seconds, everybody=everybody)


def _verdict_of(error: Exception) -> Verdict:
    match error:
        case TelegramMigrateToChat():
            return Moved(chat_id=error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Gone(reason=error.message)
        case TelegramBadRequest():
            gone = any(words in error.message.lower() for words in _GONE)
            return Gone(reason=error.message) if gone else Broken(reason=error.message)
        case TelegramServerError():
            return Unknown(reason=f"the server answered {type(error).__name__}")
        case TelegramNetworkError():
            return Unknown(reason="the connection was lost before the answer came")
        case ClientDecodeError() | UnicodeDecodeError():
            return Unknown(reason="the answer was not the Bot API's")
        case TelegramAPIError():
            return Broken(reason=error.message)
        case _:
            return Unknown(reason=type(error).__name__)
