"""Which measures a relaxation eases, and which it leaves standing."""

from datetime import date

from events.access import State, fold
from events.finding import Audience
from events.history import load_history
from events.predicates import Profile
from events.verdict import access
from tests.events.acts import CATALOG, found, june, take, told_by
from tests.events.june import FABLE, MYTHOS, SAUDI, told

FOREIGNERS = Audience(barred=("not:us-person",))
JULY = date(2026, 7, 2)


def _law(state: State, model: str, who: Profile, day: date) -> str:
    return access(state, model, who, day, CATALOG).law.status


def test_a_return_after_an_order_does_not_end_a_standing_bar_on_owners() -> None:
    state = fold([*load_history(june(8))])
    firm = Profile(country="CN")
    assert access(state, FABLE, firm, june(10), CATALOG).provider.status == "barred"
    told(state, CATALOG)
    assert access(state, FABLE, firm, JULY, CATALOG).provider.status == "barred"


def test_lifting_one_order_leaves_another_measure_of_the_same_government() -> None:
    state = State()
    agencies = "list:us-federal-agencies"
    earlier = found(day=1, issuer="us-dod", targets=("anthropic",), act="use", audience=Audience(barred=(agencies,)))
    take(state, told_by("a", 1), earlier)
    take(state, told_by("b"), found(audience=FOREIGNERS))
    take(state, told_by("c", 30), found("relaxation", 30))
    assert _law(state, FABLE, Profile(country="US", facts=(agencies,)), JULY) == "barred"


def test_lifting_an_order_named_by_its_provider_lifts_it_for_the_models() -> None:
    state = State()
    take(state, told_by("b"), found(targets=(FABLE, MYTHOS), audience=FOREIGNERS))
    take(state, told_by("c", 30), found("relaxation", 30, targets=("anthropic",)))
    assert _law(state, FABLE, SAUDI, JULY) == "open"


def test_a_licence_for_some_is_not_free_access_for_them() -> None:
    state = State()
    chip = ("hw/h20",)
    take(state, told_by("b"), found(targets=chip, audience=Audience(barred=("CN",))))
    licence = found("relaxation", 20, targets=chip, effect="licence", audience=Audience(admitted=("CN",)))
    take(state, told_by("c", 20), licence)
    assert _law(state, "hw/h20", Profile(country="CN"), june(21)) == "licence"


def test_a_narrowing_for_nobody_in_particular_is_no_lifting() -> None:
    state = State()
    take(state, told_by("b"), found())
    take(state, told_by("c", 20), found("relaxation", 20, full=False))
    assert _law(state, FABLE, SAUDI, june(21)) != "open"


def test_a_return_on_one_surface_leaves_the_others_off() -> None:
    state = State()
    take(state, told_by("b"), found(issuer="anthropic", effect="off"))
    take(state, told_by("c", 20), found("relaxation", 20, issuer="anthropic", surfaces=("api",)))
    assert access(state, FABLE, SAUDI, june(21), CATALOG, surface="app").provider.status == "off"
    assert access(state, FABLE, SAUDI, june(21), CATALOG, surface="api").provider.status == "open"


def test_an_order_read_after_its_lifting_is_lifted_all_the_same() -> None:
    state = State()
    take(state, told_by("c", 30), found("relaxation", 30))
    take(state, told_by("b", 30, hour=21), found(day=28))
    assert _law(state, FABLE, SAUDI, JULY) == "open"
