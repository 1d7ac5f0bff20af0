"""The one write path of the record: what was read goes in, and comes out as documents, events and a cursor, at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from events.acceptance import Accepted, Corroborates, Known, Outcome, Waits, accept, publish
from events.catalog import Catalog
from events.document import Document
from events.editing import Mistakes, edited
from events.finding import Finding
from events.identity import finding_id
from events.vocabulary import CatalogAdopted, Event, RulesAdopted, World
from store import documents, log, second_readings, waiting
from store.live import Live, Memory
from store.log import Appended, Draft
from store.sources import SourceState, write_source_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document and what a reader, by its version, found in it; `second` says why another reader is to read it too,
    afterwards (see `store.second_readings`), and is empty where none is."""

    document: Document
    findings: tuple[Finding, ...] = ()
    reader: str
    second: str = ""


@dataclass(slots=True, kw_only=True)
class Recorded:
    """What came of it: new events, ids of events that got one more account, ids of findings that wait for an editor,
    ids of events that the findings repeat, ids of findings that an editor has rejected before, hashes of documents that
    were new, and of those read before."""

    events: list[World] = field(default_factory=list)
    corroborated: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    read_before: list[str] = field(default_factory=list)


def record(
    live: Live, catalog: Catalog, reads: Sequence[Read], now: datetime, *, source: SourceState | None = None
) -> Recorded:
    """Record all of it or, where anything fails, nothing: documents, events, the queue and the source's state.

    A document that has been read before makes nothing, so a round that was cut short can simply be repeated.
    """
    recorded = Recorded()
    with live.writing() as (connection, memory):
        for read in reads:
            if documents.save(connection, read.document, now):
                recorded.documents.append(read.document.hash)
            if documents.is_read(connection, read.document):
                recorded.read_before.append(read.document.hash)
                continue
            alike: Counter[str] = Counter()
            for finding in read.findings:
                alike[finding_id(read.document.hash, finding)] += 1
                nth = alike[finding_id(read.document.hash, finding)]
                _accept(connection, memory, catalog, read.document, finding, nth, now, recorded)
            reader = read.reader if read.document.trust == "reported" else f"{read.reader}:own"
            documents.mark_read(connection, read.document.hash, reader, len(read.findings), now)
            if read.second:
                second_readings.want(connection, read.document.hash, read.findings, read.second, now)
        if source is not None:
            write_source_state(connection, source)
    return recorded


def _accept(
    connection: Connection,
    memory: Memory,
    catalog: Catalog,
    document: Document,
    finding: Finding,
    nth: int,
    now: datetime,
    recorded: Recorded,
) -> None:
    found = finding_id(document.hash, finding, nth)
    outcome = _outcome(connection, memory, catalog, document, finding, (found, nth), now)
    if outcome is None:
        recorded.rejected.append(found)
        return
    match outcome:
        case Accepted(event):
            # A retracted event is gone from the state but not from the log: the same finding must not bring it back.
            if log.find(connection, event.id) is not None:
                recorded.known.append(event.id)
            else:
                append_one(connection, memory, Draft(event=event), now)
                waiting.close(connection, event.finding, "accepted", now)  # it may wait since a less trusted source
                recorded.events.append(event)
        case Corroborates(event_id, note, disputes):
            new = append_one(connection, memory, Draft(event=note), now).is_new
            (recorded.corroborated if new else recorded.known).append(event_id)
            for dispute in disputes:
                append_one(connection, memory, Draft(event=dispute), now)
        case Known(event_id):
            recorded.known.append(event_id)
        case Waits(reason):
            if waiting.put(connection, found, finding, document, reason, now):
                recorded.waiting.append(found)


def _outcome(
    connection: Connection,
    memory: Memory,
    catalog: Catalog,
    document: Document,
    finding: Finding,
    names: tuple[str, int],
    now: datetime,
) -> Outcome | None:
    """What becomes of a finding; None where an editor has rejected it. `names` are its id and which of those of its
    document that are alike it is.

    One that an editor has let in counts as it was let in: where a source that is trusted more carries the same text, it
    confirms what the editor made of it.
    """
    earlier = partial(text_of, connection)
    found, nth = names
    judged = memory.state.judged.get(found)
    if judged is None:
        return accept(finding, document, memory.state, catalog, now, earlier, nth)
    if judged.verdict == "rejected":
        return None
    as_judged = edited(finding, judged.changes, catalog)
    if isinstance(as_judged, Mistakes):
        return Known(judged.event)
    return publish(as_judged, found, document, memory.state, catalog, now, earlier)


def add(live: Live, drafts: Sequence[Draft], now: datetime) -> list[Appended]:
    """Append what did not come out of a document: an editor's correction, a subscriber's wish, bundled history."""
    with live.writing() as (connection, memory):
        appended = log.append(connection, drafts, now)
        for draft, place in zip(drafts, appended, strict=True):
            if place.is_new:
                memory.take(place.position, draft.event)
    return appended


def add_history(live: Live, events: Sequence[World], now: datetime) -> int:
    """Append bundled history; how many events were new. What the log knows by its id stays as it was recorded."""
    drafts = {event.id: Draft(event=event) for event in events}
    with live.writing() as (connection, memory):
        for entry in log.find_all(connection, list(drafts)):
            del drafts[entry.id]
        fresh = list(drafts.values())
        for draft, place in zip(fresh, log.append(connection, fresh, now), strict=True):
            memory.take(place.position, draft.event)
    return len(fresh)


def adopt(live: Live, catalog: str, rules: str, now: datetime) -> list[Appended]:
    """Say in the log which versions of the catalogue and of the rules hold from here on, where they are others."""
    with live.reading() as memory:
        if (memory.catalog, memory.rules) == (catalog, rules):
            return []
    with live.writing() as (connection, memory):
        wanted: list[Event] = [CatalogAdopted(version=catalog)] if memory.catalog != catalog else []
        wanted += [RulesAdopted(version=rules)] if memory.rules != rules else []
        return [append_one(connection, memory, Draft(event=event), now) for event in wanted]


def text_of(connection: Connection, document_hash: str) -> str:
    """The text of a document that was read before; empty where it is not kept."""
    document = documents.load(connection, document_hash)
    return document.text if document is not None else ""


def append_one(connection: Connection, memory: Memory, draft: Draft, now: datetime) -> Appended:
    """Into the log and into the memory of it, within a transaction of `Live.writing`."""
    (place,) = log.append(connection, [draft], now)
    if place.is_new:
        memory.take(place.position, draft.event)
    return place
