"""The words of a page that carry its meaning, paragraph by paragraph; and whether it is the page at all."""

import re
from dataclasses import dataclass

from events.sources.answers import Fetched
from events.sources.plain_text import cleaned, one_line, parsed_html, text_of_tree
from events.sources.row_memory import digest, fold

_IS_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|main|article|section|p|ul|table|h1)\b", re.IGNORECASE)
_BESIDE = "//nav|//footer|//aside|/html/body/header|//*[@role='navigation' or @role='contentinfo' or @hidden]"
_MAIN = ("//main", "//*[@role='main']", "//article", "//body")
_RULER = re.compile(r"^[\s=\-_*#|:+~]{3,}$")
_MARK = re.compile(r"^(?:[#>*+\-•·|]+\s+|\d{1,3}[.)]\s+)+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_SORRY = re.compile(
    r"page (?:isn.t|is not|is no longer) available|unexpected error|something went wrong|access denied|forbidden|"
    r"just a moment|attention required|verify (?:that )?you are (?:a )?human|are you a robot|captcha|"
    r"enable javascript|(?:page )?not found|\b404\b|\b50[0-4]\b|temporarily unavailable|service unavailable|"
    r"under maintenance|(?:log|sign) ?in to (?:continue|your)|please (?:log|sign) ?in|"
    r"请登录|验证码|访问被拒绝|页面不存在",
    re.IGNORECASE,
)
_LOGIN_FORM = re.compile(rb"""type\s*=\s*["']?password""", re.IGNORECASE)
_SHORT = 1_500  # characters up to which an apology anywhere makes the whole page one
# Lines that change without meaning: dates of the page, counters, years of a notice.
_NOISE = re.compile(
    r"^(?:(?:last )?(?:updated?|modified|reviewed|revised|published|effective)\b.{0,60}|(?:©|\(c\)|copyright).*|"
    r"\d+ min(?:ute)?s? read|[\d\s.,:/\-]+(?:views?|comments?|shares?|likes?)?|share( this)?( page)?|print|back to top|"
    r"(?:最后更新|更新日期|发布日期|更新日|最終更新|浏览次数).{0,40})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page read: `paragraphs` are its lines in order, list items and table cells' rows each a line."""

    title: str
    paragraphs: tuple[str, ...]
    published: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def page_text(answer: Fetched) -> PageText:
    """The main part of a page of HTML, or the lines of a text or Markdown file without their marks."""
    written = answer.text
    if _IS_MARKUP.search(written[:20_000]):
        return _of_html(written)
    lines = [_unmarked(line) for line in cleaned(written).split("\n") if not _RULER.match(line)]
    kept = tuple(line for line in lines if line)
    return PageText(title=kept[0][:300] if kept else "", paragraphs=kept)


def wrong_page(page: PageText, answer: Fetched, name: str) -> str:
    """Why this is not the page that was asked for, as one line that says what to do; empty where it may be it."""
    words = page.text
    look = "nothing is taken; open its address in a browser if this stays"
    if not page.paragraphs:
        return f"{name} gave a page without text: {look}"
    if _LOGIN_FORM.search(answer.body[:400_000]) and len(words) < _SHORT:
        return f"{name} gave a login page: {look}"
    if _SORRY.search(page.title) or (len(words) < _SHORT and _SORRY.search(words)):
        return f"{name} gave an error page that calls itself good ({one_line(page.title)[:60]}): {look}"
    return ""


def meanings(page: PageText) -> dict[str, str]:
    """The paragraphs that say something, by a digest of their words: layout, case, links and page dates leave it."""
    told: dict[str, str] = {}
    for paragraph in page.paragraphs:
        if not _NOISE.match(paragraph):
            told.setdefault(digest(fold(paragraph)), paragraph)
    return told


def _of_html(written: str) -> PageText:
    root = parsed_html(written)
    if root is None:
        return PageText(title="", paragraphs=())
    titles = [one_line(str(found)) for found in root.xpath("//h1//text() | //title//text()") if str(found).strip()]
    heading = one_line(" ".join(str(part) for part in root.xpath("(//h1)[1]//text()")))
    times = root.xpath(
        "//meta[@property='article:published_time' or @name='date' or @name='PubDate' or @name='pubdate']/@content"
        " | (//time/@datetime)[1]"
    )
    languages = root.xpath("/html/@lang")
    for element in root.xpath(_BESIDE):
        if element.getparent() is not None:
            element.drop_tree()
    main = next((found[0] for path in _MAIN if (found := root.xpath(path))), root)
    lines = tuple(line for line in text_of_tree(main).split("\n") if line)
    return PageText(
        title=heading or (titles[0] if titles else ""),
        paragraphs=lines,
        published=str(times[0])[:80] if times else "",
        language=str(languages[0])[:5].split("-")[0].lower() if languages else "",
    )


def _unmarked(line: str) -> str:
    line = _MARK.sub("", line.strip())
    return one_line(_EMPHASIS.sub("", _LINK.sub(r"\1", line)))
