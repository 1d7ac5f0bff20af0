"""What a language's list of words must hold, and how it is made into patterns."""

import re
from dataclasses import dataclass, field, fields

from events.reading.text import fold

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, as alternatives of a pattern over folded text.

    `impose`, `undo` and `grant` are verbs that get their sense from a noun near them: `bars` (what keeps out) or `access`
    (what lets in). `bar` and `free` say it alone. `reach` is how many letters may lie between verb and noun.
    `prefixes` are what may be written together with the start of a word.
    """

    impose: str
    undo: str
    grant: str
    bars: str
    access: str
    undoing: str
    bar: str
    free: str
    off: str
    back: str
    launch: str
    withdraw: str
    propose: str
    talk: str
    begin: str
    recalled: str
    within: str
    denied: str
    reported: str
    compared: str
    rival: str
    model: str
    chips: str
    field: str
    foreign: str
    everyone: str
    limited: str
    still: str
    routes: str
    spaced: bool = True
    reach: int = 70
    verb_last: bool = False
    prefixes: str = ""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The same words, compiled."""

    language: str
    spaced: bool
    reach: int
    verb_last: bool
    by: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> re.Pattern[str]:
        try:
            return self.by[name]
        except KeyError:
            raise AttributeError(name) from None


def compiled(language: str, words: Words) -> Patterns:
    """Latin words stand between word borders; others are found wherever they stand."""
    by = {}
    for each in fields(words):
        value = getattr(words, each.name)
        if isinstance(value, str) and each.name != "prefixes":
            by[each.name] = _pattern(value, words.spaced, words.prefixes)
    return Patterns(language, words.spaced, words.reach, words.verb_last, by)


def _pattern(alternatives: str, spaced: bool, prefixes: str) -> re.Pattern[str]:
    joined = "|".join(part for part in re.split(r"\s*\n\s*", alternatives.strip()) if part)
    if not joined:
        return NEVER
    # Only letters outside ASCII are folded: `\S` and `\s` must stay two things.
    plain = "".join(fold(c) if ord(c) > 0x7F else c for c in joined)
    if prefixes:
        return re.compile(rf"(?<![\u0620-\u064aa-z0-9]){prefixes}(?:{plain})")
    return re.compile(rf"(?<![a-zà-ÿ0-9а-яё])(?:{plain})(?![a-zà-ÿа-яё])" if spaced else f"(?:{plain})")
