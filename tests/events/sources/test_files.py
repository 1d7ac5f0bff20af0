"""Files and folders of documents: each form, each way to be wrong, and nothing outside the folder."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.document import Document
from events.sources import inbox
from events.sources.files import BadFile, documents_from
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.shared_data import needs_shared, shared_file

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GOOD = {"url": "https://x.example/1", "title": "Title", "text": "Words.", "published_at": "2026-06-12T21:21:00Z"}


def read(name: str, data: str | bytes) -> list[Document]:
    documents = documents_from(name, data.encode() if isinstance(data, str) else data, source_id="in")
    assert isinstance(documents, list), documents
    return documents


def bad(name: str, data: str | bytes) -> str:
    found = documents_from(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(found, BadFile), found
    assert "\n" not in found.reason
    return found.reason


def test_an_object_of_json_is_a_document() -> None:
    (document,) = read("a.json", json.dumps({**GOOD, "language": "en", "source": "The Paper"}))
    assert (document.url, document.title, document.text) == ("https://x.example/1", "Title", "Words.")
    assert (document.source, document.publisher, document.language) == ("in", "The Paper", "en")
    assert (document.published_at, document.published_is_day) == (datetime(2026, 6, 12, 21, 21, tzinfo=UTC), False)


@pytest.mark.parametrize("name", ["published_at", "published"])
def test_a_date_that_is_only_a_day_is_midnight_and_marked(name: str) -> None:
    (document,) = read("a.json", json.dumps({"title": "T", "text": "w", name: "2026-06-12"}))
    assert (document.published_at, document.published_is_day) == (datetime(2026, 6, 12, tzinfo=UTC), True)


def test_optional_fields_may_be_missing_or_empty() -> None:
    (document,) = read("a.json", '{"title": "T", "text": "w", "url": null, "published_at": null, "language": ""}')
    assert (document.url, document.published_at) == ("", None)


def test_lines_of_json_are_a_document_each_whatever_else_ends_a_line() -> None:
    lines = json.dumps(GOOD) + "\r\n\n" + json.dumps({**GOOD, "text": "one\u2028two"}, ensure_ascii=False) + "\n"
    assert [d.text for d in read("a.jsonl", lines)] == ["Words.", "one\ntwo"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jsonl", '{"title":"T","text":"w"}\n\n{"text":"w"}', "line 3: 'title' is missing"),
        ("a.jsonl", '{"title":"T","text":"w"}\n{"title":', "line 2: this is no JSON"),
        ("a.jsonl", '{"title":"T","text":5}', "line 1: 'text' must be a text, found a number"),
        ("a.jsonl", '{"title":"T","text":"w","url":[]}', "line 1: 'url' must be a text, found a list"),
        ("a.json", '{"title":"T","text":"w","published_at":"yesterday"}', "'published_at' must be a date such as"),
        ("a.json", '{"title":"T","text":"w","published_at":20260612}', "'published_at' must be a date such as"),
        ("a.json", "7", "expected an object with 'title' and 'text', found a number"),
        ("a.json", '[{"title":"T","text":"w"},null]', "entry 2: expected an object"),
        ("a.json", '{\n "title": }', "this is no JSON (Expecting value at line 2, column 11)"),
        ("a.json", "[" * 200_000, "cannot be read"),
        ("a.json", "9" * 100_000, "cannot be read"),
        ("a.json", '{"title":" ","text":"\\u200b"}', "both empty"),
        ("a.txt", " \n", "the file is empty"),
        ("a.html", "<script>x()</script>", "no words"),
        ("a.pdf", "x", "only .json, .jsonl, .html and .txt are read"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line_that_names_the_place(name: str, data: str, words: str) -> None:
    assert words in bad(name, data)


def test_a_text_has_its_title_in_the_first_line() -> None:
    (document,) = read("a.txt", "\nThe title\n\nThe first words.\nMore.")
    assert (document.title, document.text) == ("The title", "The first words.\nMore.")
    assert read("a.txt", "Only a line")[0].text == "Only a line"


def test_a_page_gives_its_story_and_not_its_menus() -> None:
    page = """<html lang="en-GB"><head><title>Site | T</title><meta property="og:title" content="The &amp; title">
    <link rel="canonical" href="https://x.example/story">
    <meta property="article:published_time" content="2026-06-12T17:21:00-04:00">
    <meta property="og:site_name" content="The Paper"></head><body><nav>Home</nav>
    <article><h1>The title</h1><p>First.</p>
    <aside>Read also</aside><script>x()</script><p>Second.</p>
    </article><footer>Imprint</footer></body></html>"""
    (document,) = read("a.html", page)
    assert (document.title, document.text) == ("The & title", "The title\n\nFirst.\n\nSecond.")
    assert (document.url, document.publisher, document.language) == ("https://x.example/story", "The Paper", "en")
    assert document.published_at == datetime(2026, 6, 12, 21, 21, tzinfo=UTC)


def test_pages_are_read_in_their_own_character_set_and_any_depth() -> None:
    page = '<meta charset="shift_jis"><title>①</title><p>輸出管理</p>'
    assert read("a.html", page.encode("cp932"))[0].title == "①"
    assert read("a.html", "<title>T</title>" + "<div>" * 20_000 + "words" + "</div>" * 20_000)[0].title == "T"


@pytest.mark.parametrize(
    ("data", "count"),
    [(json.dumps(GOOD), 1), (json.dumps(GOOD) + "\n" + json.dumps(GOOD), 2), ("<p>Words", 1), ("A\nb", 1)],
)
def test_standard_input_is_told_apart_by_what_it_holds(data: str, count: int) -> None:
    assert len(read("-", data)) == count


@given(st.sampled_from(["a.json", "a.jsonl", "a.html", "a.txt", "-"]), st.binary(max_size=200))
def test_any_bytes_are_documents_or_a_reason(name: str, data: bytes) -> None:
    for start in (b"", b'{"title":"', b"<html><title>"):
        found = documents_from(name, start + data)
        if isinstance(found, list):
            for document in found:
                assert document.hash
                (document.title + document.text + document.url).encode("utf-8")


@needs_shared
def test_the_labelled_corpus_is_read_whole() -> None:
    documents = read("documents.jsonl", shared_file("corpus/documents.jsonl").read_bytes())
    assert len(documents) == 68
    assert all(d.title and d.text and d.key.startswith("d") for d in documents)
    assert sum(d.published_is_day for d in documents) > 30


def spec(url: str) -> SourceSpec:
    return SourceSpec(id="in", kind="inbox", url=url, every_seconds=60, trust="reported", publisher="Us")


async def looked(folder: Path | str, cursor: Cursor | None = None) -> Checked:
    answer = await inbox.check(spec(str(folder)), cursor or Cursor(), Door(), NOW)
    assert isinstance(answer, Checked), answer
    return answer


async def test_an_inbox_gives_each_document_once_and_a_changed_one_again(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GOOD))
    (tmp_path / "b.txt").write_text("Two\n\nwords")
    first = await looked(tmp_path)
    assert [(d.title, d.trust, d.publisher, d.observed_at) for d in first.documents] == [
        ("Title", "reported", "Us", NOW),
        ("Two", "reported", "Us", NOW),
    ]
    assert (await looked(f"file://{tmp_path}", first.cursor)).unchanged
    (tmp_path / "a.json").write_text(json.dumps({**GOOD, "text": "Other words."}))
    assert [d.text for d in (await looked(tmp_path, first.cursor)).documents] == ["Other words."]


async def test_two_documents_of_one_address_are_both_given_and_do_not_come_again(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([GOOD, {**GOOD, "text": "Later words."}]))
    first = await looked(tmp_path)
    assert len(first.documents) == 2
    assert (await looked(tmp_path, first.cursor)).documents == ()


async def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title":"T"}\n')
    (tmp_path / "good.txt").write_text("Good\n\nwords")
    (tmp_path / "what.docx").write_text("x")
    (tmp_path / ".half.json").write_text("{")
    (tmp_path / "folder").mkdir()
    answer = await looked(tmp_path)
    assert [d.title for d in answer.documents] == ["Good"]
    assert [p.split(": ", 1)[1][:20] for p in answer.problems] == ["bad.jsonl: line 1: '", "what.docx: only .jso"]


async def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link.txt").symlink_to(secret)
    (folder / "up.json").mkdir()
    os.mkfifo(folder / "pipe.txt")
    answer = await looked(folder)
    assert answer.documents == ()
    assert sorted(p.split(": ")[1] for p in answer.problems) == ["link.txt", "pipe.txt", "up.json"]


async def test_a_folder_that_is_not_there_fails_with_advice(tmp_path: Path) -> None:
    answer = await inbox.check(spec(str(tmp_path / "none")), Cursor(), Door(), NOW)
    assert isinstance(answer, Failed)
    assert "create it" in answer.reason


async def test_an_emptied_inbox_is_nothing_odd(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(f"Title {number}\n\nwords")
    first = await looked(tmp_path)
    for number in range(8):
        (tmp_path / f"{number}.txt").unlink()
    assert (await looked(tmp_path, first.cursor)).suspect == ""


def test_a_table_of_a_page_keeps_its_rows_and_a_page_laid_out_by_tables_does_not_turn_into_one() -> None:
    data = (
        b"<html><head><title>Deprecations</title></head><body><table><tr><td><p>The following models go.</p>"
        b"<table><tr><th>Model</th><th>Shutdown date</th></tr>"
        b"<tr><td><code>o1-preview</code></td><td>2026-07-28<br>(all regions)</td></tr></table>"
        b"</td></tr></table></body></html>"
    )
    (document,) = read("page.html", data)
    assert "| Model | Shutdown date |\n| `o1-preview` | 2026-07-28 (all regions) |" in document.text
    assert document.text.startswith("The following models go.")


def test_a_file_that_is_no_text_is_refused_whatever_its_name_says() -> None:
    assert "no text" in bad("notice.txt", b"PK\x03\x04\x00\x00\x08\x00word/document.xml")
