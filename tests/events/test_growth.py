"""The catalogue grows by itself: what the record called new is known by its name from then on."""

from datetime import UTC, date, datetime

from events.access import State, evolve
from events.document import Document
from events.finding import Dependency
from events.growth import grown
from events.reading import read
from events.vocabulary import Launched, Retracted
from tests.events.acts import CATALOG

SAGA = "anthropic/claude-saga-6"


def launched(ref: str = SAGA, name: str = "Claude Saga 6", event_id: str = "ev-saga", **more: object) -> Launched:
    facts = {
        "id": event_id,
        "title": f"{name} is here",
        "issuer": ref.split("/", maxsplit=1)[0],
        "jurisdiction": "US",
        "targets": (ref,),
        "names": {ref: name},
        "happened_on": date(2026, 9, 1),
    }
    return Launched(**(facts | more))  # type: ignore[arg-type]


def known_by(*events: object) -> State:
    state = State()
    for event in events:
        evolve(state, event)  # type: ignore[arg-type]
    return state


def paper(text: str, title: str = "News") -> Document:
    at = datetime(2026, 11, 2, tzinfo=UTC)
    return Document(url="https://paper.test/1", title=title, text=text, language="en", published_at=at)


def test_a_new_model_of_a_known_provider_is_found_by_its_name_and_dated_by_its_launch() -> None:
    catalog = grown(CATALOG, known_by(launched()))
    assert catalog.find("claude saga 6") == (SAGA,)
    assert catalog.models[SAGA].released_on == "2026-09-01"
    assert not CATALOG.exists(SAGA)


def test_decisions_name_the_catalogue_that_was_adopted() -> None:
    assert grown(CATALOG, known_by(launched())).version == CATALOG.version


def test_a_later_document_that_retires_it_is_read_as_of_that_very_model() -> None:
    catalog = grown(CATALOG, known_by(launched()))
    text = "Anthropic is retiring Claude Saga 6 on 1 December 2026. Requests to it will fail from that day on."
    (finding,) = read(paper(text, "Anthropic retires Claude Saga 6"), catalog).findings
    assert (finding.kind, finding.targets, finding.new) == ("withdrawal", (SAGA,), ())


def test_a_name_that_is_a_plain_word_counts_only_beside_its_maker() -> None:
    word = grown(CATALOG, known_by(launched("mistral/breeze", "Breeze")))
    breeze = [s for s in word.spellings() if s.ref == "mistral/breeze" and s.text == "Breeze"]
    assert [s.ambiguous for s in breeze] == [True]
    assert "Mistral" in " ".join(breeze[0].context)


def test_the_maker_whom_an_editor_let_in_is_taken_in_with_its_model() -> None:
    catalog = grown(CATALOG, known_by(launched("acme-labs/dawn-2", "Dawn 2", jurisdiction="FR")))
    assert catalog.jurisdiction_of("acme-labs/dawn-2") == "FR"
    assert catalog.find("Dawn 2") == ("acme-labs/dawn-2",)


def test_what_was_taken_back_is_known_no_more() -> None:
    state = known_by(launched(), Retracted(event="ev-saga", reason="no such model"))
    assert grown(CATALOG, state) is CATALOG


def test_the_parts_that_its_launch_names_are_parts_of_it() -> None:
    part = Dependency(model=SAGA, on=("openai",), undisclosed=True)
    catalog = grown(CATALOG, known_by(launched(dependencies=(part,))))
    assert [d.target for d in catalog.dependencies(SAGA)] == ["openai"]
    assert catalog.models[SAGA].parts_undisclosed


def test_the_same_record_is_not_indexed_twice() -> None:
    state = known_by(launched())
    assert grown(CATALOG, state) is grown(CATALOG, state)
