"""The front door: finds the command by its name and loads only what that command needs."""

import difflib
import importlib
import io
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from bot.failures import UsageError, exit_code_of, failure_of


class Command(NamedTuple):
    """One word of the command line: the module whose `app` serves it, and what it does in a line."""

    name: str
    module: str
    does: str


COMMANDS: tuple[Command, ...] = (
    Command("demo", "bot.cli.demo", "the June 2026 story in a Telegram-like chat, with no account"),
    Command("run", "bot.cli.run", "the service: scheduled checks, bot, delivery"),
    Command("check", "bot.cli.check", "one round of checks now, with what was found"),
    Command("read", "bot.cli.read", "what events documents state, with the words that prove it"),
    Command("import", "bot.cli.transfer", "take in events as JSON Lines of CloudEvents"),
    Command("export", "bot.cli.transfer", "write the record as JSON Lines of CloudEvents"),
    Command("timeline", "bot.cli.timeline", "the timeline, in words"),
    Command("access", "bot.cli.access", "access to a model from somewhere on a day, and because of which events"),
    Command("queue", "bot.cli.queue", "what waits for an editor, and what becomes of it"),
    Command("correct", "bot.cli.correct", "what an event of the log should have said"),
    Command("retract", "bot.cli.retract", "an event that should never have been recorded"),
    Command("replay", "bot.cli.replay", "rebuild everything from the log, and compare"),
    Command("audit", "bot.cli.audit", "the integrity of the log"),
    Command("status", "bot.cli.status", "sources, queue, log head, version"),
    Command("migrate", "bot.cli.migrate", "bring the database's schema forward"),
)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0 done, 1 a named failure in a line, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a script still gets the rest of the line
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        words = _take_env_file(words)
    except ValueError as error:  # the root of the settings' errors too, which are not loaded yet
        _fail(f"curbwatch: {error}", 1)
    except UsageError as error:
        _fail(f"curbwatch: {error}", 2)
    if not words or words[0] in ("-h", "--help", "help"):
        _say(_help())
        sys.exit(0 if words else 2)
    if words[0] in ("--version", "version"):
        _say(f"curbwatch {version('curbwatch')}")
        sys.exit(0)
    command = next((c for c in COMMANDS if c.name == words[0]), None)
    if command is not None:
        sys.exit(_run(command, words))
    near = difflib.get_close_matches(words[0], [c.name for c in COMMANDS], n=1)
    hint = f"did you mean {near[0]!r}?" if near else "see curbwatch --help"
    _fail(f"curbwatch: there is no command {words[0]!r}; {hint}", 2)


def _run(command: Command, words: list[str]) -> int:
    app = importlib.import_module(command.module).app
    is_shared = sum(c.module == command.module for c in COMMANDS) > 1  # then the module wants to know which was meant
    try:
        if is_shared:
            app(args=words, prog_name="curbwatch")
        else:
            app(args=words[1:], prog_name=f"curbwatch {command.name}")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the outermost loop: what is named becomes a line, the rest is raised
        lines = failure_of(error)
        if lines is None:
            raise
        sys.stderr.write("".join(f"curbwatch: {line}\n" for line in lines))
        return exit_code_of(error)
    return 0


def _take_env_file(words: list[str]) -> list[str]:
    """Settings of `--env-file FILE`, wherever it stands, go under those of the environment."""
    left: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*left, word, *rest]
        if word == "--env-file" or word.startswith("--env-file="):
            path = word.partition("=")[2] or next(rest, "")
            if not path:
                raise UsageError("--env-file needs a file: --env-file curbwatch.env")
            settings = importlib.import_module("bot.settings")
            for name, value in settings.read_env_file(Path(path)).items():
                os.environ.setdefault(name, value)
        else:
            left.append(word)
    return left


def _help() -> str:
    width = max(len(c.name) for c in COMMANDS)
    lines = [f"  {c.name:<{width}}  {c.does}" for c in COMMANDS]
    return "\n".join(
        [
            "Usage: curbwatch COMMAND [OPTIONS]",
            "",
            "Who may use which AI model from where, since when, and who says so.",
            "",
            "Commands:",
            *lines,
            "",
            "Options:",
            "  --env-file FILE  settings from a file, under those of the environment",
            "  --version        the version",
            "",
            "curbwatch COMMAND --help says more. Begin with: curbwatch demo",
        ]
    )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _fail(text: str, code: int) -> None:
    sys.stderr.write(text + "\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
