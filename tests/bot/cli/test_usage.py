"""The front door: what is wrong usage, how quick help is, and what no command loads that does not chat."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.opening import opened
from bot.settings import load_settings
from tests.bot.cli.calling import LAUNCHED, TODAY, Curbwatch

HEAVY = ("aiogram", "apscheduler", "sqlalchemy", "httpx", "pydantic", "lxml", "rich", "dateparser")
QUICK = [c.name for c in COMMANDS if c.name not in ("demo", "run")]


def loaded_by(*words: str, look_for: tuple[str, ...], database: str = "") -> tuple[int, set[str]]:
    """The exit code of a command in a process of its own, and which of these packages it had loaded by its end."""
    script = (
        "import sys\n"
        "from bot.__main__ import main\n"
        "code = 0\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as leaving: code = leaving.code or 0\n"
        f"print(code, *sorted(set({look_for!r}) & sys.modules.keys()), file=sys.stderr)\n"
    )
    environment = {"CURBWATCH_DATABASE_URL": f"sqlite:///{database}"} if database else {}
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, env=environment, check=True, timeout=60
    )
    code, *found = done.stderr.splitlines()[-1].split()
    return int(code), set(found)


@pytest.mark.parametrize("words", [("--help",), ("--version",), *((c.name, "--help") for c in COMMANDS)])
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    code, found = loaded_by(*words, look_for=HEAVY)
    # Where one module serves two commands, typer itself asks pydantic which of them was meant.
    assert (code, found - ({"pydantic"} if words[0] in ("import", "export") else set())) == (0, set())


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--help",), ("access", "--help"), ("import", "--help")])
def test_help_answers_in_half_a_second(words: tuple[str, ...]) -> None:
    def seconds() -> float:
        """Of work, not by the clock on the wall, on which the neighbours of a busy machine are measured too."""
        began = os.times()
        subprocess.run([sys.executable, "-m", "bot", *words], capture_output=True, check=True)
        ended = os.times()
        return ended.children_user + ended.children_system - began.children_user - began.children_system

    assert min(seconds() for _ in range(4)) < 0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("access", "fable", "--country", "SA"),
        ("timeline", "anthropic"),
        ("read", "FILE"),
        ("check", "nowhere"),
        ("replay", "--check"),
        ("audit", "verify"),
        ("export",),
        ("import", "FILE"),
        ("status",),
        ("queue",),
        ("queue", "reject", "fi-none", "--reason", "x"),
        ("correct", "ev-none", "title=x", "--reason", "x"),
        ("retract", "ev-none", "--reason", "x"),
        ("migrate",),
    ],
)
def test_a_command_that_does_not_chat_never_loads_aiogram(
    database: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "news.txt"
    file.write_text("\n".join(LAUNCHED), encoding="utf-8")
    words = tuple(str(file) if word == "FILE" else word for word in words)
    code, found = loaded_by(*words, look_for=("aiogram", "apscheduler"), database=str(database))
    assert found == set()
    assert code == (1 if words[0] in ("check", "import", "correct", "retract") or "fi-none" in words else 0)


def test_help_names_every_command_and_the_first_thing_to_try(curbwatch: Curbwatch) -> None:
    told = curbwatch("--help")
    assert told.code == 0
    assert all(f"  {command.name} " in told.out for command in COMMANDS)
    assert "curbwatch demo" in told.out
    assert max(len(line) for line in told.out.splitlines()) < 100


@pytest.mark.parametrize("name", QUICK)
def test_every_command_explains_itself_under_its_own_name(curbwatch: Curbwatch, name: str) -> None:
    told = curbwatch(name, "--help")
    assert told.code == 0
    assert told.out.startswith(f"Usage: curbwatch {name} ")


@pytest.mark.parametrize("name", [n for n in QUICK if n not in ("migrate", "import", "audit")])
def test_every_reading_command_can_answer_in_json(curbwatch: Curbwatch, name: str) -> None:
    assert "--json" in curbwatch(name, "--help").out or name == "export"  # which speaks nothing else


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Usage: curbwatch COMMAND"),
        (("acess",), "did you mean 'access'?"),
        (("zzz",), "see curbwatch --help"),
        (("access",), "Missing argument 'NAME'"),
        (("access", "fable"), "Missing option '--country'"),
        (("timeline", "--sinse", "2026-01-01"), "No such option"),
        (("read",), "Missing argument 'FILE…'"),
        (("import",), "Missing argument 'FILE…'"),
        (("export", "--since", "x"), "--since"),
        (("export", "--since", "-1"), "--since"),
        (("migrate", "now"), "unexpected extra argument"),
        (("queue", "show"), "Missing argument 'ID'"),
        (("queue", "reject", "fi-x"), "Missing option '--reason'"),
        (("queue", "reject", "fi-x", "--reason", " "), "say why"),
        (("queue", "publish", "fi-x", "targets"), "field=value"),
        (("queue", "publish", "fi-x", "act=use", "act=import"), "more than once"),
        (("queue", "--limit", "0"), "--limit"),
        (("correct", "ev-x", "title=x"), "Missing option '--reason'"),
        (("retract", "ev-x"), "Missing option '--reason'"),
        (("--env-file",), "--env-file needs a file"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_meant(
    curbwatch: Curbwatch, words: tuple[str, ...], said: str
) -> None:
    done = curbwatch(*words)
    assert done.code == 2
    assert said in done.err + done.out


NEED_WORDS = ("read", "import", "access", "audit", "correct", "retract")


@pytest.mark.parametrize("name", [n for n in QUICK if n not in NEED_WORDS])
def test_wrong_settings_are_told_by_every_command_before_anything_is_made(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'none' / 'x.db'}")
    monkeypatch.setenv("CURBWATCH_LISTEN", "nowhere-at-all")
    monkeypatch.setenv("CURBWATCH_EDITORS", "alice")
    done = curbwatch(name)
    assert (done.code, done.out) == (1, "")
    assert [line.split(":")[1].strip() for line in done.err.splitlines()] == ["CURBWATCH_EDITORS", "CURBWATCH_LISTEN"]
    assert "nowhere-at-all" not in done.err
    assert "alice" not in done.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "words", [("status",), ("timeline",), ("access", "fable", "--country", "SA"), ("export",), ("replay", "--check")]
)
def test_a_command_that_reads_leaves_a_log_that_has_begun_as_it_is(
    curbwatch: Curbwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{tmp_path / 'begun-early.db'}")
    with opened(load_settings(), TODAY, history_until=date(2026, 6, 8)):
        pass
    before = curbwatch("audit", "verify", "--json").json
    assert curbwatch(*words).code == 0
    assert curbwatch("audit", "verify", "--json").json == before


def test_an_env_file_stands_under_the_environment_wherever_it_is_named(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "my.env"
    file.write_text(f"# mine\nexport CURBWATCH_DATABASE_URL='sqlite:///{database}'\n", encoding="utf-8")
    for words in (["--env-file", str(file), "status"], ["status", f"--env-file={file}"]):
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            capture_output=True,
            text=True,
            env={"HOME": str(tmp_path)},
            check=True,
        )
        assert f"database  {database}" in done.stdout


def test_a_pipe_that_is_closed_early_is_no_failure(database: Path) -> None:
    command = f"{sys.executable} -m bot export | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env={"CURBWATCH_DATABASE_URL": f"sqlite:///{database}", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


def test_a_terminal_that_lacks_a_script_still_gets_the_rest(database: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "timeline", "--since", f"{TODAY.year}-01-01"],
        capture_output=True,
        env={"CURBWATCH_DATABASE_URL": f"sqlite:///{database}", "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert done.stdout.isascii()
    assert b"Fable 5" in done.stdout
