"""`curbwatch replay --check` on a record that alerted somebody: whom each alert went to is worked out again."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.opening import opened
from bot.settings import load_settings
from events.catalog import load_catalog
from store import subscribers
from store.planner import Planner
from tests.bot.cli.calling import SUSPENDED, TODAY, Curbwatch, Web, feed
from tests.bot.cli.test_replay_and_audit import tamper

PEOPLE = {"su-saudi": ("SA", "anthropic"), "su-german": ("DE", "mistral")}


@pytest.fixture
def alerted(curbwatch: Curbwatch, web: Web) -> None:
    """Two subscribers, one order that touches the first, and the decision on whom it alerts."""
    with opened(load_settings(), TODAY) as record:
        names = iter(PEOPLE)
        for chat, (name, (country, watch)) in enumerate(PEOPLE.items(), 1):
            subscribers.join(record.live, chat, TODAY, new_id=names.__next__, salt=b"0" * 16)
            subscribers.set_profile(record.live, name, TODAY, country=country)
            subscribers.add_watch(record.live, name, watch, TODAY)
    web.name(lab=("feed", web.stall(feed(SUSPENDED)), "provider"))
    curbwatch("check")
    with opened(load_settings(), TODAY) as record:
        Planner(record.database, load_catalog()).plan(TODAY + timedelta(minutes=1))


def test_the_decision_is_worked_out_again_and_agrees(curbwatch: Curbwatch, alerted: None) -> None:
    check = curbwatch("replay", "--check", "--json").json["check"]
    assert (check["clean"], check["decisions"], check["recomputed"]) == (True, 1, 1)
    told = curbwatch("replay", "--check").out
    assert "1 decision on whom to alert" in told
    assert "entry" not in curbwatch("status").out.split("editors")[0].split("alerts")[1]


def test_the_queue_adds_up_and_names_what_is_pending(curbwatch: Curbwatch, alerted: None) -> None:
    queue = curbwatch("status", "--json").json["queue"]
    assert (queue["matched"], queue["pending"], queue["holds"], queue["entries_to_plan"]) == (1, 1, True, 0)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM alerts", "UPDATE alerts SET subscriber = 'su-german'", "UPDATE alerts SET event_id = 'x'"],
)
def test_an_alert_that_went_missing_or_changed_is_named(
    curbwatch: Curbwatch, database: Path, alerted: None, statement: str
) -> None:
    tamper(database, statement)
    done = curbwatch("replay", "--check")
    assert done.code == 1
    assert "are not those that were decided" in done.err
    assert done.err.count("\n") == 1
