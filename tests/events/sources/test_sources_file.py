"""`sources.toml`: what it says, and every mistake in it told at once with its line."""

from pathlib import Path

import pytest

from events.sources.kinds import KINDS, check
from events.sources.protocol import Cursor, Failed, SourceSpec
from events.sources.sources_file import BadSources, bundled_sources, read_sources, seconds_of, sources_from
from events.sources.web import Door
from tests.events.sources.test_feed import NOW

GOOD = """
[[source]]
id = "a-feed"
kind = "feed"
url = "https://x.example/feed"
every = "15m"
trust = "reported"
why = "Because."

[[source]]
id = "register"
kind = "federal-register"
url = "https://x.example/api"
every = "6h"
trust = "official"
first_days = 30
"""


def test_a_good_file_gives_its_sources_in_order() -> None:
    specs = sources_from("s.toml", GOOD)
    assert not isinstance(specs, BadSources)
    assert [(s.id, s.kind, s.every_seconds, s.trust, s.why) for s in specs] == [
        ("a-feed", "feed", 900, "reported", "Because."),
        ("register", "federal-register", 21_600, "official", ""),
    ]
    assert specs[1].options == {"first_days": 30}


def test_all_mistakes_are_told_at_once_each_with_its_line() -> None:
    text = GOOD + '[[source]]\nid = "a-feed"\nkind = "feeed"\nurl = "ftp://x"\nevery = "15 weeks"\n'
    text += 'trust = 3\n\n[[source]]\nkind="feed"\n'
    text += 'url = "https://user:hunter2@x.example/"\nevery="1d"\ntrust="mine"\nage=1\n'
    told = sources_from("s.toml", text)
    assert isinstance(told, BadSources)
    places = [mistake.partition(": ")[0] for mistake in told.mistakes]
    assert places == [f"s.toml, line {n}" for n in (18, 19, 21, 22, 24, 26, 28, 29)]
    for mistake, words in zip(
        told.mistakes,
        (
            "taken by the source in line 3",
            "use one of",
            "15m",
            "text in quotes",
            "'id' is missing",
            "user name",
            "official",
            "not known",
        ),
        strict=True,
    ):
        assert words in mistake
    assert "hunter2" not in "".join(told.mistakes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[source]\n", "no TOML"),
        ("", "there is no [[source]]"),
        ("[source]\nid='a'\n", "two brackets"),
        ("[[sources]]\nid='a'\n", "'sources' is not known"),
        (GOOD.replace("30", "0"), "whole number"),
    ],
)
def test_a_file_of_the_wrong_form_says_what_to_write(text: str, words: str) -> None:
    told = sources_from("s.toml", text)
    assert isinstance(told, BadSources)
    assert words in told.mistakes[0]


def test_a_file_that_is_missing_or_no_utf8_is_named(tmp_path: Path) -> None:
    missing = read_sources(tmp_path / "none.toml")
    assert isinstance(missing, BadSources)
    assert "none.toml: the file cannot be read" in missing.mistakes[0]
    (tmp_path / "latin.toml").write_bytes("id = 'é'".encode("latin-1"))
    latin = read_sources(tmp_path / "latin.toml")
    assert isinstance(latin, BadSources)
    assert "UTF-8" in latin.mistakes[0]


def test_the_folder_of_an_inbox_is_taken_from_where_the_file_lies(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text('[[source]]\nid="in"\nkind="inbox"\nurl="drop"\nevery="30s"\ntrust="reported"\n')
    specs = read_sources(path)
    assert not isinstance(specs, BadSources)
    assert specs[0].url == str(tmp_path / "drop")


def test_only_a_documented_interface_may_pass_by_a_robots_txt() -> None:
    table = '[[source]]\nid="a"\nkind="feed"\nurl="https://x.test/"\nevery="1h"\ntrust="reported"\nrobots={}\n'
    good = sources_from("it", table.format('"api"'))
    assert not isinstance(good, BadSources)
    assert good[0].robots == "api"
    wrong = sources_from("it", table.format('"ignore"'))
    assert isinstance(wrong, BadSources)
    assert wrong.mistakes == ("it, line 7: 'robots' may only be \"api\", found 'ignore': leave it out otherwise",)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("15m", 900),
        ("6h", 21_600),
        ("1d", 86_400),
        ("0m", None),
        ("32d", None),
        ("-1m", None),
        ("m", None),
        (5, None),
    ],
)
def test_durations_are_a_number_and_a_unit(text: object, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


def test_the_bundled_sources_are_good_and_each_says_why() -> None:
    specs = bundled_sources()
    assert len(specs) >= 10
    assert all(spec.why for spec in specs)
    assert {spec.kind for spec in specs} <= set(KINDS)
    assert {spec.trust for spec in specs} == {"official", "provider", "reported"}


async def test_an_unknown_kind_fails_and_names_those_there_are() -> None:
    spec = SourceSpec(id="x", kind="telepathy", url="https://x.example/", every_seconds=60, trust="official")
    answer = await check(spec, Cursor(), Door(), NOW)
    assert isinstance(answer, Failed)
    assert "federal-register, feed, " in answer.reason
