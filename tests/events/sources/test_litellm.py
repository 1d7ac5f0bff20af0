"""LiteLLM's map over loopback: days of deprecation that come and move either way, and nothing else."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from events.sources import litellm
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
PATH = "/prices.json"
SAMPLE = {"litellm_provider": "one of many", "deprecation_date": "a day, written YYYY-MM-DD"}


def entry(provider: str, on: str = "", **more: Any) -> dict[str, Any]:
    return {"litellm_provider": provider, "max_tokens": 1} | ({"deprecation_date": on} if on else {}) | more


BEFORE = {
    "sample_spec": SAMPLE,
    "big-1": entry("acme"),
    "big-2": entry("acme", "2025-06-01"),
    "azure/big-1": entry("azure", "2025-06-01"),
    "vertex_ai/big-1@1": entry("vertex_ai-other_models"),
    "big-3": entry("acme"),
}


async def looked(door: Door, url: str, cursor: Cursor | None = None, now: datetime = NOW) -> Checked:
    spec = SourceSpec(id="l", kind="litellm", url=url, every_seconds=900, trust="reported")
    answer = await litellm.check(spec, cursor or Cursor(), door, now)
    assert isinstance(answer, Checked), answer
    return answer


async def changes(site: Site, door: Door, after: dict[str, Any], now: datetime = NOW) -> list[dict[str, Any]]:
    first = await looked(door, site.serve(PATH, json.dumps(BEFORE)), now=now)
    assert first.documents == ()
    second = await looked(door, site.serve(PATH, json.dumps(after)), Cursor.loaded(first.cursor.dumped()), now)
    return [change for document in second.documents for change in document.structured["changes"]]


async def test_days_come_and_move_either_way_and_are_marked_as_doubtful(site: Site, door: Door) -> None:
    after = BEFORE | {
        "big-1": entry("acme", "2025-09-01"),
        "big-2": entry("acme", "2025-05-01"),
        "azure/big-1": entry("azure", "2025-08-01"),
    }
    told = await changes(site, door, after)
    assert [(c["what"], c["provider"], c["model"], c["on"], c.get("was_on"), c["surfaces"]) for c in told] == [
        ("retirement", "acme", "big-1", "2025-09-01", None, []),
        ("retirement-moved", "acme", "big-2", "2025-05-01", "2025-06-01", []),
        ("retirement-moved", "azure", "azure/big-1", "2025-08-01", "2025-06-01", ["cloud:azure"]),
    ]
    assert all(c["doubtful"] for c in told)


async def test_new_entries_and_prices_state_nothing(site: Site, door: Door) -> None:
    assert await changes(site, door, BEFORE | {"big-4": entry("acme"), "big-1": entry("acme", max_tokens=9)}) == []


async def test_a_new_entry_dated_in_the_past_is_history(site: Site, door: Door) -> None:
    after = BEFORE | {"old": entry("acme", "2025-02-01"), "soon": entry("acme", "2025-04-01")}
    assert [c["model"] for c in await changes(site, door, after)] == ["soon"]


@pytest.mark.parametrize("text", ["[]", "{}", '{"a": 1}', "nonsense"])
async def test_what_is_no_such_map_says_to_check_the_address(site: Site, door: Door, text: str) -> None:
    spec = SourceSpec(id="l", kind="litellm", url=site.serve(PATH, text), every_seconds=900, trust="reported")
    assert isinstance(await litellm.check(spec, Cursor(), door, NOW), Failed)


@needs_shared
async def test_two_recorded_versions_give_the_days_that_differ_and_are_not_long_past(site: Site, door: Door) -> None:
    versions = [shared_file(f"answers/litellm/model_prices_{v}.json").read_bytes() for v in ("1.60.0", "1.75.0")]
    maps = [json.loads(text) for text in versions]
    first = await looked(door, site.serve(PATH, versions[0]))
    second = await looked(door, site.serve(PATH, versions[1]), Cursor.loaded(first.cursor.dumped()))
    told = {c["model"]: c for d in second.documents for c in d.structured["changes"]}
    for one in maps:
        del one["sample_spec"]
    days = [{k: v["deprecation_date"] for k, v in one.items() if "deprecation_date" in v} for one in maps]
    expected = set()
    for name, on in days[1].items():
        before = days[0].get(name)
        earliest = "2024-12-31" if name in maps[0] else "2025-03-01"
        if on != before and max(on, before or "") >= earliest:
            expected.add(name)
    assert told.keys() == expected
    assert len(expected) >= 15
    assert (told["azure/gpt-35-turbo-0125"]["was_on"], told["azure/gpt-35-turbo-0125"]["on"]) == (
        "2025-03-31",
        "2025-05-31",
    )
    assert "sample_spec" not in told
    assert len(second.cursor.dumped()) < 120_000
    assert any("no longer in the list" in problem for problem in second.problems)
