"""`/privacy` and `/forget`: what is kept of a person, and how to have it erased."""

import hashlib

from bot.commands.desk import Desk
from bot.commands.request import OUT_OF_DATE, Answer, Edit, Request, Toast
from bot.render.callbacks import CallbackError, pack
from bot.render.html import bold
from bot.render.message import Button, Message

VALID_MINUTES = 10

PRIVACY = f"""{bold("What is kept of you")}
In the log, for good: a random id, the country you gave, what you watch, and how many were told of an event. \
Words of your own stand there only as a salted hash.
In a vault that can be erased: which chat that id is, your time zone, your own words, the messages sent to you.
Nothing else: no name, no number, no text that you type beyond the watches.

Nobody outside sees which chat watches what. /forget erases your part of the vault; the log then holds an id that \
stands for nobody, and every proof stays valid."""


def privacy(_request: Request, _desk: Desk) -> list[Answer]:
    return [Message(PRIVACY)]


def forget(request: Request, desk: Desk) -> list[Answer]:
    """The first step; the second is the button, good for ten minutes and for this subscriber only."""
    who = desk.subscriber(request.chat_id)
    if who is None:
        return [Message("Nothing is kept of this chat. /start begins.")]
    minute = int(request.now.timestamp() // 60)
    buttons = (
        (Button("Erase everything", pack("f", _token(who), minute)),),
        (Button("Keep it", pack("f", "keep", 0)),),
    )
    said = "This erases your watches, your country and the messages kept here. Alerts end. It cannot be undone."
    return [Message(f"{bold('Erase all that is kept of you?')}\n{said}", buttons)]


def confirmed(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 2 or not fields[1].isdecimal():
        raise CallbackError("this needs two fields")
    if fields[0] == "keep":
        return [Edit("Nothing was erased.")]
    who = desk.subscriber(request.chat_id)
    age = int(request.now.timestamp() // 60) - int(fields[1])
    if who is None or fields[0] != _token(who) or not 0 <= age <= VALID_MINUTES:
        return [Toast(OUT_OF_DATE, is_alert=True)]
    desk.forget(request.chat_id, request.now)
    return [Edit("Erased. What the log still holds stands for nobody. /start begins anew, as somebody else.")]


def _token(subscriber: str) -> str:
    """A button from an earlier life of the chat must not erase the present one; the id itself is not shown."""
    return hashlib.blake2s(subscriber.encode(), digest_size=8).hexdigest()
