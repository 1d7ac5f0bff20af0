"""Whom an act bars, spares or lets in, as predicates."""

import re
from collections.abc import Iterator

from events.reading.cues import Cue
from events.reading.page import Page
from events.reading.sentences import Sentence

_OWNED = re.compile(
    r"(?P<over>more than|over|above|majority|mehr als|plus de|超过|초과|超) ?(?:50|fifty)?|"
    r"(?P<half>at least (?:50|half)|"
    r"50 ?(?:percent|per cent|%) or more|(?:50|half) or more|au moins 50|mindestens 50|50 ?%以上|50% 이상)"
)
_OWNED_WORD = re.compile(
    r"(?<![a-z])(?:own(?:ed|ership)|controlled|majority-owned|détenu\w*|im besitz|gehör\w+)(?![a-z])|持股|拥有|"
    r"控股|所有|지분|"
    r"مملوك"
)
_TO = re.compile(
    r"(?<![a-z])(?:to|in|for|into|bound for|destined for|from|of|within|across|au|aux|en|à|vers|nach|für|von|aus|zu|"
    r"در|الي|في|ل)(?: the| der| die| la| l'|)?(?: mainland)? ?$"
)
_PEOPLE = re.compile(
    r"^(?:'s)? ?-?(?:\w+ ){0,2}?(?:users?|customers?|buyers?|companies|firms|developers|entities|organi[sz]ations?|"
    r"importers?|labs?|market|accounts|citizens|nationals|residents|consumers|agencies|ministries|officials|"
    r"government devices|utilisateurs?|nutzer\w*|kunden"
    r"|用户|客户|企业|公司|开发者|利用者|企業|사용자|이용자|기업|개발자)"
)
_ANYWHERE = re.compile(r"(?<![a-z])anywhere in the world(?![a-z])|全球任何地方|世界中のどこで")
_HEADED = re.compile(r"(?:headquartered|based|with headquarters) in(?: the)? $|siège (?:en|au) $|mit sitz in $")
_NATIONAL = re.compile(r"^ (?:nationals?|citizens?|passport)|^(?:公民|国民|国籍)")
_GROUP = re.compile(
    r"(?:country groups? (?P<ids>[ade]:\d(?:(?:, | and |, and | or )[ade]:\d)*)|"
    r"(?<![\w:])(?P<bare>[ade]:\d) (?:countr|nation|destination))"
)
_PUBLIC = re.compile(
    r"(?<![a-zà-ÿ])(?:(?:government|federal|official|work|state|ministerial|parliamentary)"
    r"(?:[- ](?:owned|issued|run))? (?:\w+ )?(?:devices?|agenc(?:y|ies)|employees|staff|computers|phones|smartphones|"
    r"laptops|networks?|contractors|departments|bodies|workers|personnel|equipment)|(?:executive|public) (?:agencies|"
    r"bodies|institutions|servants|sector|administrations?|officials)|civil servants?|ministries|(?:lawmakers'|"
    r"officials') (?:phones|devices)|"
    r"bundesverwaltung|bundesbehörden|behörden|dienstgeräte\w*|diensthandys?|beamten?|öffentliche\w* (?:verwaltung|"
    r"stellen|dienst)|fonctionnaires|agents (?:publics|de l'état)|appareils (?:officiels|gouvernementaux|"
    r"professionnels|publics)|administrations? publiques?|administraci[óo]n p[úu]blica|funcionarios|"
    r"dispositivos (?:oficiales|gubernamentales|governativi)|pubblica amministrazione|dipendenti pubblici|"
    r"administração pública|servidores públicos)(?![a-zà-ÿ])"
    r"|공공기관|정부 ?부처|정부 ?기관|공무원|관공서|업무용 ?(?:pc|컴퓨터|기기)|政府機関|省庁|官公庁|公務員|行政機関|"
    r"公用端末|政府机构|政府部门|公务员|公务设备|联邦机构|联邦机关|公家机关|公务机关|政府设备|الجهات الحكوميه|"
    r"الاجهزه الحكوميه|موظفي الحكومه|المؤسسات الحكوميه"
)
_EXEMPT = re.compile(
    r"(?:except(?: for| to)?|exempt(?:s|ed|ing)?|excluding|other than|does not apply to|outside of|unless|sauf|"
    r"außer|除外|除了|を除|제외) ?(?:\w+ ){0,5}$"
)


def barred(
    page: Page, cues: list[Cue], jurisdiction: str, provider_off: bool, deed: str = "provide"
) -> list[tuple[str, int, int]]:
    """Predicates of those whom a restriction bars, each with the words that say so."""
    text = page.text.folded
    found: dict[str, tuple[str, int, int]] = {}
    for sentence in _near(page, cues):
        public = _PUBLIC.search(text, sentence.start, sentence.end) if deed == "use" and jurisdiction else None
        if public:
            return [(_public_bodies(jurisdiction), public.start(), public.end())]
        owned = _owners(page, sentence)
        if owned:
            return owned
        everyone = page.words.everyone.search(text, sentence.start, sentence.end)
        if provider_off and everyone:
            return [("*", everyone.start(), everyone.end())]
        anywhere = _ANYWHERE.search(text, sentence.start, sentence.end)
        if anywhere:
            return [("*", anywhere.start(), anywhere.end())]
        foreign = page.words.foreign.search(text, sentence.start, sentence.end)
        if foreign and jurisdiction:
            who = "not:us-person" if jurisdiction == "US" else f"not:national:{jurisdiction}"
            return [(who, foreign.start(), foreign.end())]
        for predicate, start, end in _countries(page, sentence, jurisdiction):
            if not (deed == "provide" and predicate == jurisdiction and _chips(page, sentence)):
                found.setdefault(predicate, (predicate, start, end))
        if found:
            break
    return list(found.values())


def _public_bodies(country: str) -> str:
    """The list of a country's public bodies, whether the catalogue holds it yet or not: never the whole country."""
    return f"list:{country.lower()}-public-bodies"


def _chips(page: Page, sentence: Sentence) -> bool:
    return page.words.chips.search(page.text.folded, sentence.start, sentence.end) is not None


def exempt(page: Page, cues: list[Cue]) -> list[tuple[str, int, int]]:
    return [
        (m.ref, m.start, m.end)
        for sentence in _near(page, cues)
        for m in page.within(sentence, "jurisdiction")
        if _EXEMPT.search(page.text.folded[max(sentence.start, m.start - 40) : m.start])
    ]


def admitted(page: Page, cues: list[Cue], jurisdiction: str) -> list[tuple[str, int, int]]:
    """Countries that a relaxation lets in; empty where it names none."""
    found: dict[str, tuple[str, int, int]] = {}
    for sentence in _near(page, cues):
        for predicate, start, end in _countries(page, sentence, jurisdiction):
            if not (predicate == jurisdiction and any(_chips(page, s) for s in (sentence, *page.lead))):
                found.setdefault(predicate, (predicate, start, end))
        if found:
            break
    return list(found.values())


def _near(page: Page, cues: list[Cue]) -> list[Sentence]:
    own = list(dict.fromkeys(c.sentence for c in sorted(cues, key=lambda c: c.sentence.form == "title")))
    return [*own, *(s for s in page.lead if s not in own)]


def _countries(page: Page, sentence: Sentence, issuer: str) -> Iterator[tuple[str, int, int]]:
    """Countries where people are cut off or let in: "to China", "Chinese customers", "devices in Australia"."""
    text = page.text.folded
    for grouped in _GROUP.finditer(text, sentence.start, sentence.end):
        for one in re.findall(r"([ade]):(\d)", grouped.group("ids") or grouped.group("bare")):
            group = f"ear-{one[0]}{one[1]}"
            if group in page.catalog.groups:
                yield f"group:{group}", grouped.start(), grouped.end()
    if _GROUP.search(text, sentence.start, sentence.end) and not page.within(sentence, "jurisdiction"):
        return
    last = -1
    for m in page.within(sentence, "jurisdiction"):
        before = text[max(sentence.start, m.start - 26) : m.start]
        joined = last >= 0 and bool(
            re.fullmatch(
                r",? ?\(?(?:and|or|und|oder|et|ou|y|e|including|、|和|与|及|와|과|و)? ?(?:also )?(?:the )?",
                text[last : m.start],
            )
        )
        after = text[m.end : m.end + 40]
        if _EXEMPT.search(text[max(sentence.start, m.start - 40) : m.start]):
            continue
        people = _PEOPLE.match(after)
        place = _TO.search(before) or _in_cjk(page, text, m.start, m.end)
        foreign_maker = m.ref == issuer and not people and not re.search(r"(?:in|to|dans|en|nach) (?:the )?$", before)
        if foreign_maker or not (people or place or joined):
            continue
        if re.search(r"(?:of|from|by) (?:the )?$", before) and m.ref == issuer:
            continue
        last = m.end
        for ref in _as_countries(page, m.ref):
            if _HEADED.search(before):
                yield f"hq:{ref}", m.start, m.end
            elif _NATIONAL.match(after):
                yield f"national:{ref}", m.start, m.end
            else:
                yield ref, m.start, m.end


def _in_cjk(page: Page, text: str, start: int, end: int) -> bool:
    if page.language not in ("zh", "ja", "ko", "ar"):
        return False
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    return bool(
        re.search(r"(?:对|向|在|于|从|往|输|及)$|(?:الي|في|ل|علي|ضمن|تصنيف) ?$|(?:للا|لل|ل)$", before)
        or re.match(
            r"(?:境内|国内|市场|用户|企业|的|出口|向け|への|での|で|国内|企業|에서|으로|로|에|내|의|국내|시장|向)",
            after,
        )
    )


def _as_countries(page: Page, ref: str) -> tuple[str, ...]:
    """A union stands for itself; a region that is only a set of countries for its members."""
    country = page.catalog.jurisdictions.get(ref)
    if country is None or ref == "EU" or not country.members:
        return (ref,)
    return tuple(country.members)


def _owners(page: Page, sentence: Sentence) -> list[tuple[str, int, int]]:
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
