"""The recipe of docs/adding-a-source.md works as it is printed."""

import re
import types
from datetime import UTC, datetime
from pathlib import Path

from events.sources.protocol import Checked, Cursor, SourceSpec
from events.sources.sources_file import BadSources, sources_from
from events.sources.web import Door
from tests.events.sources.conftest import Site

RECIPE = (Path(__file__).parents[3] / "docs" / "adding-a-source.md").read_text("utf-8")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", RECIPE, re.DOTALL)


async def test_the_file_to_copy_reads_a_source(site: Site, door: Door) -> None:
    source, _, trial = blocks("python")
    notices = types.ModuleType("notices")
    exec(compile(source, "notices.py", "exec"), notices.__dict__)
    names = {
        "notices": notices,
        "Site": Site,
        "Door": Door,
        "SourceSpec": SourceSpec,
        "Cursor": Cursor,
        "Checked": Checked,
    }
    room = {**names, "NOW": NOW}
    exec(compile(trial, "test_notices.py", "exec"), room)
    await room["test_notices_are_found_once"](site, door)  # type: ignore[operator]


def test_the_table_to_copy_is_a_good_one() -> None:
    assert not isinstance(sources_from("recipe", blocks("toml")[0]), BadSources)
