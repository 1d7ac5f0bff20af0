"""The Hub over loopback: what organisations published, their gates, and all that looks new and is not."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from events.sources import hugging_face
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 5, 12, 20, tzinfo=UTC)
PATH = "/api/models"


def model(name: str, day: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "_id": f"id-{name.replace('/', '-').lower()}",
        "id": name,
        "createdAt": f"2026-05-{day:02}T08:00:00.000Z",
        "gated": False,
        "downloads": 5,
    } | more


class Hub:
    """Answers with the newest models of whoever is asked for, or with whatever is put instead."""

    def __init__(self, site: Site) -> None:
        self.models: dict[str, list[dict[str, Any]]] = {}
        self.instead: dict[str, bytes] = {}
        self._site = site
        self.url = site.misbehave(PATH, self._answer)

    async def _answer(self, writer: asyncio.StreamWriter) -> None:
        asked = parse_qs(urlsplit(self._site.asked[-1][0]).query)
        org, limit = asked["author"][0], int(asked["limit"][0])
        newest = sorted(self.models.get(org, []), key=lambda one: str(one["createdAt"]), reverse=True)
        body = json.dumps(newest[:limit]).encode()
        plain = f"HTTP/1.1 200 X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
        writer.write(self.instead.get(org, plain))
        await writer.drain()


@pytest.fixture
def hub(site: Site) -> Hub:
    made = Hub(site)
    made.models = {"Acme": [model(f"Acme/One-{n}", n) for n in range(1, 6)], "Other": [model("Other/Two-1")]}
    return made


async def looked(
    door: Door, hub: Hub, cursor: Cursor | None = None, orgs: str = "Acme, Other", limit: int = 50
) -> Checked:
    options = {"orgs": orgs, "limit": limit}
    spec = SourceSpec(id="hf", kind="hugging-face", url=hub.url, every_seconds=900, trust="reported", options=options)
    answer = await hugging_face.check(spec, cursor or Cursor(), door, NOW)
    assert isinstance(answer, Checked), answer
    return Checked(
        documents=answer.documents,
        cursor=Cursor.loaded(answer.cursor.dumped()),
        unchanged=answer.unchanged,
        suspect=answer.suspect,
        problems=answer.problems,
    )


def changes(answer: Checked) -> list[tuple[Any, ...]]:
    rows = [change for document in answer.documents for change in document.structured["changes"]]
    return [(c["what"], c["model"], *([c["was"], c["now"]] if "now" in c else [])) for c in rows]


async def test_a_new_model_is_listed_once_without_a_day_for_its_entry_may_be_older(door: Door, hub: Hub) -> None:
    first = await looked(door, hub)
    assert first.documents == ()
    hub.models["Other"].append(model("Other/Two-2", 11))
    second = await looked(door, hub, first.cursor)
    (change,) = second.documents[0].structured["changes"]
    assert change == {
        "what": "model-listed",
        "provider": "Other",
        "model": "Other/Two-2",
        "name": "Two-2",
        "on": None,
        "open_weights": True,
    }
    assert (await looked(door, hub, second.cursor)).unchanged


async def test_a_gate_that_is_put_up_or_opened_is_told(door: Door, hub: Hub) -> None:
    first = await looked(door, hub)
    hub.models["Acme"][0]["gated"] = "manual"
    second = await looked(door, hub, first.cursor)
    assert changes(second) == [("model-changed", "Acme/One-1", "no", "manual")]
    hub.models["Acme"][0]["gated"] = False
    assert changes(await looked(door, hub, second.cursor)) == [("model-changed", "Acme/One-1", "manual", "no")]


async def test_a_renamed_a_repacked_and_an_old_model_come_into_view_are_no_launches(door: Door, hub: Hub) -> None:
    first = await looked(door, hub, limit=4)
    hub.models["Acme"][4]["id"] = "Acme/Uno-5"
    hub.models["Acme"] += [model("Acme/One-5-GGUF", 9), model("Acme/One-5-FP8", 9), model("Acme/One-5-AWQ-Int4", 9)]
    second = await looked(door, hub, first.cursor, limit=4)
    assert (second.documents, second.problems) == ((), ())
    hub.models["Acme"] = [one for one in hub.models["Acme"] if "One-5-" not in one["id"] and one["id"] != "Acme/One-4"]
    third = await looked(door, hub, second.cursor, limit=4)
    assert third.documents == ()
    assert "One-4" in third.problems[0]


async def test_an_organisation_added_later_begins_with_a_baseline(door: Door, hub: Hub) -> None:
    first = await looked(door, hub, orgs="Acme")
    second = await looked(door, hub, first.cursor)
    assert second.documents == ()
    hub.models["Other"].append(model("Other/Two-2", 11))
    assert changes(await looked(door, hub, second.cursor)) == [("model-listed", "Other/Two-2")]


@pytest.mark.parametrize(
    "instead",
    [
        b"HTTP/1.1 500 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 200 X\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]",
        b"HTTP/1.1 200 X\r\nContent-Length: 34\r\nConnection: close\r\n\r\n<!doctype html><html>Sign in</html>"[:-1],
    ],
    ids=["trouble", "empty", "page"],
)
async def test_an_organisation_that_cannot_be_read_is_left_as_it_was(door: Door, hub: Hub, instead: bytes) -> None:
    first = await looked(door, hub)
    hub.instead["Acme"] = instead
    hub.models["Other"].append(model("Other/Two-2", 11))
    second = await looked(door, hub, first.cursor)
    assert changes(second) == [("model-listed", "Other/Two-2")]
    assert "Acme" in second.problems[0]
    hub.instead.clear()
    third = await looked(door, hub, second.cursor)
    assert (third.documents, third.problems) == ((), ())


async def test_who_asks_for_a_pause_is_asked_nothing_more(site: Site, door: Door, hub: Hub) -> None:
    first = await looked(door, hub)
    asked = len(site.asked)
    hub.instead["Acme"] = b"HTTP/1.1 429 X\r\nRetry-After: 90\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    spec = SourceSpec(
        id="hf", kind="hugging-face", url=hub.url, every_seconds=900, trust="reported", options={"orgs": "Acme, Other"}
    )
    answer = await hugging_face.check(spec, first.cursor, door, NOW)
    assert isinstance(answer, Failed)
    assert answer.retry_after_seconds
    assert len(site.asked) == asked + 1


async def test_without_organisations_it_says_what_to_write(door: Door, hub: Hub) -> None:
    spec = SourceSpec(id="hf", kind="hugging-face", url=hub.url, every_seconds=900, trust="reported")
    answer = await hugging_face.check(spec, Cursor(), door, NOW)
    assert isinstance(answer, Failed)
    assert "orgs" in answer.reason


@needs_shared
async def test_recorded_entries_are_read(door: Door, hub: Hub) -> None:
    told = json.loads(shared_file("answers/hugging_face/api_models_two_items.json").read_bytes())
    first = await looked(door, hub, orgs="Acme, moonshotai, MiniMaxAI")
    for one in told:
        hub.models[one["id"].partition("/")[0]] = [one]
    second = await looked(door, hub, first.cursor, orgs="Acme, moonshotai, MiniMaxAI")
    assert changes(second) == [
        ("model-listed", "MiniMaxAI/MiniMax-M2"),
        ("model-listed", "moonshotai/Kimi-K2-Thinking"),
    ]
