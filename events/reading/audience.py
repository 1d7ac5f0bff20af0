"""Whom an act bars, spares or lets in, as predicates."""

import re
from collections.abc import Iterator

from events.reading.cues import Cue
from events.reading.names import Mention
from events.reading.page import Page
from events.reading.sentences import Sentence

Found = tuple[str, int, int]

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
    r"(?:except(?: for| to)?|exempt(?:s|ed|ing)?|excluding|other than|does not apply to|outside of|unless|"
    r"but not (?:in|for|to|from)|sauf|"
    r"außer|除外|除了|を除|제외) ?(?:\w+ ){0,5}$"
)


# "Uganda remains barred": told beside the news, and no part of it.
_STAYS = re.compile(r",? (?:remains?|stays?|is still|are still|bleibt|bleiben|reste(?:nt)?)(?![a-z])")


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
    page: Page, cues: list[Cue], jurisdiction: str, provider_off: bool, deed: str = "provide", *, provider: bool = False
) -> list[Found]:
    """Predicates of those whom a restriction bars, each with the words that say so."""
    text = page.text.folded
    found: dict[str, Found] = {}
    for sentence in near(page, cues):
        public = _PUBLIC.search(text, sentence.start, sentence.end) if deed == "use" and jurisdiction else None
        if public and not provider:
            return [(_public_bodies(jurisdiction), public.start(), public.end())]
        owned = _owners(page, sentence)
        if owned:
            return owned
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
        for predicate, start, end in _countries(page, sentence, jurisdiction, provider=provider):
            if not (deed == "provide" and predicate == jurisdiction and _chips(page, sentence)):
                found.setdefault(predicate, (predicate, start, end))
        if found and not (provider and sentence in [c.sentence for c in cues]):
            break
    return list(found.values())


def _public_bodies(country: str) -> str:
    """The list of a country's public bodies, whether the catalogue holds it yet or not: never the whole country."""
    return f"list:{country.lower()}-public-bodies"


def _chips(page: Page, sentence: Sentence) -> bool:
    return page.words.chips.search(page.text.folded, sentence.start, sentence.end) is not None


def exempt(page: Page, cues: list[Cue], *, of_everyone: bool = False) -> list[Found]:
    """Countries that an act spares, every one of a list.

    Of an act that bars everybody also those it leaves alone: "all users outside the United States, Canada and Japan".
    """
    found: dict[str, Found] = {}
    for sentence in near(page, cues):
        for chain in _chains(page, sentence):
            if _is_spared(page, sentence, chain, outside=of_everyone):
                for m in chain:
                    found.setdefault(m.ref, (m.ref, m.start, m.end))
    return list(found.values())


def _is_spared(page: Page, sentence: Sentence, chain: list[Mention], *, outside: bool) -> bool:
    before = page.text.folded[max(sentence.start, chain[0].start - 40) : chain[0].start]
    return bool(_EXEMPT.search(before) or (outside and _OUTSIDE.search(before)))


# "inside or outside the United States" and "all users, those outside the United States included" spare nobody.
_OUTSIDE = re.compile(
    r"(?<![a-z])(?:everyone|everybody|anyone|(?:all|every|any) (?:\w+ )?(?:users?|customers?|accounts?|people|"
    r"companies|organi[sz]ations?|developers?)) outside (?:of )?(?:the )?$"
)


def admitted(page: Page, cues: list[Cue], jurisdiction: str, *, provider: bool = False) -> list[Found]:
    """Countries that a relaxation lets in; empty where it names none."""
    text = page.text.folded
    found: dict[str, Found] = {}
    for sentence in near(page, cues):
        if _STAY_OUT.search(text, sentence.start, sentence.end):
            continue
        for predicate, start, end in _countries(page, sentence, jurisdiction, provider=provider):
            if not (predicate == jurisdiction and any(_chips(page, s) for s in (sentence, *page.lead))):
                found.setdefault(predicate, (predicate, start, end))
        if found and not provider:
            break
    if not found and jurisdiction and not provider:
        for sentence in near(page, cues):
            public = _PUBLIC.search(text, sentence.start, sentence.end)
            if public:
                return [(_public_bodies(jurisdiction), public.start(), public.end())]
    return list(found.values())


_STAY_OUT = re.compile(
    r"(?<![a-z])(?:remains? (?:closed|blocked|off|unavailable|outside)|still (?:closed|not|cannot|blocked|excluded)|"
    r"continues? to be (?:blocked|excluded))|خارج القائمه|登録停止は続く|暂未|仍未|여전히"
)
_LEAVES_FROM = re.compile(
    r"market|quit|exit|region|country|countries|市场|市場|地区|시장|leave|leav|pull|wipes|marché|markt"
)


def left(page: Page, proof: tuple[int, int]) -> list[Found]:
    """The countries that a withdrawal leaves, where it is one from a market and not of a model."""
    sentence = page.sentence_at(proof[0])
    if sentence is None or not _LEAVES_FROM.search(page.text.folded, sentence.start, sentence.end):
        return []
    found: dict[str, Found] = {}
    for predicate, start, end in _countries(page, sentence, "", provider=True):
        found.setdefault(predicate, (predicate, start, end))
    return list(found.values())


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


_JOINED = re.compile(
    r"(?: ?\([^)]{1,24}\))?[\"'*]{0,3} ?(?:[,、·・/،]|sar)?,? ?\(?(?:and|or|und|oder|sowie|et|ou|y|e|including|"
    r"as well as|、|和|与|及|以及|와|과|및|و)? ?(?:also )?"
    r"(?:(?:au|aux|en|à|in|to|from|of|der|die|den|nach|aus|la|le|les|the|customers in|users in) ){0,2}(?:l'|"
    r"d')?(?:the |mainland )?[*]{0,2}"
)


def _chains(page: Page, sentence: Sentence) -> Iterator[list[Mention]]:
    """Countries that stand in one list."""
    chain: list[Mention] = []
    for m in page.within(sentence, "jurisdiction"):
        if chain and _JOINED.fullmatch(page.text.folded, chain[-1].end, m.start):
            chain.append(m)
        else:
            if chain:
                yield chain
            chain = [m]
    if chain:
        yield chain


def _countries(page: Page, sentence: Sentence, issuer: str, *, provider: bool) -> Iterator[Found]:
    """Countries where people are cut off or let in: "to China", "Chinese customers", "devices in Australia"."""
    text = page.text.folded
    for grouped in _GROUP.finditer(text, sentence.start, sentence.end):
        for one in re.findall(r"([ade]):(\d)", grouped.group("ids") or grouped.group("bare")):
            yield f"group:ear-{one[0]}{one[1]}", grouped.start(), grouped.end()
    for chain in _chains(page, sentence):
        first, last = chain[0], chain[-1]
        if _is_spared(page, sentence, chain, outside=True) or _STAYS.match(text[last.end : last.end + 24]):
            continue
        tied = [m for m in chain if _is_reached(page, sentence, m, "" if provider and len(chain) > 1 else issuer)]
        lead = text[max(sentence.start, first.start - 12) : first.start]
        told = provider and (
            len(chain) >= 3
            or lead.rstrip(" *").endswith((":", "："))
            or sentence.form == "bullet"
            or (
                first.start - sentence.start < 5
                and re.match(r" (?:will|are|is|can|may) ", text[last.end : last.end + 8])
            )
        )
        if not tied and not told:
            continue
        before = text[max(sentence.start, first.start - 40) : first.start]
        after = text[last.end : last.end + 40]
        for m in chain:
            if m.ref == issuer and len(chain) == 1 and m not in tied:
                continue
            for ref in _as_countries(page, m.ref):
                yield _tie(before, after, ref), m.start, m.end


def _tie(before: str, after: str, ref: str) -> str:
    """How somebody is bound to the country: by its seat, its nationals, its owners, or by being there."""
    if _HEADED.search(before):
        return f"hq:{ref}"
    if _NATIONAL.match(after):
        return f"national:{ref}"
    if re.match(r"-owned", after):
        return f"owned50:{ref}"
    return ref


def _is_reached(page: Page, sentence: Sentence, m: Mention, issuer: str) -> bool:
    """Whether an act reaches into that country, rather than comes from it or speaks of a thing that does."""
    text = page.text.folded
    before = text[max(sentence.start, m.start - 26) : m.start]
    after = text[m.end : m.end + 40]
    if _EXEMPT.search(text[max(sentence.start, m.start - 40) : m.start]) or re.match(
        r" (?:dollars?|government approval|time)", after
    ):
        return False
    people = _PEOPLE.match(after) or re.match(r"-owned", after)
    place = _TO.search(before) or _in_cjk(page, text, m.start, m.end)
    foreign_maker = m.ref == issuer and not people and not re.search(r"(?:in|to|dans|en|nach) (?:the )?$", before)
    if foreign_maker or not (people or place):
        return False
    return not (re.search(r"(?:of|from|by) (?:the )?$", before) and m.ref == issuer)


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
