"""The story of the demonstration, as the reader reads it: what the demo then shows must follow from these findings."""

import tomllib
from pathlib import Path

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read

STORY = Path(__file__).resolve().parents[3] / "bot" / "demo" / "story.toml"


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[Finding, ...]]:
    catalog: Catalog = load_catalog()
    with STORY.open("rb") as file:
        pieces = tomllib.load(file)["piece"]
    return {
        p["slug"]: read(Document(url="", title=p["title"], text=p["text"], published_at=p["at"]), catalog).findings
        for p in pieces
    }


def test_the_maker_launches_one_model_for_all_and_its_sibling_for_partners(
    told: dict[str, tuple[Finding, ...]],
) -> None:
    fable, mythos = told["introducing-claude-fable-5"]
    assert (fable.kind, fable.targets, fable.full) == ("launch", ("anthropic/claude-fable-5",), True)
    assert fable.audience.admitted == ()
    assert (mythos.kind, mythos.targets, mythos.full) == ("launch", ("anthropic/claude-mythos-5",), False)
    assert mythos.audience.admitted == ("list:glasswing-partners",)


def test_the_order_and_the_switch_off_are_two_restrictions(told: dict[str, tuple[Finding, ...]]) -> None:
    order, off = told["directive-on-fable-5-and-mythos-5"]
    assert (order.issuer, order.audience.barred) == ("us-bis", ("not:us-person",))
    assert (off.issuer, off.audience.barred, off.carries_out) == ("anthropic", ("*",), True)


def test_a_claim_of_rivalry_can_be_read_by_itself(told: dict[str, tuple[Finding, ...]]) -> None:
    fugu, tulongfeng = told["asian-labs-offer-models-without-the-ban"]
    assert [r.claim for r in fugu.rivals] == ["Fugu stands shoulder to shoulder with the leading American models"]
    assert [r.claim for r in tulongfeng.rivals] == ["presents as a direct rival to the security-focused American model"]


def test_a_kind_is_proved_by_the_verb_with_its_object(told: dict[str, tuple[Finding, ...]]) -> None:
    quotes = {
        slug: next(e.quote for e in findings[0].evidence if e.field == "kind")
        for slug, findings in told.items()
        if findings
    }
    assert "Claude Fable 5" in quotes["introducing-claude-fable-5"]
    assert "stop providing Claude Fable 5" in quotes["directive-on-fable-5-and-mythos-5"]
    assert "lifts the directive on Claude Fable 5" in quotes["directive-on-fable-5-and-mythos-5-lifted"]
    assert all(len(quote) <= 200 for quote in quotes.values())
