"""aiogram's own Bot and Dispatcher, unchanged, against the sandbox over loopback."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.filters import Command, CommandObject
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from tests.bot.sandbox.talking import TOKEN, Talk, png

GO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])


@pytest_asyncio.fixture
async def bot(talk: Talk) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(talk.sandbox.url))
    calling = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    yield calling
    await session.close()


def small_bot() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(Command("start"))
    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"<b>Welcome</b> {command.args}", reply_markup=GO)

    @dispatcher.callback_query(F.data == "go")
    async def go(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("<i>Gone</i>")
        await query.answer("done")

    return dispatcher


async def test_a_polling_bot_answers_edits_and_acknowledges(talk: Talk, bot: Bot) -> None:
    dispatcher = small_bot()
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5))
    user = (await talk.tell("users", {"first_name": "Amal"}))["chat_id"]
    await talk.tell(f"users/{user}/start", {"payload": "abc"})
    assert (await talk.look("accepted?at_least=1&wait_seconds=10"))["count"] == 1
    sent = (await talk.look(f"chats/{user}/messages"))["messages"][-1]
    assert sent["text"] == "Welcome abc"
    query = await talk.tell(
        f"users/{user}/presses", {"message_id": sent["message_id"], "data": "go", "wait_seconds": 10}
    )
    assert query["answer"]["text"] == "done"
    edited = (await talk.look(f"chats/{user}/messages"))["messages"][-1]
    assert (edited["text"], len(edited["edits"])) == ("Gone", 1)
    await dispatcher.stop_polling()
    await polling


async def test_the_methods_the_bot_uses_parse_on_the_other_side(talk: Talk, bot: Bot) -> None:
    user = await talk.subscriber()
    assert (await bot.get_me()).is_bot
    assert await bot.set_my_commands([BotCommand(command="now", description="Access today")])
    assert [command.command for command in await bot.get_my_commands()] == ["now"]
    photo = await bot.send_photo(user, BufferedInputFile(png(40, 30), "a.png"), caption="<b>seen</b>")
    assert photo.photo is not None
    assert (photo.photo[-1].width, photo.caption) == (40, "seen")
    document = await bot.send_document(user, BufferedInputFile(b"BEGIN", "a.ics"), reply_to_message_id=photo.message_id)
    assert document.reply_to_message is not None
    assert await bot.send_chat_action(user, "typing")
    assert (await bot.get_chat(user)).first_name == "Amal"
    assert (await bot.get_chat_member(user, user)).status == "member"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.set_webhook("https://example.org/hook", secret_token="x")
    assert await bot.delete_webhook(drop_pending_updates=True)
    kept = await bot.send_message(user, "x", reply_markup=GO)
    assert isinstance(await bot.edit_message_reply_markup(chat_id=user, message_id=kept.message_id), Message)
    assert await bot.delete_message(user, kept.message_id)


async def test_refusals_become_the_exceptions_a_sender_classifies(talk: Talk, bot: Bot) -> None:
    user = await talk.subscriber()
    with pytest.raises(TelegramBadRequest, match='Unsupported start tag "br" at byte offset 1'):
        await bot.send_message(user, "a<br>")
    await talk.tell("faults", {"kind": "429", "retry_after": 3})
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(user, "x")
    assert flood.value.retry_after == 3
    await talk.tell("faults", {"kind": "cut-after"})
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(user, "x")
    await talk.tell("faults", {"kind": "401"})
    with pytest.raises(TelegramUnauthorizedError):
        await bot.send_message(user, "x")
    await talk.tell(f"users/{user}/block")
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(user, "x")
    group = await talk.tell("chats", {"type": "group", "title": "T", "members": {str(user): "creator"}})
    new = await talk.tell(f"chats/{group['chat_id']}/migrate")
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(group["chat_id"], "x")
    assert moved.value.migrate_to_chat_id == new["chat_id"]


async def test_a_second_poller_meets_a_conflict(talk: Talk, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    await talk.call("getUpdates")
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await poll
