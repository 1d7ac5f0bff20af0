"""The steps from one schema to the next, in order; a step that was released is never edited."""

from dataclasses import dataclass

from store.migrations import step_0001, step_0002, step_0004


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of the schema, known by its number; taken whole or not at all."""

    number: int
    name: str
    statements: tuple[str, ...]


STEPS: tuple[Step, ...] = (
    Step(number=1, name=step_0001.NAME, statements=step_0001.STATEMENTS),
    Step(number=2, name=step_0002.NAME, statements=step_0002.STATEMENTS),
    Step(number=4, name=step_0004.NAME, statements=step_0004.STATEMENTS),
)
"""Each is taken where it is missing, whichever later ones were taken before it: steps that were written side by side
need one another in no order."""

SCHEMA_VERSION = max(step.number for step in STEPS)
"""The schema that this program writes."""

GUARDS = frozenset(
    {
        "attempts_in_order",
        "attempts_no_delete",
        "attempts_no_update",
        "events_in_order",
        "events_no_delete",
        "events_no_earlier",
        "events_no_update",
        "outcomes_in_order",
        "outcomes_no_delete",
        "outcomes_no_update",
    }
)
"""The triggers without which the append-only tables could be changed."""
