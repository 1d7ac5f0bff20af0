"""What an act is aimed at: the models and chips it names, the services of one list, or a general sort of them."""

from datetime import datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def first(catalog: Catalog, title: str, text: str, day: str, url: str = "https://wire.example/x") -> Finding:
    published = datetime.fromisoformat(f"{day}T00:00:00+00:00")
    document = Document(url=url, title=title, text=text, published_at=published, published_is_day=True)
    return read(document, catalog).findings[0]


def test_the_service_named_first_in_a_list_is_barred_with_the_others(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Instruction on AI services from third countries: in force from today",
        "From today, ministries and their agencies must keep DeepSeek, Kimi and Qwen Chat off every device. "
        "The instruction was signed on 3 June.",
        "2026-09-17",
    )
    assert set(found.targets) == {"deepseek", "moonshot", "alibaba"}


def test_chips_that_only_measure_how_many_others_are_freed_are_no_targets(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Microsoft wins US licences to ship Nvidia chips to the UAE",
        "The US Commerce Department has granted Microsoft licences to ship the equivalent of 60,400 A100 chips, "
        "in this case GB300s, to the United Arab Emirates, the company said on Monday.",
        "2025-11-03",
    )
    assert found.targets == ("hw/gb300",)


def test_a_family_of_chips_is_not_told_beside_its_member(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Commerce approves chip exports to G42 and Humain",
        "The US Commerce Department on Wednesday authorized exports of up to 35,000 Nvidia Blackwell chips (GB300s) "
        "to G42 in the United Arab Emirates and to Humain in Saudi Arabia.",
        "2025-11-19",
    )
    assert found.targets == ("hw/gb300",)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "General-purpose AI rules kick in across the EU",
            (
                "As of today, 2 August 2025, providers who place general-purpose AI models such as ChatGPT's on "
                "the EU market must keep technical documentation and publish a summary of training data."
            ),
        ),
        (
            "IA : les règles pour les grands modèles s'appliquent dans l'UE",
            (
                "De nouvelles obligations visant les modèles d'IA à usage général, ceux sur lesquels "
                "reposent ChatGPT ou Gemini, sont applicables depuis samedi dans l'Union européenne."
            ),
        ),
        (
            "AI Office kann nun durchgreifen",
            (
                "Gestern, am 2. August, sind die Durchsetzungsbefugnisse der EU-Kommission gegenüber Anbietern von "
                "KI-Modellen mit allgemeinem Verwendungszweck wirksam geworden."
            ),
        ),
    ],
)
def test_a_duty_of_all_general_models_is_not_aimed_at_those_named_as_examples(
    catalog: Catalog, title: str, text: str
) -> None:
    assert first(catalog, title, text, "2025-08-03").targets == ("topic/ai-act",)


def test_a_law_of_another_country_on_high_risk_systems_is_not_the_unions(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Vietnam's AI law starts to apply",
        "As of today, 1 March 2026, anyone offering artificial intelligence in Vietnam has to sort it into three tiers "
        "of risk, and high-risk ones must pass a conformity assessment before use.",
        "2026-03-01",
    )
    assert found.targets == ("topic/ai-basic-act",)


def test_the_law_that_carries_a_change_is_no_target_beside_what_it_changes(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Digital omnibus: high-risk AI rules put back to December 2027",
        "The Council of the EU today gave its final green light to the digital omnibus, which postpones the rules for "
        "high-risk AI systems under the AI Act to 2 December 2027.",
        "2026-06-29",
    )
    assert found.targets == ("topic/ai-act",)
    assert "topic/digital-omnibus" in found.topics


def test_chips_told_in_words_are_the_matter_of_an_export_rule(catalog: Catalog) -> None:
    found = first(
        catalog,
        "House votes 369-22 to bring cloud access under export controls",
        "The House of Representatives on Monday passed the Remote Access Security Act, a bill that would let the "
        "Commerce Department require a licence when a foreign person of concern rents controlled chips over the "
        "internet rather than buying them.",
        "2026-01-12",
    )
    assert "hw/advanced-chips" in found.targets


def test_of_a_notice_that_adds_and_removes_the_removed_party_alone_is_freed(catalog: Catalog) -> None:
    published = datetime.fromisoformat("2026-04-01T00:00:00+00:00")
    document = Document(
        url="https://www.federalregister.gov/documents/z",
        title="Additions to and Removal From the Entity List",
        text=(
            "The Bureau of Industry and Security (BIS) amends the Export Administration Regulations by adding two "
            "entities to the Entity List. The additions include Hangzhou Brightfield Computing Co., Ltd. and Orchid "
            "Compute Pte. Ltd. This rule also removes Suzhou Kaiwei Server Technology from the Entity List."
        ),
        published_at=published,
        published_is_day=True,
    )
    freed = [f for f in read(document, catalog).findings if f.kind == "relaxation"]
    assert [f.targets for f in freed] == [("suzhou-kaiwei-server-technology",)]


def test_the_parties_of_a_listing_may_be_named_further_down(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Addition of Certain Entities to the Entity List",
        "This final rule amends the Export Administration Regulations (EAR) by adding twenty-eight entities to the "
        "Entity List. They have been determined by the U.S. Government to be acting contrary to its interests. "
        "Their licence requirements follow from those findings. The review of licences is a presumption of denial. "
        "Among them are the companies Dahua, Hikvision, iFLYTEK, Megvii and SenseTime.",
        "2019-10-09",
    )
    assert set(found.listed) == {"dahua", "hikvision", "iflytek", "megvii", "sensetime"}


@pytest.mark.parametrize(
    ("title", "text", "stays"),
    [
        (
            "Release notes",
            (
                "September 2 - `grok-2-1212` and `grok-2-vision-1212` are going away. We will stop serving both on "
                "September 15; point your client to `grok-4` for text and images."
            ),
            "xai/grok-4",
        ),
        (
            "关于部分模型下线的公告",
            "ERNIE-Bot-turbo-0704 预置服务将于 2026 年 12 月 30 日下线并停止服务,请切换至 ERNIE-Speed。",
            "baidu/ernie-speed",
        ),
        (
            "「tsuzumi-7B」提供終了のお知らせ",
            "大規模言語モデル「tsuzumi-7B」は、後継「tsuzumi 2」への移行が進んだため、2027年3月31日に提供終了。",
            "ntt/tsuzumi-2",
        ),
    ],
)
def test_the_model_that_takes_over_is_not_retired(catalog: Catalog, title: str, text: str, stays: str) -> None:
    found = first(catalog, title, text, "2026-09-02")
    assert found.kind == "withdrawal"
    assert stays not in found.targets


def test_a_line_of_names_after_the_notice_says_what_goes(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Several older models are now deprecated in GitHub Copilot",
        "Starting today, the models below are deprecated and no longer selectable in any Copilot surface.\n\n"
        "o3, o4-mini, Claude 3.7 Sonnet, Gemini 2.0 Flash\n\nSuggested successors are GPT-5 and Claude Sonnet 4.5.",
        "2025-10-23",
    )
    gone = {"openai/o3", "openai/o4-mini", "anthropic/claude-3.7-sonnet", "google/gemini-2.0-flash"}
    assert set(found.targets) == gone


def test_part_of_a_day_is_no_name_of_a_model(catalog: Catalog) -> None:
    document = Document(
        url="https://aleph-alpha.com/notice",
        title="Abkündigung der Luminous-Modelle zum 31. März 2025",
        text=(
            "Sehr geehrte Kunden, die Modelle luminous-base, luminous-extended und luminous-supreme werden "
            "nicht mehr weiterentwickelt und stehen nur noch bis einschließlich 31. März 2025 zur Verfügung."
        ),
        published_at=datetime.fromisoformat("2024-12-10T00:00:00+00:00"),
        published_is_day=True,
    )
    found = read(document, catalog).findings
    assert [ref for f in found for ref in f.targets if "2025" in ref] == []


def test_app_stores_are_told_to_act_and_lose_nothing(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Hanoi tells Apple, Google to take AI app off Vietnamese storefronts",
        "Vietnam's Ministry of Science and Technology has ordered Apple and Google to remove the Manus agent app from "
        "their storefronts in the country from Thursday.",
        "2026-08-20",
    )
    assert found.targets == ("manus",)


def test_a_rule_on_chips_that_lists_parties_besides_is_still_about_the_chips(catalog: Catalog) -> None:
    found = first(
        catalog,
        "Implementation of Additional Export Controls: Certain Advanced Computing Items; Entity List Modification",
        "The Bureau of Industry and Security (BIS) imposes a licence requirement on exports of advanced computing "
        "integrated circuits to China and revises rules for entities that were added to the Entity List.",
        "2022-10-13",
    )
    assert "hw/advanced-chips" in found.targets
