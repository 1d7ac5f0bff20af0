"""What the second reader is to read, and every question that it was asked."""

NAME = "second reader"

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE second_work (
        document TEXT NOT NULL,
        why TEXT NOT NULL,
        rank INTEGER NOT NULL,
        first TEXT NOT NULL,
        since INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        asks INTEGER NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        second TEXT NOT NULL,
        PRIMARY KEY (document),
        CONSTRAINT second_work_state CHECK (state IN ('waiting', 'done', 'given-up', 'expired')),
        CONSTRAINT second_work_asks CHECK (asks <= 2),
        FOREIGN KEY(document) REFERENCES documents (hash)
    )
    """,
    """
    CREATE INDEX second_work_due ON second_work (state, rank, since)
    """,
    """
    CREATE TABLE second_calls (
        number INTEGER NOT NULL,
        document TEXT NOT NULL,
        model TEXT NOT NULL,
        characters INTEGER NOT NULL,
        begun_at INTEGER NOT NULL,
        ended_at INTEGER,
        outcome TEXT NOT NULL,
        reason TEXT NOT NULL,
        hold_until INTEGER,
        queued INTEGER NOT NULL,
        PRIMARY KEY (number),
        CONSTRAINT second_calls_outcome CHECK (outcome IN ('', 'answered', 'failed', 'learned')),
        FOREIGN KEY(document) REFERENCES second_work (document)
    )
    """,
    """
    CREATE INDEX second_calls_begun ON second_calls (begun_at)
    """,
)
