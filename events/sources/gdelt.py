"""Sources of kind `gdelt`: headlines of the world's press that match a query, by GDELT's list of articles."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.dates import believable, moment
from events.sources.novelty import compared
from events.sources.plain_text import as_key, link, one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

_LANGUAGES = {
    "english": "en",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "french": "fr",
    "german": "de",
}


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the articles of the query's time span: the headlines that are new."""
    answer = await asked(spec, cursor, door, "application/json")
    if not isinstance(answer, Fetched):
        return answer
    body = answer.body.lstrip()
    if body and body[:1] not in (b"{", b"["):
        # The service tells its own errors, and its limits, as a page or a line of text under a good status.
        words = "a web page" if body[:1] == b"<" else repr(one_line(answer.text[:200])[:120])
        look = "check format=json and the query in its url"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave {words} instead of JSON: {look}")
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    articles = told.get("articles", []) if isinstance(told, dict) else None
    if not isinstance(articles, list):
        look = "check mode=artlist and format=json in its url"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave JSON that is no list of articles: {look}")
    entries = [_document(spec, article, now) for article in articles if isinstance(article, dict)]
    # A span of time without a match is an empty list, so the list may shrink at will.
    return compared([entry for entry in entries if entry.key], cursor, answered(answer), window=False)


def _document(spec: SourceSpec, article: dict[str, Any], now: datetime) -> Document:
    address = link("https://", str(article.get("url") or ""))
    seen = believable(moment(str(article.get("seendate") or ""), thorough=False), now)
    title = one_line(str(article.get("title") or ""))
    return Document(
        url=address or spec.url,
        title=title,
        text=title,
        source=spec.id,
        publisher=one_line(str(article.get("domain") or "")) or spec.publisher,
        trust=spec.trust,
        language=_LANGUAGES.get(str(article.get("language") or "").lower(), spec.language),
        published_at=seen.at if seen else None,
        observed_at=now,
        key=as_key(address) if title else "",
    )
