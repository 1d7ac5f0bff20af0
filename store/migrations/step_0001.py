"""The schema that Curbwatch began with, and the guards that keep its append-only tables so."""

NAME = "begin"

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE alerts (
        alert_id TEXT NOT NULL,
        subscriber TEXT NOT NULL,
        event_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        severity TEXT NOT NULL,
        urgent BOOLEAN NOT NULL,
        touch_key TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        decided_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        parcel TEXT,
        PRIMARY KEY (alert_id),
        CONSTRAINT alerts_state CHECK (state IN ('pending', 'sent', 'suppressed', 'dead', 'withdrawn'))
    )
    """,
    """
    CREATE INDEX alerts_due ON alerts (state, urgent, due_at)
    """,
    """
    CREATE INDEX alerts_of_event ON alerts (event_id)
    """,
    """
    CREATE INDEX alerts_of_subscriber ON alerts (subscriber, position)
    """,
    """
    CREATE TABLE attempts (
        number INTEGER NOT NULL,
        parcel TEXT NOT NULL,
        subscriber TEXT NOT NULL,
        begun_at INTEGER NOT NULL,
        is_repeat BOOLEAN NOT NULL,
        PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE documents (
        hash TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        publisher TEXT NOT NULL,
        trust TEXT NOT NULL,
        language TEXT NOT NULL,
        published_at INTEGER,
        published_is_day BOOLEAN NOT NULL,
        observed_at INTEGER,
        "key" TEXT NOT NULL,
        structured TEXT NOT NULL,
        PRIMARY KEY (hash)
    )
    """,
    """
    CREATE TABLE events (
        position INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        stream TEXT NOT NULL,
        version INTEGER NOT NULL,
        kind TEXT NOT NULL,
        schema INTEGER NOT NULL,
        recorded_at INTEGER NOT NULL,
        data BLOB NOT NULL,
        leaf BLOB NOT NULL,
        PRIMARY KEY (position),
        CONSTRAINT events_stream_version UNIQUE (stream, version),
        CONSTRAINT events_leaf CHECK (length(leaf) = 32),
        UNIQUE (event_id)
    )
    """,
    """
    CREATE TABLE followers (
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        began INTEGER NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE leases (
        name TEXT NOT NULL,
        holder TEXT NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE messages (
        attempt INTEGER NOT NULL,
        parcel TEXT NOT NULL,
        subscriber TEXT NOT NULL,
        chat_id INTEGER NOT NULL,
        message_id INTEGER NOT NULL,
        text TEXT NOT NULL,
        sent_at INTEGER NOT NULL,
        PRIMARY KEY (attempt)
    )
    """,
    """
    CREATE INDEX messages_of_parcel ON messages (parcel)
    """,
    """
    CREATE INDEX messages_of_subscriber ON messages (subscriber)
    """,
    """
    CREATE TABLE meta (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE migrations (
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE parcels (
        parcel TEXT NOT NULL,
        subscriber TEXT NOT NULL,
        state TEXT NOT NULL,
        urgent BOOLEAN NOT NULL,
        made_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        leased_until INTEGER,
        attempt INTEGER NOT NULL,
        unknowns INTEGER NOT NULL,
        refusals INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (parcel),
        CONSTRAINT parcels_state CHECK (state IN ('waiting', 'flying', 'sent', 'dead', 'cancelled'))
    )
    """,
    """
    CREATE INDEX parcels_due ON parcels (state, due_at)
    """,
    """
    CREATE INDEX parcels_of_subscriber ON parcels (subscriber)
    """,
    """
    CREATE TABLE source_states (
        source_id TEXT NOT NULL,
        cursor TEXT NOT NULL,
        last_attempt_at INTEGER,
        last_success_at INTEGER,
        next_check_at INTEGER,
        failures INTEGER NOT NULL,
        last_error TEXT NOT NULL,
        suspect TEXT NOT NULL,
        PRIMARY KEY (source_id)
    )
    """,
    """
    CREATE TABLE touches (
        touch_key TEXT NOT NULL,
        touch TEXT NOT NULL,
        PRIMARY KEY (touch_key)
    )
    """,
    """
    CREATE TABLE updates (
        update_id INTEGER NOT NULL,
        body TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        handled_at INTEGER,
        tries INTEGER NOT NULL,
        error TEXT NOT NULL,
        PRIMARY KEY (update_id)
    )
    """,
    """
    CREATE INDEX updates_open ON updates (update_id) WHERE handled_at IS NULL
    """,
    """
    CREATE TABLE vault (
        subscriber TEXT NOT NULL,
        chat_id INTEGER NOT NULL,
        zone TEXT NOT NULL,
        language TEXT NOT NULL,
        salt BLOB NOT NULL,
        words TEXT NOT NULL,
        joined_at INTEGER NOT NULL,
        gone_at INTEGER,
        gone_reason TEXT NOT NULL,
        PRIMARY KEY (subscriber),
        UNIQUE (chat_id)
    )
    """,
    """
    CREATE TABLE document_versions (
        identity TEXT NOT NULL,
        number INTEGER NOT NULL,
        hash TEXT NOT NULL,
        observed_at INTEGER NOT NULL,
        PRIMARY KEY (identity, number),
        FOREIGN KEY(hash) REFERENCES documents (hash)
    )
    """,
    """
    CREATE TABLE outcomes (
        number INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        parcel TEXT NOT NULL,
        ended_at INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(attempt) REFERENCES attempts (number)
    )
    """,
    """
    CREATE INDEX outcomes_of_attempt ON outcomes (attempt)
    """,
    """
    CREATE TABLE readings (
        document TEXT NOT NULL,
        reader TEXT NOT NULL,
        findings INTEGER NOT NULL,
        read_at INTEGER NOT NULL,
        PRIMARY KEY (document, reader),
        FOREIGN KEY(document) REFERENCES documents (hash)
    )
    """,
    """
    CREATE TABLE waiting (
        finding_id TEXT NOT NULL,
        finding TEXT NOT NULL,
        document TEXT NOT NULL,
        reason TEXT NOT NULL,
        since INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        closed_at INTEGER,
        PRIMARY KEY (finding_id),
        FOREIGN KEY(document) REFERENCES documents (hash)
    )
    """,
    """
    CREATE TRIGGER events_in_order BEFORE INSERT ON events
    WHEN NEW.position <> coalesce((SELECT max(position) FROM events), 0) + 1
    BEGIN SELECT raise(ABORT, 'the log is append-only: the next position is the last one plus one'); END
    """,
    """
    CREATE TRIGGER events_no_earlier BEFORE INSERT ON events
    WHEN NEW.recorded_at < (SELECT recorded_at FROM events WHERE position = (SELECT max(position) FROM events))
    BEGIN SELECT raise(ABORT, 'the log is append-only: no entry is recorded before the one it follows'); END
    """,
    """
    CREATE TRIGGER events_no_update BEFORE UPDATE ON events
    BEGIN SELECT raise(ABORT, 'the log is append-only: nothing in it is ever changed'); END
    """,
    """
    CREATE TRIGGER events_no_delete BEFORE DELETE ON events
    BEGIN SELECT raise(ABORT, 'the log is append-only: nothing in it is ever changed'); END
    """,
    """
    CREATE TRIGGER attempts_in_order BEFORE INSERT ON attempts
    WHEN NEW.number <> coalesce((SELECT max(number) FROM attempts), 0) + 1
    BEGIN SELECT raise(ABORT, 'the list of attempts is append-only: the next number is the last one plus one'); END
    """,
    """
    CREATE TRIGGER attempts_no_update BEFORE UPDATE ON attempts
    BEGIN SELECT raise(ABORT, 'the list of attempts is append-only: nothing in it is ever changed'); END
    """,
    """
    CREATE TRIGGER attempts_no_delete BEFORE DELETE ON attempts
    BEGIN SELECT raise(ABORT, 'the list of attempts is append-only: nothing in it is ever changed'); END
    """,
    """
    CREATE TRIGGER outcomes_in_order BEFORE INSERT ON outcomes
    WHEN NEW.number <> coalesce((SELECT max(number) FROM outcomes), 0) + 1
    BEGIN SELECT raise(ABORT, 'the list of outcomes is append-only: the next number is the last one plus one'); END
    """,
    """
    CREATE TRIGGER outcomes_no_update BEFORE UPDATE ON outcomes
    BEGIN SELECT raise(ABORT, 'the list of outcomes is append-only: nothing in it is ever changed'); END
    """,
    """
    CREATE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes
    BEGIN SELECT raise(ABORT, 'the list of outcomes is append-only: nothing in it is ever changed'); END
    """,
)
