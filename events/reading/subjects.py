"""What rules are about where they name no model: general sorts of AI, of chips and of services."""

import re

from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern

Found = tuple[str, int, int]

# Of these a rule says which: the law that it amends, or a sort of model or service.
_SUBJECTS = (
    (
        "topic/model-weights",
        re.compile(
            r"model weights|模型权重|모델 가중치|モデルの重み|poids (?:de|des) modèles|modellgewichte|اوزان النماذج"
        ),
    ),
    (
        "topic/affiliates-rule",
        re.compile(r"affiliates (?:rule|of (?:certain )?listed)|50[ -]?(?:percent|%) (?:rule|owned|ownership)"),
    ),
    (
        "topic/cloud-kyc",
        re.compile(
            r"infrastructure[ -]as[ -]a[ -]service|(?<![a-z])iaas(?![a-z])|know[- ]your[- ]customer|"
            r"customer identification|cloud (?:companies|providers|firms) to (?:refuse|check|verify|identify|report)"
        ),
    ),
    (
        "topic/ai-diffusion",
        pattern(
            r"diffusion (?:rule|framework|de l'ia)|artificial intelligence diffusion|diffusionsregel|扩散规则|"
            r"확산 규칙|拡散規則"
        ),
    ),
    ("topic/chip-tracking", re.compile(r"location verification|chip security act|《芯片安全法案》")),
    ("topic/digital-omnibus", re.compile(r"omnibus")),
    (
        "topic/ai-act",
        re.compile(
            r"(?<!gain )(?<!responsible )(?<!colorado )(?<!adversarial )ai act(?![a-z])|high-risk|hochrisiko|"
            r"haut risque|"
            r"高风险|general[- ]purpose(?: ai| artificial intelligence)? models?|mit allgemeinem verwendungszweck|"
            r"(?:ia|intelligence artificielle|modèles) à usage général|汎用ai|범용 ?(?:ai|인공지능)|通用人工智能模型|"
            r"ai法|인공지능법|ki-verordnung"
        ),
    ),
    (
        "topic/frontier-models",
        re.compile(
            r"frontier (?:ai |artificial intelligence )?models?|前沿(?:人工智能)?模型|フロンティア(?:ai)?モデル"
        ),
    ),
    (
        "topic/generative-ai-rules",
        re.compile(
            r"generative (?:ai|artificial intelligence) (?:services?|tools?|products?|applications?|systems?|saas)|"
            r"生成式(?:人工智能|ai)|生成ai|생성형 ?(?:ai|인공지능)|الذكاء الاصطناعي التوليدي|ia génératives?|"
            r"generative[rn]? ki"
        ),
    ),
)
_RULES = frozenset(
    ("topic/ai-act", "topic/digital-omnibus", "topic/generative-ai-rules", "topic/ai-basic-act", "topic/ai-diffusion")
)
# These go on beside the chips that a rule names; the others only where it names none.
_BESIDE = ("topic/model-weights", "topic/cloud-kyc", "topic/ai-diffusion")
_NATIONAL = "topic/ai-basic-act"
_UNION = re.compile(
    r"(?<![a-z])(?:eu|ue|brussels|bruxelles|brüssel|ai office|ki-büro|european|européen\w*|europäisch\w*|"
    r"omnibus)(?![a-z])|欧盟|欧州|유럽|الاوروب"
)
_LAW = re.compile(
    r"(?<![a-z])(?:(?:artificial[- ]intelligence|ai) (?:law|statute|code)|law on (?:artificial intelligence|ai)|"
    r"ki-gesetz|"
    r"loi sur l'(?:ia|intelligence artificielle))(?![a-z])|인공지능 ?기본법|قانون الذكاء الاصطناعي"
)
_PRACTICES = re.compile(
    r"social scoring|emotion recognition|prohibited (?:ai )?practices|pratiques (?:d'ia )?interdites|"
    r"verbotene (?:ki-)?praktiken|"
    r"scores people|notation sociale|禁止的(?:人工智能|ai)|수용 ?불가"
)
_MOST = 2


def subjects(page: Page, sentences: list[Sentence]) -> list[Found]:
    """Subjects of those sentences, two at most: of a law for the whole of AI no narrower one is told beside it."""
    found = _told(page, sentences, _SUBJECTS)
    for topic in (t for s in sentences for t in page.within(s, "topic")):
        if topic.ref in _RULES and not _named_otherwise(page, topic.start):
            found.setdefault(topic.ref, (topic.ref, topic.start, topic.end))
    found = found or _told(page, sentences, ((_NATIONAL, _LAW), ("topic/ai-act", _PRACTICES)))
    if "topic/ai-act" in found and not _european(page):
        _ref, start, end = found.pop("topic/ai-act")
        if _high_risk(page.text.folded[start:end]) and page.catalog.exists(_NATIONAL):
            found.setdefault(_NATIONAL, (_NATIONAL, start, end))
    if "topic/ai-act" in found:
        found.pop("topic/digital-omnibus", None)
    if found.keys() - {"topic/generative-ai-rules"}:
        found.pop("topic/generative-ai-rules", None)
    return list(found.values())[:_MOST]


def _told(page: Page, sentences: list[Sentence], patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for sentence in sentences:
        for ref, words in patterns:
            m = words.search(page.text.folded, sentence.start, sentence.end)
            if m and page.catalog.exists(ref):
                found.setdefault(ref, (ref, m.start(), m.end()))
    return found


def beside_chips(page: Page, sentences: list[Sentence]) -> list[Found]:
    """What a rule on chips is about besides."""
    found = _told(page, sentences, tuple(one for one in _SUBJECTS if one[0] in _BESIDE))
    if "topic/model-weights" in found:
        found.pop("topic/ai-diffusion", None)  # the rule on chips and weights is told by both
    return list(found.values())


def _high_risk(words: str) -> bool:
    return bool(re.search(r"high-risk|ai act|高风险|ai法|인공지능법", words))


def _european(page: Page) -> bool:
    """Whether the Union is named, whose law it then is."""
    return any(
        (m.kind == "jurisdiction" and m.ref == "EU")
        or (m.kind == "issuer" and page.catalog.issuers[m.ref].jurisdiction == "EU")
        or (m.ref == "topic/ai-act" and page.text.folded[m.start : m.end] != "ai act")
        for m in page.mentions
    ) or bool(_UNION.search(page.text.folded))


_GENERAL = re.compile(
    r"general[- ]purpose(?: ai| artificial intelligence)? models?|mit allgemeinem verwendungszweck|"
    r"(?:ia|intelligence artificielle|modèles) à usage général|汎用ai|범용 ?(?:ai|인공지능)|通用人工智能模型"
)


def of_all_models(page: Page, sentences: list[Sentence]) -> list[Found]:
    """A duty of all general-purpose models, of which a text only names examples ("those on which ChatGPT stands")."""
    if not _european(page) or not page.catalog.exists("topic/ai-act"):
        return []
    found = (_GENERAL.search(page.text.folded, s.start, s.end) for s in sentences)
    m = next((m for m in found if m is not None), None)
    return [("topic/ai-act", m.start(), m.end())] if m is not None else []


def _named_otherwise(page: Page, start: int) -> bool:
    """Another law whose name ends alike: the GAIN AI Act, the No Adversarial AI Act."""
    return bool(
        re.search(r"(?:gain|responsible|colorado|adversarial|texas|chip security) $", page.text.folded[:start][-14:])
    )


_CHIPS = re.compile(
    r"(?:advanced|controlled|export-controlled|high-end|leading-edge|cutting-edge|(?:most )?(?:powerful|capable)|"
    r"restricted|"
    r"top|american|u\.s\.|us|ai|nvidia(?: corp\.)?'?s?|remote (?:access|use)[^.;]{0,40}?) (?:[a-z-]+ ){0,3}?"
    r"(?:chips?|processors?|semiconductors?|accelerators?|gpus?|integrated circuits|computing|compute)(?![a-z])|"
    r"(?:chips?|gpus?|processors?) (?:rented|exports?|licen[cs]es?)|logic chips|rented gpus|renting (?:time|a gpu)|"
    r"(?:puces|processeurs|semi-conducteurs)(?: \w+){0,2} (?:avancé\w*|de pointe)|processeurs graphiques|"
    r"(?:modern|fortschrittlich|leistungsfähig|hochleistung)\w*(?: |-)?(?:ki-)?(?:chips?|halbleiter\w*|prozessor\w*)|"
    r"hochleistungschips|"
    r"(?:رقايق|رقائق|شرائح)(?: \S+){0,3} (?:متقدمه|المتقدمه|تطورا)|رقائق|"
    r"(?:先进|高端|先端|高性能)\S{0,4}(?:芯片|晶片|半导体|半導体|チップ)|첨단 ?(?:\S+ )?(?:반도체|칩)|(?:ai|"
    r"인공지능) ?칩"
)
_TOOLS = pattern(
    r"(?:semiconductor|chip)[- ]?(?:making|manufacturing) (?:equipment|tools|items)|anlagen zur chipfertigung|"
    r"半导体制造设备|半導体製造装置|반도체 ?(?:제조 ?)?장비|معدات تصنيع الرقائق|"
    r"équipements? de fabrication de (?:puces|semi-conducteurs)"
)


def chips_in_words(page: Page, sentences: list[Sentence]) -> list[Found]:
    """Chips and the tools that make them, described rather than named."""
    found: list[Found] = []
    for ref, words in (("hw/advanced-chips", _CHIPS), ("hw/sme", _TOOLS)):
        m = next((m for s in sentences if (m := words.search(page.text.folded, s.start, s.end))), None)
        if m is not None and page.catalog.exists(ref):
            found.append((ref, m.start(), m.end()))
    return found
