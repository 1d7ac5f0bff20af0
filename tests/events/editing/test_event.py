"""What an editor puts right in an event of the record: its id and kind stay, and it stays sound."""

from typing import Any

import msgspec
import pytest

from events.editing import Mistakes, edited_event
from events.vocabulary import Easing, Launched, Relaxed, World
from tests.events.acts import CATALOG
from tests.store.making import launched, restricted

FABLE, MYTHOS = "anthropic/claude-fable-5", "anthropic/claude-mythos-5"


def right(event: World, changes: dict[str, str]) -> World:
    made = edited_event(event, changes, CATALOG)
    assert not isinstance(made, Mistakes), made
    return made


def test_what_is_named_is_put_right_and_all_else_stays() -> None:
    event = restricted(1)
    now = right(event, {"targets": MYTHOS, "barred": "CN"})
    assert (now.id, now.targets, now.audience.barred) == (event.id, (MYTHOS,), ("CN",))
    assert msgspec.structs.replace(now, targets=event.targets, audience=event.audience) == event


def test_a_relaxation_lets_go_of_what_it_no_longer_names() -> None:
    eases = (
        Easing(measure="ev-a", how="lifted", targets=(FABLE, MYTHOS)),
        Easing(measure="ev-b", how="lifted", targets=(FABLE,)),
    )
    event = Relaxed(
        id="ev-x", title="Lifted", targets=(FABLE, MYTHOS), happened_on=restricted().happened_on, eases=eases
    )
    now = right(event, {"targets": MYTHOS})
    assert isinstance(now, Relaxed)
    assert now.eases == (Easing(measure="ev-a", how="lifted", targets=(MYTHOS,)),)


@pytest.mark.parametrize(
    ("event", "changes", "said"),
    [
        (restricted(1), {"kind": "launch"}, "an event keeps its kind"),
        (restricted(1), {"happened_on": ""}, "an event has its day"),
        (restricted(1), {"effective_until": "2020-01-01"}, "before it begins"),
        (restricted(1), {"targets": FABLE}, "it says so already"),
        (restricted(1), {}, "say field=value"),
        (launched(1), {"act": "use"}, "act: a launch has none"),
        (launched(1), {"effective_on": "2026-07-01"}, "effective_on: a launch has none"),
    ],
)
def test_what_cannot_be_is_refused_in_words(event: World, changes: dict[str, str], said: str) -> None:
    made = edited_event(event, changes, CATALOG)
    assert isinstance(made, Mistakes)
    assert any(said in line for line in made.lines)


def test_what_the_event_itself_calls_new_is_known() -> None:
    named: dict[str, Any] = {"targets": ("zorblax/quux-9",), "names": {"zorblax/quux-9": "Quux IX"}}
    now = right(launched(1, **named), {"title": "Other", "targets": "zorblax/quux-9"})
    assert isinstance(now, Launched)
    assert now.names == {"zorblax/quux-9": "Quux IX"}
