"""Names: what a typed name means, what an unknown one may have meant, and all spellings to look for in a text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from events.catalog.nouns import Alias, Spelling

_WATCHABLE = ("provider", "model", "jurisdiction", "hardware", "topic")
_LEAST_LIKENESS = 64.0
_FAR_BEHIND = 22.0
_BEGUN = 90.0
_LETTER_NUMBER = re.compile(r"(?<=[A-Za-z])[- ](?=\d)")
_NOT_KEY = re.compile(r"[^a-z0-9+]")
_UNREADABLE = re.compile(r"[-_]+")


def key_of(text: str) -> str:
    """A name without case, spaces and punctuation, so that "X.AI" and "xai" are one; "+" stays (Command A+)."""
    if text.isascii():
        return _NOT_KEY.sub("", text.lower())
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in unicodedata.normalize("NFKC", folded) if c.isalnum() or c == "+")


def readable(slug: str) -> str:
    """A name made of an id that the catalogue lacks: "acme/super-model-2" reads "Super Model 2"."""
    words = _UNREADABLE.split(slug.rsplit("/", 1)[-1])
    return " ".join(_worded(word) for word in words if word) or slug


def _worded(word: str) -> str:
    if any(c.isdigit() for c in word):
        return word.upper() if word[0].isalpha() and len(word) <= 5 else word
    return word[:1].upper() + word[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One thing and all it is called.

    `unspoken` names are understood when typed but not looked for in texts; so is the `code`, to the letter only.
    """

    ref: str
    kind: str
    name: str
    aliases: tuple[Alias, ...] = ()
    demonyms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()
    code: str = ""
    variants: bool = False


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Typed names by their key, in the order in which suggestions of equal likeness are made; made once."""

    refs: dict[str, tuple[str, ...]]
    codes: dict[str, str]
    watchable: dict[str, tuple[str, ...]]
    spellings: tuple[Spelling, ...] = field(repr=False)

    def find(self, text: str) -> tuple[str, ...]:
        found = self.refs.get(key_of(text), ())
        code = self.codes.get(text.strip().casefold())
        return found if code is None or code in found else (code, *found)

    def suggest(self, text: str, limit: int) -> tuple[str, ...]:
        """Ids whose names look most like the text, best first; a name that the text begins counts as close."""
        typed = key_of(text)
        if not typed or limit < 1:
            return ()
        found = process.extract(typed, self.watchable.keys(), scorer=fuzz.ratio, limit=4 * limit + 20)
        scores: dict[str, float] = {key: score for key, score, _ in found}
        for key in self.watchable:
            if len(typed) > 1 and key.startswith(typed):
                scores[key] = max(scores.get(key, 0.0), _BEGUN)
            elif len(key) > 3 and typed.startswith(key):
                scores[key] = max(scores.get(key, 0.0), 60.0 + 30.0 * len(key) / len(typed))
        place = {key: at for at, key in enumerate(self.watchable)}
        ranked = sorted(scores, key=lambda k: (-scores[k], place[k]))
        least = max(_LEAST_LIKENESS, scores[ranked[0]] - _FAR_BEHIND) if ranked else 0.0
        refs = [ref for key in ranked if scores[key] >= least for ref in self.watchable[key]]
        return tuple(dict.fromkeys(refs))[:limit]


def index_names(things: Iterable[Named]) -> NameIndex:
    refs: dict[str, dict[str, None]] = {}
    watchable: dict[str, dict[str, None]] = {}
    codes: dict[str, str] = {}
    spellings: dict[tuple[str, str], Spelling] = {}
    for thing in things:
        if thing.code:
            codes[thing.code.casefold()] = thing.ref
        typed = (thing.name, *(a.text for a in thing.aliases), *thing.demonyms, *thing.phrases, *thing.unspoken)
        for key in filter(None, map(key_of, typed)):
            refs.setdefault(key, {})[thing.ref] = None
            if thing.kind in _WATCHABLE:
                watchable.setdefault(key, {})[thing.ref] = None
        for spelling in _spellings(thing):
            spellings.setdefault((spelling.text, spelling.ref), spelling)
    return NameIndex(
        {key: tuple(found) for key, found in refs.items()},
        codes,
        {key: tuple(found) for key, found in watchable.items()},
        tuple(sorted(spellings.values(), key=lambda s: (s.text, s.ref))),
    )


def _spellings(thing: Named) -> Iterable[Spelling]:
    """The aliases come first: where one of them says that the plain name is ambiguous, that holds."""
    said = {key_of(alias.text): alias for alias in thing.aliases if alias.ambiguous}
    for text in (*(a.text for a in thing.aliases), thing.name):
        alias = said.get(key_of(text))
        if alias is not None:
            yield Spelling(
                text=text,
                ref=thing.ref,
                ambiguous=True,
                context=alias.context,
                never=alias.never,
                cased=_cased(text, ambiguous=True),
            )
            continue
        for written in _variants(text) if thing.variants else (text,):
            yield Spelling(text=written, ref=thing.ref, cased=_cased(written, ambiguous=False))
    for text in thing.demonyms:
        yield Spelling(text=text, ref=thing.ref, cased=_cased(text, ambiguous=True), sense="demonym")
    for text in thing.phrases:
        yield Spelling(text=text, ref=thing.ref, sense="phrase")


def _variants(text: str) -> tuple[str, ...]:
    """GPT-5.6 is also written GPT 5.6 and GPT5.6, and Claude Fable 5 claude-fable-5."""
    if not any(c.isdigit() for c in text):
        return (text,)
    forms = (text, text.replace("-", " "), text.replace(" ", "-"), _LETTER_NUMBER.sub("", text))
    return tuple(dict.fromkeys(form for form in forms if len(form) > 3 or form == text))


def _cased(text: str, *, ambiguous: bool) -> bool:
    """Short capitals (US, BIS), and capitalised words that are common words too (Solar, Command), need their case."""
    if not text.isascii():
        return False
    if text.isupper() and len(text) <= 4:
        return True
    return ambiguous and text[:1].isupper() and text.replace("-", "").isalpha()
