"""Which language a text is in: by its script where that settles it, else by the commonest little words."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0621-\u064a]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LATIN = re.compile(r"[a-zà-ÿ]")
_LITTLE = {
    "en": "the of and to in is for that with on are by from will its has have this",
    "fr": "le la les des du et une est dans pour que qui sur par avec au aux ne pas son cette l d"
    " qu a ont été ses leur plus",
    "de": "der die das und den dem von für mit ist ein eine auf nicht im zu sich des als auch wird",
    "es": "el la los las de del un una que y en para con por es se su al más como ha sus lo le fue este",
    "it": "il lo la i gli le di a da in che e è un una per con del della dei delle dal non sono alla al nel ha dopo si"
    " l dell",
    "pt": "o a os as de do da em para com um uma não que e dos das ao no na nos nas se por seu sua foi",
    "nl": "het een van op voor met zijn dat niet aan ook wordt",
}
_LETTERS = {
    "fr": re.compile("[éèêàç]"),
    "de": re.compile("[äöüß]"),
    "es": re.compile("[ñ¿¡ó]"),
    "pt": re.compile("[ãõç]"),
    "it": re.compile("[ìò]|zione|zioni"),
}
_WORDS = {language: frozenset(words.split()) for language, words in _LITTLE.items()}


def language_of(folded: str, said: str = "") -> str:
    """A two-letter code; what the document itself says counts where its script allows it."""
    is_latin = folded.isascii()
    counts = {language: 0 if is_latin else len(pattern.findall(folded)) for language, pattern in _SCRIPTS}
    latin = len(folded) if is_latin else len(_LATIN.findall(folded))
    if counts["ja"] > 0.05 * (counts["zh"] + counts["ja"]) and counts["ja"] + counts["zh"] > 0.3 * latin:
        return "ja"
    other = max(("ko", "zh", "ar", "ru"), key=lambda language: counts[language])
    # One letter of these scripts says about as much as three of the Latin one.
    if counts[other] * 3 > latin:
        return other
    named = said.split("-", maxsplit=1)[0].lower()
    if named in _WORDS:
        return named
    # The "o" of "GPT-4o" is no Portuguese.
    words = Counter(re.findall(r"(?<![0-9a-zà-ÿ])[a-zà-ÿ]+(?![0-9a-zà-ÿ])", folded))
    scores: dict[str, float] = {
        language: sum(words[word] for word in little & words.keys()) for language, little in _WORDS.items()
    }
    for language, letters in _LETTERS.items():
        scores[language] += len(letters.findall(folded)) / 2
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > scores["en"] else "en"
