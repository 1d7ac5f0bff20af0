"""A document: one thing that was read, known by the hash of what it says."""

import hashlib
from datetime import datetime
from typing import Any

import msgspec

from events.terms import Trust


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a source handed over, as text; `url` is where a person can read it.

    `published_at` is the source's claim (aware UTC), or None; `observed_at` is when it was read. `structured` carries
    the fields that a structured source states outright (dates, action words), as plain JSON values.
    """

    url: str
    title: str
    text: str
    source: str = ""
    publisher: str = ""
    trust: Trust = "reported"
    language: str = ""
    published_at: datetime | None = None
    published_is_day: bool = False
    observed_at: datetime | None = None
    key: str = ""
    structured: dict[str, Any] = {}

    @property
    def hash(self) -> str:
        """SHA-256 of title and text with white space folded: a page laid out anew is the same document."""
        said = " ".join(self.title.split()) + "\n" + " ".join(self.text.split())
        return "sha256:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()

    @property
    def identity(self) -> str:
        """The same entry of the same source, whatever its wording: its key there, or its address, or its hash."""
        return f"{self.source}\n{self.key or self.url or self.hash}"
