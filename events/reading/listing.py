"""The parties that a listing names: cut off from supply, they are no targets themselves."""

import re

from events.reading.cues import Cue
from events.reading.naming import Named
from events.reading.page import Page
from events.terms import slug

_LISTED = re.compile(
    r"strategic (?:high-tech|goods)|list of (?:[a-z-]+ ){1,5}entities|高科技货品(?:实体)?(?:管理)?名单|"
    r"实体(?:管理)?名单|不可靠实体|"
    r"entity list|blacklist|export control list|commodities list|sanctions list|unverified list|"
    r"实体清单|黑名单|管制清单|エンティティ・?リスト|엔티티 ?리스트|"
    r"블랙리스트|قائمه الكيانات|القائمه السوداء|"
    r"liste noire|liste des entités|schwarze liste"
)


def listed_in(page: Page, cues: list[Cue]) -> list[tuple[str, int, int]]:
    """Providers named where an act puts somebody on a list."""
    found: dict[str, tuple[str, int, int]] = {}
    text = page.text.folded
    adding = [
        c for c in cues if c.why in ("barred", "judged") and _LISTED.search(text, c.sentence.start, c.sentence.end)
    ]
    for sentence in dict.fromkeys(c.sentence for c in adding):
        for m in page.within(sentence, "provider"):
            if not re.search(r"(?:supplier to|sells to|such as|like|rival) $", text[max(0, m.start - 14) : m.start]):
                found.setdefault(m.ref, (m.ref, m.start, m.end))
    if adding and not found:
        for sentence in page.prose():
            if _NAMING.search(page.of(sentence)):
                found |= {
                    m.ref: (m.ref, m.start, m.end) for m in page.within(sentence, "provider") if m.ref not in found
                }
    if adding and not found:
        for sentence in page.lead:
            for m in page.within(sentence, "provider"):
                found.setdefault(m.ref, (m.ref, m.start, m.end))
    return list(found.values())


_NAMING = re.compile(
    r"(?<![a-z])(?:among them|includ(?:es?|ing)|namely|are added|were added|subsidiar\w+|companies:|entities are|"
    r"the following|"
    r"darunter|dont|parmi)(?![a-z])|包括|其中|点名|含まれ|포함|من بينها|ومنها"
)


def is_listing(page: Page) -> bool:
    """Whether the title, or the first sentence of a text without any, says that somebody is put on a list."""
    head = page.title or next(page.prose(), None)
    return head is not None and bool(_LISTED.search(page.of(head)) and _ADDED.search(page.of(head)))


_ADDED = re.compile(r"(?<![a-z])add(?:s|ed|ing|itions?)?(?![a-z])|列入|追加|추가|ajout\w+|hinzu\w*|اضاف\w*|ادراج")
_COMPANY = re.compile(
    r"(?<![\w-])(?:[A-Z][\w&'-]*,? ){1,6}?(?:\([A-Z]\w+\) ?)?(?:Co\\b|Ltd|Inc|Corp|Corporation|Technolog(?:y|ies)|"
    r"Computing|Institute|"
    r"Cent(?:er|re)|Research|Design|Compute|Systems|Services|FZ-LLC|Semiconductors?|Electronics|Group|Tensor|Limited|"
    r"Intelligence)(?![\w-])"
    r"(?: \([A-Z]\w+\))?(?! of (?:[A-Z]|the ))"
)
_KNOWN = frozenset(("provider", "issuer", "hardware"))
_NO_COMPANY = re.compile(
    r"(?i)bureau|department|industry and security|federal|register|end-user|regulations|commerce|review committee|"
    r"export|national|"
    r"foundation model|advanced computing|united states|country|^(?:the|this|data|additions?|entity|supplement|people)"
)


_REMOVED = re.compile(
    r"(?<![a-z])(?:remov\w+|delet\w+|delist\w*|taken off|strik\w+|retir\w+|radi\w+|streich\w+)(?![a-z])|移出|移除|"
    r"削除|삭제|제외"
)


def parties(page: Page, *, taken_off: bool) -> list[Named]:
    """Companies that the catalogue lacks, in a text that puts somebody on a list or takes them off it.

    Where one text does both, those of the sentences that say which.
    """
    both = [s for s in page.prose() if _REMOVED.search(page.of(s))]
    adds = any(_ADDED.search(page.of(s)) for s in page.prose() if s not in both)
    if not any(_LISTED.search(page.of(s)) for s in page.lead):
        return []
    found: dict[str, Named] = {}
    for m in _COMPANY.finditer(page.text.cased):
        name = m.group().rstrip(" ,")
        known = any(o.start < m.end() and m.start() < o.end and o.kind in _KNOWN for o in page.mentions)
        if known or _NO_COMPANY.search(name):
            continue
        if both and adds and (page.sentence_at(m.start()) in both) != taken_off:
            continue
        found.setdefault(slug(name), Named(slug(name), name, m.start(), m.end(), True))
    return list(found.values())[:12]
