"""What came of trying to send one message: six answers, and nothing else."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Telegram accepted it under this message id."""

    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TryLater:
    """It was certainly not accepted, and may be tried again from `until` on: a flood wait, no connection."""

    until: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """It was not accepted: the group became a supergroup and has another chat id now."""

    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """It was not accepted and nothing ever will be: blocked, deactivated, kicked, no such chat."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """It was not accepted, and this text never will be."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Nobody can tell whether it was accepted: a cut, a timeout, an answer that is none, a crash.

    `until` is how long the one repeat waits: an outage is longer than the moment between two sends.
    """

    reason: str
    until: datetime | None = None


Verdict = Delivered | TryLater | Moved | Gone | Broken | Unknown
