"""What is asked of the HTTP door and what comes back: plain values, which need no HTTP library."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from events.sources.charset import decoded

DEFAULT_MAX_BYTES = 5 * 1024 * 1024
BULK_MAX_BYTES = 50 * 1024 * 1024

RefusedKind = Literal[
    "address",  # the host is private, or the name leads to a private address
    "url",  # no http(s) address, or one with a user name in it
    "redirect",  # too many hops, a loop, a downgrade, a hop to somewhere forbidden
    "connect",  # the name is unknown or nobody answers there
    "timeout",  # the whole answer did not come within the deadline
    "too-big",  # more bytes than the bound, counted after decompression
    "encoding",  # compressed in a way that is not undone here
    "broken",  # the answer ended early or was no HTTP
    "status",  # the server said no: 4xx, 5xx
    "wait",  # the server asked for a pause that is not over; nothing was sent
    "circuit",  # the host failed so often in a row that it is left alone for a while; nothing was sent
    "robots",  # the robots.txt there forbids this address; nothing was sent
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET, or one POST of `body` (JSON), which is sent once and followed nowhere else.

    The validators are what the last answer carried; empty ones are not sent. `bearer` is a key that is shown to the
    host of `url` and to nobody it leads on to. `deadline_seconds` bounds everything from the first connect to the last
    byte, redirects included. `may_be_cut` takes the start of an answer that is larger than its bound, instead of
    nothing.
    """

    url: str
    accept: str = "*/*"
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    bearer: str = field(default="", repr=False)
    body: bytes | None = field(default=None, repr=False)
    max_bytes: int = DEFAULT_MAX_BYTES
    deadline_seconds: float = 20.0
    may_be_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole answer of status 200; `url` is where it was found after redirects."""

    url: str
    body: bytes
    content_type: str
    body_hash: str
    etag: str = ""
    last_modified: str = ""

    @property
    def text(self) -> str:
        return decoded(self.body, self.content_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server said so (304), or sent the very bytes of last time."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No answer to use. `reason` is one line that says what to do; `said` is the start of what the server wrote."""

    reason: str
    kind: RefusedKind
    retry_after_seconds: float | None = None
    status: int | None = None
    said: str = ""


def headers_of(url: str, request: Request) -> dict[str, str]:
    """What goes with a request to `url`: the key only to the site that the request was meant for."""
    headers = {"Accept": request.accept, "Accept-Encoding": "gzip, deflate"}
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    if request.bearer and urlsplit(url)[:2] == urlsplit(request.url)[:2]:
        headers["Authorization"] = f"Bearer {request.bearer}"
    return headers
