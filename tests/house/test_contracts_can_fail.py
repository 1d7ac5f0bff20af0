"""A contract that cannot fail protects nothing: each one in `.importlinter` is broken here on purpose, by one line."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "store", "events")

OFFENCES = {
    "people-memory-meaning": [("events/terms.py", "import store"), ("store/__init__.py", "import bot")],
    "one-door-to-the-web": [("bot/__main__.py", "import httpx"), ("events/terms.py", "import httpx_secure")],
    "only-the-store-speaks-sql": [("bot/__main__.py", "import sqlite3"), ("events/terms.py", "import sqlmodel")],
    "only-the-bot-speaks-telegram": [("store/__init__.py", "import aiogram")],
    "one-clockwork": [("bot/__main__.py", "import apscheduler.job"), ("store/__init__.py", "import apscheduler")],
    "only-the-settings-read-the-environment": [("bot/__main__.py", "import pydantic_settings")],
    "the-meaning-is-pure": [("events/terms.py", "import os"), ("events/catalog/names.py", "from time import time")],
    "floors-of-the-meaning": [("events/terms.py", "import events.document"), ("events/newcomer.py", "import json")],
    "floors-of-the-memory": [("store/tables.py", "import store.log"), ("store/newcomer.py", "import json")],
    "replay-sends-nothing": [("store/replay.py", "import store.outbox"), ("store/outbox.py", "import store.replay")],
    "floors-of-the-people": [("bot/settings.py", "import bot.opening"), ("bot/newcomer.py", "import json")],
    "a-sandbox-of-its-own": [("bot/sandbox/rules.py", "import events.terms"), ("bot/sandbox/rules.py", "import store")],
    "sources-side-by-side": [("events/sources/feed.py", "import events.sources.inbox")],
}


def contracts() -> dict[str, str]:
    """The name of each contract by its id, as `.importlinter` has them."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    prefix = "importlinter:contract:"
    return {section.removeprefix(prefix): config[section]["name"] for section in config if section.startswith(prefix)}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the three rooms and their contracts, to be spoilt and mended."""
    place = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / ".importlinter", place)
    for room in ROOMS:
        for source in (ROOT / room).rglob("*.py"):
            target = place / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    for room_to_come in ("store/outbox", "store/replay"):
        if not (place / room_to_come).is_dir():
            (place / f"{room_to_come}.py").touch()
    return place


def lint(house: Path, contract: str) -> str:
    command: list[str | Path] = [
        Path(sys.executable).with_name("lint-imports"),
        "--no-cache",
        "--no-logo",
        "--contract",
        contract,
    ]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def test_each_contract_has_an_offence_that_breaks_it() -> None:
    assert OFFENCES.keys() == contracts().keys()


@pytest.mark.parametrize("contract", OFFENCES)
def test_a_contract_is_kept_until_one_line_breaks_it(house: Path, contract: str) -> None:
    name = contracts()[contract]
    assert f"{name} KEPT" in lint(house, contract)
    for path, line in OFFENCES[contract]:
        offender = house / path
        before = offender.read_text(encoding="utf-8") if offender.exists() else None
        offender.write_text(f"{line}\n{before or ''}", encoding="utf-8")
        try:
            assert f"{name} BROKEN" in lint(house, contract), f"{line!r} in {path} went unnoticed"
        finally:
            if before is None:
                offender.unlink()
            else:
                offender.write_text(before, encoding="utf-8")
