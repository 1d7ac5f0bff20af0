"""`/why`, in reply to an alert or with its id: the whole chain; and what an alert stands on, for whoever doubts it."""

import re

from bot.commands.desk import Desk
from bot.commands.request import Answer, Request, edit_of
from bot.render.callbacks import CallbackError, page_of
from bot.render.html import escape, line
from bot.render.message import Message
from bot.render.why import why_message, wrong_message

_ALERT = re.compile(r"al-[a-z0-9]{4,40}")
NOT_YOURS = "I know no such alert in this chat. Reply to an alert with /why, or send /why alone for the latest one."


def why(request: Request, desk: Desk) -> list[Answer]:
    said = request.text.strip()
    if said:
        if _ALERT.fullmatch(said) is None:
            return [Message(f"“{escape(line(said, 40))}” is no id of an alert. {NOT_YOURS}")]
        return _told(desk.alerts_beside(request.chat_id, said), said, request, desk)
    if request.reply_to is not None:
        return _told(desk.alerts_in_message(request.chat_id, request.reply_to), "", request, desk)
    return _told(desk.latest_alerts(request.chat_id), "", request, desk)


def tapped(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    """*Why me* under an alert sends a new message; the parts of that one turn in place."""
    if len(fields) != 2 or _ALERT.fullmatch(fields[0]) is None:
        raise CallbackError("an alert needs two fields")
    alerts = desk.alerts_beside(request.chat_id, fields[0])
    if fields[0] not in alerts:
        raise CallbackError("that alert belongs to another chat, or is gone")
    answer = _told(alerts, fields[0], request, desk)
    page_of(fields[1])
    return answer


def turn(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    return [edit_of(a) if isinstance(a, Message) else a for a in tapped(fields, request, desk)]


def wrong(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 1 or _ALERT.fullmatch(fields[0]) is None:
        raise CallbackError("an alert needs one field")
    alerts = desk.alerts_beside(request.chat_id, fields[0])
    traces = [trace for alert in alerts if (trace := desk.trace(request.chat_id, alert)) is not None]
    if not traces:
        raise CallbackError("that alert belongs to another chat, or is gone")
    with desk.view(request.chat_id, request.now) as view:
        return [wrong_message([trace.event for trace in traces], view)]


def _told(alerts: tuple[str, ...], first: str, request: Request, desk: Desk) -> list[Answer]:
    shown = first or (alerts[0] if alerts else "")
    trace = desk.trace(request.chat_id, shown) if shown in alerts else None
    if trace is None:
        return [Message(NOT_YOURS)]
    with desk.view(request.chat_id, request.now) as view:
        return [why_message(trace, alerts, alerts.index(shown), view)]
