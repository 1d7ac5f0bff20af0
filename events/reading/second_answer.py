"""The second reader's answer: believed only where the document itself bears it out.

Nothing that the model words by itself gets through: the title is the document's, quotes and new names stand in it to
the letter, ids come from the catalogue, days must not contradict their own quote. What is not proved is void.
"""

import re
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from events.acceptance import OLD_DAYS
from events.catalog import Catalog
from events.document import Document
from events.finding import Audience, Evidence, Finding, RivalClaim
from events.identity import finding_id
from events.predicates import check_predicate, group_of_country, is_predicate
from events.reading.calendar import days_in
from events.reading.page import Page, open_page
from events.reading.second import part_sent
from events.reading.second_names import Name, issuer_named, provider_named, ref_named, rival_named
from events.reading.second_schema import FIELDS
from events.reading.text import fold
from events.terms import ACTS, KINDS, is_surface

MOST_FINDINGS = 8
"""An answer with more acts than this is not believed at all: no labelled document states more than two."""

MOST_NAMES = 40
MOST_QUOTES = 80
LONGEST_QUOTE = 400
"""What an answer holds beyond these is left out."""

CONFIDENCE = 0.5
"""How sure a model says it is means nothing here; everything it finds goes past an editor."""

_NEEDS_QUOTE = frozenset(("kind", "issuer", "targets", "listed", "audience", "effective_on", "effective_until"))
_YEARS = timedelta(days=3660)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Proved(NamedTuple):
    """A finding of the second reader; `void` are the fields that it filled and did not prove."""

    finding: Finding
    void: frozenset[str]


class Unreadable(NamedTuple):
    """The answer cannot be used, and why, in words of ours."""

    reason: str


def proved(content: str, document: Document, catalog: Catalog) -> tuple[Proved, ...] | Unreadable:
    """What the answer's text states of the document: strict JSON in the schema of the question, or nothing."""
    try:
        said = msgspec.json.decode(content.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return Unreadable("its answer is no JSON by itself")
    told = said.get("findings") if isinstance(said, dict) else None
    if not isinstance(told, list):
        return Unreadable("its answer has no list of findings")
    if len(told) > MOST_FINDINGS:
        return Unreadable(f"its answer states {len(told)} acts, which no document does")
    page = open_page(part_sent(document), catalog)
    found: dict[str, Proved] = {}
    for one in told:
        made = _finding(one, page) if isinstance(one, dict) else None
        if made is not None:
            found.setdefault(finding_id(document.hash, made.finding), made)
    return tuple(found.values())


class _Answer:
    """One act as the model tells it, with the quotes that hold and the fields that are void."""

    def __init__(self, told: dict[str, Any], page: Page) -> None:
        self.told = told
        self.page = page
        self.quotes: dict[str, list[str]] = {}
        self.void: set[str] = set()
        evidence = told.get("evidence")
        for proof in evidence[:MOST_QUOTES] if isinstance(evidence, list) else ():
            if not isinstance(proof, dict) or proof.get("field") not in FIELDS:
                continue
            quote = _standing(proof.get("quote"), page.document)
            if quote:
                self.quotes.setdefault(proof["field"], []).append(quote)
            else:
                self.void.add(proof["field"])

    def value(self, name: str) -> Any:
        """What is said of a field; None where its proof is false, or missing where one is needed."""
        said = self.told.get(name)
        if said in (None, "", [], {}):
            self.void.discard(name)
            return None
        if name in self.void or (name in _NEEDS_QUOTE and name not in self.quotes):
            self.void.add(name)
            return None
        return said

    def word(self, name: str, among: tuple[str, ...]) -> str | None:
        said = self.value(name)
        return said if isinstance(said, str) and said in among else None

    def texts(self, name: str) -> list[str]:
        said = self.value(name)
        return _texts(said)

    def day(self, name: str) -> date | None:
        """A day that is one, lies within ten years of the document, and is not another than its own quote names."""
        said = self.value(name)
        if said is None:
            return None
        day = _day(said)
        around = self.page.published or _observed(self.page.document)
        if day is None or (around and abs(day - around) > _YEARS) or self._contradicted(name, day):
            self.void.add(name)
            return None
        return day

    def _contradicted(self, name: str, day: date) -> bool:
        """A day away is a time zone; two are a lie."""
        named = [(d.day, d.grain) for q in self.quotes.get(name, ()) for d in days_in(fold(q), self.page.published)]
        exact = [d for d, grain in named if grain == "day"]
        return bool(exact) and all(abs(d - day) > timedelta(days=1) for d in exact)


def _finding(told: dict[str, Any], page: Page) -> Proved | None:
    answer = _Answer(told, page)
    kind = answer.word("kind", KINDS)
    if kind is None:
        return None
    fields: dict[str, Any] = {"kind": kind, "title": _title(page.document), "confidence": CONFIDENCE}
    fields["direction"] = _direction(kind, answer)
    issuer = answer.value("issuer")
    fields["issuer"] = issuer_named(page, issuer) if isinstance(issuer, str) else ""
    if issuer is not None and not fields["issuer"]:
        answer.void.add("issuer")
    fields["jurisdiction"] = page.catalog.jurisdiction_of(fields["issuer"]) or "" if fields["issuer"] else ""
    fields |= _things(answer, kind, fields["issuer"])
    fields["act"] = answer.word("act", ACTS) or "provide"
    surfaces = [s for s in answer.texts("surfaces") if is_surface(s)][:MOST_NAMES]
    fields["surfaces"] = tuple(dict.fromkeys(surfaces))
    fields["audience"] = _audience(answer, kind)
    fields |= _times(answer, kind)
    if kind == "launch":
        fields["rivals"] = _rivals(answer, fields["targets"])
    return Proved(Finding(**fields, evidence=_evidence(answer, fields)), frozenset(answer.void))


def _direction(kind: str, answer: _Answer) -> str | None:
    if kind == "proposal":
        return answer.word("direction", ("tighten", "loosen")) or "tighten"
    return {"restriction": "tighten", "relaxation": "loosen"}.get(kind)


def _things(answer: _Answer, kind: str, issuer: str) -> dict[str, Any]:
    """Targets and listed parties by their ids; one name that stands for nothing voids the field."""
    page = answer.page
    said = answer.value("targets")
    maker = issuer if kind in ("launch", "withdrawal") and issuer in page.catalog.providers else ""
    found: dict[str, Name] = {}
    for one in said[:MOST_NAMES] if isinstance(said, list) else ():
        text, of = (one.get("name"), one.get("maker")) if isinstance(one, dict) else (one, None)
        name = ref_named(page, text, of if isinstance(of, str) else "", maker) if isinstance(text, str) else None
        if name is None:
            answer.void.add("targets")
        else:
            found.setdefault(name.ref, name)
    listed = [provider_named(page, text) for text in answer.texts("listed")]
    if not all(listed):
        answer.void.add("listed")
    new = tuple(name.ref for name in found.values() if name.new)
    return {
        "targets": tuple(found),
        "new": new,
        "names": {ref: found[ref].text for ref in new},
        "topics": tuple(ref for ref in found if ref.startswith("topic/")),
        "listed": tuple(dict.fromkeys(ref for ref in listed if ref)),
    }


def _audience(answer: _Answer, kind: str) -> Audience:
    told_of = answer.told.get("audience")
    if not isinstance(told_of, dict) or not any(told_of.values()):
        answer.void.discard("audience")
        return Audience()
    said = answer.value("audience")
    if said is None:
        return Audience()
    parts: dict[str, tuple[str, ...]] = {}
    for name in ("barred", "exempt", "admitted"):
        told = _texts(said.get(name))
        if not all(_is_sound(text, answer.page.catalog) for text in told):
            answer.void.add("audience")
            return Audience()
        parts[name] = tuple(dict.fromkeys(check_predicate(text) for text in told))
    if kind not in ("relaxation", "launch"):
        parts.pop("admitted")
    return Audience(**parts)


def _is_sound(text: str, catalog: Catalog) -> bool:
    """A predicate of places and lists that there are."""
    if not is_predicate(text):
        return False
    word, _, rest = check_predicate(text).removeprefix("not:").partition(":")
    if word == "list":
        group = group_of_country(rest)
        return rest in catalog.lists or (group is not None and group.country in catalog.jurisdictions)
    if word == "group":
        return rest in catalog.groups
    return not rest or rest in catalog.jurisdictions


def _times(answer: _Answer, kind: str) -> dict[str, Any]:
    happened = answer.day("happened_on")
    around = answer.page.published or _observed(answer.page.document)
    if happened and around and happened - around > timedelta(days=OLD_DAYS):
        answer.void.add("happened_on")
        happened = None
    if "happened_on" not in answer.quotes and happened and around and abs(happened - around) > timedelta(days=4):
        answer.void.add("happened_on")
        happened = None
    effective = answer.day("effective_on") if kind != "launch" else None
    until = answer.day("effective_until") if kind != "launch" else None
    if effective and until and until < effective:
        answer.void |= {"effective_on", "effective_until"}
        effective = until = None
    certainty = answer.word("certainty", ("exact", "not_before", "conditional")) or "exact"
    return {
        "happened_on": happened,
        "effective_on": effective,
        "effective_until": until,
        "certainty": certainty if effective else "exact",
    }


def _rivals(answer: _Answer, targets: tuple[str, ...]) -> tuple[RivalClaim, ...]:
    """Claims that a quote bears out; the claim is the quote."""
    quotes = answer.quotes.get("rivals", [])
    said = answer.value("rivals")
    if not isinstance(said, list) or not quotes or not targets:
        return ()
    claims = []
    for one in said[:MOST_NAMES]:
        if not isinstance(one, dict):
            continue
        model = ref_named(answer.page, str(one.get("model") or ""), "", targets[0].split("/")[0])
        named = [rival_named(answer.page, text) for text in _texts(one.get("rival_of"))]
        others = tuple(dict.fromkeys(ref for ref in named if ref and ref not in targets))
        if model is not None and model.ref in targets and others:
            claims.append(RivalClaim(model=model.ref, rival_of=others, claim=quotes[0]))
    return tuple(claims)


def _evidence(answer: _Answer, fields: dict[str, Any]) -> tuple[Evidence, ...]:
    proofs = [Evidence(field="title", basis="metadata")]
    for name in FIELDS:
        if name in answer.void or not _is_said(fields.get(name)):
            continue
        quotes = list(dict.fromkeys(answer.quotes.get(name, ())))
        proofs += [Evidence(field=name, basis="quote", quote=quote) for quote in quotes]
        if not quotes:
            proofs.append(Evidence(field=name, basis="inferred"))
    if fields["jurisdiction"]:
        proofs.append(Evidence(field="jurisdiction", basis="catalogue"))
    return tuple(proofs)


def _is_said(value: object) -> bool:
    return bool(value.barred or value.exempt or value.admitted) if isinstance(value, Audience) else bool(value)


def _standing(quote: object, document: Document) -> str:
    """The quote where it stands in the document to the letter, trimmed as the first reader's are; else empty."""
    if not isinstance(quote, str):
        return ""
    trimmed = quote.strip().strip("\"'“”").rstrip(".,。").strip()
    for words in (quote.strip(), trimmed):
        if 1 < len(words) <= LONGEST_QUOTE and (words in document.title or words in document.text):
            return words
    return ""


def _texts(said: object) -> list[str]:
    return [one.strip() for one in said[:MOST_NAMES] if isinstance(one, str)] if isinstance(said, list) else []


def _day(said: object) -> date | None:
    if not isinstance(said, str) or not _DAY.fullmatch(said):
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _observed(document: Document) -> date | None:
    return document.observed_at.date() if document.observed_at else None


def _title(document: Document) -> str:
    return (document.title.strip() or document.text.strip().split("\n")[0])[:200]
