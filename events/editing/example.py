"""An example for the reader's golden documents: what an editor decided that a document states, in their format."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from events.document import Document
from events.finding import Finding
from events.vocabulary import Proposed, Restricted, World, kind_of

ALWAYS = ("kind", "issuer", "targets", "effective_on", "effective_until")


def example(document: Document, why: str, events: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The whole file as plain JSON data. A document that says no time of its own gets the one at which it was read."""
    at = document.published_at or document.observed_at
    told: dict[str, Any] = {"url": document.url, "title": document.title, "text": document.text}
    told |= {"language": document.language} if document.language else {}
    told |= {"source": document.source} if document.source else {}
    told |= {"structured": document.structured} if document.structured else {}
    told["published_at"] = at.isoformat().replace("+00:00", "Z") if at else "1970-01-01T00:00:00Z"
    return {"why": why, "document": told, "events": list(events)}


def expected_of(finding: Finding, put_right: Collection[str] = ()) -> dict[str, Any]:
    """What the reader is to say where an editor let this in: what it says, and whatever the editor `put_right`."""
    said: dict[str, Any] = {
        "kind": finding.kind,
        "direction": finding.direction,
        "issuer": finding.issuer,
        "jurisdiction": finding.jurisdiction,
        "targets": list(finding.targets),
        "listed": list(finding.listed),
        "barred": list(finding.audience.barred),
        "exempt": list(finding.audience.exempt),
        "admitted": list(finding.audience.admitted),
        "surfaces": list(finding.surfaces),
        "act": finding.act,
        "effect": finding.effect,
        "happened_on": _day(finding.happened_on),
        "effective_on": _day(finding.effective_on),
        "effective_until": _day(finding.effective_until),
        "certainty": finding.certainty,
    }
    if finding.kind not in ("restriction", "proposal"):
        said.pop("act")
    if finding.kind != "restriction":
        said.pop("effect")
    return {
        name: value
        for name, value in said.items()
        if name in put_right or name in ALWAYS or (value and value not in ("provide", "exact"))
    }


def expected_of_event(event: World) -> dict[str, Any]:
    """The same of an event that needed no editor: what the record says of it now."""
    said: dict[str, Any] = {
        "kind": kind_of(event),
        "issuer": event.issuer,
        "targets": list(event.targets),
        "effective_on": _day(event.effective_on),
        "effective_until": _day(event.effective_until),
    }
    said |= {"direction": event.direction} if isinstance(event, Proposed) else {}
    said |= {"listed": list(event.listed)} if isinstance(event, Restricted) and event.listed else {}
    who = event.audience
    said |= {"barred": list(who.barred)} if who.barred else {}
    return said | ({"admitted": list(who.admitted)} if who.admitted else {})


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
