"""Models that a table retires: one a row, with its day, by what the columns are called."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from events.reading.hosts import host_of
from events.reading.naming import Named, named, resolve, vendor_of
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern
from events.reading.when import times_of

_CELL = re.compile(r"\|")
_HEAD_DAY = pattern(
    r"date|shut|retire|sunset|eol|end of|removal|deadline|until|last day|off|datum|abschalt|ende|arrêt|fin |retrait|"
    r"jusqu|"
    r"下线|日期|停用|停止|终止|终了|終了|終了日|廃止|종료|중단|만료|تاريخ|ايقاف|انتهاء|نهايه"
)
# Columns that tell when it was said, or from when nobody new is let in, rather than from when it is gone.
_HEAD_SAID = pattern(
    r"announc|notice|notified|deprecat\w+ (?:on|date|since)|deprecat\w*$|legacy|active|launch|release|new |no new|"
    r"annonce|publi|ankündig|abgekündigt|veröffentlicht|发布|公告|通知|新|上线|告知|公開|発表|リリース|신규|공지|"
    r"출시|اعلان|اطلاق|جديد"
)
_HEAD_NEW = re.compile(
    r"replac|recommend|alternative|successor|substitut|move to|instead|migrat|ersatz|nachfolg|empfohl|remplac|"
    r"替代|推荐|代替|迁移|後継|移行先|推奨|대체|권장|بديل"
)
_HEAD_OLD = re.compile(
    r"model|modèle|modell|system|deprecated|retired|name|endpoint|api|version|snapshot|模型|モデル|모델|نموذج|النماذج"
)


@dataclass(frozen=True, slots=True)
class Retired:
    """One model that goes, the words that say so, and its last day where one is set."""

    model: Named
    proof: tuple[int, int]
    off_on: date | None = None
    off_span: tuple[int, int] | None = None
    happened_on: date | None = None
    happened: tuple[int, int] | None = None
    not_before: bool = False


def from_rows(page: Page, models: tuple[Named, ...], proof: tuple[int, int]) -> list[Retired]:
    """Rows of a table, by what their columns are called."""
    found: list[Retired] = []
    heads: list[str] = []
    happened = times_of(page, [s for s in page.lead if s.form != "row"], future=False)
    for sentence in (s for s in page.sentences if s.form == "row"):
        cells = _cells(page, sentence)
        if not heads:
            heads = [page.text.folded[a:b] for a, b in cells]
            continue
        off_on, span = _last_day(page, heads, cells)
        if off_on is None and _STAYS.search(page.of(sentence)):
            continue
        for head, (a, b) in zip(heads, cells, strict=False):
            if _HEAD_OLD.search(head) and not _HEAD_NEW.search(head) and not (_HEAD_DAY.search(head) and span):
                sooner = span is not None and "not sooner" in page.text.folded[span[0] - 24 : span[0]]
                here = [m for m in models if a <= m.start and m.end <= b] or _by_cell(page, head, a, b)
                found += [
                    Retired(m, proof, off_on, span, happened.happened_on, happened.happened, sooner) for m in here
                ]
    return found


def _last_day(page: Page, heads: list[str], cells: list[tuple[int, int]]) -> tuple[date | None, tuple[int, int] | None]:
    """The day of the last column of days that tells an end, with its place."""
    ends: list[tuple[date, tuple[int, int]]] = []
    for head, (a, b) in zip(heads, cells, strict=False):
        if not _HEAD_DAY.search(head) or _HEAD_SAID.search(head):
            continue
        days = page.days(a, b)
        short = _SHORT_DAY.search(page.text.folded, a, b) if not days else None
        if days:
            ends.append((days[0].day, (days[0].start, days[0].end)))
        elif short is not None and (made := _american(short)) is not None:
            ends.append((made, short.span()))
    return ends[-1] if ends else (None, None)


# A row of what is served still, in a table of all of a provider's models.
_STAYS = re.compile(
    r"(?<![a-z])(?:active|current|still served|supported|generally available|actif|aktiv|verfügbar)(?![a-z])|在用|"
    r"可用|提供中|정상|운영 중|متاح"
)
_SHORT_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:20)?(\d\d)(?![\d/])")
_CELL_NAME = re.compile(r"\s*`?([A-Za-z][\w.:/+-]*(?: [\w.:+-]+){0,4})`?\s*")


def _american(m: re.Match[str]) -> date | None:
    """A day as 10/05/26 in a table: month first, unless that cannot be."""
    first, second, year = int(m.group(1)), int(m.group(2)), 2000 + int(m.group(3))
    month, day = (second, first) if first > 12 else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_cell(page: Page, head: str, start: int, end: int) -> list[Named]:
    """A model that only its column tells: the whole cell is its name."""
    cell = _CELL_NAME.fullmatch(page.text.cased, start, end)
    if cell is None or not re.search(r"model|name|id|模型", head) or not re.search(r"[-\d]", cell.group(1)):
        return []
    name = page.quote(*cell.span(1))
    vendor, rest = vendor_of(page.catalog, name.replace("-", "/", 1) if "/" not in name else name)
    if vendor and resolve(page.catalog, rest, vendor) is not None:
        return [named(page, rest, vendor, *cell.span(1), code=True)]
    maker = page.home or host_of(page)
    return [named(page, name, maker, *cell.span(1), code=True)] if maker else []


def _cells(page: Page, row: Sentence) -> list[tuple[int, int]]:
    text = page.text.folded
    bars = [m.start() for m in _CELL.finditer(text, row.start, row.end)]
    if not text[row.start : row.end].startswith("|"):
        bars.insert(0, row.start - 1)  # a row whose bars stand between its cells only
    if not text[row.start : row.end].endswith("|"):
        bars.append(row.end)
    return [(a + 1, b) for a, b in pairwise(bars)]
