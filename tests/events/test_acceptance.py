"""What becomes of a finding: an event, one more account of a known one, or something for the editors."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from events.acceptance import Accepted, Corroborates, Known, Outcome, Waits, accept
from events.access import State, evolve
from events.catalog import load_catalog
from events.finding import Audience, Finding
from events.identity import alert_id, event_id, finding_id
from events.vocabulary import Relaxed
from tests.events.june import FABLE, MYTHOS, STORY, document, told

CATALOG = load_catalog()
ORDER_DOC, (ORDER, SWITCH_OFF) = STORY[1]
NOW = datetime(2026, 6, 13, tzinfo=UTC)


def _accept(finding: Finding, state: State | None = None, **doc: object) -> Outcome:
    made = msgspec.structs.replace(ORDER_DOC, **doc)
    return accept(finding, made, State() if state is None else state, CATALOG, NOW)


def test_official_prose_becomes_a_confirmed_event_at_once() -> None:
    outcome = _accept(ORDER)
    assert isinstance(outcome, Accepted)
    assert outcome.event.confidence == "confirmed"
    assert outcome.event.zone == "America/New_York"


def test_what_is_only_reported_is_marked_unconfirmed() -> None:
    outcome = _accept(ORDER, trust="reported")
    assert isinstance(outcome, Accepted)
    assert outcome.event.confidence == "unconfirmed"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"confidence": 0.2}, "the reader is 20% sure"),
        ({"targets": ("nobody/thing",), "new": ("nobody/thing",)}, "the maker of nobody/thing"),
        ({"targets": ()}, "names nothing"),
        ({"targets": ("Not An Id",)}, "is no id"),
        ({"audience": Audience(barred=("everybody but us",))}, "is no predicate"),
        ({"happened_on": date(2025, 1, 1)}, "days before it was published"),
        ({"happened_on": date(2027, 1, 1)}, "in the future"),
    ],
)
def test_what_is_doubtful_waits_for_an_editor_with_the_reason(change: dict[str, object], why: str) -> None:
    outcome = _accept(msgspec.structs.replace(ORDER, **change))
    assert isinstance(outcome, Waits)
    assert why in outcome.reason


def test_an_unknown_model_of_a_known_provider_is_accepted() -> None:
    finding = msgspec.structs.replace(ORDER, targets=("anthropic/claude-saga-6",), new=("anthropic/claude-saga-6",))
    assert isinstance(_accept(finding), Accepted)


def test_the_same_act_told_by_another_publisher_is_one_event_with_one_more_account() -> None:
    state = State()
    order = told(state, CATALOG, until_day=12)[2]
    again = msgspec.structs.replace(ORDER, issuer="us-commerce", happened_on=date(2026, 6, 13), targets=(FABLE,))
    outcome = _accept(again, state, url="https://other.test/1", text="other words", publisher="Other", trust="reported")
    assert isinstance(outcome, Corroborates)
    assert outcome.event_id == order.id


def test_an_independent_account_confirms_what_was_only_reported() -> None:
    state = State()
    first = _accept(ORDER, state, trust="reported")
    assert isinstance(first, Accepted)
    evolve(state, first.event)
    same = _accept(ORDER, state, trust="reported", url="https://wire.test/copy", text="more")
    other = _accept(ORDER, state, trust="reported", url="https://other.test/1", text="other", publisher="Other")
    assert isinstance(same, Known)
    assert isinstance(other, Corroborates)
    assert other.note.confirms
    evolve(state, other.note)
    assert state.is_confirmed(first.event)


STORY_TEXT = (
    "The Commerce Department ordered Anthropic by letter on Friday to stop providing two of its models to any foreign "
    "person. The company switched both off for everyone within ninety minutes and said that it could not tell in real "
    "time who is a foreign person. All its other models stay available."
)


@pytest.mark.parametrize(
    ("text", "confirms"),
    [
        ("Anthropic's two newest models went dark after an order from Washington that names foreign persons.", True),
        (STORY_TEXT + " More soon.", False),
        ("Two models are off for foreigners after a letter of the department, according to Wire.", False),
    ],
)
def test_a_copy_or_a_citation_of_the_first_account_confirms_nothing(text: str, confirms: bool) -> None:
    state = State()
    first = _accept(ORDER, state, trust="reported", text=STORY_TEXT)
    assert isinstance(first, Accepted)
    evolve(state, first.event)
    doc = msgspec.structs.replace(ORDER_DOC, trust="reported", url="https://o.test/1", text=text, publisher="Other")
    outcome = accept(ORDER, doc, state, CATALOG, NOW, lambda _document: STORY_TEXT)
    assert isinstance(outcome, Corroborates)
    assert outcome.note.confirms is confirms


def _retirement(told_on: date, ends_on: date | None) -> Finding:
    model = "anthropic/claude-opus-4"
    return Finding(
        kind="withdrawal", title="t", targets=(model,), happened_on=told_on, effective_on=ends_on, confidence=0.9
    )


@pytest.mark.parametrize(
    ("ends_on", "expected"), [(date(2026, 9, 1), Corroborates), (date(2026, 10, 1), Accepted), (None, Accepted)]
)
def test_a_retirement_is_one_act_by_its_last_day_whoever_tells_of_it_when(
    ends_on: date | None, expected: type[Outcome]
) -> None:
    state = State()
    first = _accept(_retirement(date(2026, 6, 1), date(2026, 9, 1)), state)
    assert isinstance(first, Accepted)
    evolve(state, first.event)
    again = _accept(_retirement(date(2026, 6, 12), ends_on), state, url="https://o.test/1", text="o", publisher="Other")
    assert isinstance(again, expected)


def test_the_same_document_again_makes_nothing() -> None:
    state = State()
    told(state, CATALOG, until_day=12)
    assert isinstance(_accept(ORDER, state), Known)


def test_what_was_published_weeks_before_it_was_first_read_is_history_and_alerts_nobody() -> None:
    fresh, old = _accept(ORDER), accept(ORDER, ORDER_DOC, State(), CATALOG, NOW + timedelta(days=20))
    assert isinstance(fresh, Accepted)
    assert isinstance(old, Accepted)
    assert (fresh.event.origin, old.event.origin) == ("live", "backfill")


def test_a_second_order_weeks_later_is_a_new_event() -> None:
    state = State()
    told(state, CATALOG, until_day=12)
    later = msgspec.structs.replace(ORDER, happened_on=date(2026, 7, 20), effective_on=None, effective_at=None)
    doc = document(20, "second")
    at = NOW + timedelta(days=38)
    doc = msgspec.structs.replace(doc, published_at=at, observed_at=at)
    assert isinstance(accept(later, doc, state, CATALOG, at), Accepted)


def test_the_partial_restoration_eases_the_order_the_switch_off_and_the_allow_list() -> None:
    state = State()
    events = told(state, CATALOG, until_day=26)
    restored = events[-1]
    assert isinstance(restored, Relaxed)
    assert {(e.how, e.targets) for e in restored.eases} == {("narrowed", (MYTHOS,))}
    assert {e.measure for e in restored.eases} == {events[1].id, events[2].id, events[3].id}


def test_the_lifting_eases_the_law_and_the_return_eases_the_switch_off() -> None:
    state = State()
    events = told(state, CATALOG)
    lifted, returned = events[-2:]
    assert isinstance(lifted, Relaxed)
    assert isinstance(returned, Relaxed)
    assert [e.measure for e in lifted.eases] == [events[2].id]
    assert [e.measure for e in returned.eases] == [events[3].id]
    assert returned.implements == lifted.id


def test_an_id_does_not_depend_on_what_a_better_reader_sees_more_sharply() -> None:
    sharper = msgspec.structs.replace(ORDER, confidence=0.5, effective_on=date(2026, 6, 14), title="other words")
    assert finding_id("sha256:1", ORDER) == finding_id("sha256:1", sharper)
    assert finding_id("sha256:1", ORDER) != finding_id("sha256:2", ORDER)
    assert finding_id("sha256:1", ORDER) != finding_id("sha256:1", SWITCH_OFF)


def test_ids_are_the_same_on_every_machine_and_short_enough_for_a_button() -> None:
    assert event_id("fi-abc") == "ev-dnl4h757ljsvk"
    assert alert_id("su-1", "ev-1") == "al-rjtpvp4m33g56"
