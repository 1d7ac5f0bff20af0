"""robots.txt: what it forbids is not asked, what it does not say is allowed, and no answer is no permission."""

import asyncio
import random
import time

import pytest

from events.sources.answers import Fetched, Refused, Request
from events.sources.robots import AGAIN_SECONDS, FRESH_SECONDS, GIVEN_UP_SECONDS, MAX_SITES, Robots, read_rules
from events.sources.web import Door
from tests.events.sources.conftest import Site

SITE = "https://lab.example"
TROUBLE = Refused(reason="https://lab.example/robots.txt answered 500: …", kind="status", status=500)


class Clock:
    at = 1000.0

    def __call__(self) -> float:
        return self.at


def robots(text: str = "", clock: Clock | None = None) -> Robots:
    made = Robots("Curbwatch", clock or Clock())
    if text:
        made.learn(SITE, read_rules(text.encode(), "Curbwatch"))
    return made


def allows(rules: Robots, path: str) -> bool:
    return rules.refusal(SITE, SITE + path, SITE + path) is None


@pytest.mark.parametrize(
    ("text", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /private\nAllow: /private/news", "/private/x", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private/news", "/private/news/1", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Curbwatch\nDisallow: /admin", "/feed", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: curbwatch/2.0 (x)\nDisallow: /", "/feed", False),
        ("User-agent: curb\nDisallow: /", "/feed", True),
        ("User-agent: *\nDisallow: /*.xml$", "/feed.xml", False),
        ("User-agent: *\nDisallow: /*.xml$", "/feed.xml?a=1", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/feed", False),
        ("User-agent: a\nUser-agent: b\nUser-agent: *\nDisallow: /", "/feed", False),
        ("User-agent: a\nDisallow: /\nUser-agent: *\nDisallow:", "/feed", True),
        ("<!doctype html><title>Home</title>", "/feed", True),
    ],
)
def test_the_rules_for_us_decide(text: str, path: str, is_allowed: bool) -> None:
    assert allows(robots(text), path) == is_allowed


def test_a_refusal_says_in_one_line_what_to_do() -> None:
    found = robots("User-agent: *\nDisallow: /").refusal(SITE, f"{SITE}/feed", f"{SITE}/feed")
    assert found is not None
    assert found.kind == "robots"
    assert found.reason == (
        "https://lab.example/feed may not be read by programs, says the robots.txt there: nothing is asked; "
        "use another address, or remove the source"
    )


def test_a_pause_that_is_asked_for_is_kept_up_to_a_minute() -> None:
    assert robots("User-agent: *\nCrawl-delay: 7.5").delay_seconds(SITE) == 7.5
    assert robots("User-agent: *\nCrawl-delay: 86400").delay_seconds(SITE) == 60
    assert robots("User-agent: *\nCrawl-delay: -3").delay_seconds(SITE) == 0
    assert robots("User-agent: *\nDisallow: /x").delay_seconds(SITE) == 0


def test_rules_hold_for_a_day() -> None:
    clock = Clock()
    rules = robots("User-agent: *\nDisallow: /", clock)
    clock.at += FRESH_SECONDS - 1
    assert rules.is_known(SITE)
    clock.at += 2
    assert not rules.is_known(SITE)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_site_that_refuses_its_robots_txt_has_none(status: int) -> None:
    rules = robots()
    rules.learn(SITE, Refused(reason="…", kind="status", status=status))
    assert rules.is_known(SITE)
    assert allows(rules, "/feed")


def test_no_answer_is_no_permission_until_thirty_days_are_over() -> None:
    clock = Clock()
    rules = robots(clock=clock)
    began = clock.at
    while clock.at - began < GIVEN_UP_SECONDS:
        rules.learn(SITE, TROUBLE)
        found = rules.refusal(SITE, f"{SITE}/feed", f"{SITE}/feed")
        assert found is not None
        assert "until its robots.txt answers nothing else is asked there" in found.reason
        assert found.retry_after_seconds == AGAIN_SECONDS
        clock.at += 86_400
        assert not rules.is_known(SITE)
    rules.learn(SITE, TROUBLE)
    assert allows(rules, "/feed")


def test_rules_from_before_a_trouble_hold_on_through_it() -> None:
    clock = Clock()
    rules = robots("User-agent: *\nDisallow: /private", clock)
    clock.at += FRESH_SECONDS
    for _ in range(3):
        rules.learn(SITE, TROUBLE)
        assert (allows(rules, "/feed"), allows(rules, "/private")) == (True, False)
        clock.at += AGAIN_SECONDS + 1


def test_the_sites_that_are_remembered_are_bounded() -> None:
    rules = robots()
    for number in range(MAX_SITES + 5):
        rules.learn(f"https://{number}.example", TROUBLE)
    assert not rules.is_known("https://4.example")
    assert rules.is_known("https://5.example")


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"User-agent: bot{n}\n" for n in range(12_000)) + "Disallow: /x\n" * 12_000,
        "User-agent: *\n" + "".join(f"Disallow: /{n}*{'*a' * 9}$\n" for n in range(14_000)),
        "User-agent: *\nDisallow: /" + "*a" * 200_000,
        "User-agent: *\nDisallow: /" + "$" * 400_000,
        "User-agent\n" * 40_000,
        "\0" * 500_000,
    ],
    ids=["many names", "many wildcards", "one long pattern", "many dollars", "no values", "zeros"],
)
def test_a_hostile_file_takes_no_time(body: str) -> None:
    began = time.thread_time()
    rules = robots(body)
    allows(rules, "/" + "a" * 2000)
    assert time.thread_time() - began < 2.0


# --- at the door ---


async def test_what_is_forbidden_is_not_asked_and_the_file_is_asked_for_once(site: Site, door: Door) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private", kind="text/plain")
    url, feed = site.serve("/private/page", "secret"), site.serve("/feed", "<rss/>")
    for _ in range(2):
        answer = await door.fetch(Request(url=url))
        assert isinstance(answer, Refused)
        assert answer.kind == "robots"
        assert isinstance(await door.fetch(Request(url=feed)), Fetched)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed", "/feed"]


async def test_many_at_once_ask_for_it_once(site: Site, door: Door) -> None:
    site.serve("/robots.txt", "User-agent: *\nAllow: /", kind="text/plain")
    urls = [site.serve(f"/{n}", "x") for n in range(5)]
    await asyncio.gather(*(door.fetch(Request(url=url)) for url in urls))
    assert sum(path == "/robots.txt" for path, _ in site.asked) == 1


async def test_a_redirect_does_not_lead_round_the_rules(site: Site, door: Door) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private", kind="text/plain")
    site.serve("/private", "secret")
    answer = await door.fetch(Request(url=site.redirect("/open", "/private")))
    assert isinstance(answer, Refused)
    assert answer.kind == "robots"
    assert "/private" not in [path for path, _ in site.asked]


async def test_a_robots_txt_in_trouble_keeps_the_site_unread(site: Site, door: Door) -> None:
    site.serve("/robots.txt", status=500)
    url = site.serve("/feed", "<rss/>")
    answer = await door.fetch(Request(url=url))
    assert isinstance(answer, Refused)
    assert answer.retry_after_seconds is not None
    assert "answered 500" in answer.reason
    assert "\n" not in answer.reason
    assert [path for path, _ in site.asked] == ["/robots.txt"]


async def test_a_robots_txt_behind_redirects_is_followed_and_an_endless_chain_is_none(site: Site, door: Door) -> None:
    site.redirect("/robots.txt", "/moved")
    site.serve("/moved", "User-agent: *\nDisallow: /", kind="text/plain")
    answer = await door.fetch(Request(url=site.serve("/feed", "x")))
    assert isinstance(answer, Refused)
    async with Door(private_hosts=frozenset({site.host}), pause_seconds=0) as other:
        site.redirect("/robots.txt", "/n0")
        for number in range(7):
            site.redirect(f"/n{number}", f"/n{number + 1}")
        assert isinstance(await other.fetch(Request(url=site.url("/feed"))), Fetched)


async def test_only_its_first_500_kib_count(site: Site, door: Door) -> None:
    filler = "# nothing\n" * 52_000
    site.serve("/robots.txt", f"User-agent: *\nDisallow: /a\n{filler}Disallow: /b\n", kind="text/plain")
    site.serve("/b", "fine")
    answer = await door.fetch(Request(url=site.url("/a")))
    assert isinstance(answer, Refused)
    assert isinstance(await door.fetch(Request(url=site.url("/b"))), Fetched)


async def test_a_site_that_invites_programs_is_not_asked_but_only_for_that_source(site: Site, door: Door) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /api", kind="text/plain")
    url = site.serve("/api/models", "[]")
    assert isinstance(await door.invited_to(url).fetch(Request(url=url)), Fetched)
    assert isinstance(await door.invited_to("http://other.example/").fetch(Request(url=url)), Refused)
    assert isinstance(await door.fetch(Request(url=url)), Refused)


async def test_a_pause_asked_for_there_lies_between_two_requests(site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.3", kind="text/plain")
    url = site.serve("/feed", "x")
    async with Door(private_hosts=frozenset({site.host}), rng=random.Random(1), pause_seconds=0) as door:
        await door.fetch(Request(url=url))
        began = time.perf_counter()
        await door.fetch(Request(url=url))
    assert 0.25 < time.perf_counter() - began < 1.0
