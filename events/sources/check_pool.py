"""Checks each source in a process that may be killed: whatever an answer holds, it can stall or end only that one."""

import asyncio
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import events
from events.sources.answers import Refused, RefusedKind
from events.sources.check_wire import FROM_WORKER, HEADER_BYTES, MAX_FRAME_BYTES, Ask, Found, Job, Told, framed
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door

THINK_SECONDS = 15.0
"""So long a worker may take between two words: to read one answer and to compare it with what is remembered."""

MAX_ASKS = 400
JOBS_EACH = 200
MAX_IDLE = 4
IDLE_SECONDS = 60.0
"""Beginning one costs a quarter of a second; one that nobody needed for so long is ended, but for the last."""

_KEY = "key"
_MASK = "the key stays with the parent"
_ROOT = Path(events.__file__).resolve().parent.parent
_BUFFER_BYTES = 1024 * 1024


class CheckPool:
    """An async context manager around the workers. The web is asked by `door`, in this process, for all of them.

    A worker is given one source at a time, and replaced after a few hundred. `think_seconds` bounds it.
    """

    def __init__(self, door: Door, *, think_seconds: float = THINK_SECONDS) -> None:
        self._door = door
        self._think_seconds = think_seconds
        self._idle: list[_Worker] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle:
            await self._idle.pop().end()

    async def check(self, spec: SourceSpec, cursor: Cursor, now: datetime) -> Checked | Failed:
        """One source checked once, by its kind. What cannot be read in time, or at all, is a failure in one line."""
        worker = await self._taken()
        is_well = False
        try:
            found = await self._talk(worker, spec, cursor, now)
            is_well = True
        except TimeoutError:
            took = f"{self._think_seconds:g} seconds"
            found = Failed(reason=f"{spec.id}: reading its answer took longer than {took}: look at its address")
        except (OSError, EOFError, msgspec.MsgspecError):
            found = Failed(reason=f"{spec.id}: reading its answer ended the process that did it: look at its address")
        finally:
            worker.jobs += 1
            worker.idle_since = asyncio.get_running_loop().time()
            if is_well and worker.jobs < JOBS_EACH and len(self._idle) < MAX_IDLE:
                self._idle.append(worker)  # and taken from this end again, so that the others grow idle
            else:
                await worker.end()
            while len(self._idle) > 1 and worker.idle_since - self._idle[0].idle_since > IDLE_SECONDS:
                await self._idle.pop(0).end()
        return found

    async def _taken(self) -> "_Worker":
        while self._idle:
            worker = self._idle.pop()
            if not worker.is_gone:  # what the machine killed while it was idle is no fault of the next source
                return worker
            await worker.end()
        return await _Worker.begun()

    async def _talk(self, worker: "_Worker", spec: SourceSpec, cursor: Cursor, now: datetime) -> Checked | Failed:
        door = self._door.invited_to(spec.url) if spec.robots == "api" else self._door
        key = str(spec.options.get(_KEY, ""))
        # Whatever takes over a worker finds no key in it.
        masked = replace(spec, options={**spec.options, _KEY: _MASK}) if key else spec
        await worker.say(Job(masked, cursor, now))
        refused: RefusedKind | None = None
        for _ in range(MAX_ASKS):
            async with asyncio.timeout(self._think_seconds):
                message = await worker.hear()
            if isinstance(message, Found):
                found = message.outcome
                return replace(found, refused=refused) if isinstance(found, Failed) else found
            request = message.request
            answer = await door.fetch(replace(request, bearer=key) if request.bearer == _MASK else request)
            refused = answer.kind if isinstance(answer, Refused) else None
            await worker.say(Told.of(answer))
        raise EOFError


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs = 0
        self.idle_since = 0.0

    @staticmethod
    async def begun() -> "_Worker":
        return _Worker(
            await asyncio.create_subprocess_exec(
                # -P and a bare environment: nothing of the working folder is imported, and no secret is handed on.
                *(sys.executable, "-P", "-m", "events.sources.check_worker"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
                cwd="/",
                limit=_BUFFER_BYTES,
            )
        )

    @property
    def is_gone(self) -> bool:
        return self._process.returncode is not None

    async def say(self, message: Job | Told) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(framed(message))
        await stdin.drain()

    async def hear(self) -> Ask | Found:
        stdout = self._process.stdout
        assert stdout is not None
        size = int.from_bytes(await stdout.readexactly(HEADER_BYTES), "big")
        if size > MAX_FRAME_BYTES:
            raise EOFError
        return FROM_WORKER.decode(await stdout.readexactly(size))

    async def end(self) -> None:
        """Kill it and wait until it is gone; it has nothing to lose."""
        if not self.is_gone:
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()
