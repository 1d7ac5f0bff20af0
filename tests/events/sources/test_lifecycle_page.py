"""Lifecycle pages over loopback: real changes are stated, cosmetic ones are not, doubtful answers change nothing."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from events.sources import lifecycle_page
from events.sources.lifecycle_rows import lifecycle_rows
from events.sources.protocol import Checked, Cursor, SourceSpec
from events.sources.tables import read_page
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATH = "/deprecations.md"
HEAD = "| Model | State | Deprecated | Retirement date |\n|---|---|---|---|\n"
ROWS = {
    "one-1": "| `one-1` | Active | N/A | Not sooner than May 1, 2027 |",
    "two-1": "| `two-1` | Active | N/A | N/A |",
    "three-1": "| `three-1` | Deprecated | 2026-01-05 | Jun 1, 2026 |",
    "four-1": "| `four-1` | Retired | 2024-01-05 | 2024-06-01 |",
    "five-1": "| `five-1` | Active | N/A | N/A |",
}


def spec(url: str, **options: Any) -> SourceSpec:
    options = {"provider": "acme", **options}
    return SourceSpec(
        id="acme",
        kind="lifecycle-page",
        url=url,
        every_seconds=900,
        trust="provider",
        publisher="Acme",
        options=options,
    )


def page(**changed: str) -> str:
    rows = ROWS | {key.replace("_", "-"): row for key, row in changed.items()}
    return "# Ends\n\n" + HEAD + "\n".join(row for row in rows.values() if row) + "\n"


async def looked(door: Door, url: str, cursor: Cursor | None = None, now: datetime = NOW, **options: Any) -> Checked:
    answer = await lifecycle_page.check(spec(url, **options), cursor or Cursor(), door, now)
    assert isinstance(answer, Checked), answer
    return answer


def changes(answer: Checked) -> list[dict[str, Any]]:
    return [change for document in answer.documents for change in document.structured["changes"]]


async def after(site: Site, door: Door, *pages: str) -> Checked:
    """The last of several looks, each with the cursor of the one before as it would lie in the store."""
    cursor = Cursor()
    for text in pages:
        answer = await looked(door, site.serve(PATH, text, kind="text/markdown"), cursor)
        cursor = Cursor.loaded(answer.cursor.dumped())
    return answer


async def test_the_first_look_remembers_the_rows_and_states_nothing(site: Site, door: Door) -> None:
    first = await after(site, door, page())
    assert (first.documents, first.suspect, first.problems) == ((), "", ())
    assert len(first.cursor.extra["rows"]) == 5


async def test_a_day_set_is_a_retirement_with_the_day_it_was_announced(site: Site, door: Door) -> None:
    answer = await after(
        site, door, page(), page(two_1="| `two-1` | Deprecated | February 28, 2026 | August 1, 2026 |")
    )
    assert changes(answer) == [
        {
            "what": "retirement",
            "provider": "acme",
            "model": "two-1",
            "name": "two-1",
            "on": "2026-08-01",
            "certainty": "exact",
            "surfaces": [],
            "announced_on": "2026-02-28",
        }
    ]
    assert answer.documents[0].title == (
        "two-1 of acme is to be retired on 1 August 2026, as announced on 28 February 2026."
    )


@pytest.mark.parametrize(
    ("row", "on", "certainty", "words"),
    [
        ("| `three-1` | Deprecated | 2026-01-05 | May 1, 2026 |", "2026-05-01", "exact", "moved from 1 June 2026"),
        ("| `three-1` | Deprecated | 2026-01-05 | Not sooner than July 1, 2026 |", "2026-07-01", "not_before", "moved"),
        ("| `three-1` | Active | N/A | N/A |", None, "exact", "taken back"),
        ("| `three-1` | Deprecated | 2026-01-05 | TBD |", None, "exact", "taken back"),
    ],
)
async def test_a_day_that_moves_or_goes_says_where_it_was(
    site: Site, door: Door, row: str, on: str | None, certainty: str, words: str
) -> None:
    answer = await after(site, door, page(), page(three_1=row))
    (change,) = changes(answer)
    assert (change["what"], change["on"], change["was_on"]) == ("retirement-moved", on, "2026-06-01")
    assert change["certainty"] == certainty
    assert words in answer.documents[0].title


async def test_a_deprecation_without_a_day_is_stated_and_its_day_later(site: Site, door: Door) -> None:
    undated = page(two_1="| `two-1` | Deprecated | 2026-02-28 | TBD |")
    first = await after(site, door, page(), undated)
    assert [(c["what"], c["on"]) for c in changes(first)] == [("retirement", None)]
    second = await after(site, door, page(), undated, page(two_1="| `two-1` | Deprecated | 2026-02-28 | 2026-09-01 |"))
    assert [(c["what"], c["on"]) for c in changes(second)] == [("retirement", "2026-09-01")]


async def test_a_new_active_row_is_on_offer_and_a_new_row_retired_long_ago_is_history(site: Site, door: Door) -> None:
    answer = await after(
        site,
        door,
        page(),
        page(six_1="| `six-1` | Active | N/A | N/A |", old_1="| `old-1` | Retired | 2024-01-01 | 2024-02-01 |"),
    )
    assert [(c["what"], c["model"]) for c in changes(answer)] == [("model-listed", "six-1")]


COSMETIC = {
    "other order and widths": "# Ends\n\n"
    + HEAD
    + "\n".join(row.replace(" | ", "   |  ") for row in reversed(ROWS.values())),
    "days and names written otherwise": page(
        three_1="| three-1 | **Deprecated** | January 5, 2026 | 2026\u201106\u201101 |",
        one_1="| [`one-1`](/one) | active | — | Not sooner than May 1st, 2027 |",
    ),
    "another promise of life": page(one_1="| `one-1` | Active | N/A | Not sooner than August 1, 2027 |"),
    "as HTML": "<html><body><h1>Ends</h1><table><tr><th>Model</th><th>State</th><th>Deprecated</th>"
    "<th>Retirement date</th></tr>"
    + "".join(
        "<tr>" + "".join(f"<td>{cell.strip(' `')}</td>" for cell in row.strip("|").split("|")) + "</tr>"
        for row in ROWS.values()
    )
    + "</table></body></html>",
    "prose around it": "News: everything is deprecated.\n\n" + page() + "\n\n`two-1` is a fine model.\n",
}


@pytest.mark.parametrize("text", COSMETIC.values(), ids=COSMETIC.keys())
async def test_layout_and_wording_state_nothing(site: Site, door: Door, text: str) -> None:
    url = site.serve("/page", page(), kind="text/markdown")
    first = await looked(door, url)
    site.serve("/page", text, kind="text/html")
    second = await looked(door, url, first.cursor)
    assert (second.documents, second.suspect, second.problems) == ((), "", ())


async def test_a_row_that_vanished_is_no_repeal_but_a_problem_told_once(site: Site, door: Door) -> None:
    gone = page(three_1="")
    second = await after(site, door, page(), gone)
    assert second.documents == ()
    assert "three-1" in second.problems[0]
    assert (await after(site, door, page(), gone, gone + "\n")).problems == ()
    back = await after(site, door, page(), gone, page(three_1="| `three-1` | Deprecated | 2026-01-05 | 2026-07-01 |"))
    assert [(c["what"], c["was_on"]) for c in changes(back)] == [("retirement-moved", "2026-06-01")]


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html><body><form><input type=password> Sign in</form></body></html>",
        "# Ends\n\nThis page isn't available.\n",
        "",
        "# Ends\n\n" + HEAD + ROWS["one-1"] + "\n",
    ],
    ids=["login", "gone", "empty", "half"],
)
async def test_a_suspicious_page_changes_nothing(site: Site, door: Door, text: str) -> None:
    doubted = await after(site, door, page(), text)
    assert doubted.suspect
    assert doubted.documents == ()
    assert (await after(site, door, page(), text, page() + "\n")).documents == ()


async def test_an_unchanged_page_is_asked_for_with_its_validators(site: Site, door: Door) -> None:
    url = site.serve(PATH, page(), headers={"ETag": '"1"'})
    first = await looked(door, url)
    second = await looked(door, url, first.cursor)
    assert second.unchanged
    assert site.asked[-1][1]["if-none-match"] == '"1"'


async def test_a_cloud_ends_only_what_it_serves_itself(site: Site, door: Door) -> None:
    head = "| Model provider | Model name | Model ID | Legacy date | EOL date |\n|--|--|--|--|--|\n"
    rows = [f"| Acme | One {n} | acme.one-{n}-v1:0 | March 1, 2026 | September 1, 2026 |" for n in range(5)]
    url = site.serve(PATH, head + "\n".join(rows))
    options: dict[str, Any] = {"provider": "cloudy", "surface": "cloud:cloudy"}
    first = await looked(door, url, **options)
    site.serve(PATH, head + "\n".join(rows).replace("September 1", "August 1", 1))
    (change,) = changes(await looked(door, url, first.cursor, **options))
    assert (change["provider"], change["host"], change["surfaces"]) == ("Acme", "cloudy", ["cloud:cloudy"])
    assert (change["model"], change["name"]) == ("acme.one-0-v1:0", "One 0")


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (
            "| Model name | Model version | Lifecycle status | Deprecation date (no new customers) | Retirement date |",
            "| one | 2024-08-06 | GA | 2026-03-31 | 2026-10-01 |",
            ("one 2024-08-06", "2026-10-01", False, "active", "2026-03-31"),
        ),
        (
            "| Model | Release date | Shutdown date | Recommended replacement |",
            "| `one-flash` | February 5, 2025 | Earliest February 2026 | `two-flash` |",
            ("one-flash", "2026-02-01", True, "", ""),
        ),
        (
            "| Model ID | Launch stage | Release date | Retirement date |",
            "| one-flash | GA | May 1, 2025 | No earlier than May 1, 2026 |",
            ("one-flash", "2026-05-01", True, "active", ""),
        ),
        (
            "| Name | API model | Sunset |",
            "| One | one-4 | 15 May 2026 |",
            ("one-4", "2026-05-15", False, "", ""),
        ),
    ],
    ids=["Azure", "Gemini", "Vertex", "plain"],
)
def test_the_columns_of_many_pages_are_understood(
    head: str, row: str, expected: tuple[str, str, bool, str, str]
) -> None:
    rule = "|" + "--|" * (head.count("|") - 1)
    (found,) = lifecycle_rows(read_page(f"{head}\n{rule}\n{row}\n"), "acme", "")
    assert (found.model, found.retires_on, found.not_before, found.state, found.announced_on) == expected


async def test_an_active_model_with_a_set_day_is_going(site: Site, door: Door) -> None:
    answer = await after(site, door, page(), page(one_1="| `one-1` | Active | N/A | May 1, 2027 |"))
    assert [(c["what"], c["model"], c["on"]) for c in changes(answer)] == [("retirement", "one-1", "2027-05-01")]


def test_what_is_no_model_is_left_out() -> None:
    text = (
        "### 2026-06-03: Things\n\n| Shutdown date | Model / system | Recommended replacement |\n|--|--|--|\n"
        "| 2026-11-30 | Assistants API | Responses API |\n| 2026-11-30 | `/v1/edits` | - |\n"
        "| 2026-11-30 | New fine-tuning training on `one-1` | `two-1` |\n"
        "| 2026-11-30 | OpenAI-Beta: realtime=v1 | - |\n"
        "| 2026-11-30 | `one-1` \\| `one` | `two-1` |\n\n"
        "| Date | Update |\n|--|--|\n| June 3, 2026 | The model `one-1` is discussed. |\n"
    )
    rows = lifecycle_rows(read_page(text), "acme", "")
    assert {(row.model, row.retires_on, row.announced_on) for row in rows} == {
        ("one-1", "2026-11-30", "2026-06-03"),
        ("one", "2026-11-30", "2026-06-03"),
    }


@needs_shared
async def test_every_real_change_of_a_page_over_time_is_found_and_nothing_of_its_cosmetic_ones(
    site: Site, door: Door
) -> None:
    folder = shared_file("answers/lifecycle/history")
    oracle = {entry["to"]: entry for entry in json.loads((folder / "anthropic_transitions.json").read_text("utf-8"))}
    cursor, compared = Cursor(), 0
    for path in sorted(folder.glob("*.md")):
        url = site.serve(PATH, path.read_bytes(), kind="text/markdown")
        day = re.search(r"@(\d{4}-\d\d-\d\d)", path.name)
        assert day
        answer = await looked(door, url, cursor, datetime.fromisoformat(f"{day.group(1)}T12:00:00+00:00"))
        cursor = Cursor.loaded(answer.cursor.dumped())
        if path.name not in oracle:
            assert answer.documents == ()
            continue
        compared += 1
        told = {change["model"]: change for change in changes(answer)}
        expected = {change["model"]: change["after"] for change in oracle[path.name]["changes"]}
        assert told.keys() == {model for model, state in expected.items() if state}, path.name
        for model, state in expected.items():
            if state is None:
                assert any(model in problem for problem in answer.problems), path.name
            elif state[0] == "Active":
                assert told[model]["what"] == "model-listed"
            else:
                on = datetime.strptime(state[2], "%B %d, %Y").date().isoformat()  # noqa: DTZ007  # a day
                assert (told[model]["what"], told[model]["on"]) == ("retirement", on)
                assert told[model].get("done", False) == (state[0] == "Retired")
        if oracle[path.name]["cosmetic_only"]:
            assert (answer.documents, answer.problems, answer.suspect) == ((), (), "")
    assert compared == len(oracle) == 8


def _records(provider: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Id, day of the end, day of the announcement and other ids of every record that names an end."""
    for path in sorted(shared_file(f"answers/lifecycle/records/{provider}").glob("*.yaml")):
        text = path.read_text("utf-8")
        told = dict(re.findall(r"^(model|shutdown_on|deprecated_on|aliases): (.*)$", text, re.MULTILINE))
        if "shutdown_on" in told:
            others = re.findall(r"[\w.:-]+", told.get("aliases", "")) + re.findall(r"invoke id is (\S+[^.\s])", text)
            yield told["model"], told["shutdown_on"], told.get("deprecated_on", ""), others


# Two of OpenAI's records keep one of two announcements that its page makes of one model; the later is taken here.
DIFFER = {"openai": {"code-davinci-002", "gpt-4-1106-preview"}}


@needs_shared
@pytest.mark.parametrize(
    ("provider", "least"),
    [("alibaba", 17), ("anthropic", 19), ("bedrock", 5), ("cohere", 7), ("mistral", 40), ("openai", 77)],
)
def test_rows_say_what_cited_records_say(provider: str, least: int) -> None:
    pages = sorted(Path(shared_file(f"answers/lifecycle/snapshots/{provider}")).glob("*.md"))
    page = next((path for path in pages if "models@" not in path.name), pages[0])
    rows = {row.model: row for row in lifecycle_rows(read_page(page.read_text("utf-8")), provider, "")}
    records = list(_records(provider))
    differ = set()
    for model, on, announced_on, others in records:
        row = next((rows[name] for name in (model, *others) if name in rows), None)
        if row is None or row.retires_on != on or (announced_on and row.announced_on != announced_on):
            differ.add(model)
    assert differ == DIFFER.get(provider, set())
    assert len(records) >= least


@needs_shared
@pytest.mark.parametrize(("name", "least"), [("aws_bedrock_lifecycle", 30), ("openai_deprecations", 55)])
async def test_html_pages_are_read_too(site: Site, door: Door, name: str, least: int) -> None:
    body = shared_file(f"answers/lifecycle/html/{name}.html").read_bytes()
    url = site.serve("/page", body, kind="text/html; charset=utf-8")
    first = await looked(door, url)
    assert len(first.cursor.extra["rows"]) >= least
    site.serve("/page", body.replace(b"2026&#8209;08&#8209;26", b"2026-08-26") + b"<!-- -->", kind="text/html")
    assert (await looked(door, url, replace(first.cursor, body_hash=""))).documents == ()
