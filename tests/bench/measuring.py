"""How the bench measures: ours and raw take turns in one run, and the medians are compared."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: what we reach, what raw `sqlite3` reaches at the same in the same run, in which unit.

    `raw` is None where there is nothing to compare with; `note` says what raw leaves out.
    """

    what: str
    ours: float
    raw: float | None = None
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.raw if self.raw else None


def interleaved(ours: Callable[[], float], raw: Callable[[], float], rounds: int = ROUNDS) -> tuple[float, float]:
    """The medians of what the two return, called in turns after one round that does not count."""
    ours(), raw()
    pairs = [(ours(), raw()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
