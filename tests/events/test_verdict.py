"""What the record says of one model for one profile on one day."""

from datetime import date

from events.access import fold
from events.finding import Audience
from events.predicates import Profile
from events.verdict import access
from events.vocabulary import Launched, Withdrawn
from tests.events.acts import CATALOG, june, ordered
from tests.events.june import FABLE, SAUDI


def test_a_put_off_retirement_is_not_retired_on_the_old_day() -> None:
    def retired(name: str, told_on: date, last_on: date) -> Withdrawn:
        return Withdrawn(
            id=name, title=name, issuer="anthropic", targets=(FABLE,), happened_on=told_on, effective_on=last_on
        )

    first = retired("ev-1", date(2026, 5, 1), date(2026, 7, 1))
    put_off = retired("ev-2", june(20), date(2026, 9, 1))
    assert access(fold([first, put_off]), FABLE, SAUDI, date(2026, 7, 15), CATALOG).provider.status == "open"


def test_a_condition_not_known_to_be_met_is_not_a_bar() -> None:
    state = fold([ordered("ev-1", effective_on=date(2026, 7, 1), certainty="conditional")])
    assert access(state, FABLE, SAUDI, date(2026, 7, 2), CATALOG).law.status == "unknown"


def test_a_launch_to_everybody_on_the_day_of_the_preview_ends_the_allow_list() -> None:
    partners = Audience(admitted=("list:glasswing-partners",))
    preview = Launched(id="ev-1", title="a", targets=(FABLE,), happened_on=june(9), audience=partners)
    general = Launched(id="ev-2", title="b", targets=(FABLE,), happened_on=june(9))
    assert access(fold([preview, general]), FABLE, SAUDI, june(10), CATALOG).provider.status == "open"


def _gone_from(name: str, country: str, told_on: date, last_on: date) -> Withdrawn:
    return Withdrawn(
        id=name,
        title=name,
        issuer="anthropic",
        targets=(FABLE,),
        happened_on=told_on,
        effective_on=last_on,
        audience=Audience(barred=(country,)),
    )


def test_what_is_withdrawn_from_one_country_is_not_retired_in_another() -> None:
    state = fold([_gone_from("ev-1", "BR", june(1), june(20))])
    brazil = Profile(country="BR")
    assert access(state, FABLE, brazil, june(21), CATALOG).provider.status == "retired"
    elsewhere = access(state, FABLE, SAUDI, june(21), CATALOG).provider
    assert (elsewhere.status, elsewhere.because[0].bearing) == ("open", "does not touch")
    nobody_said = access(state, FABLE, Profile(), june(21), CATALOG)
    assert (nobody_said.provider.status, bool(nobody_said.ask)) == ("unknown", True)


def test_a_day_given_for_one_country_puts_off_nothing_in_another() -> None:
    state = fold([_gone_from("ev-1", "BR", june(1), june(20)), _gone_from("ev-2", "IN", june(10), june(30))])
    assert access(state, FABLE, Profile(country="BR"), june(21), CATALOG).provider.status == "retired"


def test_a_launch_that_leaves_a_country_out_is_barred_there_and_open_elsewhere() -> None:
    launch = Launched(id="ev-1", title="a", targets=(FABLE,), happened_on=june(9), audience=Audience(barred=("GB",)))
    state = fold([launch])
    assert access(state, FABLE, Profile(country="GB"), june(10), CATALOG).provider.status == "barred"
    assert access(state, FABLE, SAUDI, june(10), CATALOG).provider.status == "open"
    opened = Launched(id="ev-2", title="b", targets=(FABLE,), happened_on=june(12))
    assert access(fold([launch, opened]), FABLE, Profile(country="GB"), june(13), CATALOG).provider.status == "open"
