"""What an editor puts right in a finding: every field in words, all mistakes told at once, nothing half applied."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from events.editing import FIELDS, Mistakes, as_kept, edited
from events.finding import Audience, Evidence, Finding
from tests.events.acts import CATALOG

FABLE, MYTHOS = "anthropic/claude-fable-5", "anthropic/claude-mythos-5"


def finding(**more: Any) -> Finding:
    facts: dict[str, Any] = {
        "kind": "restriction",
        "direction": "tighten",
        "title": "Order",
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": (FABLE,),
        "audience": Audience(barred=("not:us-person",), exempt=("GB",)),
        "happened_on": date(2026, 6, 12),
        "effective_on": date(2026, 6, 12),
        "effective_at": datetime(2026, 6, 12, 21, 21, tzinfo=UTC),
        "evidence": (
            Evidence(field="targets", basis="quote", quote="Fable 5"),
            Evidence(field="audience", basis="quote", quote="foreign persons"),
            Evidence(field="kind", basis="quote", quote="bars"),
        ),
    }
    return Finding(**(facts | more))


def right(changes: dict[str, str], **more: Any) -> Finding:
    made = edited(finding(**more), changes, CATALOG)
    assert isinstance(made, Finding), made
    return made


def wrong(changes: dict[str, str], **more: Any) -> tuple[str, ...]:
    made = edited(finding(**more), changes, CATALOG)
    assert isinstance(made, Mistakes), made
    return made.lines


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("kind", "Proposal", None),
        ("title", "  A new   title ", "A new title"),
        ("issuer", "Anthropic", "anthropic"),
        ("issuer", "", ""),
        ("jurisdiction", "Japan", "JP"),
        ("targets", f"{MYTHOS}, Claude Fable 5,{MYTHOS}", (MYTHOS, FABLE)),
        ("targets", "hw/h20, CN", ("hw/h20", "CN")),
        ("listed", "huawei", ("huawei",)),
        ("act", "use", "use"),
        ("effect", "licence", "licence"),
        ("surfaces", "api, cloud:bedrock", ("api", "cloud:bedrock")),
        ("happened_on", "2026-06-11", date(2026, 6, 11)),
        ("effective_until", "2026-09-01", date(2026, 9, 1)),
        ("effective_until", "", None),
        ("certainty", "not_before", "not_before"),
    ],
)
def test_a_field_is_put_right_in_words(field: str, text: str, value: object) -> None:
    changes = {field: text} | ({"direction": "loosen"} if field == "kind" else {})
    assert getattr(right(changes), field) == (value if field != "kind" else "proposal")


def test_whom_it_bars_is_put_right_part_by_part() -> None:
    made = right({"barred": "CN, not:hq:US", "exempt": ""})
    assert made.audience == Audience(barred=("CN", "not:hq:US"))


def test_what_proved_a_field_that_is_put_right_no_longer_proves_it() -> None:
    assert [e.field for e in right({"barred": "CN"}).evidence] == ["targets", "kind"]
    assert [e.field for e in right({"targets": MYTHOS}).evidence] == ["audience", "kind"]


def test_a_new_day_lets_go_of_the_hour_that_was_read() -> None:
    assert right({"effective_on": "2026-06-13"}).effective_at is None
    assert right({"effective_on": "2026-06-12"}).effective_at is not None


def test_another_kind_brings_its_direction_and_a_launch_has_no_effective_day() -> None:
    assert right({"kind": "relaxation"}).direction == "loosen"
    launch = right({"kind": "launch"})
    assert (launch.direction, launch.effective_on, launch.effective_at) == (None, None, None)
    assert wrong({"kind": "proposal"}) == ("direction: a proposal aims to tighten or to loosen; say which",)


def test_a_well_formed_new_id_is_taken_with_a_readable_name() -> None:
    made = right({"targets": f"{FABLE}, zorblax/quux-9"})
    assert (made.new, made.names) == (("zorblax/quux-9",), {"zorblax/quux-9": "Quux 9"})


def test_what_the_document_calls_a_new_model_is_kept() -> None:
    told = {"targets": ("zorblax/quux-9",), "new": ("zorblax/quux-9",), "names": {"zorblax/quux-9": "Quux IX"}}
    assert right({"targets": "zorblax/quux-9"}, **told).names == {"zorblax/quux-9": "Quux IX"}


def test_a_slip_of_the_pen_is_no_new_thing_unless_it_is_said_to_be() -> None:
    (said,) = wrong({"issuer": "us-commmerce"})
    assert "did you mean us-commerce? Write new:us-commmerce if it is new" in said
    assert right({"issuer": "new:us-commmerce"}).issuer == "us-commmerce"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "coup"}, "must be one of restriction"),
        ({"title": " "}, "a title has 1 to 300"),
        ({"jurisdiction": "Atlantis"}, "neither a name nor an id"),
        ({"targets": "Not An Id!"}, "neither a name nor an id"),
        ({"targets": ""}, "it names nothing"),
        ({"surfaces": "The App"}, "is no surface"),
        ({"barred": "everybody"}, "is no predicate"),
        ({"barred": "located:ZZ"}, "names no country"),
        ({"happened_on": "12 June"}, "write it as YYYY-MM-DD"),
        ({"happened_on": "20260612"}, "write it as YYYY-MM-DD"),
        ({"effective_on": "2026-02-30"}, "is no day"),
        ({"certainty": "sure"}, "must be one of exact"),
        ({"admitted": "GB"}, "lets nobody in"),
        ({"tragets": FABLE}, "did you mean targets?"),
        ({"zzz": "1"}, "no such field; use kind"),
        ({"kind": "launch", "effective_on": "2026-06-13"}, "effective_on: a launch has none"),
        ({"kind": "withdrawal", "listed": "huawei"}, "listed: a withdrawal lists nobody"),
    ],
)
def test_a_mistake_is_told_with_what_to_write_instead(changes: dict[str, str], said: str) -> None:
    assert any(said in line for line in wrong(changes))


def test_all_mistakes_are_told_at_once() -> None:
    lines = wrong({"kind": "coup", "act": "dance", "happened_on": "soon", "zzz": "1"})
    assert [line.split(":")[0] for line in lines] == ["kind", "act", "happened_on", "zzz"]


def test_every_field_can_be_put_right() -> None:
    same = dict.fromkeys(("listed", "topics", "surfaces", "admitted", "effective_until"), "")
    same |= {"kind": "restriction", "direction": "tighten", "title": "Order", "issuer": "us-bis", "jurisdiction": "US"}
    same |= {"targets": FABLE, "act": "provide", "effect": "barred", "barred": "not:us-person", "exempt": "GB"}
    same |= {"happened_on": "2026-06-12", "effective_on": "2026-06-12", "certainty": "exact"}
    assert set(same) == set(FIELDS)
    assert right(same, evidence=()) == finding(evidence=())


@pytest.mark.parametrize(
    "changes",
    [
        {"targets": "Claude Mythos 5, zorblax/quux-9", "jurisdiction": "Japan", "issuer": "new:us-commmerce"},
        {"targets": "", "topics": "topic/chips", "barred": "", "effective_on": "", "direction": ""},
        {"kind": "Launch", "title": "A  title", "admitted": "GB, list:x", "happened_on": "2026-06-01"},
        {"effective_until": "2026-09-01", "surfaces": "api, app", "certainty": "conditional", "effect": "limited"},
    ],
)
def test_what_is_kept_of_corrections_makes_the_same_finding_again(changes: dict[str, str]) -> None:
    made = right(changes)
    kept = as_kept(made, changes, CATALOG)
    assert kept.keys() == changes.keys()
    assert right(kept) == made
    assert as_kept(right(kept), kept, CATALOG) == kept


def test_what_is_kept_names_ids_rather_than_names() -> None:
    changes = {"targets": "Claude Mythos 5, zorblax/quux-9", "jurisdiction": "Japan"}
    assert as_kept(right(changes), changes, CATALOG) == {
        "targets": f"{MYTHOS},new:zorblax/quux-9",
        "jurisdiction": "JP",
    }
