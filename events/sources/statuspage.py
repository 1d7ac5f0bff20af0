"""Sources of kind `statuspage`: a status page's summary, of which outages are left out and only farewells are read."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.dates import believable, moment
from events.sources.novelty import compared
from events.sources.plain_text import cleaned, link, one_line, text_of_html
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

# An outage is no policy, whatever it breaks: words of lasting ends, and of places, have to be there.
_FAREWELL = re.compile(
    r"\b(?:retir(?:e[ds]?|ing|ement)|deprecat\w+|sunset\w*|discontinu\w+|decommission\w*|end[- ]of[- ]life|"
    r"shut(?:ting)? down (?:on|for good)|removed from (?:the )?(?:api|service|catalog\w*)|no longer (?:be )?"
    r"(?:available|offered|supported|accessible) (?:in|for|from|to)|unavailable (?:in|to users in) (?:the )?[A-Z]|"
    r"(?:un)?supported (?:region|countr)\w*)",
    re.IGNORECASE,
)


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the summary: components, incidents and maintenances that speak of something ending."""
    answer = await asked(spec, cursor, door, "application/json")
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    if not isinstance(told, dict) or not isinstance(told.get("page"), dict):
        look = "use the address that ends in /api/v2/summary.json"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave JSON that is no status summary: {look}")
    documents = [document for entry in _entries(told) if (document := _document(spec, told["page"], entry, now))]
    # A page without announcements is the rule, not a doubt. What is announced may stay for weeks.
    return compared(documents, cursor, answered(answer), window=False)


def _entries(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("incidents", "scheduled_maintenances", "components"):
        entries = told.get(name)
        yield from (entry for entry in (entries if isinstance(entries, list) else []) if isinstance(entry, dict))


def _document(spec: SourceSpec, page: dict[str, Any], entry: dict[str, Any], now: datetime) -> Document | None:
    updates = entry.get("incident_updates")
    bodies = [
        text_of_html(str(update.get("body") or ""))
        for update in (updates if isinstance(updates, list) else [])
        if isinstance(update, dict)
    ]
    title = one_line(str(entry.get("name") or ""))
    description = text_of_html(str(entry.get("description") or ""))
    text = cleaned("\n\n".join(part for part in (description, *reversed(bodies)) if part)) or title
    if not title or not _FAREWELL.search(f"{title}\n{text}"):
        return None
    published = believable(moment(str(entry.get("created_at") or ""), thorough=False), now)
    return Document(
        url=link(spec.url, str(entry.get("shortlink") or page.get("url") or "")) or spec.url,
        title=title,
        text=text,
        source=spec.id,
        publisher=spec.publisher or one_line(str(page.get("name") or "")),
        trust=spec.trust,
        language=spec.language or "en",
        published_at=published.at if published and bodies else None,
        observed_at=now,
        key=one_line(str(entry.get("id") or title)),
    )
