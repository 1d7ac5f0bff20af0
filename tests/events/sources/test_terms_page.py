"""Terms of use: only clauses on countries, ownership and use are told, and never a page that is not there."""

from events.sources.clauses import about_of, is_same
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks, rows
from tests.shared_data import needs_shared, shared_file

TRADE = "You may not use the Services in any country that is not a supported country."
MILITARY = "You may not use the Services for military purposes or to develop weapons."
OWNED = "The Services may not be used by an entity that is more than 50% owned by companies headquartered in China."
FILLER = [
    f"Section {n} of these pages speaks at some length of fees, of credits, of notices and of support."
    for n in range(9)
]


def page(*clauses: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in (*FILLER[:5], *clauses, *FILLER[5:]))
    return f"<html><body><main><h1>Terms</h1><p>Last updated: 3 May 2026</p>{lines}</main></body></html>"


def looks(site: Site, door: Door) -> Looks:
    return Looks(site, door, "terms-page", provider="acme", publisher="Acme")


@needs_shared
async def test_recorded_versions_that_flap_give_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    suspects = []
    for file in sorted(shared_file("answers/terms").glob("llama_api_aup_FLAPPING@*")):
        found = await seen.at(file.read_bytes())
        assert (found.documents, found.problems) == ((), ())
        suspects.append(bool(found.suspect))
    assert suspects.count(True) == 4
    assert suspects.count(False) == 4


@needs_shared
async def test_ten_months_of_recorded_terms_change_much_and_nothing_of_access(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for file in sorted(shared_file("answers/terms").glob("chatgpt_tos@*")):
        found = await seen.at(file.read_bytes())
        assert (found.documents, found.suspect) == ((), ""), file.name


async def test_a_new_clause_is_told_with_its_words(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(TRADE, MILITARY))
    found = await seen.at(page(TRADE, MILITARY, OWNED))
    assert rows(found.documents) == [
        {"what": "clause-added", "provider": "acme", "about": "ownership", "text": OWNED},
    ]
    assert OWNED in found.documents[0].text
    assert found.documents[0].title == "The terms of Acme: 1 clause on ownership added"


async def test_a_clause_that_says_something_else_is_told_beside_what_it_said(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(TRADE, OWNED))
    found = await seen.at(page(TRADE, OWNED.replace("50%", "25%")))
    assert [row["what"] for row in rows(found.documents)] == ["clause-added"]
    assert "25%" in found.documents[0].text
    assert "Before, they said" in found.documents[0].text
    for _ in range(4):  # the old wording is no clause that was taken back
        assert (await seen.at(page(TRADE, OWNED.replace("50%", "25%")))).documents == ()


async def test_a_removed_clause_is_told_after_three_looks(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(TRADE, MILITARY, OWNED))
    assert (await seen.at(page(TRADE, OWNED))).documents == ()
    assert (await seen.at(page(TRADE, OWNED))).documents == ()
    found = await seen.at(page(TRADE, OWNED))
    assert [(row["what"], row["about"]) for row in rows(found.documents)] == [("clause-removed", "use")]
    assert (await seen.at(page(TRADE, OWNED))).documents == ()


async def test_a_clause_that_is_back_at_the_next_look_says_nothing(site: Site, door: Door) -> None:
    seen = looks(site, door)
    for clauses in ((TRADE, OWNED), (TRADE,), (TRADE, OWNED), (TRADE,), (TRADE, OWNED)):
        assert (await seen.at(page(*clauses))).documents == ()


async def test_a_page_cut_in_half_is_suspect(site: Site, door: Door) -> None:
    seen = looks(site, door)
    await seen.at(page(TRADE, OWNED))
    found = await seen.at(page(TRADE, OWNED)[:500])
    assert "less than half" in found.suspect
    assert (await seen.at(page(TRADE, OWNED))).documents == ()


def test_spelling_and_form_make_no_other_clause_but_numbers_and_negations_do() -> None:
    assert is_same(
        "You may not use our services under this license.", "You may not use our Services under this licence."
    )
    assert is_same("Using Output to develop models that compete", "Use output to develop models that compete.")
    assert not is_same(OWNED, OWNED.replace("50%", "25%"))
    assert not is_same(OWNED, OWNED.replace("China", "Russia"))
    assert not is_same("You may use it for military purposes.", "You may not use it for military purposes.")


def test_what_a_clause_is_about() -> None:
    assert about_of(TRADE) == "countries"
    assert about_of(OWNED) == "ownership"
    assert about_of(MILITARY) == "use"
    assert about_of("Engage in activities of surveillance", "You agree that you will not:") == "use"
    for beside in (
        "These Terms of Use apply if you reside in Switzerland or the United Kingdom.",
        "Some countries do not allow the disclaimer of certain warranties.",
        "You may not share your account credentials with anyone.",
        "Our registered office is in Dublin, Ireland, and may not be used for deliveries.",
    ):
        assert about_of(beside) == ""
