"""Whom an act bars, spares or lets in, as predicates."""

import re
from itertools import islice

from events.reading.actors import Actor
from events.reading.bodies import states_in
from events.reading.cues import Cue
from events.reading.page import Page
from events.reading.reached import Found, chains, countries, is_spared
from events.reading.sentences import Sentence
from events.reading.text import pattern

_OWNED = pattern(
    r"(?P<over>more than|over|above|majority|mehr als|plus de|超过|초과|超) ?(?:50|fifty)?|"
    r"(?P<half>at least (?:50|half)|"
    r"50 ?(?:percent|per cent|%) or more|(?:50|half) or more|au moins 50|mindestens 50|50 ?%以上|50% 이상)"
)
_OWNED_WORD = pattern(
    r"(?<![a-z])(?:own(?:ed|ership)|controlled|majority-owned|détenu\w*|im besitz|gehör\w+)(?![a-z])|持股|拥有|"
    r"控股|所有|지분|"
    r"مملوك"
)
_ANYWHERE = pattern(r"(?<![a-z])anywhere in the world(?![a-z])|全球任何地方|世界中のどこで")
_PUBLIC = pattern(
    r"(?<![a-zà-ÿ])(?:(?:government|federal|official|work|state|ministerial|parliamentary)"
    r"(?:[- ](?:owned|issued|run))? (?:\w+ )?(?:devices?|agenc(?:y|ies)|employees|staff|computers|phones|smartphones|"
    r"laptops|networks?|contractors|departments|bodies|workers|personnel|equipment)|(?:executive|public) (?:agencies|"
    r"bodies|institutions|servants|sector|administrations?|officials)|civil servants?|ministries|(?:lawmakers'|"
    r"officials') (?:phones|devices)|(?:state|public|federal) administration|state equipment|(?:members and|members'|"
    r"house|parliament\w*|congressional|ministry|university|navy|army) (?:staff|personnel|network|estate|aides)|"
    r"all hands|"
    r"(?:landes|staats)verwaltung\w*|dienstrechner\w*|dienstlichen? (?:geräte\w*|rechner\w*)|campusnetz|"
    r"hochschulnetz|"
    r"(?:les|des|ses|aux|ces) administrations|l'administration (?:fédérale|publique)|postes de travail|"
    r"commande publique|"
    r"agents (?:régionaux|fédéraux)|"
    r"bundesverwaltung|bundesbehörden|(?:in|für|den|allen) behörden|dienstgeräte\w*|diensthandys?|beamten?|"
    r"öffentliche\w* (?:verwaltung|"
    r"stellen|dienst)|fonctionnaires|agents (?:publics|de l'état)|appareils (?:officiels|gouvernementaux|"
    r"professionnels|publics)|administrations? publiques?|administraci[óo]n p[úu]blica|funcionarios|"
    r"dispositivos (?:oficiales|gubernamentales|governativi)|pubblica amministrazione|dipendenti pubblici|"
    r"administração pública|servidores públicos)(?![a-zà-ÿ])"
    r"|정부 ?기기|연방정부 ?기기|職員の業務|自治体|地方公共団体|지방자치단체|지자체|職員の|業務端末|国家机关|"
    r"公共部门|党政机关|政府机关|الادارات|"
    r"الاداره العموميه|"
    r"공공기관|정부 ?부처|정부 ?기관|공무원|관공서|업무용 ?(?:pc|컴퓨터|기기)|政府機関|省庁|官公庁|公務員|行政機関|"
    r"公用端末|政府机构|政府部门|公务员|公务设备|联邦机构|联邦机关|公家机关|公务机关|政府设备|الجهات الحكوميه|"
    r"الاجهزه الحكوميه|موظفي الحكومه|المؤسسات الحكوميه"
)


def _everyone_there(page: Page, sentence: Sentence, end: int) -> bool:
    """As in "all customers in Saudi Arabia": everyone of one place, and nobody else."""
    return any(
        re.fullmatch(
            r",? (?:\w+ )?(?:in|of|from|en|au|aux|à|de|du|aus|von) (?:the |der |la |l')?",
            page.text.folded[end : m.start],
        )
        for m in page.within(sentence, "jurisdiction")
        if m.start >= end
    )


def barred(
    page: Page,
    cues: list[Cue],
    jurisdiction: str,
    provider_off: bool,
    deed: str = "provide",
    *,
    provider: bool = False,
    state: str = "",
) -> list[Found]:
    """Predicates of those whom a restriction bars, each with the words that say so.

    `state` is the state of the United States whose own act it is, as `tx`.
    """
    text = page.text.folded
    found: dict[str, Found] = {}
    own = [c.sentence for c in cues]
    for sentence in near(page, cues):
        public = _PUBLIC.search(text, sentence.start, sentence.end) if deed == "use" and jurisdiction else None
        if public and not provider:
            return [(public_bodies(jurisdiction, state), public.start(), public.end())]
        owned = _owners(page, sentence)
        if owned:
            return owned + _owned_also(page, sentence, owned)
        everyone = page.words.everyone.search(text, sentence.start, sentence.end)
        if provider_off and everyone and not _everyone_there(page, sentence, everyone.end()):
            return [("*", everyone.start(), everyone.end())]
        anywhere = _ANYWHERE.search(text, sentence.start, sentence.end)
        if anywhere:
            return [("*", anywhere.start(), anywhere.end())]
        foreign = page.words.foreign.search(text, sentence.start, sentence.end)
        if foreign and jurisdiction:
            who = "not:us-person" if jurisdiction == "US" else f"not:national:{jurisdiction}"
            return [(who, foreign.start(), foreign.end())]
        for predicate, start, end in countries(page, sentence, jurisdiction, provider=provider):
            if not (deed == "provide" and predicate == jurisdiction and _chips(page, sentence)):
                found.setdefault(predicate, (predicate, start, end))
        if not found and provider:
            found |= {f[0]: f for f in _states(page, sentence)}
        if found and not (provider and (sentence in own or _also(page, sentence))):
            break
    return _narrowed(found)


_ALSO = pattern(
    r"(?<![a-zà-ÿ])(?:also|likewise|as well|nor are|auch|ebenfalls|également|aussi|are not on it|"
    r"among them)(?![a-zà-ÿ])|"
    r"同样|同樣|均不在|同様|도 포함|포함된다|كذلك|ايضا"
)


def _also(page: Page, sentence: Sentence) -> bool:
    """Whether the next sentence says of whom else it holds."""
    following = page.sentences[sentence.index + 1 : sentence.index + 2]
    return any(_ALSO.search(page.of(s)) for s in following)


def _narrowed(found: dict[str, Found]) -> list[Found]:
    """A country of which only the armed forces or the public bodies are meant is not meant as a whole."""
    narrow = {p[5:7].upper() for p in found if re.match(r"list:[a-z]{2}-(?:armed-forces|public-bodies)$", p)}
    return [f for p, f in found.items() if p not in narrow]


_IN_STATE = pattern(r"(?<![a-z])(?:in|to|from|of|for|across|en|au|aus|nach)(?: the state of)? $")
_OF_STATE = pattern(r"(?:'s)? (?:users?|residents|customers|accounts|devices|minors|consumers|addresses)(?![a-z])")


def _states(page: Page, sentence: Sentence) -> list[Found]:
    """The residents of a state where a provider names no country but that state."""
    text = page.text.folded
    return [
        (f"list:us-{code}-residents", start, end)
        for code, start, end in states_in(text, sentence.start, sentence.end)
        if _IN_STATE.search(text[max(sentence.start, start - 24) : start]) or _OF_STATE.match(text, end)
    ]


def speaks_of_public_bodies(page: Page, sentences: list[Sentence]) -> bool:
    """Whether those sentences speak of what public bodies, their staff or their devices may use."""
    return any(_PUBLIC.search(page.text.folded, s.start, s.end) for s in sentences)


def public_bodies(country: str, state: str = "") -> str:
    """The list of a country's or state's public bodies, whether the catalogue holds it yet or not: never the whole
    country."""
    return f"list:{country.lower()}{'-' + state if state else ''}-public-bodies"


def _chips(page: Page, sentence: Sentence) -> bool:
    return page.words.chips.search(page.text.folded, sentence.start, sentence.end) is not None


def exempt(page: Page, cues: list[Cue], *, of_everyone: bool = False) -> list[Found]:
    """Countries that an act spares, every one of a list.

    Of an act that bars everybody also those it leaves alone: "all users outside the United States, Canada and Japan".
    """
    found: dict[str, Found] = {}
    for sentence in near(page, cues):
        for chain in chains(page, sentence):
            if is_spared(page, sentence, chain, outside=of_everyone):
                for m in chain:
                    found.setdefault(m.ref, (m.ref, m.start, m.end))
    return list(found.values())


_GIVEN = pattern(
    r"(?<![a-zà-ÿ])(?:to|for|let(?:s|ting)?|allow\w*|clear(?:s|ed)|tells?|told|order\w*|off|against|out|lets|"
    r"including|among (?:them|which)|such as|and|of|"
    r"à|aux|pour|für|an|gives?|gave|the door to)(?: the| both| saudi| emirati| state-backed| kingdom's)? ?[\"'«]?$|"
    r"(?:对|向|给|与|和|允许|批准|通知|要求|、)[\"'《「]?$|(?:الي|ل|لـ|شركه|و|كل من شركه|من|ومنها|"
    r"منها) ?[\"«]?(?:شركه )?[\"«]?$|"
    r"[·,、と와과] ?[\"']?$"
)
_GIVEN_AFTER = pattern(
    r"^[\"'»」』)]*(?:(?:'s|’s) (?:access|use|api|keys|account)|(?:\([^)]{1,12}\))?(?:に(?:対し)?|への|へ|と|、|"
    r"에(?:게)?|의|와|과|·|,? ?(?:and|,))|"
    r" (?:go-ahead|out of|the door|access)|获准|获批|、[^、。]{1,8}获)"
)


def parties(page: Page, cues: list[Cue], actor: Actor | None, known: tuple[str, ...]) -> list[Found]:
    """The companies that an act names as those whom it bars or lets in, each as a list of its own.

    `known` are the targets and those listed: to name them does not say whom it reaches.
    """
    text = page.text.folded
    made = {ref.split("/")[0] for ref in known}
    makers = {hw.maker for ref in known if (hw := page.catalog.hardware.get(ref)) is not None}
    found: dict[str, Found] = {}
    for sentence in dict.fromkeys(c.sentence for c in cues):
        for m in page.within(sentence, "provider"):
            if page.catalog.providers[m.ref].kind == "platform" or m.ref in made | makers | {
                actor.ref if actor else "",
                "nvidia",
                "amd",
                "tsmc",
                "apple",
                "google",
            }:
                continue
            before = text[max(sentence.start, m.start - 30) : m.start]
            after = text[m.end : min(sentence.end, m.end + 24)]
            if _GIVEN_AFTER.match(after) or _GIVEN.search(before):
                found.setdefault(m.ref, (f"list:{m.ref}", m.start, m.end))
    return list(found.values())


def admitted(page: Page, cues: list[Cue], jurisdiction: str, *, provider: bool = False, state: str = "") -> list[Found]:
    """Countries that a relaxation lets in; empty where it names none."""
    text = page.text.folded
    found: dict[str, Found] = {}
    for sentence in near(page, cues):
        if _STAY_OUT.search(text, sentence.start, sentence.end):
            continue
        for predicate, start, end in countries(page, sentence, jurisdiction, provider=provider):
            if not (predicate == jurisdiction and any(_chips(page, s) for s in (sentence, *page.lead))):
                found.setdefault(predicate, (predicate, start, end))
        if found and not provider:
            break
    if not found and provider:
        found = _told_later(page)
    if not found and jurisdiction and not provider:
        for sentence in near(page, cues):
            public = _PUBLIC.search(text, sentence.start, sentence.end)
            if public:
                return [(public_bodies(jurisdiction, state), public.start(), public.end())]
    return list(found.values())


_FAR = 8


def _told_later(page: Page) -> dict[str, Found]:
    """The countries of the first list that a provider gives farther down ("We start with … in A, B and C")."""
    for sentence in islice(page.prose(), _FAR):
        if _STAY_OUT.search(page.of(sentence)) or page.words.recalled.search(page.of(sentence)):
            continue
        here = list(countries(page, sentence, "", provider=True))
        if len({f[0] for f in here}) > 1:
            return {f[0]: f for f in here}
    return {}


_STAY_OUT = pattern(
    r"(?<![a-z])(?:remains? (?:closed|blocked|off|unavailable|outside)|still (?:closed|not|cannot|blocked|excluded)|"
    r"continues? to be (?:blocked|excluded))|خارج القائمه|登録停止は続く|暂未|仍未|여전히"
)
_LEAVES_FROM = pattern(
    r"market|quit|exit|region|country|countries|leave|leav|pull|wipes|wind down|withdraw|geo-?block|visitors|"
    r"addresses|"
    r"accounts?(?![a-z])|(?<![a-z])(?:apps?|service|chatbot|companion|assistant|users|subscribers|people)(?![a-z])|"
    r"no longer (?:available|offered|reachable|sold)|(?<![a-z])gone in|"
    r"marché|markt|abonnés|application|quitte|révérence|dienst|"
    r"市场|市場|地区|サービス|撤退|提供|ログイン|시장|서비스|철수|السوق|خدمه|تطبيق"
)
_QUITS = pattern(
    r"(?<![a-z])(?:quit\w*|leav\w+|exit\w*|pull\w* out|withdraw\w*|addresses|accounts?|visitors|geo-?block\w*|quitte)"
    r"(?![a-z])|撤退|国内サービス|철수"
)
_OBJECT = pattern(
    r"(?:switch(?:es|ed)? off|wip(?:es|ed)|quits?|leav(?:es|ing)|exit(?:s|ed)|abandon(?:s|ed)) (?:the )?$"
)
# "It stays open in France": where a service goes on is not left.
_GOES_ON = pattern(
    r"(?<![a-z])(?:remains?|stays?|elsewhere|continues?|reste(?:nt)?|bleib\w+|weiterhin)(?![a-z])|続け|継続|"
    r"계속|ستبقي|تبقي"
)


def left(page: Page, proof: tuple[int, int]) -> list[Found]:
    """The countries that a withdrawal leaves, where it is one from a market and not of a model: by the sentence that
    says so, else by the title, else by the one that follows."""
    own = page.sentence_at(proof[0])
    places = [own, page.title, *page.lead] if own is not None else []
    for sentence in dict.fromkeys(s for s in places if s is not None):
        text = page.of(sentence)
        told = sentence in (own, page.title) or _QUITS.search(text)
        if not told or not _LEAVES_FROM.search(text) or (_GOES_ON.search(text) and sentence is not own):
            continue
        found: dict[str, Found] = {}
        for predicate, start, end in countries(page, sentence, "", provider=True):
            found.setdefault(predicate, (predicate, start, end))
        if not found:
            objects = [
                m for m in page.within(sentence, "jurisdiction") if _OBJECT.search(text[: m.start - sentence.start])
            ]
            found = {m.ref: (m.ref, m.start, m.end) for m in objects}
        found = found or {f[0]: f for f in _states(page, sentence)}
        if found:
            return list(found.values())
    return []


def near(page: Page, cues: list[Cue]) -> list[Sentence]:
    """The act's own sentences, prose first, then those that open the text."""
    own = list(dict.fromkeys(c.sentence for c in sorted(cues, key=lambda c: c.sentence.form == "title")))
    bullets = [
        s
        for o in own
        for s in page.sentences[o.index + 1 : o.index + 30]
        if s.form == "bullet" and _ends_in_colon(page, o)
    ]
    return list(dict.fromkeys([*own, *bullets, *page.lead]))


def _ends_in_colon(page: Page, sentence: Sentence) -> bool:
    return page.text.folded[sentence.end - 1 : sentence.end] in (":", "：")


def _owned_also(page: Page, sentence: Sentence, owned: list[Found]) -> list[Found]:
    """Those of whom one of the next two sentences says that the share of owners bars them too."""
    kind = owned[0][0].partition(":")[0]
    following = (s for s in page.sentences[sentence.index + 1 : sentence.index + 3] if _ALSO.search(page.of(s)))
    more = {m.ref: m for s in following for m in page.within(s, "jurisdiction") if m.sense != "demonym"}
    known = {p.partition(":")[2] for p, _, _ in owned} | {"US"}
    return [(f"{kind}:{ref}", m.start, m.end) for ref, m in more.items() if ref not in known]


def _owners(page: Page, sentence: Sentence) -> list[Found]:
    text = page.text.folded
    word = _OWNED_WORD.search(text, sentence.start, sentence.end)
    share = _OWNED.search(text, sentence.start, sentence.end)
    if not word or not share or abs(word.start() - share.start()) > 80:
        return []
    kind = "owned50" if share.group("half") else "owned-over50"
    places = list(dict.fromkeys(m.ref for m in page.within(sentence, "jurisdiction")))
    if not places:
        places = list(dict.fromkeys(m.ref for s in page.lead for m in page.within(s, "jurisdiction")))
    start, end = min(word.start(), share.start()), max(word.end(), share.end())
    return [(f"{kind}:{ref}", start, end) for ref in places if ref != "US"]
