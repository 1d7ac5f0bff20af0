"""What a launch claims to rival, and what it stands on."""

import re
from collections.abc import Iterator

from events.finding import Dependency, RivalClaim
from events.reading.launches import Launch
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.quotes import Span, claim
from events.reading.sentences import Sentence

_AMERICAN = re.compile(
    r"(?<![a-z])(?:american|us|u\.s\.|western|united states)(?![a-z])|美国|米国|미국|امريكي|américain|amerikanisch"
)
_CHINESE = re.compile(r"(?<![a-z])chin(?:ese|a)(?![a-z])|中国|중국|صيني|chinois|chinesisch")
_SECURITY = re.compile(
    r"(?<![a-z])(?:security|cyber|cybersecurity)(?![a-z])|安全|セキュリティ|보안|الامن|sécurité|sicherheit"
)
_OPEN = re.compile(r"(?<![a-z])open(?![a-z])|开源|オープン|오픈소스|مفتوح|ouverts?|offene?")
_MODELS = re.compile(
    r"(?<![a-z])(?:models?|systems?|counterparts?|rivals?|ai)(?![a-z])|模型|モデル|모델|نموذج|نماذج|modèles?|modelle?"
)
_TABLE = re.compile(
    r"(?:on|in|auf|sur) (?:the )?[a-z0-9-]*(?:bench|mmlu|gpqa|aime|arena|eval)|结果|result|table|figure|scores? of"
)
_NEGATIVE = re.compile(
    r"(?<![a-z])(?:slower|pricier|more expensive|worse|weaker|behind|trails?|lags?|falls short|not (?:match|beat|"
    r"a rival)|criticis|complain)(?![a-z])|更慢|更贵|落后|不如|不及|느리|비싸|遅い|高い"
)


def rivals_of(
    page: Page, launch: Launch, launches: tuple[Launch, ...], models: tuple[Named, ...]
) -> Iterator[tuple[RivalClaim, tuple[int, int]]]:
    """Claims of parity, superiority or challenge made for this model, with the place of each claim's words."""
    for sentence in page.sentences:
        if sentence.form == "row" or not _speaks_of(page, sentence, launch, launches):
            continue
        for m in page.words.rival.finditer(page.text.folded, sentence.start, sentence.end):
            if _NEGATIVE.search(page.text.folded, max(sentence.start, m.start() - 30), min(sentence.end, m.end() + 40)):
                continue
            rivals, named = _rivals_near(page, sentence, m, launches, models)
            if rivals:
                span = claim(page, min(m.start(), named[0]), max(m.end(), named[1]))
                yield RivalClaim(model=launch.model.ref, rival_of=rivals, claim=page.quote(*span)), span
                break


def _speaks_of(page: Page, sentence: Sentence, launch: Launch, launches: tuple[Launch, ...]) -> bool:
    """Its own sentence, one that names it, or the next one that goes on about it."""
    inside = {
        x.model.ref for x in launches if sentence.start <= x.model.start < sentence.end or _names(page, sentence, x)
    }
    if launch.model.ref in inside:
        return True
    if inside or sentence.index == 0:
        return len(launches) == 1 and not inside
    before = [x for x in launches if x.sentence.index <= sentence.index]
    last = max(before, key=lambda x: (x.sentence.index, x.model.start), default=None)
    same = [x for x in launches if last is not None and x.sentence.index == last.sentence.index]
    return launch in same and sentence.index - launch.sentence.index <= (12 if len(launches) == 1 else 1)


def _names(page: Page, sentence: Sentence, launch: Launch) -> bool:
    return any(m.ref == launch.model.ref for m in page.within(sentence, "model"))


def _rivals_near(
    page: Page,
    sentence: Sentence,
    m: re.Match[str],
    launches: tuple[Launch, ...],
    models: tuple[Named, ...],
) -> tuple[tuple[str, ...], Span]:
    """What is said to be rivalled, and from where to where that is said."""
    new = {x.model.ref for x in launches}
    if page.words.verb_last or page.language == "zh":
        spans = [(max(sentence.start, m.start() - 50), m.start()), (m.end(), min(sentence.end, m.end() + 40))]
        spans = spans if page.words.verb_last else spans[::-1]
    else:
        spans = [(m.end(), min(sentence.end, m.end() + 170))]
    for start, end in spans:
        named = [(x.ref, x.start, x.end) for x in models if start <= x.start and x.end <= end and x.ref not in new]
        named += [(x.ref, x.start, x.end) for x in page.names(start, end, "class")]
        makers = [(x.ref, x.start, x.end) for x in page.names(start, end, "provider") if not _owner(x.ref, new)]
        found = named or _class_by_words(page, start, end) or makers
        if found:
            return tuple(dict.fromkeys(f[0] for f in found)), (min(f[1] for f in found), max(f[2] for f in found))
    return (), (m.start(), m.end())


def _owner(provider: str, new: set[str]) -> bool:
    return any(ref.startswith(provider + "/") for ref in new)


def _class_by_words(page: Page, start: int, end: int) -> list[tuple[str, int, int]]:
    """A class told in other words: "the security-focused American model", "open systems from the United States"."""
    words = page.text.folded[start:end]
    what = _MODELS.search(words)
    if what is None:
        return []
    found = []
    american, chinese = _AMERICAN.search(words), _CHINESE.search(words)
    if american:
        sort = "security" if _SECURITY.search(words) else "open" if _OPEN.search(words) else "frontier"
        found.append((f"class/us-{sort}", american))
    if chinese:
        found.append(("class/cn-open" if _OPEN.search(words) else "class/cn-frontier", chinese))
    ends = [(ref, start + min(m.start(), what.start()), start + max(m.end(), what.end())) for ref, m in found]
    return [one for one in ends if page.catalog.exists(one[0])]


_ALIKE = re.compile(r"(?:like|similar to|than|类似于?|似た|유사|comme|ähnlich|مثل) ?$")


def dependencies_of(
    page: Page, launch: Launch, launches: tuple[Launch, ...], models: tuple[Named, ...]
) -> Iterator[tuple[Dependency, tuple[int, int] | None]]:
    """What the launched model routes to or is built on, by the text, completed by the catalogue."""
    known = page.catalog.models.get(launch.model.ref)
    on = [d.target for d in known.depends_on] if known else []
    undisclosed = bool(known and known.parts_undisclosed)
    proof: tuple[int, int] | None = None
    new = {x.model.ref for x in launches}
    for sentence in page.sentences:
        if not _speaks_of(page, sentence, launch, launches):
            continue
        m = page.words.routes.search(page.text.folded, sentence.start, sentence.end)
        if m is None:
            continue
        routed = re.search(
            r"orchest|rout|coordin|multi|combin|多|编排|调度|オーケ|ルーティング|複数|束ね|오케|라우팅|여러|تنسيق|"
            r"ينسق|koordin|mehrere|"
            r"plusieurs|ensemble|call",
            m.group(),
        )
        named: list[tuple[str, int]] = [(x.ref, x.start) for x in models]
        named += [(x.ref, x.start) for x in page.within(sentence, "provider")]
        parts = [
            ref
            for ref, start in named
            if m.end() <= start < min(sentence.end, m.end() + 120)
            and ref not in new
            and not _owner(ref, new)
            and not _ALIKE.search(page.text.folded[max(m.end(), start - 12) : start])
        ]
        if routed or parts:
            on += [p for p in parts if p not in on]
            undisclosed = undisclosed or (bool(routed) and not parts)
            proof = proof or m.span()
    if proof is not None or on or undisclosed:
        yield Dependency(model=launch.model.ref, on=tuple(dict.fromkeys(on)), undisclosed=undisclosed), proof
