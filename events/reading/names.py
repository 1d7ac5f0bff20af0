"""Names of the catalogue in a text: all at once, longest first, with doubtful ones settled by what stands near."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import ahocorasick_rs

from events.catalog import Catalog
from events.catalog.nouns import Spelling
from events.reading.text import Text, fold, pattern

_NEAR = 240
_WORD = re.compile(r"[a-z0-9à-öø-ÿ]")
_COUNTER = pattern("[種つ社件个款개종项項名人年月日倍回次국개]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in the text; `kind` is that of what it names, `sense` tells a name from a demonym or phrase."""

    ref: str
    kind: str
    start: int
    end: int
    sense: str = "name"
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    automaton: ahocorasick_rs.AhoCorasick
    spellings: tuple[tuple[Spelling, ...], ...]
    kinds: dict[str, str]


_INDEXES: WeakKeyDictionary[Catalog, _Index] = WeakKeyDictionary()


def _index(catalog: Catalog) -> _Index:
    known = _INDEXES.get(catalog)
    if known is not None:
        return known
    by_text: dict[str, list[Spelling]] = {}
    for spelling in catalog.spellings():
        by_text.setdefault(fold(spelling.text), []).append(spelling)
    texts = sorted(by_text)
    made = _Index(
        ahocorasick_rs.AhoCorasick(texts, matchkind=ahocorasick_rs.MatchKind.Standard),
        tuple(tuple(by_text[text]) for text in texts),
        _kinds(catalog),
    )
    _INDEXES[catalog] = made
    return made


def _kinds(catalog: Catalog) -> dict[str, str]:
    tables = {
        "provider": catalog.providers,
        "model": catalog.models,
        "hardware": catalog.hardware,
        "topic": catalog.topics,
        "jurisdiction": catalog.jurisdictions,
        "issuer": catalog.issuers,
        "group": catalog.groups,
        "list": catalog.lists,
        "class": catalog.classes,
    }
    return {ref: kind for kind, table in tables.items() for ref in table}


def find_names(text: Text, catalog: Catalog) -> tuple[Mention, ...]:
    """All mentions in order; where a spelling stands for several things, `refs` holds every one that fits."""
    index = _index(catalog)
    fitting: list[tuple[int, int, tuple[Spelling, ...]]] = []
    doubtful: list[tuple[int, int, tuple[Spelling, ...]]] = []
    for which, start, end in index.automaton.find_matches_as_indexes(text.folded, overlapping=True):
        shaped = [s for s in index.spellings[which] if _is_shaped(text, s, start, end)]
        spellings = tuple(s for s in shaped if not s.ambiguous or _is_meant(text.folded, s, start, end))
        if spellings:
            fitting.append((start, end, spellings))
        elif shaped and index.kinds.get(shaped[0].ref) == "provider":
            doubtful.append((start, end, tuple(shaped)))
    if doubtful:
        fitting += _in_lists(text.folded, fitting, doubtful, index.kinds)
    found: list[Mention] = []
    place = 0
    # Leftmost, then longest, but only of those that fit: a short name inside a longer word hides nothing.
    for start, end, spellings in sorted(fitting, key=lambda f: (f[0], -f[1])):
        if start >= place:
            refs = tuple(dict.fromkeys(s.ref for s in spellings))
            found.append(Mention(refs[0], index.kinds.get(refs[0], ""), start, end, spellings[0].sense, refs))
            place = end
    return _steadied(found)


_Fit = tuple[int, int, tuple[Spelling, ...]]
_LISTED = re.compile(
    r"[\"'」』》»)]{0,2} ?(?:[,、·・/،]|and|or|und|oder|et|ou|y|e|和|与|及|や|と|와|과|및|و)[, ]{0,2}(?:and |or |et |"
    r"und )?(?:le |"
    r"la |l'|do |de )?[\"'「『《«(]{0,2}"
)


def _in_lists(folded: str, sure: list[_Fit], doubtful: list[_Fit], kinds: dict[str, str]) -> list[_Fit]:
    """Doubtful names that stand in one list with a certain one ("DeepSeek, Kimi and Manus") are meant as its like."""
    ends = {end for _, end, fits in sure if kinds.get(fits[0].ref) in ("provider", "model")}
    starts = {start for start, _, fits in sure if kinds.get(fits[0].ref) in ("provider", "model")}
    kept: list[_Fit] = []
    for way in (doubtful, doubtful[::-1]):
        for one in way:
            start, end, spellings = one
            if one in kept or any(word and fold(word) in folded for s in spellings for word in s.never):
                continue
            before = any(
                0 < start - e <= 9 and _LISTED.fullmatch(folded, e, start) for e in range(start - 9, start) if e in ends
            )
            after = any(_LISTED.fullmatch(folded, end, s) for s in range(end + 1, end + 10) if s in starts)
            if before or after:
                kept.append(one)
                starts.add(start)
                ends.add(end)
    return kept


def _is_shaped(text: Text, spelling: Spelling, start: int, end: int) -> bool:
    """Whether the name stands there as a word of its own, in its case."""
    folded = text.folded
    if start > 0 and _WORD.match(folded[start]):
        before = folded[start - 1]
        if _WORD.match(before) or (before in "._" and start > 1 and _WORD.match(folded[start - 2])):
            return False
        if before == "-" and "/" in spelling.ref and start > 1 and _WORD.match(folded[start - 2]):
            return False
    if _is_plural(folded, spelling, end):
        end += 1
    if _WORD.match(folded[end - 1]) and end < len(folded) and (_WORD.match(folded[end]) or _runs_on(folded, end)):
        return False
    if end - start <= 4 and folded[end - 1].isdigit() and _COUNTER.match(folded, end):
        return False
    return not (spelling.cased and text.cased[start : start + len(spelling.text)] != spelling.text)


def _is_plural(folded: str, spelling: Spelling, end: int) -> bool:
    """Chips are counted ("60,000 GB300s"), models are not."""
    return spelling.ref.startswith("hw/") and folded[end - 1].isdigit() and folded[end : end + 1] == "s"


def _is_meant(folded: str, spelling: Spelling, start: int, end: int) -> bool:
    """Whether the words around a name that is a common word too tell that this thing is meant."""
    near = folded[max(0, start - _NEAR) : end + _NEAR]
    if any(fold(word) in near for word in spelling.never):
        return False
    here = folded[max(0, start - _NEAR) : start] + " " + folded[end : end + _NEAR]
    return any(_holds(here, fold(word)) for word in spelling.context)


def _holds(near: str, word: str) -> bool:
    place = near.find(word)
    while place >= 0:
        before, after = near[place - 1 : place], near[place + len(word) : place + len(word) + 1]
        if not (word[:1].isascii() and word[:1].isalnum() and before.isascii() and before.isalnum()) and not (
            word[-1:].isascii() and word[-1:].isalnum() and after.isascii() and after.isalnum() and after != "s"
        ):
            return True
        place = near.find(word, place + 1)
    return False


def _runs_on(folded: str, end: int) -> bool:
    """Whether a model's name goes on here with a version ("Qwen3" in "Qwen3-Coder", "o1" in "o1-preview")."""
    after = folded[end : end + 2]
    return len(after) == 2 and after[0] in "-_.+" and after[1].isascii() and (after[1].isdigit() or after[1] == "_")


def _steadied(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Where a name could be several things, one that is named for certain elsewhere in the text is meant."""
    certain = {m.ref for m in found if len(m.refs) == 1}
    steady = []
    for mention in found:
        meant = [ref for ref in mention.refs if ref in certain]
        steady.append(replace(mention, ref=meant[0]) if len(mention.refs) > 1 and meant else mention)
    return tuple(steady)
