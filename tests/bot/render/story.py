"""The story of June 2026 as parcels for one subscriber: document by document, as delivery would hand them over."""

from collections.abc import Iterator
from datetime import datetime

from bot.render.parcel import Parcel, Told
from bot.render.view import View
from events.acceptance import Accepted, accept
from events.access import State, evolve
from events.catalog import load_catalog
from events.identity import alert_id
from events.impact import Touch, impact
from events.predicates import Profile
from events.roll import Subscriber
from tests.events.june import STORY

CATALOG = load_catalog()


def parcels(profile: Profile, *watches: str, zone: str) -> Iterator[tuple[str, Parcel, View]]:
    """(day, parcel, view) for each document of June that concerns such a subscriber."""
    who = Subscriber(id="s", profile=profile, watches=watches)
    before, after = State(), State()
    for doc, findings in STORY:
        assert doc.observed_at is not None
        told: list[Told] = []
        for finding in findings:
            outcome = accept(finding, doc, after, CATALOG, doc.observed_at)
            assert isinstance(outcome, Accepted)
            evolve(after, outcome.event)
            touch = impact(outcome.event, before, after, who, CATALOG, doc.observed_at.date())
            evolve(before, outcome.event)
            if isinstance(touch, Touch):
                told.append(Told(outcome.event, touch))
        if told:
            yield f"{doc.observed_at:%d}", parcel_of(told), view_of(after, who, zone, doc.observed_at)


def parcel_of(told: list[Told]) -> Parcel:
    return Parcel(items=tuple(told), alert=alert_id("s", told[0].event.id))


def view_of(state: State, who: Subscriber, zone: str, now: datetime) -> View:
    return View(state=state, subscriber=who, zone=zone, catalog=CATALOG, now=now)
