"""The days of an act: of a text without a day of publication, of what is put off, done, or to be complied with."""

from datetime import UTC, date, datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read
from events.reading.dateline import dated, dateline
from events.reading.text import fold


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def findings(catalog: Catalog, title: str, text: str, day: str = "", url: str = "") -> tuple[Finding, ...]:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return read(
        Document(url=url, title=title, text=text, published_at=published, published_is_day=bool(day)), catalog
    ).findings


BARRED = "Italy bars DeepSeek from app stores"


def test_days_without_a_year_are_of_the_year_of_the_dateline(catalog: Catalog) -> None:
    (found,) = findings(
        catalog,
        BARRED,
        "ROME, June 3, 2026 - Italy's data protection authority on Tuesday banned DeepSeek in the country. "
        "The ban takes effect on July 1.",
    )
    assert (found.happened_on, found.effective_on) == (date(2026, 6, 2), date(2026, 7, 1))


def test_days_without_a_year_are_of_the_year_that_the_text_names_elsewhere(catalog: Catalog) -> None:
    (found,) = findings(
        catalog,
        BARRED,
        "Italy's data protection authority on May 5 banned DeepSeek in the country. The ban takes effect on July 1. "
        "Its use had grown in the first quarter of 2026.",
    )
    assert (found.happened_on, found.effective_on) == (date(2026, 5, 5), date(2026, 7, 1))


def test_a_launch_is_of_the_day_of_its_dateline(catalog: Catalog) -> None:
    (found,) = findings(
        catalog,
        "Mistral releases Mistral Large 4",
        "PARIS, 3 June 2026 — Mistral AI today released Mistral Large 4, its most capable model.",
    )
    assert (found.kind, found.happened_on) == ("launch", date(2026, 6, 3))
    assert any(e.field == "happened_on" and e.basis == "quote" for e in found.evidence)


def test_a_launch_whose_own_sentence_leaves_the_day_open_is_of_the_day_told_beside_it(catalog: Catalog) -> None:
    (found,) = findings(
        catalog,
        "Mistral releases Mistral Large 4",
        "Mistral AI has released Mistral Large 4, its most capable model. The weights were published on 11 September.",
        "2026-09-15",
    )
    assert (found.kind, found.happened_on) == ("launch", date(2026, 9, 11))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("WASHINGTON, June 3, 2026 - The department", "2026-06-03"),
        ("Bonn, 17. September 2026. Die Behörde", "2026-09-17"),
        ("Québec, le 7 février 2025. – Par mesure", "2025-02-07"),
        ("ABU DHABI, 20th October, 2026 (WAM) -- The institute", "2026-10-20"),
        ("财联社2026年1月14日电，美国商务部", "2026-01-14"),
        ("Liebe Kunden,\nwir schalten ab.\n\n9. März 2026", "2026-03-09"),
        ("SEOUL, Feb. 6 (Yonhap) -- The ministry said Friday. It is the first such step of 2026.", "2026-02-06"),
        ("Effective 3 June 2026, the model is retired.", None),
        ("We retire the model on June 3, 2026. It was old.", None),
    ],
)
def test_a_text_tells_its_own_day_in_a_dateline_or_on_a_line(text: str, day: str | None) -> None:
    assert dated(fold(f"Title\n{text}")).day == (date.fromisoformat(day) if day else None)


def test_an_address_tells_the_day_where_the_text_does_not() -> None:
    assert dated(fold("Title\nNo day."), "https://wire.example/2026/06/03/title").day == date(2026, 6, 3)
    assert dated(fold("Title\nNo day."), "https://wire.example/2026/13/43/title").day is None


def test_a_dateline_just_before_publication_is_the_day_of_the_report_and_an_old_one_is_not() -> None:
    assert dateline(fold("Title\nJAKARTA, 2 février - Les autorités"), date(2026, 2, 3)).day == date(2026, 2, 2)
    assert dateline(fold("Title\nJAKARTA, 2 janvier - Les autorités"), date(2026, 2, 3)).day is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Judge blocks Montana's DeepSeek ban",
            (
                "A federal judge on Tuesday blocked Montana's law that would have barred DeepSeek from app stores from "
                "Oct. 1."
            ),
        ),
        (
            "Commerce delays chip rule",
            (
                "The Commerce Department on Tuesday postponed its licence requirement for Nvidia chips from October 1, "
                "2026, to "
                "May 22, 2027."
            ),
        ),
        (
            "Washington renonce à la règle de diffusion",
            (
                "Le département du Commerce a levé mardi les restrictions sur les puces Nvidia, qui devaient entrer en "
                "vigueur "
                "le 1er octobre."
            ),
        ),
    ],
)
def test_the_day_of_a_rule_that_is_lifted_or_put_off_is_not_the_day_of_the_act(
    catalog: Catalog, title: str, text: str
) -> None:
    found = findings(catalog, title, text, "2026-09-15")
    (lifted,) = [f for f in found if f.kind == "relaxation"]
    assert lifted.effective_on in (None, date(2026, 9, 15))


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        (
            "Indonesia blocks Grok",
            "Indonesia has blocked access to Grok, its communications ministry said on Tuesday.",
            "15",
        ),
        ("L'Italie bloque DeepSeek", "L'Italie a bloqué mardi l'accès à DeepSeek dans le pays.", "15"),
        ("경찰청, 딥시크 차단", "한국 경찰청은 15일 딥시크(DeepSeek) 접속을 차단했다고 밝혔다.", "15"),
        (
            "Belgium bans DeepSeek from state devices",
            (
                "Belgium's government on Tuesday banned DeepSeek on federal devices. Departments have until 30 "
                "September to "
                "delete the app."
            ),
            "30",
        ),
    ],
)
def test_a_ban_holds_from_when_it_is_done_or_must_be_complied_with(
    catalog: Catalog, title: str, text: str, day: str
) -> None:
    (found,) = findings(catalog, title, text, "2026-09-15")
    assert (found.kind, found.effective_on) == ("restriction", date.fromisoformat(f"2026-09-{day}"))


def test_what_is_restored_in_japanese_holds_from_the_day_on_which_it_is(catalog: Catalog) -> None:
    found = findings(
        catalog,
        "Claude Fable 5、日本でも利用再開",
        "米アンソロピックは15日、停止していた「Claude Fable 5」の提供を全世界で順次再開した。"
        "国内の有料会員も従来通り選択できるようになった。",
        "2026-09-15",
    )
    assert {(f.kind, f.effective_on) for f in found} == {("relaxation", date(2026, 9, 15))}


def test_the_end_of_a_service_in_a_japanese_list_is_told_from_that_of_new_customers(catalog: Catalog) -> None:
    found = findings(
        catalog,
        "大規模言語モデル「tsuzumi」の提供終了について",
        "このたび、大規模言語モデル「tsuzumi」につきまして、下記のとおり提供を終了させていただくこととなりました。\n\n記\n\n"
        "1. 新規お申し込みの受付終了 2026年10月1日\n2. サービス提供終了 2027年3月31日\n",
        "2026-09-15",
    )
    assert [(f.kind, f.effective_on) for f in found] == [("withdrawal", date(2027, 3, 31))]


def test_the_last_day_of_a_service_is_told_from_the_days_for_new_customers_and_downloads(catalog: Catalog) -> None:
    (found,) = findings(
        catalog,
        "Mistral retires Pixtral Large",
        "Mistral AI is retiring Pixtral Large. No new keys are issued after 1 October 2026. The model will be shut "
        "down on "
        "15 January 2027. Fine-tuned weights can be downloaded until 30 April 2027.",
        "2026-09-15",
        "https://docs.mistral.ai/deprecations",
    )
    assert (found.kind, found.effective_on) == ("withdrawal", date(2027, 1, 15))


@pytest.mark.parametrize(
    "table",
    [
        (
            "| Model | Annonce | Arrêt | Remplacement |\n| pixtral-large-2411 | 15 septembre 2026 | 30 novembre 2026 | "
            "x-9 |"
        ),
        "Model | Deprecated on | Retired on\npixtral-large-2411 | 2026-09-15 | 2026-11-30",
        "模型名称｜停止新开通｜服务下线\npixtral-large-2411｜2026-10-10｜2026-11-30",
    ],
)
def test_the_column_that_tells_the_end_gives_the_day(catalog: Catalog, table: str) -> None:
    found = findings(
        catalog,
        "Retirement of Pixtral Large",
        f"The following models are deprecated and will be retired:\n\n{table}\n",
        "2026-09-15",
        "https://docs.mistral.ai/deprecations",
    )
    assert [(f.kind, f.effective_on) for f in found] == [("withdrawal", date(2026, 11, 30))]
