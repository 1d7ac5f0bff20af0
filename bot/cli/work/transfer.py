"""Events in and out, as JSON Lines of CloudEvents 1.0."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

import msgspec

from bot.cli.asking import clock, position_of, say, say_json, settings
from bot.cli.progress import Progress
from bot.failures import CommandError
from bot.opening import Record, holds_events, opened
from bot.render import words
from store.errors import ImportRefusedError
from store.transfer import LINE_BYTES_MAX, Imported, export_lines, import_lines

_KEPT_IN_MEMORY = 16 * 1024 * 1024


def bring(files: list[str], *, as_json: bool) -> None:
    """Take in each file whole or not at all; CommandError at the end names those that were refused.

    A record that is still empty gets no bundled history first: it shall equal the one that was exported.
    """
    now = clock.now()
    problems: list[str] = []
    with opened(settings(), now, history_until=date.min) as record:
        was_empty = not holds_events(record.live)
        for name in files:
            shown = "standard input" if name == "-" else name
            try:
                taken = _take(record, name, now)
            except ImportRefusedError as error:
                problems.append(f"{shown}: {error}")
                continue
            except OSError as error:
                problems.append(f"{shown}: it cannot be read ({error.strerror}); nothing of it was imported")
                continue
            if as_json:
                say_json({"file": name, "new": taken.new, "known": taken.known})
            else:
                say(f"{shown}: {words.plural(taken.new, 'event')} new, {taken.known} known already")
        is_begun = was_empty and holds_events(record.live)
    if is_begun and not as_json:
        say("The record was empty: it now holds what was imported, without the bundled history.")
        say("To have both, begin a record with curbwatch migrate, and then import.")
    if problems:
        raise CommandError("\n".join(problems))


def _take(record: Record, name: str, now: datetime) -> Imported:
    with _opened(name) as file, Progress(f"importing {name}"):
        return import_lines(record.live, _lines(file), now)


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name != "-":
        with Path(name).open("rb") as file:
            yield file
        return
    # The import writes in one transaction: a slow writer at the other end of a pipe must not hold everybody up in it.
    with tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as kept:
        while chunk := sys.stdin.buffer.read(1 << 20):
            kept.write(chunk)
        kept.seek(0)
        yield kept


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Never more of a line than shows that it is too long."""
    while line := file.readline(LINE_BYTES_MAX + 2):
        yield line


def hand_out(*, since: str | None, until: str | None, out: str | None) -> None:
    """Write the record to standard output, or to a file that is there whole or not at all."""
    first, last = position_of(since, "--since") or 0, position_of(until, "--until")
    with opened(settings(), clock.now()) as record:
        lines = export_lines(record.database, last)
        if first:
            lines = (line for line in lines if _position(line) > first)
        if out is None:
            for line in lines:
                sys.stdout.write(line + "\n")
            return
        count = _write(Path(out), lines)
    say(f"{out}: {words.plural(count, 'event')} written")


def _position(line: str) -> int:
    return int(msgspec.json.decode(line, type=_Sequenced).sequence)


class _Sequenced(msgspec.Struct):
    sequence: str


def _write(out: Path, lines: Iterator[str]) -> int:
    count = 0
    part = out.with_name(out.name + ".part")
    try:
        with Progress(f"writing {out}"), part.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(line + "\n")
                count += 1
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"{out} cannot be written ({error.strerror}): choose another place") from error
    return count
