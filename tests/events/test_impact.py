"""Whom an event concerns, why, and how badly - or the first condition that failed."""

from datetime import date

from events.acceptance import accept
from events.access import State, evolve, fold
from events.catalog import load_catalog
from events.finding import Audience
from events.impact import Miss, Touch, impact
from events.predicates import Profile
from events.roll import Subscriber
from events.vocabulary import Easing, MilestoneReached, Proposed, Relaxed, Restricted, Withdrawn, World
from tests.events.acts import june, ordered
from tests.events.june import FABLE, LISTED_FIRM, OTHER_FIRM, SAUDI, STORY

CATALOG = load_catalog()


def _touches(profile: Profile, *watches: str, choices: dict[str, str] | None = None) -> list[Touch | Miss]:
    """What the whole story of June is to such a subscriber, event by event, on the day of each document."""
    subscriber = Subscriber(id="s", profile=profile, watches=watches, choices=choices or {})
    before, after, found = State(), State(), []
    for doc, findings in STORY:
        assert doc.observed_at is not None
        for finding in findings:
            event: World = accept(finding, doc, after, CATALOG, doc.observed_at).event  # type: ignore[union-attr]
            evolve(after, event)
            found.append(impact(event, before, after, subscriber, CATALOG, doc.observed_at.date()))
            evolve(before, event)
    return found


def _said(found: list[Touch | Miss]) -> list[str]:
    return [f"{t.severity} {t.what}" if isinstance(t, Touch) else f"- {t.code}" for t in found]


def test_the_saudi_subscriber_of_anthropic_gets_the_loss_the_exclusion_the_rivals_and_the_return() -> None:
    assert _said(_touches(SAUDI, "anthropic")) == [
        "- own-launch",
        "- own-launch",
        "critical lost",
        "critical lost",
        "- not-watched",
        "info not-included",
        "info rival",
        "info rival",
        "info eased",
        "info regained",
    ]


def test_the_listed_us_firm_regains_mythos_on_the_26th_and_fable_with_the_lifting() -> None:
    said = _said(_touches(LISTED_FIRM, "anthropic"))
    assert said[2:4] == ["- not-barred", "critical lost"]
    assert said[5] == "info regained"
    assert said[8:] == ["- was-open", "info regained"]


def test_another_us_firm_is_told_that_the_26th_leaves_it_out() -> None:
    assert _said(_touches(OTHER_FIRM, "anthropic/claude-mythos-5"))[5] == "info not-included"


def test_news_of_rivals_can_be_switched_off() -> None:
    found = _touches(SAUDI, "anthropic", choices={"rivals": "off"})[6]
    assert isinstance(found, Miss)
    assert found.code == "rivals-off"


def test_whoever_watches_an_orchestrator_is_warned_when_a_part_of_it_is_barred() -> None:
    found = _touches(SAUDI, "sakana/fugu")[2]
    assert isinstance(found, Touch)
    assert (found.severity, found.directness, found.what) == ("warning", "dependency", "part-lost")


def _restriction(**fields: object) -> Restricted:
    base: dict[str, object] = {"id": "ev-x", "title": "t", "issuer": "us-bis", "jurisdiction": "US"}
    base |= {"happened_on": date(2026, 6, 12)}
    return Restricted(**(base | fields))  # type: ignore[arg-type]


def _impact(event: World, profile: Profile, *watches: str, today: date = date(2026, 6, 12)) -> Touch | Miss:
    after = State()
    evolve(after, event)
    return impact(event, State(), after, Subscriber(id="s", profile=profile, watches=watches), CATALOG, today)


def test_a_listing_of_your_provider_limits_its_supply_and_does_not_cut_you_off() -> None:
    found = _impact(_restriction(listed=("zhipu",), targets=("hw/h20",)), SAUDI, "zhipu/glm-5")
    assert isinstance(found, Touch)
    assert (found.what, found.directness, found.severity) == ("supply", "supply", "info")


def test_a_bar_three_weeks_ahead_is_a_warning_and_within_a_week_critical() -> None:
    event = _restriction(targets=("anthropic",), effective_on=date(2026, 7, 3))
    early = _impact(event, SAUDI, "anthropic")
    late = _impact(event, SAUDI, "anthropic", today=date(2026, 6, 27))
    assert isinstance(early, Touch)
    assert isinstance(late, Touch)
    assert (early.severity, late.severity) == ("warning", "critical")


def test_a_bar_on_one_surface_is_no_loss_of_the_whole_unless_it_is_the_only_one_used() -> None:
    event = _restriction(targets=("anthropic",), surfaces=("app",))
    unsaid = _impact(event, SAUDI, "anthropic")
    only = _impact(event, Profile(country="SA", surfaces=("app",)), "anthropic")
    other = _impact(event, Profile(country="SA", surfaces=("api",)), "anthropic")
    assert isinstance(unsaid, Touch)
    assert isinstance(only, Touch)
    assert isinstance(other, Miss)
    assert (unsaid.what, only.what, other.code) == ("limited", "lost", "other-surface")


def test_everything_from_a_barred_origin_is_lost_by_origin() -> None:
    from_china = Restricted(
        id="ev-y", title="t", issuer="us-commerce", jurisdiction="US", targets=("CN",), happened_on=date(2026, 6, 12)
    )
    found = _impact(from_china, Profile(country="US"), "deepseek")
    assert isinstance(found, Touch)
    assert (found.what, found.directness) == ("lost", "origin")


def test_a_list_nobody_published_makes_a_warning_that_asks() -> None:
    event = _restriction(targets=("anthropic",), audience=Audience(barred=("list:unpublished-thing",)))
    found = _impact(event, SAUDI, "anthropic")
    assert isinstance(found, Touch)
    assert (found.what, found.severity, found.ask) == ("may-lose", "warning", ("list:unpublished-thing",))


def test_a_proposal_to_bar_is_a_warning_and_one_to_loosen_is_news() -> None:
    tighten = Proposed(id="p", title="t", jurisdiction="US", targets=("anthropic",), happened_on=date(2026, 6, 1))
    loosen = Proposed(
        id="q", title="t", jurisdiction="US", targets=("anthropic",), happened_on=date(2026, 6, 1), direction="loosen"
    )
    a, b = _impact(tighten, SAUDI, "anthropic"), _impact(loosen, SAUDI, "anthropic")
    assert isinstance(a, Touch)
    assert isinstance(b, Touch)
    assert (a.severity, b.severity) == ("warning", "info")


def test_a_retirement_far_off_warns_and_one_this_week_is_critical() -> None:
    event = Withdrawn(
        id="w", title="t", issuer="anthropic", targets=("anthropic/claude-opus-4",), happened_on=date(2026, 6, 1)
    )
    undated = _impact(event, SAUDI, "anthropic/claude-opus-4")
    soon = Withdrawn(
        id="w2",
        title="t",
        targets=("anthropic/claude-opus-4",),
        happened_on=date(2026, 6, 1),
        effective_on=date(2026, 6, 15),
    )
    near = _impact(soon, SAUDI, "anthropic")
    assert isinstance(undated, Touch)
    assert isinstance(near, Touch)
    assert (undated.severity, near.severity) == ("warning", "critical")


def test_a_subscriber_is_told_nothing_of_what_they_do_not_watch() -> None:
    found = _impact(_restriction(targets=("anthropic",)), SAUDI, "mistral")
    assert isinstance(found, Miss)
    assert found.code == "not-watched"


def _impact_after(prior: list[World], event: World, *watches: str) -> Touch | Miss:
    """What the event is to the Saudi subscriber, when all that went before it stands."""
    subscriber = Subscriber(id="s", watches=watches, profile=Profile(country="SA"))
    return impact(event, fold([*prior]), fold([*prior, event]), subscriber, CATALOG, event.happened_on)


def _lifting(on: date) -> Relaxed:
    eases = (Easing(measure="ev-1", how="lifted"),)
    return Relaxed(id="ev-x", title="x", targets=(FABLE,), happened_on=on, eases=eases)


def test_a_retirement_in_three_days_from_the_only_surface_used_is_critical() -> None:
    event = Withdrawn(
        id="ev-w",
        title="w",
        issuer="anthropic",
        targets=(FABLE,),
        surfaces=("api",),
        happened_on=june(12),
        effective_on=june(15),
    )
    found = _impact(event, Profile(country="SA", surfaces=("api",)), FABLE)
    assert isinstance(found, Touch)
    assert found.severity == "critical"


def test_a_milestone_of_a_measure_that_was_lifted_takes_nothing_away() -> None:
    upheld = MilestoneReached(
        id="ev-m",
        title="Court upholds the lifting",
        jurisdiction="US",
        targets=(FABLE,),
        of="ev-1",
        happened_on=june(20),
    )
    found = _impact_after([ordered("ev-1"), _lifting(june(14))], upheld, FABLE)
    assert isinstance(found, Miss) or found.what != "lost"


def test_one_bar_lifted_while_another_stands_is_not_told_as_leaving_you_out() -> None:
    prior: list[World] = [
        ordered("ev-1", audience=Audience(barred=("not:us-person",))),
        ordered("ev-2", audience=Audience(barred=("SA",))),
    ]
    found = _impact_after(prior, _lifting(june(20)), "anthropic")
    assert isinstance(found, Touch)
    assert found.what == "eased"


def test_who_watches_a_country_hears_of_a_bar_on_its_group() -> None:
    group = next(name for name, group in CATALOG.groups.items() if "CN" in group.members_on(june(12)))
    event = ordered("ev-1", ("hw/h20",), audience=Audience(barred=(f"group:{group}",)))
    assert isinstance(_impact(event, Profile(country="CN"), "CN"), Touch)


def test_a_model_withdrawn_from_one_country_alarms_nobody_in_another() -> None:
    gone = Withdrawn(
        id="ev-9",
        title="Fable 5 leaves Brazil",
        issuer="anthropic",
        targets=(FABLE,),
        happened_on=june(1),
        effective_on=june(5),
        audience=Audience(barred=("BR",)),
    )
    after = fold([gone])

    def told(profile: Profile) -> Touch | Miss:
        return impact(gone, State(), after, Subscriber(id="s", profile=profile, watches=(FABLE,)), CATALOG, june(2))

    assert _said([told(Profile(country="BR")), told(SAUDI)]) == ["critical retiring", "- not-barred"]
    unsure = told(Profile())
    assert isinstance(unsure, Touch)
    assert (unsure.what, bool(unsure.ask)) == ("may-lose", True)
