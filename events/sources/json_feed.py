"""Reads a JSON Feed (versions 1 and 1.1) into the same raw entries as the XML feeds."""

import json
from typing import Any

from events.sources.raw_feed import BadFeed, ParsedFeed, RawEntry


def parse_json_feed(text: str) -> ParsedFeed | BadFeed:
    """Entries as they stand; BadFeed where it is no JSON, or JSON of another kind."""
    try:
        feed = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        return BadFeed(reason=f"it is no readable JSON ({str(error)[:80]})")
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in _words(feed, "version"):
        return BadFeed(reason="it is JSON, but no JSON Feed")
    items = feed.get("items")
    if not isinstance(items, list):
        return BadFeed(reason="it is a JSON Feed without its list of items")
    return ParsedFeed(
        language=_words(feed, "language"),
        title=_words(feed, "title"),
        entries=tuple(_entry(item) for item in items if isinstance(item, dict)),
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    markup = _words(item, "content_html")
    return RawEntry(
        id=_words(item, "id"),
        link=_words(item, "url") or _words(item, "external_url"),
        title=_words(item, "title"),
        title_is_html=False,
        text=markup or _words(item, "content_text") or _words(item, "summary"),
        text_is_html=bool(markup),
        published=_words(item, "date_published") or _words(item, "date_modified"),
        language=_words(item, "language"),
    )


def _words(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""
