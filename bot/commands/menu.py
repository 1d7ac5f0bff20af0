"""Tells Telegram which commands there are, for the menu beside the text field."""

import contextlib

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.commands.help import EDITORS_MENU, MENU


async def set_menu(bot: Bot, editors: frozenset[int] = frozenset()) -> None:
    """The same list as `/help` gives; to each editor who has written to the bot, with theirs."""
    commands = [BotCommand(command=name, description=text) for name, text in MENU]
    await bot.set_my_commands(commands)
    theirs = [*commands, *(BotCommand(command=name, description=text) for name, text in EDITORS_MENU)]
    for editor in sorted(editors):
        with contextlib.suppress(TelegramBadRequest, TelegramForbiddenError):  # they have not written to the bot yet
            await bot.set_my_commands(theirs, scope=BotCommandScopeChat(chat_id=editor))
