"""Names of models and services that a text is known to retire and the catalogue lacks, told by how they are written."""

import re
from collections.abc import Iterator

from events.reading.hosts import owner_of_page
from events.reading.makers import NAME, NOBODY
from events.reading.naming import Named, named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import fold
from events.terms import slug

_CODE = re.compile(r"`([A-Za-z0-9][\w./:+-]{1,60})`")
_ID = re.compile(r"(?<![\w./`@-])(?:[A-Za-z]{2,}[A-Za-z0-9]*(?:[-.][A-Za-z0-9_.]+){1,8})(?![\w/@])")
_QUOTED = re.compile(r"(?:(?<![a-zA-ZÀ-ÿ])'|[\"「『《“‘«“])([^\"'」』》”’»\n]{2,28})[\"'」』》”’»]")
_NO_ID = re.compile(
    r"\.(?:com|ai|org|net|io|py|json|html|example)|https?|^(?:e\.g|i\.e|u\.s|u\.k)|_not_|error|retry-|"
    r"^[a-z]{1,2}-[a-z]{2}-\d+$|apache|^(?:us|eu|europe|asia|ap|me|sa)-(?:[a-z]+-)?[a-z]+-?\d$|^(?:stop|strict|true|"
    r"false|null|none)$|"
    r"/v\d|^v\d+$|\w+_\w+_\w+|model_not_found",
)
_NO_SERVICE = re.compile(
    r"(?:there|here|i|we|you|users?|departments?|customers?|airmen|air force|utc|exige|souverain|(?:[a-z]+ )?force|"
    r"api|app|apps|ios|android|web|gpus?|eu|uk|us|ceo|cto|http|url|saas|llm|ai|house|bill|article|section|law|act|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?"
)
_GOES = re.compile(
    r"(?:(?: \(|, )[^.;]{0,60})?,? (?:is|are|will|has|have|goes?|stops?|shuts?|closes?|quits?|leaves?|switches|being|"
    r"ne sera|wird|"
    r"werden|tire|quitte|to (?:quit|leave|close|shut|be))(?![a-z])"
)
_AFTER_VERB = re.compile(
    r"(?:removed?|deprecated?|retir\w+|discontinu\w+|sunset\w*|shut\w* down|clos\w+|goodbye to|so long,?|"
    r"wind\w* down|pull\w*|"
    r"switch\w* off|ending|end of|vendor of|loses)[:*]* (?:its |the |our )?$",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"(?:replac\w+|migrat\w+ to|move to|switch to|use|instead|préférez|successor|变更|改用|抵扣至|迁移|에서 |または|"
    r"로 변경|"
    r"ersetz\w*)[ `:*]*$"
)


_INSTEAD = re.compile(
    r"(?:대체 ?모델|替代(?:模型)?|代替モデル|後継モデル|replacements?|successors?|alternatives?)[^\n.。]{0,60}$"
)


def retired_names(page: Page, sentences: list[Sentence]) -> list[Named]:
    """Each new name in those sentences that looks like a model's, else the services that go; the best written first."""
    maker = owner_of_page(page) or page.home or _speaker(page, sentences)
    found: dict[str, Named] = {}
    for find in (_coded, _ids, _numbered):
        for sentence in sentences:
            for name, start, end in find(page, sentence):
                if _is_successor(page, sentence, start):
                    continue
                one = named(page, name, maker or slug(name), start, end, code=True)
                found.setdefault(one.ref, one)
        if found:
            return list(found.values())
    for find in (_quoted, _services):
        for sentence in sentences:
            for name, start, end in find(page, sentence):
                one = named(page, name, maker or slug(name), start, end)
                found.setdefault(one.ref, one)
        if found:
            return list(found.values())[:3]
    return []


def _coded(page: Page, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    for m in _CODE.finditer(page.text.cased, sentence.start, sentence.end):
        if not _NO_ID.search(m.group(1)) and re.search(r"[-\d]", m.group(1)):
            yield page.quote(m.start(1), m.end(1)), m.start(1), m.end(1)


def _ids(page: Page, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    for m in _ID.finditer(page.text.cased, sentence.start, sentence.end):
        name = m.group().rstrip(".-")
        digits = re.search(r"\d", name) or re.search(
            r"-(?:pro|lite|mini|max|embed\w*|chat|base|large|small|medium|instruct|vision|turbo|plus|coder)$", name
        )
        if digits and not _NO_ID.search(name) and not re.fullmatch(r"[A-Za-z]+-\d\d?|\w+-\w+ly", name):
            yield page.quote(m.start(), m.start() + len(name)), m.start(), m.start() + len(name)


def _numbered(page: Page, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Capitalised names with a number."""
    for m in NAME.finditer(page.text.cased, sentence.start, sentence.end):
        first = fold(m.group().split()[0])
        plain = fold(m.group())
        if not re.search(r"\d", plain) or NOBODY.fullmatch(first) or _NO_SERVICE.fullmatch(first):
            continue
        if is_of_a_day(page, m.start(), m.end()) or re.match(r"(?:utc|tl|hb|bill|form|page) ?[-+\d]", plain):
            continue
        if not page.names(m.start(), m.end(), "issuer", "jurisdiction"):
            yield page.quote(m.start(), m.end()), m.start(), m.end()


def is_of_a_day(page: Page, start: int, end: int) -> bool:
    """Whether what looks like a name with a number is only part of a day ("31. März 2025")."""
    return any(d.start < end and start < d.end for d in page.days(max(0, start - 16), end + 16))


def _quoted(page: Page, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    for m in _QUOTED.finditer(page.text.cased, sentence.start, sentence.end):
        if (
            len(m.group(1).split()) <= 3
            and not page.days(m.start(1), m.end(1))
            and not (m.group(1).isascii() and m.group(1).isalpha() and m.group(1).islower())
            and not re.search(r"[.,。、!?]$|[。、]", m.group(1))
        ):
            yield page.quote(m.start(1), m.end(1)), m.start(1), m.end(1)


def _services(page: Page, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Capitalised names that are said to go ("Pi … is being wound down", "goodbye to Inkwell")."""
    for m in NAME.finditer(page.text.cased, sentence.start, sentence.end):
        first = fold(m.group().split()[0])
        if NOBODY.fullmatch(first) or _NO_SERVICE.fullmatch(fold(m.group())):
            continue
        inside = page.names(m.start(), m.end())
        if inside and (
            inside[0].kind in ("issuer", "jurisdiction") or inside[0].end - inside[0].start >= m.end() - m.start() - 2
        ):
            continue
        before = page.text.cased[max(sentence.start, m.start() - 30) : m.start()]
        after = page.text.folded[m.end() : min(sentence.end, m.end() + 80)]
        if _AFTER_VERB.search(before) or _GOES.match(after):
            yield page.quote(m.start(), m.end()), m.start(), m.end()


def _is_successor(page: Page, sentence: Sentence, start: int) -> bool:
    before = page.text.folded[max(sentence.start, start - 70) : start]
    return bool(_REPLACED.search(before[-26:]) or _INSTEAD.search(before))


_COMPANY_BEFORE = re.compile(
    r"(?:^|[\s，。:：、])((?:[ァ-ヶー一-龥A-Za-z]{2,10}?(?:社|ラボ|株式会社|公司|智能|科技)))(?:は|が|将|公告|宣布)"
)
_ACTED = re.compile(r" (?:wrote|said|announced|emailed|told|will|is|has|have|which)(?![a-z])")


def _speaker(page: Page, sentences: list[Sentence]) -> str:
    """The company of a press text that says so, as a slug: the capitalised name before its verb."""
    for sentence in [*sentences, *page.lead]:
        known = page.within(sentence, "provider")
        if known:
            return known[0].ref
        company = _COMPANY_BEFORE.search(page.text.folded, sentence.start, sentence.end)
        if company:
            return slug(company.group(1))
        for m in NAME.finditer(page.text.cased, sentence.start, sentence.end):
            if NOBODY.fullmatch(fold(m.group().split()[0])) or page.names(m.start(), m.end(), "issuer", "jurisdiction"):
                continue
            if _ACTED.match(page.text.folded, m.end()):
                return slug(m.group())
    return ""
