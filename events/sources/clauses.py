"""What of a contract bears on access: its clauses on countries, ownership and use, and when two of them are one."""

import functools
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from events.sources.country_names import countries_in
from events.sources.row_memory import fold

_SENTENCE = re.compile(r"(?<=[.!?。;])(?<![A-Z]\.)\s+(?=[A-Z“\"(\d])|(?<=[。；])")
_ACCESS = re.compile(
    r"(?:access|availab|offer|provid|support|serv|us(?:e|es|ed|ing)\b|sell|sold|suppl|eligib|permit|allow|prohibit|restrict|"
    r"embargo|sanction|export|bar(?:red|s)?\b|not\b)",
    re.IGNORECASE,
)
_BARS = re.compile(
    r"\b(?:may|must|shall|can|will|do|does|are|is)\s+not\b|\bcannot\b|\bmay only\b|\bprohibit|"
    r"\bnot (?:permitted|allowed|available|offered)|"
    r"\bforbid|\bno (?:person|entity|user|customer)|\bineligible|\bnot eligible|\brestrict(?:ed|ion)s?\b|"
    r"\bagree not to\b|\bunsupported\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:(?:un)?supported (?:countr|region|territor)|countr(?:y|ies)|jurisdictions?|territor(?:y|ies)|"
    r"regions?|embargo|"
    r"export (?:control|law|admin)|sanction|located in|resid(?:e|ent|ing) (?:in|of))",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:majority[- ]owned|beneficial(?:ly)? own|owned (?:or controlled by|, directly|directly)|"
    r"(?:directly or )?indirectly own|"
    r"ownership (?:structure|interest)|controlled by|under the control of|parent compan|headquartered|"
    r"more than \d+ ?(?:%|percent)|ultimate parent)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:militar|weapon|warfare|nuclear|espionage|surveillance|law enforcement|intelligence (?:agenc|servic|purpose)|"
    r"national security|biometric|facial recognition|critical infrastructure|high[- ]risk|"
    r"compet(?:e|es|ing|itor|itive)\b|distill|train\w* (?:\w+ ){0,4}models?|develop\w* (?:\w+ ){0,4}models?|"
    r"resell|sublicens|commercial(?:ly)? (?:use|purpose)|itar|dual[- ]use|circumvent|bypass|governments?\b)",
    re.IGNORECASE,
)
# Where a contract says which of its own versions applies, or who judges it, nobody's access is meant.
_BESIDE = re.compile(
    r"\b(?:(?:these|this|the following|our) (?:\w+ ){0,3}(?:terms|policy|agreement)\W+"
    r"(?:\w+\W+){0,3}(?:apply|applies|govern)|"
    r"opt(?:ing)?[- ]out|train our models|disclaim|warrant(?:y|ies)|liabilit|"
    r"governed by|governing law|laws? of the state|courts?\b|arbitrat|withdraw(?:al)? right|"
    r"consumer|dispute|vat\b|tax(?:es)?\b|"
    r"registered office|incorporated in|personal data|privacy|data protection|refund)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:you|we|the|our|if|these|this|your|it|some|when|as|in)\b", re.IGNORECASE)
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_WEIGHTY = re.compile(
    r"\b(?:no|not|never|nor|cannot|without|except|unless|only|may|must|shall|prohibit\w*|restrict\w*|own\w*|control\w*|"
    r"majority|subsidiar\w*|affiliate\w*|headquarter\w*|percent|militar\w*|weapon\w*|\d+)\b|%",
    re.IGNORECASE,
)
MAX_CLAUSES = 300
_SAME_WORDS = 85.0
_SAME_CLAUSE = 70.0


def clauses_of(paragraphs: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The clauses by a name of their words: (what it is about, the clause). An item of a list stands under its lead."""
    found: dict[str, tuple[str, str]] = {}
    lead = ""
    for paragraph in paragraphs:
        if paragraph.rstrip("* ").endswith(":"):
            # A lead without a subject goes on with the list that it stands in, and with its prohibition.
            goes_on = bool(lead) and not _BARS.search(paragraph) and not _SUBJECT.match(paragraph)
            lead = f"{lead} {paragraph}" if goes_on else paragraph
        elif _SUBJECT.match(paragraph):
            lead = ""  # a sentence of its own ends the list
        for sentence in _SENTENCE.split(paragraph):
            about = about_of(sentence, lead)
            if about and len(found) < MAX_CLAUSES:
                found.setdefault(name_of(sentence), (about, sentence.strip()[:600]))
    return found


def about_of(sentence: str, lead: str = "") -> str:
    """One of "countries", "ownership", "use", or nothing. A list's lead lends its prohibition, never its subject."""
    if len(sentence) < 20 or _BESIDE.search(sentence):
        return ""
    bars = bool(_BARS.search(sentence)) or (sentence != lead and bool(_BARS.search(lead)))
    touches = bars or bool(_ACCESS.search(sentence))
    names_countries = bool(countries_in(sentence))
    has_purpose = bars and bool(_PURPOSE.search(sentence))
    if touches and _OWNED.search(sentence) and (bars or names_countries):
        return "ownership"
    if touches and _PLACE.search(sentence) and (bars or names_countries):
        return "countries"
    if bars and names_countries and not has_purpose:
        return "countries"
    return "use" if has_purpose else ""


@functools.lru_cache(4096)
def name_of(sentence: str) -> str:
    """The words of a clause without endings and marks, so that "Using" and "use", a comma or a link are no change."""
    return " ".join(_ENDING.sub("", fold(word)) or fold(word) for word in sentence.split() if fold(word))


def is_same(one: str, other: str) -> bool:
    """Whether two clauses say the same in other words: much alike, and alike in every word that carries weight."""
    return fuzz.token_sort_ratio(name_of(one), name_of(other)) >= _SAME_WORDS and _weights(one) == _weights(other)


def is_reworded(one: str, other: str) -> bool:
    """Whether one clause took the other's place, saying something else."""
    return fuzz.token_sort_ratio(name_of(one), name_of(other)) >= _SAME_CLAUSE


@functools.lru_cache(4096)
def _weights(sentence: str) -> tuple[list[str], frozenset[str]]:
    return sorted(_ENDING.sub("", word.lower()) for word in _WEIGHTY.findall(sentence)), countries_in(sentence)
