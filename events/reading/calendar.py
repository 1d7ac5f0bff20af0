"""Days in a text: written out or relative to the day of publication, in the languages that are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from events.reading.text import fold, pattern

Grain = Literal["day", "month", "about"]

_MONTHS = {
    "january jan janvier januar يناير enero gennaio janeiro января": 1,
    "february feb février fevrier februar فبراير febrero febbraio fevereiro февраля": 2,
    "march mar mars märz marz مارس marzo março марта": 3,
    "april apr avril ابريل abril aprile апреля": 4,
    "may mai مايو mayo maggio maio мая": 5,
    "june jun juin juni يونيو junio giugno junho июня": 6,
    "july jul juillet juli يوليو julio luglio julho июля": 7,
    "august aug août aout اغسطس agosto августа": 8,
    "september sep sept septembre سبتمبر septiembre settembre setembro сентября": 9,
    "october oct octobre oktober okt اكتوبر octubre ottobre outubro октября": 10,
    "november nov novembre نوفمبر noviembre novembro ноября": 11,
    "december dec décembre decembre dezember dez ديسمبر diciembre dicembre dezembro декабря": 12,
}
_MONTH = {word: number for words, number in _MONTHS.items() for word in words.split()}
_DAYS = {
    "monday lundi montag الاثنين 周一 星期一 月曜 월요일 lunes lunedì segunda-feira понедельник": 0,
    "tuesday mardi dienstag الثلاثاء 周二 星期二 火曜 화요일 martes martedì terça-feira вторник": 1,
    "wednesday mercredi mittwoch الاربعاء 周三 星期三 水曜 수요일 miércoles mercoledì quarta-feira среду": 2,
    "thursday jeudi donnerstag الخميس 周四 星期四 木曜 목요일 jueves giovedì quinta-feira четверг": 3,
    "friday vendredi freitag الجمعه 周五 星期五 金曜 금요일 viernes venerdì sexta-feira пятницу": 4,
    "saturday samedi samstag السبت 周六 星期六 土曜 토요일 sábado sabato субботу": 5,
    "sunday dimanche sonntag الاحد 周日 星期日 星期天 日曜 일요일 domingo domenica воскресенье": 6,
}
_WEEKDAY = {fold(word): number for words, number in _DAYS.items() for word in words.split()}
_RELATIVE = {
    "today this_morning this_afternoon this_evening tonight aujourd'hui heute اليوم 今天 今日 本日 오늘 ce_jour": 0,
    "hoy oggi hoje сегодня": 0,
    "yesterday hier gestern امس 昨天 昨日 어제 last_night ayer ieri ontem вчера": -1,
    "tomorrow demain morgen غدا 明天 明日 내일 mañana domani amanhã завтра": 1,
}
_DAY_WORD = {fold(word.replace("_", " ")): step for words, step in _RELATIVE.items() for word in words.split()}
_ABOUT = (
    "this week|cette semaine|diese woche|dieser woche|هذا الاسبوع|本周|这周|今周|이번 ?주|days earlier|recently"
    "|in recent days|ces derniers jours|in diesen tagen|近日|日前|最近|近期|このほど|最近"
)
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_LATIN = r"(?<![a-z0-9à-ÿ])"
_FORMS = pattern(
    rf"(?P<iso>(?<![\w./-])(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\w-]))"
    rf"|(?P<dmy>(?<!\d)(?P<dd>\d{{1,2}})(?:st|nd|rd|th|er|"
    rf"\.)?(?: of| de)? (?P<dm>{_NAMES})\.?(?:,?(?: de)? (?P<dy>20\d\d))?(?![a-z]))"
    rf"|(?P<mdy>{_LATIN}(?P<mm>{_NAMES})\.? (?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%-]|"
    rf"\.\d)(?:,? (?P<my>20\d\d)(?!\d))?)"
    rf"|(?P<my2>{_LATIN}(?P<om>{_NAMES})\.?,? (?:of )?(?P<oy>20\d\d)(?!\d))"
    r"|(?P<slash>(?<![\d/.-])(?P<sy>20\d\d)(?:/|\. ?)(?P<sm>\d{1,2})(?:/|\. ?)(?P<sd>\d{1,2})(?![\d/-]))"
    r"|(?P<cjk>(?:(?P<cy>20\d\d) ?[年년] ?|令和 ?(?P<ry>\d{1,2}) ?年 ?|"
    r"民国 ?(?P<ty>1\d\d) ?年 ?)?(?P<cm>\d{1,2}) ?[月월] ?"
    r"(?P<cd>\d{1,2}) ?[日号일])"
    r"|(?P<cjm>(?P<cmy>20\d\d) ?[年년] ?(?P<cmm>\d{1,2}) ?[月월])"
    r"|(?P<bare>(?<![\d년월年月.,]) ?(?P<bd>\d{1,2}) ?[日일](?=\(|（|[ ,、]|(?:에|은|부터|까지|に|は|から|まで|付|"
    r"、)|[^\dに本間])(?!간|本|間))"
    r"|(?P<num>(?<![\d.])(?P<nd>\d{1,2})\.(?P<nm>\d{1,2})\.(?P<ny>20\d\d)(?!\d))"
)
_SPOKEN = sorted({**_WEEKDAY, **_DAY_WORD}, key=len, reverse=True)
_PLAIN_WORDS = re.compile(rf"(?<![a-z0-9à-ÿ])(?:{'|'.join(w for w in _SPOKEN if w.isascii())})(?![a-z])")
_WORDS = re.compile(rf"{_PLAIN_WORDS.pattern}|{'|'.join(w for w in _SPOKEN if not w.isascii())}")
_VAGUE = re.compile(rf"(?:{fold(_ABOUT)})")
_MONTH_ALONE = re.compile(
    rf"{_LATIN}(?:(?:last|this|in|since|en|im|seit|depuis|of|the|by|early|late|mid-?|"
    rf"since) )(?P<m>{_NAMES})(?![a-z'])(?! \d)"
    r"|(?:今年|去年|本年)? ?(?<!\d)(?P<cm>\d{1,2}) ?[月월](?! ?\d)"
)
_DIGIT = re.compile(r"\d+")
_WINDOW = 40
_CODE = re.compile(r"[a-z0-9]+(?:[-._:][a-z0-9.]+){1,}")


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in the text; `stated` tells a year that was written from one that was reckoned. `after` is the number
    of days that the text counts from the act; `day` then counts them from publication."""

    start: int
    end: int
    day: date
    grain: Grain
    stated: bool = True
    weekday: bool = False
    after: int = 0


def days_in(
    folded: str, published: date | None, start: int = 0, end: int | None = None, *, around: date | None = None
) -> tuple[Day, ...]:
    """All days in a span, in order; days without a year fall nearest to the day of publication, or where nobody says
    it nearest to `around`, by which nothing else is reckoned."""
    stop = len(folded) if end is None else end
    found = list(_written(folded, published, start, stop, around or published))
    if published is not None:
        written = [(d.start, d.end) for d in found if d.grain == "day"]
        taken = [(d.start, d.end) for d in found]
        for day in (
            *_reckoned(folded, published, start, stop),
            *_spoken(folded, published, start, stop),
            *_months(folded, published, start, stop),
        ):
            beside = day.weekday and any(
                re.fullmatch(r"[ ,(]{0,3}(?:the |den |dem |le )?", folded[day.end : a])
                for a, _ in written
                if day.end <= a <= day.end + 6
            )
            if not beside and not any(a < day.end and day.start < b for a, b in taken):
                found.append(day)
                taken.append((day.start, day.end))
    return tuple(sorted(found, key=lambda d: d.start))


def written_in(folded: str, published: date, start: int, end: int) -> tuple[Day, ...]:
    """The days of a span that are written out with figures, in order."""
    return tuple(_written(folded, published, start, min(end, len(folded)), published))


def _matches(folded: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Every written day holds a digit, so only the neighbourhoods of digits are looked through."""
    at = start
    while (digit := _DIGIT.search(folded, at, stop)) is not None:
        begin, end = max(at, digit.start() - _WINDOW), digit.end()
        while (more := _DIGIT.search(folded, end, min(stop, end + 2 * _WINDOW))) is not None:
            end = more.end()
        end = min(stop, end + _WINDOW)
        yield from _FORMS.finditer(folded, begin, end)
        at = end


def _written(folded: str, published: date | None, start: int, stop: int, around: date | None) -> Iterator[Day]:
    for m in _matches(folded, start, stop):
        if _inside_code(folded, m):
            continue
        year, month, day, grain = _parts(m)
        if not month and published is not None and day:
            made = _in_month(published, day, folded[max(0, m.start() - 6) : m.start("bd")])
            if made:
                yield Day(m.start(), m.end(), made, "day", False)
            continue
        made = _nearest(year, month, day or 1, around)
        if made is not None:
            yield Day(m.start(), m.end(), made, grain, year is not None)


def _parts(m: re.Match[str]) -> tuple[int | None, int, int, Grain]:
    def number(name: str) -> int | None:
        value = m.group(name)
        return int(value) if value else None

    if m.group("iso"):
        return number("iy"), number("im") or 0, number("id") or 0, "day"
    if m.group("dmy"):
        return number("dy"), _MONTH[m.group("dm")], number("dd") or 0, "day"
    if m.group("mdy"):
        return number("my"), _MONTH[m.group("mm")], number("md") or 0, "day"
    if m.group("my2"):
        return number("oy"), _MONTH[m.group("om")], 0, "month"
    if m.group("slash"):
        return number("sy"), number("sm") or 0, number("sd") or 0, "day"
    if m.group("cjk"):
        return _era(number("cy"), number("ry"), number("ty")), number("cm") or 0, number("cd") or 0, "day"
    if m.group("cjm"):
        return number("cmy"), number("cmm") or 0, 0, "month"
    if m.group("num"):
        return number("ny"), number("nm") or 0, number("nd") or 0, "day"
    return None, 0, number("bd") or 0, "day"


def _era(year: int | None, reiwa: int | None, minguo: int | None) -> int | None:
    """The year of our calendar of one that was counted from an accession or from the republic of 1912."""
    return year or (2018 + reiwa if reiwa else 1911 + minguo if minguo else None)


def _inside_code(folded: str, m: re.Match[str]) -> bool:
    """A number that is part of a model's id is no day."""
    before, after = folded[m.start() - 1 : m.start()], folded[m.end() : m.end() + 1]
    return (before in ("-", "_", "/") and before != "") or (after in ("-", "_", "/") and after != "")


def _nearest(year: int | None, month: int, day: int, published: date | None) -> date | None:
    if year is None and published is None:
        return None
    years = [year] if year is not None else [published.year - 1, published.year, published.year + 1]  # type: ignore[union-attr]
    made = [d for y in years if (d := _day(y, month, day)) is not None]
    if not made:
        return None
    if published is None:
        return made[0]
    return min(made, key=lambda d: abs((d - published).days))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _back(published: date, day: int) -> date | None:
    """The latest such day of a month that is not much after publication ("on the 17th", as Korean papers write)."""
    this = _day(published.year, published.month, day)
    if this is not None and (this - published).days <= 10:
        return this
    before = published.replace(day=1) - timedelta(days=1)
    return _day(before.year, before.month, day)


_THIS_MONTH = re.compile(r"(?:이달|本月|今月|当月|这个月|오는) ?$")
_NEXT_MONTH = re.compile(r"(?:내달|다음 ?달|来月|下月|下个月|翌月) ?$")


_AHEAD = re.compile(r"(?:next|coming|by|until|prochain|kommende[nmrs]?|nächste[nmrs]?|下|다음 ?주|来週の?|القادم) ?$")
_AHEAD_AFTER = re.compile(r" (?:prochain|القادم|المقبل)")
_BEGINS = re.compile(
    r"(?<![a-zà-ÿ])(?:from|starting|beginning|effective|ab|à partir de|à compter de|dès)(?: this| ce| de ce| on|"
    r" dem)? $"
)


def _in_month(published: date, day: int, before: str) -> date | None:
    """A day of this or the next month where the text says so; else the latest such day."""
    if _NEXT_MONTH.search(before):
        first = (published.replace(day=1) + timedelta(days=32)).replace(day=1)
        return _day(first.year, first.month, day)
    this = _day(published.year, published.month, day)
    if _THIS_MONTH.search(before) and this is not None and this >= published:
        return this
    return _back(published, day)


_ARABIC_MONTHS = {
    "كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9,
    "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12,
}  # fmt: skip
_ARABIC_ALL = {**{w: n for w, n in _MONTH.items() if not w.isascii()}, **_ARABIC_MONTHS}
_ARABIC_DAYS = {
    "الاول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6, "السابع": 7, "الثامن": 8, "التاسع": 9,
    "العاشر": 10,
}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?:(?P<word>{'|'.join(_ARABIC_DAYS)}) من|(?P<number>\d{{1,2}})) (?:شهر )?"
    rf"(?P<month>{'|'.join(sorted(_ARABIC_ALL, key=len, reverse=True))})(?![\u0620-\u064a])(?: (?P<year>20\d\d))?"
)
_ENDS = re.compile(
    rf"(?:(?:the )?end of|(?<![a-zà-ÿ])fin|(?<![a-zà-ÿ])ende|نهايه) (?:(?P<ym>the year|this year|l'année|des jahres|"
    rf"العام)|"
    rf"(?P<mm>the month|this month|du mois|des monats|الشهر)|(?P<nm>next month|du mois prochain)|"
    rf"(?P<name>{_NAMES})(?![a-z])(?: (?P<year>20\d\d))?)|year's end|year-end|jahresende|(?P<cy>今年底|年底前?|연말)|"
    rf"(?P<cm>本月底|(?<![\d来翌])月底前?|이달 말|(?<![\d来翌])月末)|(?P<dm>\d{{1,2}}) ?[月월] ?(?:末|底|말)|"
    rf"(?P<cn>来月末|다음 ?달 ?말|下月底)"
)
_NUMBERS = {
    "seven sept sieben سبعه": 7, "ten dix zehn عشره": 10, "fourteen quatorze vierzehn": 14,
    "fifteen quinze fünfzehn": 15, "thirty trente dreißig ثلاثين": 30,
    "forty-five quarante-cinq fünfundvierzig": 45, "sixty soixante sechzig ستين": 60,
    "ninety quatre-vingt-dix neunzig تسعين": 90, "一百二十": 120,
}  # fmt: skip
_NUMBER = {word: number for words, number in _NUMBERS.items() for word in words.split()}
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBER, key=len, reverse=True))})"
_AFTER_DAYS = re.compile(
    rf"(?<![a-zà-ÿ\d])(?P<a>{_N}) (?:calendar )?days (?:after (?:its |the )?(?:publication|signature|issuance)|"
    rf"from (?:today|now|"
    rf"publication|signature))"
    rf"|(?<![a-z])(?:in|(?:the )?effect of (?:her|his|the|its) (?:order|ruling|injunction) (?:by|for)|"
    rf"(?:will|does|shall) not (?:bite|take effect|apply) for) (?P<b>{_N}) days(?! (?:of|to))"
    rf"|(?<![a-zà-ÿ])(?P<c>{_N}) jours (?:après|à compter de) (?:sa|la|le)|(?<![a-zà-ÿ])dans (?P<d>{_N}) jours"
    rf"|(?<![a-zà-ÿ])(?P<e>{_N}) tage nach (?:der |ihrer |seiner )?(?:veröffentlichung|bekanntmachung|verkündung)|"
    rf"(?<![a-zà-ÿ])in (?P<f>{_N}) tagen"
    rf"|بعد (?P<g>{_N}) (?:يوما?|ايام)(?: من (?:تاريخ )?(?:نشره?ا?|صدوره?ا?))?"
    r"|(?:公布|发布)(?:之日)?起?(?:满)? ?(?P<h>\d{1,3}) ?[日天]后|公布後 ?(?P<i>\d{1,3}) ?日|"
    r"공포 ?후 ?(?P<j>\d{1,3}) ?일"
    r"|(?P<next>on the day (?:following|after) (?:that of )?(?:its |the )?publication|le lendemain de (?:sa|"
    r"la) publication|"
    r"am tag nach (?:der|ihrer) (?:veröffentlichung|verkündung|bekanntmachung)|公布の日の翌日)"
)
# One of these words stands in whatever the two patterns above find; to look for a word is much quicker.
_SAYS_END = ("end of", "fin ", "ende ", "year", "jahresende", "نهايه", "底", "末", "말")
_SAYS_DAYS = (
    " days",
    " day after",
    " day following",
    " jours",
    "lendemain",
    " tage",
    " tag nach",
    "بعد ",
    "后",
    "後",
    "후",
)
_PUBLISHED = re.compile(r"publi|veröffentl|bekanntm|verkünd|نشر|公布|发布|공포|now|today")
_EVE = re.compile(
    r"昨ᅠ?\(\d{1,2}\) ?日|(?<![一\d])昨\(|前日(?!比)|전날|(?P<two>avant-hier|vorgestern|前天|一昨日|그제|اول امس)"
)

# What such a day cannot do without: most texts hold none, and to look for a letter is quick.
_ARABIC = re.compile(r"[\u0620-\u064a]")
_EVE_SIGN = re.compile(r"[昨前전그ا]|avant-hier|vorgestern")


def _reckoned(folded: str, published: date, start: int, stop: int) -> Iterator[Day]:
    """Days told by an ordinal word, by the end of a month or year, by a number of days, or as the day before."""
    for m in _ORDINAL.finditer(folded, start, stop) if _ARABIC.search(folded, start, stop) else ():
        day = _ARABIC_DAYS[m.group("word")] if m.group("word") else int(m.group("number"))
        year = int(m.group("year")) if m.group("year") else None
        made = _nearest(year, _ARABIC_ALL[m.group("month")], day, published)
        if made is not None:
            yield Day(m.start(), m.end(), made, "day", year is not None)
    for m in _ENDS.finditer(folded, start, stop) if any(word in folded for word in _SAYS_END) else ():
        yield Day(m.start(), m.end(), _last_of(m, published), "day")
    for m in _AFTER_DAYS.finditer(folded, start, stop) if any(word in folded for word in _SAYS_DAYS) else ():
        said = next((v for k, v in m.groupdict().items() if v and k != "next"), "1")
        number = _NUMBER.get(said) or int(said)
        of_act = not _PUBLISHED.search(m.group())
        yield Day(m.start(), m.end(), published + timedelta(days=number), "day", after=number if of_act else 0)
    for m in _EVE.finditer(folded, start, stop) if _EVE_SIGN.search(folded, start, stop) else ():
        yield Day(m.start(), m.end(), published - timedelta(days=2 if m.group("two") else 1), "day")


def _last_of(m: re.Match[str], published: date) -> date:
    """The last day of the month or year that the words mean."""
    if m.group("name"):
        year = int(m.group("year")) if m.group("year") else None
        first = _nearest(year, _MONTH[m.group("name")], 1, published) or published
    elif m.group("dm"):
        first = _nearest(None, int(m.group("dm")), 1, published) or published
    elif m.group("mm") or m.group("cm"):
        first = published
    elif m.group("nm") or m.group("cn"):
        first = (published.replace(day=1) + timedelta(days=32)).replace(day=1)
    else:
        return date(published.year, 12, 31)
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _spoken(folded: str, published: date, start: int, stop: int) -> Iterator[Day]:
    for m in (_PLAIN_WORDS if folded.isascii() else _WORDS).finditer(folded, start, stop):
        word = m.group()
        if word in _DAY_WORD:
            yield Day(m.start(), m.end(), published + timedelta(days=_DAY_WORD[word]), "day")
            continue
        back = (published.weekday() - _WEEKDAY[word]) % 7
        before = folded[max(0, m.start() - 24) : m.start()]
        after = folded[m.end() : m.end() + 10]
        ahead = _AHEAD.search(before) or _AHEAD_AFTER.match(after)
        begins = _BEGINS.search(before) and back
        day = published + timedelta(days=(7 - back) if ahead or begins else -back)
        yield Day(m.start(), m.end(), day, "day", True, True)
    for m in _VAGUE.finditer(folded, start, stop):
        yield Day(m.start(), m.end(), published, "about")


def _months(folded: str, published: date, start: int, stop: int) -> Iterator[Day]:
    for m in _MONTH_ALONE.finditer(folded, start, stop):
        month = _MONTH[m.group("m")] if m.group("m") else int(m.group("cm"))
        made = [_day(published.year + step, month, 1) for step in (-1, 0, 1)]
        days = [d for d in made if d is not None]
        if days:
            day = min(days, key=lambda d: abs((d - published).days))
            yield Day(m.start(), m.end(), day, "month", False)
