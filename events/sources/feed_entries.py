"""Reads the bytes of a feed (RSS, Atom, RDF, JSON Feed) into clean entries."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import feedparser

from events.sources.charset import decoded, labelled
from events.sources.dates import Moment, believable, moment
from events.sources.json_feed import parse_json_feed
from events.sources.plain_text import as_key, cleaned, link, one_line, text_of_html
from events.sources.raw_feed import BadFeed, ParsedFeed, RawEntry, ReadEntry, ReadFeed
from events.sources.xml_guard import hostile

MAX_BYTES = 2 * 1024 * 1024
MAX_ENTRIES = 10_000
MAX_WORDY_DATES = 60  # dates in words are slow to read, and only the newest matter
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_ENDS = (b"</rss>", b"</feed>", b":rdf>", b":rss>", b":feed>", b"</rdf>", b"</channel>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_WIDENED = ("cp932", "gb18030", "cp949", "big5hkscs", "cp1252")


def read_feed(body: bytes, content_type: str, url: str, now: datetime) -> ReadFeed | BadFeed:
    """All entries, newest first as the feed lists them, as plain text; or why this is no feed."""
    if len(body) > MAX_BYTES:
        return BadFeed(reason=f"it is larger than {MAX_BYTES // 1024 // 1024} MiB, too large for a feed")
    if not body.strip():
        return BadFeed(reason="it is empty")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        parsed = parse_json_feed(decoded(body, content_type))
    else:
        parsed = _parse_xml(body, content_type)
    if isinstance(parsed, BadFeed):
        return parsed
    entries = tuple(
        _read(entry, url, now, thorough=number < MAX_WORDY_DATES)
        for number, entry in enumerate(parsed.entries[:MAX_ENTRIES])
    )
    return ReadFeed(
        title=one_line(parsed.title),
        language=parsed.language[:20],
        entries=tuple(entry for entry in entries if entry.key and (entry.title or entry.text)),
    )


def _parse_xml(body: bytes, content_type: str) -> ParsedFeed | BadFeed:
    harm = hostile(body)
    if harm:
        return BadFeed(reason=harm)
    body, content_type = _in_utf8(body, content_type)
    # Without the feed's own address, on which the parser would base the ids too: they must survive a move of the feed.
    headers = {"content-type": content_type} if content_type else {}
    try:
        # As a stream: the parser takes bare bytes for a file's name first.
        found = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001  # the parser raises a dozen types on hostile bytes: all mean a bad answer
        return BadFeed(reason=f"its parser gave up ({type(error).__name__}: {str(error)[:80]})")
    if not found.version and not found.entries:
        return BadFeed(reason="it is no RSS, Atom, RDF or JSON feed")
    if found.bozo and not any(end in body[-400:].lower() for end in _ENDS):
        return BadFeed(reason="it breaks off before its end")
    entries = tuple(_raw(entry) for entry in found.entries)
    return ParsedFeed(
        title=_words(found.feed.get("title")), language=_words(found.feed.get("language")), entries=entries
    )


def _in_utf8(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Feeds labelled in a narrow Asian or Latin set are read by the wider one that they are truly written in."""
    codec = labelled(body, content_type)
    if codec not in _WIDENED:
        return body, content_type
    try:
        text = body.decode(codec)
    except UnicodeDecodeError:
        return body, content_type
    return _DECLARATION.sub("", text).encode("utf-8"), "application/xml; charset=utf-8"


def _raw(entry: Any) -> RawEntry:
    title = entry.get("title_detail") or {}
    text, is_html = _longest(entry)
    # Past the parser's own `get`, which lends an entry the dates of other names.
    dated = "published" if dict.get(entry, "published") else "updated"
    parts = dict.get(entry, f"{dated}_parsed") or ()
    return RawEntry(
        id=_words(entry.get("id")),
        link=_words(entry.get("link")),
        title=_words(entry.get("title")),
        title_is_html=title.get("type") in _HTML_TYPES,
        text=text,
        text_is_html=is_html,
        published=_words(dict.get(entry, dated)),
        published_parts=tuple(parts[:6]),
        base=_words(title.get("base")),
        language=_words(title.get("language")),
    )


def _longest(entry: Any) -> tuple[str, bool]:
    """The fullest text an entry has, its content or its summary, and whether that is HTML."""
    found = [(part.get("value"), part.get("type")) for part in entry.get("content") or ()]
    summary = entry.get("summary_detail") or {}
    found.append((entry.get("summary"), summary.get("type", "text/html")))
    texts = [(_words(value), kind in _HTML_TYPES) for value, kind in found if kind is None or "base64" not in str(kind)]
    return max(texts, key=lambda pair: len(pair[0]), default=("", False))


def _read(raw: RawEntry, url: str, now: datetime, *, thorough: bool) -> ReadEntry:
    address = link(link(url, raw.base) or url, raw.link) if raw.link else ""
    key = cleaned(raw.id) or address
    title = text_of_html(raw.title) if raw.title_is_html else raw.title
    text = text_of_html(raw.text) if raw.text_is_html else cleaned(raw.text)
    published = believable(_published(raw, thorough=thorough), now)
    return ReadEntry(
        key=as_key(key)[:1000],
        url=address or link(url, key),
        title=one_line(title) or text[:120].split("\n")[0],
        text=text,
        published_at=published.at.isoformat() if published else "",
        published_is_day=published.is_day if published else False,
        language=raw.language[:20],
    )


def _published(raw: RawEntry, *, thorough: bool) -> Moment | None:
    """The entry's date: in a standard form, in the parser's reading of others, or in the words of some language."""
    found = moment(raw.published, thorough=False)
    if found is None and thorough and not raw.published.isascii():
        found = moment(raw.published)  # before the parser's reading, which guesses wildly at other scripts
    if found is None and len(raw.published_parts) == 6:
        try:
            found = Moment(datetime(*raw.published_parts[:6], tzinfo=UTC), is_day=not any(raw.published_parts[3:]))
        except (ValueError, OverflowError):  # its years may be beyond the calendar
            found = None
    return found or (moment(raw.published) if thorough else None)


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
