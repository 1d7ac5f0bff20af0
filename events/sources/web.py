"""The one polite HTTP door: everything that is fetched from a source comes through here, bounded and checked."""

import asyncio
import copy
import functools
import hashlib
import random
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

from events.sources.addresses import Address, PrivateHosts, host_of, is_public, parsed, shown, site_of
from events.sources.answers import Fetched, Refused, Request, Unchanged, headers_of
from events.sources.circuit import Circuit
from events.sources.pacing import Pacer, retry_after
from events.sources.robots import MAX_BYTES as ROBOTS_BYTES
from events.sources.robots import Robots, read_rules
from events.sources.unpack import TooBigError, Unpacker, UnpackError, encoding_of

USER_AGENT = "Curbwatch/0.1 (reads public sources on who may use which AI model; a few requests an hour)"
MAX_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAID_BYTES = 4096
_LARGE_BYTES = 1024 * 1024
_ROBOTS_SECONDS = 15.0
_SLACK_BYTES = 128 * 1024  # a body is cut before the chunk that passes its bound


@dataclass(frozen=True, slots=True)
class _Hop:
    to: str


class Door:
    """An async context manager around one HTTP client; `fetch` answers with a value whatever a server does.

    No address in a private range is reached unless `private_hosts` names its host, whatever DNS or a redirect says:
    the address is checked before and again as the connection is made, and the connection goes to that very address.
    One request at a time goes to a host, `pause_seconds` (and up to half as much again, by `rng`) apart, or as far
    apart as its robots.txt asks; what that forbids is not asked. A host that fails again and again is left alone.
    """

    def __init__(
        self,
        *,
        private_hosts: frozenset[str] = frozenset(),
        rng: random.Random | None = None,
        pause_seconds: float = 1.0,
        user_agent: str = USER_AGENT,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._private = PrivateHosts(private_hosts)
        jitter = rng or random.Random()  # noqa: S311  # it spreads requests and guards nothing
        self._pacer = Pacer(jitter, pause_seconds)
        self._user_agent = user_agent
        self._product = user_agent.partition("/")[0]
        self._robots = Robots(self._product, now)
        self._asking: dict[str, asyncio.Lock] = {}
        self._circuit = Circuit(now)
        self._invited_to = ""
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

    def invited_to(self, url: str) -> "Door":
        """This door for a source whose terms invite programs to the site of `url`: its robots.txt is not asked for.

        Everything else (pauses, failures, connections) is shared with this one.
        """
        made = copy.copy(self)
        made._invited_to = site_of(url)
        return made

    def doubt(self, url: str) -> None:
        """Say that an earlier life of the process found the host of `url` failing: it gets one try, then the rest."""
        self._circuit.doubt(host_of(url))

    async def fetch(self, request: Request) -> Fetched | Unchanged | Refused:
        """One GET with all its redirects, or one POST with none, within its deadline; `Request` says what bounds it."""
        if self._client is None:
            raise RuntimeError("the door is shut: use it as 'async with Door() as door'")
        refusal = await self._unfit(request.url, self._is_named(request.url))
        if request.body is None:  # who is sent to was chosen by the operator; robots.txt is about being read
            refusal = refusal or await self._forbidden(self._client, request.url)
        return refusal or await self._in_turn(self._client, request)

    async def _in_turn(
        self, client: httpx.AsyncClient, request: Request, *, of_robots: bool = False
    ) -> Fetched | Unchanged | Refused:
        host = host_of(request.url)
        delay_seconds = self._robots.delay_seconds(site_of(request.url))
        async with self._pacer.turn(host, delay_seconds, pauses=not of_robots) as wait_seconds:
            if wait_seconds:
                reason = (
                    f"{shown(request.url)} asked for a pause that lasts {wait_seconds:.0f} more seconds: "
                    "it is asked again then"
                )
                return Refused(reason=reason, kind="wait", retry_after_seconds=wait_seconds)
            answer = await self._in_time(client, request, of_robots=of_robots)
            if isinstance(answer, Refused) and answer.retry_after_seconds and answer.kind == "status":
                self._pacer.hold(host, answer.retry_after_seconds)
            return answer

    async def _in_time(
        self, client: httpx.AsyncClient, request: Request, *, of_robots: bool = False
    ) -> Fetched | Unchanged | Refused:
        way = [request.url]
        try:
            async with asyncio.timeout(request.deadline_seconds):
                return await self._follow(client, request, way, of_robots=of_robots)
        except TimeoutError:
            self._circuit.failed(host_of(way[-1]))
            reason = (
                f"{shown(request.url)} did not finish its answer in {request.deadline_seconds:g} seconds: "
                "it is tried again"
            )
            return Refused(reason=reason, kind="timeout")

    async def _forbidden(self, client: httpx.AsyncClient, url: str, *, on_the_way: bool = False) -> Refused | None:
        """Why the robots.txt of this address's site keeps us from it, or None; if not known, it is asked for."""
        site = site_of(url)
        if site == self._invited_to:
            return None
        if not self._robots.is_known(site):
            if on_the_way:  # the turn of another host is held: waiting for one more could wait for itself
                unsent = await self._ask_robots(client, site, on_the_way=True)
            else:
                async with self._asking.setdefault(site, asyncio.Lock()):
                    is_known = self._robots.is_known(site)
                    unsent = None if is_known else await self._ask_robots(client, site)
                self._asking.pop(site, None)
            if unsent is not None:
                return unsent
        # In a thread: where a file holds tens of thousands of patterns, that takes a tenth of a second.
        return await asyncio.to_thread(self._robots.refusal, site, url, shown(url))

    async def _ask_robots(self, client: httpx.AsyncClient, site: str, *, on_the_way: bool = False) -> Refused | None:
        """Learn the rules of a site; the refusal where nothing could be sent now."""
        request = Request(
            url=f"{site}/robots.txt",
            accept="text/plain, */*;q=0.5",
            max_bytes=ROBOTS_BYTES + _SLACK_BYTES,
            deadline_seconds=_ROBOTS_SECONDS,
            may_be_cut=True,
        )
        ask = self._in_time if on_the_way else self._in_turn
        answer = await ask(client, request, of_robots=True)
        if isinstance(answer, Refused) and answer.kind in ("wait", "circuit"):
            return answer
        if isinstance(answer, Fetched):  # in a thread: the largest takes a tenth of a second
            self._robots.learn(site, await asyncio.to_thread(read_rules, answer.body, self._product))
        elif isinstance(answer, Refused):
            self._robots.learn(site, answer)
        return None

    async def _follow(
        self, client: httpx.AsyncClient, request: Request, way: list[str], *, of_robots: bool
    ) -> Fetched | Unchanged | Refused:
        """Every hop by hand: each is checked like a first request, and may be no less safe than the one before.

        `way` gets every address that is asked.
        """
        url = request.url
        began_private = self._is_named(url)
        for _ in range(MAX_HOPS + 1):
            refusal = await self._unfit(url, began_private)
            if refusal is None and not of_robots and url != request.url:
                refusal = await self._forbidden(client, url, on_the_way=True)
            answer = refusal or await self._ask(client, url, request)
            if not isinstance(answer, _Hop):
                if isinstance(answer, Refused) and url != request.url:
                    kind = "redirect" if answer.kind in ("address", "url") else answer.kind
                    said = f"{shown(request.url)} leads on to {shown(url)}: {answer.reason}"
                    return replace(answer, reason=said, kind=kind)
                return answer
            if request.body is not None:  # what it holds was meant for this address and no other
                reason = f"{shown(url)} leads on elsewhere, where nothing is sent: use the address that answers itself"
                return Refused(reason=reason, kind="redirect")
            if url.startswith("https:") and answer.to.startswith("http:"):
                reason = f"{shown(url)} leads from https to http, which is not followed: correct the address"
                return Refused(reason=reason, kind="redirect")
            url = answer.to
            if url in way:
                reason = f"{shown(request.url)} leads round in a circle: correct the address"
                return Refused(reason=reason, kind="redirect")
            way.append(url)
        reason = f"{shown(request.url)} leads on more than {MAX_HOPS} times: use the address it ends at"
        return Refused(reason=reason, kind="redirect")

    async def _ask(self, client: httpx.AsyncClient, url: str, request: Request) -> Fetched | Unchanged | Refused | _Hop:
        """One hop, unless its host is left alone; whether it worked is told to the circuit."""
        host = host_of(url)
        if wait_seconds := self._circuit.wait_seconds(host):
            reason = (
                f"{host} failed {self._circuit.failures(host)} times in a row and is left alone: "
                f"it is tried again in {max(1, round(wait_seconds / 60))} min"
            )
            return Refused(reason=reason, kind="circuit", retry_after_seconds=wait_seconds)
        answer = await self._send(client, url, request)
        if isinstance(answer, Refused) and _is_trouble(answer):
            self._circuit.failed(host)
        else:
            self._circuit.worked(host)
        return answer

    async def _send(
        self, client: httpx.AsyncClient, url: str, request: Request
    ) -> Fetched | Unchanged | Refused | _Hop:
        # What a POST asks for is worked out before its first byte comes: only the deadline bounds that.
        method = "GET" if request.body is None else "POST"
        timeout = client.timeout if request.body is None else httpx.Timeout(request.deadline_seconds, connect=10.0)
        headers = headers_of(url, request)
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
    if not request.may_be_cut and announced.isdigit() and int(announced[:20]) > request.max_bytes:
        raise TooBigError(
            f"the answer is announced as {int(announced[:20]):,} bytes, over the bound of {request.max_bytes:,}"
        )
    body = await _body(response, request.max_bytes, may_be_cut=request.may_be_cut)
    # The hash of 50 MiB takes long enough to hold up others.
    digest = await asyncio.to_thread(_digest, body) if len(body) > _LARGE_BYTES else _digest(body)
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


async def _body(response: httpx.Response, max_bytes: int, *, may_be_cut: bool = False) -> bytes:
    unpacker = Unpacker(encoding_of(response.headers.get_list("Content-Encoding")), max_bytes)
    try:
        async for chunk in response.aiter_raw():
            unpacker.feed(chunk)
    except TooBigError:
        if may_be_cut:
            return unpacker.start()
        raise
    return unpacker.body()


def _digest(body: bytes) -> str:
    return "sha256:" + hashlib.sha256(body).hexdigest()


def _is_trouble(answer: Refused) -> bool:
    """Whether the host itself fails, rather than this one address on it."""
    status = answer.status or 0
    return answer.kind in ("connect", "timeout", "broken") or status >= 500 or status == 429


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


def _brief(error: Exception) -> str:
    """The library's words without any address in them."""
    words = str(error).split("http", 1)[0].strip(" :'\"") or type(error).__name__
    return words[:120]
