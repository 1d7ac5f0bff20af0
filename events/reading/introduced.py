"""Models that the catalogue lacks, told by how the text introduces or writes them."""

import re
from collections.abc import Iterator

from events.reading.makers import NAME, main_provider, maker_near
from events.reading.naming import Named, named
from events.reading.page import Page
from events.reading.text import fold

_CODE = re.compile(r"`([a-z0-9][\w./:+-]{1,60})`")
_ID = re.compile(r"(?<![\w./`:@-])[a-z]{2,}[a-z0-9]*(?:[-.][a-z0-9]+){1,7}(?![\w/@])")
_NO_MODEL = re.compile(
    r"/v\d|\.(?:com|ai|org|net|io|py|json|html)|^v\d|^(?:f|g)-?\d\d?$|c\+\+|[hb]\d00|a100|mi3\d\d|\w*bench|h\d\d$|"
    r"(?<![a-z0-9])(?:apis?|sdk|studio|apps?|cli|chips?|gpus?|tpus?|swe|mmlu|aime|gpqa|arena|hle|section|rules?|acts?|"
    r"orders?|rin|covid|connectors?|web|ui|plugins?|https?|json|vllm|sglang|transformers|pytorch|cuda|fp8|bf16|mxfp8|"
    r"eagle|windows|android|ios|python|node|form|item|eccn|part|title)(?![a-z])"
)
_SHOWN = re.compile(
    r"(?:called|named|dubbed|known as|christened|nommé\w*|baptisé\w*|appelé\w*|namens|mit dem namen|genannt|اسم|"
    r"باسم|名为|叫做|代号|という名の) ?[\"'「『《]?$"
)
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
        if "/" in name:
            owner, _, rest = name.partition("/")
            name = rest if owner and rest and not name.startswith("/") else ""
        if not name or name.startswith("/") or _NO_MODEL.search(name.lower()) or "_" in name:
            continue
        yield named(page, name, provider, m.start(1), m.end(1), code=True)


def by_introduction(page: Page) -> Iterator[Named]:
    """As in "a model called Aurora 2": a capitalised name right after such words."""
    cased = page.text.cased
    for sentence in page.sentences:
        text = page.of(sentence)
        if not page.words.model.search(text) or not page.words.launch.search(text):
            continue
        for m in NAME.finditer(cased, sentence.start, sentence.end):
            before = page.text.folded[max(sentence.start, m.start() - 60) : m.start()]
            shown = _SHOWN.search(before)
            versioned = re.search(r"\d", m.group()) and _introduced(page, before)
            if (shown or versioned) and _new_name(page, m):
                provider = maker_near(page, sentence.start, m.start())
                if provider:
                    yield named(page, page.quote(m.start(), m.end()), provider, m.start(), m.end())
        for m in _QUOTED.finditer(page.text.folded, sentence.start, sentence.end):
            near = (
                page.text.folded[max(sentence.start, m.start() - 14) : m.start()]
                + page.text.folded[m.end() : m.end() + 10]
            )
            provider = maker_near(page, sentence.start, m.start())
            inner = m.group(1)
            if (
                not provider
                or not page.words.model.search(near)
                or page.names(m.start(), m.end())
                or len(inner.split()) > 4
            ):
                continue
            if re.search(r"[a-z0-9]", inner):
                yield named(page, page.quote(m.start(1), m.end(1)), provider, m.start(1), m.end(1))


def _introduced(page: Page, before: str) -> bool:
    verb = next(reversed(list(page.words.launch.finditer(before))), None)
    return verb is not None and not page.words.compared.search(before[verb.end() :]) and len(before) - verb.end() < 45


def _new_name(page: Page, m: re.Match[str]) -> bool:
    if _NO_MODEL.search(m.group().lower()) or (
        re.fullmatch(r"\w+ \d{1,4}", m.group()) and _COUNTED.fullmatch(fold(m.group().split()[0]))
    ):
        return False
    inside = page.names(m.start(), m.end())
    if any(i.kind in ("model", "hardware", "topic", "jurisdiction", "issuer", "class") for i in inside):
        return False
    return not (inside and inside[0].start == m.start() and inside[0].end == m.end())
