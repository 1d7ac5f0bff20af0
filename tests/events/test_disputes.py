"""Sources that disagree are both kept and both shown."""

from events.acceptance import Corroborates, Known
from events.access import State
from events.finding import Evidence
from tests.events.acts import found, june, quoting, take, told_by

UNDATED = (Evidence(field="happened_on", basis="metadata"),)


def _disputes(state: State) -> list[tuple[str, str, str]]:
    return [(d.field, d.says, d.source.publisher) for told in state.disputes.values() for d in told]


def test_an_independent_source_that_names_another_end_is_kept_beside_the_first() -> None:
    state = State()
    take(state, told_by("gazette"), found(effective_until=june(25), evidence=quoting("effective_until")))
    take(state, told_by("wire", trust="reported"), found(effective_until=june(30), evidence=quoting("effective_until")))
    assert _disputes(state) == [("effective_until", "2026-06-30", "wire")]
    (event,) = state.world.values()
    assert event.effective_until == june(25)


def test_it_is_said_once_though_its_publisher_repeats_it() -> None:
    state = State()
    take(state, told_by("gazette"), found(effective_on=june(13), evidence=quoting("effective_on")))
    for url in ("https://wire.test/1", "https://wire.test/2"):
        take(state, told_by("wire", url=url), found(effective_on=june(15), evidence=quoting("effective_on")))
    assert len(_disputes(state)) == 1


def test_a_day_that_a_source_does_not_tell_itself_denies_nothing() -> None:
    state = State()
    take(state, told_by("gazette"), found(effective_on=june(13), evidence=quoting("effective_on")))
    take(state, told_by("wire"), found(effective_on=june(15)))
    assert _disputes(state) == []


def test_one_day_apart_is_the_other_side_of_the_world() -> None:
    state = State()
    take(state, told_by("gazette"), found(evidence=quoting("happened_on")))
    take(state, told_by("wire", 13), found(day=13, evidence=quoting("happened_on")))
    assert _disputes(state) == []


def test_who_cites_the_first_source_does_not_deny_it() -> None:
    state = State()
    take(state, told_by("gazette"), found(effective_on=june(13), evidence=quoting("effective_on")))
    citing = told_by("wire", text="As Gazette reports, the order holds from 15 June.")
    take(state, citing, found(effective_on=june(15), evidence=quoting("effective_on")))
    assert _disputes(state) == []


def test_an_order_told_once_more_months_later_without_a_day_is_no_second_order() -> None:
    state = State()
    take(state, told_by("gazette"), found())
    late = told_by("weekly", published_at=told_by("x", 28).published_at, observed_at=told_by("x", 28).observed_at)
    assert isinstance(take(state, late, found(day=28, evidence=UNDATED)), Corroborates | Known)
    assert len(state.world) == 1


def test_an_order_after_the_first_was_lifted_is_a_new_one() -> None:
    state = State()
    take(state, told_by("gazette"), found())
    take(state, told_by("gazette", 18), found("relaxation", 18))
    take(state, told_by("wire", 28), found(day=28, evidence=UNDATED))
    assert [type(e).__name__ for e in state.world.values()] == ["Restricted", "Relaxed", "Restricted"]


def test_an_order_with_a_day_of_its_own_is_a_new_one() -> None:
    state = State()
    take(state, told_by("gazette"), found())
    take(state, told_by("wire", 28), found(day=28, evidence=quoting("happened_on")))
    assert len(state.world) == 2


def test_a_model_is_launched_once_however_long_ago() -> None:
    state = State()
    take(state, told_by("maker"), found("launch", issuer="anthropic"))
    late = found("launch", issuer="anthropic", happened_on=june(30).replace(month=9), evidence=UNDATED)
    at = told_by("x").published_at
    assert at is not None
    document = told_by("weekly", published_at=at.replace(month=9), observed_at=at.replace(month=9))
    assert isinstance(take(state, document, late), Corroborates | Known)
