"""What the tests of meaning are made of: documents, findings and orders in one line."""

from datetime import UTC, date, datetime
from typing import Any

from events.acceptance import Accepted, Corroborates, Outcome, accept
from events.access import State, evolve
from events.catalog import load_catalog
from events.document import Document
from events.finding import Evidence, Finding
from events.vocabulary import Restricted
from tests.events.june import FABLE

CATALOG = load_catalog()
OPUS = "anthropic/claude-opus-4.8"


def june(day: int) -> date:
    return date(2026, 6, day)


def told_by(name: str, day: int = 12, hour: int = 20, **more: Any) -> Document:
    """A document of that publisher, official unless told otherwise."""
    at = datetime(2026, 6, day, hour, tzinfo=UTC)
    facts: dict[str, Any] = {
        "url": f"https://{name}.test/1",
        "title": name,
        "text": name,
        "source": name,
        "publisher": name,
        "trust": "official",
        "published_at": at,
        "observed_at": at,
    }
    return Document(**(facts | more))


def found(kind: str = "restriction", day: int = 12, **more: Any) -> Finding:
    facts: dict[str, Any] = {
        "kind": kind,
        "title": "t",
        "happened_on": june(day),
        "confidence": 0.95,
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": (FABLE,),
    }
    return Finding(**(facts | more))


def quoting(*fields: str) -> tuple[Evidence, ...]:
    """Proof that a document says these fields in so many words."""
    return tuple(Evidence(field=field, basis="quote", quote="…") for field in fields)


def take(state: State, document: Document, finding: Finding) -> Outcome:
    """Let the state take in what became of the finding."""
    assert document.observed_at is not None
    outcome = accept(finding, document, state, CATALOG, document.observed_at)
    if isinstance(outcome, Accepted):
        evolve(state, outcome.event)
    elif isinstance(outcome, Corroborates):
        evolve(state, outcome.note)
        for dispute in outcome.disputes:
            evolve(state, dispute)
    return outcome


def ordered(name: str, targets: tuple[str, ...] = (FABLE,), **more: Any) -> Restricted:
    facts: dict[str, Any] = {
        "id": name,
        "title": name,
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": targets,
        "happened_on": june(12),
    }
    return Restricted(**(facts | more))
