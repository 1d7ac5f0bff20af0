"""Pages of tables and lists, in both languages, and the days that their cells name."""

import time

import pytest

from events.sources.table_days import CellDay, cell_day
from events.sources.tables import Cell, plain, read_page

MARKDOWN = """
# Ends

Effective April 4th, 2026, the following models will be retired:

* `one-v1` (and the alias `one`)
  * `not-this`
* `two-v1`

## Past
### 2026-02-19: Three

| Day | Model [family](https://x.example/a_(b)) |
|:----|----:|
| Feb\u00a01, 2027 | `three-v1` \\| `three` |
| **Not** sooner | ![icon](/i.svg) [Three ↗](/models/three) |

```
| no | table |
|----|-------|
```
"""
HTML = """<!doctype html><body><h2>Past</h2><h4>2026-02-19: Three</h4>
<table><thead><tr><th>Day</th><th>Model</th></tr></thead>
<tr><td>2026&#8209;03&#8209;26</td><td><code>three-v1</code> (including <code>three</code>)</td></tr>
<tr><td><ul><li>us-east-1</li><li>us-west-2</li></ul></td><td>Three &amp; four</td></tr></table></body>"""


def test_a_markdown_table_gives_plain_cells_below_its_headings() -> None:
    table = read_page(MARKDOWN).tables[0]
    assert table.headings == ("Ends", "Past", "2026-02-19: Three")
    assert table.head == ("Day", "Model family")
    assert table.rows == (
        (Cell("Feb 1, 2027"), Cell("three-v1 | three", ("three-v1", "three"))),
        (Cell("Not sooner"), Cell("icon Three ↗")),
    )
    assert len(read_page(MARKDOWN).tables) == 1


def test_a_list_keeps_what_leads_to_it_and_leaves_out_lists_within_it() -> None:
    listing = read_page(MARKDOWN).lists[0]
    assert [item.codes for item in listing.items] == [("one-v1", "one"), ("two-v1",)]
    assert listing.before[-1].endswith("will be retired:")


def test_an_html_table_says_the_same_as_a_markdown_one() -> None:
    table = read_page(HTML).tables[0]
    assert table.headings == ("Past", "2026-02-19: Three")
    assert table.rows[0] == (Cell("2026-03-26"), Cell("three-v1 (including three)", ("three-v1", "three")))
    assert table.rows[1] == (Cell("us-east-1 us-west-2"), Cell("Three & four"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026\u201108\u201126", CellDay("2026-08-26")),
        ("Dec 11, 2026", CellDay("2026-12-11")),
        ("September 29th, 2026 (all Regions)", CellDay("2026-09-29")),
        ("5/22/2026", CellDay("2026-05-22")),
        ("22 May 2026", CellDay("2026-05-22")),
        ("October 10, 2026, 00:00:00 (UTC+08:00)", CellDay("2026-10-10")),
        ("Not sooner than June 9, 2027", CellDay("2027-06-09", True)),
        ("No sooner than 9/23/2025", CellDay("2025-09-23", True)),
        ("at earliest 2024-06-13", CellDay("2024-06-13", True)),
        ("May 20, 2025 (us-east-1), April 2, 2025 (us-west-2)", CellDay("2025-04-02")),
        ("September 2026", CellDay("2026-09-01", True)),
        ("N/A", CellDay()),
        ("—", CellDay()),
        ("TBD", CellDay()),
        ("February 30, 2026", CellDay()),
        ("claude-3-haiku-20240307", CellDay()),
    ],
)
def test_a_day_is_read_however_a_cell_writes_it(text: str, day: CellDay) -> None:
    assert cell_day(plain(text)) == day


@pytest.mark.parametrize(
    "text", ["|" * 200_000, "[](" * 60_000, "[](" + "a" * 200_000, "a|b\n" + " " * 200_000 + "|", "<" * 200_000]
)
def test_no_page_takes_long_to_read(text: str) -> None:
    began = time.process_time()
    read_page(text)
    assert time.process_time() - began < 1.0
