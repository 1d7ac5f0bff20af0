"""Documents in files, as `curbwatch read` and the inbox take them: `.json`, `.jsonl`, `.html`, `.txt`."""

import json
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from lxml import html

from events.document import Document
from events.sources.charset import decoded
from events.sources.dates import Moment, moment
from events.sources.plain_text import cleaned, link, one_line, parsed_html, text_of_tree, with_rows

MAX_DOCUMENTS = 10_000
_SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html", ".txt": "txt", ".md": "txt"}
_OPTIONAL = ("url", "language", "source", "publisher", "id")
_META_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dcterms.date"),
    *("dcterms.created", "pubdate", "publish-date", "parsely-pub-date", "sailthru.date"),
)
_NOT_STORY = "//nav|//footer|//aside|//script|//style|//*[@role='navigation' or @hidden or @aria-hidden='true']"


@dataclass(frozen=True, slots=True)
class BadFile:
    """Nothing of this file was taken; `reason` names the place in it and what to do. The caller names the file."""

    reason: str


def is_readable_name(name: str) -> bool:
    return PurePath(name).suffix.lower() in _SUFFIXES


def documents_from(name: str, data: bytes, *, source_id: str = "") -> list[Document] | BadFile:
    """The documents of one file, all or none. `-` (standard input) is told apart by what it holds.

    `source_id` becomes each document's `source`; a file's own `source` or `publisher` becomes its publisher.
    """
    form = _SUFFIXES.get(PurePath(name).suffix.lower(), "")
    text = decoded(data)
    if not form and name == "-":
        form = _guessed(text)
    if not form:
        return BadFile("only .json, .jsonl, .html and .txt are read: rename or convert it")
    if not text.strip():
        return BadFile("the file is empty")
    if "\x00" in text[:4096]:
        return BadFile("it is no text: give the document as .json, .jsonl, .html or .txt")
    try:
        if form == "json":
            return _from_json(text, source_id)
        if form == "jsonl":
            return _from_lines(text, source_id)
        return [_from_html(text, source_id) if form == "html" else _from_text(text, source_id)]
    except _FileError as error:
        return BadFile(str(error))


class _FileError(ValueError):
    """Why a file is no document, without its name."""


def _guessed(text: str) -> str:
    start = text.lstrip()
    if start.startswith("<"):
        return "html"
    if not start.startswith(("{", "[")):
        return "txt"
    try:
        json.loads(start)
    except (ValueError, RecursionError):
        return "jsonl"
    return "json"


def _from_json(text: str, source_id: str) -> list[Document]:
    told = _loaded(text, "")
    if not isinstance(told, list):
        return [_from_object(told, "", source_id)]
    return [_from_object(entry, f"entry {number}: ", source_id) for number, entry in enumerate(told[:MAX_DOCUMENTS], 1)]


def _from_lines(text: str, source_id: str) -> list[Document]:
    # By "\n" alone: JSON may hold the other line ends of Unicode as they are.
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > MAX_DOCUMENTS:
        raise _FileError(f"more than {MAX_DOCUMENTS:,} documents: split the file")
    return [_from_object(_loaded(line, f"line {number}: "), f"line {number}: ", source_id) for number, line in lines]


def _loaded(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if not where else f"column {error.colno}"
        raise _FileError(f"{where}this is no JSON ({error.msg} at {place})") from error
    except (ValueError, RecursionError) as error:
        raise _FileError(f"{where}this JSON cannot be read ({str(error)[:80]})") from error


def _from_object(told: Any, where: str, source_id: str) -> Document:
    if not isinstance(told, dict):
        raise _FileError(f"{where}expected an object with 'title' and 'text', found {_sort(told)}")
    for name in ("title", "text"):
        if told.get(name) is None:
            raise _FileError(f"{where}'{name}' is missing")
        if not isinstance(told[name], str):
            raise _FileError(f"{where}'{name}' must be a text, found {_sort(told[name])}")
    for name in _OPTIONAL:
        if not isinstance(told.get(name), str | None):
            raise _FileError(f"{where}'{name}' must be a text, found {_sort(told[name])}")
    title, text = one_line(told["title"]), cleaned(told["text"])
    if not title and not text:
        raise _FileError(f"{where}'title' and 'text' are both empty")
    published = _published(told, where)
    return Document(
        url=cleaned(told.get("url") or ""),
        title=title,
        text=text,
        source=source_id,
        publisher=one_line(told.get("publisher") or told.get("source") or ""),
        language=(told.get("language") or "")[:20],
        published_at=published.at if published else None,
        published_is_day=published.is_day if published else False,
        key=cleaned(told.get("id") or ""),
    )


def _published(told: dict[str, Any], where: str) -> Moment | None:
    """`published_at`, or `published` as some collections call it; a day alone is midnight UTC and marked as a day."""
    name = "published_at" if told.get("published_at") is not None else "published"
    value = told.get(name)
    if value is None or value == "":
        return None
    found = moment(value, thorough=False) if isinstance(value, str) else None
    if found is None:
        raise _FileError(
            f"{where}'{name}' must be a date such as 2026-06-12 or 2026-06-12T21:21:00Z, found {value!r:.60}"
        )
    return found


def _sort(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")


def _from_text(text: str, source_id: str) -> Document:
    first, _, rest = cleaned(text).partition("\n")
    return Document(url="", title=one_line(first), text=rest.strip() or first, source=source_id)


def _from_html(markup: str, source_id: str) -> Document:
    root = parsed_html(markup)
    if root is None:
        raise _FileError("there is nothing in this page")
    metas = {
        str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(): str(
            meta.get("content") or ""
        )
        for meta in root.iter("meta")
    }
    title = one_line(metas.get("og:title") or _words(root.find(".//title")) or _words(root.find(".//h1")))
    times = [metas.get(name, "") for name in _META_DATES] + [str(t.get("datetime") or "") for t in root.iter("time")]
    published = next((found for found in map(_quick, times) if found), None)
    canonical = next((str(e.get("href") or "") for e in root.iter("link") if e.get("rel") == "canonical"), "")
    language = str((root if root.tag == "html" else root.getroottree().getroot()).get("lang") or "")
    publisher = one_line(metas.get("og:site_name", ""))
    text = _story(root)
    if not title and not text:
        raise _FileError("no words were found in this page")
    return Document(
        url=link("", canonical or metas.get("og:url", "")),
        title=title or text.split("\n", 1)[0][:200],
        text=text or title,
        source=source_id,
        publisher=publisher,
        language=language.split("-", maxsplit=1)[0][:20].lower(),
        published_at=published.at if published else None,
        published_is_day=published.is_day if published else False,
    )


def _story(root: html.HtmlElement) -> str:
    """The main part of a page: its one article or main, else its body, without menus and footers."""
    articles = root.xpath("//article")
    mains = root.xpath("//main|//*[@role='main']")
    best = articles[0] if len(articles) == 1 else mains[0] if mains else root.find(".//body")
    chosen = root if best is None else best
    for extra in chosen.xpath("." + _NOT_STORY.replace("|//", "|.//")):
        if extra is not chosen and extra.getparent() is not None:
            extra.drop_tree()
    return text_of_tree(with_rows(chosen))


def _quick(text: str) -> Moment | None:
    return moment(text, thorough=False)


def _words(element: html.HtmlElement | None) -> str:
    return "" if element is None else "".join(element.itertext())
