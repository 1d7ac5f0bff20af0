"""`/sources` and `/audit`: how well the sources are heard, and whether the log is as it was written."""

from bot.commands.desk import Desk
from bot.commands.request import Answer, Request, edit_of
from bot.render.callbacks import CallbackError, page_of
from bot.render.html import bold
from bot.render.message import Message
from bot.render.oversight import audit_message, sources_message

CHECKED_MOST = 200_000
"""A longer log takes longer to go through than others in the chat should have to wait."""


def sources(request: Request, desk: Desk) -> list[Answer]:
    return [_page(0, request, desk)]


def turn(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 1:
        raise CallbackError("a page needs one field")
    return [edit_of(_page(page_of(fields[0]), request, desk))]


def _page(number: int, request: Request, desk: Desk) -> Message:
    health = desk.health(request.now)
    with desk.view(request.chat_id, request.now) as view:
        return sources_message(health, number, view.zone, request.now)


def audit(request: Request, desk: Desk) -> list[Answer]:
    head = desk.editors.head()
    if head.position > CHECKED_MOST:
        size = bold(f"The log has {head.position} entries")
        return [Message(f"{size}, too many to go through here: run curbwatch audit verify.")]
    audited = desk.editors.verify()
    with desk.view(request.chat_id, request.now) as view:
        zone = view.zone
    return [audit_message(head.position, head.recorded_at, audited.root, audited.entries, audited.problem, zone)]
