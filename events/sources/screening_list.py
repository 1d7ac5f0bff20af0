"""Sources of kind `screening-list`: parties under export controls, as the US Consolidated Screening List's CSV."""

import asyncio
import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources.answers import BULK_MAX_BYTES, Fetched
from events.sources.asking import answered, asked
from events.sources.country_names import country_code, country_name
from events.sources.ecfr_versions import amended
from events.sources.plain_text import one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.row_memory import Difference, Doubt, differences, digest, fold
from events.sources.stating import counted, stated, worded_day
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"lists": str}
DEFAULT_LISTS = "EL, MEU, UVL, CMIC"
GONE_AFTER = 3  # a party is delisted when it is missing from as many whole lists in a row
_MOST_NAMED = 20  # problems name no more rows than this
_FIELD_LIMIT = 200_000
_LISTS = {
    "EL": ("us-entity-list", "US Entity List"),
    "MEU": ("us-military-end-user-list", "US Military End User List"),
    "UVL": ("us-unverified-list", "US Unverified List"),
    "DPL": ("us-denied-persons-list", "US Denied Persons List"),
    "CMIC": ("us-cmic-list", "US list of Chinese Military-Industrial Complex Companies"),
    "SDN": ("us-sdn-list", "US list of Specially Designated Nationals"),
}
_CODE = re.compile(r"\(([A-Z][A-Z-]{1,8})\)")


@dataclass(frozen=True, slots=True)
class _Party:
    """One party of one list; rows that name it twice are one."""

    row_id: str
    code: str
    name: str
    country: str
    aliases: tuple[str, ...]
    on: str | None
    citation: str
    note: str

    @property
    def key(self) -> str:
        return digest(self.code, fold(self.name) or self.name)

    @property
    def remembered(self) -> str:
        """What tells a change, and what is needed to name the party when it is gone."""
        said = digest(*sorted(map(fold, self.aliases)), self.citation)[:8]
        return json.dumps([self.row_id[:16], said, self.code, self.name[:160], self.country], ensure_ascii=False)


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the whole list: parties added, renamed and, after a time, removed. The first look only remembers.

    An address of the eCFR's versions gives its amendments instead: the list as law, without its rows.
    """
    answer = await asked(spec, cursor, door, "text/csv, */*;q=0.5", max_bytes=BULK_MAX_BYTES)
    if not isinstance(answer, Fetched):
        return answer
    if answer.body.lstrip()[:1] == b"{":
        return amended(spec, cursor, answer, now)
    page = page_instead(answer.body, "a CSV list", spec.id)
    if page:
        return Checked(cursor=cursor, suspect=page)
    return await asyncio.to_thread(_read, spec, cursor, answer, now)


def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked | Failed:
    wanted = {part.strip().upper() for part in str(spec.options.get("lists", DEFAULT_LISTS)).split(",")} - {""}
    parties = _parties(answer, wanted)
    if isinstance(parties, str):
        return Failed(reason=f"{spec.id} gave no screening list: {parties}; look at its address, it is tried again")
    asked_for = ",".join(sorted(wanted))
    before = cursor.extra if cursor.extra.get("lists", asked_for) == asked_for else {}
    rows = {key: party.remembered for key, party in parties.items()}
    found = differences(rows, before, now, gone_after=GONE_AFTER, states_upheaval=False)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    documents = _documents(spec, found, parties, now)
    # While a party is missing, the next list is wanted in full even if it is the same: only so is its absence counted.
    following = replace(answered(answer), etag="", last_modified="", body_hash="") if found.is_waiting else None
    return Checked(
        documents=documents,
        cursor=replace(following or answered(answer), extra={**found.extra, "lists": asked_for}),
        unchanged=not documents,
        problems=(*found.problems, *_missing(spec, found)),
    )


def _parties(answer: Fetched, wanted: set[str]) -> dict[str, _Party] | str:
    """The parties of the wanted lists by key; or what is wrong with the file, as the middle of a sentence."""
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.DictReader(io.StringIO(answer.text, newline=""), restkey="", restval="")
    try:
        columns = set(reader.fieldnames or ())
        if not {"source", "name"} <= columns:
            return "it lacks the columns 'source' and 'name'"
        parties: dict[str, _Party] = {}
        for row in reader:
            party = _party(row, wanted)
            if party is not None:
                known = parties.get(party.key)
                parties[party.key] = _merged(known, party) if known else party
    except csv.Error as error:
        return f"row {reader.line_num} cannot be read ({error})"
    return parties


def _party(row: Mapping[str, str], wanted: set[str]) -> _Party | None:
    codes = _CODE.findall(row["source"])
    code = codes[0] if codes else fold(row["source"])[:12].upper()
    name = one_line(row["name"])
    if code not in wanted or not name:
        return None
    notices = [one_line(part) for part in (row.get("federal_register_notice") or "").split(";") if part.strip()]
    return _Party(
        row_id=(row.get("_id") or "").strip(),
        code=code,
        name=name,
        country=_country(row),
        aliases=tuple(one_line(part) for part in (row.get("alt_names") or "").split(";") if part.strip()),
        on=_day(row.get("start_date") or ""),
        citation=notices[-1] if notices else "",
        note=one_line(f"{row.get('remarks') or ''} {row.get('license_requirement') or ''}")[:300],
    )


def _merged(one: _Party, other: _Party) -> _Party:
    """Two rows of one party, in whatever order they come: the newer one's notice, and the other names of both."""
    newer, older = sorted((one, other), key=lambda party: (party.on or "", party.citation, party.row_id), reverse=True)
    return replace(
        newer, aliases=tuple(sorted({*newer.aliases, *older.aliases})), country=newer.country or older.country
    )


def _country(row: Mapping[str, str]) -> str:
    """The code of the first address that names a country, last as addresses do."""
    for address in (row.get("addresses") or "").split(";"):
        parts = [part.strip(" .") for part in address.split(",")]
        for part in (parts[-1], parts[-2] if len(parts) > 1 else ""):
            if len(part) == 2 and part.isalpha() and part.isupper() and country_name(part) != part:
                return part
            if country_code(part):
                return country_code(part)
    return ""


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return None


def _documents(
    spec: SourceSpec, found: Difference, parties: Mapping[str, _Party], now: datetime
) -> tuple[Document, ...]:
    """One document for each list and notice; a row that only got another name is told as renamed."""
    lost_by_id = {was[0]: (key, was) for key, text in found.lost.items() if (was := json.loads(text))[0]}
    listed: defaultdict[tuple[str, str, str], list[_Party]] = defaultdict(list)
    renamed: list[tuple[_Party, str]] = []
    for key in found.added:
        party = parties[key]
        lost = lost_by_id.get(party.row_id[:16]) if party.row_id else None
        if lost:
            found.forget(lost[0])
            renamed.append((party, str(lost[1][3])))
        else:
            listed[(party.code, party.citation, party.on or "")].append(party)
    documents = [_listed(spec, group, now) for group in listed.values()]
    altered = [
        parties[key]
        for key, was in found.changed.items()
        if json.loads(was)[1] != json.loads(parties[key].remembered)[1]
    ]
    if renamed or altered:
        documents.append(_altered(spec, renamed, altered, now))
    removed: defaultdict[str, list[list[str]]] = defaultdict(list)
    for text in found.gone.values():
        was = json.loads(text)
        removed[was[2]].append(was)
    return (*documents, *(_delisted(spec, code, group, now) for code, group in removed.items()))


def _listed(spec: SourceSpec, group: list[_Party], now: datetime) -> Document:
    slug, name = _list_names(group[0].code)
    on, citation = group[0].on, group[0].citation
    when = f" on {worded_day(on)}" if on else ""
    source = f" ({citation})" if citation else ""
    sentences = [
        f"{_worded(party.name, party.country)} was added to the {name}{when}{source}."
        + (f" Also known as {'; '.join(party.aliases[:8])}." if party.aliases else "")
        for party in group
    ]
    return stated(
        spec,
        now,
        key=f"listed:{slug}:{digest(*sorted(party.key for party in group))}",
        title=f"{_who([p.name for p in group])} added to the {name}{source}",
        sentences=sentences,
        changes=[_row("party-listed", slug, p.name, p.country, p.aliases, p.on, p.citation, p.note) for p in group],
    )


def _delisted(spec: SourceSpec, code: str, group: list[list[str]], now: datetime) -> Document:
    slug, name = _list_names(code)
    return stated(
        spec,
        now,
        key=f"delisted:{slug}:{digest(*sorted(was[3] for was in group))}:{now.date().isoformat()}",
        title=f"{_who([was[3] for was in group])} no longer on the {name}",
        sentences=[f"{_worded(was[3], was[4])} is no longer on the {name}." for was in group],
        changes=[_row("party-delisted", slug, was[3], was[4], (), None, "", "") for was in group],
    )


def _altered(
    spec: SourceSpec, renamed: Iterable[tuple[_Party, str]], altered: Iterable[_Party], now: datetime
) -> Document:
    """Entries that were modified: told for a person to read, and no event by themselves."""
    told = [(party, f"{was!r} on the {_list_names(party.code)[1]} is now {party.name!r}.") for party, was in renamed]
    for party in altered:
        source = f" ({party.citation})" if party.citation else ""
        told.append((party, f"The entry of {party.name} on the {_list_names(party.code)[1]} was modified{source}."))
    return stated(
        spec,
        now,
        key=f"altered:{digest(*sorted(party.key + party.remembered for party, _ in told))}",
        title=f"{counted(len(told), 'entry', 'entries')} modified: {_who([party.name for party, _ in told])}",
        sentences=[sentence for _, sentence in told],
        changes=[
            _row("party-changed", _list_names(p.code)[0], p.name, p.country, p.aliases, p.on, p.citation, p.note)
            for p, _ in told
        ],
    )


def _row(
    what: str, slug: str, name: str, country: str, aliases: tuple[str, ...], on: str | None, citation: str, note: str
) -> dict[str, Any]:
    row = {"what": what, "list": slug, "party": name, "aliases": list(aliases[:40]), "country": country or None}
    return {**row, "on": on, "citation": citation or None, "note": note}


def _missing(spec: SourceSpec, found: Difference) -> tuple[str, ...]:
    names = [json.loads(text)[3] for key, text in found.lost.items() if key in found.extra["missing"]]
    if not names:
        return ()
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    told = f"{'; '.join(names[:_MOST_NAMED])}{more}"
    return (f"{spec.id} no longer shows {told}: it is told when it stays so for {GONE_AFTER} checks",)


def _list_names(code: str) -> tuple[str, str]:
    return _LISTS.get(code, (f"us-{code.lower()}-list", f"US {code} list"))


def _worded(name: str, country: str) -> str:
    return f"{name} ({country_name(country)})" if country else name


def _who(names: list[str]) -> str:
    first = names[0] if len(names[0]) <= 100 else names[0][:99] + "…"
    return first if len(names) == 1 else f"{first} and {counted(len(names) - 1, 'other', 'others')}"
