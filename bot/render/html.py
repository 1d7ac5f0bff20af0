"""Telegram's HTML: foreign text made harmless, and a text cut to Telegram's measure without breaking a tag."""

import re
import unicodedata
from html import unescape
from urllib.parse import quote, urlsplit

TEXT_UNITS = 4096
"""The longest text, in UTF-16 units after the markup is taken out: the stricter of Telegram's two counts."""

SOURCE_BYTES = 16_000
"""How much markup in all is sent; a text made of long addresses is cut by this first."""

_TOKEN = re.compile(r"<(/?)([a-z]+)[^<>]*>|&(?:lt|gt|amp|quot|#[0-9]{1,6});|.", re.DOTALL)
_REFERENCES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}


def cleaned(text: str) -> str:
    """Text of strangers without control and format characters (which turn lines round or hide words) and surrogates.

    Line ends stay; every other white space becomes one that is seen.
    """
    kept = []
    for letter in text.replace("\r\n", "\n"):
        kind = unicodedata.category(letter)
        if letter == "\n":
            kept.append(letter)
        elif kind in ("Zl", "Zp") or letter in "\t\r\v\f\x85":
            kept.append(" ")
        elif kind not in ("Cc", "Cf", "Cs"):
            kept.append(letter)
    return "".join(kept)


def escape(text: str) -> str:
    """Text as Telegram's HTML shows it to the letter; dangerous characters are dropped first. Call it once."""
    return "".join(_REFERENCES.get(letter, letter) for letter in cleaned(text))


def line(text: str, most: int = 300) -> str:
    """Foreign text on one line, shortened: for names, titles and quotes within a sentence."""
    flat = " ".join(cleaned(text).split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    return f"<i>{escape(text)}</i>"


def code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def link(url: str, text: str) -> str:
    """The text as a link; just the text where the address is none that a person should be led to."""
    try:
        parts = urlsplit(url.strip())
        safe = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        safe = False
    if not safe or len(url) > 1000:
        return escape(text)
    address = quote(cleaned(url.strip()), safe="%/:=&?~#+!$,;'@()*[]")
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def units(text: str) -> int:
    """How long Telegram takes a plain text to be, in UTF-16 units."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def plain(html: str) -> str:
    """The text that is seen of it."""
    return unescape(re.sub(r"</?[a-z]+[^<>]*>", "", html))


def clip_html(html: str, limit: int = TEXT_UNITS) -> str:
    """The HTML, cut so that at most `limit` UTF-16 units are seen; every tag that was opened is closed.

    It expects what this module makes: text escaped once and tags that nest.
    """
    open_tags: list[str] = []
    out: list[str] = []
    seen = size = 0
    whole = units(plain(html)) <= limit and len(html.encode()) <= SOURCE_BYTES
    if whole:
        return html
    for token in _TOKEN.finditer(html):
        piece = token.group()
        name = token.group(2)
        size += len(piece.encode())
        if name is None:
            length = 1 if piece.startswith("&") and len(piece) > 1 else units(piece)
            if seen + length > limit - 1 or size > SOURCE_BYTES:
                break
            seen += length
        elif token.group(1):
            open_tags.pop()
        elif size > SOURCE_BYTES:
            break
        else:
            open_tags.append(name)
        out.append(piece)
    closing = "".join(f"</{name}>" for name in reversed(open_tags))
    return "".join(out).rstrip() + "…" + closing
