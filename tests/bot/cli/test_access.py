"""`curbwatch access`: the June 2026 story asked at the terminal."""

import pytest

from events.sources.sources_file import bundled_sources
from tests.bot.cli.calling import Curbwatch

FABLE = "anthropic/claude-fable-5"


def test_the_saudi_firm_is_told_of_both_lines_and_of_the_acts_behind_them(curbwatch: Curbwatch) -> None:
    told = curbwatch("access", FABLE, "--country", "SA", "--on", "2026-06-13", "--json").json
    assert (told["law"], told["provider"], told["on"], told["zone"]) == ("barred", "off", "2026-06-13", "UTC")
    assert {"law", "provider", "because", "assumed"} <= told.keys()
    because = {reason["line"]: reason for reason in told["because"]}
    assert because["law"]["issuer"] == "us-bis"
    assert because["law"]["effective_on"] == "2026-06-12"
    assert because["law"]["sources"][0].startswith("https://")
    assert because["provider"]["issuer"] == "anthropic"
    assert "not a US person" in told["assumed"]


@pytest.mark.parametrize(
    ("day", "law", "provider"),
    [("2026-06-11", "open", "open"), ("2026-06-12", "barred", "off"), ("2026-07-01", "open", "open")],
)
def test_the_bar_begins_and_ends_on_its_days(curbwatch: Curbwatch, day: str, law: str, provider: str) -> None:
    told = curbwatch("access", FABLE, "--country", "SA", "--on", day, "--json").json
    assert (told["law"], told["provider"]) == (law, provider)


def test_a_us_person_is_not_barred_by_law_but_finds_it_switched_off(curbwatch: Curbwatch) -> None:
    words = ("access", FABLE, "--country", "US", "--profile", "us-person", "--on", "2026-06-13", "--json")
    told = curbwatch(*words).json
    assert (told["law"], told["provider"], told["profile"]) == ("open", "off", ["us-person"])


def test_what_had_been_published_the_day_before_told_of_no_bar(curbwatch: Curbwatch) -> None:
    told = curbwatch("access", FABLE, "--country", "SA", "--public", "2026-06-11", "--on", "2026-06-13", "--json").json
    assert (told["law"], told["provider"], told["public"]) == ("open", "open", "2026-06-11T23:59:59Z")


def test_before_the_record_began_nothing_was_known_and_that_is_not_called_open(curbwatch: Curbwatch) -> None:
    words = ("access", FABLE, "--country", "SA", "--on", "2026-06-13", "--known", "2026-06-20")
    assert (curbwatch(*words, "--json").json["law"], curbwatch(*words, "--json").json["provider"]) == ("unknown",) * 2
    assert "nothing was known then: this record begins at 2026-07-10 12:00 UTC" in curbwatch(*words).out


def test_by_what_is_known_since_the_record_began_the_bar_of_june_stands(curbwatch: Curbwatch) -> None:
    words = ("access", FABLE, "--country", "SA", "--on", "2026-06-13", "--known", "2026-07-10", "--json")
    assert curbwatch(*words).json["law"] == "barred"


def test_in_words_it_says_who_since_when_and_where_it_is_written(curbwatch: Curbwatch) -> None:
    told = curbwatch("access", "claude", "fable", "5", "--country", "Saudi Arabia", "--on", "2026-06-13").out
    assert told.startswith("Claude Fable 5 from Saudi Arabia, at the end of 13 June 2026 (UTC)\n")
    for words in (
        "law       barred",
        "provider  switched off",
        "The US Bureau of Industry and Security, 12 June 2026, 17:21 in Washington",
        "https://",
        "Assumed of you: not a US person",
        "Not legal advice.",
    ):
        assert words in told


def test_open_is_said_with_how_many_sources_were_heard(curbwatch: Curbwatch) -> None:
    bundled = len(bundled_sources())
    assert f"no bar recorded in 0 of {bundled} healthy sources" in curbwatch("access", FABLE, "--country", "SA").out


def test_a_provider_is_told_model_by_model(curbwatch: Curbwatch) -> None:
    words = ("access", "anthropic", "--country", "SA", "--on", "2026-06-13")
    models = {one["ref"]: one for one in curbwatch(*words, "--json").json["models"]}
    assert models[FABLE]["law"] == "barred"
    assert models["anthropic/claude-opus-4.8"]["law"] == "open"
    told = curbwatch(*words).out
    assert "\nNo bar recorded: " in told
    assert "\nRetired: " in told


def test_a_chip_has_a_law_and_no_provider_to_ask(curbwatch: Curbwatch) -> None:
    told = curbwatch("access", "h20", "--country", "CN").out
    assert "law       only with a licence" in told
    assert "provider " not in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("fabel", "--country", "SA"), 1, "did you mean Claude Fable 5 (anthropic/claude-fable-5)"),
        ((FABLE, "--country", "Saudi Arabbia"), 1, "did you mean 'Saudi Arabia'?"),
        ((FABLE, "--country", "XX"), 1, "'XX' is no country: give an ISO 3166 code"),
        ((FABLE, "--country", "SA", "--on", "yesterday"), 2, "--on yesterday: write the day as YYYY-MM-DD"),
        ((FABLE, "--country", "SA", "--known", "2026-13-01"), 2, "--known 2026-13-01: write YYYY-MM-DD or"),
        ((FABLE, "--country", "SA", "--known", "2026-06-01", "--public", "2026-06-01"), 2, "exclude each other"),
        ((FABLE, "--country", "SA", "--surface", "fax"), 2, "use api, app, weights or cloud:NAME"),
        ((FABLE, "--country", "SA", "--profile", "rich"), 2, "'rich' is no predicate"),
    ],
)
def test_what_cannot_be_meant_is_named_in_one_line(
    curbwatch: Curbwatch, words: tuple[str, ...], code: int, said: str
) -> None:
    done = curbwatch("access", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_an_ambiguous_name_asks_which(curbwatch: Curbwatch) -> None:
    done = curbwatch("access", "claude", "--country", "SA")
    assert done.code in (0, 1)
    if done.code:
        assert "say which by its id" in done.err or "did you mean" in done.err


def test_the_sources_that_are_not_heard_are_named_those_of_the_thing_asked_about_first(curbwatch: Curbwatch) -> None:
    told = curbwatch("access", FABLE, "--country", "SA")
    (line,) = [line for line in told.out.splitlines() if line.startswith("Not heard on time: ")]
    assert line.startswith("Not heard on time: anthropic-")
    assert line.endswith("more. Something may have happened that is not shown here.")
    stale = curbwatch("access", FABLE, "--country", "SA", "--json").json["sources"]["stale"]
    assert len(stale) == len(bundled_sources())
    assert stale[0].startswith("anthropic-")
    then = curbwatch("access", FABLE, "--country", "SA", "--known", "2026-07-10T12:00:00Z").out
    assert "Not heard on time" not in then
