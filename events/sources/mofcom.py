"""Sources of kind `mofcom`: China's designations as a CSV table, or its ministry's list of announcements."""

import asyncio
import csv
import io
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from lxml import html

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked
from events.sources.country_names import country_name
from events.sources.linked_pages import Linked, followed
from events.sources.plain_text import link, one_line, parsed_html
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.row_memory import Difference, Doubt, differences, digest, fold
from events.sources.stating import counted, stated, worded_day

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"max_pages": int}
_COLUMNS = {"Name", "Chinese name", "List", "Date", "Country"}
_LISTS = {
    "list of export controls": ("cn-export-control-list", "China's export control list"),
    "export control watch list": ("cn-export-control-watch-list", "China's export control watch list"),
    "uel": ("cn-unreliable-entity-list", "China's unreliable entity list"),
    "afsl": ("cn-countermeasures", "China's countermeasures under its Anti-Foreign Sanctions Law"),
}
_COUNTERMEASURES = ("cn-countermeasures", "China's list of countermeasures")
_IN_ADDRESS = re.compile(r"(20\d\d)[-/]?([01]\d)[-/]?([0-3]\d)?")
_DAY = re.compile(r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")
_LEAST_TITLE = 8


@dataclass(frozen=True, slots=True)
class _Designation:
    slug: str
    list_name: str
    name: str
    aliases: tuple[str, ...]
    country: str
    on: str | None
    until: str | None
    url: str

    @property
    def key(self) -> str:
        return digest(self.slug, fold(self.name))


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look: new designations of a table, or the text of new announcements. The first look only remembers."""
    answer = await asked(spec, cursor, door, "text/csv, text/html, */*;q=0.5")
    if not isinstance(answer, Fetched):
        return answer
    if answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return await _announcements(spec, cursor, door, answer, now)
    designations = await asyncio.to_thread(_designations, answer)
    if isinstance(designations, str):
        return Failed(reason=f"{spec.id} gave no table of designations: {designations}; it is tried again")
    rows = {key: json.dumps([d.on, d.until]) for key, d in designations.items()}
    found = differences(rows, cursor.extra, now, gone_after=None, states_upheaval=False)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    documents = _documents(spec, found, designations, now)
    lost = f"{spec.id} no longer shows {counted(len(found.lost), 'party', 'parties')}: a row that vanished is no repeal"
    return Checked(
        documents=documents,
        cursor=replace(answered(answer), extra=found.extra),
        unchanged=not documents,
        problems=(*found.problems, *((lost,) if found.lost else ())),
    )


def _designations(answer: Fetched) -> dict[str, _Designation] | str:
    csv.field_size_limit(200_000)
    reader = csv.DictReader(io.StringIO(answer.text, newline=""), restkey="", restval="")
    designations: dict[str, _Designation] = {}
    try:
        if not set(reader.fieldnames or ()) >= _COLUMNS:
            return f"it lacks one of the columns {', '.join(sorted(_COLUMNS))}"
        for row in reader:
            found = _designation(row)
            # Somebody on a list twice stands there as long as the later of the two rows says.
            if found and (found.key not in designations or (found.on or "") >= (designations[found.key].on or "")):
                designations[found.key] = found
    except csv.Error as error:
        return f"row {reader.line_num} cannot be read ({error})"
    return designations


def _designation(row: Mapping[str, str]) -> _Designation | None:
    named = [one_line(row.get(column) or "") for column in ("Name", "Chinese name")]
    names = [name for name in named if name]
    if not names:
        return None
    slug, list_name = _LISTS.get((row.get("List") or "").strip().lower(), _COUNTERMEASURES)
    others = [one_line(part) for part in (row.get("Alias") or "").split(";") if part.strip()]
    return _Designation(
        slug=slug,
        list_name=list_name,
        name=names[0],
        aliases=tuple(dict.fromkeys([*names[1:], *others])),
        country=(row.get("Country") or "").strip()[:2].upper(),
        on=_dotted_day(row.get("Date") or ""),
        until=_dotted_day(row.get("End date") or ""),
        url=link("https://", row.get("Source URL") or ""),
    )


def _dotted_day(text: str) -> str | None:
    """Days come as 24.07.2026 and as 24.07.26."""
    parts = text.strip().split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    day, month, year = map(int, parts)
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def _documents(
    spec: SourceSpec, found: Difference, designations: Mapping[str, _Designation], now: datetime
) -> tuple[Document, ...]:
    groups: defaultdict[tuple[str, str, str | None, str], list[_Designation]] = defaultdict(list)
    for key in found.added:
        new = designations[key]
        groups[("party-listed", new.slug, new.on, new.url)].append(new)
    for key, was in found.changed.items():
        now_said = designations[key]
        on, until = json.loads(was)
        if now_said.until and now_said.until != until:
            groups[("party-delisted", now_said.slug, now_said.until, now_said.url)].append(now_said)
        elif until and not now_said.until and now_said.on != on:
            groups[("party-listed", now_said.slug, now_said.on, now_said.url)].append(now_said)
    return tuple(_document(spec, what, on, url, group, now) for (what, _, on, url), group in groups.items())


def _document(
    spec: SourceSpec, what: str, on: str | None, url: str, group: list[_Designation], now: datetime
) -> Document:
    listed = what == "party-listed"
    verb = "put on" if listed else "taken off"
    when = f" {'on' if listed else 'with effect from'} {worded_day(on)}" if on else ""
    more = f" and {counted(len(group) - 1, 'other', 'others')}" if len(group) > 1 else ""
    return stated(
        spec,
        now,
        key=f"{what}:{group[0].slug}:{digest(*sorted(d.key for d in group), on or '')}",
        title=f"{group[0].name}{more} {verb} {group[0].list_name}{when}",
        sentences=[f"{_worded(d)} was {verb} {d.list_name}{when}." for d in group],
        changes=[_row(what, d, on) for d in group],
        url=url,
    )


def _row(what: str, said: _Designation, on: str | None) -> dict[str, Any]:
    row = {"what": what, "list": said.slug, "party": said.name, "aliases": list(said.aliases[:40])}
    return {**row, "country": said.country or None, "on": on, "citation": said.url or None}


def _worded(said: _Designation) -> str:
    where = f" ({country_name(said.country)})" if said.country else ""
    return f"{said.name}{where}"


async def _announcements(
    spec: SourceSpec, cursor: Cursor, door: "Door", answer: Fetched, now: datetime
) -> Checked | Failed:
    """The ministry's page of announcements: each new link with the text behind it."""
    linked = await asyncio.to_thread(_links, answer)
    if not linked:
        look = "open its address in a browser, then correct or remove it"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave a page without announcements: {look}")
    return await followed(spec, cursor, door, answered(answer), linked, now, language="zh")


def _links(answer: Fetched) -> tuple[Linked, ...]:
    """Links of the page's own host whose address or neighbour names a day, newest first as the page lists them."""
    root = parsed_html(answer.text)
    host = answer.url.split("/")[2] if answer.url.count("/") > 1 else ""
    found: dict[str, Linked] = {}
    for anchor in [] if root is None else root.xpath("//a[@href]"):
        address = link(answer.url, str(anchor.get("href")))
        title = one_line(str(anchor.get("title") or anchor.text_content()))
        beside = _start_of(anchor.getparent())
        day = _DAY.search(beside) or _IN_ADDRESS.search(address)
        if host and host in address and day and len(title) >= _LEAST_TITLE:
            found.setdefault(address, Linked(address, title, _at(day)))
    return tuple(found.values())


def _start_of(element: html.HtmlElement | None) -> str:
    """The first words of an element; all links of a page may share one."""
    told = "" if element is None else "".join(itertools.islice((str(part) for part in element.itertext()), 40))
    return told[:600]


def _at(day: re.Match[str]) -> datetime | None:
    """The day as the page wrote it; a month alone is no day."""
    year, month, number = day.groups()
    try:
        return datetime(int(year), int(month), int(number), tzinfo=UTC) if number else None
    except ValueError:
        return None
