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
        for sentence in page.lead:
            for m in page.within(sentence, "provider"):
                found.setdefault(m.ref, (m.ref, m.start, m.end))
    return list(found.values())


_COMPANY = re.compile(
    r"(?<![\w-])(?:[A-Z][\w&'-]*,? ){1,6}?(?:\([A-Z]\w+\) ?)?(?:Co\\b|Ltd|Inc|Corp|Corporation|Technolog(?:y|ies)|"
    r"Computing|Institute|"
    r"Cent(?:er|re)|Research|Design|Compute|Systems|Services|FZ-LLC|Semiconductors?|Electronics|Group|Tensor|Limited|Intelligence)(?![\w-])"
    r"(?: \([A-Z]\w+\))?(?! of (?:[A-Z]|the ))"
)
_NO_COMPANY = re.compile(
    r"(?i)bureau|department|industry and security|federal|register|end-user|regulations|commerce|review committee|"
    r"export|national|"
    r"foundation model|advanced computing|united states|^(?:the|this|data|additions?|entity|supplement|people)"
)


def parties(page: Page) -> list[Named]:
    """Companies that the catalogue lacks, in a text that puts somebody on a list or takes them off it."""
    if not any(_LISTED.search(page.of(s)) for s in page.lead):
        return []
    found: dict[str, Named] = {}
    for m in _COMPANY.finditer(page.text.cased):
        name = m.group().rstrip(" ,")
        if _NO_COMPANY.search(name) or page.names(m.start(), m.end(), "provider", "issuer", "hardware"):
            continue
        found.setdefault(slug(name), Named(slug(name), name, m.start(), m.end(), True))
    return list(found.values())[:12]
