"""A worker: checks one source after another, asks the web through its parent alone, and may be killed at any time."""

import asyncio
import os
import resource
import sys
from typing import TYPE_CHECKING, BinaryIO, cast

from events.sources import kinds
from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.check_wire import TO_WORKER, Ask, Found, Job, Told, framed, read_frame
from events.sources.protocol import Checked, Failed

if TYPE_CHECKING:
    from events.sources.web import Door

MEMORY_BYTES = 1024**3
CPU_SECONDS = 30
"""For each job; the parent gives up sooner. This is for a worker whose parent has gone."""


class ParentGoneError(RuntimeError):
    """Nobody is there any more to whom an answer could go."""


class _Parent:
    """The door, as far as a check needs one: each request goes to the parent, which alone reaches the web."""

    def __init__(self, hears: BinaryIO, says: BinaryIO) -> None:
        self._hears = hears
        self._says = says

    async def fetch(self, request: Request) -> Fetched | Unchanged | Refused:
        self.say(Ask(request))
        told = self.hear()
        if not isinstance(told, Told):
            raise ParentGoneError
        return told.answer

    def say(self, message: Ask | Found) -> None:
        self._says.write(framed(message))
        self._says.flush()

    def hear(self) -> Job | Told | None:
        body = read_frame(self._hears)
        return None if body is None else TO_WORKER.decode(body)


def main() -> None:
    says = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a stray print must not get between the frames
    # Set before a byte from outside is read, after the imports that are ours.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    parent = _Parent(sys.stdin.buffer, says)
    with asyncio.Runner() as runner:
        while isinstance(job := parent.hear(), Job):
            used = resource.getrusage(resource.RUSAGE_SELF)
            most = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
            _answer(parent, job, runner.run(_checked(parent, job)))


async def _checked(parent: _Parent, job: Job) -> Checked | Failed:
    try:
        return await kinds.check(job.spec, job.cursor, cast("Door", parent), job.now)
    except ParentGoneError:
        raise
    except MemoryError:
        return Failed(reason=f"{job.spec.id}: reading it needed more memory than a source may: look at its address")
    except Exception as error:  # noqa: BLE001  # a named loop: what one source holds must not end the worker of others
        fault = type(error).__name__
        return Failed(reason=f"{job.spec.id}: an unexpected fault, {fault}: please report it")


def _answer(parent: _Parent, job: Job, outcome: Checked | Failed) -> None:
    try:
        parent.say(Found.of(outcome))
    except (OverflowError, UnicodeError, TypeError, MemoryError) as error:
        fault = type(error).__name__
        parent.say(Found.of(Failed(reason=f"{job.spec.id}: what it says cannot be kept ({fault}): please report it")))


if __name__ == "__main__":
    main()
