"""What is barred or freed: models, providers, chips and classes named in the sentences of the act."""

import re

from events.reading.cues import Cue
from events.reading.names import Mention
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.terms import slug

_GAINING = re.compile(
    r"(?:stand to gain|benefit|domestic|homegrown|rivals? such as|competitors?|alternatives?|受益|国产)"
)
_CLAUSE = re.compile(r"[;；,，、.]| (?:while|but|although|whereas|und|aber|mais|tandis) ")


def targets_of(page: Page, cues: list[Cue], models: tuple[Named, ...], actor: str) -> list[tuple[str, int, int]]:
    """Ids with the place of each: models first; where none is named, chips, then providers."""
    sentences = _sentences(page, cues)
    found: dict[str, tuple[str, int, int]] = {}
    for model in (m for s in sentences for m in models if _aimed_at(page, s, m)):
        found.setdefault(model.ref, (model.ref, model.start, model.end))
    found = found or _of_same_makers(page, sentences, models)
    if found:
        return [*found.values(), *_listed_beside(page, sentences, found)]
    later = [s for s in page.prose() if s.index <= 6 and s not in sentences]
    for kinds, where in ((_THINGS, sentences), (_THINGS, later), (("provider",), sentences)):
        for sentence in where:
            for m in page.within(sentence, *kinds):
                if _fits(page, sentence, m, actor):
                    found.setdefault(m.ref, (m.ref, m.start, m.end))
        if found:
            if all(ref.startswith("class/") for ref in found):
                makers = [m for s in sentences for m in page.within(s, "provider") if _fits(page, s, m, actor)]
                found |= {m.ref: (m.ref, m.start, m.end) for m in makers}
            weights = [t for t in _subjects(page, sentences) if t[0] == "topic/model-weights"]
            return [*_without_makers(list(found.values())), *weights]
    return _subjects(page, sentences)


def _aimed_at(page: Page, sentence: Sentence, model: Named) -> bool:
    inside = sentence.start <= model.start and model.end <= sentence.end
    return inside and not _spared(page, sentence, model.start, model.end)


_LIST_GAP = re.compile(
    r"[\"'」』》»)*]{0,3} ?(?:\([^()]{1,30}\) ?)?(?:[,、·・/،]|and|or|und|oder|et|ou|y|e|和|与|及|以及|や|と|와|과|"
    r"및|و|등|nor|"
    r"as well as)[, ]{0,2}"
    r"(?:and |or |et |und |ou |oder )?(?:le |la |l'|du |de |d')?(?:[a-z]+'s |google's |the )?[\"'「『《«(*]{0,3}"
)


def _listed_beside(
    page: Page, sentences: list[Sentence], found: dict[str, tuple[str, int, int]]
) -> list[tuple[str, int, int]]:
    """Services that a text names by their provider's name in one list with a model ("ChatGPT, DeepSeek and Kimi")."""
    more: dict[str, tuple[str, int, int]] = {}
    makers = {ref.split("/")[0] for ref in found}
    for sentence in sentences:
        named = sorted(
            [(m.ref, m.start, m.end) for m in page.within(sentence, "provider")]
            + [f for f in found.values() if sentence.start <= f[1] < sentence.end],
            key=lambda n: n[1],
        )
        for way in (named, named[::-1]):
            last = None
            for one in way:
                is_target = one[0] in found or one[0] in more
                if last is not None and not is_target and one[0] not in makers:
                    gap = sorted([(last[1], last[2]), (one[1], one[2])])
                    if _LIST_GAP.fullmatch(page.text.folded, gap[0][1], gap[1][0]) and not _spared(
                        page, sentence, one[1], one[2]
                    ):
                        more[one[0]] = one
                        is_target = True
                last = one if is_target else None
    return list(more.values())


_BOTH = re.compile(r"(?<![a-z])(?:both|them|the two|beide[nr]?|les deux|ambos|entrambi)(?![a-z])|两款|両モデル|두 모델")


def _of_same_makers(page: Page, own: list[Sentence], models: tuple[Named, ...]) -> dict[str, tuple[str, int, int]]:
    """As in "Anthropic's newest models", which the first sentences then name."""
    makers = {m.ref for s in own for m in page.within(s, "provider")}
    if not any(page.words.model.search(page.of(s)) or _BOTH.search(page.of(s)) for s in own) or any(
        page.within(s, "hardware") for s in own
    ):
        return {}
    return {
        m.ref: (m.ref, m.start, m.end)
        for s in page.lead
        for m in models
        if s.start <= m.start < s.end and m.ref.split("/")[0] in makers and not _spared(page, s, m.start, m.end)
    }


_QUOTED = re.compile(r"[\"'「『《“‘«„]([^\"'」』》”’»“\n]{2,24})[\"'」』》”’»]")
_LAW = re.compile(
    r"法|办法|规定|条例|公告|通知|意见|rule|act(?![a-z])|order|bill|law|directive|gesetz|loi|قانون|قرار|법|규정|지침|令"
)
_SERVICE = re.compile(
    r"(?<![a-z])(?:apps?|chatbots?|assistants?|services?|companions?|models?|assistenten?|dienste?|applis?|applications?)(?![a-z])|"
    r"应用|智能体|服务|软件|模型|小程序|アプリ|サービス|모델|챗봇|서비스|앱|تطبيق|مساعد|خدم|روبوت|نموذج"
)


def new_services(page: Page, sentences: list[Sentence]) -> list[Named]:
    """Services that the catalogue lacks, by their names in quotation marks beside the word for a service."""
    found: dict[str, Named] = {}
    for sentence in sentences:
        text = page.of(sentence)
        if not _SERVICE.search(text):
            continue
        for m in _QUOTED.finditer(page.text.cased, sentence.start, sentence.end):
            name = page.quote(m.start(1), m.end(1))
            plain = page.text.folded[m.start(1) : m.end(1)]
            wordy = (
                len(name.split()) > 2
                or re.search(r"[.,，。、!?：;]", name)
                or (name.isascii() and not name[0].isupper())
            )
            if (
                wordy
                or _LAW.search(plain)
                or page.names(m.start(1), m.end(1))
                or (not name.isascii() and len(name) > 10)
            ):
                continue
            found.setdefault(slug(name), Named(slug(name), name, m.start(1), m.end(1), True))
    return list(found.values())[:6]


def _subjects(page: Page, sentences: list[Sentence]) -> list[tuple[str, int, int]]:
    """Subjects that rules are about where they name no model and no chip."""
    found: dict[str, tuple[str, int, int]] = {}
    for sentence in sentences:
        for ref, pattern in _SUBJECTS:
            m = pattern.search(page.text.folded, sentence.start, sentence.end)
            if m and page.catalog.exists(ref):
                found.setdefault(ref, (ref, m.start(), m.end()))
        for topic in page.within(sentence, "topic"):
            if topic.ref in _RULES:
                found.setdefault(topic.ref, (topic.ref, topic.start, topic.end))
    return list(found.values())[:2]


def _sentences(page: Page, cues: list[Cue]) -> list[Sentence]:
    """The act's own sentences; the title and the first sentence where those name nothing."""
    own = list(dict.fromkeys(c.sentence for c in sorted(cues, key=lambda c: c.start)))
    kinds = ("model", "hardware", "class", "provider")
    if any(page.within(s, *kinds) for s in own):
        title = [page.title] if page.title and page.title not in own else []
        exact = any(page.within(s, "model", "hardware") for s in own)
        return own if exact else own + [t for t in title if page.within(t, "model", "hardware")]
    return list(dict.fromkeys([*own, *page.lead]))


_THINGS = ("hardware", "class")
_BROAD = ("hw/advanced-chips", "hw/foreign-ai-chips", "hw/sme", "hw/hbm")
_SUBJECTS = (
    ("topic/model-weights", re.compile(r"model weights|模型权重|모델 가중치|モデルの重み")),
    (
        "topic/affiliates-rule",
        re.compile(r"affiliates (?:rule|of (?:certain )?listed)|50 ?(?:percent|%) (?:rule|owned|ownership)"),
    ),
    ("topic/cloud-kyc", re.compile(r"infrastructure as a service|iaas|know[- ]your[- ]customer")),
    ("topic/chip-tracking", re.compile(r"location verification|chip security act|《芯片安全法案》")),
    ("topic/digital-omnibus", re.compile(r"omnibus")),
    (
        "topic/ai-act",
        re.compile(
            r"(?<!gain )(?<!responsible )(?<!colorado )(?<!adversarial )ai act(?![a-z])|"
            r"high-risk|hochrisiko|haut risque|高风险"
        ),
    ),
)
_RULES = frozenset(
    ("topic/ai-act", "topic/digital-omnibus", "topic/generative-ai-rules", "topic/ai-basic-act", "topic/ai-diffusion")
)
_STORES = re.compile(r"app[ -]?stores?|应用商店|앱 ?(?:마켓|스토어)|アプリストア|boutiques? d'applications|متجر")


def _fits(page: Page, sentence: Sentence, m: Mention, actor: str) -> bool:
    if m.ref == actor or _spared(page, sentence, m.start, m.end):
        return False
    if m.ref in ("google", "apple") and _STORES.search(page.text.folded):
        return False
    if m.kind == "provider":
        before = page.text.folded[max(sentence.start, m.start - 40) : m.start]
        after = page.text.folded[m.end : m.end + 12]
        return not re.search(r"(?:according to|told|said|cited by|reported by)\W*$", before) and not re.match(
            r" (?:reported|said|says|argues)", after
        )
    return True


def _without_makers(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """As in "advanced AI chips" beside H20 adds nothing."""
    exact = [f for f in found if f[0].startswith("hw/") and f[0] not in _BROAD]
    if exact and len(exact) < len(found):
        return [f for f in found if f in exact or not f[0].startswith("hw/")]
    return found


def _spared(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """As in "Fable 5 stays off": named in the sentence, but the act leaves it as it was."""
    text = page.text.folded
    stop = _CLAUSE.search(text, end, sentence.end)
    after = text[end : stop.start() if stop else min(sentence.end, end + 60)]
    if re.match(r"\W{0,3}(?:the )?(?:'s )?", after) and page.words.still.search(after[:50]):
        return True
    begin = max((m.end() for m in _CLAUSE.finditer(text, sentence.start, start)), default=sentence.start)
    before = text[begin:start]
    return bool(
        re.search(r"(?:except(?: for)?|but not|excluding|not|other than|sauf|außer|除了?|を除|제외) (?:the )?$", before)
    ) or bool(_GAINING.search(text[begin : end + 40]) and _GAINING.search(text, end, min(sentence.end, end + 120)))
