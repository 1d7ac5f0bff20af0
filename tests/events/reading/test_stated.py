"""Rows of structured sources become findings: of the right model, for the right reason, and not too many."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from events.acceptance import Accepted, Waits, accept
from events.access import State
from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading.stated import stated
from events.terms import Trust, ref_kind

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def document(
    *rows: dict[str, Any], trust: Trust = "provider", text: str = "Something changed.", **more: Any
) -> Document:
    return Document(
        url="https://x.example/models",
        title="A change",
        text=text,
        trust=trust,
        published_at=NOW,
        observed_at=NOW,
        structured={"changes": list(rows)},
        **more,
    )


def ends(provider: str, model: str, on: str | None, **more: Any) -> dict[str, Any]:
    row = {"what": "retirement", "provider": provider, "model": model, "name": model, "on": on, "certainty": "exact"}
    return row | {"surfaces": [], "announced_on": None} | more


def listed(provider: str, model: str, on: str | None = None, **more: Any) -> dict[str, Any]:
    return {"what": "model-listed", "provider": provider, "model": model, "name": model, "on": on} | more


def found(catalog: Catalog, *rows: dict[str, Any], **more: Any) -> tuple[Finding, ...]:
    made = stated(document(*rows, **more), catalog)
    assert made is not None
    for finding in made:
        for ref in (*finding.targets, *finding.listed):
            ref_kind(ref)
        assert all(e.basis != "quote" or e.quote for e in finding.evidence)
        assert "kind" in {e.field for e in finding.evidence}
    return made


def test_a_document_without_rows_is_left_to_the_reader_of_prose(catalog: Catalog) -> None:
    assert stated(Document(url="https://x.example/", title="t", text="t"), catalog) is None


@pytest.mark.parametrize(
    ("provider", "model", "more", "ref"),
    [
        ("anthropic", "claude-3-haiku-20240307", {}, "anthropic/claude-3-haiku"),
        ("Anthropic", "claude-opus-4-1-20250805", {}, "anthropic/claude-opus-4.1"),
        (
            "Anthropic",
            "anthropic.claude-opus-4-1-20250805-v1:0",
            {"name": "Claude Opus 4.1"},
            "anthropic/claude-opus-4.1",
        ),
        ("Cohere", "cohere.command-r-v1:0", {"name": "Command R"}, "cohere/command-r"),
        ("x-ai", "x-ai/grok-4", {"host": "openrouter"}, "xai/grok-4"),
        ("openai", "gpt-4", {}, "openai/gpt-4"),
        ("azure", "azure/gpt-4o", {"host": "azure", "surfaces": ["cloud:azure"]}, "openai/gpt-4o"),
        ("vertex_ai", "vertex_ai/claude-3-haiku@20240307", {"host": "vertex_ai"}, "anthropic/claude-3-haiku"),
        ("alibaba", "qwen3-max", {}, "alibaba/qwen3-max"),
    ],
)
def test_an_end_is_told_of_the_model_that_the_row_means(
    catalog: Catalog, provider: str, model: str, more: dict[str, Any], ref: str
) -> None:
    (finding,) = found(catalog, ends(provider, model, "2027-02-01", **more))
    assert (finding.kind, finding.direction, finding.targets, finding.new) == ("withdrawal", "tighten", (ref,), ())
    assert (finding.effective_on, finding.certainty, finding.happened_on) == (date(2027, 2, 1), "exact", TODAY)


def test_a_maker_that_serves_anothers_model_ends_only_its_service(catalog: Catalog) -> None:
    (finding,) = found(catalog, ends("alibaba", "deepseek-v3.1", "2027-02-01"))
    assert (finding.issuer, finding.targets, finding.new) == ("alibaba", ("deepseek/deepseek-v3.1",), ())
    assert finding.surfaces == ("cloud:alibaba",)


def test_a_faster_variant_is_not_the_model_itself(catalog: Catalog) -> None:
    row = ends("anthropic", "anthropic/claude-opus-4.1-fast", "2027-02-01", name="Claude Opus 4.1 (Fast)")
    (finding,) = found(catalog, row, trust="reported")
    assert finding.targets == finding.new == ("anthropic/claude-opus-4.1-fast",)


def test_a_guess_does_not_hold_up_what_is_sure(catalog: Catalog) -> None:
    findings = found(
        catalog, listed("Qwen", "Qwen/Qwen9-Next"), listed("hub", "qwen-omega-9", host="hub"), trust="reported"
    )
    assert [(f.targets, f.confidence > 0.7) for f in findings] == [
        (("alibaba/qwen9-next",), True),
        (("alibaba/qwen-omega-9",), False),
    ]


def test_a_model_in_another_number_format_is_one_model(catalog: Catalog) -> None:
    (finding,) = found(catalog, listed("Qwen", "Qwen/Qwen9-Next"), listed("Qwen", "Qwen/Qwen9-Next-FP8"))
    assert finding.targets == ("alibaba/qwen9-next",)


def test_another_snapshot_is_not_the_model_itself(catalog: Catalog) -> None:
    (finding,) = found(catalog, ends("openai", "gpt-4o-2024-08-06", "2027-02-01"))
    assert (finding.targets, finding.new) == (("openai/gpt-4o-2024-08-06",), ("openai/gpt-4o-2024-08-06",))


def test_all_that_ends_on_one_day_is_one_finding_and_other_days_are_others(catalog: Catalog) -> None:
    first, second = found(
        catalog,
        ends("openai", "gpt-4", "2027-02-01", announced_on="2026-11-18"),
        ends("openai", "gpt-4-turbo", "2027-02-01", announced_on="2026-11-18"),
        ends("openai", "gpt-4o", None, certainty="not_before"),
    )
    assert first.targets == ("openai/gpt-4", "openai/gpt-4-turbo")
    assert (first.happened_on, first.issuer, first.jurisdiction) == (date(2026, 11, 18), "openai", "US")
    assert (second.targets, second.effective_on) == (("openai/gpt-4o",), None)
    (vague,) = found(catalog, ends("openai", "gpt-4o", "2027-03-01", certainty="not_before"))
    assert vague.certainty == "not_before"


def test_a_cloud_ends_only_its_own_service(catalog: Catalog) -> None:
    row = ends("Anthropic", "anthropic.claude-3-haiku-20240307-v1:0", "2027-02-01", host="amazon")
    (finding,) = found(catalog, row | {"surfaces": ["cloud:bedrock"]})
    assert (finding.issuer, finding.targets, finding.surfaces) == (
        "amazon",
        ("anthropic/claude-3-haiku",),
        ("cloud:bedrock",),
    )


def test_a_cloud_that_ends_its_own_model_is_sure_of_the_maker(catalog: Catalog) -> None:
    row = ends("Amazon", "amazon.nova-omega-v1:0", "2027-02-01", host="amazon", name="Nova Omega")
    (finding,) = found(catalog, row | {"surfaces": ["cloud:bedrock"]})
    assert (finding.targets, finding.names) == (("amazon/nova-omega",), {"amazon/nova-omega": "Nova Omega"})
    assert finding.confidence > 0.8


@pytest.mark.parametrize(
    ("on", "kind"), [("2027-01-01", "withdrawal"), ("2027-06-01", "relaxation"), (None, "relaxation")]
)
def test_an_end_moved_nearer_is_a_withdrawal_and_one_put_off_a_relaxation(
    catalog: Catalog, on: str | None, kind: str
) -> None:
    row = ends("openai", "gpt-4o", on, was_on="2027-03-01", announced_on="2026-01-01") | {"what": "retirement-moved"}
    (finding,) = found(catalog, row)
    assert (finding.kind, finding.happened_on) == (kind, TODAY)
    assert finding.effective_on == (date(2027, 1, 1) if kind == "withdrawal" else None)
    assert finding.full == (kind == "withdrawal")


def test_an_unknown_model_of_a_known_maker_is_new(catalog: Catalog) -> None:
    (finding,) = found(catalog, listed("Qwen", "Qwen/Qwen9-Next", open_weights=True), trust="reported")
    assert (finding.kind, finding.targets, finding.new) == ("launch", ("alibaba/qwen9-next",), ("alibaba/qwen9-next",))
    assert finding.names == {"alibaba/qwen9-next": "Qwen9-Next"}
    outcome = accept(finding, document(trust="reported"), State(), catalog, NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.event.confidence == "unconfirmed"


@pytest.mark.parametrize(
    "row",
    [
        listed("openai", "gpt-4o"),
        listed("openai", "gpt-4o-2026-11-01"),
        listed("openai", "gpt-4o-latest"),
        listed("openrouter", "openai/gpt-4o", host="openrouter"),
        listed("azure", "gpt-4o", host="azure"),
        listed("acme-hosting", "claude-3-haiku"),
        listed("Qwen", "Qwen/Qwen9-Next", on="2026-03-01"),
        listed("nobody", "nothing-1"),
    ],
)
def test_what_was_there_long_ago_or_is_only_served_elsewhere_is_no_launch(
    catalog: Catalog, row: dict[str, Any]
) -> None:
    assert found(catalog, row, trust="reported") == ()


def test_a_maker_told_by_likeness_only_waits_for_an_editor(catalog: Catalog) -> None:
    (finding,) = found(catalog, listed("azure", "claude-omega-9", host="azure"), trust="reported")
    assert finding.targets == ("anthropic/claude-omega-9",)
    assert isinstance(accept(finding, document(trust="reported"), State(), catalog, NOW), Waits)


def test_a_model_of_an_unknown_maker_waits_where_the_maker_itself_tells_of_it(catalog: Catalog) -> None:
    (finding,) = found(catalog, listed("Acme Minds", "big-1"))
    assert finding.targets == ("acme-minds/big-1",)
    assert isinstance(accept(finding, document(), State(), catalog, NOW), Waits)


def test_days_that_anybody_may_enter_wait_for_an_editor(catalog: Catalog) -> None:
    (finding,) = found(catalog, ends("openai", "gpt-4o", "2027-02-01", doubtful=True), trust="reported")
    assert isinstance(accept(finding, document(trust="reported"), State(), catalog, NOW), Waits)


def test_an_official_end_is_accepted_at_once(catalog: Catalog) -> None:
    (finding,) = found(catalog, ends("openai", "gpt-4o", "2027-02-01"))
    outcome = accept(finding, document(), State(), catalog, NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.event.confidence == "confirmed"


@pytest.mark.parametrize(("what", "kind"), [("countries-removed", "restriction"), ("countries-added", "relaxation")])
def test_countries_bar_or_admit_those_who_are_there(catalog: Catalog, what: str, kind: str) -> None:
    row = {"what": what, "provider": "anthropic", "countries": ["SA", "Japan", "Nowhere"], "surfaces": ["api"]}
    (finding,) = found(catalog, row)
    assert (finding.kind, finding.targets, finding.surfaces) == (kind, ("anthropic",), ("api",))
    places = finding.audience.barred if kind == "restriction" else finding.audience.admitted
    assert places == ("located:SA", "located:JP")
    if kind == "restriction":
        assert finding.effect == "off"
    outcome = accept(finding, document(), State(), catalog, NOW)
    assert isinstance(outcome, Accepted)
    assert getattr(outcome.event, "line", "") == "provider"


def party(name: str, what: str = "party-listed", **more: Any) -> dict[str, Any]:
    row = {"what": what, "list": "us-entity-list", "party": name, "aliases": [], "country": "CN", "on": "2026-11-19"}
    return row | {"citation": "91 FR 1", "note": ""} | more


def test_a_listed_party_of_the_catalogue_is_listed_and_no_target(catalog: Catalog) -> None:
    (finding,) = found(
        catalog,
        party("Beijing Knowledge Atlas Company", aliases=["Zhipu AI"]),
        party("Golden Fish Trading Company"),
        trust="official",
    )
    assert (finding.kind, finding.listed, finding.targets) == ("restriction", ("zhipu",), ())
    assert (finding.issuer, finding.jurisdiction, finding.happened_on) == ("us-bis", "US", date(2026, 11, 19))
    assert isinstance(accept(finding, document(trust="official"), State(), catalog, NOW), Accepted)


def test_a_party_that_only_looks_relevant_waits_and_holds_nobody_up(catalog: Catalog) -> None:
    known, unknown = found(catalog, party("Zhipu AI"), party("Far Semiconductor Institute"), trust="official")
    assert (known.listed, unknown.listed) == (("zhipu",), ("far-semiconductor-institute",))
    assert isinstance(accept(unknown, document(trust="official"), State(), catalog, NOW), Waits)


def test_a_party_taken_off_is_a_relaxation_and_one_altered_is_nothing(catalog: Catalog) -> None:
    (finding,) = found(catalog, party("Zhipu AI", "party-delisted"), party("Huawei", "party-changed"), trust="official")
    assert (finding.kind, finding.listed) == ("relaxation", ("zhipu",))


def test_a_clause_is_quoted_and_waits_for_an_editor(catalog: Catalog) -> None:
    clause = "You may not use the models if you are majority-owned by entities in an unsupported region."
    row = {"what": "clause-added", "provider": "anthropic", "about": "ownership", "text": clause}
    (finding,) = found(catalog, row, text=f"Added: {clause}")
    assert [e.quote for e in finding.evidence if e.basis == "quote"] == [clause]
    assert isinstance(accept(finding, document(), State(), catalog, NOW), Waits)
    (dropped,) = found(catalog, row | {"what": "clause-removed"})
    assert dropped.kind == "relaxation"


def test_a_gate_that_needs_approval_waits_for_an_editor(catalog: Catalog) -> None:
    row = {"what": "model-changed", "provider": "meta-llama", "model": "meta-llama/Llama-9", "name": "Llama-9"}
    (finding,) = found(catalog, row | {"about": "gated", "was": "no", "now": "manual"}, trust="reported")
    assert (finding.kind, finding.effect, finding.surfaces) == ("restriction", "limited", ("weights",))
    assert isinstance(accept(finding, document(trust="reported"), State(), catalog, NOW), Waits)
    assert found(catalog, row | {"about": "gated", "was": "no", "now": "auto"}) == ()
    assert found(catalog, row | {"about": "listed_on", "was": "2026-01", "now": "2026-02"}) == ()


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"what": None},
        {"what": "incident", "provider": "openai"},
        {"what": "retirement"},
        {"what": "retirement", "provider": 3, "model": [], "on": 5, "surfaces": "api"},
        {"what": "model-listed", "provider": "openai", "model": "", "name": None},
        {"what": "countries-removed", "provider": "openai", "countries": "SA"},
        {"what": "party-listed", "party": None},
        {"what": "clause-added", "provider": "openai"},
    ],
)
def test_a_row_that_says_nothing_gives_nothing_and_breaks_nothing(catalog: Catalog, row: dict[str, Any]) -> None:
    assert all(finding.targets for finding in found(catalog, row))
