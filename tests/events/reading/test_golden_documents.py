"""The golden documents: what a person would say that each of them states."""

import pytest

from events.catalog import Catalog, load_catalog
from events.reading import read
from tests.events.reading.golden import Case, differences, load


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize("case", load(), ids=lambda case: case.name)
def test_the_reader_says_what_a_golden_document_states(case: Case, catalog: Catalog) -> None:
    assert differences(case, read(case.document, catalog)) == []
