"""On a terminal: lines fit its width, work shows how far it is, and nothing of that reaches a pipe."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from bot.cli.asking import say
from bot.cli.progress import Progress
from tests.bot.cli.calling import PARTY, Curbwatch, Web, feed


def on_a_terminal(columns: int, database: Path, *words: str) -> str:
    """What a command shows on a terminal so many columns wide."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {"CURBWATCH_DATABASE_URL": f"sqlite:///{database}", "LANG": "C.UTF-8"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as running:
        os.close(theirs)
        shown = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:  # Linux says so where the other end is closed
                break
            if not some:
                break
            shown += some
        assert running.wait(30) == 0
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.slow
def test_every_line_fits_a_phone_but_for_what_cannot_be_broken(database: Path) -> None:
    shown = on_a_terminal(44, database, "access", "fable", "--country", "SA", "--on", "2026-06-13")
    assert "provider  switched off" in shown
    long = [line for line in shown.splitlines() if len(line) > 44]
    assert all(len(line.split()) == 1 for line in long), long


@pytest.mark.slow
def test_long_work_shows_itself_and_leaves_nothing_behind(database: Path) -> None:
    shown = on_a_terminal(80, database, "replay")
    assert "\r\x1b[Kreplaying the log …\r\x1b[K" in shown
    assert shown.rpartition("\x1b[K")[2].startswith("replayed  ")


def test_a_pipe_gets_no_progress_and_no_wrapping(curbwatch: Curbwatch, web: Web) -> None:
    long = ("A very long title " * 12).strip()
    web.name(lab=("feed", web.stall(feed((long, PARTY[1]))), "provider"))
    done = curbwatch("check")
    assert (done.err, "\x1b" in done.out) == ("", False)


def test_progress_counts_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("checking", 2) as progress:
        progress.step("one")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "said"), [("a\udcffb", "a?b\n"), ("a\x07\x9bb", "ab\n"), ("", "\n"), ("tab\there", "tab\there\n")]
)
def test_any_text_can_be_said(capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    say(text)
    assert capsys.readouterr().out == said
