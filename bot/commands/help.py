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


EDITORS_MENU: tuple[tuple[str, str], ...] = (
    ("queue", "what waits for an editor"),
    ("publish", "let a finding in, with corrections"),
    ("reject", "turn a finding down"),
    ("correct", "put an event of the log right"),
    ("retract", "take an event back"),
    ("sources", "how each source is heard"),
    ("audit", "whether the log is as it was written"),
)
"""Shown to editors, in their private chat, alone."""


def help_(request: Request, desk: Desk) -> list[Answer]:
    lines = [f"/{name} {text}" for name, text in MENU]
    more = "A name without a command, such as Anthropic or GPT-5.6, shows access to it today."
    note = "What I say is what is recorded, with its sources. It is not legal advice."
    if request.is_private and desk.editors.has(request.chat_id):
        lines += ["", bold("As an editor"), *(f"/{name} {text}" for name, text in EDITORS_MENU)]
    return [Message("\n".join([bold("What you can send"), *lines, "", more, italic(note)]))]
