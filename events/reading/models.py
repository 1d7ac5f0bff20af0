"""Models that a text names: those of the catalogue, and new ones by their family, form or introduction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from events.catalog import Catalog
from events.reading.names import Mention
from events.reading.page import Page
from events.reading.text import fold
from events.terms import slug

_SUFFIX = (
    "pro|max|mini|ultra|flash|turbo|small|medium|large|nano|micro|tiny|preview|coder|code|codex|thinking|think|instruct|vision|omni|vl|audio|lite"
    "|plus|air|haiku|sonnet|opus|next|base|chat|exp|guard|gen|stream|arabic|cyber|reasoning|fast|heavy|translate|embed|embedding|rerank|image"
    "|scout|maverick|edge|high|math|moe|dev|light|beta|alpha|experimental|speciale|reasoner|deep|research|open|live|native|realtime|safeguard|security"
)
_PART = (
    rf"(?:[ -]?v?\d[a-z0-9.]*(?:-[a-z0-9.]+)*\+?|[ -](?:{_SUFFIX})(?![a-zà-ÿ])(?:-[a-z0-9.]+)*|"
    rf"-[a-z0-9][a-z0-9.]*(?:-[a-z0-9.]+)*|[ -][a-z]\+?(?![a-zà-ÿ0-9']))"
)
_CODE = re.compile(r"`([a-z0-9][\w./:+-]{1,60})`")
_DATED = re.compile(r"[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d{4}|latest|\d\d-20\d\d)$")
_NOT_MODELS = re.compile(
    r"(?:/v\d|\.com|\.ai|^v\d|api|sdk|studio|app|cli|chip|gpu|tpu|h\d00|b\d00|a100|mi3\d\d|swe|bench|mmlu|aime|"
    r"gpqa|arena|livecode|hle|section|rule|act|order|rin|covid|f-\d|g\d\d?$|c\+\+|connectors"
    r"|web|ui|plugin|http|json|vllm|sglang|transformers|pytorch|cuda|fp8|bf16|mxfp8|eagle|windows|android|ios)"
)
_LIKE = re.compile(
    r"^-(?:based|powered|class|like|level|style|compatible|native|driven|era|series|family|only|free|related|"
    r"specific|made|built|owned|backed|run)"
)
_SHOWN = re.compile(
    r"(?:called|named|dubbed|known as|christened|nommé\w*|baptisé\w*|appelé\w*|namens|mit dem namen|genannt|اسم|"
    r"باسم|名为|叫做|代号|という名の) ?[\"'「『《]?$"
)
_NAME = re.compile(r"[A-Z][\w]*(?:[-.+][\w]+)*\+?(?: (?:[A-Z0-9][\w]*(?:[-.+][\w]+)*\+?|v\d[\w.]*)){0,4}")
_QUOTED = re.compile(r"[\"'「『《]([^\"'」』》\n]{2,32})[\"'」』》]")


@dataclass(frozen=True, slots=True)
class Named:
    """A model at a place; `new` where the catalogue lacks it."""

    ref: str
    name: str
    start: int
    end: int
    new: bool = False
    code: bool = False


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
    pattern = re.compile(rf"(?<![a-z0-9`])(?P<stem>{stems})(?P<rest>{_PART}{{1,4}})(?![a-zà-ÿ0-9])")
    made = (pattern, single, frozenset(doubtful | {"step", "code", "deep", "open", "command", "north"}))
    _FAMILIES[catalog] = made
    return made


def find_models(page: Page) -> tuple[Named, ...]:
    """Every model named, in order; the longer name wins, so that a new version is not taken for its forerunner."""
    known = [Named(m.ref, page.quote(m.start, m.end), m.start, m.end) for m in page.mentions if m.kind == "model"]
    found = [*_by_family(page), *_by_code(page), *_by_introduction(page), *_by_version(page)]
    chosen: list[Named] = []
    for one in sorted([*known, *found], key=lambda n: (n.start - n.end, n.new)):
        if not any(one.start < k.end and k.start < one.end for k in chosen):
            chosen.append(one)
    chosen.sort(key=lambda n: n.start)
    page.say("models", *(f"{n.ref}{' (new)' if n.new else ''}: {n.name}" for n in chosen))
    return tuple(chosen)


def resolve(catalog: Catalog, name: str, provider: str) -> str | None:
    """The catalogue's id of a model by a name as written, of that provider; None where it has none."""
    plain = name.strip("`\"' ")
    for text in (plain, _DATED.sub("", plain)):
        for typed in (text, f"{catalog.name(provider)} {text}" if provider else text):
            for ref in catalog.find(typed):
                if (
                    "/" in ref
                    and not ref.startswith(("hw/", "class/", "topic/"))
                    and (not provider or ref.startswith(f"{provider}/"))
                ):
                    return ref
    return None


def _named(page: Page, name: str, provider: str, start: int, end: int, *, code: bool = False) -> Named:
    ref = resolve(page.catalog, name, provider)
    if ref is not None:
        return Named(ref, name, start, end, False, code)
    return Named(f"{provider}/{slug(name)}", name, start, end, True, code)


def _by_family(page: Page) -> Iterator[Named]:
    pattern, owners, doubtful = _families(page.catalog)
    present = {m.ref.split("/")[0] for m in page.mentions if m.kind in ("provider", "model")} | {home_of(page)}
    strong = len(page.words.model.findall(page.text.folded)) >= 2
    for m in pattern.finditer(page.text.folded):
        stem, rest = m.group("stem"), m.group("rest")
        sure = bool(re.search(r"\d", rest)) and strong
        if _LIKE.match(rest) or (stem in doubtful and owners[stem] not in present and not sure):
            continue
        if stem == owners[stem] and re.fullmatch(r" [a-z]\+?", rest):
            continue
        end = m.end()
        tail = _LIKE_TAIL.search(rest)
        if tail:
            end = m.start("rest") + tail.start()
            if end <= m.start("rest"):
                continue
        while page.text.folded[end - 1] in ".-":
            end -= 1
        if not page.text.cased[m.start()].isupper() and not re.search(r"\d", rest):
            continue
        if re.search(r" [a-z]\+?$", page.text.cased[m.start() : end]):
            continue
        yield _named(page, page.quote(m.start(), end), owners[stem], m.start(), end)


_LIKE_TAIL = re.compile(r"-(?:based|powered|class|like|level|style|compatible|series|family)\b.*$")


def home_of(page: Page) -> str:
    """The provider whose own site the document comes from; "" for the press."""
    host = re.sub(r"^https?://(?:www\.)?", "", page.document.url).split("/")[0].lower()
    for provider in page.catalog.providers.values():
        if any(host == d or host.endswith("." + d) for d in provider.domains):
            return provider.id
    path = re.search(r"huggingface\.co/([^/]+)/|github\.(?:io|com)/([^/]+)/", page.document.url)
    if path:
        org = (path.group(1) or path.group(2)).lower()
        return next((p.id for p in page.catalog.providers.values() if org in (o.lower() for o in p.hf_orgs)), "")
    name = re.match(r"https?://([a-z0-9-]+)\.github\.io", page.document.url)
    if name:
        return next(
            (
                p.id
                for p in page.catalog.providers.values()
                if name.group(1).startswith(tuple(o.lower() for o in p.hf_orgs if o) or ("\0",))
            ),
            "",
        )
    return ""


def main_provider(page: Page) -> str:
    """Whose document or news it is: the site's owner, else the provider named first."""
    home = home_of(page)
    if home:
        return home
    first = next((m for m in page.mentions if m.kind in ("provider", "model")), None)
    return first.ref.split("/")[0] if first else ""


def _by_version(page: Page) -> Iterator[Named]:
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


def _by_code(page: Page) -> Iterator[Named]:
    """Ids in code type (`command-light`) are models of the provider whose text it is."""
    provider = main_provider(page)
    if not provider:
        return
    for m in _CODE.finditer(page.text.folded):
        name = page.quote(m.start(1), m.end(1))
        if "/" in name:
            owner, _, rest = name.partition("/")
            name = rest if owner and rest and not name.startswith("/") else ""
        if not name or name.startswith("/") or _NOT_MODELS.search(name.lower()) or "_" in name:
            continue
        yield _named(page, name, provider, m.start(1), m.end(1), code=True)


def _by_introduction(page: Page) -> Iterator[Named]:
    """As in "a model called Aurora 2": a capitalised name right after such words."""
    cased = page.text.cased
    for sentence in page.sentences:
        text = page.of(sentence)
        if not page.words.model.search(text) or not page.words.launch.search(text):
            continue
        for m in _NAME.finditer(cased, sentence.start, sentence.end):
            before = page.text.folded[max(sentence.start, m.start() - 60) : m.start()]
            shown = _SHOWN.search(before)
            versioned = re.search(r"\d", m.group()) and _introduced(page, before)
            if (shown or versioned) and _new_name(page, m):
                provider = _maker(page, sentence.start, m.start())
                if provider:
                    yield _named(page, page.quote(m.start(), m.end()), provider, m.start(), m.end())
        for m in _QUOTED.finditer(page.text.folded, sentence.start, sentence.end):
            near = (
                page.text.folded[max(sentence.start, m.start() - 14) : m.start()]
                + page.text.folded[m.end() : m.end() + 10]
            )
            provider = _maker(page, sentence.start, m.start())
            inner = m.group(1)
            if (
                not provider
                or not page.words.model.search(near)
                or page.names(m.start(), m.end())
                or len(inner.split()) > 4
            ):
                continue
            if re.search(r"[a-z0-9]", inner):
                yield _named(page, page.quote(m.start(1), m.end(1)), provider, m.start(1), m.end(1))


def _introduced(page: Page, before: str) -> bool:
    verb = next(reversed(list(page.words.launch.finditer(before))), None)
    return verb is not None and not page.words.compared.search(before[verb.end() :]) and len(before) - verb.end() < 45


def _new_name(page: Page, m: re.Match[str]) -> bool:
    if _NOT_MODELS.search(m.group().lower()) or (
        re.fullmatch(r"\w+ \d{1,4}", m.group()) and fold(m.group().split()[0]) in _CALENDAR
    ):
        return False
    inside = page.names(m.start(), m.end())
    if any(i.kind in ("model", "hardware", "topic", "jurisdiction", "issuer", "class") for i in inside):
        return False
    return not (inside and inside[0].start == m.start() and inside[0].end == m.end())


_CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "section",
        "article",
        "chapter",
        "figure",
        "table",
        "part",
        "series",
        "phase",
        "level",
        "day",
        "week",
    ]
)


def _maker(page: Page, start: int, place: int) -> str:
    """The provider named before a place in the sentence; else whose document it is; else a slug of the subject."""
    named: list[Mention] = list(page.names(start, place, "provider"))
    if named:
        return named[0].ref
    return home_of(page) or _subject(page, start, place) or main_provider(page)


_NO_SUBJECT = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "we",
        "today",
        "this",
        "that",
        "announcing",
        "introducing",
        "yesterday",
        "our",
        "its",
        "their",
        "on",
        "in",
        "at",
        "by",
        "company",
        "startup",
        "start-up",
        "lab",
        "team",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def _subject(page: Page, start: int, place: int) -> str:
    """The capitalised name right before the verb of launching, as the slug of a maker that the catalogue lacks."""
    verb = page.words.launch.search(page.text.folded, start, place)
    if verb is None:
        return ""
    for subject in reversed(list(_NAME.finditer(page.text.cased, start, verb.start()))):
        name = re.sub(r"^(?:The|A|An) ", "", subject.group())
        known = page.names(subject.start(), subject.end(), "jurisdiction", "issuer")
        if known or fold(name.split()[0]) in _NO_SUBJECT or (name.isupper() and len(name) > 4):
            continue
        return slug(name) if len(name) > 2 else ""
    return ""
