"""What a check would record, worked out on a copy of the record that is thrown away."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.checking import SourceReport
from bot.opening import Record
from events.acceptance import Accepted, Corroborates, Known, Waits, accept
from events.access import evolve
from events.document import Document
from events.finding import Finding
from events.growth import grown
from events.identity import finding_id
from events.reading import read
from events.sources.check_pool import CheckPool
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from store import documents
from store.query import entry, memory_as_of
from store.record import Recorded
from store.sources import source_state


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldWait:
    """A finding for the editors' queue, and why it does not become an event by itself."""

    id: str
    kind: str
    title: str
    reason: str


class Rehearsal:
    """One round in which nothing is written: `state` takes what each source would add, so that a second source which
    tells of the same act is seen to repeat the first."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._met: set[str] = set()
        self.state = memory_as_of(record.database).state
        self.waits: dict[str, WouldWait] = {}

    async def check(self, spec: SourceSpec, pool: CheckPool, now: datetime) -> SourceReport:
        """What a check of this source would bring; not even that it was asked is kept."""
        state = await asyncio.to_thread(source_state, self._record.database, spec.id)
        cursor = Cursor.loaded(state.cursor if isinstance(state.cursor, str) else "")
        found = await pool.check(spec, cursor, now)
        if isinstance(found, Failed):
            return SourceReport(source=spec.id, failed=found.reason)
        recorded = self._take_in(found, now)
        return SourceReport(source=spec.id, recorded=recorded, suspect=found.suspect, problems=found.problems)

    def _take_in(self, found: Checked, now: datetime) -> Recorded:
        recorded = Recorded()
        catalog = grown(self._record.catalog, self.state)
        new = {document.hash for document in documents.unread(self._record.database, found.documents)} - self._met
        for document in found.documents:
            if document.hash not in new:
                recorded.read_before.append(document.hash)
                continue
            new.discard(document.hash)
            self._met.add(document.hash)
            recorded.documents.append(document.hash)
            for finding in read(document, catalog, doubtful_too=True).findings:
                self._accept(finding, document, recorded, now)
        return recorded

    def _accept(self, finding: Finding, document: Document, recorded: Recorded, now: datetime) -> None:
        match accept(finding, document, self.state, grown(self._record.catalog, self.state), now):
            case Accepted(event):
                if entry(self._record.database, event.id) is not None:
                    recorded.known.append(event.id)
                else:
                    evolve(self.state, event)
                    recorded.events.append(event)
            case Corroborates(event_id, note, disputes):
                evolve(self.state, note)
                for said in disputes:
                    evolve(self.state, said)
                recorded.corroborated.append(event_id)
            case Known(event_id):
                recorded.known.append(event_id)
            case Waits(reason):
                found = finding_id(document.hash, finding)
                self.waits[found] = WouldWait(id=found, kind=finding.kind, title=finding.title, reason=reason)
                recorded.waiting.append(found)
