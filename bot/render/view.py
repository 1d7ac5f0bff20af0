"""Whose eyes a text is for: the record as it stands, one subscriber, their zone and the moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.render import words
from events.access import State
from events.catalog import Catalog
from events.roll import Subscriber
from events.verdict import Verdict, access


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`free_words` are what this subscriber watches in words of their own, by their `word:` ids."""

    state: State
    subscriber: Subscriber
    zone: str
    catalog: Catalog
    now: datetime
    free_words: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on the subscriber's own calendar."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def today_in(self, zone: str) -> date:
        """The day where an act's own days are counted, so that "now" means what its issuer means."""
        return self.now.astimezone(ZoneInfo(zone or "UTC")).date()

    def today_for(self, ref: str) -> date:
        """The day it is for the authority that a thing stands under first."""
        home = self.catalog.jurisdiction_of(ref)
        place = self.catalog.jurisdictions.get(home) if home else None
        return self.today_in(place.timezone) if place else self.today

    @property
    def country(self) -> str:
        return self.subscriber.profile.country

    def access(self, ref: str, on: date | None = None) -> Verdict:
        """Access as it is for the subscriber on that day, or now."""
        return access(self.state, ref, self.subscriber.profile, on or self.today_for(ref), self.catalog)

    def name(self, ref: str) -> str:
        """A thing's name; for a watch on free words, those words."""
        if words.is_word(ref):
            return f"“{self.free_words.get(ref, 'words of your own')}”"
        return words.name(ref, self.catalog)

    def names(self, refs: tuple[str, ...]) -> list[str]:
        return [self.name(ref) for ref in refs]
