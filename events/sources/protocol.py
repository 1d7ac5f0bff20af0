"""What every kind of source takes and gives: a spec, a cursor and a clock in; documents and the next cursor out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from events.document import Document
from events.sources.answers import RefusedKind
from events.terms import Trust

if TYPE_CHECKING:  # only for types: whoever reads files needs no HTTP library loaded
    from events.sources.web import Door


Robots = Literal["", "api"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One table of `sources.toml`; `options` holds the keys that only its kind knows.

    `robots="api"` is for a documented interface whose terms invite programs: its robots.txt is not asked for.
    """

    id: str
    kind: str
    url: str
    every_seconds: int
    trust: Trust
    why: str = ""
    language: str = ""
    publisher: str = ""
    robots: Robots = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """What one source must remember between two checks. It is plain data: `dumped` and `loaded` make JSON of it.

    `seen` maps an entry's key to the hash of its meaning, oldest first and bounded. `extra` belongs to the kind.
    """

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def dumped(self) -> str:
        return json.dumps(
            {
                "etag": self.etag,
                "last_modified": self.last_modified,
                "body_hash": self.body_hash,
                "seen": dict(self.seen),
                "extra": dict(self.extra),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @staticmethod
    def loaded(text: str) -> "Cursor":
        """The cursor that `dumped` wrote; an empty text is the cursor of a source never checked."""
        return Cursor(**json.loads(text)) if text else Cursor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A readable answer. `documents` are the entries that are new or say something else than before, oldest first.

    `suspect` says why the answer looks wrong (a login page, empty where it was full, half of the items gone, every id
    changed): then there are no documents, and the cursor is the old one but for a count of how often this was seen.
    `problems` are one-line reasons for parts left out while the rest went on: a bad file, a page not followed.
    """

    documents: tuple[Document, ...] = ()
    cursor: Cursor
    unchanged: bool = False
    suspect: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No usable answer, in one line that says what to do; the old cursor stays.

    `refused` says how the last request was refused, where it was; whoever runs the check fills it in.
    """

    reason: str
    retry_after_seconds: float | None = None
    refused: RefusedKind | None = None

    @property
    def is_unasked(self) -> bool:
        """Whether nothing was sent: the host is left alone for a while, which says nothing of the source."""
        return self.refused in ("wait", "circuit")


class Check(Protocol):
    """Asks one source once. `now` is an aware UTC instant; expected failures are values, never exceptions."""

    async def __call__(self, spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed: ...
