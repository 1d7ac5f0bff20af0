"""Which names a notice of retirement means: ids without a number, and those that "they" stands for."""

import re
from collections import Counter

from events.reading.naming import Named, named
from events.reading.page import Page
from events.reading.sentences import Sentence

_ANY_ID = re.compile(r"(?<![\w./-])[a-z]{3,}(?:-[a-z0-9.]*[a-z0-9])+")
_PLAIN_ID = re.compile(r"(?<![\w./-])([a-z]{3,})(?:-[a-z]{2,}[0-9]*){1,3}(?![\w-])")


def family_ids(page: Page, places: list[Sentence]) -> tuple[Named, ...]:
    """On a provider's own page, ids without a number that share their first part with others ("luminous-base")."""
    if not page.home:
        return ()
    shared = Counter(whole.split("-")[0] for whole in set(_ANY_ID.findall(page.text.cased)))
    return tuple(
        named(page, page.quote(*m.span()), page.home, *m.span(), code=True)
        for s in places
        for m in _PLAIN_ID.finditer(page.text.cased, s.start, s.end)
        if shared[m.group(1)] > 1
    )


_THEY = re.compile(r"(?:they|these|both|sie|diese|beide|ils|elles|ceux-ci|これら|それら|两者|它们|이들)(?![a-z])")


def spoken_of(page: Page, sentence: Sentence, models: tuple[Named, ...]) -> list[Named]:
    """The models of the sentence before, where this one goes on with "they" and names none itself."""
    before = next((s for s in page.sentences if s.index == sentence.index - 1 and s.form == sentence.form), None)
    here = [m for m in models if sentence.start <= m.start and m.end <= sentence.end]
    if before is None or here or not goes_on(page, sentence):
        return []
    return [m for m in models if before.start <= m.start and m.end <= before.end]


def goes_on(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence speaks on of what the one before it named."""
    return bool(_THEY.match(page.of(sentence)))
