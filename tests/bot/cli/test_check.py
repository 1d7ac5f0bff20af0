"""`curbwatch check`: one round over loopback, good answers and bad ones."""

import http.server
import json
import re
from pathlib import Path

import pytest

from tests.bot.cli.calling import LAUNCHED, PARTY, SUSPENDED, Curbwatch, Web, feed
from tests.shared_data import needs_shared, shared_file

LOGIN = b"<!doctype html><html><body><form>Log in <input type=password></form></body></html>"


def flood(handler: http.server.BaseHTTPRequestHandler) -> None:
    """A body of 100 MB whose size nobody announced."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/xml")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x" * 1_000_000)


def test_a_check_says_what_was_found_and_a_second_finds_nothing_new(curbwatch: Curbwatch, web: Web) -> None:
    web.name(lab=("feed", web.stall(feed(SUSPENDED, LAUNCHED, PARTY)), "provider"))
    first = curbwatch("check", "--json").json
    assert (first["source"], first["documents"], first["failed"], first["suspect"]) == ("lab", 3, "", "")
    assert {(e["kind"], e["confirmed"], e["origin"]) for e in first["events"]} == {
        ("restriction", True, "live"),
        ("launch", True, "live"),
    }
    second = curbwatch("check", "--json").json
    assert (second["documents"], second["events"], second["waiting"], second["corroborated"]) == (0, [], [], [])
    assert "lab  nothing new" in curbwatch("check").out


def test_a_body_that_changed_without_meaning_finds_nothing_new(curbwatch: Curbwatch, web: Web) -> None:
    stall = web.stall(feed(SUSPENDED, LAUNCHED))
    web.name(lab=("feed", stall, "provider"))
    curbwatch("check")
    stall.says = (feed(SUSPENDED, LAUNCHED).replace("<item>", "\n<!-- rebuilt -->\n<item>").encode(), "text/xml")
    again = curbwatch("check", "--json").json
    assert stall.asked == 2
    assert (again["documents"], again["events"]) == (0, [])


def test_in_words_each_event_has_a_line_and_press_is_unconfirmed(curbwatch: Curbwatch, web: Web) -> None:
    web.name(press=("feed", web.stall(feed(SUSPENDED)), "reported"))
    told = curbwatch("check").out
    assert told.startswith("press  1 new document, 1 event\n")
    assert f"restriction  2026-07-09  {SUSPENDED[0]}  (unconfirmed)" in told
    assert "1 of 1 source answered: 1 new document, 1 new event." in told
    assert "Whom they alert is decided by curbwatch run." in told


def test_a_finding_below_the_bar_is_said_to_wait_and_why(curbwatch: Curbwatch, web: Web) -> None:
    old = SUSPENDED[1].replace("July 9, 2026", "March 2, 2025").replace("today", "on March 2, 2025")
    web.name(press=("feed", web.stall(feed((SUSPENDED[0], old))), "reported"))
    found = curbwatch("check", "--json").json
    assert found["documents"] == 1
    for wait in found["waiting"]:
        assert wait["reason"]
        assert wait["title"]


def test_bad_answers_cost_a_line_each_and_the_rest_goes_on(curbwatch: Curbwatch, web: Web) -> None:
    web.name(
        broken=("feed", web.stall(b"<rss><channel><item><title>cut o"), "reported"),
        login=("feed", web.stall(LOGIN, "text/html"), "reported"),
        flood=("feed", web.stall(flood), "reported"),
        closed=("feed", "http://127.0.0.1:9/feed", "reported"),
        good=("feed", web.stall(feed(LAUNCHED)), "provider"),
    )
    done = curbwatch("check")
    assert (done.code, done.err) == (0, "")
    lines = {line.split("  ")[0]: line for line in done.out.splitlines() if re.match(r"[a-z]+  \S", line)}
    assert set(lines) == {"broken", "login", "flood", "closed", "good"}
    assert "a login or robot-check page instead of a feed" in lines["login"]
    assert "larger than" in lines["flood"]
    assert "cannot be reached" in lines["closed"]
    assert lines["good"] == "good  1 new document, 1 event"
    assert "LAUNCH" not in done.out
    health = {source["id"]: source for source in curbwatch("status", "--json").json["sources"]}
    assert [name for name, source in health.items() if not source["stale"]] == ["good"]
    assert "login" in health["login"]["error"]


def test_it_fails_when_nothing_answered_usably_and_says_which(curbwatch: Curbwatch, web: Web) -> None:
    web.name(closed=("feed", "http://127.0.0.1:9/feed", "reported"), login=("feed", web.stall(LOGIN), "reported"))
    done = curbwatch("check")
    assert done.code == 1
    assert done.err.startswith("curbwatch: no source gave a usable answer (closed, login)")


def test_only_the_named_sources_are_asked(curbwatch: Curbwatch, web: Web) -> None:
    one, other = web.stall(feed(LAUNCHED)), web.stall(feed(PARTY))
    web.name(one=("feed", one, "provider"), other=("feed", other, "provider"))
    assert [look["source"] for look in curbwatch("check", "other", "--json").lines] == ["other"]
    assert (one.asked, other.asked) == (0, 1)


def test_an_unknown_source_is_named_with_the_nearest_before_anything_is_asked(curbwatch: Curbwatch, web: Web) -> None:
    stall = web.stall(feed(PARTY))
    web.name(garden=("feed", stall, "provider"))
    done = curbwatch("check", "gardn", "nowhere", "garden")
    assert (done.code, stall.asked) == (1, 0)
    assert done.err.splitlines() == [
        "curbwatch: there is no source 'gardn'; did you mean 'garden'?",
        "curbwatch: there is no source 'nowhere': there are garden",
    ]


def test_a_private_address_that_nobody_allowed_is_not_asked(
    curbwatch: Curbwatch, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    stall = web.stall(feed(PARTY))
    web.name(inside=("feed", stall, "provider"))
    monkeypatch.delenv("CURBWATCH_PRIVATE_HOSTS")
    done = curbwatch("check")
    assert (done.code, stall.asked) == (1, 0)
    assert "CURBWATCH_PRIVATE_HOSTS" in done.out


def test_a_dry_run_says_what_would_be_recorded_and_keeps_nothing(curbwatch: Curbwatch, web: Web) -> None:
    web.name(
        lab=("feed", web.stall(feed(SUSPENDED)), "provider"), press=("feed", web.stall(feed(SUSPENDED)), "reported")
    )
    before = curbwatch("replay", "--json").json["digest"]
    dry = curbwatch("check", "--dry-run", "--json").lines
    assert sum(len(look["events"]) for look in dry) == 1
    assert all(look["dry_run"] for look in dry)
    assert "A dry run: nothing of it was kept." in curbwatch("check", "--dry-run").out
    assert curbwatch("replay", "--json").json["digest"] == before
    assert {source["last_attempt_at"] for source in curbwatch("status", "--json").json["sources"]} == {None}
    assert sum(len(look["events"]) for look in curbwatch("check", "--json").lines) == 1


def test_a_wrong_file_of_sources_is_told_mistake_by_mistake(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nid = "A B"\nkind = "feeed"\nurl = "ftp://x"\nevery = "soon"\n', encoding="utf-8")
    monkeypatch.setenv("CURBWATCH_SOURCES", str(path))
    done = curbwatch("check")
    assert done.code == 1
    assert len(done.err.splitlines()) == 4
    assert all(str(path) in line for line in done.err.splitlines())


@needs_shared
def test_recorded_answers_of_the_federal_register_and_of_a_lab_are_found_once(curbwatch: Curbwatch, web: Web) -> None:
    page = shared_file("answers/federal_register/search_newest_page_one.json").read_bytes()
    told = json.loads(page)
    told.pop("next_page_url", None)
    register = web.stall(json.dumps(told), "application/json")
    lab = web.stall(shared_file("answers/lab_feeds/feed_mistral.xml").read_bytes())
    web.name(register=("federal-register", register, "official"), lab=("feed", lab, "provider"))
    first = {look["source"]: look for look in curbwatch("check", "--json").lines}
    assert (first["register"]["failed"], first["lab"]["failed"]) == ("", "")
    assert first["register"]["documents"] > 0
    assert first["lab"]["documents"] > 0
    assert sum(len(look["events"]) for look in first.values()) > 0
    assert [look["documents"] for look in curbwatch("check", "--json").lines] == [0, 0]

    for item in told["results"]:
        item["page_views"] = {"count": 12345}
    register.says = (json.dumps(told, indent=1).encode(), "application/json")
    body = shared_file("answers/lab_feeds/feed_mistral.xml").read_text(encoding="utf-8")
    lab.says = (body.replace("<item>", "\n  <item>").encode(), "application/rss+xml")
    again = curbwatch("check", "--json").lines
    assert [(look["documents"], look["events"], look["failed"]) for look in again] == [(0, [], "")] * 2
