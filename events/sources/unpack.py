"""Undoes one layer of compression within a bound, so that a small answer cannot become a large one in memory."""

import zlib
from collections.abc import Iterable

_STEP = 256 * 1024


class UnpackError(ValueError):
    """The body cannot be unpacked; the message says why."""


class TooBigError(UnpackError):
    """More bytes than the bound, counted after decompression."""


def encoding_of(values: Iterable[str]) -> str:
    """The one content encoding of an answer: `""`, `gzip` or `deflate`; UnpackError for layers or unknown ones."""
    named = [part.strip().lower() for value in values for part in value.split(",")]
    layers = [part for part in named if part not in ("", "identity")]
    if len(layers) > 1:
        raise UnpackError("the answer is compressed more than once, which no honest server does")
    if not layers:
        return ""
    encoding = {"x-gzip": "gzip"}.get(layers[0], layers[0])
    if encoding not in ("gzip", "deflate"):
        raise UnpackError(f"the answer is compressed as {layers[0][:20]!r}, which was not asked for")
    return encoding


class Unpacker:
    """Takes the chunks of a body as they come; `body()` gives the whole, or says that its end is missing."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._encoding = encoding
        self._max_bytes = max_bytes
        self._parts: list[bytes] = []
        self._size = 0
        self._raw_size = 0
        self._fed = False
        self._inflate = zlib.decompressobj(31 if encoding == "gzip" else 15) if encoding else None

    def feed(self, chunk: bytes) -> None:
        self._raw_size += len(chunk)
        if self._raw_size > self._max_bytes:
            raise TooBigError(f"the answer is larger than {self._max_bytes:,} bytes")
        if self._inflate is None:
            self._keep(chunk)
        elif chunk:
            self._inflated(chunk)
            self._fed = True

    def body(self) -> bytes:
        if self._inflate is not None and self._fed and not self._inflate.eof:
            raise UnpackError("the compressed answer ends before its end")
        return b"".join(self._parts)

    def start(self) -> bytes:
        """What came before the bound was passed."""
        return b"".join(self._parts)

    def _inflated(self, chunk: bytes) -> None:
        assert self._inflate is not None
        if not self._fed and self._encoding == "deflate" and not _has_zlib_header(chunk):
            self._inflate = zlib.decompressobj(-15)  # some servers send deflate without its wrapper
        while True:
            if self._inflate.eof:
                if self._encoding != "gzip" or not chunk.startswith(b"\x1f"):
                    return  # padding after the end; browsers ignore it as well
                self._inflate = zlib.decompressobj(31)
            try:
                part = self._inflate.decompress(chunk, _STEP)
            except zlib.error as error:
                raise UnpackError(f"the compressed answer is damaged ({error})") from error
            self._keep(part)
            chunk = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            if not chunk and len(part) < _STEP:
                return  # a full step may have more waiting inside, even with nothing left to feed

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._max_bytes:
            raise TooBigError(f"the answer is larger than {self._max_bytes:,} bytes once unpacked")
        self._parts.append(part)


def _has_zlib_header(chunk: bytes) -> bool:
    return len(chunk) < 2 or (chunk[0] & 0x0F == 8 and (chunk[0] * 256 + chunk[1]) % 31 == 0)
