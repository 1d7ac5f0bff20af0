"""Days as tables write them: "2026-03-26", "Dec 11, 2026", "5/22/2026", "Not sooner than June 9, 2027", "N/A"."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ISO = r"(?P<iy>(?:19|20)\d\d)[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})(?!\d)"
_US = r"(?P<um>\d{1,2})/(?P<ud>\d{1,2})/(?P<uy>(?:19|20)\d\d)(?!\d)"
_WORD = rf"{_MONTH.format('wm')}\s+(?P<wd>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<wy>(?:19|20)\d\d)"
_TURNED = rf"(?P<td>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('tm')},?\s+(?P<ty>(?:19|20)\d\d)"
_DAY = re.compile(rf"(?<![\w/.-])(?:{_ISO}|{_US}|{_WORD}|{_TURNED})", re.IGNORECASE)
_BARE_MONTH = re.compile(
    rf"(?<![\w/.-])(?:{_MONTH.format('wm')},?\s+(?P<wy>(?:19|20)\d\d)|(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)(?![-\d]))",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:not?|never)\s+(?:sooner|earlier|before)|at\s+(?:the\s+)?earliest|earliest|or\s+later|not?\s+before",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CellDay:
    """A day, and whether it is only the earliest one."""

    on: str = ""
    not_before: bool = False


def cell_day(text: str) -> CellDay:
    """The day of a cell; the first where it names several (it goes somewhere first), none where it names none.

    A bare month is the earliest day it can mean.
    """
    days = sorted(day for m in _DAY.finditer(text[:1000]) if (day := _day(m)))
    at_least = bool(_AT_LEAST.search(text))
    if days:
        return CellDay(days[0].isoformat(), at_least)
    month = _BARE_MONTH.search(text[:1000])
    first = _first_of(month) if month else None
    return CellDay(first.isoformat(), True) if first else CellDay()


def _day(m: re.Match[str]) -> date | None:
    for year, month, day in (("iy", "im", "id"), ("uy", "um", "ud"), ("wy", "wm", "wd"), ("ty", "tm", "td")):
        if m.group(year):
            return _made(int(m.group(year)), m.group(month), int(m.group(day)))
    return None


def _first_of(m: re.Match[str]) -> date | None:
    return _made(int(m.group("wy") or m.group("iy")), m.group("wm") or m.group("im"), 1)


def _made(year: int, month: str, day: int) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(year, number, day)
    except ValueError:
        return None
