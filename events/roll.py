"""The roll of subscribers as the log tells it: who stands where, follows what and chose what, under random ids."""

from dataclasses import dataclass, field

import msgspec

from events.predicates import Profile
from events.vocabulary import (
    Event,
    PreferencesSet,
    ProfileSet,
    SubscriberForgotten,
    SubscriberJoined,
    WatchAdded,
    WatchRemoved,
)

DEFAULT_CHOICES: dict[str, str] = {"rivals": "claimed", "own-launches": "off", "least-severity": "info", "paused": "no"}
"""What holds for a subscriber who chose nothing."""


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """One subscriber: `watches` in the order in which they were added, `choices` over the defaults."""

    id: str
    profile: Profile = Profile()
    watches: tuple[str, ...] = ()
    choices: dict[str, str] = {}

    def choice(self, name: str) -> str:
        return self.choices.get(name) or DEFAULT_CHOICES[name]


@dataclass(slots=True)
class Roll:
    """All subscribers by id, and who follows each id; changed in place by `enrol` alone."""

    subscribers: dict[str, Subscriber] = field(default_factory=dict)
    watchers: dict[str, dict[str, None]] = field(default_factory=dict)


def enrol(roll: Roll, event: Event) -> None:
    """Take one event of the log into the roll; what is not of subscribers leaves it as it is."""
    match event:
        case SubscriberJoined(subscriber=who):
            roll.subscribers.setdefault(who, Subscriber(id=who))
        case ProfileSet(subscriber=who):
            profile = Profile(country=event.country, facts=event.facts, surfaces=event.surfaces)
            _change(roll, who, profile=profile)
        case PreferencesSet(subscriber=who):
            _change(roll, who, choices={**_who(roll, who).choices, **event.choices})
        case WatchAdded(subscriber=who, target=target):
            _change(roll, who, watches=tuple(dict.fromkeys((*_who(roll, who).watches, target))))
            roll.watchers.setdefault(target, {})[who] = None
        case WatchRemoved(subscriber=who, target=target):
            _change(roll, who, watches=tuple(w for w in _who(roll, who).watches if w != target))
            _unfollow(roll, who, target)
        case SubscriberForgotten(subscriber=who):
            gone = roll.subscribers.pop(who, None)
            for target in gone.watches if gone else ():
                _unfollow(roll, who, target)
        case _:
            return


def _who(roll: Roll, subscriber: str) -> Subscriber:
    return roll.subscribers.get(subscriber) or Subscriber(id=subscriber)


def _change(roll: Roll, subscriber: str, **change: object) -> None:
    roll.subscribers[subscriber] = msgspec.structs.replace(_who(roll, subscriber), **change)


def _unfollow(roll: Roll, subscriber: str, target: str) -> None:
    followers = roll.watchers.get(target, {})
    followers.pop(subscriber, None)
    if not followers:
        roll.watchers.pop(target, None)
