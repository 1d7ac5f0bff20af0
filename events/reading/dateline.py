"""The day that a text gives itself, where nobody says when it was published: in a dateline, or on a line of its own."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from events.reading.calendar import Day, days_in, written_in
from events.reading.text import pattern

_HEAD = 170
"""Letters of the text's first lines in which a dateline ends."""

_FOOT = 120
"""Letters of the last lines in which a notice is signed and dated."""

_NEAR = 120
_DAYS_BEFORE = 3
"""A dateline may be so many days older than the day of publication and still be the day of the report."""

# A dateline's day stands first, or behind places and an agency that a mark sets apart from it; a mark ends it.
_MARKS = ",:·|/([【〔*•-"
_ARTICLE = re.compile(r"(?:^|(?<=[ *]))(?:the|le|am|den|vom|el|il|في|يوم) $")
_TOKEN = re.compile(r"[\[(【〔*_#>|/·•-]*(?:[^\W\d_][\w.'-]*)?[\],:|/·•*)(-]*")
_NO_SPACES = re.compile(r"[\[(【〔]?[\u3040-\u9fff\uac00-\ud7a3= ]{0,10}")
_PLACES = 7
_AFTER = pattern(
    r"(?: ?\d{1,2}:\d\d(?: ?uhr| ?[ap]\.?m\.?)?)? ?(?:$|\n|[-.:|)\]】〕·•*(（](?!\d)|电|讯|付|発|ロイター)"
)
_WIRE = re.compile(r"电|讯|付|発|ロイター| ?(?:共同|ロイター)")
_NO_DATELINE = re.compile(
    r"(?<![a-z])(?:effecti\w*|effekt\w*|in kraft|vigueur|from|until|by|ab|bis|dès|deadline|due)(?![a-z])|"
    r"生效|施行|起|截至|시행|سري"
)
_LABEL = pattern(
    r"[ *_#>|(\[-]*(?:(?:published|posted|updated|last (?:updated|modified|revised)|date|dated|issued|"
    r"stand|veröffentlicht|datum|aktualisiert|publié|mis en ligne|mis à jour|le|am|vom|fait à [\w-]+,?|"
    r"date de publication|"
    r"发布(?:时间|日期)?|日期|更新(?:时间|日期)?|公開日?|掲載日?|更新日|作成日|게시일?|등록일?|작성일?|تاريخ النشر|"
    r"نشر في|التاريخ)"
    r"(?: on| le| am| في)? ?[:：]? ?)?"
)
_LINE_END = re.compile(r"[ *_.)\]|]*")
_YEAR = re.compile(r"(?<![\d.,/-])(20[12]\d)(?![\d.,/-]*\d)(?!年)|(20[12]\d) ?[年년]")
_IN_ADDRESS = re.compile(r"/(20[12]\d)[/-]?(\d\d)[/-]?(\d\d)(?![\d])")


@dataclass(frozen=True, slots=True)
class Dated:
    """`day` is the text's own day, with its place (None where its address says it); `around` a day of the year of
    which it speaks, by which days without a year are understood."""

    day: date | None = None
    span: tuple[int, int] | None = None
    around: date | None = None


UNDATED = Dated()


def dated(folded: str, address: str = "") -> Dated:
    """What a text without a day of publication says of its own day; of a text that names no year, nothing."""
    stated = [d for d in days_in(folded, None) if d.stated]
    around = _around(folded, stated)
    found = _own(folded, days_in(folded, None, around=around)) if around else None
    if found is not None:
        day = found.day if found.stated else _in_its_year(folded, found, stated)
        return Dated(day, (found.start, found.end), day or around)
    named = _IN_ADDRESS.search(address)
    if named is not None:
        try:
            day = date(*map(int, named.groups()))
        except ValueError:
            return Dated(around=around)
        return Dated(day, None, day)
    return Dated(around=around)


def _around(folded: str, stated: list[Day]) -> date | None:
    """The first whole day that is written out; else the middle of the year that is named most often, then last."""
    if stated:
        return stated[0].day
    years = Counter(int(m.group(1) or m.group(2)) for m in _YEAR.finditer(folded))
    if not years:
        return None
    return date(max(years, key=lambda year: (years[year], year)), 7, 1)


def _in_its_year(folded: str, own: Day, stated: list[Day]) -> date | None:
    """A dateline without a year in the year named elsewhere, or in one beside it, where the weekday that the report
    names first bears it out or a whole day near it; None where nothing does: a wrong year is worse than none."""
    for year in (own.day.year + step for step in (0, 1, 2, 3, -1)):
        day = own.day.replace(year=year) if (own.day.month, own.day.day) != (2, 29) else own.day
        near = [d for d in days_in(folded, day, own.end, own.end + 3 * _HEAD) if d.weekday][:1]
        if near and 0 <= (day - near[0].day).days <= 1:
            return day
        if not near and any(abs((d.day - day).days) <= _NEAR and d.grain == "day" for d in stated):
            return day
    return None


def _own(folded: str, days: tuple[Day, ...]) -> Day | None:
    """The day of the dateline; else one that stands alone on one of the first or the last lines, or is the title."""
    whole = [d for d in days if d.grain == "day"]
    found = next((d for d in whole if _is_dateline(folded, d)), None)
    return found or next((d for d in whole if _stands_alone(folded, d)), None)


def dateline(folded: str, published: date) -> Dated:
    """The dateline of a text whose day of publication is known: it counts where it is that day or one just before."""
    start = _body(folded)
    for day in written_in(folded, published, start, start + _HEAD):
        if day.grain == "day" and not day.weekday and _is_dateline(folded, day):
            early = 0 <= (published - day.day).days <= _DAYS_BEFORE
            return Dated(day.day if early else None, (day.start, day.end), published)
    return Dated(around=published)


def _body(folded: str) -> int:
    """Where the first line below the title begins."""
    start = folded.find("\n") + 1
    while start < len(folded) and folded[start] in " \n":
        start += 1
    return start


def _is_dateline(folded: str, day: Day) -> bool:
    start = _body(folded)
    if not (start <= day.start and day.end <= start + _HEAD) or "\n" in folded[start : day.start]:
        return False
    if not _AFTER.match(folded, day.end) or not _sets_apart(folded[start : day.start]):
        return False
    if folded[day.start - 1 : day.start].isalpha() and not _WIRE.match(folded, day.end):
        return False
    return not _NO_DATELINE.search(folded, start, day.start)


def _sets_apart(before: str) -> bool:
    """Whether nothing stands before a day, or only places and an agency with a mark behind them."""
    before = _ARTICLE.sub("", before).rstrip(" ")
    if not before or _NO_SPACES.fullmatch(before):
        return True
    tokens = before.split()
    return before[-1] in _MARKS and len(tokens) <= _PLACES and all(_TOKEN.fullmatch(t) for t in tokens)


def _stands_alone(folded: str, day: Day) -> bool:
    first, last = folded.rfind("\n", 0, day.start) + 1, folded.find("\n", day.end)
    end = len(folded.rstrip())
    last = end if last < 0 else last
    if not _LABEL.fullmatch(folded, first, day.start) or not _LINE_END.fullmatch(folded, day.end, last):
        return False
    return day.end <= _body(folded) + 2 * _HEAD or day.start >= end - _FOOT
