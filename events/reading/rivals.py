"""What a launch claims to equal, to beat or to challenge."""

import re
from collections.abc import Iterator

from events.finding import RivalClaim
from events.reading.claims import own_maker, speaks_of
from events.reading.launches import Launch
from events.reading.naming import Named, named
from events.reading.page import Page
from events.reading.quotes import Span, claim
from events.reading.sentences import Sentence
from events.reading.text import fold, pattern
from events.terms import slug

_AMERICAN = re.compile(
    r"(?<![a-z])(?:american|us|u\.s\.|western|united states)(?![a-z])|美国|米国|미국|امريكي|américain|amerikanisch"
)
_CHINESE = re.compile(r"(?<![a-z])chin(?:ese|a)(?![a-z])|中国|중국|صيني|chinois|chinesisch")
_SECURITY = re.compile(
    r"(?<![a-z])(?:security|cyber|cybersecurity)(?![a-z])|安全|セキュリティ|보안|الامن|sécurité|sicherheit"
)
_OPEN = re.compile(r"(?<![a-z])open(?![a-z])|开源|オープン|오픈소스|مفتوح|ouverts?|offene?")
_JOINT = re.compile(
    r"[\"'」』》»*)]*(?: ?, ?| and | & | or | und | et | y | e |和|与|、|, and )[\"'「『《«*(]*(?:[a-z.]+'s )?"
)
_MODELS = re.compile(
    r"(?<![a-z])(?:models?|systems?|counterparts?|rivals?|ai)(?![a-z])|模型|モデル|모델|نموذج|نماذج|modèles?|modelle?"
)
_NEGATIVE = re.compile(
    r"(?<![a-z])(?:slower|pricier|more expensive|worse|weaker|(?:is|are|falls?|fell|stays?|remains?|comes?|still|just|"
    r"slightly) behind|trails?|lags?|falls short|not (?:match|beat|a rival)|criticis|complain)(?![a-z])|"
    r"更慢|更贵|落后|不如|不及|느리|비싸|遅い|高い"
)


def rivals_of(
    page: Page, launch: Launch, launches: tuple[Launch, ...], models: tuple[Named, ...]
) -> Iterator[tuple[RivalClaim, tuple[int, int]]]:
    """Claims of parity, superiority or challenge made for this model, with the place of each claim's words."""
    for sentence in page.sentences:
        if sentence.form == "row" or not speaks_of(page, sentence, launch, launches, models):
            continue
        told: set[str] = set()
        for m in page.words.rival.finditer(page.text.folded, sentence.start, sentence.end):
            if _NEGATIVE.search(page.text.folded, max(sentence.start, m.start() - 30), min(sentence.end, m.end() + 40)):
                continue
            rivals, place = _rivals_near(page, sentence, m, launches, models)
            rivals = tuple(ref for ref in rivals if ref not in told)
            told.update(rivals)
            if rivals:
                span = claim(page, min(m.start(), place[0]), max(m.end(), place[1]))
                yield RivalClaim(model=launch.model.ref, rival_of=rivals, claim=page.quote(*span)), span


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
        known = [(x.ref, x.start, x.end) for x in models if start <= x.start and x.end <= end and x.ref not in new]
        known += [(x.ref, x.start, x.end) for x in page.names(start, end, "class")]
        makers = [(x.ref, x.start, x.end) for x in page.names(start, end, "provider") if not own_maker(x.ref, new)]
        found = known or _class_by_words(page, start, end) or _written(page, start, end, m, new) or makers
        if found:
            return tuple(dict.fromkeys(f[0] for f in found)), (min(f[1] for f in found), max(f[2] for f in found))
    return (), (m.start(), m.end())


_OF = pattern(
    r"(?:[\s\"'「『《“«(*:]|(?<![a-z])(?:the|its|an?|of|as|to|with|and|both|even|model|rivals?|much|larger|older|newer|flagship|"
    r"des|der|dem|den|mit|als|von|vom|zu|de|du|la|le|les|l'|à|aux?|que|avec|modell|modèle|على|نموذج)(?![a-z])|"
    r"[a-zà-ÿ.]+'s? )*"
)
_LATIN = r"[A-Z]\w*(?:[-.+]\w+)*\+?(?: [A-Z0-9]\w*(?:[-.+]\w+)*\+?)*"
_NAME = re.compile(_LATIN, re.ASCII)
_SYLLABLES = re.compile(
    rf"(?a:{_LATIN})|[가-힣ァ-ヶー]{{2,}}[A-Za-z]{{0,4}}[- ]?\d+(?:\.\d+)?[A-Z]?"
    r"(?![\d.]|[배개점종월일년%위만억천건명倍点種月日年個つ人社万億件])"
)
_NO_RIVAL = re.compile(
    r"(?:.*bench.*|(?:mmlu|aime|gpqa|arena|humanity|swe|imo)(?:\W.*)?|hugging face|github|apache.*|mit.*|\w+day|"
    r"january|february|march|april|may|june|july|august|\w+ember|october|[ah]\d00.*|gb\d00|v100|cpu|gpu|api|ai|eu|us|usa|uk|i|we|it|the)"
)


def _written(page: Page, start: int, end: int, m: re.Match[str], new: set[str]) -> list[tuple[str, int, int]]:
    """A model that the catalogue lacks, written like one: capitals with a number, close to the words of the claim.

    Its maker is who is named right before it, else it bears its own name.
    """
    shape = _SYLLABLES if page.words.verb_last else _NAME
    found: list[tuple[str, int, int]] = []
    for name in shape.finditer(page.text.cased, start, end):
        gap = page.text.folded[m.end() : name.start()] if name.start() >= m.end() else ""
        if page.words.verb_last:
            if m.start() - name.end() > 24 and not found:
                continue
        elif not found and not _OF.fullmatch(gap):
            return []
        elif found and not _JOINT.fullmatch(page.text.folded, found[-1][2], name.start()):
            break
        if (
            not re.search(r"\d", name.group())
            or _NO_RIVAL.fullmatch(fold(name.group()))
            or page.names(name.start(), name.end())
        ):
            continue
        makers = page.names(max(start, name.start() - 24), name.start(), "provider")
        maker = makers[-1].ref if makers else slug(re.split(r"[ -]", name.group())[0])
        one = named(page, page.quote(name.start(), name.end()), maker, name.start(), name.end())
        if one.ref not in new:
            found.append((one.ref, one.start, one.end))
    return found


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
