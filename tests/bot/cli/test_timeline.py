"""`curbwatch timeline`: filters, words and one object a line."""

import pytest

from tests.bot.cli.calling import PARTY, Curbwatch, Web, feed

JUNE = ("--since", "2026-06-01", "--until", "2026-06-30")


def test_it_is_told_oldest_first_with_kind_title_and_source(curbwatch: Curbwatch) -> None:
    told = curbwatch("timeline", "anthropic", *JUNE, "--json").lines
    days = [event["happened_on"] for event in told]
    assert days == sorted(days)
    assert all("2026-06-01" <= day <= "2026-06-30" for day in days)
    assert {"restriction", "relaxation", "launch"} == {event["kind"] for event in told}
    assert all(event["title"] and event["sources"] and isinstance(event["confirmed"], bool) for event in told)


def test_rivals_and_what_depends_on_it_belong_to_its_timeline(curbwatch: Curbwatch) -> None:
    told = {event["id"] for event in curbwatch("timeline", "anthropic", *JUNE, "--json").lines}
    assert "hist-2026-06-22-sakana-fugu" in told


def test_a_kind_leaves_the_others_out(curbwatch: Curbwatch) -> None:
    told = curbwatch("timeline", "anthropic", "--kind", "restriction", "--json").lines
    assert {event["kind"] for event in told} == {"restriction"}


def test_a_country_has_a_timeline_too(curbwatch: Curbwatch) -> None:
    assert "garante" in curbwatch("timeline", "Italy").out


def test_the_whole_timeline_is_the_whole_bundled_history(curbwatch: Curbwatch) -> None:
    assert len(curbwatch("timeline", "--json").lines) >= 120


def test_in_words_each_event_says_what_is_unconfirmed(curbwatch: Curbwatch) -> None:
    told = curbwatch("timeline", "360", *JUNE).out
    assert "launch       China's 360" in told
    assert "(unconfirmed)" in told


def test_where_nothing_is_recorded_silence_is_not_called_proof(curbwatch: Curbwatch) -> None:
    done = curbwatch("timeline", "--until", "1999-12-31")
    assert done.code == 0
    assert "Silence is no proof" in done.out
    assert curbwatch("timeline", "--until", "1999-12-31", "--json").out == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("anthropicc",), 1, "did you mean Anthropic (anthropic)"),
        (("--kind", "launches"), 2, "did you mean 'launch'?"),
        (("--since", "last week"), 2, "--since last week: write the day as YYYY-MM-DD"),
        (("--since", "2026-07-01", "--until", "2026-06-01"), 2, "exchange them"),
    ],
)
def test_what_cannot_be_meant_is_named_in_one_line(
    curbwatch: Curbwatch, words: tuple[str, ...], code: int, said: str
) -> None:
    done = curbwatch("timeline", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert done.err.count("\n") == 1


def test_it_ends_with_the_sources_that_are_not_heard(curbwatch: Curbwatch, web: Web) -> None:
    assert "Not heard on time: anthropic-" in curbwatch("timeline", "anthropic", *JUNE).out.splitlines()[-1]
    web.name(lab=("feed", web.stall(feed(PARTY)), "provider"))
    curbwatch("check")
    assert "Not heard" not in curbwatch("timeline", "anthropic", *JUNE).out
