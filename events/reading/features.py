"""What of a text a judgement rests on: its words in every place, with names, days and numbers by their sort alone.

"Italy blocks DeepSeek from Thursday" is read as "§j blocks §m from §d", so that what was learnt of one country and one
model holds of every other. A feature's first letter says where it stands: `t` in the title, `l` in the first two
sentences, `a` anywhere, `s` for a fact of the whole text. After it come words as they are, or `w:` and a sort of word
that the lists of `words` know (so that one language learns from the others), `k:` and a sort of name, `x:` and a
concept of the lexicon, `p:` and two of these in one sentence, `c:` and what the cues made of it, `f:` and the form of
the sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from events.reading.concepts import find_concepts
from events.reading.cues import Cue
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence

_SORTS = {
    "model": "§m",
    "provider": "§p",
    "hardware": "§h",
    "jurisdiction": "§j",
    "issuer": "§i",
    "class": "§c",
    "topic": "§t",
    "group": "§g",
    "list": "§g",
}
_TOKEN = re.compile(
    r"§\w|\d+(?:[.,:]\d+)*|[a-zà-ÿа-яё']+|[\u0620-\u064a]+|[\uac00-\ud7a3]+|[\u3040-\u30ff\u4e00-\u9fff]|[?!%$€£#|`]"
)
_SORTS_OF_WORDS = (
    "bar",
    "free",
    "off",
    "back",
    "launch",
    "withdraw",
    "propose",
    "talk",
    "begin",
    "recalled",
    "denied",
    "reported",
    "undoing",
    "impose",
    "undo",
    "grant",
    "bars",
    "access",
    "limited",
    "foreign",
    "chips",
    "model",
    "rival",
)
_STEM = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence and the features that stand in it."""

    sentence: Sentence
    features: frozenset[str]


def told(page: Page, models: tuple[Named, ...], cues: tuple[Cue, ...]) -> tuple[Told, ...]:
    """The sentences of a text with their features, in order."""
    first = {s.index for s in list(page.prose())[:2]}
    concepts = _by_sentence(page)
    by_cue: dict[int, set[str]] = {}
    for cue in cues:
        by_cue.setdefault(cue.sentence.index, set()).add(f"c:{cue.direction}:{_told_how(cue)}")
    found = []
    for sentence in page.sentences:
        meant = sorted({*(f"k:{m.kind}" for m in page.within(sentence)), *concepts.get(sentence.index, ())})
        words = {*_grams(page, sentence, models), *_sorts_of_words(page, sentence), *meant, f"f:{sentence.form}"}
        words |= by_cue.get(sentence.index, set())
        words |= {f"p:{one}+{other}" for one, other in combinations(meant, 2)}
        zones = "at" if sentence.form == "title" else "al" if sentence.index in first else "a"
        found.append(Told(sentence, frozenset(zone + word for zone in zones for word in words)))
    return tuple(found)


def _by_sentence(page: Page) -> dict[int, set[str]]:
    """The concepts of each sentence."""
    starts = [s.start for s in page.sentences]
    found: dict[int, set[str]] = {}
    for concept in find_concepts(page.text.folded, page.language):
        place = bisect_right(starts, concept.start) - 1
        if place >= 0 and concept.end <= page.sentences[place].end:
            found.setdefault(page.sentences[place].index, set()).add(f"x:{concept.name}")
    return found


def facts(page: Page, genre: str, doubt: str, *, in_scope: bool) -> frozenset[str]:
    """Features of the whole text: its language and sort, and whose page it is."""
    said = {f"s:language:{page.language}"}
    said |= {f"s:genre:{genre}"} if genre else set()
    for name, holds in (("own page", page.home), ("doubt", doubt), ("out of scope", not in_scope)):
        said |= {f"s:{name}"} if holds else set()
    return frozenset(said)


def _told_how(cue: Cue) -> str:
    """`news`, or the sort of reason why it is none, without the words that gave it away."""
    return re.sub(r" \(.*| of \d.*", "", cue.setting) if cue.setting else "news"


def _sorts_of_words(page: Page, sentence: Sentence) -> Iterator[str]:
    for name in _SORTS_OF_WORDS:
        if getattr(page.words, name).search(page.text.folded, sentence.start, sentence.end):
            yield f"w:{name}"


def _grams(page: Page, sentence: Sentence, models: tuple[Named, ...]) -> Iterator[str]:
    """Runs of up to three words (four letters, where words are not set apart), as written and by their stems."""
    found = _TOKEN.findall(_plain(page, sentence, models))
    tokens = ["§n" if token[0].isdigit() else token for token in found]
    stems = [token[:_STEM] + "-" if len(token) > _STEM else token for token in tokens]
    longest = 3 if page.words.spaced else 4
    for n in range(1, longest + 1):
        for i in range(len(tokens) - n + 1):
            yield " ".join(tokens[i : i + n])
            if n < longest:
                yield " ".join(stems[i : i + n])


def _plain(page: Page, sentence: Sentence, models: tuple[Named, ...]) -> str:
    """The sentence with every name and day replaced by its sort."""
    spans = [(m.start, m.end, "§m") for m in models if sentence.start <= m.start and m.end <= sentence.end]
    spans += [(m.start, m.end, _SORTS.get(m.kind, "§x")) for m in page.within(sentence)]
    spans += [(d.start, d.end, "§d") for d in page.days(sentence.start, sentence.end)]
    parts, at = [], sentence.start
    for start, end, sort in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= at:
            parts += [page.text.folded[at:start], f" {sort} "]
            at = end
    parts.append(page.text.folded[at : sentence.end])
    return "".join(parts)
