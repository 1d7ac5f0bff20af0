"""The command line, called as a user calls it, on a record of its own."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from bot.__main__ import main
from tests.bot.cli.calling import TODAY, Curbwatch, Web, called


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with nothing but the bundled history, begun on TODAY; it is copied, never used."""
    path = tmp_path_factory.mktemp("begun") / "curbwatch.db"
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(TODAY, tick=True):
        patch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{path}")
        with contextlib.suppress(SystemExit):
            main(["migrate"])
    return path


@pytest.fixture
def database(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that record, which the settings name."""
    path = tmp_path / "curbwatch.db"
    shutil.copy(begun, path)
    monkeypatch.setenv("CURBWATCH_DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def curbwatch(database: Path, capsys: pytest.CaptureFixture[str]) -> Curbwatch:
    """`curbwatch("access", "fable", "--country", "SA")`, on a record of the test's own."""
    return lambda *words: called(capsys, *words)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    made = Web(tmp_path, [], monkeypatch)
    yield made
    for stall in made.stalls:
        stall.close()
