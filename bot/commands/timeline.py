"""`/timeline`: what happened to something, in pages that turn in place."""

import re
from datetime import date, timedelta

from bot.commands.desk import Desk
from bot.commands.naming import known_refs, names_in, suggestions
from bot.commands.now import unknown
from bot.commands.request import Answer, Request, edit_of
from bot.render.callbacks import CallbackError, long, page_of
from bot.render.timeline import ALL, WATCHED, Wanted, timeline_message
from bot.render.view import View

_SINCE = re.compile(
    r"(?:since\s+)?(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?|(?:since\s+)?(\d{1,4})\s?d(?:ays?)?", re.IGNORECASE
)


def timeline(request: Request, desk: Desk) -> list[Answer]:
    health = desk.health(request.now)
    with desk.view(request.chat_id, request.now) as view:
        said, since = _split(request.text, view.today)
        if not said:
            return [timeline_message(_of_watches(view, since), 0, view, health)]
        named = names_in(said, view)
        refs = tuple(dict.fromkeys(ref for n in named for ref in n.refs))
        if refs:
            return [timeline_message(Wanted(refs[:1], refs[0], since), 0, view, health)]
        near = list(dict.fromkeys(ref for n in named for ref in suggestions(n.text, view)))[:6]
    return [unknown(named, near, desk)]


def turn(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    """A page of a timeline: the first one comes as a message of its own, the others in place."""
    if len(fields) not in (2, 3):
        raise CallbackError("a timeline needs two or three fields")
    page, since = page_of(fields[1]), _day(fields[2]) if len(fields) == 3 and fields[2] else None
    health = desk.health(request.now)
    with desk.view(request.chat_id, request.now) as view:
        if fields[0] == WATCHED:
            wanted = _of_watches(view, since)
        elif fields[0] == ALL:
            wanted = Wanted((), ALL, since)
        else:
            ref = long(fields[0], known_refs(view))
            if ref is None:
                raise CallbackError("nothing known was carried")
            wanted = Wanted((ref,), ref, since)
        message = timeline_message(wanted, page, view, health)
    # Under an alert the button has two fields; the alert itself must stay as it is.
    return [message] if len(fields) == 2 else [edit_of(message)]


def _of_watches(view: View, since: date | None) -> Wanted:
    watches = view.subscriber.watches
    return Wanted(watches, WATCHED, since) if watches else Wanted((), ALL, since)


def _split(text: str, today: date) -> tuple[str, date | None]:
    """The name and the day since when: "Anthropic 2026-06", "since 90d"."""
    said = text.strip()
    tokens = said.split()
    for count in (2, 1):
        tail = " ".join(tokens[-count:])
        match = _SINCE.fullmatch(tail)
        if tokens and match is not None:
            since = _since(match, today)
            if since is not None:
                rest = tokens[:-count]
                return " ".join(rest[:-1] if rest and rest[-1].casefold() == "since" else rest), since
    return said, None


def _since(match: re.Match[str], today: date) -> date | None:
    year, month, day, back = match.groups()
    try:
        if back:
            return today - timedelta(days=int(back))
        return date(int(year), int(month or 1), int(day or 1))
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CallbackError("this is no day") from error
