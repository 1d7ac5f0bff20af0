"""OpenRouter's list over loopback: offers, and expirations that come, move and go."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from events.sources import openrouter
from events.sources.protocol import Checked, Cursor, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 5, 12, 20, tzinfo=UTC)
PATH = "/api/v1/models"


def model(ident: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "name": f"Maker: {ident}", "created": 1752087689, "expiration_date": None} | more


BEFORE = [model(f"acme/one-{n}") for n in range(6)]


async def looked(door: Door, url: str, cursor: Cursor | None = None, now: datetime = NOW) -> Checked:
    spec = SourceSpec(id="or", kind="openrouter", url=url, every_seconds=900, trust="reported", publisher="OpenRouter")
    answer = await openrouter.check(spec, cursor or Cursor(), door, now)
    assert isinstance(answer, Checked), answer
    return answer


async def changes(site: Site, door: Door, *lists: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the last of several lists states after the ones before."""
    cursor = Cursor()
    for models in lists:
        answer = await looked(door, site.serve(PATH, json.dumps({"data": models})), cursor)
        cursor = Cursor.loaded(answer.cursor.dumped())
    return [change for document in answer.documents for change in document.structured["changes"]]


async def test_a_new_model_is_listed_with_its_maker_and_its_host(site: Site, door: Door) -> None:
    new = model("other/big-2", name="Other: Big 2", created=1778613011, hugging_face_id="other/Big-2")
    assert await changes(site, door, BEFORE, [new, *BEFORE]) == [
        {
            "what": "model-listed",
            "provider": "other",
            "model": "other/big-2",
            "name": "Big 2",
            "host": "openrouter",
            "on": "2026-05-12",
            "open_weights": True,
        }
    ]


async def test_prices_and_pointers_are_no_models(site: Site, door: Door) -> None:
    assert await changes(site, door, BEFORE, [model("acme/one-1:free"), model("~acme/latest"), *BEFORE]) == []


async def test_an_expiration_comes_moves_and_goes(site: Site, door: Door) -> None:
    lists = [BEFORE] + [
        [model("acme/one-0", expiration_date=on), *BEFORE[1:]]
        for on in ("2026-06-15", "2026-06-01", "2026-07-01", None)
    ]
    told = [(await changes(site, door, *lists[:until]))[0] for until in (2, 3, 4, 5)]
    assert [(c["what"], c["on"], c.get("was_on")) for c in told] == [
        ("retirement", "2026-06-15", None),
        ("retirement-moved", "2026-06-01", "2026-06-15"),
        ("retirement-moved", "2026-07-01", "2026-06-01"),
        ("retirement-moved", None, "2026-07-01"),
    ]
    assert {tuple(c["surfaces"]) for c in told} == {("cloud:openrouter",)}


async def test_an_expiration_long_past_is_history(site: Site, door: Door) -> None:
    past = model("acme/one-0", expiration_date="2025-06-15")
    new = model("acme/old", expiration_date="2026-05-11")
    told = await changes(site, door, BEFORE, [past, new, *BEFORE[1:]])
    assert [(c["what"], c["model"]) for c in told] == [("model-listed", "acme/old")]


async def test_counts_prices_and_order_change_nothing(site: Site, door: Door) -> None:
    cheaper = [{**one, "pricing": {"prompt": "0.1"}, "description": "new words"} for one in reversed(BEFORE)]
    assert await changes(site, door, BEFORE, cheaper) == []


@needs_shared
async def test_the_recorded_list_is_remembered_whole_in_a_small_cursor(site: Site, door: Door) -> None:
    told = json.loads(shared_file("answers/openrouter/api_v1_models_2026-05-12.json").read_bytes())
    first = await looked(door, site.serve(PATH, json.dumps(told)))
    assert first.documents == ()
    assert len(first.cursor.extra["rows"]) >= 300
    assert len(first.cursor.dumped()) < 60_000
    assert sum(row.startswith("2026-") for row in first.cursor.extra["rows"].values()) == 11
    for one in told["data"]:
        if one["id"] == "x-ai/grok-4":
            one["expiration_date"] = None
        if one["id"] == "openai/gpt-4o":
            one["expiration_date"] = "2026-09-01"
    told["data"] = [one for one in told["data"] if one["id"] != "mistralai/mistral-7b-instruct-v0.1"][::-1]
    second = await looked(door, site.serve(PATH, json.dumps(told)), Cursor.loaded(first.cursor.dumped()))
    rows = second.documents[0].structured["changes"]
    assert [(c["what"], c["model"], c["on"]) for c in rows] == [
        ("retirement", "openai/gpt-4o", "2026-09-01"),
        ("retirement-moved", "x-ai/grok-4", None),
    ]
    assert second.documents[0].title == "OpenRouter: 2 changes in its list of models"
    assert "mistral-7b-instruct-v0.1" in second.problems[0]


@pytest.mark.parametrize("keep", [0, 100])
@needs_shared
async def test_a_list_that_lost_its_rows_is_suspect(site: Site, door: Door, keep: int) -> None:
    told = json.loads(shared_file("answers/openrouter/api_v1_models_2026-05-12.json").read_bytes())
    first = await looked(door, site.serve(PATH, json.dumps(told)))
    second = await looked(door, site.serve(PATH, json.dumps({"data": told["data"][:keep]})), first.cursor)
    assert second.suspect
    assert second.documents == ()
