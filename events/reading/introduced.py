"""Models that the catalogue lacks, told by how the text introduces or writes them."""

import re
from collections.abc import Iterator

from events.reading.makers import NAME, NOBODY, main_provider, maker_near
from events.reading.names import Mention
from events.reading.naming import Named, named, resolve, vendor_of
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import fold

_CODE = re.compile(r"`([a-z0-9][\w./:+-]{1,60})`")
_ID = re.compile(r"(?<![\w./`:@-])[a-z]{2,}[a-z0-9]*(?:[-.][a-z0-9]+){1,7}(?![\w/@])")
_VENDORED = re.compile(
    r"(?<![\w./`:@-])[a-z][a-z0-9-]+(?:\.[a-z0-9]+-|/[a-z]+[-_]?)[a-z0-9._:-]*\d[a-z0-9._:-]*[a-z0-9](?![\w/@])"
)
_NO_MODEL = re.compile(
    r"/v\d|^(?:us|eu|europe|asia|ap|me|sa)-(?:[a-z]+-)?[a-z]+-?\d$|^[0-9a-f]{5,}$|retry-|apache|\.(?:com|ai|org|net|io|py|json|html)|^v\d|^(?:f|g)-?\d\d?$|c\+\+|[hb]\d00|a100|mi3\d\d|\w*bench|h\d\d$|"
    r"(?<![a-z0-9])(?:apis?|sdk|studio|apps?|cli|chips?|gpus?|tpus?|swe|mmlu|aime|gpqa|arena|hle|section|rules?|acts?|"
    r"orders?|rin|covid|connectors?|web|ui|plugins?|https?|json|vllm|sglang|transformers|pytorch|cuda|fp8|bf16|mxfp8|"
    r"eagle|windows|android|ios|python|node|form|item|eccn|part|title)(?![a-z])"
)
_SHOWN = re.compile(
    r"(?:called|named|dubbed|known as|christened|nommé\w*|baptisé\w*|appelé\w*|namens|mit dem namen|genannt|اسم|"
    r"باسم|名为|叫做|代号|という名の) ?[\"'「『《]?$"
)
_HERALD = re.compile(r"(?:introducing|announcing|meet|hello,?|présentation de|presentamos|wir stellen vor:?) ")
_APPOSED = re.compile(
    r",? (?:- )?\(?(?:an?|its|the|our|their|une?|sa|son|eine?n?|ihr\w*|un|una|su|il suo|seu) (?:[^\s.,;]+ ?){1,8}"
)
_SERVED = re.compile(r"(?<![a-z])(?:api|weights|hugging face|apache 2\.0|mit licen[cs]e)(?![a-z])")
_QUOTED = re.compile(r"[\"'「『《]([^\"'」』》\n]{2,32})[\"'」』》]")
_COUNTED = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|section|article|chapter|"
    r"figure|table|part|series|phase|level|day|week|item|form|exhibit|note"
)


def by_code(page: Page) -> Iterator[Named]:
    """Ids in code type (`command-light`) are models of the provider whose text it is."""
    provider = main_provider(page)
    if not provider:
        return
    for m in _CODE.finditer(page.text.folded):
        name = page.quote(m.start(1), m.end(1))
        vendor, rest = vendor_of(page.catalog, name)
        if vendor and not _NO_MODEL.search(rest.lower()):
            yield named(page, rest, vendor, m.start(1), m.end(1), code=True)
            continue
        if "/" in name:
            owner, _, rest = name.partition("/")
            name = rest if owner and rest and not name.startswith("/") else ""
        if not name or name.startswith("/") or _NO_MODEL.search(name.lower()) or "_" in name:
            continue
        if provider not in page.catalog.providers:
            ref = resolve(page.catalog, name, "")
            if ref is not None:
                yield Named(ref, name, m.start(1), m.end(1), False, True)
                continue
            if not re.search(r"\d", name):
                continue
        yield named(page, name, provider, m.start(1), m.end(1), code=True)


def by_vendor(page: Page) -> Iterator[Named]:
    """Ids that name their vendor ("meta-llama/Llama-3.1-70B-Instruct", "ai21.j2-mid-v1"), wherever they stand."""
    for m in _VENDORED.finditer(page.text.folded):
        vendor, rest = vendor_of(page.catalog, page.quote(m.start(), m.end()))
        if vendor:
            yield named(page, rest, vendor, m.start(), m.end(), code=True)


def by_id(page: Page) -> Iterator[Named]:
    """Ids such as `veo-3.0-preview` on a provider's own page are its models, in code type or not."""
    provider = page.home
    if not provider:
        return
    for m in _ID.finditer(page.text.folded):
        name = m.group()
        vendor, rest = vendor_of(page.catalog, name)
        if vendor:
            yield named(page, rest, vendor, m.start(), m.end(), code=True)
            continue
        if re.search(r"\d", name) and not _NO_MODEL.search(name) and page.text.cased[m.start() : m.end()] == name:
            yield named(page, name, provider, m.start(), m.end(), code=True)


def is_heralded(page: Page) -> bool:
    """A provider's feed often has titles alone: "Introducing Muse Spark 1.1", and no text that calls it a model."""
    if page.title is None or not page.home:
        return False
    title = page.of(page.title).strip()
    bare = all(page.of(s).strip() in ("", title) for s in page.sentences)
    return bare and bool(_HERALD.match(title)) and bool(re.search(r"[a-z][ -]v?\d+(?:\.\d+)?(?![\w%])", title))


def by_introduction(page: Page) -> Iterator[Named]:
    """A capitalised or quoted name that the sentence of a launch calls a model ("a model called Aurora 2")."""
    title = page.of(page.title) if page.title else ""
    heralded = is_heralded(page) or bool(
        _HERALD.match(title) and page.home and any(page.words.model.search(page.of(s)) for s in page.lead)
    )
    for sentence in page.sentences:
        text = page.of(sentence)
        own = heralded and sentence.form == "title"
        spoken_of = page.words.model.search(text) or (_SERVED.search(text) and not page.words.chips.search(text))
        if not own and not (spoken_of and page.words.launch.search(text)):
            continue
        yield from _capitalised(page, sentence, heralded=own)
        yield from _quoted(page, sentence)


def _capitalised(page: Page, sentence: Sentence, *, heralded: bool) -> Iterator[Named]:
    for m in NAME.finditer(page.text.cased, sentence.start, sentence.end):
        start = m.start() + _verb_at(page, m.group())
        name = page.text.cased[start : m.end()]
        if start >= m.end() or not _new_name(page, start, m.end()):
            continue
        before = page.text.folded[max(sentence.start, start - 60) : start]
        versioned = bool(re.search(r"\d", name)) and (_introduced(page, before) or heralded)
        if not (
            versioned or _SHOWN.search(before) or _is_called_model(page, sentence, start, m.end(), heralded=heralded)
        ):
            continue
        provider = maker_near(page, sentence.start, start)
        if provider:
            yield named(page, page.quote(start, m.end()), provider, start, m.end())


def by_shape(page: Page, sentence: Sentence) -> Iterator[Named]:
    """In a sentence that is known to launch a model: capitalised names with a number, or names in quotation marks."""
    for m in NAME.finditer(page.text.cased, sentence.start, sentence.end):
        start = m.start() + _verb_at(page, m.group())
        name = page.text.cased[start : m.end()]
        if start < m.end() and re.search(r"\d", name) and _new_name(page, start, m.end()):
            provider = maker_near(page, sentence.start, start)
            if provider:
                yield named(page, page.quote(start, m.end()), provider, start, m.end())
    for m in _QUOTED.finditer(page.text.folded, sentence.start, sentence.end):
        provider = maker_near(page, sentence.start, m.start())
        if len(m.group(1).split()) <= 4 and not page.names(m.start(1), m.end(1)) and provider:
            yield named(page, page.quote(m.start(1), m.end(1)), provider, m.start(1), m.end(1))


def _verb_at(page: Page, name: str) -> int:
    """How many letters at the start of a capitalised run are the verb of the sentence ("Released Veo 3.1")."""
    first = re.match(r"(\w+) ", name)
    return first.end() if first and page.words.launch.fullmatch(fold(first.group(1))) else 0


def _is_called_model(page: Page, sentence: Sentence, start: int, end: int, *, heralded: bool) -> bool:
    """As in "launched Aurora, an open model" or "its new language model Aurora", with the verb before it."""
    text = page.text.folded
    before = text[max(sentence.start, start - 60) : start]
    if heralded:
        return bool(_HERALD.fullmatch(text[sentence.start : start]))
    if not _introduced(page, before):
        return False
    appointed = _APPOSED.match(text[end : sentence.end])
    if appointed and page.words.model.search(appointed.group()):
        return True
    noun = next(reversed(list(page.words.model.finditer(before))), None)
    return noun is not None and not before[noun.end() :].strip(" ,\"'")


def _quoted(page: Page, sentence: Sentence) -> Iterator[Named]:
    """A name in quotation marks right beside the word for a model."""
    text = page.text.folded
    for m in _QUOTED.finditer(text, sentence.start, sentence.end):
        inner = m.group(1)
        near = text[max(sentence.start, m.start() - 14) : m.start()] + "\n" + text[m.end() : m.end() + 10]
        if len(inner.split()) > 4 or re.search(r"[,，。、]", inner) or not page.words.model.search(near):
            continue
        inside = page.names(m.start(1), m.end(1))
        if inside and not _newer(page, inside, m.start(1), m.end(1)):
            continue
        if not inner.isascii() and not re.search(r"[a-z0-9]", inner):
            beside = text[max(sentence.start, m.start() - 8) : m.start()] + "\n" + text[m.end() : m.end() + 4]
            if len(inner) > 10 or page.words.model.search(inner) or not page.words.model.search(beside):
                continue
        elif not re.search(r"[a-z0-9]", inner):
            continue
        provider = inside[0].ref.split("/")[0] if inside else maker_near(page, sentence.start, m.start())
        if provider:
            yield named(page, page.quote(m.start(1), m.end(1)), provider, m.start(1), m.end(1))


def _newer(page: Page, inside: tuple[Mention, ...], start: int, end: int) -> bool:
    """A known name with a number or a word of its own after it that the catalogue has not: "علّام 3", "كوين 3 برو"."""
    rest = page.text.folded[inside[0].end : end]
    return (
        len(inside) == 1
        and inside[0].kind in ("model", "provider")
        and inside[0].start == start
        and bool(re.fullmatch(r"[ -](?:\d[\d.]*[a-z]{0,2}|[^\W\da-z_]{2,8})", rest))
    )


def _introduced(page: Page, before: str) -> bool:
    verb = next(reversed(list(page.words.launch.finditer(before))), None)
    return verb is not None and not page.words.compared.search(before[verb.end() :]) and len(before) - verb.end() < 45


def _new_name(page: Page, start: int, end: int) -> bool:
    """Whether a capitalised run names no known thing, no chapter and no day."""
    name = page.text.cased[start:end]
    if (
        NOBODY.fullmatch(fold(name.split()[0]))
        or _NO_MODEL.search(name.lower())
        or (re.fullmatch(r"\w+ \d{1,4}", name) and _COUNTED.fullmatch(fold(name.split()[0])))
    ):
        return False
    inside = page.names(start, end)
    if any(i.kind in ("model", "hardware", "topic", "jurisdiction", "issuer", "class") for i in inside):
        return False
    return not (inside and inside[0].start == start and inside[0].end == end)
