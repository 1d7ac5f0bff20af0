"""The countries into which an act reaches, as a sentence names them: alone, in lists, and by what of them it means."""

import re
from collections.abc import Iterator

from events.reading.bodies import body_of_country
from events.reading.names import Mention
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern

Found = tuple[str, int, int]

_TO = pattern(
    r"(?<![a-zà-ÿ])(?:to|in|for|into|bound for|destined for|from|of|within|across|outside|under|"
    r"au|aux|en|à|vers|dans|depuis|d'|de|du|des|pour|nach|für|von|vom|aus|zu|im|beim|"
    r"در|الي|في|ل|من|عن)(?: the| der| die| den| dem| la| le| les| l'|l')?"
    r"(?: (?:mainland|continental|destinations? of|bar|بر))?(?: the)? ?$|(?<![a-zà-ÿ])d'$|"
    r"\bof the destinations of the $"
)
_PEOPLE = pattern(
    r"^(?:'s|-based)? ?-?(?:\w+ ){0,2}?(?:users?|customers?|buyers?|companies|firms|developers|entities|"
    r"organi[sz]ations?|"
    r"importers?|labs?|market|accounts|citizens|nationals|residents|consumers|agencies|ministries|officials|groups|"
    r"government devices|storefronts?|app stores?|website|addresses|networks|internet providers|"
    r"utilisateurs?|entreprises|clients|abonnés|développeurs|nutzer\w*|kund\w+|unternehmen|firmen|entwickler\w*|"
    r"app-stores?"
    r"|用户|客户|企业|公司|实体|开发者|账户|帐户|地区|利用者|企業|メーカー|사용자|이용자|기업|개발자|업체|고객)"
)
_AMONG = pattern(
    r"(?:among them|including(?: for the first time)?|such as|darunter|dont|notamment|namely|بينها|ومنها|"
    r"بدءا ب)(?: the| la| l')? ?$"
)
_QUALIFY = pattern(
    r"(?:,? (?:and|[a-z]+) [a-z]+)? (?:would|will|can|may|now) (?:also |all )?(?:qualify|apply|join|be (?:added|"
    r"allowed|admitted))"
)
_PEOPLE_BEFORE = pattern(
    r"(?:utilisateurs|entreprises|clients|abonnés|développeurs|sociétés|acheteurs|comptes|المستخدمين|شركات|الشركات|"
    r"كيانات|شركه|المطورين|السوق) $"
)
_HEADED = pattern(r"(?:headquartered|based|with headquarters) in(?: the)? $|siège (?:en|au) $|mit sitz in $")
_NATIONAL = pattern(r"^ (?:nationals?|citizens?|passport)|^(?:公民|国民|国籍)")
_GROUP = pattern(
    r"(?:country groups? (?P<ids>[ade]:\d(?:(?:, | and |, and | or )[ade]:\d)*)|"
    r"(?<![\w:])(?P<bare>[ade]:\d) (?:countr|nation|destination)|"
    r"(?<![\w:])(?P<cjk>[ade]:\d)(?=(?:国|組|组|그룹|국가)))"
)
_EXEMPT = pattern(
    r"(?:except(?: for| to)?|exempt(?:s|ed|ing)?|excluding|other than|does not apply to|outside of|unless|"
    r"but not (?:in|for|to|from)|sauf|hormis|à l'exception d\w+|(?:tiers|extérieur|dehors) (?:à|de) (?:la |l')?|"
    r"außer(?:halb)?|ausgenommen|mit ausnahme|除外|除了|を除|제외|باستثناء) ?(?:\w+ ){0,5}$"
)
# "Uganda remains barred", "the United Kingdom is not concerned": told beside the news, and no part of it.
_STAYS = pattern(
    r"[^.;,]{0,40}?,? (?:remains?|stays?|is still|are still|(?:will|must|would) still|bleib\w+|reste(?:nt)?|"
    r"(?:is|are) not (?:affected|concerned|covered)|"
    r"would not(?! be)|(?:n'est|ne sont) pas concern\w+|(?:ist|sind) nicht betroffen)(?![a-z])|"
    r"[^。、]{0,14}(?:での|への)?[^。、]{0,10}(?:は続く|対象外|影響(?:は)?ない|提供は続ける)|"
    r"[^。，,]{0,12}不受影响|[^.,]{0,24}(?:대상에서 빠졌|영향을 받지)"
)
# Where a company or service is at home says nothing of whom an act reaches.
_SEAT = pattern(
    r"(?:incorporated|registered|founded|headquartered|based|hosted|operated|established|listed|stored|servers?|"
    r"moved|units?|subsidiar\w+|offices?|hébergé\w*|installée?|basée?|sitz|gegründet|gespeichert) "
    r"(?:in|at|to|on|from|en|au|à|aux)(?: the| mainland)? $"
)
_FLOWS_TO = pattern(
    r"(?:data(?! ?cent)|transfer\w*|übermittlung|nutzerdaten|données|transfert\w*|daten(?!zentr)\w*|storage|"
    r"stor(?:e|es|ed|ing)|send\w*|sent|"
    r"servers?|leak\w*)(?: \w+){0,4} (?:to|in|nach|en|vers|au) (?:the |mainland )?$|"
    r"(?:数据|资料|个资|データ|情報)[^。，、]{0,12}(?:至|到|于)$"
)
_JOINED = pattern(
    r"\)?(?: ?\([^)]{1,24}\))?[\"'*]{0,3}(?: ?地区| ?sar)? ?(?:[,、·・/،]|sar)?,? ?\(?"
    r"(?:and|or|und|oder|sowie|et|ou|y|e|und auch|ni|including|plus|nor|"
    r"as well as|、|和|与|及|以及|或|や|と|および|並びに|와|과|및|그리고|و|او)? ?"
    r"(?:(?:also|one|two|three|four|five|six|seven|eight|nine|ten|\d+|(?:its |their |a |an )?(?:branch|"
    r"affiliates?|units?|"
    r"subsidiar(?:y|ies)|entities|entity|companies|firms|parties)|auch|erstmals) ){0,3}"
    r"(?:(?:under|au|aux|dans|en|à|in|im|to|from|of|for|der|die|den|dem|nach|aus|von|für|la|le|les|de|des|du|"
    r"the|customers in|users in|destination of|companies in|ال|في|الي|من) ){0,3}(?:l'|d')?(?:the |mainland )?[*]{0,2}"
)
_HONG_KONG_MACAU = pattern(r"港、?澳")
# The signs by which headlines write a country beside the word for where to: "対中", "輸中", "对华", "대중(對中)".
_SIGNED = pattern(r"(?:对|対|輸|输|銷|销|赴|入)(?:中|华|華)(?!东|央)|対(?:ロ|露)|중(?=공장)")


def countries(page: Page, sentence: Sentence, issuer: str, *, provider: bool) -> Iterator[Found]:
    """Countries where people are cut off or let in: "to China", "Chinese customers", "devices in Australia"."""
    text = page.text.folded
    for grouped in _GROUP.finditer(text, sentence.start, sentence.end):
        ids = grouped.group("ids") or grouped.group("bare") or grouped.group("cjk")
        for one in re.findall(r"([ade]):(\d)", ids):
            yield f"group:ear-{one[0]}{one[1]}", grouped.start(), grouped.end()
    for chain in chains(page, sentence):
        yield from _of_chain(page, sentence, chain, issuer, provider=provider)
    if page.language in ("zh", "ja", "ko"):
        for signed in _SIGNED.finditer(text, sentence.start, sentence.end):
            if issuer != "CN":
                yield ("RU" if signed.group()[-1] in "ロ露" else "CN"), signed.start(), signed.end()
        for both in _HONG_KONG_MACAU.finditer(text, sentence.start, sentence.end):
            yield "HK", both.start(), both.end()
            yield "MO", both.start(), both.end()


def _of_chain(page: Page, sentence: Sentence, chain: list[Mention], issuer: str, *, provider: bool) -> Iterator[Found]:
    text = page.text.folded
    first, last = chain[0], chain[-1]
    if is_spared(page, sentence, chain, outside=True) or _STAYS.match(
        text[last.end : min(sentence.end, last.end + 60)]
    ):
        return
    before = text[max(sentence.start, first.start - 60) : first.start]
    after = text[last.end : min(sentence.end, last.end + 40)]
    if _SEAT.search(before) and not _HEADED.search(before):
        return
    if _FLOWS_TO.search(before):
        return
    tied = [m for m in chain if _is_reached(page, sentence, m, "" if provider and len(chain) > 1 else issuer)]
    if not tied and not (provider and _is_told(text, sentence, chain)):
        return
    for m in chain:
        if m.ref == issuer and len(chain) == 1 and m not in tied:
            continue
        body = body_of_country(text, sentence, m) if m.ref != issuer or provider else ""
        if body:
            yield f"list:{m.ref.lower()}-{body}", m.start, m.end
            continue
        for ref in _as_countries(page, m.ref):
            yield _tie(before, after, ref), m.start, m.end


def _is_told(text: str, sentence: Sentence, chain: list[Mention]) -> bool:
    """A provider that names three countries or more, or one by itself, speaks of where it serves."""
    first, last = chain[0], chain[-1]
    lead = text[max(sentence.start, first.start - 12) : first.start]
    return (
        len(chain) >= 3
        or lead.rstrip(" *").endswith((":", "："))
        or sentence.form == "bullet"
        or (
            first.start - sentence.start < 5
            and re.match(r" (?:will|are|is|can|may) ", text[last.end : last.end + 8]) is not None
        )
    )


def chains(page: Page, sentence: Sentence) -> Iterator[list[Mention]]:
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


# "inside or outside the United States" and "all users, those outside the United States included" spare nobody.
_OUTSIDE = pattern(
    r"(?<![a-z])(?:everyone|everybody|anyone|(?:all|every|any) (?:\w+ )?(?:users?|customers?|accounts?|people|"
    r"companies|organi[sz]ations?|developers?)) outside (?:of )?(?:the )?$"
)


def is_spared(page: Page, sentence: Sentence, chain: list[Mention], *, outside: bool) -> bool:
    """Whether an act leaves the countries of that list alone."""
    before = page.text.folded[max(sentence.start, chain[0].start - 40) : chain[0].start]
    return bool(_EXEMPT.search(before) or (outside and _OUTSIDE.search(before)))


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
    before = text[max(sentence.start, m.start - 34) : m.start]
    after = text[m.end : min(sentence.end, m.end + 40)]
    if _EXEMPT.search(text[max(sentence.start, m.start - 40) : m.start]) or re.match(
        r" (?:dollars?|government approval|time)", after
    ):
        return False
    people = (
        _PEOPLE.match(after)
        or re.match(r"-owned", after)
        or _PEOPLE_BEFORE.search(before)
        or body_of_country(text, sentence, m)
    )
    place = bool(_TO.search(before) or _AMONG.search(before) or _in_cjk(page, text, m.start, m.end))
    if not place and not people:
        place = _QUALIFY.match(after) is not None
    if m.sense == "demonym" and not people and not re.search(r"(?:to|for|in|من|في|الي) (?:the |ال)?$", before):
        place = place and page.language not in ("en", "de", "fr")
    foreign_maker = m.ref == issuer and not people and not re.search(r"(?:in|to|dans|en|nach) (?:the )?$", before)
    if foreign_maker or not (people or place):
        return False
    return not (re.search(r"(?:of|from|by) (?:the )?$", before) and m.ref == issuer)


_REACHED_AFTER = pattern(
    r"等地|(?:地区|大陆)?(?:等地?)?(?:境内|国内|市场|用户|企业|实体|的|出口|向け|への|での|で|からの|から|に(?!よ)|"
    r"企業|所在|에서|으로|로|에|내|의|국내|시장|行|행|발|向|"
    r" ?(?:수출|공장|시장|이용자|사용자|기업|개발자))"
)


def _in_cjk(page: Page, text: str, start: int, end: int) -> bool:
    if page.language not in ("zh", "ja", "ko", "ar"):
        return False
    before, after = text[max(0, start - 8) : start], text[end : end + 8]
    return bool(
        re.search(
            r"(?:对|向|在|于|从|往|输|及|来自|面向|对于|至)$|대\(对\)$|(?:الي|في|ل|علي|ضمن|تصنيف|من|عن) ?$|"
            r"(?:للا|لل|ل)$",
            before,
        )
        or _REACHED_AFTER.match(after)
    )


def _as_countries(page: Page, ref: str) -> tuple[str, ...]:
    """A union stands for itself; a region that is only a set of countries for its members."""
    country = page.catalog.jurisdictions.get(ref)
    if country is None or ref == "EU" or not country.members:
        return (ref,)
    return tuple(country.members)
