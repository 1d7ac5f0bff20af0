"""Export and import: the public record as JSON Lines of CloudEvents 1.0; a file is taken whole or not at all.

What travels are the events of the world and the notes on them, never subscribers or whom an event
alerted. What comes in is history
(`origin: backfill`) and alerts nobody.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from events.codec import CodecError, canonical, decode, encode
from events.soundness import misjudged, unsound
from events.vocabulary import WORLD_TYPES, Corrected, Corroborated, Disputed, Event, FindingJudged, Retracted, Source
from store import log, waiting
from store.database import Database
from store.errors import ImportRefusedError
from store.live import Live, Memory
from store.log import CHUNK, Draft

NOTES = (Corrected, Retracted, Corroborated, Disputed, FindingJudged)
KINDS = (
    *("restriction", "relaxation", "proposal", "milestone", "launch", "withdrawal"),
    *("correction", "retraction", "corroboration", "dispute", "finding-judged"),
)
SOURCE = "urn:curbwatch:log"
LINE_BYTES_MAX = 1_000_000

_TYPE = re.compile(r"curbwatch\.([a-z-]+)\.v([0-9]{1,4})")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,199}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many lines were new, and how many the log knew already."""

    new: int
    known: int


class _CloudEvent(msgspec.Struct, kw_only=True):
    specversion: str
    id: str
    type: str
    source: str
    data: msgspec.Raw


def export_lines(database: Database, until: int | None = None) -> Iterator[str]:
    """One CloudEvent a line, in the log's order: `sequence` is the position, `streamversion` the stream's version."""
    with database.reading() as connection:
        for entry in log.read(connection, until=until, kinds=KINDS):
            event = {
                "specversion": "1.0",
                "id": entry.id,
                "source": SOURCE,
                "type": f"curbwatch.{entry.kind}.v{entry.schema}",
                "time": entry.recorded_at,
                "subject": entry.stream,
                "sequence": str(entry.position),
                "streamversion": entry.version,
                "datacontenttype": "application/json",
                "data": msgspec.Raw(entry.data),
            }
            yield canonical(event).decode()


def import_lines(live: Live, lines: Iterable[str | bytes], now: datetime) -> Imported:
    """Take a whole file, or nothing of it: ImportRefusedError names the first bad line and what is wrong with it.

    What the log knows already is passed over, so importing twice changes nothing.
    """
    new = known = 0
    told: dict[str, bytes] = {}
    with live.writing() as (connection, memory):
        for chunk in _chunked(_read(lines)):
            fresh = []
            kept = {entry.id: _gist(entry.event) for entry in log.find_all(connection, [d.id for _, d in chunk])}
            for line, draft in chunk:
                _check_reference(draft.event, memory, told, line)
                gist = _gist(draft.event)
                before = kept.get(draft.id) or told.get(draft.id)
                if before is None:
                    fresh.append(draft)
                elif before != gist:
                    raise _refused(line, f"{draft.id} stands in the log, or in a line before, with other content")
                told[draft.id] = gist
            _append(connection, memory, fresh, now)
            new, known = new + len(fresh), known + len(chunk) - len(fresh)
    return Imported(new=new, known=known)


def _append(connection: Connection, memory: Memory, drafts: list[Draft], now: datetime) -> None:
    for draft, place in zip(drafts, log.append(connection, drafts, now), strict=True):
        memory.take(place.position, draft.event)
        if isinstance(draft.event, FindingJudged):  # what was decided elsewhere need not be decided here
            waiting.close(connection, draft.event.finding, draft.event.verdict, now)


def _gist(event: Event) -> bytes:
    """A digest of what an event says, without who read it when and how surely: two machines that read the same document
    tell the same event."""
    if isinstance(event, WORLD_TYPES):
        sources = tuple(_unread(source) for source in event.sources)
        event = msgspec.structs.replace(event, origin="backfill", reader_confidence=1.0, sources=sources)
    elif isinstance(event, (Corroborated, Disputed)):
        event = msgspec.structs.replace(event, source=_unread(event.source))
    return hashlib.blake2b(encode(event), digest_size=16).digest()


def _unread(source: Source) -> Source:
    return msgspec.structs.replace(source, observed_at=None)


def _read(lines: Iterable[str | bytes]) -> Iterator[tuple[int, Draft]]:
    for number, line in enumerate(lines, start=1):
        raw = line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line
        if raw.strip():
            yield number, _draft(raw, number)


def _draft(raw: bytes, line: int) -> Draft:
    if len(raw) > LINE_BYTES_MAX:
        raise _refused(line, f"it is {len(raw)} bytes long, at most {LINE_BYTES_MAX} are read")
    try:
        told = msgspec.json.decode(raw, type=_CloudEvent)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refused(line, f"it is no CloudEvent ({error})") from error
    named = _TYPE.fullmatch(told.type)
    if told.specversion != "1.0" or named is None:
        raise _refused(line, "it is no CloudEvent 1.0 of a type curbwatch.KIND.v1")
    if not _ID.fullmatch(told.id):
        raise _refused(line, "its id must be of letters, digits and . _ : @ / + -, at most 200 of them")
    kind, schema = named[1], int(named[2])
    if kind not in KINDS:
        raise _refused(line, f"{kind} entries do not travel; import takes events of the world and notes on them")
    try:
        event = decode(bytes(told.data), schema)
        log.check_size(event, told.id)
    except CodecError as error:
        raise _refused(line, str(error)) from error
    return Draft(event=_as_history(_checked(event, kind, told.id, line)), id=told.id)


def _checked(event: Event, kind: str, event_id: str, line: int) -> Event:
    if str(type(event).__struct_config__.tag) != kind:
        raise _refused(line, f"its type says {kind}, its data says {type(event).__struct_config__.tag}")
    if isinstance(event, WORLD_TYPES) and event.id != event_id:
        raise _refused(line, f"its id is {event_id}, its data says {event.id}")
    told = event.now if isinstance(event, Corrected) else event
    if isinstance(told, WORLD_TYPES) and (fault := unsound(told)):
        raise _refused(line, fault)
    if isinstance(event, FindingJudged) and (fault := misjudged(event)):
        raise _refused(line, fault)
    if isinstance(event, Corrected) and event.now.id != event.event:
        raise _refused(line, f"it corrects {event.event}, but says what {event.now.id} reads now")
    return event


def _as_history(event: Event) -> Event:
    if isinstance(event, WORLD_TYPES):
        return msgspec.structs.replace(event, origin="backfill")
    return event


def _check_reference(event: Event, memory: Memory, told: Mapping[str, object], line: int) -> None:
    """A note must be on something: one on an event that nobody knows would be lost without a word."""
    if not isinstance(event, NOTES) or (isinstance(event, FindingJudged) and not event.event):
        return
    known = event.event in memory.state.world or event.event in memory.state.retracted or event.event in told
    if not known:
        raise _refused(line, f"it is a note on {event.event}, which is neither in the log nor in a line before it")


def _chunked(drafts: Iterable[tuple[int, Draft]]) -> Iterator[list[tuple[int, Draft]]]:
    chunk: list[tuple[int, Draft]] = []
    for one in drafts:
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _refused(line: int, words: str) -> ImportRefusedError:
    return ImportRefusedError(f"line {line}: {words}; nothing was imported", line)
