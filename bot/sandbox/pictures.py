"""Pictures: their size read from their own first bytes, and the limits on it."""

import struct

from bot.sandbox.rules import (
    IMAGE_PROCESS_FAILED,
    PHOTO_BYTES,
    PHOTO_INVALID_DIMENSIONS,
    PHOTO_RATIO,
    PHOTO_SIDES_SUM,
    bad_request,
)

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def checked_size(content: bytes) -> tuple[int, int, str]:
    """Width, height and type of a photo; raises ApiError for one that Telegram would refuse."""
    if len(content) > PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes"
        )
    size = _size(content)
    if size is None:
        raise bad_request(IMAGE_PROCESS_FAILED)
    width, height, kind = size
    if (
        min(width, height) < 1
        or width + height > PHOTO_SIDES_SUM
        or max(width, height) > PHOTO_RATIO * min(width, height)
    ):
        raise bad_request(PHOTO_INVALID_DIMENSIONS)
    return width, height, kind


def _size(content: bytes) -> tuple[int, int, str] | None:
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height, "image/png"
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height, "image/gif"
    return None


def _jpeg_size(content: bytes) -> tuple[int, int, str] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height, "image/jpeg"
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
