"""Sources of kind `region-page`: a supplier's list of the countries it serves; what comes and goes is the news."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked
from events.sources.country_names import country_code, country_name
from events.sources.main_text import PageText, page_text, wrong_page
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.row_memory import Difference, Doubt, differences
from events.sources.stating import counted, stated

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"provider": str, "surfaces": str}
MOST_LOST = 0.25  # a list that loses more than this at once was cut off or turned upside down: it is looked at again
_FEWEST = 4
_SEPARATOR = re.compile(r"\s*[,;|、，]\s*(?:and\s+)?")
_ACCEPT = "text/html, text/markdown, text/plain;q=0.9, */*;q=0.5"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the page: the countries added and removed since. The first look only remembers them."""
    answer = await asked(spec, cursor, door, _ACCEPT)
    if not isinstance(answer, Fetched):
        return answer
    return await asyncio.to_thread(_read, spec, cursor, answer, now)


def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked:
    page = page_text(answer)
    codes = countries_of(page)
    if len(codes) < _FEWEST:
        look = "open its address in a browser, then correct or remove it"
        wrong = wrong_page(page, answer, spec.id) or f"{spec.id} gave a page without a list of countries: {look}"
        return Checked(cursor=cursor, suspect=wrong)
    found = differences(dict.fromkeys(codes, ""), cursor.extra, now, gone_after=1, most_lost=MOST_LOST)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    documents = _documents(spec, found, now)
    return Checked(
        documents=documents,
        cursor=replace(answered(answer), extra=found.extra),
        unchanged=not documents,
        problems=found.problems,
    )


def countries_of(page: PageText) -> tuple[str, ...]:
    """The codes of the countries that have a line, or a place in a row of them, to themselves."""
    codes: dict[str, None] = {}
    for line in page.paragraphs:
        code = country_code(line)
        if code:
            codes[code] = None
            continue
        parts = [country_code(part) for part in _SEPARATOR.split(line)]
        if len(parts) > 2 and sum(map(bool, parts)) * 3 >= len(parts) * 2:
            codes |= dict.fromkeys(part for part in parts if part)
    return tuple(sorted(codes))


def _documents(spec: SourceSpec, found: Difference, now: datetime) -> tuple[Document, ...]:
    documents = []
    provider = str(spec.options.get("provider", ""))
    surfaces = [part for part in re.split(r"[,\s]+", str(spec.options.get("surfaces", ""))) if part]
    whose = spec.publisher or provider or spec.id
    sorts = (("countries-removed", tuple(found.gone), "no longer lists"), ("countries-added", found.added, "now lists"))
    for what, codes, verb in sorts:
        if not codes:
            continue
        names = sorted(country_name(code) for code in codes)
        title = f"{whose} {verb} {names[0] if len(names) == 1 else counted(len(names), 'country', 'countries')}"
        documents.append(
            stated(
                spec,
                now,
                key=f"{what}:{'-'.join(sorted(codes))}:{now.date().isoformat()}",
                title=f"{title} among the countries it serves",
                sentences=[f"{whose} {verb} {name} among the countries it serves." for name in names],
                changes=[{"what": what, "provider": provider, "countries": sorted(codes), "surfaces": surfaces}],
            )
        )
    return tuple(documents)
