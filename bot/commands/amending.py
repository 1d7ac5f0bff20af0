"""`/correct` and `/retract`: what an editor says of an event that stands in the log already."""

import re

from bot.commands.desk import Desk
from bot.commands.pairs import reason_of, typed
from bot.commands.request import Answer, Request
from bot.editorial import said_of_change
from bot.render.html import clip_html, code, escape
from bot.render.message import Message
from store.errors import NotFoundError

HOW_TO_CORRECT = f"Which event, what, and why? {code('/correct ev-… field=value … reason: …')}"
HOW_TO_RETRACT = f"Which event, and why? {code('/retract ev-… reason')}"

_EVENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,199}")


def correct(request: Request, desk: Desk) -> list[Answer]:
    said = typed(request.text)
    if _EVENT.fullmatch(said.head) is None or not said.changes or not said.reason:
        return [Message(HOW_TO_CORRECT)]
    if said.twice:
        return [Message(escape(f"Nothing was changed: {', '.join(said.twice)} is given more than once."))]
    try:
        outcome = desk.editors.correct(request.chat_id, said.head, said.changes, said.reason, request.now)
    except NotFoundError as error:
        return [Message(escape(f"Nothing was changed: {error}."))]
    return [Message(clip_html(escape(said_of_change(outcome, said.head, "corrected"))))]


def retract(request: Request, desk: Desk) -> list[Answer]:
    event_id, _, reason = request.text.strip().partition(" ")
    reason = reason_of(re.sub(r"^reason\s*[:=]\s*", "", reason.strip(), flags=re.IGNORECASE))
    if _EVENT.fullmatch(event_id) is None or not reason:
        return [Message(HOW_TO_RETRACT)]
    try:
        outcome = desk.editors.retract(request.chat_id, event_id, reason, request.now)
    except NotFoundError as error:
        return [Message(escape(f"Nothing was changed: {error}."))]
    return [Message(clip_html(escape(said_of_change(outcome, event_id, "retracted"))))]
