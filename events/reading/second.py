"""The second reader's question: which documents are worth one, and how a model is asked without obeying them.

The document is data. It stands between two lines that hold a random word which its author could not know, and whatever
comes back is believed only as far as `events.reading.second_answer` finds it in the document itself.
"""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec

from events.acceptance import HISTORY_DAYS, PROSE_BAR
from events.catalog import Catalog
from events.document import Document
from events.finding import Finding
from events.reading.page import open_page
from events.reading.reader import Reading
from events.reading.scope import in_scope
from events.reading.second_schema import SCHEMA, SYSTEM

TITLE_CHARACTERS = 400
TEXT_CHARACTERS = 12_000
"""So much of a document is sent at most; what is news stands at its beginning."""

ANSWER_TOKENS = 4_000
"""So long an answer may be, where the server keeps to what it is asked."""

NEAR_BAR = 0.15
"""Prose of an official source or a provider is read twice where the first reader is so near the bar, or below."""

Why = Literal["unsure", "reported", "silent", ""]
"""Why a document is read a second time: the first reader was unsure; it is only reported; it is about access to AI and
the first reader found nothing in it. Empty: it is not."""

Option = Literal["response_format", "max_tokens", "temperature"]
OPTIONS: tuple[Option, ...] = ("response_format", "max_tokens", "temperature")
"""What a server may refuse to be told; left out from then on."""


def wanted(document: Document, reading: Reading, catalog: Catalog, now: datetime) -> Why:
    """Why the document is to be read a second time; empty for rows of structured sources, for prose of official sources
    and providers that the first reader is sure of, for what is no news, and for what is not about access to AI."""
    if reading.steps and reading.steps[0][0] == "stated":
        return ""
    if document.published_at is not None and now - document.published_at > timedelta(days=HISTORY_DAYS):
        return ""
    prose = [f for f in reading.findings if not _is_structured(f)]
    if any(f.confidence < PROSE_BAR[document.trust] + NEAR_BAR for f in prose):
        return "unsure"
    if prose and document.trust == "reported":
        return "reported"
    if not reading.findings and in_scope(open_page(document, catalog)):
        return "silent"
    return ""


def _is_structured(finding: Finding) -> bool:
    return any(e.field == "kind" and e.basis == "structured" for e in finding.evidence)


def part_sent(document: Document) -> Document:
    """The document as far as it is sent: what a model cannot have seen proves nothing."""
    title, text = document.title[:TITLE_CHARACTERS], document.text[:TEXT_CHARACTERS]
    return msgspec.structs.replace(document, title=title, text=text)


def size_of(document: Document) -> int:
    """How many characters of the document are sent."""
    return min(len(document.title), TITLE_CHARACTERS) + min(len(document.text), TEXT_CHARACTERS)


def question(document: Document, model: str, fence: str, without: Collection[str] = ()) -> bytes:
    """The body of the request, as JSON; `fence` is a random word, `without` are options that the server refuses.

    ValueError where the fence is too short to be random, or stands in the document.
    """
    if len(fence) < 16 or fence in document.title or fence in document.text:
        raise ValueError("the fence must be a random word that the document does not hold")
    options: dict[str, Any] = {
        "temperature": 0,
        "max_tokens": ANSWER_TOKENS,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "findings", "strict": True, "schema": SCHEMA},
        },
    }
    body = {
        "model": model,
        "messages": [
            {"role": "system", "content": SYSTEM.replace("FENCE", fence)},
            {"role": "user", "content": _fenced(document, fence)},
        ],
        **{name: value for name, value in options.items() if name not in without},
    }
    return msgspec.json.encode(body)


def _fenced(document: Document, fence: str) -> str:
    published = document.published_at.date().isoformat() if document.published_at else "unknown"
    sent = part_sent(document)
    cut = "\nThe document goes on; only its beginning is given." if len(document.text) > TEXT_CHARACTERS else ""
    return (
        f"Published: {published}\n<{fence}>\n{_visible(sent.title)}\n\n{_visible(sent.text)}\n</{fence}>{cut}\n"
        "Answer with the JSON object alone."
    )


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\U000e0000-\U000e007f]")


def _visible(text: str) -> str:
    """Without what no reader of the page can see and a model still reads: control and tag characters."""
    return _UNSEEN.sub("", text)


_ADDRESSED = re.compile(
    r"(?:ignore|disregard|forget|override)[^.\n]{0,40}\b(?:instructions?|prompts?|rules)\b"
    r"|(?:system|developer) (?:prompt|message)\s*:|<\|?(?:im_start|system|/?inst)\b|\[/?INST\]"
    r"|\b(?:you are|as) (?:now )?an? (?:ai|language model|assistant)\b"
    r"|忽略[^。\n]{0,20}(?:指令|指示|提示)|(?:指示|命令)を無視|지시(?:를|사항을)? ?무시|تجاهل[^.\n]{0,30}التعليمات"
    r"|ignore[zr]?[^.\n]{0,30}consignes|ignorier\w*[^.\n]{0,40}anweisung",
    re.IGNORECASE,
)


def addressed(document: Document) -> str:
    """The words by which what is sent speaks to programs that read it, to the letter; empty where it does not."""
    sent = part_sent(document)
    for text in (sent.title, sent.text):
        if found := _ADDRESSED.search(text):
            return found.group()
    return ""
