"""The story for which Curbwatch exists, as the bundled history tells it, and what it meant for whom on which day."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from events.access import fold
from events.catalog import Catalog, load_catalog
from events.finding import Dependency
from events.history import load_history, recorded_as_public_at
from events.predicates import Profile
from events.verdict import Verdict, access
from events.vocabulary import Easing, Launched, Relaxed, Restricted, World

FABLE, MYTHOS = "anthropic/claude-fable-5", "anthropic/claude-mythos-5"
DIRECTIVE, SWITCH_OFF = "hist-2026-06-12-us-bis-fable-mythos", "hist-2026-06-12-anthropic-off-fable-mythos"
LIFTING = "hist-2026-06-30-us-commerce-lifts-fable-mythos"

JAPAN, AMERICA = Profile(country="JP"), Profile(country="US")
READMITTED = Profile(country="US", facts=("list:us-mythos5-2026-06", "not:list:glasswing-partners"))

Ask = Callable[[str, Profile, str], tuple[str, str]]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def history(catalog: Catalog) -> dict[str, World]:
    return {e.id: e for e in load_history(catalog=catalog)}


@pytest.fixture(scope="module")
def ask(catalog: Catalog, history: dict[str, World]) -> Ask:
    state = fold(list(history.values()))

    def lines(ref: str, profile: Profile, on: str) -> tuple[str, str]:
        verdict: Verdict = access(state, ref, profile, date.fromisoformat(on), catalog)
        return verdict.law.status, verdict.provider.status

    return lines


def test_fable_opened_to_everybody_and_mythos_to_partners_on_9_june(history: dict[str, World]) -> None:
    fable, mythos = history["hist-2026-06-09-anthropic-fable-5"], history["hist-2026-06-09-anthropic-mythos-5"]
    assert isinstance(fable, Launched)
    assert isinstance(mythos, Launched)
    assert (fable.targets, fable.audience.admitted) == ((FABLE,), ())
    assert (mythos.targets, mythos.audience.admitted) == ((MYTHOS,), ("list:glasswing-partners",))


def test_the_directive_of_12_june_bars_all_but_us_persons_from_both(history: dict[str, World]) -> None:
    directive = history[DIRECTIVE]
    assert isinstance(directive, Restricted)
    assert (directive.issuer, directive.line, directive.effect) == ("us-bis", "law", "barred")
    assert directive.audience.barred == ("not:us-person",)
    assert set(directive.targets) == {FABLE, MYTHOS}
    assert directive.effective_at == datetime(2026, 6, 12, 21, 21, tzinfo=UTC)
    assert directive.zone == "America/New_York"
    assert "is informed" in directive.note
    assert "16 June" in directive.note
    assert recorded_as_public_at(directive).date() == date(2026, 6, 12)


def test_the_switch_off_for_everybody_is_an_act_of_its_own_that_carries_it_out(history: dict[str, World]) -> None:
    off = history[SWITCH_OFF]
    assert isinstance(off, Restricted)
    assert (off.issuer, off.line, off.effect, off.implements) == ("anthropic", "provider", "off", DIRECTIVE)
    assert off.audience.barred == ("*",)
    assert off.effective_at == datetime(2026, 6, 12, 22, 30, tzinfo=UTC)
    assert set(off.targets) == {FABLE, MYTHOS}


def test_the_partial_return_eases_the_order_the_switch_off_and_the_allow_list(history: dict[str, World]) -> None:
    partial = history["hist-2026-06-26-us-commerce-mythos-100"]
    assert isinstance(partial, Relaxed)
    assert partial.issuer == "us-commerce"
    assert partial.audience.admitted == ("list:us-mythos5-2026-06",)
    assert partial.eases == (
        Easing(measure=DIRECTIVE, how="narrowed", targets=(MYTHOS,)),
        Easing(measure=SWITCH_OFF, how="narrowed", targets=(MYTHOS,)),
        Easing(measure="hist-2026-06-09-anthropic-mythos-5", how="narrowed", targets=(MYTHOS,)),
    )


def test_the_end_is_a_lifting_on_30_june_and_a_return_on_1_july(history: dict[str, World]) -> None:
    lifting, back = history[LIFTING], history["hist-2026-06-30-anthropic-restores-fable-mythos"]
    assert isinstance(lifting, Relaxed)
    assert isinstance(back, Relaxed)
    assert (lifting.line, lifting.starts_on) == ("law", date(2026, 6, 30))
    assert lifting.eases == (Easing(measure=DIRECTIVE, how="lifted", targets=(FABLE, MYTHOS)),)
    assert (back.line, back.starts_on, back.implements) == ("provider", date(2026, 7, 1), LIFTING)
    assert back.eases == (Easing(measure=SWITCH_OFF, how="lifted", targets=(FABLE, MYTHOS)),)


def test_the_rivals_of_june_are_there_with_what_they_claim(history: dict[str, World]) -> None:
    launches = {e.targets[0]: e for e in history.values() if isinstance(e, Launched) and e.happened_on.year == 2026}
    glm, fugu, tulongfeng = launches["zhipu/glm-5.2"], launches["sakana/fugu"], launches["360/tulongfeng"]
    assert (glm.happened_on, glm.rivals) == (date(2026, 6, 13), ())
    assert "16 June" in glm.note
    assert [c.rival_of for c in fugu.rivals] == [("class/us-frontier",)]
    assert fugu.dependencies == (
        Dependency(model="sakana/fugu", on=("openai", "anthropic", "google"), undisclosed=True),
    )
    assert [c.rival_of for c in tulongfeng.rivals] == [("class/us-security",)]
    for uncertain in (fugu, tulongfeng):
        assert date(2026, 6, 12) < uncertain.happened_on < date(2026, 6, 30)
        assert "Sources differ on the day" in uncertain.note
    assert launches["anthropic/claude-sonnet-5"].happened_on == date(2026, 6, 30)


def test_gpt_5_6_began_as_a_preview_for_a_list(history: dict[str, World], ask: Ask) -> None:
    preview = history["hist-2026-06-26-openai-gpt-5.6-preview"]
    assert preview.audience.admitted == ("list:gpt-5.6-preview-2026-06",)
    assert ask("openai/gpt-5.6", JAPAN, "2026-07-01") == ("open", "limited")
    assert ask("openai/gpt-5.6", JAPAN, "2026-07-10") == ("open", "open")


@pytest.mark.parametrize(
    ("profile", "on", "law", "provider"),
    [
        (JAPAN, "2026-06-11", "open", "open"),
        (JAPAN, "2026-06-12", "barred", "off"),
        (JAPAN, "2026-06-27", "barred", "off"),
        (JAPAN, "2026-06-30", "open", "off"),
        (JAPAN, "2026-07-01", "open", "open"),
        (AMERICA, "2026-06-12", "open", "off"),
        (AMERICA, "2026-06-27", "open", "off"),
        (AMERICA, "2026-07-01", "open", "open"),
    ],
)
def test_fable_day_by_day(ask: Ask, profile: Profile, on: str, law: str, provider: str) -> None:
    assert ask(FABLE, profile, on) == (law, provider)


def test_mythos_came_back_on_26_june_for_the_list_and_for_nobody_abroad(ask: Ask) -> None:
    assert ask(MYTHOS, JAPAN, "2026-06-27") == ("barred", "off")
    assert ask(MYTHOS, READMITTED, "2026-06-25")[1] == "off"
    assert ask(MYTHOS, READMITTED, "2026-06-27")[0] == "open"
    assert ask(MYTHOS, READMITTED, "2026-06-27")[1] != "off"
    assert ask(MYTHOS, JAPAN, "2026-07-01") == ("open", "limited")
