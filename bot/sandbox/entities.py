"""Telegram's HTML: from marked-up text to plain text with entities, or the exact words of the refusal."""

import re
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.rules import bad_request

_KINDS = {
    b"b": "bold",
    b"strong": "bold",
    b"i": "italic",
    b"em": "italic",
    b"u": "underline",
    b"ins": "underline",
    b"s": "strikethrough",
    b"strike": "strikethrough",
    b"del": "strikethrough",
    b"tg-spoiler": "spoiler",
    b"span": "spoiler",
    b"a": "text_link",
    b"code": "code",
    b"pre": "pre",
    b"blockquote": "blockquote",
    b"tg-emoji": "custom_emoji",
    b"tg-time": "date_time",
}
_SPACE = b" \t\r\n\0\v"
_SPECIAL = re.compile(rb"[<&]")
_NAME_END = re.compile(rb"[ \t\r\n\0\v>]")
_ATTRIBUTE_END = re.compile(rb"[ \t\r\n\0\v=>]")
_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")
_NUMERIC = re.compile(rb"&#(?:x([0-9a-fA-F]*)|([0-9]*))")
_NAMED = re.compile(rb"&(lt|gt|amp|quot)(?![A-Za-z])")
_NAMED_CHARACTERS = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_NUMERIC_BYTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One run of formatting; offset and length count UTF-16 units."""

    kind: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    user_id: int | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    tag: bytes
    argument: str
    form: str
    offset: int
    out_at: int


def utf16_length(text: str) -> int:
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities; raises ApiError with the byte offset where the markup is wrong."""
    parser = _Parser(source.encode())
    parser.run()
    found = sorted(parser.found, key=lambda entity: (entity.offset, -entity.length))
    return parser.out.decode(), found


def checked_link(url: str) -> str | None:
    """The address as Telegram keeps it, or None where it drops the link: an unknown scheme or a host with no dot."""
    if not url or any(letter.isspace() for letter in url):
        return None
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme in ("tg", "ton", "tonsite"):
        return url
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or ("." not in host and ":" not in host):
        return None
    return url if "://" in url else f"http://{url}"


def _refuse(words: str) -> NoReturn:
    raise bad_request(f"can't parse entities: {words}")


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF:
        _refuse(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate "
            "code units"
        )
    return chr(code)


def _reference(source: bytes, at: int) -> tuple[str, int] | None:
    """The character a reference stands for and where it ends; None where the ampersand is literal."""
    numeric = _NUMERIC.match(source, at)
    if numeric is not None:
        digits = numeric[1] if numeric[1] is not None else numeric[2]
        end = numeric.end()
        if not digits or end - at >= _NUMERIC_BYTES:
            return None
        code = int(digits, 16 if numeric[1] is not None else 10)
        if code == 0 or code >= 0x10FFFF:
            return None
        letter = _character(code)
    else:
        named = _NAMED.match(source, at)
        if named is None:
            return None
        end = named.end()
        letter = _NAMED_CHARACTERS[named[1]]
    return letter, end + (source[end : end + 1] == b";")


class _Parser:
    """Walks over bytes, because the refusals name byte offsets."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0
        self.out = bytearray()
        self.units = 0
        self.open: list[_Open] = []
        self.found: list[Entity] = []

    def run(self) -> None:
        while self.at < len(self.source):
            special = _SPECIAL.search(self.source, self.at)
            end = special.start() if special else len(self.source)
            self._plain(self.source[self.at : end].decode())
            self.at = end
            if special is None:
                break
            if special[0] == b"&":
                self._reference()
            elif self.source[end + 1 : end + 2] == b"/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag.decode()}"')

    def _plain(self, text: str) -> None:
        self.out += text.encode()
        self.units += utf16_length(text)

    def _reference(self) -> None:
        decoded = _reference(self.source, self.at)
        letter, self.at = decoded if decoded is not None else ("&", self.at + 1)
        self._plain(letter)

    def _byte(self) -> bytes:
        return self.source[self.at : self.at + 1]

    def _skip_spaces(self) -> None:
        while self._byte() and self._byte() in _SPACE:
            self.at += 1

    def _start_tag(self) -> None:
        begin = self.at
        name_end = _NAME_END.search(self.source, begin + 1)
        if name_end is None:
            _refuse(f"Unclosed start tag at byte offset {begin}")
        tag = self.source[begin + 1 : name_end.start()].lower()
        if tag not in _KINDS:
            _refuse(f'Unsupported start tag "{tag.decode(errors="replace")}" at byte offset {begin}')
        self.at = name_end.start()
        argument = form = ""
        while True:
            self._skip_spaces()
            if self._byte() == b">":
                break
            if not self._byte():
                _refuse(f'Unclosed start tag "{tag.decode()}" at byte offset {begin}')
            name, value = self._attribute(tag, begin)
            if name == b"format" and tag == b"tg-time":
                form = value
            argument = _argument(tag, name, value) or argument
        if tag == b"span" and argument != "spoiler":
            _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.at += 1
        self.open.append(_Open(tag, argument, form, self.units, len(self.out)))

    def _attribute(self, tag: bytes, begin: int) -> tuple[bytes, str]:
        end = _ATTRIBUTE_END.search(self.source, self.at)
        if end is None:
            _refuse(f'Unclosed start tag "{tag.decode()}" at byte offset {begin}')
        name = self.source[self.at : end.start()]
        if not name:
            _refuse(f'Empty attribute name in the tag "{tag.decode()}" at byte offset {begin}')
        self.at = end.start()
        self._skip_spaces()
        if self._byte() != b"=":
            if tag == b"blockquote" and name == b"expandable":
                return name, ""
            _refuse(
                f'Expected equal sign in declaration of an attribute of the tag "{tag.decode()}" at byte offset {begin}'
            )
        self.at += 1
        self._skip_spaces()
        if not self._byte():
            _refuse(f'Unclosed start tag "{tag.decode()}" at byte offset {begin}')
        return name, self._quoted(begin) if self._byte() in (b"'", b'"') else self._name_token()

    def _name_token(self) -> str:
        token = _TOKEN.match(self.source, self.at)
        assert token is not None
        begin, self.at = self.at, token.end()
        if self._byte() and self._byte() not in _SPACE and self._byte() != b">":
            _refuse(f"Unexpected end of name token at byte offset {begin}")
        return token[0].decode().lower()

    def _quoted(self, begin: int) -> str:
        quote = self._byte()
        self.at += 1
        value = bytearray()
        while self._byte() and self._byte() != quote:
            decoded = _reference(self.source, self.at) if self._byte() == b"&" else None
            if decoded is None:
                value += self._byte()
                self.at += 1
            else:
                value += decoded[0].encode()
                self.at = decoded[1]
        if not self._byte():
            _refuse(f"Unclosed start tag at byte offset {begin}")
        self.at += 1
        return value.decode()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            _refuse(f"Unexpected end tag at byte offset {begin}")
        name_end = _NAME_END.search(self.source, begin + 2)
        if name_end is None:
            _refuse(f"Unclosed end tag at byte offset {begin}")
        name = self.source[begin + 2 : name_end.start()].lower()
        self.at = name_end.start()
        self._skip_spaces()
        if self._byte() != b">":
            _refuse(f"Unclosed end tag at byte offset {begin}")
        opened = self.open.pop()
        if name and name != opened.tag:
            _refuse(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag.decode()}>", '
                f'found "</{name.decode(errors="replace")}>"'
            )
        self.at += 1
        if self.units > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        kind = _KINDS[opened.tag]
        extra: dict[str, Any] = {}
        if kind == "text_link":
            target = opened.argument or self.out[opened.out_at :].decode()
            user_id = _mentioned_user(target)
            url = checked_link(target)
            if user_id is None and url is None:
                return
            kind, extra = ("text_mention", {"user_id": user_id}) if user_id is not None else (kind, {"url": url})
        elif kind == "custom_emoji":
            if not opened.argument.isdecimal() or int(opened.argument) == 0:
                _refuse("Invalid custom emoji identifier specified")
            extra = {"custom_emoji_id": opened.argument}
        elif kind == "date_time":
            if not opened.argument.lstrip("-").isdecimal():
                _refuse("Invalid date-time format specified")
            extra = {"unix_time": int(opened.argument), "date_time_format": opened.form}
        elif kind == "blockquote" and opened.argument:
            kind = "expandable_blockquote"
        elif kind in ("pre", "code"):
            extra = {"language": opened.argument or None}
        self._add(Entity(kind=kind, offset=opened.offset, length=self.units - opened.offset, **extra))

    def _add(self, entity: Entity) -> None:
        """A language travels on `<code class>` inside `<pre>` or around it; plain code has none."""
        last = self.found[-1] if self.found else None
        same = last is not None and (last.offset, last.length) == (entity.offset, entity.length)
        if last is not None and same and {last.kind, entity.kind} == {"pre", "code"}:
            language = last.language or entity.language
            if language:
                self.found[-1] = Entity(kind="pre", offset=entity.offset, length=entity.length, language=language)
                return
        self.found.append(entity)


def _argument(tag: bytes, name: bytes, value: str) -> str:
    match tag, name:
        case (b"a", b"href") | (b"tg-emoji", b"emoji-id") | (b"tg-time", b"unix"):
            return value
        case (b"code", b"class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case (b"span", b"class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case (b"blockquote", b"expandable"):
            return "expandable"
        case _:
            return ""


def _mentioned_user(url: str) -> int | None:
    parts = urlsplit(url)
    if parts.scheme != "tg" or parts.netloc != "user":
        return None
    ids = parse_qs(parts.query).get("id", [])
    return int(ids[0]) if ids and ids[0].isdecimal() else None
