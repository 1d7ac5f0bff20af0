"""The editors' queue in the chat: pages of what waits, a card for each finding, and how to put one right."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.render import words
from bot.render.callbacks import pack
from bot.render.finding import reading
from bot.render.html import bold, clip_html, code, escape, italic, line, link
from bot.render.message import Button, Message, Rows
from bot.render.view import View
from events.document import Document
from events.editing import FIELDS
from events.finding import Finding

PAGE = 5
QUOTE_LONGEST = 160

REASONS = {
    "o": "it is no news of its own",
    "m": "the reader misread it",
    "s": "it is out of scope",
}
"""Why a finding is rejected by a button, by the letter that the button carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding of the queue; `preview` says what publishing it would do, `decided` who decided what of it (empty
    while it waits)."""

    id: str
    finding: Finding
    document: Document
    reason: str
    since: datetime
    preview: str = ""
    decided: str = ""


def waits(count: int) -> str:
    """How many wait, as a sentence without its full stop."""
    return f"{words.plural(count, 'finding waits', 'findings wait')} for an editor"


def list_message(cards: Sequence[Card], page: int, count: int, view: View) -> Message:
    """One page, the oldest first, readable on a phone; a number below opens the finding's card."""
    if not count:
        return Message("Nothing waits for an editor.")
    pages = -(-count // PAGE)
    head = f"{bold(waits(count))}\n{italic('oldest first' + (f'; page {page + 1} of {pages}' if pages > 1 else ''))}"
    first = page * PAGE + 1
    blocks = [head, *(_entry(number, card, view) for number, card in enumerate(cards, first))]
    numbers = tuple(Button(str(number), pack("eo", card.id)) for number, card in enumerate(cards, first))
    turns = []
    if page:
        turns.append(Button("« Older", pack("eq", page - 1)))
    if page + 1 < pages:
        turns.append(Button("Newer »", pack("eq", page + 1)))
    return Message(clip_html("\n\n".join(blocks)), tuple(row for row in (numbers, tuple(turns)) if row))


def _entry(number: int, card: Card, view: View) -> str:
    document = card.document
    where = f"{document.publisher or document.source or 'a document'} ({words.TRUST[document.trust]})"
    return "\n".join(
        [
            f"{bold(f'{number}. {card.finding.kind}')}: {escape(line(card.finding.title, 140))}",
            escape(line(f"Waits: {card.reason}", 200)),
            italic(line(f"{where} · {ago(view.now - card.since)}", 120)),
        ]
    )


def card_message(card: Card, view: View) -> Message:
    """The reading with what proves it, and what can be done about it."""
    finding = card.finding
    blocks = [
        f"{bold(f'A {finding.kind}?')} {escape(line(finding.title, 200))}\n{code(card.id)}",
        escape(line(f"It waits: {card.reason}.", 400)),
        "\n".join([bold(f"The reading, {finding.confidence:.0%} sure"), *_fields(card, view)]),
        _document(card, view),
    ]
    if card.decided:
        return Message(clip_html("\n\n".join([*blocks, bold(card.decided)])), ((_next(card),),))
    blocks.append(italic(card.preview))
    return Message(clip_html("\n\n".join(blocks)), _choices(card))


def _fields(card: Card, view: View) -> list[str]:
    told: list[str] = []
    shown: set[str] = set()
    for name, value, quotes in reading(card.finding, view.catalog):
        told.append(f"{code(name)} {escape(line(value, 300))}")
        for quote in quotes:
            said = line(quote, QUOTE_LONGEST)
            told += [f"    “{escape(said)}”"] if said not in shown else []
            shown.add(said)
    return told


def _document(card: Card, view: View) -> str:
    document = card.document
    name = line(document.publisher or document.source or "the document", 80)
    lines = [f"{bold('The document')}: {link(document.url, name)} ({words.TRUST[document.trust]})"]
    if document.published_at:
        lines.append(escape(f"Published {words.hour(document.published_at, view.zone)}."))
    lines.append(escape(f"Waits since {words.hour(card.since, view.zone)}, {ago(view.now - card.since)}."))
    return "\n".join(lines)


def _choices(card: Card) -> Rows:
    return (
        (Button("Publish", pack("ep", card.id)), Button("Correct", pack("ec", card.id))),
        (Button("Reject", pack("er", card.id)), _next(card)),
    )


def _next(card: Card) -> Button:
    return Button("Next", pack("en", card.id))


def publish_question(card: Card, chat_id: int, view: View) -> Message:
    """The second step of publishing, good for ten minutes and for this editor only."""
    said = f"{bold('Publish it as it was read?')}\n{escape(line(card.finding.title, 200))}\n\n"
    sure = Button("Yes, publish", pack("eP", card.id, minute_of(view.now), token("eP", chat_id, card.id)))
    return Message(said + italic(card.preview), ((sure,), (_back(card),)))


def reject_question(card: Card, chat_id: int, view: View) -> Message:
    """The second step of rejecting asks why, since that is what the reader can learn from."""
    said = f"{bold('Reject it, and why?')}\n{escape(line(card.finding.title, 200))}\n\n"
    said += italic("A rejected finding never comes back.") + f"\nIn your own words: {code(f'/reject {card.id} …')}"
    made = token("eR", chat_id, card.id)
    rows = tuple(
        (Button(why[:1].upper() + why[1:], pack("eR", card.id, minute_of(view.now), made, letter)),)
        for letter, why in REASONS.items()
    )
    return Message(said, (*rows, (_back(card),)))


def _back(card: Card) -> Button:
    return Button("« Back", pack("eo", card.id))


def minute_of(at: datetime) -> int:
    return int(at.timestamp() // 60)


def token(verb: str, chat_id: int, finding_id: str) -> str:
    """What ties a second tap to the editor who made the first."""
    return hashlib.blake2s(f"{verb}\n{chat_id}\n{finding_id}".encode(), digest_size=6).hexdigest()


def correction_help(card: Card) -> Message:
    """How to publish it with corrections: a line to copy, and what can be put right."""
    finding = card.finding
    now = [f"targets={','.join(finding.targets)}"] if finding.targets else []
    now += [f"effective_on={finding.effective_on.isoformat()}"] if finding.effective_on else []
    line_ = " ".join(["/publish", card.id, *(now or ["targets=…"])])
    blocks = [
        f"{bold('Publish it with corrections')}\n{escape(line(finding.title, 200))}",
        f"Send in one message what is wrong with it, in any number of fields:\n{code(line_)}",
        f"Fields: {escape(', '.join(FIELDS))}.",
        f"Several ids stand with commas between them, days as 2026-06-12; {code('barred=')} takes a value away.",
        f"Add {code('reason: …')} for the record.",
        italic("It is published at once."),
    ]
    return Message(clip_html("\n\n".join(blocks)), ((_back(card), _next(card)),))


def ago(span: timedelta) -> str:
    """In one unit: 40 min, 3 h, 12 d."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} d ago"
