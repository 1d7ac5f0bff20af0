"""The commands as the chat's menu and `/help` list them: in one place, so that they cannot differ."""

from bot.commands.desk import Desk
from bot.commands.request import Answer, Request
from bot.render.html import bold, italic
from bot.render.message import Message

MENU: tuple[tuple[str, str], ...] = (
    ("start", "country, providers, done"),
    ("now", "access today for what you watch"),
    ("watch", "follow a provider, model, country, chip or topic"),
    ("unwatch", "stop following something"),
    ("watches", "what you follow"),
    ("where", "the country you work from"),
    ("timeline", "what happened, newest first"),
    ("why", "why you were told: reply to an alert"),
    ("privacy", "what is kept of you"),
    ("forget", "erase what is kept of you"),
    ("help", "this list"),
)


def help_(_request: Request, _desk: Desk) -> list[Answer]:
    lines = [f"/{name} {text}" for name, text in MENU]
    more = "A name without a command, such as Anthropic or GPT-5.6, shows access to it today."
    note = "What I say is what is recorded, with its sources. It is not legal advice."
    return [Message("\n".join([bold("What you can send"), *lines, "", more, italic(note)]))]
