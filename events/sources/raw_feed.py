"""What a feed says before it becomes documents, as plain values."""

import msgspec


class RawEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as the feed wrote it; `published_parts` is the parser's own reading of the date, in UTC."""

    id: str = ""
    link: str = ""
    title: str = ""
    title_is_html: bool = False
    text: str = ""
    text_is_html: bool = False
    published: str = ""
    published_parts: tuple[int, ...] = ()
    base: str = ""
    language: str = ""


class ReadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as plain, clean text: what reading a feed gives."""

    key: str
    url: str
    title: str
    text: str
    published_at: str = ""
    published_is_day: bool = False
    language: str = ""


class ParsedFeed(msgspec.Struct, frozen=True, kw_only=True):
    """A readable feed, before its texts are made plain."""

    title: str = ""
    language: str = ""
    entries: tuple[RawEntry, ...] = ()


class ReadFeed(msgspec.Struct, frozen=True, kw_only=True, tag="feed"):
    title: str = ""
    language: str = ""
    entries: tuple[ReadEntry, ...] = ()


class BadFeed(msgspec.Struct, frozen=True, kw_only=True, tag="bad"):
    """No feed to read, and why, as the end of a sentence that begins with the address."""

    reason: str
