"""Examples for the reader: what the record knows of what a document states, once its editors have decided."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from events.access import State
from events.catalog import Catalog
from events.document import Document
from events.editing import Mistakes, edited
from events.editing.example import example, expected_of, expected_of_event
from events.vocabulary import Corrected, FindingJudged, World, kind_of
from store import documents, log, waiting
from store.errors import NotFoundError
from store.live import Live
from store.tables import READINGS
from store.waiting import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`plain` is the file's content; `untold` how many findings of the document left no trace in the record, so that
    what is expected of them is missing."""

    finding_id: str
    plain: dict[str, Any]
    untold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Findings of the same document still wait, so that nobody can say yet what it states."""

    waiting: tuple[str, ...]


def example_of(live: Live, catalog: Catalog, finding_id: str) -> Example | Undecided:
    """NotFoundError where no such finding ever waited here."""
    with live.reading() as memory, live.database.reading() as connection:
        asked = waiting.find(connection, finding_id)
        if asked is None:
            raise NotFoundError(f"no finding {finding_id} waits here, nor ever did: look at the queue")
        document = documents.load(connection, asked.document)
        if document is None:
            raise NotFoundError(f"the document {asked.document} is not kept here")
        state, of_it = memory.state, waiting.of_document(connection, asked.document)
        open_ = tuple(w.finding_id for w in of_it if not w.outcome and w.finding_id not in state.judged)
        if open_:
            return Undecided(waiting=open_)
        events = [said for waits in of_it if (said := _said(connection, waits, state, catalog)) is not None]
        judged = {w.finding_id: state.judged[w.finding_id] for w in of_it if w.finding_id in state.judged}
        others = _others(asked.document, judged, state)
        told = len(judged) + len(others)
        return Example(
            finding_id=finding_id,
            plain=example(document, _why(judged), [*events, *(o for o in others if o)]),
            untold=max(0, _findings(connection, document) - told),
        )


def _said(connection: Connection, waits: Waiting, state: State, catalog: Catalog) -> dict[str, Any] | None:
    """What is expected of one that was let in; None of one that was rejected, or that became an event by itself. What
    was put right or taken back in the log since counts."""
    judged = state.judged.get(waits.finding_id)
    if judged is None or judged.verdict == "rejected" or judged.event in state.retracted:
        return None
    finding = edited(waits.finding, judged.changes, catalog)
    said = expected_of(waits.finding if isinstance(finding, Mistakes) else finding, judged.changes)
    event = state.world.get(judged.event)
    if event is not None and event.finding == waits.finding_id and _was_corrected(connection, event):
        said |= expected_of_event(event)
    return said


def _was_corrected(connection: Connection, event: World) -> bool:
    return any(isinstance(entry.event, Corrected) for entry in log.of_stream(connection, event.id))


def _others(document: str, judged: dict[str, FindingJudged], state: State) -> list[dict[str, Any]]:
    """What is expected of the findings that needed no editor; empty of one that was retracted since."""

    def came_of_it(event: World) -> bool:
        return event.finding not in judged and any(s.document == document for s in event.sources)

    by_editors = {one.event for one in judged.values()}
    accepted = [expected_of_event(event) for event in state.world.values() if came_of_it(event)]
    repeated = [
        {"kind": kind_of(state.world[event_id])}
        for event_id, sources in state.corroborations.items()
        if event_id in state.world and event_id not in by_editors and any(s.document == document for s in sources)
    ]
    return accepted + repeated + [{} for event in state.taken_back.values() if came_of_it(event)]


def _why(judged: dict[str, FindingJudged]) -> str:
    return "; ".join(
        f"{one.by} {one.verdict} {name}" + (f": {one.reason}" if one.reason else "") for name, one in judged.items()
    )


def _findings(connection: Connection, document: Document) -> int:
    """How many the reader had found in it."""
    found = select(func.max(READINGS.c.findings)).where(READINGS.c.document == document.hash)
    return int(connection.execute(found).scalar() or 0)
