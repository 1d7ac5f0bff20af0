"""Two readers of one document: where they say the same, where they do not, and how an editor is told."""

import json
from datetime import date
from typing import Any

import pytest

from events.finding import Audience, Evidence, Finding
from events.reading import agreement, public, read
from events.reading.agreement import compare
from events.reading.page import Page, open_page
from events.reading.second_answer import Proved, Unreadable, proved
from tests.events.reading.golden import load
from tests.events.reading.second import CATALOG

OPUS, FABLE = "anthropic/claude-opus-4.8", "anthropic/claude-fable-5"


def found(**more: Any) -> Finding:
    facts: dict[str, Any] = {
        "kind": "restriction",
        "title": "t",
        "issuer": "anthropic",
        "targets": (OPUS,),
        "audience": Audience(barred=("located:SA",)),
        "effective_on": date(2026, 7, 12),
        "evidence": (
            Evidence(field="kind", basis="quote", quote="suspended"),
            Evidence(field="effective_on", basis="quote", quote="from 14 July"),
        ),
    }
    return Finding(**(facts | more))


def told(*void: str, **more: Any) -> Proved:
    return Proved(found(**more), frozenset(void))


def fields(first: Finding, second: Proved) -> list[str]:
    (pair,) = compare([first], [second], CATALOG).pairs
    return [d.field for d in pair.differences]


def test_the_same_said_twice_is_agreement() -> None:
    compared = compare([found()], [told()], CATALOG)
    assert compared.agree
    assert compared == ((agreement.Pair(0, 0, ()),), (), ())
    assert compare([], [], CATALOG).agree


def test_a_bare_code_and_its_full_form_are_the_same_people_and_everybody_is_everybody() -> None:
    assert fields(found(audience=Audience(barred=("SA",))), told()) == []
    assert fields(found(audience=Audience()), told(audience=Audience(barred=("*",)))) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "relaxation"}, "kind"),
        ({"targets": (OPUS, FABLE)}, "targets"),
        ({"targets": ("anthropic",)}, "targets"),
        ({"listed": ("360",)}, "listed"),
        ({"audience": Audience(barred=("located:AE",))}, "audience.barred"),
        ({"audience": Audience(barred=("located:SA",), exempt=("us-person",))}, "audience.exempt"),
        ({"effective_on": date(2026, 7, 14)}, "effective_on"),
    ],
)
def test_each_field_that_is_told_otherwise_is_named(change: dict[str, Any], field: str) -> None:
    assert fields(found(), told(**change)) == [field]


def test_a_proposal_to_loosen_is_not_one_to_tighten() -> None:
    assert fields(found(kind="proposal", direction="tighten"), told(kind="proposal", direction="loosen")) == [
        "direction"
    ]


@pytest.mark.parametrize(
    "silent",
    [
        told("targets", targets=(FABLE,)),
        told("audience", audience=Audience(barred=("*", "located:AE"))),
        told(audience=Audience()),
        told(effective_on=None),
    ],
)
def test_what_the_second_left_empty_or_did_not_prove_is_no_difference(silent: Proved) -> None:
    assert fields(found(), silent) == []


def test_acts_are_paired_by_what_they_are_about_whatever_their_order() -> None:
    order, launch = found(issuer="us-bis"), found(kind="launch", targets=("openai/gpt-5.6",), issuer="openai")
    compared = compare([order, launch], [Proved(launch, frozenset()), Proved(order, frozenset())], CATALOG)
    assert [(p.first, p.second) for p in compared.pairs] == [(0, 1), (1, 0)]


def test_an_act_that_only_one_has_is_told_as_such() -> None:
    launch = found(kind="launch", targets=("openai/gpt-5.6",), issuer="openai")
    assert compare([found()], [Proved(launch, frozenset())], CATALOG) == ((), (0,), (0,))
    assert compare([], [told()], CATALOG).only_second == (0,)
    assert compare([found()], [], CATALOG).only_first == (0,)


def test_an_editor_is_told_both_values_and_the_words_on_one_line() -> None:
    (pair,) = compare([found()], [told(effective_on=date(2026, 7, 14), targets=(FABLE,))], CATALOG).pairs
    assert agreement.otherwise("some-model", pair.differences) == (
        "the second reader (some-model) says otherwise: what it is about: Claude Fable 5, not Claude Opus 4.8; "
        "from when it holds: 2026-07-14 (“from 14 July”), not 2026-07-12"
    )
    assert agreement.more("m", found(), CATALOG) == (
        "the second reader (m) says otherwise: a restriction of Claude Opus 4.8 (“suspended”), which the first reader "
        "did not find"
    )
    assert agreement.missing("m") == "the second reader (m) says otherwise: it finds no such act in the document"


def test_neither_a_quote_nor_a_models_name_breaks_the_line_or_runs_on() -> None:
    long = found(evidence=(Evidence(field="kind", basis="quote", quote="a\n\u202eb " + "x" * 5000),))
    reason = agreement.more("m\n\x1b[31m" + "y" * 500, long, CATALOG)
    assert reason.isprintable()
    assert len(reason) < 500
    wide = tuple(agreement.Difference("targets", "x" * 160, "y" * 160, "z" * 400) for _ in range(8))
    assert len(agreement.otherwise("m", wide)) <= agreement.LONGEST_REASON


def as_answer(page: Page, finding: Finding) -> dict[str, Any]:
    """What the first reader found, as a model would write it: names as the document has them."""

    def named(ref: str) -> str:
        place = next(((m.start, m.end) for m in page.mentions if m.ref == ref), None)
        return page.quote(*place) if place else finding.names.get(ref) or CATALOG.name(ref)

    told = public(finding)
    told["evidence"] = [e for e in told["evidence"] if e["basis"] == "quote"]
    told["issuer"] = named(finding.issuer) if finding.issuer else None
    told["targets"] = [{"name": named(r), "maker": CATALOG.name(r.split("/")[0])} for r in finding.targets]
    told["listed"] = [named(ref) for ref in finding.listed]
    told["rivals"] = [{"model": named(r.model), "rival_of": [named(o) for o in r.rival_of]} for r in finding.rivals]
    return told


def test_what_the_first_reader_proves_would_be_believed_and_agreed_with_in_every_language() -> None:
    """So whatever the golden documents hold, an honest second reader makes the editors no work."""
    for case in load():
        page, findings = open_page(case.document, CATALOG), read(case.document, CATALOG).findings
        answer = json.dumps({"findings": [as_answer(page, f) for f in findings]}, ensure_ascii=False)
        second = proved(answer, case.document, CATALOG)
        assert not isinstance(second, Unreadable), case.name
        assert compare(findings, second, CATALOG).agree, case.name
