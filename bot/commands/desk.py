"""Where a wish meets the memory: everything that commands read of the store or write to it, for one chat."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from bot.commands.editors import EditorsDesk
from bot.render.stale import Health
from bot.render.view import View
from bot.render.why import Trace, Try
from events.catalog import Catalog
from events.growth import grown
from events.roll import Subscriber
from events.vocabulary import WORLD_TYPES
from store import query, subscribers, told
from store.live import Live

UTC_ZONE = "UTC"
ALERTS_LOOKED_AT = 500


class Desk:
    """Reads and writes for whoever is behind a chat id; a chat can reach nothing but its own.

    `new_id` makes the random ids of subscribers, `new_salt` at least 16 random bytes; `health` says how the sources
    stand at a moment, `now` what time it is, `editors` which users are editors. Synchronous: the chat's adapter calls
    it in a thread.
    """

    def __init__(
        self,
        live: Live,
        catalog: Catalog,
        *,
        new_id: Callable[[], str],
        new_salt: Callable[[], bytes],
        health: Callable[[datetime], Sequence[Health]],
        now: Callable[[], datetime],
        editors: frozenset[int] = frozenset(),
    ) -> None:
        self.live = live
        self.catalog = catalog
        self._bundled = catalog
        self.health = health
        self.now = now
        self._new_id = new_id
        self._new_salt = new_salt
        self.editors = EditorsDesk(live, editors, known=self.known, new_salt=new_salt)

    def known(self) -> Catalog:
        """The catalogue with what the record has added to it."""
        with self.live.reading() as memory:
            return grown(self._bundled, memory.state)

    def subscriber(self, chat_id: int) -> str | None:
        """The id that stands for this chat; None where it never joined or was forgotten."""
        return subscribers.subscriber_of(self.live.database, chat_id)

    def join(self, chat_id: int, now: datetime) -> str:
        joined = subscribers.join(self.live, chat_id, now, new_id=self._new_id, salt=self._new_salt())
        return joined.subscriber

    @contextmanager
    def view(self, chat_id: int, now: datetime) -> Iterator[View]:
        """What the record says to this chat now; render inside, for others wait meanwhile."""
        who = self.subscriber(chat_id)
        contact = subscribers.contact(self.live.database, who) if who else None
        with self.live.reading() as memory:
            known = memory.roll.subscribers.get(who) if who else None
            self.catalog = grown(self._bundled, memory.state)
            yield View(
                state=memory.state,
                subscriber=known or Subscriber(id=who or ""),
                zone=contact.zone if contact else UTC_ZONE,
                catalog=self.catalog,
                now=now,
                free_words=contact.words if contact else {},
            )

    def set_country(self, chat_id: int, country: str, now: datetime) -> None:
        """Say where they work; their clock becomes that of its capital."""
        who = self.join(chat_id, now)
        with self.live.reading() as memory:
            profile = memory.roll.subscribers[who].profile
        if profile.country != country:
            subscribers.set_profile(
                self.live, who, now, country=country, facts=profile.facts, surfaces=profile.surfaces
            )
        subscribers.set_contact(self.live.database, who, zone=self.catalog.jurisdictions[country].timezone)

    def watch(self, chat_id: int, ref: str, now: datetime) -> bool:
        """Follow it; False where it was followed already."""
        return subscribers.add_watch(self.live, self.join(chat_id, now), ref, now)

    def watch_words(self, chat_id: int, text: str, now: datetime) -> str:
        """Follow words that nothing bears yet; the id that they are kept under."""
        return subscribers.add_words(self.live, self.join(chat_id, now), text, now)

    def unwatch(self, chat_id: int, ref: str, now: datetime) -> bool:
        who = self.subscriber(chat_id)
        return who is not None and subscribers.remove_watch(self.live, who, ref, now)

    def forget(self, chat_id: int, now: datetime) -> None:
        who = self.subscriber(chat_id)
        if who is not None:
            subscribers.forget(self.live, who, now)

    # --- what was told to this chat ---

    def alerts_in_message(self, chat_id: int, message_id: int) -> tuple[str, ...]:
        """The alerts that one of our messages in this chat carried."""
        return self._own(chat_id, told.alerts_in_message(self.live.database, chat_id, message_id))

    def latest_alerts(self, chat_id: int) -> tuple[str, ...]:
        """Those of the last message, or the last one that was decided."""
        who = self.subscriber(chat_id)
        last = told.alerts_of(self.live.database, who, 1) if who else []
        return self.alerts_beside(chat_id, last[0].id) if last else ()

    def alerts_beside(self, chat_id: int, alert_id: str) -> tuple[str, ...]:
        """This alert and those told in the same message, oldest first; none where it is not this chat's."""
        found = self._alert(chat_id, alert_id)
        if found is None:
            return ()
        if not found.parcel:
            return (found.id,)
        mine = told.alerts_of(self.live.database, found.subscriber, ALERTS_LOOKED_AT)
        beside = tuple(alert.id for alert in reversed(mine) if alert.parcel == found.parcel)
        return beside if found.id in beside else (found.id,)

    def trace(self, chat_id: int, alert_id: str) -> Trace | None:
        """All that is kept of one alert of this chat."""
        found = self._alert(chat_id, alert_id)
        entry = query.entry(self.live.database, found.event_id) if found else None
        if found is None or entry is None:
            return None
        with self.live.reading() as memory:
            event = memory.state.world.get(found.event_id)
        if event is None:  # it was retracted since; what was told then stands in the log
            decoded = entry.event
            assert isinstance(decoded, WORLD_TYPES)
            event = decoded
        return Trace(
            alert=found.id,
            event=event,
            touch=found.touch,
            decided_at=found.decided_at,
            state=found.state,
            reason=found.reason,
            position=entry.position,
            leaf=entry.leaf.hex(),
            recorded_at=entry.recorded_at,
            tries=tuple(_try(attempt) for attempt in found.attempts),
        )

    def _alert(self, chat_id: int, alert_id: str) -> told.Alert | None:
        found = told.alert(self.live.database, alert_id)
        return found if found is not None and found.subscriber == self.subscriber(chat_id) else None

    def _own(self, chat_id: int, alerts: list[told.Alert]) -> tuple[str, ...]:
        who = self.subscriber(chat_id)
        return tuple(alert.id for alert in alerts if alert.subscriber == who)


def _try(attempt: told.Attempt) -> Try:
    """The last word on an attempt is what came of it."""
    verdict, reason = attempt.answers[-1] if attempt.answers else ("", "")
    return Try(begun_at=attempt.begun_at, is_repeat=attempt.is_repeat, verdict=verdict, reason=reason)
