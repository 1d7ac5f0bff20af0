"""The documents that were read: each kept once by its hash, with which entry of which source it was."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from events.codec import canonical
from events.document import Document
from store.database import Database
from store.tables import DOCUMENT_VERSIONS, DOCUMENTS, READINGS

_FIELDS = tuple(f for f in Document.__struct_fields__ if f != "structured")


def save(connection: Connection, document: Document, now: datetime) -> bool:
    """Keep the document, and that this entry of its source now reads so; whether the document was new."""
    known = connection.execute(select(DOCUMENTS.c.hash).where(DOCUMENTS.c.hash == document.hash)).first()
    if known is None:
        row: dict[str, Any] = {name: _storable(getattr(document, name)) for name in _FIELDS}
        row["observed_at"] = document.observed_at or now
        row["structured"] = canonical(document.structured).decode()
        connection.execute(insert(DOCUMENTS).values(hash=document.hash, **row))
    _save_version(connection, document, now)
    return known is None


def _save_version(connection: Connection, document: Document, now: datetime) -> None:
    identity = str(_storable(document.identity))
    table = DOCUMENT_VERSIONS.c
    last = connection.execute(
        select(table.number, table.hash).where(table.identity == identity).order_by(table.number.desc()).limit(1)
    ).first()
    if last is not None and last.hash == document.hash:
        return
    number = last.number + 1 if last is not None else 1
    connection.execute(
        insert(DOCUMENT_VERSIONS).values(
            identity=identity, number=number, hash=document.hash, observed_at=document.observed_at or now
        )
    )


def load(connection: Connection, document_hash: str) -> Document | None:
    """The document with this hash, as it was first observed."""
    row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.hash == document_hash)).mappings().first()
    if row is None:
        return None
    return Document(**{name: row[name] for name in _FIELDS}, structured=msgspec.json.decode(row["structured"]))


def text_kept(database: Database, document_hash: str) -> str:
    """The text of a document that was read before; empty where it is not kept."""
    with database.reading() as connection:
        document = load(connection, document_hash)
    return document.text if document is not None else ""


def latest(connection: Connection, identity: str) -> Document | None:
    """What this entry of its source said when it was last seen; None where it never was."""
    table = DOCUMENT_VERSIONS.c
    found = connection.execute(
        select(table.hash).where(table.identity == identity).order_by(table.number.desc()).limit(1)
    ).scalar()
    return load(connection, found) if found is not None else None


def unread(database: Database, documents: Iterable[Document]) -> list[Document]:
    """Those among them that no reader has read yet, each hash once."""
    by_hash = {document.hash: document for document in documents}
    with database.reading() as connection:
        return [document for document in by_hash.values() if not is_read(connection, document)]


def is_read(connection: Connection, document: Document) -> bool:
    """Whether this text was read, from this source or from one trusted no less: the press may be first to carry a
    release to the letter, and its issuer's own page still says more."""
    told = select(DOCUMENTS.c.trust).join(READINGS, READINGS.c.document == DOCUMENTS.c.hash)
    trusts = set(connection.execute(told.where(DOCUMENTS.c.hash == document.hash)).scalars())
    if not trusts or document.trust == "reported" or "reported" not in trusts:
        return bool(trusts)
    again = select(READINGS.c.reader).where(
        READINGS.c.document == document.hash,
        READINGS.c.reader.like("%:own"),
        READINGS.c.reader.notlike("second:%"),  # a model may be called anything
    )
    return connection.execute(again).first() is not None


def mark_read(connection: Connection, document_hash: str, reader: str, findings: int, now: datetime) -> None:
    """Say that this version of the reader has read it; saying so twice changes nothing."""
    table = READINGS.c
    known = connection.execute(
        select(table.read_at).where(table.document == document_hash, table.reader == reader)
    ).first()
    if known is None:
        connection.execute(
            insert(READINGS).values(document=document_hash, reader=reader, findings=findings, read_at=now)
        )


def count(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar() or 0)


def _storable(value: Any) -> Any:
    """Text without what a database cuts at or refuses (NUL, lone surrogates); everything else as it is."""
    if not isinstance(value, str):
        return value
    return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
