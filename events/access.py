"""The fold of access: which measures stand on which objects, and what they mean for one profile on one day."""

from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from events.vocabulary import (
    WORLD_TYPES,
    Corrected,
    Corroborated,
    Disputed,
    Event,
    FindingJudged,
    Launched,
    MilestoneReached,
    Proposed,
    Relaxed,
    Restricted,
    Retracted,
    Source,
    Withdrawn,
    World,
)

Index = dict[str, list[str]]


@dataclass(slots=True)
class State:
    """Every accepted event of the world that still counts, by id, and where to find those that bear on an object.

    `measures_on` lists what may bar an object (restrictions, withdrawals, limited launches), `eased_by`,
    `amended_by`, `extended_by` and `implemented_by` the later events that refer to a measure, `built_on` the launches
    that named a part, `named` the events that give a new thing its name, `judged` what an editor decided of a finding
    first. It is changed in place by `evolve` alone:
    copying it for each of a million events would cost more than everything else together.
    """

    world: dict[str, World] = field(default_factory=dict)
    retracted: dict[str, str] = field(default_factory=dict)
    taken_back: dict[str, World] = field(default_factory=dict)
    corroborations: dict[str, list[Source]] = field(default_factory=dict)
    confirmed: dict[str, bool] = field(default_factory=dict)
    disputes: dict[str, list[Disputed]] = field(default_factory=dict)
    judged: dict[str, FindingJudged] = field(default_factory=dict)
    measures_on: Index = field(default_factory=dict)
    eased_by: Index = field(default_factory=dict)
    amended_by: Index = field(default_factory=dict)
    extended_by: Index = field(default_factory=dict)
    implemented_by: Index = field(default_factory=dict)
    built_on: Index = field(default_factory=dict)
    named: Index = field(default_factory=dict)

    def is_confirmed(self, event: World) -> bool:
        """Whether the event was accepted as confirmed or has been confirmed since."""
        return event.confidence == "confirmed" or self.confirmed.get(event.id, False)

    def measures(self, objects: tuple[str, ...]) -> list[World]:
        """What may bar any of these objects, in the order in which it was accepted, each once."""
        ids = dict.fromkeys(i for name in objects for i in self.measures_on.get(name, ()))
        found = dict.fromkeys(_measure_of(self.world[i]) for i in ids)
        return [self.world[i] for i in found if i in self.world]


def _measure_of(event: World) -> str:
    """The measure whose terms an event states: an amendment's is what it amends."""
    return (event.amends or event.id) if isinstance(event, Restricted) else event.id


def evolve(state: State, event: Event) -> None:
    """Take one event of the log into the state; what is not of the world leaves it as it is."""
    match event:
        case Restricted() | Relaxed() | Proposed() | MilestoneReached() | Launched() | Withdrawn():
            _take(state, event)
        case Corrected():
            if event.event in state.world:
                _drop(state, event.event)
                _take(state, event.now)
        case Retracted():
            if event.event in state.world:
                state.taken_back[event.event] = state.world[event.event]
                _drop(state, event.event)
                state.retracted[event.event] = event.reason
        case Corroborated():
            state.corroborations.setdefault(event.event, []).append(event.source)
            if event.confirms:
                state.confirmed[event.event] = True
        case Disputed():
            state.disputes.setdefault(event.event, []).append(event)
        case FindingJudged():
            state.judged.setdefault(event.finding, event)  # of two records that were merged, the earlier word holds
        case _:
            return


def _take(state: State, event: World) -> None:
    state.world[event.id] = event
    for index, key in _entries(state, event):
        index.setdefault(key, []).append(event.id)


def _drop(state: State, event_id: str) -> None:
    event = state.world.pop(event_id)
    for index, key in _entries(state, event):
        index[key].remove(event_id)
        if not index[key]:
            del index[key]


def _entries(state: State, event: World) -> list[tuple[Index, str]]:
    """Under which keys of which indexes an event is to be found."""
    named = [(state.named, ref) for ref in event.names]
    return named + _bearing(state, event)


def _bearing(state: State, event: World) -> list[tuple[Index, str]]:
    match event:
        case Restricted():
            entries = [(state.measures_on, target) for target in dict.fromkeys(event.targets)]
            entries += [(state.amended_by, event.amends)] if event.amends else []
            entries += [(state.implemented_by, event.implements)] if event.implements else []
            return entries
        case Relaxed():
            return [(state.eased_by, measure) for measure in dict.fromkeys(e.measure for e in event.eases)]
        case Proposed():
            return [(state.extended_by, event.extends)] if event.extends else []
        case Launched():
            limited = bool(event.audience.admitted or event.audience.barred)
            entries = [(state.measures_on, target) for target in dict.fromkeys(event.targets) if limited]
            parts = dict.fromkeys(part for dependency in event.dependencies for part in dependency.on)
            return entries + [(state.built_on, part) for part in parts]
        case Withdrawn():
            return [(state.measures_on, target) for target in dict.fromkeys(event.targets)]
        case MilestoneReached():
            return []
        case _:
            assert_never(event)


def fold(events: list[Event]) -> State:
    """The state after these events of the log, in their order."""
    state = State()
    for event in events:
        evolve(state, event)
    return state


def latest_terms(state: State, measure: Restricted, on: date) -> Restricted:
    """The measure as it reads on that day: its last amendment that had taken effect, else itself."""
    amendments = (state.world[i] for i in state.amended_by.get(measure.id, ()))
    in_force = [a for a in amendments if isinstance(a, Restricted) and a.starts_on <= on]
    # of several that start on one day, the one recorded last
    return max(reversed(in_force), key=lambda a: a.starts_on, default=measure)


def is_world(event: Event) -> bool:
    return isinstance(event, WORLD_TYPES)
