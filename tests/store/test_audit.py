"""That the checker finds whatever was changed past the guards, and agrees with RFC 6962 on the root."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from events.vocabulary import Retracted
from store import audit
from store.database import Database
from store.live import Live
from tests.store.asking import rows
from tests.store.making import happen, launched, restricted

CHANGES = [
    ("UPDATE events SET data = CAST(replace(data, 'Order 2', 'Order 9') AS BLOB) WHERE position = 3", "entry 3 "),
    ("UPDATE events SET data = x'00' WHERE position = 2", "entry 2 "),
    ("UPDATE events SET data = 'text' WHERE position = 2", "entry 2 holds no bytes"),
    ("UPDATE events SET leaf = zeroblob(32) WHERE position = 4", "entry 4 "),
    ("UPDATE events SET event_id = 'ev-x' WHERE position = 1", "entry 1 "),
    ("UPDATE events SET kind = 'launch' WHERE position = 1", "entry 1 "),
    ("UPDATE events SET schema = 2 WHERE position = 2", "entry 2 "),
    ("UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 2", "entry 2 "),
    ("UPDATE events SET recorded_at = 0 WHERE position = 3", "entry 3 is recorded earlier"),
    ("UPDATE events SET version = 7 WHERE position = 4", "entry 4 is version 7 of ev-r1, 2 was next"),
    ("DELETE FROM events WHERE position = 2", "entry 2 is missing"),
    ("DELETE FROM events WHERE position = 1", "entry 1 is missing"),
]


@pytest.fixture
def told(database: Database, live: Live) -> Database:
    happen(live, restricted(1), launched(1), restricted(2), Retracted(event="ev-r1", reason="a hoax"))
    return database


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_the_first_bad_row_is_named(told: Database, path: Path, change: str, words: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("DROP TRIGGER events_no_update")
    raw.execute("DROP TRIGGER events_no_delete")
    raw.execute(change)
    raw.close()
    audited = audit.verify(told)
    assert not audited.is_sound
    assert audited.problem.startswith(words)


def test_a_sound_log_is_sound_and_its_root_is_that_of_rfc_6962(told: Database) -> None:
    def root(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        split = 1
        while split * 2 < len(leaves):
            split *= 2
        return hashlib.sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:])).digest()

    happen(Live(told), *[launched(n) for n in range(2, 25)])
    audited = audit.verify(told)
    leaves = [leaf for (leaf,) in rows(told, "SELECT leaf FROM events ORDER BY position")]
    assert (audited.problem, audited.entries) == ("", 27)
    assert audited.root == root(leaves).hex()


def test_the_root_of_an_empty_log_is_the_hash_of_nothing(database: Database) -> None:
    assert audit.verify(database).root == hashlib.sha256().hexdigest()
