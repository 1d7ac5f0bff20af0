"""Applying corrections: all of them at once to a finding or an event, or what is wrong with each and none of them."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec

from events.catalog import Catalog
from events.catalog.names import readable
from events.editing.forms import FIELDS, FORMS, REFS, Nouns
from events.finding import Audience, Finding
from events.soundness import unsound
from events.terms import Direction, Kind
from events.vocabulary import Relaxed, World, kind_of

_AUDIENCE = ("barred", "exempt", "admitted")
_DIRECTIONS: dict[Kind, Direction] = {"restriction": "tighten", "relaxation": "loosen"}


class Mistakes(NamedTuple):
    """What is wrong with the corrections, each in a line; nothing of them was applied."""

    lines: tuple[str, ...]


def edited(finding: Finding, changes: Mapping[str, str], catalog: Catalog) -> Finding | Mistakes:
    """The finding as the editor has it; what proved a field that is put right no longer proves it."""
    mistakes: list[str] = []
    values = _values(changes, Nouns(catalog=catalog, own=frozenset(finding.new)), mistakes)
    kind: Kind = values.get("kind", finding.kind)
    if kind != finding.kind:
        values.setdefault("direction", _DIRECTIONS.get(kind))
        if kind not in ("launch", "relaxation"):
            values.setdefault("admitted", ())
        if kind == "proposal" and values["direction"] is None:
            mistakes.append("direction: a proposal aims to tighten or to loosen; say which")
    mistakes += _out_of_place(kind, changes)
    fields = _grouped(values, finding.audience)
    if kind == "launch":
        fields |= {"effective_on": None, "effective_at": None, "effective_until": None}
    if fields.get("effective_on", finding.effective_on) != finding.effective_on:
        fields["effective_at"] = None  # the hour that was read is of another day
    if not any(fields.get(name, getattr(finding, name)) for name in ("targets", "listed", "topics")):
        mistakes.append("targets: it names nothing; say targets=…, listed=… or topics=…")
    if mistakes:
        return Mistakes(tuple(mistakes))
    if "targets" in fields:
        fields["names"] = _names(fields["targets"], finding.names, catalog)
        fields["new"] = tuple(fields["names"])
    proved = {"audience" if name in _AUDIENCE else name for name in values}
    fields["evidence"] = tuple(e for e in finding.evidence if e.field not in proved)
    return msgspec.structs.replace(finding, **fields)


def as_kept(finding: Finding, changes: Iterable[str], catalog: Catalog) -> dict[str, str]:
    """The corrections for good, of a finding that was put right in these fields: by ids instead of names, so that they
    mean the same when the catalogue has changed; reading them again makes the same finding."""
    return {name: _text(name, finding, catalog) for name in changes}


def _text(name: str, finding: Finding, catalog: Catalog) -> str:
    value = getattr(finding.audience if name in _AUDIENCE else finding, name)
    if isinstance(value, date):
        return value.isoformat()
    if name in REFS:
        refs = (value,) if isinstance(value, str) else value
        return ",".join(ref if not ref or catalog.exists(ref) else f"new:{ref}" for ref in refs)
    return ",".join(value) if isinstance(value, tuple) else value or ""


def edited_event(event: World, changes: Mapping[str, str], catalog: Catalog) -> World | Mistakes:
    """The event as it reads now: its id and kind stay, and so does what it carries out, brings into force or eases
    (but for objects that it no longer names)."""
    mistakes: list[str] = []
    values = _values(changes, Nouns(catalog=catalog, own=frozenset(event.names)), mistakes)
    kind = kind_of(event)
    if values.pop("kind", kind) != kind:
        mistakes.append("kind: an event keeps its kind; retract it instead, and say why")
    mistakes += _out_of_place(kind, changes)
    mistakes += [f"{name}: a {kind} has none" for name in values if name not in (*event.__struct_fields__, *_AUDIENCE)]
    if values.get("happened_on", event.happened_on) is None:
        mistakes.append("happened_on: an event has its day")
    if not changes:
        mistakes.append("nothing is put right: say field=value")
    if mistakes:
        return Mistakes(tuple(mistakes))
    fields = _grouped(values, event.audience)
    if fields.get("effective_on", event.effective_on) != event.effective_on:
        fields["effective_at"] = None
    if "targets" in fields:
        fields["names"] = _names(fields["targets"], event.names, catalog)
        if isinstance(event, Relaxed):
            fields["eases"] = _still_eased(event, fields["targets"])
    now = msgspec.structs.replace(event, **fields)
    if fault := unsound(now):
        return Mistakes((fault,))
    return now if now != event else Mistakes(("it says so already",))


def _values(changes: Mapping[str, str], nouns: Nouns, mistakes: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, text in changes.items():
        if name not in FORMS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"use {', '.join(FIELDS)}"
            mistakes.append(f"{name}: no such field; {hint}")
            continue
        try:
            found[name] = FORMS[name](text.strip(), nouns)
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
    return found


def _out_of_place(kind: Kind, changes: Mapping[str, str]) -> list[str]:
    """What does not go with this kind is a slip, not a wish."""
    given = {name for name, text in changes.items() if text.strip()}
    said = [f"{name}: a launch has none" for name in ("effective_on", "effective_until") if name in given]
    said = said if kind == "launch" else []
    if kind not in ("launch", "relaxation") and "admitted" in given:
        said.append(f"admitted: a {kind} lets nobody in; say exempt=… for whom it spares")
    if kind != "restriction" and "listed" in given:
        said.append(f"listed: a {kind} lists nobody")
    return said


def _grouped(values: dict[str, Any], audience: Audience) -> dict[str, Any]:
    """The fields as the structs have them, where the audience is one."""
    who = {name: values[name] for name in _AUDIENCE if name in values}
    fields = {name: value for name, value in values.items() if name not in _AUDIENCE}
    return fields | ({"audience": msgspec.structs.replace(audience, **who)} if who else {})


def _names(targets: tuple[str, ...], told: Mapping[str, str], catalog: Catalog) -> dict[str, str]:
    """What the catalogue lacks is called what the document calls it, or a readable form of its id."""
    return {ref: told.get(ref) or readable(ref) for ref in targets if not catalog.exists(ref)}


def _still_eased(event: Relaxed, targets: tuple[str, ...]) -> tuple[Any, ...]:
    kept = [msgspec.structs.replace(e, targets=tuple(t for t in e.targets if t in targets)) for e in event.eases]
    return tuple(now for now, before in zip(kept, event.eases, strict=True) if now.targets or not before.targets)
