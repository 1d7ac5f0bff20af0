"""A second act in a text that tells one: whether sentences of its own speak for it."""

import re
from collections.abc import Iterable

from events.finding import Finding
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern
from events.terms import Kind

_LABEL_NEW = pattern(
    r"[ *_#>•·-]*(?:new(?: model)?s?|added|released|launched|neu(?:es modell)?|hinzugefügt|nouveau(?:té|x)?|ajouté|"
    r"新增|新模型|上线|新規|追加|新モデル|신규|추가|جديد)[*_]{0,2} ?[:：—–-]?[*_]{0,2} ",
)
_IS_OUT = pattern(
    r"(?<![a-z])(?:is|are|goes|went) (?:now )?(?:out|live|here|generally available|available|on our api|"
    r"out of beta)(?![a-z])|"
    r"(?<![a-z])(?:ist|sind|steht|stehen) .{0,60}(?:verfügbar|bereit)|(?<![a-z])est (?:désormais )?(?:disponible|"
    r"en ligne)|"
    r"提供を.{0,50}開始|開始いたします|متاح|正式上线|已上线"
)

_IS_CLOSED = re.compile(
    r"(?<![a-z])(?:will be|are being|is being|to be) (?:closed|switched off|shut (?:down|off)|turned off|"
    r"taken offline|removed)"
    r"(?![a-z])|(?<![a-z])(?:wird|werden) .{0,80}(?:abgeschaltet|entfernt|eingestellt)|"
    r"(?<![a-z])(?:sera|seront) (?:fermée?s?|coupée?s?|désactivée?s?|retirée?s?)|将(?:下线|停用|关闭)|停止します|"
    r"종료됩니다"
)


def begins(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence says that something new can be had, and nothing of an end."""
    text = page.text.folded
    if _LABEL_NEW.match(text, sentence.start, sentence.end):
        return True
    if page.words.withdraw.search(text, sentence.start, sentence.end):
        return False
    return any(p.search(text, sentence.start, sentence.end) for p in (page.words.launch, _IS_OUT))


def ends(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence says that something goes, and nothing of what is new."""
    text = page.text.folded
    if page.words.launch.search(text, sentence.start, sentence.end):
        return False
    return any(p.search(text, sentence.start, sentence.end) for p in (page.words.withdraw, _IS_CLOSED))


def of_its_own(page: Page, kind: Kind, sentences: Iterable[Sentence], first: Iterable[Finding]) -> tuple[Sentence, ...]:
    """Of the sentences that speak for a second kind, those that no finding of the first kind was read in."""
    speaks = {"launch": begins, "withdrawal": ends}.get(kind)
    quotes = [
        e.quote for f in first for e in f.evidence if e.basis == "quote" and e.field in ("kind", "act") and e.quote
    ]
    kept = []
    for sentence in sentences:
        if sentence.form == "title" or (speaks is not None and not speaks(page, sentence)):
            continue
        words = page.quote(sentence.start, sentence.end)
        if not any(quote in words or words in quote for quote in quotes):
            kept.append(sentence)
    return tuple(kept)


def apart(found: Iterable[Finding], first: Iterable[Finding]) -> list[Finding]:
    """Those findings whose targets no finding of the first kind has: one text rarely does two things to one of them."""
    taken = {t for f in first for t in f.targets}
    return [f for f in found if f.targets and not taken & set(f.targets)]


def others(models: tuple[Named, ...], first: Iterable[Finding]) -> tuple[Named, ...]:
    """The models of a text without those that the first act is about."""
    taken = {t for f in first for t in f.targets}
    return tuple(m for m in models if m.ref not in taken)
