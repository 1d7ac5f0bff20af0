"""Groups of people or bodies that an act names by what they are: minors, staff, contractors, unverified accounts."""

from events.predicates import group_of_country
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern

Found = tuple[str, int, int]

# Those that a country has, and those that a provider tells apart among its own customers.
_GROUPS = (
    (
        "minors",
        (
            r"under[- ]?(?:18|16|15|14|13)s?(?![\d%])|(?:anyone|people|users|those|persons|children|nobody|"
            r"minors) (?:under|below|aged under|younger than)"
            r"|minors?(?![a-z])|teen(?:ager)?s?(?![a-z])|children(?![a-z])|unter 1[3-8]|ab 16 jahren|minderjährig\w*|"
            r"moins de 1[3-8] ans|"
            r"mineur\w*|未成年|미성년|청소년|18歳未満|未満の|القاصر\w*|menores"
        ),
    ),
    (
        "schools",
        (
            r"students?(?![a-z])|pupils?(?![a-z])|school\w*|kitas?(?![a-z])|schulen?(?![a-z])|schüler\w*|"
            r"élèves?|lycé\w+|초등|학교|学生|学校|生徒|"
            r"school district|chromebooks"
        ),
    ),
    (
        "defence-contractors",
        (
            r"(?:defen[sc]e|pentagon|military) contract\w*|contractors?(?![a-z])|(?:contracts|awards?) (?:with|"
            r"for) the (?:department|pentagon)|"
            r"contracting officers|solicitations and contracts|防衛産業|방산"
        ),
    ),
    (
        "financial-institutions",
        (
            r"(?:financial|securities|fund|insurance) (?:compan\w+|firms?|institutions?)|banks?(?![a-z])|"
            r"insurers?(?![a-z])|banken?(?![a-z])|"
            r"banques?(?![a-z])|gestionnaires? de fonds|金融機関|金融机构|银行|金融业|证券公司|基金公司|금융회사|"
            r"금융권|"
            r"은행|المصارف|البنوك|邦銀|"
            r"メガ"
        ),
    ),
    (
        "critical-infrastructure",
        (
            r"critical (?:infrastructure|services)|grid operators|utilities(?![a-z])|opérateurs? d'importance vitale|"
            r"kritische\w* infrastruktur\w*|"
            r"基幹インフラ|关键信息基础设施|주요 ?기반 ?시설"
        ),
    ),
    ("health-bodies", r"hospitals?(?![a-z])|hôpitaux|medical cent(?:er|re)s|医学中心|医院|병원|病院|health bodies"),
    (
        "armed-forces",
        (
            r"soldiers?(?![a-z])|troops?(?![a-z])|military personnel|armed forces|reservists|airmen|自衛隊員|"
            r"隊員|장병|"
            r"soldat\w*"
        ),
    ),
    ("courts", r"in (?:the )?courts?(?![a-z])|juridictions|tribunaux(?![a-z])|avocats"),
    (
        "unverified-organizations",
        (
            r"unverified|complete (?:identity|organi[sz]ation) verification|organi[sz]ation verification|"
            r"verified organi[sz]ation|not verified|未认证|本人確認"
        ),
    ),
    (
        "without-approved-application",
        (
            r"asks? for an application|institutional e-?mail|manual approval|request form|gated(?![a-z])|"
            r"apply for access"
        ),
    ),
    (
        "new-customers",
        (
            r"new (?:\w+ ){0,2}(?:customers|projects|subscri\w+|users|accounts)|"
            r"no prior usage|新规用户|新客户|新規(?:登録|受付|申込)|신규 ?(?:가입|고객)|neukunden|"
            r"nouveaux (?:clients|"
            r"abonnés)"
        ),
    ),
    (
        "free-accounts",
        (
            r"free[- ](?:tier|plan|accounts?|users?)|developer tier|non-paying|offre (?:gratuite|experiment)|"
            r"الحسابات المجانيه|بالمشتركين|"
            r"kostenlose\w* (?:konten|versionen)|무료 ?(?:이용자|계정)|無料(?:プラン|ユーザー)|免费用户"
        ),
    ),
    (
        "subscribers",
        (
            r"(?:plus|pro|heavy|business|paid|paying)(?:,? (?:plus|pro|business|and|or))* (?:subscribers|users|"
            r"customers|"
            r"workspaces|plans?|organi[sz]ations?)|"
            r"유료 ?이용자|有料会員|付费用户|abonnés payants|billing enabled"
        ),
    ),
    (
        "unsupported-countries",
        (
            r"not on (?:its|our|the) supported list|unsupported (?:countries|regions)|"
            r"nicht unterstützte\w* (?:regionen|"
            r"länder\w*)|(?:pays|régions) non pris\w* en charge|不(?:受)?支持(?:的)?(?:国家|地区)|"
            r"지원하지 않는 (?:국가|지역)"
        ),
    ),
    (
        "ownership-not-declared",
        (
            r"(?:not declared|undeclared|unsupported (?:region|territor|countr|jurisdiction)\w*)|country of concern|"
            r"countries of concern"
        ),
    ),
    ("app-developers", r"(?:ai|model|chatbot) (?:providers|developers|makers)(?![a-z])|chatbots may no longer"),
    ("exporters", r"exporters?(?![a-z])|輸出者|出口商|出口经营者"),
)
_PATTERN = pattern("|".join(rf"(?P<g{i}>(?<![a-zà-ÿ])(?:{words}))" for i, (_, words) in enumerate(_GROUPS)))
# "citing risks to minors": why an act is done, not whom it bars.
_ONLY_THOUGHT_OF = pattern(
    r"(?:risks? (?:to|for)|protect\w*|harm\w*|dangers? (?:to|for)|safety of|sake of|abuse of|images? of|depict\w*|"
    r"schutz (?:von|der)|protection des|protéger|防范|保护|偽画像|保護) ?(?:the |les |des |der )?$"
)


def group_in(page: Page, sentences: list[Sentence], country: str) -> list[Found]:
    """The first group that those sentences name, as a list predicate; of a country where one is given."""
    text = page.text.folded
    for sentence in sentences:
        for m in _PATTERN.finditer(text, sentence.start, sentence.end):
            if _ONLY_THOUGHT_OF.search(text[max(sentence.start, m.start() - 34) : m.start()]):
                continue
            name = _GROUPS[int((m.lastgroup or "g0")[1:])][0]
            there = f"{country.lower()}-{name}"
            return [(f"list:{there if group_of_country(there) else name}", m.start(), m.end())]
    return []
