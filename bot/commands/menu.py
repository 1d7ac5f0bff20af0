"""Tells Telegram which commands there are, for the menu beside the text field."""

from aiogram import Bot
from aiogram.types import BotCommand

from bot.commands.help import MENU


async def set_menu(bot: Bot) -> None:
    """The same list as `/help` gives."""
    await bot.set_my_commands([BotCommand(command=name, description=text) for name, text in MENU])
