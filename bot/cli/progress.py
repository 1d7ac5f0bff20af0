"""A line on a terminal that says how far long work has come, and leaves nothing behind."""

import shutil
import sys
from types import TracebackType
from typing import Self


class Progress:
    """Writes to standard error, and only where that is a terminal: pipes and logs get none of it."""

    def __init__(self, doing: str, of: int = 0) -> None:
        self._doing = doing
        self._of = of
        self._done = 0
        self._shows = sys.stderr.isatty()

    def __enter__(self) -> Self:
        self._show("")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shows:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, name: str) -> None:
        """One more is done, the one of this name."""
        self._done += 1
        self._show(name)

    def _show(self, name: str) -> None:
        if not self._shows:
            return
        counted = f" {self._done} of {self._of}" if self._of else " …"
        line = f"{self._doing}{counted}{': ' + name if name else ''}"
        sys.stderr.write("\r\x1b[K" + line[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()
