"""Injected faults: what should go wrong with which of the next calls."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class FaultKind(StrEnum):
    FLOOD = "429"
    BAD_GATEWAY_HTML = "502-html"
    SERVER_ERROR = "500"
    BAD_UTF8 = "bad-utf8"
    BAD_JSON = "bad-json"
    WRONG_SCHEMA = "ok-wrong-schema"
    CUT_BEFORE = "cut-before"
    CUT_AFTER = "cut-after"
    STALL = "stall"
    TOKEN_REVOKED = "401"  # noqa: S105 - the name of a fault
    BLOCKED = "403-blocked"
    DEACTIVATED = "403-deactivated"
    KICKED = "403-kicked"
    ERROR = "error"


_PROCESSED_FIRST = {FaultKind.BAD_UTF8, FaultKind.BAD_JSON, FaultKind.WRONG_SCHEMA, FaultKind.CUT_AFTER}


@dataclass(slots=True, kw_only=True)
class Fault:
    """`when` says whether the call is processed before it goes wrong; by default a garbled answer is an answer to
    something that was done, and an error is not. `skip` lets that many matching calls through first."""

    kind: FaultKind
    method: str = "*"
    chat_id: int | None = None
    times: int = 1
    skip: int = 0
    retry_after: int = 1
    seconds: float = 1.0
    code: int = 400
    description: str = "Bad Request: injected"
    when: Literal["before", "after"] | None = None

    @property
    def processed(self) -> bool:
        if self.kind is FaultKind.CUT_BEFORE:
            return False
        if self.kind is FaultKind.CUT_AFTER:
            return True
        return self.when == "after" if self.when is not None else self.kind in _PROCESSED_FIRST

    def matches(self, method: str, chat_id: int | None) -> bool:
        return self.method.lower() in ("*", method) and (self.chat_id is None or self.chat_id == chat_id)


class FaultBox:
    """Holds faults until calls have used them up; the first one that matches is taken."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self.taken = 0

    def inject(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if any. `method` is in lower case."""
        for fault in self.waiting:
            if not fault.matches(method, chat_id):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
            self.taken += 1
            return fault
        return None
