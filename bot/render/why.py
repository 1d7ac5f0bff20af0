"""The chain behind one alert: your watch, the tie, the act, the document with its words, the log, the deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.render import words
from bot.render.callbacks import pack
from bot.render.html import bold, clip_html, code, escape, italic, line, link
from bot.render.message import Button, Message
from bot.render.reasons import because
from bot.render.sentences import event_line
from bot.render.sourcing import disputes, is_confirmed, publisher, sources_of
from bot.render.view import View
from events.impact import Touch
from events.vocabulary import Source, World

QUOTES_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One attempt to deliver: `verdict` is what came of it, empty while nothing is known."""

    begun_at: datetime
    is_repeat: bool = False
    verdict: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """All that is kept of one alert: the decision, where the event stands in the log, and the attempts to tell it."""

    alert: str
    event: World
    touch: Touch
    decided_at: datetime
    state: str
    reason: str = ""
    position: int = 0
    leaf: str = ""
    recorded_at: datetime | None = None
    tries: tuple[Try, ...] = ()


def why_message(trace: Trace, others: Sequence[str], index: int, view: View) -> Message:
    """The page of `/why`; `others` are the alerts told in the same message, of which this is number `index`."""
    event = trace.event
    blocks = [
        f"{bold('Why you were told')}\n{escape(line(event_line(event, view.catalog), 300))}.",
        _about_you(trace, view),
        _act(event, view),
        *(_document(source, view) for source in sources_of(event, view)[:3]),
        *disputes([event], view),
        _record(trace, view),
        _deliveries(trace, view),
    ]
    return Message(clip_html("\n\n".join(blocks)), _turn(others, index))


def _about_you(trace: Trace, view: View) -> str:
    lines = [bold("1. You")]
    lines += [escape(f"{clause[:1].upper()}{clause[1:]}.") for clause in because([trace.touch], trace.event, view)]
    if view.country:
        lines.append(escape(f"You said that you work in {words.country(view.country, view.catalog)}."))
    if trace.touch.assumed:
        taken = words.assumed(trace.touch.assumed, view.catalog)
        lines.append(escape(f"Taken for granted: you are {taken}."))
    lines += [escape(words.question(p, view.catalog)) for p in trace.touch.ask]
    touch = trace.touch
    lines.append(escape(f"So: {_WHAT[touch.what]}; {touch.severity}, {_HOW[touch.directness]}."))
    return "\n".join(lines)


_WHAT = {
    "lost": "it is barred or off for you",
    "limited": "it is limited for you",
    "may-lose": "your profile cannot decide it",
    "part-lost": "a part of what you watch is hit",
    "proposed": "it is proposed and does not bind",
    "regained": "you get it back",
    "eased": "it is less barred than before",
    "not-included": "it was eased for others",
    "retiring": "it is being retired",
    "rival": "it is pitched against what you watch",
    "own-launch": "it is new from what you watch",
    "milestone": "a date came that was set before",
    "supply": "the supply of its maker is hit, not your access",
    "elsewhere": "it happened where you look",
}
_HOW = {
    "direct": "directly",
    "origin": "by origin",
    "dependency": "by dependency",
    "hardware": "by hardware",
    "supply": "by supply",
}


def _act(event: World, view: View) -> str:
    lines = [bold("2. The act"), escape(f"Happened: {words.when_acted(event, view.zone)}.")]
    if event.effective_on:
        lines.append(escape(f"Applies from: {words.when(event, view.zone)}."))
    if event.effective_until:
        lines.append(escape(f"Until: {words.day(event.effective_until)}, unless extended."))
    sure = "Confirmed" if is_confirmed(event, view) else "Unconfirmed: only reported so far"
    lines.append(escape(f"{sure}; the reader was {event.reader_confidence:.0%} sure of its words."))
    if (judged := view.state.judged.get(event.finding)) is not None:
        put_right = f", with {words.listing(judged.changes)} put right" if judged.changes else ""
        lines.append(escape(f"It waited for an editor, who let it in{put_right}."))
    lines.append(f"Event {code(event.id)}")
    return "\n".join(lines)


def _document(source: Source, view: View) -> str:
    lines = [f"{bold('3. The document')}: {link(source.url, publisher(source))} ({words.TRUST[source.trust]})"]
    if source.published_at:
        lines.append(escape(f"Published {words.hour(source.published_at, view.zone)}."))
    if source.observed_at:
        lines.append(escape(f"Read {words.hour(source.observed_at, view.zone)}."))
    quotes = dict.fromkeys(line(quote, 200) for quote in source.quotes.values())
    lines += [f"“{escape(quote)}”" for quote in list(quotes)[:QUOTES_MOST]]
    if source.document:
        lines.append(code(source.document))
    return "\n".join(lines)


def _record(trace: Trace, view: View) -> str:
    lines = [bold("4. The record")]
    if trace.position:
        at = f", written {words.hour(trace.recorded_at, view.zone)}" if trace.recorded_at else ""
        lines.append(escape(f"Entry {trace.position} of the log{at}. Its leaf:"))
        lines.append(code(trace.leaf))
    lines.append(escape(f"Decided {words.hour(trace.decided_at, view.zone)}."))
    lines.append(f"Alert {code(trace.alert)}")
    return "\n".join(lines)


def _deliveries(trace: Trace, view: View) -> str:
    lines = [bold("5. The message")]
    for number, attempt in enumerate(trace.tries, 1):
        again = ", marked as a possible repeat" if attempt.is_repeat else ""
        came = _CAME.get(attempt.verdict, attempt.verdict or "no answer yet")
        lines.append(escape(f"Try {number}, {words.hour(attempt.begun_at, view.zone)}{again}: {came}."))
    if not trace.tries:
        why = f": {trace.reason}" if trace.reason else ""
        lines.append(escape(f"Not sent so far ({trace.state}{why})."))
    return "\n".join(lines)


_CAME = {
    "delivered": "delivered",
    "try-later": "Telegram asked to wait",
    "moved": "the group had moved",
    "gone": "the chat could not be reached",
    "broken": "Telegram refused the message",
    "unknown": "no answer came, so it may have arrived",
}


def _turn(others: Sequence[str], index: int) -> tuple[tuple[Button, ...], ...]:
    if len(others) < 2:
        return ()
    buttons = [
        Button(f"{'• ' if at == index else ''}Part {at + 1}", pack("Y", alert, at)) for at, alert in enumerate(others)
    ]
    return tuple(tuple(buttons[at : at + 4]) for at in range(0, min(len(buttons), 16), 4))


def wrong_message(events: Sequence[World], view: View) -> Message:
    """What an alert stands on, for somebody who doubts it, and what they can do."""
    blocks = [bold("Is something wrong?"), "This is what the message stands on:"]
    for event in events:
        blocks.append(escape(line(event_line(event, view.catalog), 300)) + ".")
        blocks += [
            _document(source, view).replace("3. The document", "Document") for source in sources_of(event, view)[:2]
        ]
    blocks.append(
        italic(
            "If the words above do not say that, the people who run this bot can correct the record; "
            "give them the event's id. A correction then changes the message that you have."
        )
    )
    blocks += [f"Event {code(event.id)}" for event in events]
    return Message(clip_html("\n\n".join(blocks)))
