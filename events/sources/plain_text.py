"""From HTML to the words a reader sees, and from any text to one that is safe to hash, store and show."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

MAX_CHARACTERS = 200_000
_MAX_TITLE = 8_000
_LONGEST_CELL = 400
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "head", "form", "button")
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
        ),
        *("ul", "title", "caption", "details", "summary", "video", "audio"),
    )
)
_LINES_OF_THEIR_OWN = frozenset(("br", "li", "tr"))
_CELLS = frozenset(("td", "th"))
# Marks that reorder, hide or smuggle text; the joiners U+200C and U+200D stay, since Persian and emoji need them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_TITLE_TAG = re.compile(
    r"<(script|style)\b[^>]*>.*?</\1\s*>|</?(?:a|abbr|b|big|br|cite|code|em|font|i|img|mark|p|q|s|script|small|span|"
    r"strike|strong"
    r"|style|sub|sup|tt|u)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_LINK_SCHEMES = frozenset(("http", "https"))


def cleaned(text: str) -> str:
    """Text without control and hiding characters, white space folded within lines, at most `MAX_CHARACTERS` long."""
    text = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text = _HIDDEN.sub("", text)
    text = _LINES.sub(lambda m: "\n\n" if m.group().count("\n") > 1 else "\n", _SPACES.sub(" ", text)).strip()
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS].rstrip() + " …"


def one_line(text: str) -> str:
    """A title: one line, with the tags that feeds leave in titles taken out."""
    # Cut before the tags are looked for: that takes the square of the length where none of them ends.
    return " ".join(cleaned(_TITLE_TAG.sub("", text[:_MAX_TITLE])).split())[:1000]


def text_of_html(markup: str) -> str:
    """The words of a piece of HTML: scripts and forms dropped, blocks on lines of their own, entities undone once."""
    if "<" not in markup and "&" not in markup:
        return cleaned(markup)
    root = parsed_html(f"<div>{markup}</div>")
    return "" if root is None else text_of_tree(with_rows(root))


def with_rows(root: html.HtmlElement) -> html.HtmlElement:
    """The tree with bars between the cells of its tables of data, as Markdown has them, so that a text of it still
    tells what each cell is by its column. Changed in place; tables that only lay a page out stay as they are."""
    for table in list(root.iter("table")):
        rows = [list(row.iter(*_CELLS)) for row in table.iter("tr")]
        if not _holds_data(table, rows):
            continue
        for row in rows:
            for cell in row:
                words = " ".join(_coded(cell).replace("|", "/").split())
                for child in list(cell):
                    cell.remove(child)
                cell.text = f"| {words}"
            if row:
                row[-1].text = f"{row[-1].text} |"
    return root


def _holds_data(table: html.HtmlElement, rows: list[list[html.HtmlElement]]) -> bool:
    """Whether a table is one of data: no other within it, two rows of more than one cell, and no cell an article."""
    if next(table.iterdescendants("table"), None) is not None or sum(len(row) > 1 for row in rows) < 2:
        return False
    return all(len(cell.text_content()) <= _LONGEST_CELL for row in rows for cell in row)


def _coded(cell: html.HtmlElement) -> str:
    """The words of a cell, ids of code between backticks; a line break or a block ends a word."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "code":
            parts.append("`")
        elif tag in _BLOCKS or tag in _LINES_OF_THEIR_OWN:
            parts.append(" ")
        words = element.text if event == "start" else None if element is cell else element.tail
        parts.append("" if tag in _UNSEEN and event == "start" else words or "")
    return "".join(parts)


def parsed_html(markup: str) -> html.HtmlElement | None:
    """The tree of a page or a piece of one; None where there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    safe = _SURROGATE.sub("\ufffd", markup).replace("\x00", "")
    try:
        return html.document_fromstring(safe.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def text_of_tree(root: html.HtmlElement) -> str:
    parts: list[str] = []
    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSEEN:
            skipping += 1 if event == "start" else -1
        elif not skipping and tag in _LINES_OF_THEIR_OWN:
            parts.append("\n" if event == "start" else "")
        elif not skipping and tag in _BLOCKS:
            parts.append("\n\n")
        elif not skipping and tag in _CELLS:
            parts.append(" ")
        words = element.text if event == "start" else None if element is root else element.tail
        if words and not skipping:
            # White space in HTML is only space: line breaks come from the blocks.
            parts.append(re.sub(r"\s+", " ", words))
    return cleaned("".join(parts))


def link(base: str, target: str) -> str:
    """An absolute http(s) address, or nothing: `javascript:`, `data:` and broken ones lead nowhere."""
    try:
        whole = urljoin(base, "".join(target.split()))
        split = urlsplit(whole)
        known = split.scheme in _LINK_SCHEMES and bool(split.hostname)
    except ValueError:
        return ""
    return _HIDDEN.sub("", whole)[:2000] if known else ""


_TRACKING = re.compile(r"(?:utm_[a-z_]+|fbclid|gclid|mc_[ce]id|ref_src|cmpid|ocid|smid|igshid)=[^&#]*&?", re.IGNORECASE)


def as_key(address: str) -> str:
    """An address as the name of an entry: what varies without meaning (sharing marks, scheme, last slash) left out."""
    if not address.startswith(("http://", "https://")):
        return address
    return "https://" + untracked(address).partition("://")[2].rstrip("/")


def untracked(address: str) -> str:
    """The address without the parameters that only say who shared it."""
    head, mark, query = address.partition("?")
    if not mark:
        return address
    query, hash_mark, fragment = query.partition("#")
    kept = "&".join(part for part in query.split("&") if part and not _TRACKING.fullmatch(part))
    return head + ("?" + kept if kept else "") + hash_mark + fragment
