"""Models told by the family that they belong to ("Qwen3.9-Max"), whether the catalogue knows that version or not."""

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from events.catalog import Catalog
from events.reading.naming import Named, named, resolve
from events.reading.page import Page
from events.reading.text import fold, pattern

_SUFFIX = (
    "pro|max|mini|ultra|flash|turbo|small|medium|large|nano|micro|tiny|preview|coder|code|codex|thinking|think|instruct|vision|omni|vl|audio|lite"
    "|plus|air|haiku|sonnet|opus|next|base|chat|exp|guard|gen|stream|arabic|cyber|reasoning|fast|heavy|translate|embed|embedding|rerank|image"
    "|scout|maverick|edge|high|math|moe|dev|light|beta|alpha|experimental|speciale|reasoner|deep|research|open|live|native|realtime|safeguard|security"
)
_PART = (
    rf"(?:[ -]?v?\d[a-z0-9.]*(?:-[a-z0-9.]+)*\+?|[ -](?:{_SUFFIX})(?![a-zà-ÿ])(?:-[a-z0-9.]+)*|"
    rf"-[a-z0-9][a-z0-9.]*(?:-[a-z0-9.]+)*|[ -][a-z]\+?(?![a-zà-ÿ0-9']))"
)
_LIKE = re.compile(
    r"^-(?:based|powered|class|like|level|style|compatible|native|driven|era|series|family|only|free|related|"
    r"specific|made|built|owned|backed|run|apps?|ki|api|chatbots?|modell\w*|verbot\w*|sperr\w*|nutz\w+|dienst\w*|"
    r"zugang\w*|zugriff\w*|users?|bans?)(?![a-z0-9])"
)

_FAMILIES: WeakKeyDictionary[Catalog, tuple[re.Pattern[str], dict[str, str], frozenset[str]]] = WeakKeyDictionary()


def _families(catalog: Catalog) -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """The first words of model names and whose they are; and those of them that are common words besides."""
    known = _FAMILIES.get(catalog)
    if known is not None:
        return known
    owners: dict[str, set[str]] = {}
    doubtful: set[str] = set()
    for model in catalog.models.values():
        for text in (model.name, *(a.text for a in model.aliases)):
            stem = re.match(r"[a-z]{3,}(?![à-ÿ])", fold(text))
            if stem:
                owners.setdefault(stem.group(), set()).add(model.provider)
        doubtful |= {fold(a.text) for a in model.aliases if a.ambiguous}
    for spelling in catalog.spellings():
        if spelling.ambiguous:
            doubtful.add(fold(spelling.text))
    single = {stem: next(iter(who)) for stem, who in owners.items() if len(who) == 1}
    stems = "|".join(sorted(single, key=len, reverse=True))
    pattern = re.compile(rf"(?<![a-z0-9`])(?<![a-z0-9]-)(?P<stem>{stems})(?P<rest>{_PART}{{1,4}})(?![a-zà-ÿ0-9])")
    made = (pattern, single, frozenset(doubtful | {"step", "code", "deep", "open", "command", "north"}))
    _FAMILIES[catalog] = made
    return made


# "OpenAI 3 月 4 日": a day, not a version.
_COUNTED = pattern(r" ?[月日年亿億万萬个個款家项項名倍点點時时号號회월일년개]")
# "Muse Spark 2": the family's word is only the end of another maker's name.
_NAME_BEFORE = re.compile(r"(?<=[a-z0-9,] )[A-Z]\w+ $")


def _written(page: Page) -> dict[str, set[str]]:
    """By which words each maker that is present is named; the page's own is so without any."""
    found: dict[str, set[str]] = {page.home: {""}}
    for m in page.mentions:
        if m.kind in ("provider", "model"):
            found.setdefault(m.ref.split("/")[0], set()).add(page.text.folded[m.start : m.end])
    return found


def by_family(page: Page) -> Iterator[Named]:
    pattern, owners, doubtful = _families(page.catalog)
    written = _written(page)
    strong = len(page.words.model.findall(page.text.folded)) >= 2
    for m in pattern.finditer(page.text.folded):
        stem, rest = m.group("stem"), m.group("rest")
        # The family's own word does not prove that its maker is meant.
        is_present = bool(written.get(owners[stem], set()) - {stem})
        sure = bool(re.search(r"\d", rest)) and strong
        if _LIKE.match(rest) or (stem in doubtful and not is_present and not sure):
            continue
        if not is_present and _NAME_BEFORE.search(page.text.cased[max(0, m.start() - 24) : m.start()]):
            continue
        if stem == owners[stem] and re.fullmatch(r" [a-z]\+?", rest):
            continue
        if re.fullmatch(r" \d{1,3}", rest) and _COUNTED.match(page.text.folded, m.end()):
            continue
        end = m.end()
        tail = _LIKE_TAIL.search(rest)
        if tail:
            end = m.start("rest") + tail.start()
            if end <= m.start("rest"):
                continue
        while page.text.folded[end - 1] in ".-":
            end -= 1
        plain_id = rest.startswith("-") and re.fullmatch(rf"-(?:{_SUFFIX})", rest)
        if not page.text.cased[m.start()].isupper() and not re.search(r"\d", rest) and not plain_id:
            continue
        if re.search(r" [a-z]\+?$", page.text.cased[m.start() : end]):
            continue
        yield named(page, page.quote(m.start(), end), owners[stem], m.start(), end)


_LIKE_TAIL = re.compile(r"-(?:based|powered|class|like|level|style|compatible|series|family)\b.*$")


_SHORT = re.compile(
    r"(?<![\w-])[A-Z]\d[\w.]*(?:[ -](?:Pro|Flash|Max|Mini|Lite|Ultra|Plus|Coder|Thinking|Speciale))*(?![\w-])"
)


def by_short(page: Page) -> Iterator[Named]:
    """As in "V4-Pro" on the page of its maker: a version that one model of the catalogue has."""
    provider = page.home
    if not provider:
        return
    for m in _SHORT.finditer(page.text.cased):
        ref = resolve(page.catalog, m.group(), provider)
        if ref is not None and not page.names(m.start(), m.end()):
            yield Named(ref, m.group(), m.start(), m.end())


def by_version(page: Page) -> Iterator[Named]:
    """A name in another script with a number after it ("علام 34B"): the one model of that maker with that number."""
    text = page.text.folded
    for m in page.mentions:
        if m.kind not in ("provider", "model") or text[m.start : m.end].isascii():
            continue
        number = re.match(r"[ -]?(v?\d[a-z0-9.]*[a-z0-9])", text[m.end : m.end + 12])
        if number is None:
            continue
        models = page.catalog.models_of(m.ref.split("/")[0])
        fitting = [x.id for x in models if number.group(1) in re.split(r"[ -]", fold(x.name))]
        if len(fitting) == 1:
            end = m.end + number.end()
            yield Named(fitting[0], page.quote(m.start, end), m.start, end)
