"""The words of each language that is read."""

from functools import lru_cache

from events.reading.words.ar import AR
from events.reading.words.de import DE
from events.reading.words.en import EN
from events.reading.words.es import ES
from events.reading.words.fr import FR
from events.reading.words.it import IT
from events.reading.words.ja import JA
from events.reading.words.ko import KO
from events.reading.words.pt import PT
from events.reading.words.ru import RU
from events.reading.words.shape import Patterns, Words, compiled
from events.reading.words.zh import ZH

_LISTS: dict[str, Words] = {
    "en": EN,
    "zh": ZH,
    "ja": JA,
    "ko": KO,
    "ar": AR,
    "fr": FR,
    "de": DE,
    "es": ES,
    "it": IT,
    "pt": PT,
    "ru": RU,
}


@lru_cache(maxsize=16)
def words_of(language: str) -> Patterns:
    """The words of a language; those of English where it has none here."""
    known = language if language in _LISTS else "en"
    return compiled(known, _LISTS[known])
