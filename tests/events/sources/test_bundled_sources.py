"""The bundled sources: whom they cover, and that each can be asked as it is written."""

from urllib.parse import parse_qs, urlsplit

import pytest

from events.catalog.loader import load_catalog
from events.sources.kinds import KINDS
from events.sources.protocol import SourceSpec
from events.sources.sources_file import bundled_sources

SOURCES = {spec.id: spec for spec in bundled_sources()}


@pytest.mark.parametrize("place", ["us-", "eu-", "uk-", "cn-", "jp-", "kr-", "sg-", "ae-", "sa-"])
def test_every_place_that_makes_rules_has_an_official_source(place: str) -> None:
    assert any(spec.trust == "official" and spec.id.startswith(place) for spec in SOURCES.values())


def test_every_kind_from_outside_is_in_use_and_every_address_is_safe() -> None:
    used = {spec.kind for spec in SOURCES.values()}
    own = {
        "page",
        "sitemap",
        "region-page",
        "terms-page",
        "statuspage",
        "screening-list",
        "mofcom",
        "gov-uk",
        "eur-lex",
    }
    assert own | {"gdelt", "hacker-news", "arxiv"} <= used <= set(KINDS)
    assert {urlsplit(spec.url).scheme for spec in SOURCES.values()} == {"https"}
    assert all(spec.why for spec in SOURCES.values())


def test_sources_that_state_rows_name_a_provider_of_the_catalogue() -> None:
    stating = [spec for spec in SOURCES.values() if spec.kind in ("region-page", "terms-page")]
    assert stating
    assert {spec.options.get("provider") for spec in stating} <= set(load_catalog().providers)


def test_no_reporter_is_taken_for_an_official_voice() -> None:
    def trusts(*kinds: str) -> set[str]:
        return {spec.trust for spec in SOURCES.values() if spec.kind in kinds}

    assert trusts("gdelt", "hacker-news", "arxiv") == {"reported"}
    assert trusts("region-page", "terms-page", "statuspage", "sitemap") == {"provider"}


def test_the_query_for_acts_is_one_that_its_kind_can_read() -> None:
    spec: SourceSpec = SOURCES["eu-acts-on-ai-and-dual-use"]
    (query,) = parse_qs(urlsplit(spec.url).query)["query"]
    assert all(name in query for name in ("?celex", "?doc_date", "?relation", "?framework_celex", "?title"))
    assert query.count("{") == query.count("}")


def test_only_interfaces_for_programs_and_bulk_files_pass_by_a_robots_txt() -> None:
    invited = {spec.id: urlsplit(spec.url) for spec in SOURCES.values() if spec.robots == "api"}
    assert {SOURCES[name].kind for name in invited}.isdisjoint(
        {"feed", "page", "sitemap", "region-page", "terms-page", "lifecycle-page"}
    )
    for name, split in invited.items():
        words = f"{split.netloc}{split.path}"
        assert any(word in words for word in ("api", "/v0/", "sparql", "downloadable", "raw.githubusercontent")), name
