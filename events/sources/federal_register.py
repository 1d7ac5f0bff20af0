"""Sources of kind `federal-register`: documents and public-inspection lists of the US Federal Register's API."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlsplit

from events.document import Document
from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.dates import believable, moment
from events.sources.novelty import compared
from events.sources.plain_text import cleaned, link, one_line, text_of_html
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"first_days": int, "max_pages": int, "agency": str}
FIRST_DAYS = 60
OVERLAP = timedelta(days=7)  # the service caches for a day, and a document may be entered late
MAX_PAGES = 10
_COUNT_STOPS_AT = 10_000
# Never among these: page_views, regulations_dot_gov_info.checked_*, ?timestamp, which change without meaning.
_PLAIN = (
    *("type", "action", "document_number", "publication_date", "effective_on", "comments_close_on"),
    *("correction_of", "signing_date", "executive_order_number", "filing_type"),
)


@dataclass(frozen=True, slots=True)
class _Page:
    results: list[Any]
    next_url: str
    count: int


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look: every page since the newest document seen, less a week of overlap; new and changed documents."""
    asked = _since(spec, cursor, now)
    same = cursor.extra.get("asked") == asked
    validators = cursor if same else Cursor()
    answer = await door.fetch(
        _request(asked, etag=validators.etag, last_modified=validators.last_modified, body_hash=validators.body_hash)
    )
    if isinstance(answer, Unchanged):
        return Checked(cursor=replace(cursor, etag=answer.etag, last_modified=answer.last_modified), unchanged=True)
    answered = Cursor(extra={"asked": asked})
    if isinstance(answer, Fetched):
        answered = replace(answered, etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)
    documents: list[Document] = []
    problems: list[str] = []
    max_pages = int(spec.options.get("max_pages", MAX_PAGES))
    for number in range(1, max_pages + 1):
        page = _page(spec, answer)
        if isinstance(page, Checked | Failed):
            return replace(page, cursor=cursor) if isinstance(page, Checked) else page
        found = [_document(spec, result, now) for result in page.results if _is_wanted(spec, result)]
        documents += [document for document in found if isinstance(document, Document)]
        problems += [problem for problem in found if isinstance(problem, str)]
        if page.count >= _COUNT_STOPS_AT and number == 1:
            problems.append(
                f"{spec.id} matches {_COUNT_STOPS_AT:,} documents or more, where the service stops counting: narrow it"
            )
        if not page.next_url:
            break
        if not _same_host(spec.url, page.next_url):
            problems.append(f"{spec.id} names a next page on another host, which is not followed: check its url")
            break
        if number == max_pages:
            problems.append(f"{spec.id} has more than {max_pages} pages: raise max_pages or narrow its url")
            break
        answer = await door.fetch(_request(page.next_url))
    newest = max((d.published_at.date().isoformat() for d in documents if d.published_at), default="")
    newest = max(newest, str(cursor.extra.get("newest_on", "")))
    if newest:
        answered = replace(answered, extra={**answered.extra, "newest_on": newest})
    return compared(documents, cursor, answered, window=False, problems=tuple(problems))


def _request(url: str, *, etag: str = "", last_modified: str = "", body_hash: str = "") -> Request:
    return Request(
        url=url,
        accept="application/json",
        etag=etag,
        last_modified=last_modified,
        body_hash=body_hash,
        deadline_seconds=40,
    )


def _since(spec: SourceSpec, cursor: Cursor, now: datetime) -> str:
    """The address with a first day of publication, unless it has one or asks for a list that takes none."""
    split = urlsplit(spec.url)
    names = [name for name, _ in parse_qsl(split.query)]
    if "public-inspection" in split.path or any("publication_date" in name for name in names):
        return spec.url
    newest = str(cursor.extra.get("newest_on", ""))
    if newest:
        first = min(date.fromisoformat(newest), now.date()) - OVERLAP
    else:
        first = now.date() - timedelta(days=int(spec.options.get("first_days", FIRST_DAYS)))
    condition = f"{quote('conditions[publication_date][gte]')}={first.isoformat()}"
    return spec.url + ("&" if split.query else "?") + condition


def _page(spec: SourceSpec, answer: Fetched | Unchanged | Refused) -> _Page | Checked | Failed:
    """One page of results; Failed with the service's own words, or a suspect Checked where it is no such answer."""
    if isinstance(answer, Refused):
        words = _said(answer.said)
        reason = f"{spec.id}: the Federal Register says {words!r}: correct its url" if words else answer.reason
        return Failed(reason=reason, retry_after_seconds=answer.retry_after_seconds)
    if isinstance(answer, Unchanged):  # never asked for on later pages
        return Failed(reason=f"{spec.id} gave no answer to read: it is tried again at the next check")
    page = page_instead(answer.body, "JSON", spec.id)
    if page:
        return Checked(cursor=Cursor(), suspect=page)
    try:
        told = json.loads(answer.text, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        return Failed(
            reason=f"{spec.id} gave no readable JSON ({str(error)[:80]}): it is tried again at the next check"
        )
    results = told.get("results") if isinstance(told, dict) else None
    if results is None and isinstance(told, dict) and told.get("count") == 0:
        results = []  # the service leaves the list out where nothing matches
    if not isinstance(results, list):
        words = _said(answer.text)
        reason = f"says {words!r}: correct its url" if words else "gave JSON without results: check its url"
        return Failed(reason=f"{spec.id}: the Federal Register {reason}")
    count = told.get("count")
    return _Page(results, str(told.get("next_page_url") or ""), count if isinstance(count, int) else len(results))


def _said(text: str) -> str:
    """What an error answer names as its cause: `message`, or the first of `errors`."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(told, dict):
        return ""
    errors = told.get("errors")
    first = (
        next(iter(errors.values()), "")
        if isinstance(errors, dict)
        else errors[0]
        if isinstance(errors, list) and errors
        else ""
    )
    return one_line(str(told.get("message") or first or ""))[:200]


def _is_wanted(spec: SourceSpec, result: Any) -> bool:
    """Lists that take no conditions are sifted here: `agency` keeps the documents of one agency, by its slug."""
    agency = spec.options.get("agency", "")
    return not agency or not isinstance(result, dict) or agency in map(_agency, _list(result.get("agencies")))


def _same_host(first: str, second: str) -> bool:
    try:
        return urlsplit(first)[:2] == urlsplit(second)[:2]
    except ValueError:
        return False


def _document(spec: SourceSpec, result: Any, now: datetime) -> Document | str:
    number = result.get("document_number") if isinstance(result, dict) else None
    if not isinstance(number, str) or not number.strip():
        return f"{spec.id} gave an entry without a document_number, which was left out"
    structured = _structured(result)
    published = believable(
        moment(str(result.get("filed_at") or result.get("publication_date") or ""), thorough=False), now
    )
    title = one_line(str(result.get("title") or result.get("toc_doc") or number))
    return Document(
        url=link(spec.url, str(result.get("html_url") or "")) or spec.url,
        title=title,
        text=_text(result, structured, title),
        source=spec.id,
        publisher=spec.publisher or "Federal Register",
        trust=spec.trust,
        language=spec.language or "en",
        published_at=published.at if published else None,
        published_is_day=published.is_day if published else False,
        observed_at=now,
        key=number.strip(),
        structured=structured,
    )


def _text(result: Mapping[str, Any], structured: Mapping[str, Any], title: str) -> str:
    """Abstract and dates. A date that moves is a change of the text as well, so that the document gets another hash."""
    abstract = text_of_html(str(result.get("abstract") or ""))
    subjects = [cleaned(str(result.get(name) or "")) for name in ("toc_subject", "toc_doc", "subject_1", "subject_2")]
    parts = [abstract or "\n".join(dict.fromkeys(subject for subject in subjects if subject and subject != title))]
    dates = text_of_html(str(result.get("dates") or ""))
    if dates:
        parts.append(f"DATES: {dates}")
    if structured.get("effective_on") and not dates:
        parts.append(f"Effective date: {structured['effective_on']}.")
    if structured.get("comments_close_on") and not dates:
        parts.append(f"Comments close on: {structured['comments_close_on']}.")
    return cleaned("\n\n".join(part for part in parts if part)) or title


def _structured(result: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the service states outright, as plain JSON; absent ones are None, lists may be empty."""
    plain = {name: one_line(str(value)) if (value := result.get(name)) not in (None, "") else None for name in _PLAIN}
    correction = str(plain["correction_of"] or "")
    plain["correction_of"] = correction.rstrip("/").rpartition("/")[2].partition("?")[0] or None
    return {
        **{name: value for name, value in plain.items() if name != "filing_type" or value},
        "agencies": [name for name in map(_agency, _list(result.get("agencies"))) if name],
        "cfr_references": [
            {"title": str(entry.get("title")), "part": str(entry.get("part"))}
            for entry in _list(result.get("cfr_references"))
            if isinstance(entry, dict) and entry.get("title") is not None
        ],
        "docket_ids": [
            one_line(str(entry)) for entry in _list(result.get("docket_ids") or result.get("docket_numbers"))
        ],
    }


def _agency(entry: Any) -> str:
    if isinstance(entry, dict):
        return str(entry.get("slug") or entry.get("name") or entry.get("raw_name") or "")
    return str(entry or "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
