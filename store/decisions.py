"""Whom an event concerns: asked once for every sort of subscriber, and summed up in a digest that can be recomputed."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from events.access import State
from events.catalog import Catalog
from events.impact import Miss, Touch, impact_of_ties, reasons_key
from events.predicates import Profile
from events.roll import Roll, Subscriber
from events.ties import ties
from events.vocabulary import World

_Sort = tuple[Profile, tuple[str, ...], tuple[tuple[str, str], ...]]


def day_for(event: World, recorded_at: datetime) -> date:
    """The day on which it was recorded, where its own days are counted."""
    return recorded_at.astimezone(ZoneInfo(event.zone or "UTC")).date()


def decide(event: World, before: State, after: State, roll: Roll, catalog: Catalog, today: date) -> dict[str, Touch]:
    """Everybody whom the event touches, sorted by id.

    Only who watches something tied to the event is asked; and since an answer depends on nothing but the profile, the
    choices and those watches, it is worked out once for all who are alike in these.
    """
    tied = ties(event, after, catalog)
    concerned = {who for watch in tied for who in roll.watchers.get(watch, ())}
    answers: dict[_Sort, Touch | Miss] = {}
    touched: dict[str, Touch] = {}
    for who in sorted(concerned):
        subscriber = roll.subscribers[who]
        sort = _sort_of(subscriber, tied)
        answer = answers.get(sort)
        if answer is None:
            alike = Subscriber(id=who, profile=sort[0], watches=sort[1], choices=subscriber.choices)
            answer = answers[sort] = impact_of_ties(event, tied, before, after, alike, catalog, today)
        if isinstance(answer, Touch):
            touched[who] = answer
    return touched


def _sort_of(subscriber: Subscriber, tied: Mapping[str, object]) -> _Sort:
    watches = tuple(watch for watch in subscriber.watches if watch in tied)
    choices = subscriber.choices
    return subscriber.profile, watches, tuple(sorted(choices.items())) if choices else ()


def digest_of(touched: Mapping[str, Touch]) -> str:
    """SHA-256 over subscriber, tab, canonical JSON of the touch and line feed, for each, sorted by subscriber.

    Those who are held back (a pause, a chat that is gone) are in it: the decision is whom the rules call for.
    """
    hashed = hashlib.sha256()
    keys: dict[int, bytes] = {}  # one touch is shared by all who are alike
    for who, touch in sorted(touched.items()):
        key = keys.get(id(touch))
        if key is None:
            key = keys[id(touch)] = reasons_key(touch)
        hashed.update(who.encode() + b"\t" + key + b"\n")
    return hashed.hexdigest()


def texts_of(touched: Iterable[Touch]) -> dict[int, tuple[str, str]]:
    """For each different touch, by its identity in memory: the key it is kept under, and its canonical JSON."""
    texts: dict[int, tuple[str, str]] = {}
    for touch in touched:
        if id(touch) not in texts:
            said = reasons_key(touch)
            texts[id(touch)] = hashlib.sha256(said).hexdigest()[:32], said.decode()
    return texts


def touch_from(text: str) -> Touch:
    return msgspec.json.decode(text, type=Touch)
