"""A database for each test, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.catalog import Catalog, load_catalog
from store.database import Database, open_database
from store.live import Live
from store.planner import Planner


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def live(database: Database) -> Live:
    return Live(database)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def planner(database: Database, catalog: Catalog) -> Planner:
    return Planner(database, catalog)
