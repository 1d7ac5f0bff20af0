"""A contradictory catalogue is refused, each contradiction by its file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from events.catalog import CatalogError
from events.catalog.loader import load_catalog, read_catalog

SOUND = """\
[[jurisdiction]]
id = "US"
name = "United States"
timezone = "America/New_York"

[[jurisdiction]]
id = "JP"
name = "Japan"
timezone = "Asia/Tokyo"

[[issuer]]
id = "us-bis"
name = "Bureau of Industry and Security"
jurisdiction = "US"

[[provider]]
id = "acme"
name = "Acme"
hq = "US"

[[model]]
id = "acme/one"
name = "One Acme"
released_on = "2026-01-02"
"""

Write = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """`folder(added)` writes a sound catalogue and, in a second file, what is added to it."""

    def write(added: str = "", name: str = "more.toml") -> Path:
        made = tmp_path / "catalogue"
        made.mkdir(exist_ok=True)
        (made / "base.toml").write_text(SOUND, encoding="utf-8")
        (made / name).write_text(added, encoding="utf-8")
        return made

    return write


def refusal(folder: Path) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        read_catalog(folder)
    assert str(caught.value).split("\n") == [str(problem) for problem in caught.value.problems]
    return [str(problem) for problem in caught.value.problems]


def test_the_sound_catalogue_of_these_tests_loads(folder: Write) -> None:
    assert set(read_catalog(folder()).models) == {"acme/one"}


def contradictions() -> dict[str, tuple[str, list[str]]]:
    """By name: what is added to the sound catalogue (the `===` line itself is not), and what must be said of it."""
    cases = {}
    text = (Path(__file__).parent / "contradictions.txt").read_text(encoding="utf-8")
    for case in text.split("\n=== ")[1:]:
        name, _, body = case.partition("\n")
        lines = body.rstrip("\n").split("\n")
        added = "\n".join(line for line in lines if not line.startswith(">>> "))
        cases[name] = (added, [line.removeprefix(">>> ") for line in lines if line.startswith(">>> ")])
    return cases


REFUSED = contradictions()


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_by_file_and_line(folder: Write, case: str) -> None:
    added, expected = REFUSED[case]
    assert refusal(folder(added)) == expected


@pytest.mark.parametrize(
    ("text", "line"), [("[[model]]\nid = \n", 2), ('[[model]]\nid = "a', 2), ("id = 1\nid = 2\n", 2), ("a\n", 1)]
)
def test_what_is_not_toml_is_refused_at_the_line(folder: Write, text: str, line: int) -> None:
    (said,) = refusal(folder(text))
    assert said.startswith(f"catalogue/more.toml:{line}: is not TOML (")
    assert said.endswith("): mend this line")


def test_a_file_in_another_encoding_is_refused_at_the_line(folder: Write) -> None:
    made = folder()
    (made / "more.toml").write_bytes("# fine\n# Müller\n".encode("latin-1"))
    assert refusal(made) == ["catalogue/more.toml:2: is not UTF-8: save the file as UTF-8"]


def test_a_file_that_cannot_be_read_is_refused_by_name(folder: Write) -> None:
    made = folder()
    (made / "dangling.toml").symlink_to(made / "nowhere")
    assert refusal(made) == [
        "catalogue/dangling.toml:1: cannot be read (No such file or directory): mend or remove the file"
    ]


def test_all_problems_are_reported_at_once(folder: Write) -> None:
    added = (
        '[[model]]\nid = "nobody/one"\nname = "One of nobody"\nreleased_on = "soon"\n'
        '[[provider]]\nid = "other"\nname = "Other"\nhq = "XX"\nowner = "YY"\n'
    )
    said = refusal(folder(added))
    assert [line.split(": ")[0] for line in said] == [f"catalogue/more.toml:{n}" for n in (2, 4, 8, 9)]


def test_headers_inside_long_strings_do_not_shift_the_lines(folder: Write) -> None:
    added = (
        '[[model]]\nid = "acme/two"\nname = "Two"\nnote = """\n[[model]]\nreleased_on = 1\n"""\n'
        '[[model]]\nid = "acme/three"\nname = "Three"\nreleased_on = "soon"\n'
    )
    (said,) = refusal(folder(added))
    assert said.startswith("catalogue/more.toml:11: ")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="is no folder: name a folder that holds catalogue files"):
        load_catalog(tmp_path / "missing")


def test_the_same_id_in_an_extra_folder_replaces_the_fields_it_names(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[provider]]\nid = "anthropic"\nnote = "Ours."\n\n'
        '[[provider]]\nid = "acme-ai"\nname = "Acme AI"\nhq = "SA"\n\n'
        '[[model]]\nid = "acme-ai/one"\nname = "Acme One"\nreleased_on = 2026-07-01\n',
        encoding="utf-8",
    )
    bundled, laid_over = load_catalog(), load_catalog(tmp_path)
    assert laid_over.providers["anthropic"].note == "Ours."
    assert laid_over.providers["anthropic"].aliases == bundled.providers["anthropic"].aliases
    assert laid_over.find("acme one") == ("acme-ai/one",)
    assert laid_over.models["acme-ai/one"].released_on == "2026-07-01"
    assert laid_over.version != bundled.version


def test_a_mistake_in_an_extra_folder_is_named_there(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[[provider]]\nid = "anthropic"\nhq = "XX"\n', encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        load_catalog(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path.name}/own.toml:3: provider 'anthropic': unknown country 'XX'")
