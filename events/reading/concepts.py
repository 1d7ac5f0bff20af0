"""Concepts: what the phrases of a text mean for access, by the lexicon of its language.

A lexicon under `lexicon/` lists, for each concept (access is made narrower, told as past, a share price …), the phrases
that speak for it. They prove nothing by themselves: the judgement has learnt what each is worth, and where.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import ahocorasick_rs

from events.reading.text import fold

_LETTER = re.compile(r"[a-z0-9à-öø-ÿа-яё\u0620-\u064a\uac00-\ud7a3]")
_ARABIC_START = re.compile(r"(?:^|[^\u0620-\u064a])[وف]?[بلك]?(?:ال|ل)?$")


@dataclass(frozen=True, slots=True)
class Concept:
    """One phrase of the lexicon at a place in the folded text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lexicon:
    automaton: ahocorasick_rs.AhoCorasick
    names: tuple[tuple[str, ...], ...]
    is_open: tuple[bool, ...]


@lru_cache(maxsize=16)
def _lexicon(language: str) -> _Lexicon | None:
    path = files("events.reading").joinpath("lexicon", f"{language}.toml")
    if not path.is_file():
        return None
    names: dict[tuple[str, bool], list[str]] = {}
    for name, phrases in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for phrase in phrases:
            plain = fold(phrase.rstrip("*")).strip()
            if plain:
                names.setdefault((plain, phrase.endswith("*")), []).append(name)
    texts = [text for text, _ in names]
    return _Lexicon(
        ahocorasick_rs.AhoCorasick(texts, matchkind=ahocorasick_rs.MatchKind.Standard),
        tuple(tuple(dict.fromkeys(found)) for found in names.values()),
        tuple(is_open for _, is_open in names),
    )


def find_concepts(folded: str, language: str) -> tuple[Concept, ...]:
    """Every phrase of the language's lexicon, overlapping ones too, in the order of their ends."""
    lexicon = _lexicon(language)
    if lexicon is None:
        return ()
    found = []
    for which, start, end in lexicon.automaton.find_matches_as_indexes(folded, overlapping=True):
        if _stands(folded, language, start, end, is_open=lexicon.is_open[which]):
            found += [Concept(name, start, end) for name in lexicon.names[which]]
    return tuple(found)


def _stands(folded: str, language: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether a phrase begins and ends where words do, as far as the language parts them."""
    if language in ("zh", "ja"):
        return not folded[start].isascii() or _stands(folded, "en", start, end, is_open=is_open)
    inside = start > 0 and _LETTER.match(folded[start - 1]) and _LETTER.match(folded[start])
    if inside and (language != "ar" or not _ARABIC_START.search(folded[max(0, start - 5) : start])):
        return False
    if is_open or language == "ko":
        return True
    return end >= len(folded) or not (_LETTER.match(folded[end]) and _LETTER.match(folded[end - 1]))
