"""What one alert message carries: the events told together, and which of them are one story."""

from dataclasses import dataclass
from typing import NamedTuple

from events.impact import Touch, What
from events.terms import SEVERITY_RANK, Severity
from events.vocabulary import MilestoneReached, Relaxed, Restricted, World


class Told(NamedTuple):
    """One event and what it is to the subscriber."""

    event: World
    touch: Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The alerts of one message to one subscriber.

    `alert` is the id of the first of them, for the buttons; `is_repeat` where an earlier attempt was never answered.
    """

    items: tuple[Told, ...]
    alert: str
    is_repeat: bool = False


WEIGHT: tuple[What, ...] = (
    "lost",
    "limited",
    "may-lose",
    "regained",
    "retiring",
    "part-lost",
    "eased",
    "not-included",
    "proposed",
    "supply",
    "rival",
    "own-launch",
    "milestone",
    "elsewhere",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One story: an act and what carries it out, the act first."""

    items: tuple[Told, ...]

    @property
    def what(self) -> What:
        return min((told.touch.what for told in self.items), key=WEIGHT.index)

    @property
    def severity(self) -> Severity:
        return max((told.touch.severity for told in self.items), key=SEVERITY_RANK.__getitem__)

    @property
    def telling(self) -> tuple[Told, ...]:
        """Those that make the story what it is."""
        return tuple(told for told in self.items if told.touch.what == self.what)

    @property
    def main(self) -> Told:
        return self.telling[0]

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref for told in self.telling for ref in told.touch.refs))


def parts_of(items: tuple[Told, ...]) -> tuple[Part, ...]:
    """The stories of a parcel, the gravest first; an order and the switch-off that carries it out are one."""
    by_id = {told.event.id: told for told in items}
    heads: dict[str, list[Told]] = {}
    for told in items:
        heads.setdefault(_head(told.event, by_id), []).append(told)
    parts = [
        Part(tuple(sorted(group, key=lambda told, head=head: told.event.id != head)))  # type: ignore[misc]  # bound now
        for head, group in heads.items()
    ]
    return tuple(sorted(parts, key=lambda p: (-SEVERITY_RANK[p.severity], WEIGHT.index(p.what))))


def _head(event: World, by_id: dict[str, Told]) -> str:
    """The event whose story this one belongs to: what it carries out, if that is told here too; else itself."""
    seen = {event.id}
    while (carried := _carries_out(event)) in by_id and carried not in seen:
        seen.add(carried)
        event = by_id[carried].event
    return event.id


def _carries_out(event: World) -> str:
    if isinstance(event, Restricted | Relaxed):
        return event.implements
    return event.of if isinstance(event, MilestoneReached) else ""
