"""China's designations as a table, and the ministry's announcements as a page of links."""

import csv
import io

from events.sources.protocol import Failed
from events.sources.web import Door
from tests.events.sources.conftest import Site
from tests.events.sources.recorded import Looks, rows
from tests.shared_data import needs_shared, shared_file

HEAD = ["Name", "Alias", "Chinese name", "Country", "List", "Date", "End date", "Source URL"]


def table(*told: tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([HEAD, *told])
    return written.getvalue()


def party(name: str, on: str = "01.11.2026", until: str = "", listed: str = "UEL") -> tuple[str, ...]:
    return (name, "", f"{name}公司", "US", listed, on, until, "https://mofcom.example/art/1.html")


PARTIES = [party(f"Maker {n}") for n in range(6)]


@needs_shared
async def test_the_recorded_designations_of_one_day_are_stated_by_list(site: Site, door: Door) -> None:
    whole = shared_file("answers/china_mofcom/cn_sanctions.csv").read_text("utf-8")
    told = list(csv.reader(io.StringIO(whole)))
    date = told[0].index("Date")
    written = io.StringIO()
    csv.writer(written).writerows(line for line in told if line[date] != "05.08.2026")
    new = [line for line in told if line[date] == "05.08.2026"]
    seen = Looks(site, door, "mofcom")
    assert (await seen.at(written.getvalue())).documents == ()
    assert len(seen.cursor.extra["rows"]) > 500
    found = await seen.at(whole)
    stated = rows(found.documents)
    assert len(stated) == len({line[told[0].index("Name")] for line in new})
    assert {(said["what"], said["on"]) for said in stated} == {("party-listed", "2026-08-05")}
    assert any("美国合规性测试公司" in said["aliases"] for said in stated)
    assert (await seen.at(whole)).unchanged


async def test_an_end_date_takes_a_party_off_and_vanishing_does_not(site: Site, door: Door) -> None:
    seen = Looks(site, door, "mofcom")
    await seen.at(table(*PARTIES))
    for _ in range(4):
        assert (await seen.at(table(*PARTIES[1:]))).documents == ()
    found = await seen.at(table(*PARTIES[1:-1], party("Maker 5", until="24.12.26")))
    assert [(said["what"], said["list"], said["party"], said["on"]) for said in rows(found.documents)] == [
        ("party-delisted", "cn-unreliable-entity-list", "Maker 5", "2026-12-24")
    ]
    assert "was taken off China's unreliable entity list with effect from 24 December 2026" in found.documents[0].text


async def test_a_date_written_another_way_is_no_change(site: Site, door: Door) -> None:
    seen = Looks(site, door, "mofcom")
    await seen.at(table(*PARTIES))
    assert (await seen.at(table(*(party(f"MAKER  {n}", on="1.11.26") for n in range(6))))).documents == ()


async def test_a_table_without_its_columns_fails(site: Site, door: Door) -> None:
    assert isinstance(await Looks(site, door, "mofcom").told("Name,List\nA,B\n"), Failed)


async def test_new_announcements_come_with_their_text(site: Site, door: Door) -> None:
    def page(*numbers: int) -> str:
        items = "".join(
            f'<li><a href="/art/2026/art_{n}.html" title="商务部公告2026年第{n}号 关于管制的决定">公告</a>'
            f"<span>2026-11-1{n}</span></li>"
            for n in numbers
        )
        return f'<html><body><a href="/about">关于我们</a><ul>{items}</ul></body></html>'

    text = "自2026年12月1日起,未经许可不得向境外军事用户出口。" * 20
    site.serve(
        "/art/2026/art_6.html", f"<html lang='zh-CN'><body><main><h1>公告</h1><p>{text}</p></main></body></html>"
    )
    seen = Looks(site, door, "mofcom")
    assert (await seen.at(page(1, 2, 3, 4, 5), kind="text/html")).documents == ()
    (document,) = (await seen.at(page(6, 1, 2, 3, 4, 5), kind="text/html")).documents
    assert document.title == "商务部公告2026年第6号 关于管制的决定"
    assert text[:30] in document.text
    assert (document.language, document.published_is_day) == ("zh", True)
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2026-11-16"
    assert (await seen.at("<html><body>系统维护</body></html>")).suspect
