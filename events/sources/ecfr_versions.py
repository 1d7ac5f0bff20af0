"""The versions of a part of the US Code of Federal Regulations: each amendment of a list as it enters the code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, told_json
from events.sources.dates import believable, moment
from events.sources.plain_text import one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.row_memory import Doubt, differences
from events.sources.stating import worded_day

_SHOWN = "https://www.ecfr.gov/current/title-"


def amended(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked | Failed:
    """One look at the versions: what was amended since. The first look only remembers them.

    It states no rows: which parties came and went stands in the rule that the Federal Register prints.
    """
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    versions = told.get("content_versions") if isinstance(told, dict) else None
    if not isinstance(versions, list):
        look = "use an address of /api/versioner/v1/versions/"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave JSON without content_versions: {look}")
    by_key = {_key(version): version for version in versions if isinstance(version, dict) and version.get("identifier")}
    found = differences(dict.fromkeys(by_key, ""), cursor.extra, now, gone_after=None, states_upheaval=False)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    documents = tuple(
        _document(spec, key, by_key[key], now) for key in found.added if by_key[key].get("substantive", True)
    )
    following = replace(answered(answer), extra=found.extra)
    return Checked(documents=documents, cursor=following, unchanged=not documents, problems=found.problems)


def _key(version: Mapping[str, Any]) -> str:
    day = version.get("amendment_date") or version.get("date") or ""
    return one_line(f"{version['identifier']} of {day}")[:200]


def _document(spec: SourceSpec, key: str, version: Mapping[str, Any], now: datetime) -> Document:
    day = str(version.get("amendment_date") or version.get("date") or "")
    published = believable(moment(day, thorough=False), now)
    title, name = str(version.get("title") or ""), one_line(str(version.get("name") or version["identifier"]))
    verb = "removed from" if version.get("removed") else "amended in"
    return Document(
        url=f"{_SHOWN}{title}/part-{version.get('part')}" if title and version.get("part") else spec.url,
        title=f"{name}: {verb} the Code of Federal Regulations",
        text=f"{name} was {verb} title {title} of the Code of Federal Regulations on {worded_day(day)}.",
        source=spec.id,
        publisher=spec.publisher or "eCFR",
        trust=spec.trust,
        language="en",
        published_at=published.at if published else None,
        published_is_day=published is not None,
        observed_at=now,
        key=key,
    )
