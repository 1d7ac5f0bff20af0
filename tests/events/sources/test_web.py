"""The door: what a hostile or broken server, name or redirect can do to us, and what it cannot."""

import asyncio
import gzip
import logging
import random
import socket
import zlib
from ipaddress import ip_address

import pytest

from events.sources.addresses import PrivateHosts, is_public, shown
from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.pacing import retry_after
from events.sources.web import Door
from tests.events.sources.conftest import Site


async def refused(door: Door, url: str, **bounds: float) -> Refused:
    answer = await door.fetch(Request(url=url, **bounds))  # type: ignore[arg-type]
    assert isinstance(answer, Refused), answer
    assert "\n" not in answer.reason
    return answer


async def test_a_page_comes_with_its_validators_and_they_are_honoured_the_next_time(site: Site, door: Door) -> None:
    url = site.serve(
        "/a", "hello", kind="text/plain", headers={"ETag": '"v1"', "Last-Modified": "Mon, 01 Jun 2026 00:00:00 GMT"}
    )
    first = await door.fetch(Request(url=url))
    assert isinstance(first, Fetched)
    assert (first.body, first.etag, first.text) == (b"hello", '"v1"', "hello")
    second = await door.fetch(Request(url=url, etag=first.etag, last_modified=first.last_modified))
    assert isinstance(second, Unchanged)
    assert site.asked[1][1]["if-modified-since"].startswith("mon, 01 jun 2026")
    assert "curbwatch" in site.asked[0][1]["user-agent"]
    assert "cookie" not in site.asked[1][1]


async def test_the_same_bytes_are_unchanged_where_a_server_knows_no_validators(site: Site, door: Door) -> None:
    url = site.serve("/a", "hello")
    first = await door.fetch(Request(url=url))
    assert isinstance(first, Fetched)
    assert isinstance(await door.fetch(Request(url=url, body_hash=first.body_hash)), Unchanged)


async def test_a_dripping_body_is_cut_off_at_the_deadline(site: Site, door: Door) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    started = asyncio.get_running_loop().time()
    answer = await refused(door, site.misbehave("/drip", drip), deadline_seconds=0.4)
    assert answer.kind == "timeout"
    assert asyncio.get_running_loop().time() - started < 1.5


async def test_an_endless_body_is_refused_at_the_bound(site: Site, door: Door) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            await writer.drain()

    assert (await refused(door, site.misbehave("/endless", endless))).kind == "too-big"


async def test_a_body_of_a_hundred_megabytes_is_refused_by_its_announcement(site: Site, door: Door) -> None:
    sent = 0

    async def large(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
        for _ in range(100):
            writer.write(b"x" * 1048576)
            await writer.drain()
            sent += 1

    answer = await refused(door, site.misbehave("/large", large))
    assert answer.kind == "too-big"
    assert "104,857,600" in answer.reason
    assert sent < 20


async def test_a_gzip_bomb_is_refused_once_it_passes_the_bound(site: Site, door: Door) -> None:
    bomb = gzip.compress(b"\0" * 60_000_000, 9)
    assert len(bomb) < 100_000
    answer = await refused(door, site.serve("/bomb", bomb, headers={"Content-Encoding": "gzip"}))
    assert answer.kind == "too-big"


@pytest.mark.parametrize("encoding", ["gzip, gzip", "deflate, gzip", "br", "zstd"])
async def test_nested_and_unasked_encodings_are_refused(site: Site, door: Door, encoding: str) -> None:
    body = gzip.compress(gzip.compress(b"x" * 1000))
    answer = await refused(door, site.serve("/nested", body, headers={"Content-Encoding": encoding}))
    assert answer.kind == "encoding"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"hello " * 200_000)),
        ("gzip", gzip.compress(b"hello " * 100_000) + gzip.compress(b"hello " * 100_000)),
        ("x-gzip", gzip.compress(b"hello " * 200_000) + b"\0\0\0"),
        ("deflate", zlib.compress(b"hello " * 200_000)),
        ("deflate", zlib.compress(b"hello " * 200_000)[2:-4]),
        ("identity", b"hello " * 200_000),
    ],
)
async def test_each_honest_encoding_is_undone(site: Site, door: Door, encoding: str, body: bytes) -> None:
    answer = await door.fetch(Request(url=site.serve("/z", body, headers={"Content-Encoding": encoding})))
    assert isinstance(answer, Fetched)
    assert answer.body == b"hello " * 200_000


async def test_a_body_shorter_than_announced_is_discarded_whole(site: Site, door: Door) -> None:
    url = site.serve("/short", "<rss><item/>", headers={"Content-Length": "5000"})
    assert (await refused(door, url)).kind == "broken"


async def test_a_compressed_body_cut_off_is_discarded_whole(site: Site, door: Door) -> None:
    url = site.serve(
        "/cut", gzip.compress(random.Random(1).randbytes(5000))[:-50], headers={"Content-Encoding": "gzip"}
    )
    assert (await refused(door, url)).kind == "encoding"


async def test_what_is_no_http_is_a_value_too(site: Site, door: Door) -> None:
    async def junk(writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\xff\x00 SSH-2.0\r\n\r\n")

    async def nothing(writer: asyncio.StreamWriter) -> None:
        return

    assert (await refused(door, site.misbehave("/junk", junk))).kind == "broken"
    assert (await refused(door, site.misbehave("/nothing", nothing))).kind == "broken"


async def test_redirects_are_followed_by_hand_and_the_last_address_is_told(site: Site, door: Door) -> None:
    site.serve("/c", "there")
    site.redirect("/b", "/c", 308)
    answer = await door.fetch(Request(url=site.redirect("/a", site.url("/b"))))
    assert isinstance(answer, Fetched)
    assert answer.url == site.url("/c")


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "gopher://127.0.0.1/",
        "http://user:pw@127.0.0.1/",
        "http://0x7f000001/",
        "//10.0.0.1/x",
    ],
)
async def test_no_redirect_leads_into_a_private_network_or_to_a_file(site: Site, door: Door, target: str) -> None:
    assert (await refused(door, site.redirect("/a", target))).kind == "redirect"


async def test_a_circle_and_an_endless_chain_of_redirects_end(site: Site, door: Door) -> None:
    site.redirect("/b", "/a")
    assert "circle" in (await refused(door, site.redirect("/a", "/b"))).reason
    for number in range(10):
        site.redirect(f"/n{number}", f"/n{number + 1}")
    assert "more than 5 times" in (await refused(door, site.url("/n0"))).reason


ODD_FORMS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::808:808]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/",
    "http://168.63.129.16/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST:80/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
]


@pytest.mark.parametrize("url", ODD_FORMS)
async def test_every_way_to_write_a_private_address_is_refused(door: Door, url: str) -> None:
    answer = await refused(door, url, deadline_seconds=5)
    assert answer.kind in ("address", "connect", "url")
    if answer.kind == "address":
        assert "CURBWATCH_PRIVATE_HOSTS" in answer.reason


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2001:4860:4860::8888"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(ip_address(address))


async def test_a_name_that_leads_to_loopback_is_refused_and_not_knocked_at(
    site: Site, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def fake(host: str | bytes | None, *rest: object, **more: object) -> object:
        return real("127.0.0.1" if host in ("evil.example", b"evil.example") else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", fake)
    site.serve("/a", "secret")
    answer = await refused(door, f"http://evil.example:{site.port}/a")
    assert answer.kind == "address"
    assert site.asked == []


async def test_a_name_that_turns_private_between_look_and_knock_is_refused(
    site: Site, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def rebinding(host: str | bytes | None, port: object, *rest: object, **more: object) -> object:
        nonlocal looks
        looks += 1
        address = "93.184.215.14" if looks == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, site.port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.serve("/a", "secret")
    answer = await refused(door, f"http://evil.example:{site.port}/a")
    assert answer.kind == "address"
    assert looks > 1
    assert site.asked == []


def test_a_private_host_is_named_by_what_stands_in_the_address() -> None:
    hosts = PrivateHosts({"127.0.0.1:8123", "news.lan", "[::1]:9"})
    assert hosts.names("127.0.0.1", 8123)
    assert not hosts.names("127.0.0.1", 8124)
    assert hosts.names("NEWS.lan", 443)
    assert hosts.names("::1", 9)
    assert not hosts.names("localhost", 8123)


async def test_a_proxy_from_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    async with Door(private_hosts=frozenset({"127.0.0.1"}), pause_seconds=0) as door:
        assert isinstance(await door.fetch(Request(url=site.serve("/a", "x"))), Fetched)


async def test_a_pause_that_a_server_asks_for_is_told_and_kept(site: Site, door: Door) -> None:
    url = site.serve("/busy", "later", status=429, headers={"Retry-After": "30"})
    first = await refused(door, url)
    assert (first.kind, first.status, first.retry_after_seconds) == ("status", 429, 30)
    second = await refused(door, site.serve("/other", "fine"))
    assert second.kind == "wait"
    assert second.retry_after_seconds is not None
    assert 25 < second.retry_after_seconds <= 30
    assert len(site.asked) == 1


def test_retry_after_is_read_as_seconds_or_as_a_date_by_the_servers_own_clock() -> None:
    assert retry_after("120", "") == 120
    assert retry_after("Tue, 02 Jun 2026 00:01:00 GMT", "Tue, 02 Jun 2026 00:00:00 GMT") == 60
    assert retry_after("999999999", "") == 86_400
    for nonsense in ("", "-5", "soon", "٣"):
        assert retry_after(nonsense, "") is None


async def test_two_requests_to_a_host_keep_their_distance_and_never_overlap(site: Site) -> None:
    active = most = 0

    async def slow(writer: asyncio.StreamWriter) -> None:
        nonlocal active, most
        active += 1
        most = max(most, active)
        await asyncio.sleep(0.02)
        active -= 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx")
        await writer.drain()

    url = site.misbehave("/slow", slow)
    started = asyncio.get_running_loop().time()
    async with Door(private_hosts=frozenset({site.host}), rng=random.Random(1), pause_seconds=0.1) as door:
        await asyncio.gather(*(door.fetch(Request(url=url)) for _ in range(3)))
    assert most == 1
    assert asyncio.get_running_loop().time() - started >= 0.2


@pytest.mark.parametrize(
    ("status", "advice"), [(404, "remove the source"), (403, "browser"), (500, "tried again"), (418, "check")]
)
async def test_an_error_answer_says_what_to_do_and_keeps_what_the_server_said(
    site: Site, door: Door, status: int, advice: str
) -> None:
    answer = await refused(door, site.serve("/e", '{"message":"no such field"}', status=status))
    assert (answer.kind, answer.status) == ("status", status)
    assert advice in answer.reason
    assert "no such field" in answer.said


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://a b/",
        "http://x:99999/",
        "http://" + "a" * 300 + ".com/",
    ],
)
async def test_what_is_no_address_is_refused_with_a_reason(door: Door, url: str) -> None:
    assert (await refused(door, url)).kind in ("url", "connect")


async def test_secrets_in_an_address_reach_neither_the_reason_nor_the_log(
    site: Site, door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    site.redirect("/loop", "/loop?key=hunter2")
    for url in (site.url("/gone?key=hunter2"), site.url("/loop?key=hunter2"), "https://u:hunter2@x.example/"):
        assert "hunter2" not in (await refused(door, url)).reason
    assert "hunter2" not in caplog.text
    assert shown("https://u:hunter2@x.example:8/p?q=hunter2#hunter2") == "https://x.example:8/p"


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/html; charset=Shift_JIS", "①輸出".encode("cp932"), "①輸出"),
        ("text/html; charset=iso-8859-1", "“quoted”".encode("cp1252"), "“quoted”"),
        ("text/html; charset=gb2312", "龍鎔".encode("gb18030"), "龍鎔"),
        (
            "text/html",
            b'<meta charset="windows-1256">' + "السعودية".encode("cp1256"),
            '<meta charset="windows-1256">السعودية',
        ),
        ("text/html; charset=nonsense", "é".encode(), "é"),
        ("text/html; charset=utf-8", b"\xff\xfeh\0i\0", "hi"),
        ("text/html; charset=base64", "é".encode(), "é"),
        ("text/html; charset=utf-8", b"a\xffb", "a\ufffdb"),
    ],
)
async def test_text_is_read_in_the_set_it_is_truly_written_in(
    site: Site, door: Door, kind: str, body: bytes, text: str
) -> None:
    answer = await door.fetch(Request(url=site.serve("/t", body, kind=kind)))
    assert isinstance(answer, Fetched)
    assert answer.text == text


async def test_a_shut_door_says_how_to_open_it() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        await Door().fetch(Request(url="http://x.example/"))
