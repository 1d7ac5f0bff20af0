"""Two acts in one text: each is found once, and what is told of one is not told of the other."""

from datetime import UTC, datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading import read


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def told(catalog: Catalog, title: str, text: str, url: str) -> list[tuple[str, str, str]]:
    document = Document(
        url=url, title=title, text=text, published_at=datetime(2026, 5, 6, tzinfo=UTC), published_is_day=True
    )
    found = read(document, catalog).findings
    return sorted((f.kind, t.rsplit("/", 1)[-1], str(f.effective_on or "")) for f in found for t in f.targets)


def test_a_log_that_brings_a_model_and_retires_others_tells_both(catalog: Catalog) -> None:
    text = (
        "### 6 May\n"
        "* `reka-flash-4` is live for all keys. 21B dense, and in our view it trades blows with Gemini 3.5 Flash.\n"
        "* `reka-flash-3` moves to legacy. It stops answering on 6 August; after that, calls are rejected.\n"
    )
    assert told(catalog, "Reka API changelog: May 2026", text, "https://docs.reka.ai/changelog") == [
        ("launch", "reka-flash-4", ""),
        ("withdrawal", "reka-flash-3", "2026-08-06"),
    ]


def test_a_report_of_a_launch_that_ends_with_what_is_closed_tells_both(catalog: Catalog) -> None:
    text = (
        "AI Singapore has released SEA-LION v5, an open-source language model for Southeast Asian languages.\n\n"
        "The SEA-LION v2 endpoints will be switched off on 30 June 2026; the weights stay downloadable."
    )
    found = told(catalog, "AI Singapore releases SEA-LION v5 and closes v2", text, "https://sea-lion.ai/news/v5")
    assert found == [("launch", "sea-lion-v5", ""), ("withdrawal", "sea-lion-v2", "2026-06-30")]


def test_two_days_of_retirement_are_two_acts(catalog: Catalog) -> None:
    text = (
        "Zum 30. November 2026 stellen wir Llama 3.1 405B und Mixtral 8x7B ein. Für Stable Diffusion XL gilt eine "
        "längere Frist: Es wird am 31. Januar 2027 entfernt."
    )
    found = told(catalog, "Änderungen am Modellkatalog", text, "https://docs.rheincloud.example/aenderungen")
    assert {(kind, day) for kind, _, day in found} == {("withdrawal", "2026-11-30"), ("withdrawal", "2027-01-31")}
    assert all("mixtral" not in name for _, name, day in found if day == "2027-01-31")


def test_models_of_a_maker_whom_nobody_knows_go_in_one_act(catalog: Catalog) -> None:
    text = (
        "Nous vous informons que les modèles Plumier 1 et Plumier 1 Instruct ne seront plus servis à compter du "
        "1er juillet 2026. Passé cette date, toute requête qui les désigne recevra le code 410."
    )
    title = "Fin de vie des modèles Plumier 1 et Plumier 1 Instruct"
    document = Document(
        url="https://plumier.example/lettre", title=title, text=text, published_at=datetime(2026, 5, 6, tzinfo=UTC)
    )
    assert [(f.kind, str(f.effective_on)) for f in read(document, catalog).findings] == [("withdrawal", "2026-07-01")]
