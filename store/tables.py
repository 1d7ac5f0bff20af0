"""Every row that is kept, as SQLModel tables, and nothing else; rows never leave the store."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, Table, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from store.instants import Instant, Whole


class EventRow(SQLModel, table=True):
    """The log. `leaf` is the RFC 6962 leaf hash of the entry, see `store.entries`."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("stream", "version", name="events_stream_version"),
        CheckConstraint("length(leaf) = 32", name="events_leaf"),
    )

    position: int = Field(primary_key=True, sa_type=Whole)
    event_id: str = Field(unique=True, sa_type=Text)
    stream: str = Field(sa_type=Text)
    version: int
    kind: str = Field(sa_type=Text)
    schema_: int = Field(sa_column_kwargs={"name": "schema"})
    recorded_at: datetime = Field(sa_type=Instant)
    data: bytes = Field(sa_type=LargeBinary)
    leaf: bytes = Field(sa_type=LargeBinary)


class DocumentRow(SQLModel, table=True):
    """What was read, once for each hash, as it was first observed."""

    __tablename__ = "documents"

    hash: str = Field(primary_key=True, sa_type=Text)
    source: str = Field(sa_type=Text)
    url: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    publisher: str = Field(sa_type=Text)
    trust: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    published_at: datetime | None = Field(sa_type=Instant)
    published_is_day: bool
    observed_at: datetime | None = Field(sa_type=Instant)
    key: str = Field(sa_type=Text)
    structured: str = Field(sa_type=Text)


class DocumentVersionRow(SQLModel, table=True):
    """Which documents one entry of one source has been, in order."""

    __tablename__ = "document_versions"

    identity: str = Field(primary_key=True, sa_type=Text)
    number: int = Field(primary_key=True)
    hash: str = Field(foreign_key="documents.hash", sa_type=Text)
    observed_at: datetime = Field(sa_type=Instant)


class ReadingRow(SQLModel, table=True):
    """That a reader has read a document: it need not be read again until the reader is a better one."""

    __tablename__ = "readings"

    document: str = Field(primary_key=True, foreign_key="documents.hash", sa_type=Text)
    reader: str = Field(primary_key=True, sa_type=Text)
    findings: int
    read_at: datetime = Field(sa_type=Instant)


class SourceStateRow(SQLModel, table=True):
    """Where a source stands: its cursor, its health and when it is due."""

    __tablename__ = "source_states"

    source_id: str = Field(primary_key=True, sa_type=Text)
    cursor: str = Field(sa_type=Text)
    last_attempt_at: datetime | None = Field(sa_type=Instant)
    last_success_at: datetime | None = Field(sa_type=Instant)
    next_check_at: datetime | None = Field(sa_type=Instant)
    failures: int
    last_error: str = Field(sa_type=Text)
    suspect: str = Field(sa_type=Text)
    refused: str = Field(sa_type=Text)


class WaitingRow(SQLModel, table=True):
    """A finding that waits for an editor; `outcome` is empty while it does."""

    __tablename__ = "waiting"

    finding_id: str = Field(primary_key=True, sa_type=Text)
    finding: str = Field(sa_type=Text)
    document: str = Field(foreign_key="documents.hash", sa_type=Text)
    reason: str = Field(sa_type=Text)
    since: datetime = Field(sa_type=Instant)
    outcome: str = Field(sa_type=Text)
    closed_at: datetime | None = Field(sa_type=Instant)


class SecondWorkRow(SQLModel, table=True):
    """A document that is to be read a second time, or was; `first` and `second` are the readers' findings, as JSON."""

    __tablename__ = "second_work"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'given-up', 'expired')", name="second_work_state"),
        CheckConstraint("asks <= 2", name="second_work_asks"),
        Index("second_work_due", "state", "rank", "since"),
    )

    document: str = Field(primary_key=True, foreign_key="documents.hash", sa_type=Text)
    why: str = Field(sa_type=Text)
    rank: int
    first: str = Field(sa_type=Text)
    since: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    asks: int
    state: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    second: str = Field(sa_type=Text)


class SecondCallRow(SQLModel, table=True):
    """One question to the second reader, written before it is sent; `outcome` is empty until it is over."""

    __tablename__ = "second_calls"
    __table_args__ = (
        CheckConstraint("outcome IN ('', 'answered', 'failed', 'learned')", name="second_calls_outcome"),
        Index("second_calls_begun", "begun_at"),
    )

    number: int = Field(primary_key=True, sa_type=Whole)
    document: str = Field(foreign_key="second_work.document", sa_type=Text)
    model: str = Field(sa_type=Text)
    characters: int
    begun_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(sa_type=Instant)
    outcome: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    hold_until: datetime | None = Field(sa_type=Instant)
    queued: int


class FollowerRow(SQLModel, table=True):
    """How far something derived has followed the log; `began` is the position after which this version began."""

    __tablename__ = "followers"

    name: str = Field(primary_key=True, sa_type=Text)
    version: int
    began: int = Field(sa_type=Whole)
    position: int = Field(sa_type=Whole)


class VaultRow(SQLModel, table=True):
    """The only tie between a random id and a chat; forgetting somebody deletes the row.

    `words` maps `word:…` to the words that a subscriber watches, `salt` is what made those hashes.
    """

    __tablename__ = "vault"

    subscriber: str = Field(primary_key=True, sa_type=Text)
    chat_id: int = Field(unique=True, sa_type=Whole)
    zone: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    salt: bytes = Field(sa_type=LargeBinary)
    words: str = Field(sa_type=Text)
    joined_at: datetime = Field(sa_type=Instant)
    gone_at: datetime | None = Field(sa_type=Instant)
    gone_reason: str = Field(sa_type=Text)


class AlertRow(SQLModel, table=True):
    """The decision to tell one subscriber of one event; `urgent` ones do not wait for others, nor others for them."""

    __tablename__ = "alerts"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'sent', 'suppressed', 'dead', 'withdrawn')", name="alerts_state"),
        Index("alerts_of_event", "event_id"),
        Index("alerts_of_subscriber", "subscriber", "position"),
        Index("alerts_due", "state", "urgent", "due_at"),
    )

    alert_id: str = Field(primary_key=True, sa_type=Text)
    subscriber: str = Field(sa_type=Text)
    event_id: str = Field(sa_type=Text)
    position: int = Field(sa_type=Whole)
    severity: str = Field(sa_type=Text)
    urgent: bool
    touch_key: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    decided_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    parcel: str | None = Field(sa_type=Text)


class TouchRow(SQLModel, table=True):
    """Why an event touches somebody, as canonical JSON, kept once for all who are touched alike."""

    __tablename__ = "touches"

    touch_key: str = Field(primary_key=True, sa_type=Text)
    touch: str = Field(sa_type=Text)


class ParcelRow(SQLModel, table=True):
    """One message to be sent: the alerts that name it go together. `attempt` is the last one made."""

    __tablename__ = "parcels"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'flying', 'sent', 'dead', 'cancelled')", name="parcels_state"),
        Index("parcels_of_subscriber", "subscriber"),
        Index("parcels_due", "state", "due_at"),
    )

    parcel: str = Field(primary_key=True, sa_type=Text)
    subscriber: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    urgent: bool
    made_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    leased_until: datetime | None = Field(sa_type=Instant)
    attempt: int = Field(sa_type=Whole)
    unknowns: int
    refusals: int
    reason: str = Field(sa_type=Text)


class AttemptRow(SQLModel, table=True):
    """That a send was about to begin, written before it did; never changed afterwards."""

    __tablename__ = "attempts"

    number: int = Field(primary_key=True, sa_type=Whole)
    parcel: str = Field(sa_type=Text)
    subscriber: str = Field(sa_type=Text)
    begun_at: datetime = Field(sa_type=Instant)
    is_repeat: bool


class OutcomeRow(SQLModel, table=True):
    """What came of an attempt, or a later word on it; never changed afterwards."""

    __tablename__ = "outcomes"
    __table_args__ = (Index("outcomes_of_attempt", "attempt"),)

    number: int = Field(primary_key=True, sa_type=Whole)
    attempt: int = Field(foreign_key="attempts.number", sa_type=Whole)
    parcel: str = Field(sa_type=Text)
    ended_at: datetime = Field(sa_type=Instant)
    verdict: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    text_hash: str = Field(sa_type=Text)


class MessageRow(SQLModel, table=True):
    """Where a message that arrived can be found and edited; erased with its subscriber."""

    __tablename__ = "messages"
    __table_args__ = (Index("messages_of_subscriber", "subscriber"), Index("messages_of_parcel", "parcel"))

    attempt: int = Field(primary_key=True, sa_type=Whole)
    parcel: str = Field(sa_type=Text)
    subscriber: str = Field(sa_type=Text)
    chat_id: int = Field(sa_type=Whole)
    message_id: int = Field(sa_type=Whole)
    text: str = Field(sa_type=Text)
    sent_at: datetime = Field(sa_type=Instant)


class UpdateRow(SQLModel, table=True):
    """One update of Telegram, kept before it is confirmed there."""

    __tablename__ = "updates"
    __table_args__ = (
        Index(
            "updates_open",
            "update_id",
            sqlite_where=sql("handled_at IS NULL"),
            postgresql_where=sql("handled_at IS NULL"),
        ),
    )

    update_id: int = Field(primary_key=True, sa_type=Whole)
    body: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=Instant)
    handled_at: datetime | None = Field(sa_type=Instant)
    tries: int
    error: str = Field(sa_type=Text)


class EditorNoticeRow(SQLModel, table=True):
    """What one editor is told of one episode of something: that it begins, and that it has ended."""

    __tablename__ = "editor_notices"
    __table_args__ = (
        CheckConstraint("word IN ('begins', 'ends')", name="editor_notices_word"),
        CheckConstraint("state IN ('waiting', 'flying', 'sent', 'dead', 'dropped')", name="editor_notices_state"),
        Index("editor_notices_due", "state", "due_at"),
    )

    topic: str = Field(primary_key=True, sa_type=Text)
    episode: int = Field(primary_key=True, sa_type=Whole)
    word: str = Field(primary_key=True, sa_type=Text)
    editor: int = Field(primary_key=True, sa_type=Whole)
    text: str = Field(sa_type=Text)
    state: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    begun_at: datetime | None = Field(sa_type=Instant)
    tries: int
    unknowns: int
    reason: str = Field(sa_type=Text)


class LeaseRow(SQLModel, table=True):
    """Who may do what only one process may do, until when."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True, sa_type=Text)
    holder: str = Field(sa_type=Text)
    until: datetime = Field(sa_type=Instant)


class MetaRow(SQLModel, table=True):
    """Small facts of the database itself."""

    __tablename__ = "meta"

    name: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)


class MigrationRow(SQLModel, table=True):
    """Which steps of the schema were taken."""

    __tablename__ = "migrations"

    number: int = Field(primary_key=True)
    name: str = Field(sa_type=Text)


METADATA = SQLModel.metadata


def _table(name: str) -> Table:
    return METADATA.tables[name]


EVENTS = _table("events")
DOCUMENTS = _table("documents")
DOCUMENT_VERSIONS = _table("document_versions")
READINGS = _table("readings")
SOURCE_STATES = _table("source_states")
WAITING = _table("waiting")
SECOND_WORK = _table("second_work")
SECOND_CALLS = _table("second_calls")
FOLLOWERS = _table("followers")
VAULT = _table("vault")
ALERTS = _table("alerts")
TOUCHES = _table("touches")
PARCELS = _table("parcels")
ATTEMPTS = _table("attempts")
OUTCOMES = _table("outcomes")
MESSAGES = _table("messages")
UPDATES = _table("updates")
EDITOR_NOTICES = _table("editor_notices")
LEASES = _table("leases")
META = _table("meta")
MIGRATIONS = _table("migrations")
