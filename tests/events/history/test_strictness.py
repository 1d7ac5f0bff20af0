"""A mistake in the history is refused with the file and the event that hold it."""

from pathlib import Path

import pytest

from events.catalog import Catalog, load_catalog
from events.history import HistoryError
from events.history.loader import read_history
from events.vocabulary import World

LAUNCH = """
[[event]]
id = "hist-2025-03-01-launch"
kind = "launch"
title = "A launch"
issuer = "openai"
jurisdiction = "US"
targets = ["openai/gpt-5"]
happened_on = 2025-03-01
sources = [{ url = "https://example.org/a", publisher = "Example" }]
"""
BAR = """
[[event]]
id = "hist-2025-03-02-bar"
kind = "restriction"
title = "A bar"
issuer = "us-bis"
jurisdiction = "US"
targets = ["hw/h20"]
audience = { barred = ["located:CN"] }
happened_on = 2025-03-02
sources = [{ url = "https://example.org/a", publisher = "Example" }]
"""
EASING = """
[[event]]
id = "hist-2025-03-03-easing"
kind = "relaxation"
title = "An easing"
issuer = "us-bis"
jurisdiction = "US"
targets = ["hw/h20"]
eases = [{ measure = "hist-2025-03-02-bar", how = "lifted", targets = ["hw/h20"] }]
happened_on = 2025-03-03
sources = [{ url = "https://example.org/a", publisher = "Example" }]
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _read(folder: Path, catalog: Catalog, text: str, name: str = "2025.toml") -> tuple[World, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_history([folder / name], catalog)


def test_the_three_samples_are_sound_and_come_out_by_day(tmp_path: Path, catalog: Catalog) -> None:
    events = _read(tmp_path, catalog, EASING + BAR + LAUNCH)
    assert [e.id for e in events] == ["hist-2025-03-01-launch", "hist-2025-03-02-bar", "hist-2025-03-03-easing"]


@pytest.mark.parametrize(
    ("text", "event", "says"),
    [
        (LAUNCH + 'headline = "x"\n', "hist-2025-03-01-launch", "unknown key: headline"),
        (LAUNCH + 'effect = "barred"\n', "hist-2025-03-01-launch", "unknown key: effect"),
        (LAUNCH + 'origin = "live"\n', "hist-2025-03-01-launch", "unknown key: origin"),
        (BAR.replace("barred =", "banned ="), "hist-2025-03-02-bar", "unknown key in audience: banned"),
        (LAUNCH.replace("publisher", "paper"), "hist-2025-03-01-launch", "unknown key in sources: paper"),
        (LAUNCH.replace('"launch"', '"rumour"'), "hist-2025-03-01-launch", "kind is 'rumour'"),
        (LAUNCH.replace("= 2025-03-01", '= "soon"'), "hist-2025-03-01-launch", "happened_on"),
        (LAUNCH.replace("hist-2025-03-01-launch", "launch"), "launch", "bad id"),
        (LAUNCH.replace("hist-2025-03-01", "hist-2025-03-04"), "hist-2025-03-04-launch", "differ"),
        (LAUNCH.replace("openai/gpt-5", "openai/gpt-99"), "hist-2025-03-01-launch", "openai/gpt-99"),
        (LAUNCH.replace('issuer = "openai"', 'issuer = "opnai"'), "hist-2025-03-01-launch", "issuer 'opnai'"),
        (LAUNCH.replace('"US"', '"XX"'), "hist-2025-03-01-launch", "jurisdiction 'XX'"),
        (BAR.replace("hw/h20", "hw/h2000"), "hist-2025-03-02-bar", "hw/h2000"),
        (BAR.replace("hw/h20", "H-Twenty"), "hist-2025-03-02-bar", "is no id"),
        (BAR.replace("located:CN", "lives-in:CN"), "hist-2025-03-02-bar", "no predicate"),
        (BAR.replace("located:CN", "list:nowhere"), "hist-2025-03-02-bar", "'nowhere'"),
        (BAR + 'surfaces = ["The Cloud"]\n', "hist-2025-03-02-bar", "no surface"),
        (BAR + 'listed = ["acme-chips"]\n', "hist-2025-03-02-bar", "acme-chips"),
        (BAR + 'implements = "hist-2025-01-01-x"\n', "hist-2025-03-02-bar", "implements"),
        (EASING, "hist-2025-03-03-easing", "no earlier measure"),
        (BAR.replace("03-02", "03-09") + EASING.replace("03-02-bar", "03-09-bar"), "hist-2025-03-03-easing", "earlier"),
        (BAR + EASING.replace('["hw/h20"] }', '["hw/a100"] }'), "hist-2025-03-03-easing", "hw/a100"),
        (LAUNCH + LAUNCH, "hist-2025-03-01-launch", "stands twice"),
        (LAUNCH.replace("https:", "http:"), "hist-2025-03-01-launch", "https"),
        (LAUNCH.replace("sources = ", "# "), "hist-2025-03-01-launch", "no source"),
        (LAUNCH + 'confidence = "unconfirmed"\n', "hist-2025-03-01-launch", "uncertain"),
        (LAUNCH + "[catalog]\n", "", "unknown table catalog"),
        ("[event]\n", "", "two brackets"),
        ("[[event\n", "", "is not TOML"),
        ("[[event]]\ntitle = 'x'\n", "event number 1", "kind is None"),
    ],
)
def test_a_mistake_is_refused_where_it_stands(
    tmp_path: Path, catalog: Catalog, text: str, event: str, says: str
) -> None:
    with pytest.raises(HistoryError) as caught:
        _read(tmp_path, catalog, text)
    assert caught.value.file == "2025.toml"
    assert caught.value.event == event
    assert says in str(caught.value)


def test_an_event_in_the_file_of_another_year_is_refused(tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(HistoryError, match="move it to that year's file"):
        _read(tmp_path, catalog, LAUNCH, "2024.toml")


def test_a_model_that_the_catalogue_lacks_may_stand_with_its_name(tmp_path: Path, catalog: Catalog) -> None:
    text = LAUNCH.replace("openai/gpt-5", "openai/gpt-99") + 'names = { "openai/gpt-99" = "GPT-99" }\n'
    (event,) = _read(tmp_path, catalog, text)
    assert event.targets == ("openai/gpt-99",)
