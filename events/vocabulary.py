"""Everything that can happen, as plain data in the past tense: the world's events, the record's own, the service's."""

from datetime import date, datetime
from typing import Literal

import msgspec

from events.finding import Audience, Dependency, RivalClaim
from events.terms import Act, Certainty, Confidence, Direction, Kind, Line, Origin, Trust

Effect = Literal["barred", "licence", "limited", "off"]
Easement = Literal["lifted", "narrowed", "paused", "delayed", "licensed"]
Judgement = Literal["published", "corrected", "rejected"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fact was read: the document by its hash, its address, who published it and how far it is trusted."""

    url: str
    document: str = ""
    publisher: str = ""
    trust: Trust = "reported"
    published_at: datetime | None = None
    observed_at: datetime | None = None
    quotes: dict[str, str] = {}


class WorldEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every event of the world says: `id` is fixed at acceptance; days are the rule's own, in the zone `zone`.

    `targets` are the objects (ids of `events.terms`), never a listing's party. `finding` names the finding it came of.
    """

    id: str
    title: str
    issuer: str = ""
    jurisdiction: str = ""
    targets: tuple[str, ...] = ()
    names: dict[str, str] = {}
    topics: tuple[str, ...] = ()
    audience: Audience = Audience()
    surfaces: tuple[str, ...] = ()
    happened_on: date
    effective_on: date | None = None
    effective_at: datetime | None = None
    effective_until: date | None = None
    certainty: Certainty = "exact"
    zone: str = "UTC"
    sources: tuple[Source, ...] = ()
    confidence: Confidence = "confirmed"
    reader_confidence: float = 1.0
    origin: Origin = "live"
    finding: str = ""
    note: str = ""

    @property
    def starts_on(self) -> date:
        """The first day on which it applies."""
        return self.effective_on or self.happened_on


class Restricted(WorldEvent, frozen=True, kw_only=True, tag="restriction"):
    """Somebody was newly barred, licensed, listed or limited. Opens the measure of the same id.

    `listed` is a listing's party: it is cut off from supply, its own users are not. `implements` is the measure of a
    government that a provider's switch-off carries out; `amends` the measure whose terms these replace.
    """

    act: Act = "provide"
    effect: Effect = "barred"
    line: Line = "law"
    listed: tuple[str, ...] = ()
    implements: str = ""
    amends: str = ""


class Easing(msgspec.Struct, frozen=True, kw_only=True):
    """What one relaxation does to one measure: on which of its objects, for whom (empty: for all it barred), how."""

    measure: str
    how: Easement
    targets: tuple[str, ...] = ()


class Relaxed(WorldEvent, frozen=True, kw_only=True, tag="relaxation"):
    """A bar was lifted, paused, delayed, narrowed or licensed away; `audience.admitted` says for whom (empty: all)."""

    eases: tuple[Easing, ...] = ()
    line: Line = "law"
    implements: str = ""


class Proposed(WorldEvent, frozen=True, kw_only=True, tag="proposal"):
    """A change was drafted, announced as planned, requested or opened for comment, and does not bind yet.

    `extends` names a measure that is announced to go on beyond its end.
    """

    direction: Direction = "tighten"
    act: Act = "provide"
    extends: str = ""


class MilestoneReached(WorldEvent, frozen=True, kw_only=True, tag="milestone"):
    """Something decided earlier started to apply, or a ruling on it came; `of` is the measure, where there is one."""

    of: str = ""


class Launched(WorldEvent, frozen=True, kw_only=True, tag="launch"):
    """A new model became available: to everybody, or to `audience.admitted` only."""

    rivals: tuple[RivalClaim, ...] = ()
    dependencies: tuple[Dependency, ...] = ()


class Withdrawn(WorldEvent, frozen=True, kw_only=True, tag="withdrawal"):
    """A model or service was retired, or deprecated with or without a date."""


World = Restricted | Relaxed | Proposed | MilestoneReached | Launched | Withdrawn


class _Note(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that happened to the record or to the service rather than in the world."""


class Corrected(_Note, frozen=True, kw_only=True, tag="correction"):
    """We, or that same source, were wrong: `now` replaces what the event said; its id stays."""

    event: str
    reason: str
    now: World
    by: str = ""


class Retracted(_Note, frozen=True, kw_only=True, tag="retraction"):
    """The event should never have been recorded; it no longer counts, and what was sent of it is edited."""

    event: str
    reason: str
    by: str = ""


class Corroborated(_Note, frozen=True, kw_only=True, tag="corroboration"):
    """Another document states the same act; `confirms` where it is official or an independent second one."""

    event: str
    source: Source
    confirms: bool = False


class Disputed(_Note, frozen=True, kw_only=True, tag="dispute"):
    """An independent source says otherwise of one field; both are kept and both are shown."""

    event: str
    field: str
    says: str
    source: Source


class FindingJudged(_Note, frozen=True, kw_only=True, tag="finding-judged"):
    """An editor decided about a finding that waited: published it as it was read, corrected it first, or rejected it.

    `document` is the hash of what it was read in, `event` the event that it became or is one more account of (empty
    where it was rejected), `changes` what the editor put right, by field, in the words of `events.editing`. `by` is a
    pseudonym.
    """

    finding: str
    document: str
    verdict: Judgement
    event: str = ""
    changes: dict[str, str] = {}
    by: str
    reason: str = ""


class SubscriberJoined(_Note, frozen=True, kw_only=True, tag="subscriber-joined"):
    """A random id began to stand for a chat; the tie lies in the erasable vault, not here."""

    subscriber: str


class ProfileSet(_Note, frozen=True, kw_only=True, tag="profile-set"):
    """Where a subscriber stands: one country and the predicates that they have asserted besides."""

    subscriber: str
    country: str = ""
    facts: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()


class WatchAdded(_Note, frozen=True, kw_only=True, tag="watch-added"):
    """A subscriber began to follow an id; free words stand as `word:` and a salted hash, the words lie in the vault."""

    subscriber: str
    target: str


class WatchRemoved(_Note, frozen=True, kw_only=True, tag="watch-removed"):
    subscriber: str
    target: str


class PreferencesSet(_Note, frozen=True, kw_only=True, tag="preferences-set"):
    """What the subscriber chose over the defaults, by name (`rivals`, `own-launches`, `least-severity`, `paused`)."""

    subscriber: str
    choices: dict[str, str] = {}


class SubscriberForgotten(_Note, frozen=True, kw_only=True, tag="subscriber-forgotten"):
    """The vault's row was erased; the id stays in the record and stands for nobody."""

    subscriber: str


class CatalogAdopted(_Note, frozen=True, kw_only=True, tag="catalog-adopted"):
    """From here on decisions use this version of the catalogue; `canonical` is its SHA-256."""

    version: str


class RulesAdopted(_Note, frozen=True, kw_only=True, tag="rules-adopted"):
    """From here on decisions use this version of the rules of impact."""

    version: str


class AlertsDecided(_Note, frozen=True, kw_only=True, tag="alerts-decided"):
    """Whom one event alerts: how many, and the digest of the sorted (subscriber, reasons) list, by which rules."""

    event: str
    at_position: int
    rules: str
    catalog: str
    subscribers: int
    digest: str


class DeliveriesSealed(_Note, frozen=True, kw_only=True, tag="deliveries-sealed"):
    """The attempts numbered `first` to `last` were sealed: their digest, so that none can vanish later."""

    first: int
    last: int
    digest: str


RecordNote = Corrected | Retracted | Corroborated | Disputed | FindingJudged
ServiceEvent = (
    SubscriberJoined
    | ProfileSet
    | WatchAdded
    | WatchRemoved
    | PreferencesSet
    | SubscriberForgotten
    | CatalogAdopted
    | RulesAdopted
    | AlertsDecided
    | DeliveriesSealed
)
Event = World | RecordNote | ServiceEvent

WORLD_TYPES = (Restricted, Relaxed, Proposed, MilestoneReached, Launched, Withdrawn)


def kind_of(event: World) -> Kind:
    """The public kind of an event of the world."""
    match event:
        case Restricted():
            return "restriction"
        case Relaxed():
            return "relaxation"
        case Proposed():
            return "proposal"
        case MilestoneReached():
            return "milestone"
        case Launched():
            return "launch"
        case Withdrawn():
            return "withdrawal"
