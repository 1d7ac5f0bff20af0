"""Corrections and retractions at the terminal; whoever has it stands in the log as `operator`."""

from bot.cli.asking import clock, say, say_json, settings
from bot.editorial import in_a_line, said_of_change
from bot.failures import CommandError, UsageError
from bot.opening import opened
from events.editing import Mistakes
from store import judging
from store.editors import OPERATOR
from store.judging import Changed, Decided


def correct(event: str, pairs: tuple[str, ...], *, reason: str, as_json: bool) -> None:
    changes, why, now = pairs_of(pairs), needed(reason), clock.now()
    with opened(settings(), now) as record:
        outcome = judging.correct(record.live, record.known(), event, changes, now, by=OPERATOR, reason=why)
    _tell(outcome, event, "corrected", as_json=as_json)


def retract(event: str, *, reason: str, as_json: bool) -> None:
    why, now = needed(reason), clock.now()
    with opened(settings(), now) as record:
        outcome = judging.retract(record.live, event, now, by=OPERATOR, reason=why)
    _tell(outcome, event, "retracted", as_json=as_json)


def pairs_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """The corrections by field; UsageError for what is no `field=value`, or names one field twice."""
    changes: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip().casefold()
        if not equals or not name:
            raise UsageError(f"{pair!r}: write a correction as field=value, such as targets=anthropic/claude-fable-5")
        if name in changes:
            raise UsageError(f"{name} is given more than once: give it once")
        changes[name] = value
    return changes


def needed(reason: str) -> str:
    """On one line; UsageError where nothing is said."""
    said = " ".join(reason.split())
    if not said:
        raise UsageError("--reason is empty: say why, for the record")
    return said


def _tell(outcome: Changed | Decided | Mistakes, event: str, did: str, *, as_json: bool) -> None:
    said = said_of_change(outcome, event, did)
    if not isinstance(outcome, Changed):
        raise CommandError(in_a_line(said))
    if as_json:
        say_json({"event": event, "done": did})
    else:
        say(said)
