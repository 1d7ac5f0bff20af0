"""Which room answers what: a command, a typed name or a pressed button becomes a list of answers."""

from collections.abc import Callable
from typing import TypeVar

from bot.commands import amending, now, oversight, privacy, queue, start, timeline, watch, where, why
from bot.commands.desk import Desk
from bot.commands.help import help_
from bot.commands.request import ADMINS_ONLY, OUT_OF_DATE, Answer, Request, Toast
from bot.render.callbacks import CallbackError, unpack
from bot.render.html import escape, line
from bot.render.message import Message

Command = Callable[[Request, Desk], list[Answer]]
Tap = Callable[[tuple[str, ...], Request, Desk], list[Answer]]
Room = TypeVar("Room", Command, Tap)

COMMANDS: dict[str, Command] = {
    "start": start.start,
    "watch": watch.watch,
    "unwatch": watch.unwatch,
    "watches": watch.watches,
    "where": where.where,
    "now": now.now,
    "timeline": timeline.timeline,
    "why": why.why,
    "privacy": privacy.privacy,
    "forget": privacy.forget,
    "help": help_,
}


# Of these nobody else is told that they exist.
EDITORS_COMMANDS: dict[str, Command] = {
    "queue": queue.queue,
    "publish": queue.publish,
    "reject": queue.reject,
    "correct": amending.correct,
    "retract": amending.retract,
    "sources": oversight.sources,
    "audit": oversight.audit,
}


def _watches(_fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    return watch.watches(request, desk)


TAPS: dict[str, Tap] = {
    "c": where.choose,
    "r": where.turn,
    "p": watch.turn,
    "w": watch.add,
    "u": watch.remove,
    "i": watch.instead,
    "l": watch.list_page,
    "q": _watches,
    "d": start.done,
    "n": now.tapped,
    "t": timeline.turn,
    "y": why.tapped,
    "Y": why.turn,
    "x": why.wrong,
    "f": privacy.confirmed,
}

EDITORS_TAPS: dict[str, Tap] = {
    "eq": queue.page,
    "eo": queue.opened,
    "en": queue.following,
    "ec": queue.correcting,
    "ep": queue.asked_to_publish,
    "eP": queue.published,
    "er": queue.asked_to_reject,
    "eR": queue.rejected,
    "es": oversight.turn,
}

# In a group these are for its admins: whatever changes what the chat follows, and the keyboards that lead to it.
CHANGING_COMMANDS = frozenset({"start", "watch", "unwatch", "where", "forget"})
CHANGING_TAPS = frozenset("crpwuildf")


def changes(request: Request) -> bool:
    """Whether this wish needs the right to change; asked before anything else, so that the right is looked up once."""
    if request.data:
        return request.data.partition("|")[0] in CHANGING_TAPS
    return request.command in CHANGING_COMMANDS


def answer(request: Request, desk: Desk) -> list[Answer]:
    """What to say. Nothing that somebody sends or forges makes it fail; an error is the store's or ours."""
    if changes(request) and not request.may_change:
        return [Toast(ADMINS_ONLY, is_alert=True) if request.data else Message(ADMINS_ONLY)]
    if request.data:
        return _tapped(request, desk)
    if request.command:
        room = COMMANDS.get(request.command) or _editors_room(EDITORS_COMMANDS, request.command, request, desk)
        if room is None:
            said = escape(line(request.command, 32))
            return [Message(f"There is no /{said} here. /help lists what there is.")] if request.is_private else []
        return room(request, desk)
    return now.typed(request, desk) if request.is_private else []


def _editors_room(rooms: dict[str, Room], name: str, request: Request, desk: Desk) -> Room | None:
    return rooms.get(name) if request.is_private and desk.editors.has(request.chat_id) else None


def _tapped(request: Request, desk: Desk) -> list[Answer]:
    try:
        verb, fields = unpack(request.data)
        room = TAPS.get(verb) or _editors_room(EDITORS_TAPS, verb, request, desk)
        if room is None:
            raise CallbackError("no room answers that")
        return room(fields, request, desk)
    except CallbackError:
        return [Toast(OUT_OF_DATE, is_alert=True)]
