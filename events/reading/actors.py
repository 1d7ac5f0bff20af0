"""Who acted: the body or provider that the sentence of the act makes its subject."""

import re
from dataclasses import dataclass, replace

from events.reading.cues import Cue
from events.reading.makers import main_provider
from events.reading.names import Mention
from events.reading.page import Page
from events.reading.text import pattern

_GENERAL = {"US": "us-gov", "CN": "cn-gov", "EU": "eu"}
_CAPITALS = {
    "washington": "US",
    "beijing": "CN",
    "brussels": "EU",
    "华盛顿": "US",
    "北京": "CN",
    "ワシントン": "US",
    "واشنطن": "US",
    "بكين": "CN",
}
_PASSIVE_BY = re.compile(r"(?<![a-z])(?:by|from|par|von|durch|vom)(?: the)? $")
AGENCY = re.compile(
    r"(?<![a-z])(?:regulators?|ministry|ministr\w+|authorit\w+|watchdog|commission\w*|cabinet|government|agency|"
    r"court|judge|customs|administration|officials|council|parliament|police|senators?|senate|lawmakers?|"
    r"congress\w*|house (?:panel|committee|of)"
    r"|garante|behörde|ministerium|regierung|autorité|gouvernement|ministère)(?![a-z])|政府|部门|监管|当局|省|庁|"
    r"委員会|정부|부처|"
    r"위원회|당국|وزاره|الحكومه|هيئه|السلطات"
)
_ORDERED = re.compile(
    r"(?<![a-z])(?:told|tells?|order\w*|direct(?:s|ed)|instruct\w*|requir\w+|let(?:s)?|allow\w*|permit\w*|"
    r"authori[sz]\w*|clear(?:s|ed)|notif\w+|inform\w*|assur\w+|forc\w+|ask\w*|ban\w*|bar\w*|block\w*|prohibit\w*"
    r"|approv\w+|grant\w*|agree\w*|list(?:s|ed)|add(?:s|ed)|against|gegen|contre|ordonn\w+|autoris\w+|weist|erlaubt|"
    r"批准|允许|要求|命令|对|向|致) (?:\w+ ){0,4}$"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """An issuer's, provider's or (bare) jurisdiction's id, with the place that names it."""

    ref: str
    jurisdiction: str
    provider: bool = False
    span: tuple[int, int] | None = None
    general: bool = False
    guessed: bool = False


def actor_of(page: Page, cue: Cue) -> Actor | None:
    """Whose act a cue tells: in its sentence, else in the title, else in the whole text; None where nobody is named."""
    sentence = cue.sentence
    if cue.why == "switched off":
        own = _switching(page, cue)
        if own is not None:
            return own
    before = [m for m in page.within(sentence, "issuer", "provider", "model", "jurisdiction") if m.end <= cue.start + 1]
    subject = _subject(page, before, cue)
    if subject is not None:
        return subject
    by = [
        m
        for m in page.within(sentence, "issuer", "jurisdiction")
        if _PASSIVE_BY.search(page.text.folded[max(0, m.start - 10) : m.start])
    ]
    if by:
        return as_actor(page, by[0])
    inside = [m for m in page.within(sentence, "issuer") if m not in before]
    if inside:
        return as_actor(page, inside[0])
    guess = _elsewhere(page, cue)
    return replace(guess, guessed=True) if guess else None


_COMPANY = re.compile(
    r"(?<![a-z])(?:the (?:company|firm|maker|lab|start-?up|developer)|it|l'entreprise|la société|das unternehmen|"
    r"der konzern"
    r"|der anbieter)(?![a-z])|同社|该公司|公司|이 회사|회사|업체|الشركه"
)
_SAID_LAST = re.compile(
    r"^ (?:wrote|said|announced|decided|confirmed|ruled|told|teilte|schrieb|a (?:écrit|annoncé|déclaré))"
)
_MODAL = re.compile(r"^(?:'s \w+)? (?:may|can|must|is allowed|are allowed|was allowed|has to|darf|peut|doit)(?![a-z])")
_SIGN = pattern(r"^(?P<sign>[美米미中중韓한日日伊英])(?=[,、，· ]|政府|정부|商務|상무|商务)")
_SIGNS = {
    "美": "US",
    "米": "US",
    "미": "US",
    "中": "CN",
    "중": "CN",
    "韓": "KR",
    "한": "KR",
    "日": "JP",
    "伊": "IT",
    "英": "GB",
}


def _switching(page: Page, cue: Cue) -> Actor | None:
    """Who switched a service off: the provider named in that sentence, or the company it goes on about."""
    makers = [m for m in page.within(cue.sentence, "provider") if not _is_told_before(page, m, cue)]
    if makers:
        return as_actor(page, min(makers, key=lambda m: abs(m.start - cue.start)))
    company = _COMPANY.search(page.text.folded, cue.sentence.start, cue.end)
    models = [m for m in page.mentions if m.kind == "model"]
    if company and models and not page.within(cue.sentence, "issuer"):
        ref = models[0].ref.split("/")[0]
        return Actor(ref, page.catalog.jurisdiction_of(ref) or "", True, company.span())
    return None


def _is_told_before(page: Page, maker: Mention, cue: Cue) -> bool:
    before = page.text.folded[max(cue.sentence.start, maker.start - 40) : maker.start]
    return maker.start < cue.start and bool(_ORDERED.search(before))


def _permitted(page: Page, maker: Mention, cue: Cue) -> Mention | None:
    """As in "Anthropic may again offer …, the department wrote": the body that says so."""
    if not _MODAL.match(page.text.folded[maker.end : maker.end + 20]):
        return None
    for body in page.within(cue.sentence, "issuer"):
        if _SAID_LAST.match(page.text.folded[body.end : body.end + 14]):
            return body
    return None


def _subject(page: Page, before: list[Mention], cue: Cue) -> Actor | None:
    """The first body named before the act; a provider only if nobody orders it about there."""
    bodies = [m for m in before if m.kind == "issuer"]
    places = [m for m in before if m.kind == "jurisdiction" and _acts(page, m, cue)]
    makers = [m for m in before if m.kind == "provider" and not _is_told(page, m, cue)]
    sign = _SIGN.match(page.text.folded[cue.sentence.start : cue.sentence.start + 4])
    if sign and not bodies and cue.sentence.form == "title":
        country = _SIGNS[sign.group("sign")]
        return Actor(body_of(page, country), country, False, (cue.sentence.start, cue.sentence.start + 1), True)
    if makers and (body := _permitted(page, makers[0], cue)) is not None:
        return as_actor(page, body)
    if makers and (not bodies or makers[0].start < bodies[0].start) and _leads(page, makers[0], cue):
        return as_actor(page, makers[0])
    if bodies:
        return as_actor(page, most_exact(page, bodies))
    if places:
        return as_actor(page, places[0])
    judge = _JUDGE.search(page.text.folded, cue.sentence.start, cue.start)
    if judge and not makers and "us-courts" in page.catalog.issuers and page.language == "en":
        return Actor("us-courts", "US", False, judge.span())
    if (local := _local(page, cue)) is not None:
        return local
    models = [m for m in before if m.kind == "model"]
    owners = {m.ref.split("/")[0] for m in models}
    said = [m for m in page.within(cue.sentence, "provider") if m.ref in owners and m.start >= cue.start]
    back = page.words.back.search(page.text.folded, cue.sentence.start, cue.sentence.end)
    if said and back:
        return as_actor(page, said[0])
    if back and models and cue.why == "freed" and cue.sentence.form != "title" and len(owners) == 1:
        return as_actor(page, models[0])
    return None


def most_exact(page: Page, bodies: list[Mention]) -> Mention:
    """Of a department and its bureau named side by side, the bureau."""
    for body in bodies:
        parents = {page.catalog.issuers[body.ref].parent, _grand(page, body.ref)}
        if any(other.ref in parents for other in bodies):
            return body
    return bodies[0]


def _grand(page: Page, ref: str) -> str | None:
    parent = page.catalog.issuers[ref].parent
    above = page.catalog.issuers.get(parent) if parent else None
    return above.parent if above else None


# "딥시크 접속", "DeepSeek の利用": what is used, not who acts.
_USED = re.compile(
    r"['\"」』]?(?:의|の|への|에 대한)? ?(?:접속|이용|사용|앱|다운로드|接続|利用|使用|アプリ|アクセス|"
    r"(?:을|를) (?:차단|금지|막|제한))"
)
_BODY = re.compile(
    r"(?<![\uac00-\ud7a3])[\uac00-\ud7a3]{2,9}(?:청|부|처|원|위|위원회|공사|은행|시|도)(?=(?:은|는|이|가|도)[ ,])"
)


def _local(page: Page, cue: Cue) -> Actor | None:
    """A body that the catalogue lacks, in the country of the language."""
    body = _BODY.search(page.text.folded, cue.sentence.start, cue.start) if page.language == "ko" else None
    return Actor("", "KR", False, body.span(), True) if body else None


# "DeepSeek may no longer be used", "DeepSeek banni": what the act is done to.
_SUFFERS = re.compile(
    r"^(?:'s)?[\"'」』》)]*(?: (?:ai|app|chatbot|r1|models?|chat|software|apps|assistant|services?))* ?"
    r"(?:(?:is|are|was|were|gets?|got|has been|have been|will be|to be|remains?|faces?|may|can|must|wins?|won|"
    r"receives?|"
    r"darf|dürfen|wird|sera|est|peut|doit) |(?:bann|barr|block|restrict|prohibit|remov|delist|proscri|interdi|"
    r"gesperrt|verboten|suspend|"
    r"exclu|off |out |back |again|access|users|use |de nouveau|wieder|and |, |or |et |und |のよう|等|など|"
    r"、[^、。]{1,14}(?:、|"
    r"など|等)))"
)

_BARRED_THING = re.compile(
    r"^(?:'s)?[\"'」』》)]*(?: (?:ai|app|chatbot|r1|software|artificial intelligence|apps|assistant|services?|and \w+|"
    r"or \w+))* ?"
    r"(?:(?:(?:is|are|was|were|has been|have been|will be|to be) (?:now |to be )?(?:bann|barr|block|prohibit|remov|"
    r"delist|unavail|suspend)|"
    r"(?:may|can|must) (?:no longer|not|again) )|(?:banned|barred|blocked|banni|proscrit|interdit|gesperrt|"
    r"verboten)(?!\w)|darf |のほか|」「)"
)


_NEXT_IN_LIST = re.compile(r"[\"'」』》)]{0,2} ?[·,、・/와과やと]{1,2} ?[\"'「『《(]{0,2}")
_AS_SUBJECT = re.compile(r"[\"'」』》)]{0,2}(?:\([^)]{1,20}\))?[\"'」』》]?(?:가|이|는|은|は|が|社は|社が|、)")


def _in_object_list(page: Page, maker: Mention) -> bool:
    """Whether it stands in a list of services of which a Korean or Japanese sentence does not make its subject."""
    named = [m for m in page.mentions if m.kind in ("provider", "model")]
    place = named.index(maker)
    last = place
    while last + 1 < len(named) and _NEXT_IN_LIST.fullmatch(page.text.folded, named[last].end, named[last + 1].start):
        last += 1
    before = place > 0 and _NEXT_IN_LIST.fullmatch(page.text.folded, named[place - 1].end, maker.start)
    return (last > place or bool(before)) and not _AS_SUBJECT.match(page.text.folded, named[last].end)


def suffers(after: str) -> bool:
    """Whether what follows a provider's name makes it the one to which the act is done."""
    return bool(_SUFFERS.match(after))


def _is_told(page: Page, maker: Mention, cue: Cue) -> bool:
    before = page.text.folded[max(cue.sentence.start, maker.start - 40) : maker.start]
    if _USED.match(page.text.folded[maker.end : maker.end + 12]):
        return True
    if page.words.verb_last and not page.home and _in_object_list(page, maker):
        return True
    if not page.home and _BARRED_THING.match(page.text.folded[maker.end : maker.end + 70]):
        return True
    return bool(_ORDERED.search(before)) or maker.start >= cue.start


def _leads(page: Page, maker: Mention, cue: Cue) -> bool:
    between = page.text.folded[maker.end : cue.start]
    if re.match(r"['’]s? (?!said|says)", between) or re.match(r"['’]s? ", between):
        return bool(AGENCY.search(between) is None and len(between) < 60)
    if page.names(maker.end, cue.start, "issuer"):
        return False
    return AGENCY.search(between) is None


_GETS = re.compile(
    r" (?:gets|got|wins|won|secures|secured|obtains|obtained|receives|received|تحصل|حصلت|获|得到|erhält|bekommt|"
    r"obtient|obtiene|ottiene|получ)"
)
_JUDGE = re.compile(
    r"(?<![a-z])(?:federal|district|appeals|circuit|supreme) (?:judge|court)|(?:judge|court) in (?:texas|california)"
)


def _acts(page: Page, place: Mention, cue: Cue) -> bool:
    """A country that stands as the subject ("Italy blocks …", "Washington told …"), not as a place of sale."""
    before = page.text.folded[max(cue.sentence.start, place.start - 14) : place.start]
    if re.search(
        r"(?<![a-z])(?:to|in|for|from|of|with|against|into|on|across|towards|nach|in|für|aus|vers|à|en|au|aux|pour|"
        r"الي|في|ل|من) (?:the |der |la |l')?$|(?:向|对|在|对于|至|从|来自|针对)$",
        before,
    ):
        return False
    after = page.text.folded[place.end : place.end + 60]
    if _GETS.match(after):
        return False
    if place.sense == "demonym" or re.match(
        r"(?:'s|’s)? (?:\w+ ){0,2}?(?:regulator|ministry|authorit|government|watchdog|customs|agency|court)", after
    ):
        return bool(AGENCY.search(after))
    begin = max(
        page.text.folded.rfind(mark, cue.sentence.start, place.start) for mark in (",", ":", ";", "、", "，", "。")
    )
    lead = place.start - max(begin, cue.sentence.start - 1) - 1
    return lead <= 10 and not re.match(r",? (?:and|or|und|et|oder|ou) |, [A-Za-z]+(?:,| and| or)", after)


def as_actor(page: Page, mention: Mention) -> Actor:
    span = (mention.start, mention.end)
    catalog = page.catalog
    if mention.kind in ("provider", "model"):
        ref = mention.ref.split("/")[0]
        return Actor(ref, catalog.jurisdiction_of(ref) or "", True, span)
    if mention.kind == "issuer":
        return Actor(mention.ref, catalog.issuers[mention.ref].jurisdiction, False, span)
    after = page.text.folded[mention.start : mention.end + 60]
    return Actor(special_body(page, mention.ref, after), mention.ref, False, span, True)


_PRIVACY = pattern(
    r"data protection|privacy|donn[ée]es|datenschutz|개인정보|个人信息|個人情報|البيانات|protezione dei dati"
)
_CHAMBERS = (
    (re.compile(r"senat"), "us-senate"),
    (re.compile(r"house|representatives"), "us-house"),
    (re.compile(r"lawmaker|congress"), "us-congress"),
)


def special_body(page: Page, country: str, words: str) -> str:
    """As in "Italian data protection authority", "US senators": the body of that country that such words mean."""
    if country == "US":
        for pattern, ref in _CHAMBERS:
            if pattern.search(words) and ref in page.catalog.issuers:
                return ref
    if (_PRIVACY.search(words) and AGENCY.search(words)) or (
        re.search(r"autorit|authorit|هيئه", page.text.folded) and _PRIVACY.search(words)
    ):
        for issuer in page.catalog.issuers.values():
            said = " ".join((issuer.name, *issuer.aliases)).lower()
            if issuer.jurisdiction == country and re.search(
                r"data protection|privacy|personal (?:data|information)|dati", said
            ):
                return issuer.id
    return body_of(page, country)


def body_of(page: Page, country: str) -> str:
    """The general government of a country, where the catalogue has one."""
    known = _GENERAL.get(country, f"{country.lower()}-gov")
    return known if known in page.catalog.issuers else ""


def _about_chips(page: Page, cue: Cue) -> bool:
    return page.words.chips.search(page.text.folded, cue.sentence.start, cue.sentence.end) is not None


def _elsewhere(page: Page, cue: Cue) -> Actor | None:
    """Nobody acts in the sentence: the title's or the lead's body, the publisher, the only body of the text."""
    for sentence in (*page.lead, *page.sentences[max(0, cue.sentence.index - 2) : cue.sentence.index]):
        bodies = page.within(sentence, "issuer")
        if bodies:
            return as_actor(page, most_exact(page, list(bodies)))
    for sentence in page.lead:
        for place in page.within(sentence, "jurisdiction"):
            after = page.text.folded[place.end : place.end + 40]
            if (place.sense == "demonym" and AGENCY.search(after)) or (
                place.sense != "demonym" and sentence.form == "title" and place.start == sentence.start
            ):
                return as_actor(page, place)
    if re.search(r"federal register|federalregister", page.document.source + page.document.url, re.IGNORECASE):
        return Actor("us-bis" if "bis" in page.text.folded else "us-gov", "US")
    capital = next((w for w in _CAPITALS if re.search(rf"(?<![a-z]){w}", page.text.folded[:600])), "")
    if capital:
        country = _CAPITALS[capital]
        at = page.text.folded.find(capital)
        return Actor(body_of(page, country), country, False, (at, at + len(capital)))
    first = next(iter(page.names(0, len(page.text.folded), "issuer")), None)
    if first is not None:
        return as_actor(page, first)
    demonym = next(
        (m for m in page.mentions if m.kind == "jurisdiction" and AGENCY.search(page.text.folded[m.end : m.end + 40])),
        None,
    )
    if demonym is not None:
        return as_actor(page, demonym)
    where = next((m for s in page.lead for m in page.within(s, "jurisdiction") if m.sense != "demonym"), None)
    if where is not None and cue.direction == "tighten" and _about_chips(page, cue):
        return as_actor(page, where)
    provider = main_provider(page)
    if provider:
        return Actor(provider, page.catalog.jurisdiction_of(provider) or "", True)
    return None
