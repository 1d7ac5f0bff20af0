"""Sources of kind `gov-uk`: a search of the British government's pages, newest first."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.dates import believable, moment
from events.sources.novelty import compared
from events.sources.plain_text import link, one_line, text_of_html
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

_NEWEST_FIRST = "order=-public_timestamp"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the search: the pages that are new or worded anew. Without an order it is asked newest first."""
    answer = await asked(spec, cursor, door, "application/json", url=_newest_first(spec.url))
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    results = told.get("results") if isinstance(told, dict) else None
    if not isinstance(results, list):
        look = "use an address of /api/search.json"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave JSON without search results: {look}")
    entries = [_document(spec, result, now) for result in results if isinstance(result, dict) and result.get("link")]
    left_out = len(results) - len(entries)
    problems = (f"{spec.id} gave {left_out} results without a link, which were left out",) if left_out else ()
    return compared(entries, cursor, answered(answer), problems=problems)


def _newest_first(url: str) -> str:
    """Keywords order by relevance, and none by popularity: neither shows what is new."""
    query = urlsplit(url).query
    if any(name == "order" for name, _ in parse_qsl(query)):
        return url
    return f"{url}{'&' if query else '?'}{_NEWEST_FIRST}"


def _document(spec: SourceSpec, result: dict[str, Any], now: datetime) -> Document:
    published = believable(moment(str(result.get("public_timestamp") or ""), thorough=False), now)
    title = one_line(str(result.get("title") or ""))
    address = str(result["link"])
    sort = str(result.get("content_store_document_type") or result.get("format") or "")
    organisations = result.get("organisations")
    names = [
        one_line(str(one.get("title") or one.get("slug") or "") if isinstance(one, dict) else str(one))
        for one in (organisations if isinstance(organisations, list) else [])
    ]
    return Document(
        url=link("https://www.gov.uk", address) or spec.url,
        title=title,
        text=text_of_html(str(result.get("description") or result.get("indexable_content") or "")) or title,
        source=spec.id,
        publisher=spec.publisher or (names[0] if names else "GOV.UK"),
        trust=spec.trust,
        language=spec.language or "en",
        published_at=published.at if published else None,
        published_is_day=published.is_day if published else False,
        observed_at=now,
        key=address,
        structured={"document_type": sort} if sort else {},
    )
