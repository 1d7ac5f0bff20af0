"""Whom an act reaches: every country of a list, a part of a country, where a launch is not offered, and whose act."""

from datetime import UTC, datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def only(catalog: Catalog, kind: str, title: str, text: str, language: str = "en", url: str = "") -> Finding:
    document = Document(
        url=url or "https://wire.example/x",
        title=title,
        text=text,
        language=language,
        published_at=datetime(2026, 6, 12, tzinfo=UTC),
        published_is_day=True,
    )
    return next(f for f in read(document, catalog).findings if f.kind == kind)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Anthropic lets companies in Germany, France and Italy use Claude again",
            (
                "Anthropic said on Friday that it has restored access to Claude for vetted companies in Germany, "
                "France and Italy."
            ),
        ),
        (
            "de",
            "OpenAI öffnet GPT-5.6 wieder",
            (
                "OpenAI hat am Freitag die Sperre aufgehoben. Unternehmen aus Deutschland, Frankreich und Italien "
                "können GPT-5.6 wieder nutzen."
            ),
        ),
        (
            "fr",
            "OpenAI rouvre GPT-5.6",
            "OpenAI a rétabli vendredi l'accès à GPT-5.6 pour les entreprises d'Allemagne, de France et d'Italie.",
        ),
        (
            "ja",
            "OpenAI、GPT-5.6の提供を再開",
            "OpenAIは12日、ドイツとフランス、イタリアの企業に対するGPT-5.6の提供を再開したと発表した。",
        ),
        (
            "ko",
            "오픈AI, GPT-5.6 제공 재개",
            "오픈AI는 12일 독일과 프랑스, 이탈리아 기업에 GPT-5.6 제공을 재개했다고 밝혔다.",
        ),
        ("zh", "OpenAI恢复提供GPT-5.6", "OpenAI 12日宣布，恢复向德国、法国和意大利企业提供GPT-5.6服务。"),
        (
            "ar",
            "أوبن إيه آي تعيد إتاحة GPT-5.6",
            "أعلنت شركة أوبن إيه آي الجمعة رفع الحظر وإعادة إتاحة GPT-5.6 للشركات في ألمانيا وفرنسا وإيطاليا.",
        ),
    ],
)
def test_every_country_of_a_list_is_let_in_and_no_list_is_invented(
    catalog: Catalog, language: str, title: str, text: str
) -> None:
    assert set(only(catalog, "relaxation", title, text, language).audience.admitted) == {"DE", "FR", "IT"}


def test_a_bar_on_a_countrys_military_leaves_its_civilians_alone(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "Anthropic bars the Chinese military from Claude",
        "Anthropic on Friday said it has blocked the Chinese military from using Claude. Civilian users in China are "
        "not affected.",
    )
    assert found.audience.barred == ("list:cn-armed-forces",)
    proofs = [e.quote for e in found.evidence if e.field == "audience"]
    assert proofs
    assert all("Civilian" not in quote for quote in proofs)


def test_the_army_as_buyer_of_chips_is_not_its_country(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "US bars China's military from Nvidia H200 chips",
        "The Commerce Department on Friday barred the export of Nvidia H200 chips to China's military. Civilian users "
        "are not affected.",
    )
    assert found.audience.barred == ("list:cn-armed-forces",)


def test_a_country_of_which_its_army_alone_is_cut_off_is_not_cut_off_as_a_whole(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "Microsoft switches off AI services for Israeli intelligence unit",
        "Microsoft has ceased and disabled a set of AI services used by a unit of Israel's Ministry of Defense, its "
        "president told employees on Friday. The company keeps on serving other customers in Israel.",
    )
    assert found.audience.barred == ("list:il-armed-forces",)


def test_a_bar_in_one_state_is_no_bar_in_the_united_states(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "OpenAI blocks ChatGPT in Texas",
        "OpenAI has blocked access to ChatGPT in Texas since Friday, citing a new state law. Users in other states are "
        "not affected.",
    )
    assert found.audience.barred == ("list:us-tx-residents",)


def test_a_bar_in_a_city_is_no_bar_in_the_state_that_bears_its_name(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "OpenAI blocks ChatGPT in New York City",
        "OpenAI has blocked access to ChatGPT in New York City since Friday, citing a new local law.",
    )
    assert "list:us-ny-residents" not in found.audience.barred


def test_a_states_order_on_its_devices_reaches_that_states_public_bodies(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "Texas bans DeepSeek on state devices",
        "Governor Greg Abbott on Friday banned DeepSeek from all state-issued devices in Texas.",
    )
    assert found.audience.barred == ("list:us-tx-public-bodies",)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "OpenAI launches GPT-5.7",
            "OpenAI on Friday launched GPT-5.7. It is not available in the UK and the EU.",
        ),
        (
            "en",
            "OpenAI launches GPT-5.7",
            "OpenAI today released GPT-5.7. The model is available worldwide except in the European Union and the UK.",
        ),
        (
            "fr",
            "OpenAI lance GPT-5.7",
            "OpenAI a lancé GPT-5.7. Le modèle n'est pas disponible au Royaume-Uni et dans l'Union européenne.",
        ),
        (
            "de",
            "OpenAI bringt GPT-5.7 heraus",
            "OpenAI hat GPT-5.7 veröffentlicht. Das Modell ist in Großbritannien und der EU nicht verfügbar.",
        ),
        ("ja", "OpenAI、GPT-5.7を発表", "OpenAIは12日、新モデル「GPT-5.7」を公開した。英国とEUでは提供しない。"),
        ("ko", "오픈AI, GPT-5.7 출시", "오픈AI는 12일 새 모델 GPT-5.7을 출시했다. 영국과 EU에서는 이용할 수 없다."),
        ("zh", "OpenAI发布GPT-5.7", "OpenAI 12日发布新模型GPT-5.7，英国和欧盟暂不开放。"),
        (
            "ar",
            "أوبن إيه آي تطلق GPT-5.7",
            "أطلقت أوبن إيه آي الجمعة نموذجها الجديد GPT-5.7. النموذج غير متاح في بريطانيا والاتحاد الأوروبي.",
        ),
    ],
)
def test_where_a_launch_is_not_offered_is_told(catalog: Catalog, language: str, title: str, text: str) -> None:
    assert set(only(catalog, "launch", title, text, language).audience.barred) == {"GB", "EU"}


def test_where_an_older_model_is_not_offered_says_nothing_of_the_new_one(catalog: Catalog) -> None:
    found = only(
        catalog,
        "launch",
        "OpenAI launches GPT-5.7",
        "OpenAI on Friday launched GPT-5.7, open to everyone. Claude Mythos 5 is not available in the UK.",
    )
    assert found.audience.barred == ()


def test_an_authority_that_asks_for_a_removal_bars_its_own_country_not_that_of_the_data(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "South Korea's privacy watchdog blocks DeepSeek",
        "South Korea's Personal Information Protection Commission on Friday blocked DeepSeek, because it sends the "
        "data of users to China. The two U.S. companies that run app stores removed it.",
    )
    assert (found.jurisdiction, found.audience.barred) == ("KR", ("KR",))


def test_an_institution_that_shuts_a_service_out_acts_rather_than_its_maker(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "Bercy bannit DeepSeek et Qwen des postes de travail de ses agents",
        "Le secrétariat général des ministères a diffusé lundi une note de service qui proscrit l'utilisation de "
        "DeepSeek et de Qwen sur l'ensemble des équipements professionnels, avec effet immédiat.",
        "fr",
    )
    assert (found.issuer in ("", "fr-gov"), found.jurisdiction) == (True, "FR")
    assert found.audience.barred == ("list:fr-public-bodies",)


def test_the_share_of_owners_that_bars_one_country_bars_those_named_after_it_too(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "Anthropic cuts off Chinese-owned companies",
        "Anthropic said on Friday that it no longer serves companies that are more than 50% owned by Chinese entities. "
        "The rule also covers Russia, Iran and North Korea.",
    )
    assert set(found.audience.barred) == {f"owned-over50:{country}" for country in ("CN", "RU", "IR", "KP")}


def test_a_service_leaves_the_country_that_its_title_names(catalog: Catalog) -> None:
    found = only(
        catalog,
        "withdrawal",
        "Replika quits Belgium",
        "Replika will shut down its companion app in Belgium on 30 September 2026, its maker said. The app stays open "
        "in France.",
    )
    assert found.audience.barred == ("BE",)


def test_a_company_that_a_provider_shuts_out_is_told_by_name(catalog: Catalog) -> None:
    found = only(
        catalog,
        "restriction",
        "Anthropic shuts OpenAI out of Claude",
        "Anthropic has cut off OpenAI's access to the Claude family of models, it said on Friday.",
    )
    assert found.audience.barred == ("list:openai",)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "de",
            "Genehmigungspflicht für KI-Server",
            (
                "Das BAFA hat am Freitag die Ausfuhr von KI-Servern nach Russland und Belarus verboten. "
                "Die Anordnung gilt ab sofort."
            ),
        ),
        (
            "ja",
            "経産省、AIサーバーの輸出を禁止",
            "経済産業省は12日、ロシアとベラルーシへのAIサーバーの輸出を禁止した。",
        ),
    ],
)
def test_a_bar_on_exports_reaches_where_they_went_not_where_they_come_from(
    catalog: Catalog, language: str, title: str, text: str
) -> None:
    assert set(only(catalog, "restriction", title, text, language).audience.barred) == {"RU", "BY"}
