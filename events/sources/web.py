"""The one polite HTTP door: everything that is fetched from a source comes through here, bounded and checked."""

import asyncio
import functools
import hashlib
import random
import socket
import ssl
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

from events.sources.addresses import Address, PrivateHosts, is_public, parsed
from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.pacing import Pacer, retry_after
from events.sources.unpack import TooBigError, Unpacker, UnpackError, encoding_of

USER_AGENT = "Curbwatch/0.1 (reads public sources on who may use which AI model; a few requests an hour)"
MAX_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAID_BYTES = 4096


@dataclass(frozen=True, slots=True)
class _Hop:
    to: str


class Door:
    """An async context manager around one HTTP client; `fetch` answers with a value whatever a server does.

    No address in a private range is reached unless `private_hosts` names its host, whatever DNS or a redirect says:
    the address is checked before and again as the connection is made, and the connection goes to that very address.
    One request at a time goes to a host, `pause_seconds` (and up to half as much again, by `rng`) apart.
    """

    def __init__(
        self,
        *,
        private_hosts: frozenset[str] = frozenset(),
        rng: random.Random | None = None,
        pause_seconds: float = 1.0,
        user_agent: str = USER_AGENT,
    ) -> None:
        self._private = PrivateHosts(private_hosts)
        jitter = rng or random.Random()  # noqa: S311  # it spreads requests and guards nothing
        self._pacer = Pacer(jitter, pause_seconds)
        self._user_agent = user_agent
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        client = httpx.AsyncClient(
            trust_env=False,
            follow_redirects=False,
            verify=_tls(),
            cookies=httpx.Cookies(CookieJar(DefaultCookiePolicy(allowed_domains=[]))),
            timeout=httpx.Timeout(15.0, connect=10.0),
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=5, keepalive_expiry=15),
            headers={"User-Agent": self._user_agent},
        )
        self._client = httpx_ssrf_protection(
            client, check_globally_reachable=False, custom_validator=self._admits, dns_cache_ttl=60
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def fetch(self, request: Request) -> Fetched | Unchanged | Refused:
        """One GET with all its redirects, or one POST with none, within its deadline; `Request` says what bounds it."""
        if self._client is None:
            raise RuntimeError("the door is shut: use it as 'async with Door() as door'")
        host = shown(request.url)
        async with self._pacer.turn(_origin(request.url)) as wait_seconds:
            if wait_seconds:
                reason = f"{host} asked for a pause that lasts {wait_seconds:.0f} more seconds: it is asked again then"
                return Refused(reason=reason, kind="wait", retry_after_seconds=wait_seconds)
            try:
                async with asyncio.timeout(request.deadline_seconds):
                    answer = await self._follow(self._client, request)
            except TimeoutError:
                reason = f"{host} did not finish its answer in {request.deadline_seconds:g} seconds: it is tried again"
                return Refused(reason=reason, kind="timeout")
            if isinstance(answer, Refused) and answer.retry_after_seconds:
                self._pacer.hold(_origin(request.url), answer.retry_after_seconds)
            return answer

    async def _follow(self, client: httpx.AsyncClient, request: Request) -> Fetched | Unchanged | Refused:
        """Every hop by hand: each is checked like a first request, and may be no less safe than the one before."""
        url, seen = request.url, {request.url}
        began_private = self._is_named(url)
        for _ in range(MAX_HOPS + 1):
            refusal = await self._unfit(url, began_private)
            answer = refusal or await self._ask(client, url, request)
            if not isinstance(answer, _Hop):
                if isinstance(answer, Refused) and url != request.url:
                    said = f"{shown(request.url)} leads on to {shown(url)}: {answer.reason}"
                    kind = "redirect" if answer.kind in ("address", "url") else answer.kind
                    return Refused(
                        reason=said,
                        kind=kind,
                        retry_after_seconds=answer.retry_after_seconds,
                        status=answer.status,
                        said=answer.said,
                    )
                return answer
            if request.body is not None:  # what it holds was meant for this address and no other
                reason = f"{shown(url)} leads on elsewhere, where nothing is sent: use the address that answers itself"
                return Refused(reason=reason, kind="redirect")
            if url.startswith("https:") and answer.to.startswith("http:"):
                reason = f"{shown(url)} leads from https to http, which is not followed: correct the address"
                return Refused(reason=reason, kind="redirect")
            url = answer.to
            if url in seen:
                return Refused(
                    reason=f"{shown(request.url)} leads round in a circle: correct the address", kind="redirect"
                )
            seen.add(url)
        reason = f"{shown(request.url)} leads on more than {MAX_HOPS} times: use the address it ends at"
        return Refused(reason=reason, kind="redirect")

    async def _ask(self, client: httpx.AsyncClient, url: str, request: Request) -> Fetched | Unchanged | Refused | _Hop:
        # What a POST asks for is worked out before its first byte comes: only the deadline bounds that.
        method = "GET" if request.body is None else "POST"
        timeout = client.timeout if request.body is None else httpx.Timeout(request.deadline_seconds, connect=10.0)
        headers = _headers(url, request)
        try:
            async with client.stream(method, url, headers=headers, content=request.body, timeout=timeout) as response:
                return await _answer(response, url, request)
        except SSRFProtectionError:
            return _private_refusal(url)
        except httpx.TimeoutException:
            reason = f"{shown(url)} does not answer: it is tried again at the next check"
            return Refused(reason=reason, kind="timeout")
        except httpx.ConnectError as error:
            reason = f"{shown(url)} cannot be reached ({_brief(error)}): check the address and the network"
            return Refused(reason=reason, kind="connect")
        except httpx.LocalProtocolError:  # its words would repeat the key
            return Refused(reason=f"{shown(url)} was not asked: its key cannot be written in a header", kind="url")
        except httpx.TransportError as error:
            reason = f"{shown(url)} broke off its answer ({_brief(error)}): it is tried again at the next check"
            return Refused(reason=reason, kind="broken")
        except TooBigError as error:
            return Refused(reason=f"{shown(url)}: {error}: nothing of it is used", kind="too-big")
        except UnpackError as error:
            return Refused(reason=f"{shown(url)}: {error}: nothing of it is used", kind="encoding")
        except (httpx.InvalidURL, UnicodeError, ValueError):  # a header or host that no library can write down
            return Refused(reason=f"{shown(url)} is no address that can be asked: correct it", kind="url")

    async def _unfit(self, url: str, began_private: bool) -> Refused | None:
        """Why this address must not be asked, or None; the name is looked up, so that no refused host is knocked at."""
        try:
            split = urlsplit(url)
            host, port = split.hostname or "", split.port or (443 if split.scheme == "https" else 80)
        except ValueError:
            return Refused(reason=f"{url[:80]!r} is no address: correct it", kind="url")
        if split.scheme not in ("http", "https") or not host:
            return Refused(reason=f"{shown(url)} is no http or https address: correct it", kind="url")
        if split.username is not None or split.password is not None:
            return Refused(reason=f"{shown(url)} has a user name in it, which is not sent: remove it", kind="url")
        if self._private.names(host, port):
            # Only a source that the operator placed in the private range may lead about in it.
            return None if began_private else _private_refusal(url)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return Refused(
                reason=f"the name {host[:80]!r} is not known: check the address and the network", kind="connect"
            )
        addresses = [parsed(str(entry[4][0])) for entry in found]
        if not addresses or not all(address and is_public(address) for address in addresses):
            return _private_refusal(url)
        return None

    def _admits(self, host: str, address: Address, port: int) -> bool:
        """Asked again for the very address of the connection, since a name may lead elsewhere a moment later."""
        return is_public(address) or self._private.names(host, port)

    def _is_named(self, url: str) -> bool:
        try:
            split = urlsplit(url)
            return self._private.names(split.hostname or "", split.port or (443 if split.scheme == "https" else 80))
        except ValueError:
            return False


@functools.cache
def _tls() -> ssl.SSLContext:
    """Read from disk once: loading the trusted authorities takes longer than a request."""
    return ssl.create_default_context()


def shown(url: str) -> str:
    """An address fit for a log line: without its query, its fragment and any user name, where secrets lie."""
    try:
        split = urlsplit(url)
        host = split.hostname or ""
        port = f":{split.port}" if split.port else ""
    except ValueError:
        return "the address"
    if not host:
        return f"{split.scheme or 'the address'}:…" if split.scheme else "the address"
    printable = "".join(c if c.isprintable() else "?" for c in f"{host}{port}{split.path}")
    return f"{split.scheme}://{printable[:200]}"


def _headers(url: str, request: Request) -> dict[str, str]:
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


async def _answer(response: httpx.Response, url: str, request: Request) -> Fetched | Unchanged | Refused | _Hop:
    status = response.status_code
    etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    if status == 304:
        return Unchanged(
            etag=etag or request.etag,
            last_modified=modified or request.last_modified,
            body_hash=request.body_hash,
        )
    if status in _REDIRECTS and response.headers.get("Location"):
        return _Hop(urljoin(url, response.headers["Location"].strip()).split("#", 1)[0])
    if status != 200:
        return await _said_no(response, url)
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced[:20]) > request.max_bytes:
        raise TooBigError(
            f"the answer is announced as {int(announced[:20]):,} bytes, over the bound of {request.max_bytes:,}"
        )
    body = await _body(response, request.max_bytes)
    digest = "sha256:" + hashlib.sha256(body).hexdigest()
    if digest == request.body_hash:
        return Unchanged(etag=etag, last_modified=modified, body_hash=digest)
    return Fetched(
        url=url,
        body=body,
        content_type=response.headers.get("Content-Type", "")[:200],
        body_hash=digest,
        etag=etag[:1000],
        last_modified=modified[:100],
    )


async def _body(response: httpx.Response, max_bytes: int) -> bytes:
    unpacker = Unpacker(encoding_of(response.headers.get_list("Content-Encoding")), max_bytes)
    async for chunk in response.aiter_raw():
        unpacker.feed(chunk)
    return unpacker.body()


async def _said_no(response: httpx.Response, url: str) -> Refused:
    """The start of what an error answer says is kept: some services name the mistake there."""
    try:
        said = (await _body(response, _SAID_BYTES)).decode("utf-8", "replace")
    except (UnpackError, httpx.TransportError):
        said = ""
    status = response.status_code
    if status in (401, 403):
        advice = "the server refuses programs there: open it in a browser to see what it wants"
    elif status in (404, 410):
        advice = "nothing is there any more: correct the address or remove the source"
    elif status in (429, 503):
        advice = "the server asks for a pause: it is asked again later"
    elif status >= 500:
        advice = "the server is in trouble: it is tried again at the next check"
    else:
        advice = "the answer is not one to read: check the address"
    return Refused(
        reason=f"{shown(url)} answered {status}: {advice}",
        kind="status",
        status=status,
        retry_after_seconds=retry_after(response.headers.get("Retry-After", ""), response.headers.get("Date", "")),
        said=said,
    )


def _private_refusal(url: str) -> Refused:
    reason = (
        f"{shown(url)} lies in a private network, where no source is read: "
        "correct the address, or name its host in CURBWATCH_PRIVATE_HOSTS"
    )
    return Refused(reason=reason, kind="address")


def _origin(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _brief(error: Exception) -> str:
    """The library's words without any address in them."""
    words = str(error).split("http", 1)[0].strip(" :'\"") or type(error).__name__
    return words[:120]
