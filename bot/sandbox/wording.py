"""Texts on their way in: cleaned, parsed, trimmed and measured as the server does it."""

import re
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.entities import Entity, checked_link, parse_html, utf16_length
from bot.sandbox.rules import (
    CAPTION_LENGTH,
    CAPTION_TOO_LONG,
    TEXT_EMPTY,
    TEXT_LENGTH,
    TEXT_TOO_LONG,
    bad_request,
)
from bot.sandbox.world import Formatted

_UNSEEN = re.compile("[\u2028-\u202e]|\r")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'»])"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31}\b)"
)
_CLOSED = {"code", "pre", "text_link", "text_mention", "url"}


def read_text(arguments: Arguments) -> Formatted:
    """The text of a message; raises ApiError where it is empty, too long or wrongly marked up."""
    body = _read(arguments, "text", "entities")
    if not body.text:
        raise bad_request(TEXT_EMPTY)
    return _measured(body, TEXT_LENGTH, TEXT_TOO_LONG)


def read_caption(arguments: Arguments) -> Formatted:
    return _measured(_read(arguments, "caption", "caption_entities"), CAPTION_LENGTH, CAPTION_TOO_LONG)


def plain(text: str) -> Formatted:
    """What a person typed: no markup, but commands, mentions and addresses are found."""
    return _trimmed(_clean(text), [], text)


def _read(arguments: Arguments, name: str, entities_name: str) -> Formatted:
    source = arguments.text(name)
    text = _clean(source)
    mode = arguments.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode in ("", "none"):
        entities = _given(arguments.parsed(entities_name, "entities"))
    else:
        raise bad_request("unsupported parse_mode; this sandbox reads HTML only")
    return _trimmed(text, entities, source)


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", _UNSEEN.sub("", text))


def _given(entities: Any) -> list[Entity]:
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    found = []
    for item in entities:
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
        found.append(
            Entity(
                kind=item["type"],
                offset=int(item.get("offset", 0)),
                length=int(item.get("length", 0)),
                url=checked_link(item["url"]) if item.get("url") else None,
                language=item.get("language"),
                custom_emoji_id=item.get("custom_emoji_id"),
            )
        )
    return found


def _trimmed(text: str, entities: list[Entity], source: str) -> Formatted:
    kept = text.lstrip()
    cut = utf16_length(text) - utf16_length(kept)
    kept = kept.rstrip()
    end = utf16_length(kept)
    moved = []
    for entity in entities:
        begin = max(entity.offset - cut, 0)
        stop = min(entity.offset + entity.length - cut, end)
        if stop > begin:
            moved.append(_at(entity, begin, stop))
    every = sorted([*moved, *_detected(kept, moved)], key=lambda entity: (entity.offset, -entity.length))
    return Formatted(text=kept, entities=tuple(every), source=source)


def _at(entity: Entity, begin: int, stop: int) -> Entity:
    return Entity(
        kind=entity.kind,
        offset=begin,
        length=stop - begin,
        url=entity.url,
        language=entity.language,
        user_id=entity.user_id,
        custom_emoji_id=entity.custom_emoji_id,
        unix_time=entity.unix_time,
        date_time_format=entity.date_time_format,
    )


def _detected(text: str, known: list[Entity]) -> list[Entity]:
    """Commands, addresses and mentions that stand in the text itself, outside code and links."""
    if not any(sign in text for sign in ("/", "@")):
        return []
    closed = [(entity.offset, entity.offset + entity.length) for entity in known if entity.kind in _CLOSED]
    found = []
    for match in _FOUND.finditer(text):
        begin = utf16_length(text[: match.start()])
        stop = begin + utf16_length(match[0])
        kind = match.lastgroup
        if kind and not any(begin < end and start < stop for start, end in closed):
            found.append(Entity(kind=kind, offset=begin, length=stop - begin))
    return found


def _measured(body: Formatted, limit: int, refusal: str) -> Formatted:
    """The server counts characters; clients cut by UTF-16 units, so this sandbox is strict about both."""
    if utf16_length(body.text) > limit:
        raise bad_request(refusal)
    return body
