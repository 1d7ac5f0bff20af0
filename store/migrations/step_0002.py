"""Notices to the editors, and how a source's last request was refused."""

NAME = "editor notices"

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE editor_notices (
        topic TEXT NOT NULL,
        episode INTEGER NOT NULL,
        word TEXT NOT NULL,
        editor INTEGER NOT NULL,
        text TEXT NOT NULL,
        state TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        begun_at INTEGER,
        tries INTEGER NOT NULL,
        unknowns INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (topic, episode, word, editor),
        CONSTRAINT editor_notices_word CHECK (word IN ('begins', 'ends')),
        CONSTRAINT editor_notices_state CHECK (state IN ('waiting', 'flying', 'sent', 'dead', 'dropped'))
    )
    """,
    """
    CREATE INDEX editor_notices_due ON editor_notices (state, due_at)
    """,
    # Made anew and not altered: SQLite would put the new column behind the constraints.
    """
    CREATE TABLE source_states_before AS SELECT * FROM source_states
    """,
    """
    DROP TABLE source_states
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
        refused TEXT NOT NULL,
        PRIMARY KEY (source_id)
    )
    """,
    """
    INSERT INTO source_states
    SELECT source_id, cursor, last_attempt_at, last_success_at, next_check_at, failures, last_error, suspect, ''
    FROM source_states_before
    """,
    """
    DROP TABLE source_states_before
    """,
)
