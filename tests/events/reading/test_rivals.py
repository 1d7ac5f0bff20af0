"""What a launch claims to equal, beat or challenge: by which words, of which model, in seven languages."""

from datetime import UTC, datetime

import pytest

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.finding import Finding
from events.reading import read


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def launch(catalog: Catalog, title: str, text: str) -> Finding:
    document = Document(
        url="https://wire.example/x",
        title=title,
        text=text,
        published_at=datetime(2026, 9, 9, tzinfo=UTC),
        published_is_day=True,
    )
    return next(f for f in read(document, catalog).findings if f.kind == "launch")


def rivals(finding: Finding) -> set[str]:
    return {ref for claim in finding.rivals for ref in claim.rival_of}


TITLE = "Velmora releases Tarn-2, an open-weight language model"
FIRST = (
    "Velmora today released Tarn-2, a new open-weight language model, on Hugging Face under the Apache 2.0 licence. "
)


@pytest.mark.parametrize(
    "said",
    [
        "The company says it holds its own against GPT-5.5.",
        "In its own tests Tarn-2 leaves GPT-5.5 behind.",
        "It performs competitively with GPT-5.5, the company says.",
        "Its makers say that it translates more accurately than GPT-5.5.",
        "Velmora says Tarn-2 compares to GPT-5.5 in most tasks.",
    ],
)
def test_parity_and_superiority_are_told_in_many_ways(catalog: Catalog, said: str) -> None:
    assert rivals(launch(catalog, TITLE, FIRST + said)) == {"openai/gpt-5.5"}


def test_a_model_that_the_catalogue_lacks_is_launched_against_those_that_it_has(catalog: Catalog) -> None:
    title = "快手放大招:Velmora-Pro V3 开源,对标 Claude Opus 4.7"
    text = (
        "快手 Velmora 团队今天上午发布 Velmora-Pro V3 大模型并开放全部权重,采用 MIT 协议,同步在万擎平台开放 API。\n\n"
        "官方称“编程能力整体比肩 Claude Opus 4.7”。"
    )
    assert rivals(launch(catalog, title, text)) == {"anthropic/claude-opus-4.7"}


def test_a_rival_that_the_catalogue_lacks_is_given_by_the_name_that_the_text_writes(catalog: Catalog) -> None:
    found = launch(
        catalog, TITLE, FIRST + "Velmora claims that Tarn-2 outperforms Brillon 9 and Sorvex-XL2 on documents."
    )
    assert rivals(found) == {"brillon/brillon-9", "sorvex/sorvex-xl2"}


def test_a_number_or_a_test_is_no_rival(catalog: Catalog) -> None:
    said = "Tarn-2 beats 90% of humans in OlympiadBench and exceeds AIME 2025 records."
    assert rivals(launch(catalog, TITLE, FIRST + said)) == set()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Velmora veröffentlicht Sprachmodell Tarn-2",
            (
                "Velmora hat am Mittwoch das offene Sprachmodell Tarn-2 auf Hugging Face veröffentlicht. "
                "Bei der Fehlersuche liege das Modell klar vor GPT-5.5, sagt der Gründer."
            ),
        ),
        (
            "Velmora publie son modèle de langage Tarn-2",
            (
                "La société Velmora a publié son grand modèle de langage Tarn-2 en poids ouverts sur Hugging Face. "
                "« Aussi bon que GPT-5.5 en analyse de documents », promet son patron."
            ),
        ),
        (
            "Velmora、言語モデル「Tarn-2」を公開",
            "Velmoraは9日、大規模言語モデル「Tarn-2」をHugging Faceで公開した。同社はGPT-5.5と互角だという。",
        ),
        (
            "벨모라, 언어모델 'Tarn-2' 오픈소스로 공개",
            (
                "벨모라는 9일 자체 개발한 언어모델 'Tarn-2'를 허깅페이스에 오픈소스로 공개했다고 밝혔다. "
                "회사 측은 한국어 평가에서 GPT-5.5보다 높은 점수를 받았다고 설명했다."
            ),
        ),
        (
            "维莫拉开源大模型Tarn-2",
            "维莫拉公司9日发布并开源大模型Tarn-2,权重已上传Hugging Face。官方称其推理能力与GPT-5.5不相上下。",
        ),
        (
            "شركة فيلمورا تطلق نموذج Tarn-2",
            (
                "أطلقت شركة فيلمورا اليوم نموذجها اللغوي Tarn-2 مفتوح الأوزان على منصة هاغينغ فيس. "
                "وأظهرت الاختبارات تفوق النموذج على GPT-5.5 في الرياضيات."
            ),
        ),
    ],
)
def test_claims_are_read_in_every_language(catalog: Catalog, title: str, text: str) -> None:
    assert rivals(launch(catalog, title, text)) == {"openai/gpt-5.5"}


def test_of_two_launched_models_the_one_that_is_spoken_of_rivals(catalog: Catalog) -> None:
    found = launch(
        catalog,
        "LFM3-Guard and LFM3-Extract",
        "Liquid AI released two open models on Tuesday: LFM3-Guard-400M, which tags prompts, and LFM3-Extract-1.2B, "
        "which turns documents into JSON. Guard is pitched by the company as a direct alternative to Llama Guard 3 1B.",
    )
    assert [claim.model for claim in found.rivals] == ["liquid/lfm3-guard-400m"]


def test_being_slower_or_behind_is_no_claim(catalog: Catalog) -> None:
    said = "On coding tasks it is still behind and does not match GPT-5.5."
    assert rivals(launch(catalog, TITLE, FIRST + said)) == set()
