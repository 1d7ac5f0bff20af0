"""What of a text a judgement rests on: its words, with names, days and numbers by their sort alone, and what they mean.

"Italy blocks DeepSeek from Thursday" is read as "§j blocks §m from §d", so that what was learnt of one country and one
model holds of every other. Runs of words stand as they are. Before the rest stands where it is: `t` in the title, `l`
in the first two sentences, `a` anywhere; then `x:` and a concept of the lexicon, `k:` and a sort of name, `p:` and two
of these in one sentence, `f:` and the form of the sentence. `s:` are facts of the whole text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import combinations

from events.reading.concepts import find_concepts
from events.reading.launches import known_for_long
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
_STEM = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence and the features that stand in it."""

    sentence: Sentence
    features: frozenset[str]


def told(page: Page, models: tuple[Named, ...], known: Container[str] | None = None) -> tuple[Told, ...]:
    """The sentences of a text with their features, in order; of runs of words only those that are `known`, if given.

    What is known must hold every beginning of a run that it holds.
    """
    first = {s.index for s in list(page.prose())[:2]}
    concepts = _by_sentence(page)
    found = []
    for sentence in page.sentences:
        named = {f"k:{m.kind}" for m in page.within(sentence)}
        meant = sorted({*named, *_ages(page, sentence, models), *concepts.get(sentence.index, ())})
        pairs = [f"p:{one}+{other}" for one, other in combinations(meant, 2)]
        said = [*meant, *pairs, f"f:{sentence.form}"]
        zones = "at" if sentence.form == "title" else "al" if sentence.index in first else "a"
        features = {zone + one for zone in zones for one in said}
        features.update(_grams(page, sentence, models, known))
        found.append(Told(sentence, frozenset(features)))
    return tuple(found)


_NEAR = (-1, 14)
"""How many days a day may lie before publication, and a model be out, to count as of now."""


def _ages(page: Page, sentence: Sentence, models: tuple[Named, ...]) -> Iterator[str]:
    """Whether what is told of is of now, long past or still ahead: the days of a sentence and the models it names."""
    if page.published is None:
        return
    for day in page.days(sentence.start, sentence.end):
        if day.grain != "about":
            yield "k:day-" + _age((page.published - day.day).days)
    for model in _inside(models, sentence):
        known = page.catalog.models.get(model.ref)
        if known is None:
            yield "k:model-unknown"
        elif known.released_on:
            yield "k:model-" + ("old" if known_for_long(page, model, 2) else "new")


def _age(days: int) -> str:
    return "ahead" if days < _NEAR[0] else "past" if days > _NEAR[1] else "now"


def _inside(models: tuple[Named, ...], sentence: Sentence) -> tuple[Named, ...]:
    first = bisect_left(models, sentence.start, key=_start)
    last = bisect_left(models, sentence.end, key=_start)
    return tuple(m for m in models[first:last] if m.end <= sentence.end)


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


def _grams(page: Page, sentence: Sentence, models: tuple[Named, ...], known: Container[str] | None) -> set[str]:
    """Runs of up to three words (four letters, where words are not set apart), as written and by their stems."""
    found = _TOKEN.findall(_plain(page, sentence, models))
    tokens = ["§n" if token[0].isdigit() else token for token in found]
    stems = [token[:_STEM] + "-" if len(token) > _STEM else token for token in tokens]
    longest = 3 if page.words.spaced else 4
    runs = _runs(tokens, longest, known)
    return runs | _runs(stems, longest - 1, known) if stems != tokens else runs


def _runs(tokens: list[str], longest: int, known: Container[str] | None) -> set[str]:
    found: set[str] = set()
    for start, run in enumerate(tokens):
        if known is not None and run not in known:
            continue
        found.add(run)
        for token in tokens[start + 1 : start + longest]:
            run = f"{run} {token}"  # noqa: PLW2901  # the run grows
            if known is not None and run not in known:
                break
            found.add(run)
    return found


def _start(model: Named) -> int:
    return model.start


def _plain(page: Page, sentence: Sentence, models: tuple[Named, ...]) -> str:
    """The sentence with every name and day replaced by its sort."""
    spans = [(m.start, m.end, "§m") for m in _inside(models, sentence)]
    spans += [(m.start, m.end, _SORTS.get(m.kind, "§x")) for m in page.within(sentence)]
    spans += [(d.start, d.end, "§d") for d in page.days(sentence.start, sentence.end)]
    parts, at = [], sentence.start
    for start, end, sort in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= at:
            parts += [page.text.folded[at:start], f" {sort} "]
            at = end
    parts.append(page.text.folded[at : sentence.end])
    return "".join(parts)
