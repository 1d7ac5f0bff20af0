"""The golden documents of the reader and how a reading is compared with what each of them expects."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from events.document import Document
from events.finding import Finding
from events.reading import Reading

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "reading"


@dataclass(frozen=True)
class Case:
    """One document with the fields that matter of each finding expected; fields not named may be anything."""

    name: str
    document: Document
    events: list[dict[str, Any]]


def load() -> list[Case]:
    cases = []
    for path in sorted(FOLDER.glob("*.json")):
        plain = msgspec.json.decode(path.read_bytes())
        said = plain["document"]
        document = Document(
            url=said["url"],
            title=said["title"],
            text=said["text"],
            language=said.get("language", ""),
            source=said.get("source", ""),
            published_at=datetime.fromisoformat(said["published_at"]),
            structured=said.get("structured", {}),
        )
        cases.append(Case(path.stem, document, plain["events"]))
    return cases


def _plain(finding: Finding) -> dict[str, Any]:
    def day(value: Any) -> str | None:
        return value.isoformat() if value else None

    return {
        "kind": finding.kind,
        "direction": finding.direction,
        "issuer": finding.issuer,
        "jurisdiction": finding.jurisdiction,
        "targets": sorted(finding.targets),
        "new": sorted(finding.new),
        "listed": sorted(finding.listed),
        "barred": sorted(finding.audience.barred),
        "exempt": sorted(finding.audience.exempt),
        "admitted": sorted(finding.audience.admitted),
        "limited": bool(finding.audience.admitted),
        "full": finding.full,
        "act": finding.act,
        "effect": finding.effect,
        "certainty": finding.certainty,
        "surfaces": sorted(finding.surfaces),
        "carries_out": finding.carries_out,
        "reported_only": finding.reported_only,
        "happened_on": day(finding.happened_on),
        "effective_on": day(finding.effective_on),
        "effective_until": day(finding.effective_until),
        "effective_at": finding.effective_at.strftime("%Y-%m-%dT%H:%M:%SZ") if finding.effective_at else None,
        "rivals": sorted([r.model, sorted(r.rival_of)] for r in finding.rivals),
        "undisclosed": any(d.undisclosed for d in finding.dependencies),
    }


def differences(case: Case, reading: Reading) -> list[str]:
    """What the reading says otherwise than expected, in words; empty where they agree."""
    got = [_plain(f) for f in reading.findings]
    said: list[str] = []
    left = list(got)
    for expected in case.events:
        scored = sorted(left, key=lambda g: -_likeness(expected, g))
        best = scored[0] if scored and scored[0]["kind"] == expected["kind"] else None
        if best is None:
            said.append(f"missed: {expected['kind']} {expected.get('targets', '')}")
            continue
        left.remove(best)
        for name, value in expected.items():
            wanted = sorted(value) if isinstance(value, list) and name != "rivals" else value
            if name == "rivals":
                wanted = sorted([model, sorted(of)] for model, of in value)
            if best[name] != wanted:
                said.append(f"{expected['kind']}: {name} is {best[name]!r}, expected {wanted!r}")
    said += [f"not expected: {g['kind']} {g['targets']}" for g in left]
    return said


def _likeness(expected: dict[str, Any], got: dict[str, Any]) -> int:
    return sum(
        (5 if name == "kind" else 1)
        for name, value in expected.items()
        if got[name] == (sorted(value) if isinstance(value, list) else value)
    )
