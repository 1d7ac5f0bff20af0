"""What a structured source states outright replaces what its prose only suggests."""

from datetime import date
from typing import Any

import msgspec

from events.finding import Evidence, Finding
from events.reading.page import Page


def with_structure(page: Page, finding: Finding) -> Finding:
    """The Federal Register's own effective day; other sources' days where their fields are so called."""
    said = page.document.structured
    changes: dict[str, Any] = {}
    proofs: list[Evidence] = []
    if finding.kind in ("restriction", "relaxation", "milestone", "withdrawal"):
        for name, keys in (
            ("effective_on", ("effective_on", "effective_date", "shutdown_date")),
            ("effective_until", ("effective_until",)),
        ):
            day = next((d for key in keys if (d := _day(said.get(key))) is not None), None)
            if day is not None:
                changes[name] = day
                proofs.append(Evidence(field=name, basis="structured"))
    if not changes:
        return finding
    kept = tuple(e for e in finding.evidence if e.field not in changes)
    return msgspec.structs.replace(finding, **changes, evidence=(*kept, *proofs))


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
