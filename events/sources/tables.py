"""Tables and lists of a page, in Markdown or HTML: cells as plain words, each with the headings above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import html

from events.sources.plain_text import cleaned, parsed_html

MAX_TABLES = 300
MAX_ROWS = 5_000
MAX_CELLS = 40
MAX_LINE = 20_000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))
_HTML = re.compile(
    r"\ufeff?\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype|html|head|body|table|div|main|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_MD_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
_MD_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_MD_ITEM = re.compile(r"(\s*)[*+-]\s+(.*)$")
_MD_SPLIT = re.compile(r"(?<!\\)\|")
_MD_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_MD_MARKS = re.compile(r"\\([\\`*_{}\[\]()#+.!|$-])")
_TAG = re.compile(r"<[^<>]{1,400}>")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and those of them that the page marks as code."""

    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`headings` are those above it, from the top of the page down; rows are as long as the page wrote them."""

    headings: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under headings; `before` are the lines between the last heading and the list, the last one nearest."""

    headings: tuple[str, ...]
    before: tuple[str, ...]
    items: tuple[Cell, ...]


@dataclass
class Page:
    """All of a page that can hold rows."""

    tables: list[Table] = field(default_factory=list)
    lists: list[Listing] = field(default_factory=list)


class _Headings:
    """The headings that stand above a place."""

    def __init__(self) -> None:
        self._by_level: dict[int, str] = {}

    def enter(self, level: int, words: str) -> None:
        self._by_level = {above: said for above, said in self._by_level.items() if above < level} | {level: words}

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self._by_level[level] for level in sorted(self._by_level))


def read_page(text: str) -> Page:
    """The tables and lists of a page, whichever of the two languages it is written in."""
    return _from_html(text) if is_html(text) else _from_markdown(text)


def is_html(text: str) -> bool:
    return bool(_HTML.match(text[:4096]))


def plain(text: str) -> str:
    """One line of words: every sort of hyphen is one, and no mark of the page is left."""
    return " ".join(cleaned(text.translate(_DASHES)).split())


def _from_html(text: str) -> Page:
    page = Page()
    root = parsed_html(text)
    if root is None:
        return page
    above = _Headings()
    before: list[str] = []
    for element in root.iter("table", "ul", "p", *_HEADINGS):
        if element.tag in _HEADINGS:
            above.enter(int(element.tag[1]), plain(element.text_content()))
            before = []
        elif element.tag == "p":
            if next(element.iterancestors("table", "li"), None) is None:
                before.append(plain(element.text_content()))
        elif element.tag == "ul":
            if next(element.iterancestors("table", "nav", "ul", "header", "footer"), None) is None:
                items = tuple(_html_cell(item) for item in element.findall("li"))[:MAX_ROWS]
                page.lists.append(Listing(above.path, tuple(before[-6:]), items))
        elif len(page.tables) < MAX_TABLES and next(element.iterancestors("table"), None) is None:
            page.tables.append(_html_table(element, above.path))
    return page


def _html_table(table: html.HtmlElement, headings: tuple[str, ...]) -> Table:
    rows = [tuple(_html_cell(cell) for cell in list(row.iter("td", "th"))[:MAX_CELLS]) for row in table.iter("tr")]
    rows = [row for row in rows if row][: MAX_ROWS + 1]
    head = tuple(cell.text for cell in rows[0]) if rows else ()
    return Table(headings, head, tuple(rows[1:]))


def _html_cell(element: html.HtmlElement) -> Cell:
    # A line break or an item ends a word: "us-east-1" and "us-west-2" below it are two.
    parts = [str(part) for part in element.itertext()]
    codes = tuple(filter(None, (plain(code.text_content()) for code in element.iter("code"))))
    glued = "".join(parts) if next(element.iter("br", "li", "p", "div"), None) is None else " ".join(parts)
    return Cell(plain(glued), codes)


def _from_markdown(text: str) -> Page:
    page = Page()
    above, fenced = _Headings(), False
    before: list[str] = []
    lines = [line[:MAX_LINE] for line in text.replace("\r\n", "\n").split("\n")]
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            continue
        elif found := _MD_HEADING.match(line):
            above.enter(len(found.group(1)), _md_plain(found.group(2)))
            before = []
        elif "|" in line and at < len(lines) and _is_rule(lines[at]):
            body = list(_while_row(lines, at + 1))
            at += 1 + len(body)
            if len(page.tables) < MAX_TABLES:
                rows = tuple(tuple(_md_cell(cell) for cell in _md_cells(row)) for row in body[:MAX_ROWS])
                page.tables.append(Table(above.path, tuple(_md_plain(cell) for cell in _md_cells(line)), rows))
        elif _MD_ITEM.match(line):
            body = list(_while_item(lines, at - 1))
            at += len(body) - 1
            depth = min(len(m.group(1)) for row in body if (m := _MD_ITEM.match(row)))
            items = [m.group(2) for row in body if (m := _MD_ITEM.match(row)) and len(m.group(1)) == depth]
            page.lists.append(Listing(above.path, tuple(before[-6:]), tuple(map(_md_cell, items[:MAX_ROWS]))))
            before.append("")
        elif line.strip():
            before.append(_md_plain(line))
    return page


def _is_rule(line: str) -> bool:
    return "|" in line and len(line) < 4_000 and bool(_MD_RULE.match(line))


def _while_row(lines: list[str], at: int) -> Iterator[str]:
    while at < len(lines) and "|" in lines[at]:
        yield lines[at]
        at += 1


def _while_item(lines: list[str], at: int) -> Iterator[str]:
    while at < len(lines) and (_MD_ITEM.match(lines[at]) or (lines[at].startswith("  ") and lines[at].strip())):
        yield lines[at]
        at += 1


def _md_cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _MD_SPLIT.split(line.strip().removeprefix("|"))][:MAX_CELLS]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _md_cell(text: str) -> Cell:
    codes = tuple(plain(unescape(code)) for code in re.findall(r"`([^`]+)`", text))
    return Cell(_md_plain(text), tuple(filter(None, codes)))


def _md_plain(text: str) -> str:
    """The words of Markdown: links give their words, and marks and tags go."""
    for _ in range(3):  # an image within a link
        text, changed = _MD_LINK.sub(r"\1", text), text
        if changed == text:
            break
    text = _TAG.sub(" ", unescape(_MD_MARKS.sub(r"\1", text)))
    return plain(text.replace("`", "").replace("**", ""))
