"""A finding in the making: its fields by name, and what proves each of them."""

from dataclasses import dataclass
from typing import Any

from events.finding import Basis, Evidence, Finding
from events.reading.actors import Actor
from events.reading.naming import Named
from events.reading.page import Page, based, quoted
from events.reading.quotes import clause
from events.reading.standing import land_of
from events.reading.when import Times

Span = tuple[int, int]
Found = list[tuple[str, int, int]]

_TITLE_LONGEST = 200
_SHORT = 16
# What each field rests on where no words were found for it.
_OTHERWISE: dict[str, Basis] = {
    "title": "metadata",
    "direction": "inferred",
    "issuer": "catalogue",
    "jurisdiction": "catalogue",
    "topics": "catalogue",
    "act": "inferred",
    "surfaces": "inferred",
    "audience": "inferred",
    "effective_on": "inferred",
    "dependencies": "catalogue",
}


@dataclass
class Draft:
    """Fields are set as they are found; `finding` adds what the rest of them rest on."""

    page: Page
    fields: dict[str, Any]
    evidence: list[Evidence]

    def put(self, name: str, value: Any, span: Span | None = None, basis: Basis = "inferred") -> None:
        """Sets a field with its proof; one field may have several quotes."""
        self.fields[name] = value
        self.prove(name, span, basis)

    def prove(self, name: str, span: Span | None, basis: Basis = "inferred") -> None:
        made = quoted(self.page, name, *span) if span else based(name, basis)
        if made not in self.evidence:
            self.evidence.append(made)

    def prove_by_clause(self, name: str, span: Span | None, basis: Basis = "inferred") -> None:
        """The whole clause: the words found would not tell by themselves what they prove."""
        self.prove(name, clause(self.page, *span) if span else None, basis)

    def prove_who(self, span: Span) -> None:
        """A bare country's name would not tell that it is barred or let in, so its clause is quoted."""
        short = span[1] - span[0] < _SHORT
        self.prove("audience", clause(self.page, *span) if short else span)

    def finding(self) -> Finding:
        proved = {e.field for e in self.evidence}
        missing = [name for name in _OTHERWISE if name not in proved and _is_said(self.fields.get(name))]
        rest = [based(name, _OTHERWISE[name]) for name in missing]
        return Finding(**self.fields, evidence=(*self.evidence, *rest))


def _is_said(value: object) -> bool:
    if hasattr(value, "barred"):
        return bool(value.barred or value.exempt or value.admitted)  # type: ignore[attr-defined]
    return bool(value)


def begun(page: Page, **fields: Any) -> Draft:
    """A draft with the title, which is the document's own or its first line."""
    title = page.document.title.strip() or page.document.text.strip().split("\n")[0]
    return Draft(page, {"title": title[:_TITLE_LONGEST], "act": "provide", **fields}, [])


def put_times(draft: Draft, times: Times, *, effective: bool = True) -> None:
    draft.fields["happened_on"] = times.happened_on
    draft.prove_by_clause("happened_on", times.happened or draft.page.dated.span, "metadata")
    if effective and times.effective_on is not None:
        draft.fields["effective_on"] = times.effective_on
        draft.prove_by_clause("effective_on", times.effective)
        draft.fields["certainty"] = times.certainty
    if effective and times.effective_at is not None:
        draft.fields["effective_at"] = times.effective_at
        draft.prove_by_clause("effective_at", times.at)
    if times.until is not None:
        draft.fields["effective_until"] = times.until
        draft.prove_by_clause("effective_until", times.until_span)


def put_issuer(draft: Draft, actor: Actor | None) -> None:
    if actor is None:
        return
    draft.put("issuer", actor.ref, actor.span, "metadata")
    draft.put("jurisdiction", actor.jurisdiction, None, "catalogue")


def put_provider(draft: Draft, provider: str, span: Span | None) -> None:
    draft.put("issuer", provider, span, "catalogue")
    known = draft.page.catalog.jurisdiction_of(provider)
    draft.put("jurisdiction", known or land_of(draft.page), None, "catalogue" if known else "inferred")


def put_targets(draft: Draft, found: Found, models: tuple[Named, ...]) -> bool:
    """True where the catalogue lacks one of them."""
    by_ref = {m.ref: m for m in models}
    draft.fields["targets"] = tuple(ref for ref, _, _ in found)
    new = tuple(ref for ref, _, _ in found if ref in by_ref and by_ref[ref].new)
    draft.fields["new"] = new
    draft.fields["names"] = {ref: by_ref[ref].name for ref in new}
    for _ref, start, end in found:
        draft.prove("targets", (start, end))
    return bool(new)
