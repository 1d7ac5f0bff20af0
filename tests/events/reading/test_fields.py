"""The fields of a finding: targets in lists, whom it reaches, whose act it is and from when."""

from datetime import UTC, date, datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read
from events.reading.calendar import days_in
from events.reading.naming import vendor_of
from events.reading.text import fold


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def first(catalog: Catalog, title: str, text: str, day: str, url: str = "https://wire.example/x") -> Finding:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    document = Document(url=url, title=title, text=text, published_at=published, published_is_day=True)
    return read(document, catalog).findings[0]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("金管會昨（16）日發布", "2026-03-16"),
        ("ab kommendem Montag gesperrt", "2026-03-23"),
        ("from Monday users cannot log in", "2026-03-23"),
        ("本年は令和8年10月1日から適用する", "2026-10-01"),
        ("حتى الأول من يونيو المقبل", "2026-06-01"),
        ("ends 120 days after publication", "2026-07-15"),
        ("until the end of April", "2026-04-30"),
        ("이달 31일까지", "2026-03-31"),
        ("자정 내달 1일부터", "2026-04-01"),
        ("將自 2026/6/30 起停止服務", "2026-06-30"),
    ],
)
def test_a_day_told_in_words_is_reckoned_from_the_day_of_publication(said: str, day: str) -> None:
    assert [d.day for d in days_in(fold(said), date(2026, 3, 17)) if d.grain == "day"] == [date.fromisoformat(day)]


def test_services_in_one_list_with_a_model_are_targets_too(catalog: Catalog) -> None:
    found = first(
        catalog,
        "India's finance ministry bans ChatGPT, DeepSeek and Kimi",
        "The finance ministry of India has banned ChatGPT, DeepSeek and Kimi on office devices, it said on Tuesday.",
        "2026-03-17",
    )
    assert set(found.targets) == {"openai/chatgpt", "deepseek", "moonshot"}
    assert found.jurisdiction == "IN"


def test_a_governor_whom_the_catalogue_lacks_acts_in_the_country_of_the_state(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Governor bans DeepSeek on state devices",
        "OKLAHOMA CITY - The Governor of Oklahoma announced today that the Chinese artificial intelligence software "
        "DeepSeek may no longer be used on state-owned devices.",
        "2025-03-21",
    )
    assert (found.kind, found.jurisdiction, found.issuer) == ("restriction", "US", "")
    assert found.audience.barred == ("list:us-ok-public-bodies",)


def test_the_id_of_a_host_is_read_as_the_vendors_model(catalog: Catalog) -> None:
    assert vendor_of(catalog, "ai21.jamba-1-5-large-v1:0") == ("ai21", "jamba-1.5-large")
    assert vendor_of(catalog, "meta-llama/Llama-3.3-70B-Instruct") == ("meta", "Llama-3.3-70B-Instruct")
    assert vendor_of(catalog, "e.g. something") == ("", "")


def test_a_table_with_two_days_gives_two_withdrawals(catalog: Catalog) -> None:
    text = (
        "We notified developers that these models are deprecated and will be shut off on the dates shown.\n\n"
        "| Shutdown date | Model | Replacement |\n| --- | --- | --- |\n"
        "| 2026-07-14 | `gpt-4.1` | `gpt-5.4` |\n| 2026-10-14 | `o3` | `gpt-5.4` |\n"
    )
    document = Document(
        url="https://platform.openai.com/docs/deprecations",
        title="Deprecations: GPT-4.1 and o3",
        text=text,
        published_at=datetime(2026, 4, 14, tzinfo=UTC),
        published_is_day=True,
    )
    found = [f for f in read(document, catalog).findings if f.kind == "withdrawal"]
    assert [(f.effective_on, f.issuer) for f in found] == [
        (date(2026, 7, 14), "openai"),
        (date(2026, 10, 14), "openai"),
    ]
