"""Places and bodies that the catalogue lacks but that tell the country: states, cities, offices and their own words."""

import re
from functools import lru_cache

from events.reading.text import fold

_NAMES = {
    "US": (
        "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|"
        "iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|"
        "nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|"
        "pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|"
        "wisconsin|wyoming|san francisco|los angeles|chicago|redmond|capitol hill|austin|denver|white house|pentagon|"
        "u\\.?s\\.? senate|sens?\\. [a-z.]+ [a-z]+|senators? [a-z]+|\\((?:r|d)-[a-z]+\\.?\\)|house of representatives|"
        "h\\.r\\. \\d+|congress(?:ional|man|woman)?|gsa|general services administration|secretary of (?:defense|"
        "commerce|state)|"
        "department of (?:defense|commerce|war|homeland security)|unified school district|trump|biden|ntia|"
        "federal agencies|"
        "select committee on the ccp|house bill \\d+|national defense authorization act"
    ),
    "CA": "québec|quebec|ontario|alberta|british columbia|ottawa|treasury board",
    "GB": "england|scotland|wales|westminster|house of commons|whitehall|department for education|ofsted",
    "AU": "new south wales|queensland|canberra|esafety commissioner",
    "NZ": "wellington|public service act|members' bills|district health",
    "IN": "lok sabha|rajya sabha|new delhi|maharashtra|karnataka",
    "DE": (
        "bund(?:es(?:regierung|tag|rat|behörde\\w*|ministeri\\w+|minister\\w*|innenministeri\\w+|verwaltung|netzagentur|"
        "wehr|länder|amt\\w*|innenminister\\w*|verwaltungsgericht|verfassungsgericht|druckerei|datenschutz\\w*))|baden-württemberg|bayern|"
        "bayerisch\\w*|berliner?|brandenburg\\w*|bremen|hamburg\\w*|hessens?|hessisch\\w*|niedersachsens?|nrw|"
        "nordrhein-westfalen|rheinland-pfalz|saarland|sachsens?|sächsisch\\w*|thüringens?|schleswig-holstein|"
        "düsseldorf|münchen|kultusminister\\w*|heidelberger|frankfurt\\w*|wiesbaden|landesbeauftragte\\w*|landtag"
    ),
    "AT": "österreich\\w*|wien\\w*|ministerrat|nationalratswahl|bundesrechenzentrum|staatssekretär",
    "CH": (
        "schweiz\\w*|kantons?|kantonsrat|zürich|zürcher|bern(?:er)?|nationalrat\\w*|ständerat\\w*|bundeskanzlei|"
        "regierungsrat|regierungsrätin|conseil fédéral|conseil national|conseil des états|edöb|pfpdt|eidgenöss\\w+"
    ),
    "BE": "belges?|belgique|bruxellois\\w*|état fédéral|administration fédérale|wallon\\w*|flandre|flaman\\w*",
    "LU": "luxembourgeoise?s?|grand-duché|cssf",
    "FR": (
        "sénateurs?|sénatrices?|sénat|députés?|députées?|assemblée nationale|palais[- ]bourbon|conseil d'état|bercy|"
        "matignon|"
        "l'élysée|cnil|préfet\\w*|français\\w*|france|garde des sceaux|conseil constitutionnel|ppl|rectorat|"
        "académie de|"
        "proposition de loi|toulousain\\w*|parisien\\w*|dinum|anssi|juge des référés"
    ),
    "IT": "garante|agcm|palazzo chigi",
    "ES": "aepd|moncloa|congreso de los diputados|madrid",
    "JP": (
        "防衛省|総務省|文部科学省|文科省|経済産業省|経産省|デジタル庁|内閣府|金融庁|警察庁|厚生労働省|厚労省|農林水産省|"
        "国土交通省|国交省|個人情報保護委員会|首相|官房長官|都庁|都職員|東京都|大阪府|国会|参院|衆院|自衛隊"
    ),
    "KR": (
        "국정원|국가정보원|행안부|행정안전부|과기정통부|산업부|산업통상자원부|국방부|외교부|개인정보보호위원회|개인정보위|"
        "방통위|금융위|금융감독원|금감원|교육부|교육청|국회|서울시|경찰청|예탁결제원|예탁금융원|한국은행|중기부|식약처"
    ),
    "TW": "金管会|金融监督管理委员会|行政院|数位部|数发部|数位发展部|立法院|公务机关|经济部|国科会|台湾|台北|"
    "教育部长|卫福部",
    "CN": (
        "商务部|网信办|工信部|发改委|证监会|证监局|央行|公安部|国务院|全国人大|广东省?|上海市?|浙江省?|江苏省?|北京市|"
        "深圳市?|全省|省政务|市场监管总局|国家网信办|中华人民共和国|银保监会|金融监管总局"
    ),
    "PH": "manila|philippine\\w*|filipino|malacañang|afp",
    "ID": "jakarta|komdigi|kominfo",
    "MY": "kuala lumpur|mcmc|miti|putrajaya",
    "SG": "imda|straits times",
    "DK": "datatilsynet|københavn|copenhagen|folketing\\w*|danish|digst",
    "NO": "oslo|norwegian|stortinget",
    "SE": "stockholm|swedish|riksdag\\w*",
    "EU": (
        "european commission|europäische\\w* (?:kommission|union|parlament)|commission européenne|ki-verordnung|"
        "ai office|ki-büro|brüssel|"
        "bruxelles|brussels|(?<!adversarial )(?<!colorado )(?<!korea's )ai act|ia act|omnibus numérique|"
        "digital omnibus|règlement européen|high-risk ai systems|"
        "regulation \\(eu\\)|verordnung \\(eu\\)|conseil de l'ue|council of the eu|欧盟委员会|欧州委員会|유럽연합|"
        "유럽위원회|المفوضيه الاوروبيه"
    ),
    "IQ": "بغداد|العراقي\\w*|العراق",
    "EG": "المصري\\w*|القاهره",
    "KW": "الكويتي\\w*|الكويت",
    "DZ": "الجزائر\\w*",
    "JO": "الاردن\\w*|عمان",
    "SA": "السعودي\\w*|الرياض|المملكه",
    "AE": "الامارات\\w*|ابوظبي|دبي",
    "QA": "قطر\\w*|الدوحه",
    "BH": "البحرين\\w*|المنامه",
    "MA": "المغرب\\w*|الرباط",
    "TN": "تونس\\w*",
    "LB": "لبنان\\w*|بيروت",
    "OM": "سلطنه عمان|مسقط",
}
# Words that tell a body of the country only where the text is in that language.
_ONLY_IN = {
    "FR": ("fr",),
    "DE": ("de",),
    "CH": ("de", "fr", "it"),
    "AT": ("de",),
    "JP": ("ja",),
    "KR": ("ko",),
    "CN": ("zh",),
    "TW": ("zh",),
    "BE": ("fr", "de"),
    "LU": ("fr", "de"),
    "ES": ("es",),
    "IT": ("it",),
}


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for country, words in _NAMES.items():
        if language not in _ONLY_IN.get(country, (language,)):
            continue
        plain = "".join(fold(c) if ord(c) > 0x7F else c for c in words)
        made.append((country, re.compile(rf"(?<![a-zà-ÿ\u0620-\u064a])(?:{plain})(?![a-zà-ÿ])")))
    return tuple(made)


def places_in(folded: str, language: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Countries told by such words in a span, each with the place of the word."""
    found = [
        (country, m.start(), m.end())
        for country, pattern in _patterns(language)
        for m in pattern.finditer(folded, start, end)
    ]
    return sorted(found, key=lambda f: f[1])
