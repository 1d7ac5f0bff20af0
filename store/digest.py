"""One digest of what the record says: equal on every machine and either database, whatever order it came in.

It covers every event of the world that counts (corrected where it was), what was retracted and why, every further
account, what has been confirmed, every dispute, what editors decided of findings; and, with the roll, every
subscriber's profile, watches and choices. It leaves out where an event came from (`origin`), so that an export imported
elsewhere has the digest of the original, and it leaves out positions and times of recording, which are the log's and
not the world's.
"""

import hashlib
from typing import Any

from events.access import State
from events.codec import canonical, plain
from events.roll import Roll


def state_digest(state: State, roll: Roll | None = None) -> str:
    """SHA-256 of the canonical JSON of the record; pass the roll to cover the subscribers too."""
    told: dict[str, Any] = {
        "world": [_without_origin(plain(event)) for _, event in sorted(state.world.items())],
        "retracted": state.retracted,
        "corroborations": {name: _sorted(sources) for name, sources in state.corroborations.items()},
        "confirmed": sorted(name for name, yes in state.confirmed.items() if yes),
        "disputes": {name: _sorted(disputes) for name, disputes in state.disputes.items()},
    }
    if state.judged:  # a record from before there were judgements keeps its digest
        told["judged"] = {name: plain(judged) for name, judged in state.judged.items()}
    if roll is not None:
        told["subscribers"] = [plain(subscriber) for _, subscriber in sorted(roll.subscribers.items())]
    return hashlib.sha256(canonical(told)).hexdigest()


def _without_origin(event: dict[str, Any]) -> dict[str, Any]:
    event.pop("origin", None)
    return event


def _sorted(things: list[Any]) -> list[Any]:
    return sorted((plain(thing) for thing in things), key=canonical)
