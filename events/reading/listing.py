"""The parties that a listing names: cut off from supply, they are no targets themselves."""

import re

from events.reading.cues import Cue
from events.reading.page import Page

_LISTED = re.compile(
    r"entity list|blacklist|export control list|commodities list|sanctions list|unverified list|"
    r"实体清单|黑名单|管制清单|エンティティ・?リスト|엔티티 ?리스트|"
    r"블랙리스트|قائمه الكيانات|القائمه السوداء|"
    r"liste noire|liste des entités|schwarze liste"
)


def listed_in(page: Page, cues: list[Cue]) -> list[tuple[str, int, int]]:
    """Providers named where an act puts somebody on a list."""
    found: dict[str, tuple[str, int, int]] = {}
    text = page.text.folded
    adding = [c for c in cues if c.why == "barred" and _LISTED.search(text, c.start, c.end)]
    for sentence in dict.fromkeys(c.sentence for c in adding):
        for m in page.within(sentence, "provider"):
            if not re.search(r"(?:supplier to|sells to|such as|like|rival) $", text[max(0, m.start - 14) : m.start]):
                found.setdefault(m.ref, (m.ref, m.start, m.end))
    if adding and not found:
        for sentence in page.lead:
            for m in page.within(sentence, "provider"):
                found.setdefault(m.ref, (m.ref, m.start, m.end))
    return list(found.values())
