"""What is barred or freed: models, providers, chips and classes named in the sentences of the act."""

import re

from events.reading.cues import Cue
from events.reading.names import Mention
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.subjects import Found, beside_chips, chips_in_words, of_all_models, subjects
from events.reading.text import pattern
from events.terms import slug

_GAINING = re.compile(
    r"(?:stand to gain|benefit|domestic|homegrown|rivals? such as|competitors?|alternatives?|受益|国产)"
)
_CLAUSE = re.compile(r"[;；,，、.]| (?:while|but|although|whereas|und|aber|mais|tandis) ")


def targets_of(page: Page, cues: list[Cue], models: tuple[Named, ...], actor: str) -> list[Found]:
    """Ids with the place of each: models first; where none is named, chips, then providers."""
    sentences = _sentences(page, cues)
    general = (
        of_all_models(page, [s for s in sentences if s.form != "title"]) if actor not in page.catalog.providers else []
    )
    if general:
        return general
    found: dict[str, Found] = {}
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
            return _beside(page, found, sentences, actor)
    return subjects(page, sentences) or _chips_told(page, sentences)


def _beside(page: Page, found: dict[str, Found], sentences: list[Sentence], actor: str) -> list[Found]:
    """What was found, with what stands beside it in a list, and what else the act is about."""
    if all(ref.startswith("class/") for ref in found):
        makers = [m for s in sentences for m in page.within(s, "provider") if _fits(page, s, m, actor)]
        found |= {m.ref: (m.ref, m.start, m.end) for m in makers}
    if any(ref.startswith("hw/") for ref in found):
        if all(ref in _BROAD for ref in found):
            exact = [m for s in page.lead for m in page.within(s, "hardware") if m.ref not in _BROAD]
            fitting = [m for m in exact if _fits(page, page.sentence_at(m.start) or sentences[0], m, actor)]
            found |= {m.ref: (m.ref, m.start, m.end) for m in fitting}
            found |= {f[0]: f for f in chips_in_words(page, sentences) if f[0] not in found and not fitting}
        return [*_without_makers(list(found.values())), *beside_chips(page, [*sentences, *page.lead])]
    if all(page.catalog.providers[ref].kind in _CHIPMAKERS for ref in found if ref in page.catalog.providers):
        told = subjects(page, sentences) or _chips_told(page, sentences)
        if told:
            return told
    return [*found.values(), *_listed_beside(page, sentences, found)]


def _chips_told(page: Page, sentences: list[Sentence]) -> list[Found]:
    """Chips told in words, where the matter is what may be exported or reached from afar."""
    where = [*sentences, *(s for s in page.lead if s not in sentences)]
    if not any(_EXPORTED.search(page.of(s)) for s in where):
        return []
    return chips_in_words(page, where)


_CHIPMAKERS = frozenset(("chips", "lab and chips"))
_EXPORTED = pattern(
    r"(?<![a-z])(?:exports?|export\w+|ship|shipp\w+|shipments?|licen[cs]\w*|remote access|sell|sales?|"
    r"commerce department|"
    r"bis|ausfuhr\w*|lieferung\w*|exporta\w+|licences?)(?![a-z])|تصدير|出口|輸出|수출|遠隔|许可"
)


def _aimed_at(page: Page, sentence: Sentence, model: Named) -> bool:
    inside = sentence.start <= model.start and model.end <= sentence.end
    return inside and not _spared(page, sentence, model.start, model.end)


_LIST_GAP = re.compile(
    r"[\"'」』》»)*]{0,3} ?(?:\([^()]{1,30}\) ?)?(?:[,、·・/،]|and|or|und|oder|et|ou|y|e|和|与|及|以及|や|と|와|과|"
    r"및|و|등|nor|나|이나|이랑|나아가|또는|あるいは|または|或|或者|"
    r"as well as)[, ]{0,2}"
    r"(?:and |or |et |und |ou |oder )?(?:le |la |l'|du |de |d')?(?:[a-z]+'s |google's |the )?[\"'「『《«(*]{0,3}"
)


def _listed_beside(page: Page, own: list[Sentence], found: dict[str, Found]) -> list[Found]:
    """Services that a text names by their provider's name in one list with a target ("ChatGPT, DeepSeek and Kimi"); so
    may a provider be that was taken to act because it is named first."""
    more: dict[str, Found] = {}
    makers = {ref.split("/")[0] for ref in found}
    for sentence in dict.fromkeys([*own, *page.lead]):
        named = sorted(
            {
                *((m.ref, m.start, m.end) for m in page.within(sentence, "provider") if _fits(page, sentence, m, "")),
                *((m.ref, m.start, m.end) for m in page.within(sentence, "model") if m.ref in found),
                *(f for f in found.values() if sentence.start <= f[1] < sentence.end),
            },
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


def _of_same_makers(page: Page, own: list[Sentence], models: tuple[Named, ...]) -> dict[str, Found]:
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


_QUOTED = re.compile(r"(?:(?<![a-zA-ZÀ-ÿ])'|[\"「『《“‘«„])([^\"'」』》”’»“\n]{2,24})[\"'」』》”’»]")
_LAW = re.compile(
    r"法|办法|规定|条例|公告|通知|意见|rule|act(?![a-z])|order|bill|law|directive|gesetz|loi|قانون|قرار|법|규정|지침|令"
)
_SERVICE = re.compile(
    r"(?<![a-z])(?:apps?|chatbots?|assistants?|services?|companions?|models?|assistenten?|dienste?|applis?|"
    r"applications?)(?![a-z])|"
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
# A family of chips beside its members.
_FAMILIES = {
    "hw/blackwell": frozenset(("hw/b200", "hw/b300", "hw/b30a", "hw/gb200", "hw/gb300", "hw/rtx-pro-6000d")),
    "hw/hopper": frozenset(("hw/h20", "hw/h100", "hw/h200", "hw/h800")),
}
_AS_MANY = re.compile(
    r"(?:equivalent|equal|يعادل|equivalente?|gegenwert|äquivalent)\w* (?:of|to|de|à|von)? ?[^.;]{0,24}$|"
    r"相当于[^。]{0,10}$"
)
_STORES = re.compile(
    r"app[ -]?stores?|storefronts?|(?:from|in) their stores?|google play|delist|应用商店|앱 ?(?:마켓|스토어)|"
    r"アプリストア|boutiques? d'applications|متجر"
)


def _fits(page: Page, sentence: Sentence, m: Mention, actor: str) -> bool:
    if m.ref == actor or _spared(page, sentence, m.start, m.end):
        return False
    if m.ref in ("google", "apple") and _STORES.search(page.text.folded):
        return False
    if m.kind == "hardware" and _AS_MANY.search(page.text.folded, max(sentence.start, m.start - 40), m.start):
        return all(o.ref == m.ref for o in page.mentions if o.kind == "hardware")
    if m.kind == "provider":
        before = page.text.folded[max(sentence.start, m.start - 40) : m.start]
        after = page.text.folded[m.end : m.end + 12]
        return not re.search(r"(?:according to|told|said|cited by|reported by)\W*$", before) and not re.match(
            r" (?:reported|said|says|argues)", after
        )
    return True


def _without_makers(found: list[Found]) -> list[Found]:
    """As in "advanced AI chips" beside H20 adds nothing."""
    named = {f[0] for f in found}
    found = [f for f in found if not (_FAMILIES.get(f[0], frozenset()) & named)]
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
