"""Disputes: where an independent account of a known act says otherwise; both are kept and both are shown."""

from datetime import date

from events.access import State
from events.finding import Finding
from events.vocabulary import Disputed, Source, World

APART_DAYS = 2
"""From so many days on two accounts of when an act was done differ; below, time zones and printing explain it."""


def contradictions(event: World, finding: Finding, source: Source, state: State) -> tuple[Disputed, ...]:
    """What of the event this account denies, field by field; nothing that its publisher has said of it before.

    Only what the account states in so many words counts: what it leaves out, or was inferred, denies nothing.
    """
    said = {e.field for e in finding.evidence if e.basis in ("quote", "structured")}
    apart = {
        "happened_on": _apart(event.happened_on, finding.happened_on, APART_DAYS),
        "effective_on": _apart(event.effective_on, finding.effective_on, 1),
        "effective_until": _apart(event.effective_until, finding.effective_until, 1),
    }
    known = {(d.field, d.says) for d in state.disputes.get(event.id, ()) if d.source.publisher == source.publisher}
    made = (
        Disputed(event=event.id, field=field, says=says.isoformat(), source=source)
        for field, says in apart.items()
        if says is not None and field in said
    )
    return tuple(d for d in made if (d.field, d.says) not in known)


def _apart(kept: date | None, told: date | None, least_days: int) -> date | None:
    """The told day, where both name one and they differ."""
    if kept is None or told is None or abs((kept - told).days) < least_days:
        return None
    return told
