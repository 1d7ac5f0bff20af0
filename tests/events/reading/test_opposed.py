"""What becomes of a text that seems to bar and to free one thing at once."""

from events.acceptance import PROSE_BAR
from events.finding import Finding
from events.reading.opposed import unless_opposed
from events.terms import Kind

LEAST = min(PROSE_BAR.values())


def act(kind: Kind, confidence: float, *targets: str, listed: tuple[str, ...] = ()) -> Finding:
    return Finding(kind=kind, title=kind, targets=targets, listed=listed, confidence=confidence)


def sure(*stated: Finding, seen: set[Kind]) -> dict[str, float]:
    return {f.kind: f.confidence for f in unless_opposed(stated, seen)}


def test_both_wait_where_the_rules_saw_both_or_neither() -> None:
    both = (act("restriction", 0.9, "hw/h20"), act("relaxation", 0.7, "hw/h20"))
    saw: tuple[set[Kind], ...] = ({"restriction", "relaxation"}, set())
    for seen in saw:
        told = sure(*both, seen=seen)
        assert sorted(told) == ["relaxation", "restriction"]
        assert max(told.values()) < LEAST


def test_the_likelier_that_alone_the_rules_saw_is_told_and_the_other_waits() -> None:
    told = sure(act("relaxation", 0.6, "hw/h20"), act("restriction", 0.9, "hw/h20"), seen={"restriction"})
    assert told["restriction"] == 0.9
    assert told["relaxation"] < LEAST


def test_what_the_rules_saw_waits_too_where_the_other_is_likelier() -> None:
    told = sure(act("restriction", 0.6, "hw/h20"), act("relaxation", 0.9, "hw/h20"), seen={"restriction"})
    assert max(told.values()) < LEAST


def test_acts_on_two_things_and_listings_are_no_contradiction() -> None:
    assert sure(act("restriction", 0.9, "hw/h20"), act("relaxation", 0.8, "hw/h200"), seen=set()) == {
        "restriction": 0.9,
        "relaxation": 0.8,
    }
    listing = act("restriction", 0.9, "hw/h20", listed=("inspur",))
    assert sure(listing, act("relaxation", 0.8, "hw/h20"), seen=set())["relaxation"] == 0.8
