"""Acts that change or follow earlier acts: amendments, extensions, put-off days and conditions."""

from datetime import date

from events.access import State, fold
from events.finding import Audience
from events.predicates import Profile
from events.verdict import access
from events.vocabulary import Easing, Proposed, Relaxed, World
from tests.events.acts import CATALOG, OPUS, june, ordered
from tests.events.june import FABLE, SAUDI, US_PERSON

LIFTED = Relaxed(id="ev-x", title="x", happened_on=june(14), eases=(Easing(measure="ev-1", how="lifted"),))
EXTENSION = Proposed(id="ev-p", title="p", happened_on=june(20), extends="ev-1")


def _law(events: list[World], model: str, day: date, who: Profile = SAUDI) -> str:
    state: State = fold([*events])
    return access(state, model, who, day, CATALOG).law.status


def test_an_amendment_that_adds_a_model_bars_it() -> None:
    amended = ordered("ev-2", (FABLE, OPUS), amends="ev-1", happened_on=june(20))
    assert _law([ordered("ev-1"), amended], OPUS, june(21)) == "barred"


def test_of_two_amendments_of_one_day_the_later_one_holds() -> None:
    licence = ordered("ev-2", amends="ev-1", effect="licence", happened_on=june(20))
    barred = ordered("ev-3", amends="ev-1", effect="barred", happened_on=june(20))
    assert _law([ordered("ev-1"), licence, barred], FABLE, june(21)) == "barred"


def test_a_bar_imposed_anew_by_amendment_after_its_lifting_holds() -> None:
    anew = ordered("ev-2", amends="ev-1", happened_on=june(20))
    assert _law([ordered("ev-1"), LIFTED, anew], FABLE, june(21)) == "barred"


def test_an_announced_extension_makes_nothing_unknown_for_whom_it_never_barred() -> None:
    order = ordered("ev-1", effective_until=june(30), audience=Audience(barred=("not:us-person",)))
    assert _law([order, EXTENSION], FABLE, date(2026, 7, 2), US_PERSON) == "open"


def test_an_extension_that_was_seen_and_ran_out_leaves_nothing_unknown() -> None:
    order = ordered("ev-1", effective_until=june(30))
    extended = ordered("ev-2", amends="ev-1", happened_on=june(29), effective_until=date(2026, 7, 31))
    assert _law([order, EXTENSION, extended], FABLE, date(2026, 8, 2)) == "open"
