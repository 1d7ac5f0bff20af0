"""`/queue`, `/publish` and `/reject`: what waits for an editor, and what becomes of it."""

import re
from datetime import datetime

from bot.commands.desk import Desk
from bot.commands.pairs import reason_of, typed
from bot.commands.request import OUT_OF_DATE, Answer, Edit, Request, Toast, edit_of
from bot.editorial import said_of
from bot.render.callbacks import CallbackError, pack, page_of
from bot.render.html import clip_html, code, escape, line
from bot.render.message import Button, Message
from bot.render.queue import (
    PAGE,
    REASONS,
    Card,
    card_message,
    correction_help,
    list_message,
    minute_of,
    publish_question,
    reject_question,
    token,
)
from store.errors import NotFoundError

VALID_MINUTES = 10
TOAST_LONGEST = 200
_FINDING = re.compile(r"fi-[a-z0-9]{4,40}")

HOW_TO_PUBLISH = f"Which one? {code('/publish fi-… field=value …')}; /queue lists what waits."
HOW_TO_REJECT = f"Which one, and why? {code('/reject fi-… reason')}; /queue lists what waits."


def queue(request: Request, desk: Desk) -> list[Answer]:
    """The list; `/queue fi-…` opens a card, `/queue publish …` and `/queue reject …` are the commands of that name."""
    first, _, rest = request.text.strip().partition(" ")
    if first.casefold() == "publish":
        return _publish(rest, request, desk)
    if first.casefold() == "reject":
        return _reject(rest, request, desk)
    if first:
        return [_card(first, request, desk)]
    return [_page(0, request, desk)]


def publish(request: Request, desk: Desk) -> list[Answer]:
    return _publish(request.text, request, desk)


def reject(request: Request, desk: Desk) -> list[Answer]:
    return _reject(request.text, request, desk)


def _publish(text: str, request: Request, desk: Desk) -> list[Answer]:
    said = typed(text)
    if _FINDING.fullmatch(said.head) is None:
        return [Message(HOW_TO_PUBLISH)]
    if said.twice:
        return [Message(escape(f"Nothing was changed: {', '.join(said.twice)} is given more than once."))]
    try:
        outcome = desk.editors.publish(request.chat_id, said.head, said.changes, said.reason, request.now)
    except NotFoundError:
        return [_unknown(said.head)]
    return [Message(clip_html(escape(said_of(outcome))), _onward(said.head, desk, request.now))]


def _reject(text: str, request: Request, desk: Desk) -> list[Answer]:
    first, _, reason = text.strip().partition(" ")
    reason = reason_of(re.sub(r"^reason\s*[:=]\s*", "", reason.strip(), flags=re.IGNORECASE))
    if _FINDING.fullmatch(first) is None or not reason:
        return [Message(HOW_TO_REJECT)]
    try:
        outcome = desk.editors.reject(request.chat_id, first, reason, request.now)
    except NotFoundError:
        return [_unknown(first)]
    return [Message(clip_html(escape(said_of(outcome))), _onward(first, desk, request.now))]


# --- buttons -------------------------------------------------------------------------------------------------------


def page(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 1:
        raise CallbackError("a page needs one field")
    return [edit_of(_page(page_of(fields[0]), request, desk))]


def opened(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    return [_shown(_of(fields, request, desk), request, desk)]


def following(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    card = desk.editors.after(_of(fields, request, desk).id, request.now)
    return [_shown(card, request, desk)] if card else [Toast("Nothing else waits.")]


def correcting(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    card = _of(fields, request, desk)
    return _too_late(card, request, desk) or [edit_of(correction_help(card))]


def asked_to_publish(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    card = _of(fields, request, desk)
    if late := _too_late(card, request, desk):
        return late
    with desk.view(request.chat_id, request.now) as view:
        return [edit_of(publish_question(card, request.chat_id, view))]


def asked_to_reject(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    card = _of(fields, request, desk)
    if late := _too_late(card, request, desk):
        return late
    with desk.view(request.chat_id, request.now) as view:
        return [edit_of(reject_question(card, request.chat_id, view))]


def published(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 3 or not _is_meant("eP", fields, request):
        return [Toast(OUT_OF_DATE, is_alert=True)]
    card = _of(fields[:1], request, desk)
    outcome = desk.editors.publish(request.chat_id, card.id, {}, "", request.now)
    return [_done(said_of(outcome), card, request, desk)]


def rejected(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 4 or fields[3] not in REASONS or not _is_meant("eR", fields, request):
        return [Toast(OUT_OF_DATE, is_alert=True)]
    card = _of(fields[:1], request, desk)
    outcome = desk.editors.reject(request.chat_id, card.id, REASONS[fields[3]], request.now)
    return [_done(said_of(outcome), card, request, desk)]


def _too_late(card: Card, request: Request, desk: Desk) -> list[Answer]:
    """Who decided meanwhile; empty while it waits."""
    said = line(card.decided, TOAST_LONGEST)
    return [Toast(said, is_alert=True), _shown(card, request, desk)] if card.decided else []


def _is_meant(verb: str, fields: tuple[str, ...], request: Request) -> bool:
    """Whether the first tap was this editor's own, and not long ago."""
    if not fields[1].isdecimal() or fields[2] != token(verb, request.chat_id, fields[0]):
        return False
    return 0 <= minute_of(request.now) - int(fields[1]) <= VALID_MINUTES


def _of(fields: tuple[str, ...], request: Request, desk: Desk) -> Card:
    if len(fields) != 1 or _FINDING.fullmatch(fields[0]) is None:
        raise CallbackError("a finding needs one field")
    card = desk.editors.card(fields[0], request.now)
    if card is None:
        raise CallbackError("no such finding waits")
    return card


def _page(number: int, request: Request, desk: Desk) -> Message:
    """A page beyond the last shows the last: what waits grows less while it is worked through."""
    count = desk.editors.count()
    number = min(number, max(0, -(-count // PAGE) - 1))
    cards = desk.editors.page(number, PAGE)
    with desk.view(request.chat_id, request.now) as view:
        return list_message(cards, number, count, view)


def _card(finding_id: str, request: Request, desk: Desk) -> Message:
    card = desk.editors.card(finding_id, request.now) if _FINDING.fullmatch(finding_id) else None
    if card is None:
        return _unknown(finding_id)
    with desk.view(request.chat_id, request.now) as view:
        return card_message(card, view)


def _shown(card: Card, request: Request, desk: Desk) -> Edit:
    with desk.view(request.chat_id, request.now) as view:
        return edit_of(card_message(card, view))


def _done(said: str, card: Card, request: Request, desk: Desk) -> Edit:
    text = f"{escape(line(card.finding.title, 200))}\n\n{escape(said)}"
    return Edit(clip_html(text), _onward(card.id, desk, request.now))


def _onward(finding_id: str, desk: Desk, now: datetime) -> tuple[tuple[Button, ...], ...]:
    """To the next one, where there is one."""
    following_card = desk.editors.after(finding_id, now)
    return ((Button("Next", pack("eo", following_card.id)),),) if following_card else ()


def _unknown(finding_id: str) -> Message:
    return Message(f"No finding “{escape(line(finding_id, 40))}” waits here. /queue lists those that do.")
