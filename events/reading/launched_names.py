"""Names of models that a text is known to launch and the catalogue lacks, told by where and how they stand."""

import re
from collections.abc import Iterator

from events.reading.hosts import owner_of_page
from events.reading.makers import NAME, NOBODY
from events.reading.naming import Named, named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import fold
from events.terms import slug

_CODE = re.compile(r"`([A-Za-z0-9][\w.:+-]{2,60})`")
_QUOTED = re.compile(r"(?:(?<![a-zA-ZÀ-ÿ])'|[\"「『《“‘«])([^\"'」』》”’»\n]{2,28})[\"'」』》”’»]")
_ALIAS = re.compile(r"latest$|^(?:stop|strict|true|false)$|_")
_NO_NAME = re.compile(
    r"(?:the|a|an|new|today|apis?|ai|llms?|gpus?|tpus?|apache|mit|github|hugging|api|cc|eu|uk|us|uae|swe|mmlu|aime|gpqa|arena|"
    r"opening|introducing|announcing|meet|read|model|card|vertex|e-utilities|technical|bulletin|creative|commons|ceo|"
    r"copilot|bedrock|aws|azure|ios|android|web|index|bench|h\d00|a100|reuters|union|new delhi|added|fixed|"
    r"deprecated|use)"
)
_CAMEL = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2,}[a-z]|^[A-Z]{4,}$|-[A-Z]")
_MODEL_AFTER = re.compile(
    r"[\"'」』》”’»]?,? (?:- )?\(?(?:which it calls )?(?:an?|its|the|our|their|une?|un|sa|son|eine?n?|ihr\w*|africa's|"
    r"europe's|one of) ?(?:[^\s.;]+ ?){0,8}"
)
_LEAST = 4


def launched_names(page: Page, sentences: list[Sentence]) -> list[Named]:
    """The best new name in those sentences or the title, with what stands beside it in one list; empty where none."""
    places = [*sentences, *([page.title] if page.title and page.title not in sentences else [])]
    scored: dict[str, tuple[float, Sentence, str, int, int]] = {}
    for sentence in places:
        for name, start, end in _candidates(page, sentence):
            worth = _worth(page, sentence, name, start, end)
            if worth > scored.get(fold(name), (0.0,))[0]:
                scored[fold(name)] = (worth, sentence, name, start, end)
    best = max(scored.values(), key=lambda s: (s[0], -s[3]), default=None)
    if best is None or best[0] < _LEAST:
        return []
    maker = owner_of_page(page) or page.home or _maker(page, best[1], best[3])
    chosen = [
        s for s in scored.values() if s is best or (s[1] == best[1] and s[0] >= best[0] and s[2][:3] == best[2][:3])
    ]
    return [named(page, s[2], maker or slug(s[2].split()[0]), s[3], s[4]) for s in sorted(chosen, key=lambda s: s[3])]


def _candidates(page: Page, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    for m in _CODE.finditer(page.text.cased, sentence.start, sentence.end):
        if re.search(r"\d", m.group(1)) and not _ALIAS.search(m.group(1)):
            yield page.quote(m.start(1), m.end(1)), m.start(1), m.end(1)
    for m in _QUOTED.finditer(page.text.cased, sentence.start, sentence.end):
        if (
            len(m.group(1).split()) <= 4
            and not re.search(r"[.,，。、!?：]", m.group(1))
            and not _known(page, m.start(1), m.end(1))
        ):
            yield page.quote(m.start(1), m.end(1)), m.start(1), m.end(1)
    for m in NAME.finditer(page.text.cased, sentence.start, sentence.end):
        start, words = m.start(), m.group().split()
        while words and (
            NOBODY.fullmatch(fold(words[0]))
            or page.words.launch.fullmatch(fold(words[0]))
            or fold(words[0]) == "opening"
        ):
            start += len(words[0]) + 1
            words = words[1:]
        name = page.text.cased[start : m.end()]
        if (
            words
            and not _NO_NAME.fullmatch(fold(words[0]))
            and not _NO_NAME.fullmatch(fold(name))
            and not _known(page, start, m.end())
        ):
            yield page.quote(start, m.end()), start, m.end()


_KIND = re.compile(r".*(?:modell|model|modèle|sprachmodell|chatbot|api)")


def _known(page: Page, start: int, end: int) -> bool:
    """Whether a known thing covers the name or begins it; a maker's name alone is no model's."""
    if _KIND.fullmatch(page.text.folded[start:end]):
        return True
    inside = page.names(start, end)
    return any(i.kind in ("hardware", "topic", "jurisdiction", "issuer", "class") for i in inside) or any(
        i.start == start and i.end >= end - 1 for i in inside
    )


def _worth(page: Page, sentence: Sentence, name: str, start: int, end: int) -> float:
    text = page.text.folded
    before = text[max(sentence.start, start - 60) : start]
    after = text[end : min(sentence.end, end + 110)]
    verb = next(reversed(list(page.words.launch.finditer(before))), None)
    worth = 0.0
    rival = page.words.compared.search(before[-36:]) or page.words.rival.search(before[-36:])
    if rival and not (verb and verb.end() > len(before) - 36 + rival.end()):
        worth -= 4
    if page.title is not None and fold(name) in page.of(page.title):
        worth += 2
    if _CAMEL.search(name) or re.search(r"\d", name):
        worth += 2
    if verb is not None:
        worth += 2
    said = _MODEL_AFTER.match(after)
    if said and page.words.model.search(said.group()):
        worth += 3
    noun = next(reversed(list(page.words.model.finditer(before))), None)
    if noun is not None and len(before) - noun.end() <= 3:
        worth += 2
    if page.words.launch.match(after.lstrip()) and not re.search(r"\d", name):
        worth -= 3  # Its maker: it does the launching.
    elif page.words.launch.search(after[:60]):
        worth += 1.5
    if text.count(fold(name)) >= 2:
        worth += 1
    quoted = text[start - 1 : start] in ('"', "'", "「", "『", "《", "`", "»", "«")
    return worth + (1.5 if quoted else 0.0)


def _maker(page: Page, sentence: Sentence, place: int) -> str:
    """The maker named in the sentence or the lead: a known provider, else the capitalised name that launches."""
    for where in (sentence, *page.lead):
        known = [m for m in page.within(where, "provider") if m.end <= place or where != sentence]
        if known and not page.words.compared.search(
            page.text.folded, max(where.start, known[0].start - 30), known[0].start
        ):
            return known[0].ref
        for m in NAME.finditer(page.text.cased, where.start, where.end):
            name = re.sub(r"^[A-Z]\w+-(?:based|led) ", "", m.group())
            if m.end() > place and where == sentence:
                break
            if NOBODY.fullmatch(fold(name.split()[0])) or page.names(m.start(), m.end(), "issuer", "jurisdiction"):
                continue
            verb = page.words.launch.search(page.text.folded, m.end(), min(where.end, m.end() + 30))
            if verb or re.match(r"'s ", page.text.folded[m.end() : m.end() + 3]):
                return slug(name)
    return ""
