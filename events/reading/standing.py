"""Who acts where no rule saw it: the body, the provider or the country that the sentences of an act speak of."""

import re
from collections import defaultdict

from events.reading.actors import AGENCY, Actor, as_actor, body_of, most_exact, suffers
from events.reading.concepts import find_concepts
from events.reading.names import Mention
from events.reading.page import Page
from events.reading.places import places_in
from events.reading.reached import chains
from events.reading.sentences import Sentence
from events.reading.text import pattern

_OF_LANGUAGE = {"ko": "KR", "ja": "JP", "fr": "FR", "de": "DE", "zh": "CN", "it": "IT"}
_DOMAIN = re.compile(r"https?://(?P<host>[^/:]+)")
_NO_COUNTRY = frozenset({"ai", "io", "co", "tv", "me", "eu", "im", "ly", "to", "gg"})
# "Chinese chatbots", "US-made models": whose the thing is, not who acts.
_MADE = pattern(
    r"^[- ]?(?:made |based |owned |developed |trained |built |controlled |state |popular |homegrown |new |powerful )*"
    r"(?:ai |artificial[- ]intelligence |generative |open |large |language |deepseek |cloud )*"
    r"(?:models?|chatbots?|apps?|chips?|services?|software|systems?|tools?|assistants?|accelerators?|products?|"
    r"compan\w+|"
    r"firms?|labs?|start-?ups?|media|owners|ai(?![a-z])|applications?|technolog\w+|artificial intelligence|rivals?|"
    r"makers?|"
    r"dienste?|modelle?|apps|anbieter|ki(?![a-z])|firmen|entreprises?|modèles?|ia(?![a-z])|"
    r"的?(?:模型|芯片|大模型|企业|公司|应用|厂商)|大陆厂商|大陆|製|产|企業|系|산|의? ?(?:ai|앱|모델|기업))"
)
_MADE_BEFORE = re.compile(
    r"(?:made|hosted|developed|trained|built|headquartered|based|anbieter\w* (?:mit sitz )?|mit sitz|"
    r"dienste|apps?|models?|companies|firms|providers?|services?|hosté\w*|hébergé\w*|basé\w*|éditée?s?) "
    r"(?:in|from|of|aus|en|au|par) (?:mainland |the )?$"
)
_TO_PLACE = re.compile(
    r"(?<![a-z])(?:to|into|for|from|vers|pour|nach|für|aus|with|against|by customers in|billed from|of) "
    r"(?:the |mainland |la |le |les |l'|l )?$|(?:对|向|对于|从|往)$|"
    r"(?:الي|للا?|لل|من) ?$"
)
_OBJECT_AFTER = re.compile(r"^(?:への|からの|向け|への|에서의|로의|用户|开发者|地区)")
_ACTS = re.compile(
    r"^(?:'s)? (?:on \w+ )?(?:has |have |is |will |would |to )?"
    r"(?:ban|bar|block|order|restrict|suspend|lift|allow|approv|outlaw|prohibit|add|impos|eas|tighten|propos|"
    r"draft|drop|"
    r"vot|pass|announc|said|says|plan|mov|sign|made|makes|requir|delay|free|punt|put)"
)


def standing(page: Page, sentences: list[Sentence]) -> Actor | None:
    """The body named in those sentences or the lead; the site's own provider; a country's authority; a provider that
    is the subject; last the country where the text is at home."""
    places = list(dict.fromkeys([*sentences, *page.lead]))
    bodies = [m for s in places for m in page.within(s, "issuer") if not _only_reached(page, m)]
    official = _is_authority(page, sentences)
    if page.home and not (bodies and official):
        return Actor(page.home, page.catalog.jurisdiction_of(page.home) or "", True)
    subject = subject_provider(page, [*sentences, *([page.title] if page.title else [])])
    if subject is not None and not any(b.start < subject.start or _bidden(page, b) for b in bodies):
        return as_actor(page, subject)
    if bodies:
        return as_actor(page, most_exact(page, bodies))
    if _own_voice(page, official=official):
        return None
    provider = _provider(page, sentences)
    official = _is_authority(page, places)
    company = None if official or provider is not None else _company(page, places)
    if company is not None:
        return company
    country = country_of(page, places)
    if official or provider is None:
        if country is not None:
            return Actor(body_of(page, country[0]) if country[2] else "", country[0], False, country[1], True)
        home = _at_home(page)
        return Actor("", home, False, None, True, True) if home else _guess(page, provider)
    return as_actor(page, provider)


_WE = re.compile(
    r"(?<![a-z])(?:we|our|us|nous|notre|nos|wir|unser\w*)(?![a-z'])|我们|我司|当社|弊社|わたしたち|저희|우리 서비스|"
    r"لدينا|نحن|خدماتنا"
)
_OWN_PAGE = re.compile(
    r"https?://(?:help|docs?|blog|status|changelog|support|forum|platform|learn|aide|hilfe|console|developers?)\."
    r"|/(?:changelog|terms|terms-update|hilfe|help|release-notes|policy|legal)(?:/|$)"
)


def _own_voice(page: Page, *, official: bool) -> bool:
    """Somebody whom the catalogue lacks speaks of its own service: no country acts."""
    said = " ".join(page.of(s) for s in page.sentences[:6])
    own = _OWN_PAGE.search(page.document.url) is not None
    if own and not official:
        return True
    most = 1 if own else 2
    return len(_WE.findall(_QUOTED.sub(" ", said))) >= most


_COMPANY = re.compile(
    r"(?<![a-z])(?:start-?ups?|company|firm|maker|developer|vendor|entreprise|société|éditeur|jeune pousse|"
    r"unternehmen|anbieter|"
    r"start-up|hersteller|ki-anbieter|labs?)(?![a-z])|شركه|الشركه|社は|社、|(?<=[ァ-ヶA-Za-z])社|업체|회사|"
    r"스타트업|公司|企业"
)
_SEATED = re.compile(
    r"(?:based|headquartered) in (?:the )?$|مقرها $|基地(?:を置く)?$|(?:basée?|installée?) (?:à|en|au) $|"
    r"mit sitz in $"
)


def _company(page: Page, places: list[Sentence]) -> Actor | None:
    """A company that the catalogue lacks, in the country that is said of it ("British start-up", "米マリンAI")."""
    text = page.text.folded
    for sentence in places:
        company = _COMPANY.search(text, sentence.start, sentence.end)
        if company is None:
            continue
        near = (max(sentence.start, company.start() - 24), min(sentence.end, company.end() + 40))
        sign = re.match(r"(?:米|美|英|仏|独|中|韓)(?=[A-Za-zァ-ヶ])", text[sentence.start : sentence.start + 2])
        if sign:
            return Actor("", _SIGNS[sign.group()], True, (sentence.start, sentence.start + 1), True, True)
        for m in page.names(*near, "jurisdiction"):
            if m.sense == "demonym" and (m.end <= company.start() or page.language in ("ar", "fr")):
                return Actor("", m.ref, True, (m.start, m.end), True, True)
            if _SEATED.search(text[max(sentence.start, m.start - 30) : m.start]):
                return Actor("", m.ref, True, (m.start, m.end), True, True)
        for country, start, end in places_in(text, page.language, *near):
            if country != "EU":
                return Actor("", country, True, (start, end), True, True)
        return Actor("", _of_language(page), True, None, True, True)
    return None


def land_of(page: Page) -> str:
    """The country of a maker or host that the catalogue lacks: said of it, or that of the address or the language."""
    said = _company(page, list(page.lead))
    if said is not None and said.span is not None:
        return said.jurisdiction
    for sentence in page.lead[:2]:
        first = next(iter(page.within(sentence, "jurisdiction")), None)
        if (
            first is not None
            and first.start - sentence.start < 4
            and re.match(r"'s ", page.text.folded[first.end : first.end + 3])
        ):
            return first.ref
    return _at_home(page)


_SIGNS = {"米": "US", "美": "US", "英": "GB", "仏": "FR", "独": "DE", "中": "CN", "韓": "KR"}

_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"")

_SUBJECT_MARK = re.compile(
    r"^[\"'」』》)]*(?: [\w'-]+(?: on \w+)?)? ?(?:to (?!be )|宣布|发布|表示|称|将|于|今|已|正式|暂停|恢复|停止|"
    r"关闭|限制|は|が|"
    r"、|社は|"
    r"는|은|가|이|에서|\d|[a-z]+s |[a-z]+ed |has |have |will |said|says|a annoncé|hat |prive|ferme|suspend|sperrt|"
    r"nimmt|"
    r"stellt|öffnet|"
    r"ouvre|retire|met |cesse)"
)


def subject_provider(page: Page, sentences: list[Sentence]) -> Mention | None:
    """A provider (or its own service) that opens the title or a sentence of the act and does something there."""
    for sentence in sentences:
        for m in page.within(sentence, "provider", "model")[:1]:
            lead = page.text.folded[sentence.start : m.start]
            if len(lead) > 3 and not re.fullmatch(r"[^.]{0,34}(?: - |\) ?|- |社|米|美国|중국 )", lead):
                continue
            after = page.text.folded[m.end : min(sentence.end, m.end + 60)]
            if not suffers(after) and _SUBJECT_MARK.match(after):
                return m
    return None


def _guess(page: Page, provider: Mention | None) -> Actor | None:
    return as_actor(page, provider) if provider is not None else None


_OFFICIAL = re.compile(
    r"(?<![a-zà-ÿ])(?:governor|gov\.|attorney general|superintendent|school district|unified school|armed forces|"
    r"military|troops|"
    r"department|the state|state(?:-owned| agencies| devices| employees| equipment)|government(?:al)? |central bank|"
    r"legislat\w+|assembly|bill|house bill|act(?= (?:applies|takes))|statute|law(?=s? )|treasury|secretary|"
    r"prime minister|president trump|contracting officers|"
    r"secrétariat général|conseil (?:d'état|des ministres|fédéral|national)|sénat\w*|députée?s?|proposition de loi|"
    r"projet de loi|"
    r"tribun\w+|juge|préfet\w*|rectorat|arrêté|circulaire|état fédéral|administration fédérale|"
    r"bundes\w+|regierungsrat|ministerrat|gericht\w*|verwaltungsgericht|kommission|landesbeauftragte\w*|"
    r"kultusminist\w+|"
    r"innenminist\w+|landtag|nationalrat\w*|kanton\w*|verordnung|gesetz\w*|behörde\w*|beauftragte|"
    r"ministr\w+|president|board)(?![a-zà-ÿ])|"
    r"部|局|委|办法|条例|通知要求|防衛省|省は|庁|教育委|知事|都は|法|교육청|국정원|금융원|공사|부처|위원회|국회|"
    r"البنك المركزي|هيئه|سلطه|وزاره|الوزاره|مجلس|القرار|جهاز|المحكمه"
)


def _is_authority(page: Page, places: list[Sentence]) -> bool:
    """Whether those sentences speak of a ministry, a court, a regulator or the like."""
    text = page.text.folded
    if any(AGENCY.search(text, s.start, s.end) or _OFFICIAL.search(text, s.start, s.end) for s in places):
        return True
    said = [c for c in find_concepts(text, page.language) if c.name == "authority"]
    return any(s.start <= c.start < s.end for c in said for s in places)


_BIDDING = re.compile(
    r"(?:demands?|conditions?|orders?|requests?|requirements?|instructions?) (?:of|by|from) (?:the )?$"
)


def _bidden(page: Page, body: Mention) -> bool:
    """As in "after it met the demands of the Garante": the provider does what that body wants."""
    return bool(_BIDDING.search(page.text.folded[max(0, body.start - 30) : body.start]))


def _only_reached(page: Page, mention: Mention) -> bool:
    """A body that stands only as a place ("opened to the European Union"), not as one that acts."""
    before = page.text.folded[max(0, mention.start - 24) : mention.start]
    after = page.text.folded[mention.end : mention.end + 40]
    if page.catalog.issuers[mention.ref].id not in (
        "eu",
        f"{page.catalog.issuers[mention.ref].jurisdiction.lower()}-gov",
    ):
        return False
    return bool(
        re.search(
            r"(?:to|in|into|for|across|within|en|dans|prive|institutions of|in der|in die) (?:the |l'|all of the )?$",
            before,
        )
    ) and (not AGENCY.match(after.lstrip("'s ")))


def is_official(text: str, start: int, end: int) -> bool:
    """Whether that span speaks of an office, a law or a court."""
    return _OFFICIAL.search(text, start, end) is not None


_LEAST_WORTH = 0.7


def country_of(page: Page, places: list[Sentence], maker: str = "") -> tuple[str, tuple[int, int] | None, bool] | None:
    """The country whose authority the act's sentences and the lead speak of, by its name, its bodies and its places;
    where it is named, and whether that is by its own name. `maker` is the country of the service that is spoken of,
    which its name alone does not make the one that acts."""
    counts: dict[str, float] = defaultdict(float)
    first: dict[str, tuple[int, int]] = {}
    own: set[str] = set()
    text = page.text.folded
    for sentence in places:
        weight = 1.5 if sentence.form == "title" else 1.0
        together = {m.start for chain in chains(page, sentence) if len(chain) > 1 for m in chain}
        for m in page.within(sentence, "jurisdiction"):
            worth = 0.2 if m.start in together else _worth(page, sentence, m)
            if worth > 0:
                counts[m.ref] += worth * weight
                own.add(m.ref)
                first.setdefault(m.ref, (m.start, m.end))
        for country, start, end in places_in(text, page.language, sentence.start, sentence.end):
            counts[country] += (0.8 if country == "EU" else 1.6) * weight
            first.setdefault(country, (start, end))
    counts.pop(maker, None)
    home = _at_home(page, by_language=False)
    if home:
        counts[home] += 2.5
    if counts and page.language in _OF_LANGUAGE and not home:
        counts[_OF_LANGUAGE[page.language]] += 0.5 if page.language in ("fr", "de") else 1.2
    ref = max(counts, key=lambda country: counts[country], default="")
    if ref and counts[ref] < _LEAST_WORTH:
        return None
    return (ref, first.get(ref), ref in own) if ref else None


def _worth(page: Page, sentence: Sentence, mention: Mention) -> float:
    """How much a country's name speaks for its authority: most beside a body, least as a place that is reached."""
    text = page.text.folded
    if is_origin(page, mention):
        return 0.0
    before = text[max(sentence.start, mention.start - 34) : mention.start]
    after = text[mention.end : min(sentence.end, mention.end + 40)]
    if mention.sense == "demonym" and AGENCY.search(after):
        return 3.0
    body = list(AGENCY.finditer(before))
    if body and re.fullmatch(
        r"[ \w'-]{0,30} (?:of|in|for|von|de|du|des|d'|la|the)? ?(?:the |la |l')?", before[body[-1].end() :] + " "
    ):
        return 2.5
    if mention.start - sentence.start <= 3 and (_ACTS.match(after) or re.match(r"(?::| - |、|は|,)", after)):
        return 2.5
    if _TO_PLACE.search(before) or _OBJECT_AFTER.match(after):
        return 0.2
    return 1.0


def is_origin(page: Page, mention: Mention) -> bool:
    """Whether a country's name only says where a thing was made ("Chinese chatbots")."""
    before = page.text.folded[max(0, mention.start - 34) : mention.start]
    return bool(_MADE.match(page.text.folded[mention.end : mention.end + 50]) or _MADE_BEFORE.search(before))


def _provider(page: Page, sentences: list[Sentence]) -> Mention | None:
    """The provider that stands first in the act's sentences."""
    return next((m for s in sentences for m in page.within(s, "provider")), None)


def home_of_text(page: Page) -> str:
    """The country where a text is at home: that of its address, else of its language; "" where neither tells."""
    return _at_home(page)


def _at_home(page: Page, *, by_language: bool = True) -> str:
    """The country of the address or of the language."""
    domain = _DOMAIN.match(page.document.url.lower())
    host = domain.group("host") if domain else ""
    last = host.rsplit(".", 1)[-1]
    if last in ("gov", "mil"):
        return "US"
    code = last.upper() if len(last) == 2 and last not in _NO_COUNTRY else ""
    code = {"UK": "GB"}.get(code, code)
    if host == "ec.europa.eu" or host.endswith(".europa.eu"):
        return "EU"
    if code in page.catalog.jurisdictions:
        return code
    return _of_language(page) if by_language else ""


def _of_language(page: Page) -> str:
    said = page.document.language.lower()
    if page.language == "zh" and said.startswith(("zh-tw", "zh-hant")):
        return "TW"
    return _OF_LANGUAGE.get(page.language, "")
