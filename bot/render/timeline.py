"""The timeline in pages: what happened to a thing, the newest first, one sentence each."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.render import words
from bot.render.callbacks import pack, short
from bot.render.html import bold, clip_html, escape, italic, line
from bot.render.message import Button, Message
from bot.render.sentences import event_line
from bot.render.sourcing import publisher, sources_of
from bot.render.stale import Health, silence_line
from bot.render.view import View
from events.terms import TermError, provider_of
from events.vocabulary import Launched, Restricted, World, kind_of

PAGE = 6
WATCHED, ALL = "*", "."


class Wanted(NamedTuple):
    """What a timeline is of: ids (none: everything), and since when; `asked` is how a button names them."""

    refs: tuple[str, ...]
    asked: str
    since: date | None = None


def concerns(event: World, ref: str) -> bool:
    """Whether an event belongs on the timeline of a thing: its object, its maker, its authority, its topic, a rival."""
    named = {*event.targets, *event.topics, event.issuer, event.jurisdiction}
    if isinstance(event, Restricted):
        named.update(event.listed)
    if isinstance(event, Launched):
        named.update(rival for claim in event.rivals for rival in claim.rival_of)
        named.update(part for dependency in event.dependencies for part in dependency.on)
    if ref in named:
        return True
    try:
        owner = provider_of(ref)
    except TermError:
        return False
    if owner == ref:
        return any(target.startswith(f"{ref}/") for target in event.targets)
    return owner in event.targets and owner is not None


def selected(wanted: Wanted, view: View) -> list[World]:
    """The events of a timeline, the newest first; of one day, the one recorded last comes first."""
    found = [
        event
        for event in reversed(view.state.world.values())
        if (wanted.since is None or event.happened_on >= wanted.since)
        and (not wanted.refs or any(concerns(event, ref) for ref in wanted.refs))
    ]
    return sorted(found, key=lambda event: event.happened_on, reverse=True)


def timeline_message(wanted: Wanted, page: int, view: View, sources: Sequence[Health] = ()) -> Message:
    """One page; a page beyond the last shows the last. It ends with the sources that are not heard."""
    events = selected(wanted, view)
    pages = max(1, -(-len(events) // PAGE))
    page = min(page, pages - 1)
    blocks = [_head(wanted, len(events), page, pages, view)]
    blocks += [_entry(event, view) for event in events[page * PAGE : (page + 1) * PAGE]]
    if not events:
        blocks.append("Nothing is recorded. That is not the same as nothing having happened: /now shows the sources.")
    if silence := silence_line(sources, wanted.refs):
        blocks.append(italic(silence))
    return Message(clip_html("\n\n".join(blocks)), _turn(wanted, page, pages))


def _head(wanted: Wanted, count: int, page: int, pages: int, view: View) -> str:
    if wanted.asked == WATCHED and wanted.refs:
        what = "what you watch"
    else:
        what = words.shortened(view.names(wanted.refs), 3) if wanted.refs else "everything recorded"
    since = f" since {words.day(wanted.since)}" if wanted.since else ""
    told = f"{words.plural(count, 'event')}, newest first" + (f"; page {page + 1} of {pages}" if pages > 1 else "")
    return f"{bold(f'Timeline of {line(what, 120)}{since}')}\n{italic(told)}"


def _entry(event: World, view: View) -> str:
    marks: list[str] = [kind_of(event)]
    if not view.state.is_confirmed(event):
        marks.append("unconfirmed")
    if event.id in view.state.disputes:
        marks.append("disputed")
    if told := sources_of(event, view):
        marks.append(publisher(told[0]))
    date_line = bold(words.when_acted(event, view.zone))
    said = escape(line(event_line(event, view.catalog), 300))
    return f"{date_line}\n{said}.\n{italic(' · '.join(marks))}"


def _turn(wanted: Wanted, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    since = wanted.since.isoformat() if wanted.since else ""
    named = wanted.asked if wanted.asked in (WATCHED, ALL) else short(wanted.asked)
    buttons = []
    if page > 0:
        buttons.append(Button("« Newer", pack("t", named, page - 1, since)))
    if page + 1 < pages:
        buttons.append(Button("Older »", pack("t", named, page + 1, since)))
    return (tuple(buttons),) if buttons else ()


def lines(events: Sequence[World], view: View) -> list[str]:
    """The same in plain text, oldest first, for the terminal: one line an event."""
    return [
        f"{event.happened_on.isoformat()}  {kind_of(event):11}  {event_line(event, view.catalog)}" for event in events
    ]
