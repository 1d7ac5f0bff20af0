"""Which accounts tell of one act, and which of them count as a second witness."""

from events.acceptance import Accepted
from events.access import State
from events.finding import Audience
from events.verdict import access
from tests.events.acts import CATALOG, OPUS, found, june, take, told_by
from tests.events.june import FABLE, SAUDI

FOREIGNERS = Audience(barred=("not:us-person",))
RELEASE = (
    "The Commerce Department ordered Anthropic on Friday to stop providing Claude Fable 5 to foreign persons, three "
    "people familiar with the matter said. The letter takes effect at once. Anthropic declined to comment."
)


def _is_confirmed(state: State) -> bool:
    return state.is_confirmed(next(iter(state.world.values())))


def test_a_second_order_that_takes_more_models_three_days_later_is_not_swallowed() -> None:
    state = State()
    take(state, told_by("a"), found())
    take(state, told_by("b", 15), found(day=15, targets=(FABLE, OPUS)))
    assert access(state, OPUS, SAUDI, june(16), CATALOG).law.status == "barred"


def test_a_second_country_closed_two_days_later_is_not_swallowed() -> None:
    state = State()
    for name, day, country in (("a", 12, "RU"), ("b", 14, "SA")):
        closed = found(day=day, issuer="anthropic", targets=("anthropic",), audience=Audience(barred=(country,)))
        take(state, told_by(name, day, trust="provider"), closed)
    assert access(state, FABLE, SAUDI, june(15), CATALOG).provider.status == "barred"


def test_a_second_list_let_in_two_days_later_is_not_swallowed() -> None:
    state = State()
    take(state, told_by("a"), found(audience=FOREIGNERS))
    for name, day, country in (("b", 20, "GB"), ("c", 22, "SA")):
        take(state, told_by(name, day), found("relaxation", day, audience=Audience(admitted=(country,))))
    assert access(state, FABLE, SAUDI, june(23), CATALOG).law.status == "open"


def test_a_proposal_to_loosen_is_not_the_proposal_to_tighten_of_two_days_before() -> None:
    state = State()
    take(state, told_by("a"), found("proposal", direction="tighten"))
    assert isinstance(take(state, told_by("b", 14), found("proposal", 14, direction="loosen")), Accepted)


def test_an_account_that_names_no_issuer_is_not_a_second_order() -> None:
    state = State()
    take(state, told_by("a"), found(audience=FOREIGNERS))
    outcome = take(state, told_by("b", hour=22, trust="reported"), found(issuer="", jurisdiction=""))
    assert not isinstance(outcome, Accepted)


def test_a_near_copy_of_the_first_account_confirms_nothing() -> None:
    state = State()
    take(state, told_by("wire", trust="reported", text=RELEASE), found())
    take(state, told_by("paper", trust="reported", text=RELEASE + " (Wire)"), found())
    assert not _is_confirmed(state)


def test_a_doubtful_reading_confirms_nothing() -> None:
    state = State()
    take(state, told_by("wire", trust="reported"), found())
    take(state, told_by("paper", trust="reported"), found(confidence=0.05))
    assert not _is_confirmed(state)


def test_a_short_publishers_name_within_a_word_is_no_citation() -> None:
    state = State()
    take(state, told_by("AP", trust="reported", text="The order was issued."), found())
    text = "Access to Anthropic's app ends in Japan, officials said."
    take(state, told_by("paper", trust="reported", text=text), found())
    assert _is_confirmed(state)
