"""`/v1/models` over loopback: keys, what came, what vanished, and days of shutdown."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from events.sources import openai_models
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site

NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
PATH = "/v1/models"


def models(*names: str, **more: Any) -> str:
    rows = [{"id": name, "object": "model", "created": 1686935002, "owned_by": "system"} for name in names]
    return json.dumps(
        {"object": "list", "data": [row | more.get(str(row["id"]).replace("-", "_"), {}) for row in rows]}
    )


def spec(url: str, **options: Any) -> SourceSpec:
    options = {"provider": "acme", **options}
    return SourceSpec(id="m", kind="openai-models", url=url, every_seconds=900, trust="provider", options=options)


async def looked(door: Door, url: str, cursor: Cursor | None = None, key: str = "") -> Checked:
    answer = await openai_models.check(spec(url, **({"key": key} if key else {})), cursor or Cursor(), door, NOW)
    assert isinstance(answer, Checked), answer
    return answer


BEFORE = models("a-1", "a-2", "a-3", "a-4", "a-5")


async def test_a_new_model_is_listed_and_one_that_vanished_is_a_problem_and_nothing_more(
    site: Site, door: Door
) -> None:
    first = await looked(door, site.serve(PATH, BEFORE))
    assert first.documents == ()
    site.serve(PATH, models("a-5", "a-4", "a-3", "a-2", "a-6"))
    second = await looked(door, site.url(PATH), first.cursor)
    assert [(c["what"], c["model"]) for c in second.documents[0].structured["changes"]] == [("model-listed", "a-6")]
    assert "a-1" in second.problems[0]


async def test_a_day_of_shutdown_is_a_retirement(site: Site, door: Door) -> None:
    first = await looked(door, site.serve(PATH, BEFORE))
    site.serve(PATH, models("a-1", "a-2", "a-3", "a-4", "a-5", a_2={"shutdown_date": "2026-12-11"}))
    (change,) = (await looked(door, site.url(PATH), first.cursor)).documents[0].structured["changes"]
    assert (change["what"], change["provider"], change["model"], change["on"]) == (
        "retirement",
        "acme",
        "a-2",
        "2026-12-11",
    )


@pytest.mark.parametrize("created", [{"created": 0}, {"created": None, "created_at": "1970-01-01T00:00:00Z"}])
async def test_the_epoch_is_no_day_of_release(site: Site, door: Door, created: dict[str, Any]) -> None:
    first = await looked(door, site.serve(PATH, BEFORE))
    site.serve(PATH, models("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", a_6=created))
    (change,) = (await looked(door, site.url(PATH), first.cursor)).documents[0].structured["changes"]
    assert (change["what"], change["on"]) == ("model-listed", None)


async def test_the_key_is_shown_to_its_host_and_to_nobody_it_leads_on_to(site: Site, door: Door) -> None:
    await looked(door, site.serve(PATH, BEFORE), key="k-123")
    assert site.asked[-1][1]["authorization"] == "bearer k-123"
    elsewhere = site.serve("/elsewhere", BEFORE).replace("127.0.0.1", "localhost")
    site.redirect("/moved", elsewhere)
    async with Door(private_hosts=frozenset({site.host, site.host.replace("127.0.0.1", "localhost")})) as other:
        answer = await openai_models.check(spec(site.url("/moved"), key="k-123"), Cursor(), other, NOW)
    assert isinstance(answer, Checked)
    assert "authorization" in site.asked[-2][1]
    assert "authorization" not in site.asked[-1][1]
    await looked(door, site.url(PATH))
    assert "authorization" not in site.asked[-1][1]


async def test_a_refusal_says_that_the_key_is_wrong_without_showing_it(site: Site, door: Door) -> None:
    url = site.serve(PATH, '{"error": "no"}', status=401)
    answer = await openai_models.check(spec(url, key="k-123"), Cursor(), door, NOW)
    assert isinstance(answer, Failed)
    assert "set 'key'" in answer.reason
    assert "k-123" not in answer.reason


@pytest.mark.parametrize(
    "text", ["<!doctype html><html>Sign in</html>", '{"data": []}', models("b-1", "b-2", "b-3", "b-4"), models("a-1")]
)
async def test_a_suspicious_list_changes_nothing(site: Site, door: Door, text: str) -> None:
    first = await looked(door, site.serve(PATH, BEFORE))
    site.serve(PATH, text)
    doubted = await looked(door, site.url(PATH), first.cursor)
    assert doubted.suspect
    assert doubted.documents == ()
    site.serve(PATH, BEFORE + " ")
    assert (await looked(door, site.url(PATH), doubted.cursor)).documents == ()


@pytest.mark.parametrize("text", ['{"models": 1}', "{", "3"])
async def test_what_is_no_list_says_to_check_the_address(site: Site, door: Door, text: str) -> None:
    answer = await openai_models.check(spec(site.serve(PATH, text)), Cursor(), door, NOW)
    assert isinstance(answer, Failed)


async def test_a_list_in_parts_says_so(site: Site, door: Door) -> None:
    url = site.serve(PATH, json.dumps({**json.loads(BEFORE), "has_more": True}))
    assert "more models" in (await looked(door, url)).problems[0]
