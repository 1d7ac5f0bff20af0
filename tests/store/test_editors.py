"""Who decided stands in the log as a pseudonym that leads to nobody."""

import re

from store.database import Database, open_database
from store.editors import pseudonym


def test_an_editor_keeps_one_pseudonym_whatever_salt_is_offered_later(database: Database) -> None:
    first = pseudonym(database, 11111111, b"a" * 16)
    assert pseudonym(database, 11111111, b"b" * 16) == first
    assert pseudonym(database, 22222222, b"b" * 16) != first
    assert re.fullmatch("editor-[0-9a-f]{6}", first)


def test_on_another_machine_it_is_another(database: Database, tmp_path: object) -> None:
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    try:
        assert pseudonym(other, 11111111, b"b" * 16) != pseudonym(database, 11111111, b"a" * 16)
    finally:
        other.close()
