"""Sources of kind `hacker-news`: stories as Hacker News' search or its own list of the newest gives them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources.answers import Fetched, Request
from events.sources.asking import answered, asked, told_json
from events.sources.dates import Moment, believable
from events.sources.novelty import compared
from events.sources.plain_text import link, one_line, text_of_html
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"min_points": int, "about": str, "max_items": int}
MAX_ITEMS = 30
_DISCUSSION = "https://news.ycombinator.com/item?id="
_LIST = re.compile(r"/v0/[a-z]+stories\.json$")


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the stories: those that are new, have `min_points` and speak of what `about` names."""
    answer = await asked(spec, cursor, door, "application/json")
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    if isinstance(told, list):
        return await _listed(spec, cursor, door, answer, told, now)
    hits = told.get("hits") if isinstance(told, dict) else None
    if not isinstance(hits, list):
        look = "use /api/v1/search_by_date or a list such as /v0/newstories.json"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave JSON that is no list of stories: {look}")
    entries = [_document(spec, hit, now) for hit in hits if isinstance(hit, dict)]
    return compared([entry for entry in entries if entry], cursor, answered(answer), window=False)


async def _listed(
    spec: SourceSpec, cursor: Cursor, door: "Door", answer: Fetched, told: list[Any], now: datetime
) -> Checked:
    """A bare list of numbers: the newest that were not looked at yet are asked for one by one, a few per check."""
    numbers = [number for number in told if isinstance(number, int) and not isinstance(number, bool)]
    if not numbers:
        return Checked(cursor=cursor, suspect=f"{spec.id} gave an empty list: nothing is taken until stories come back")
    newest = int(cursor.extra.get("newest", 0))
    most = int(spec.options.get("max_items", MAX_ITEMS))
    fresh = sorted(number for number in numbers if number > newest)[-most:] if newest else sorted(numbers)[-most:]
    base = _LIST.sub("", spec.url)
    entries: list[Document] = []
    problems: list[str] = []
    for number in fresh:
        found = await door.fetch(Request(url=f"{base}/v0/item/{number}.json", accept="application/json"))
        if not isinstance(found, Fetched):
            problems.append(f"{spec.id}: story {number} gave no answer; those from it on are asked for again")
            break
        newest = max(newest, number)
        item = told_json(spec, cursor, found)
        entry = _document(spec, item, now) if isinstance(item, dict) else None
        if entry:
            entries.append(entry)
    following = answered(answer)
    if problems:
        following = replace(following, etag="", last_modified="", body_hash="")
    following = replace(following, extra={"newest": newest})
    return compared(entries[::-1], cursor, following, window=False, problems=tuple(problems))


def _document(spec: SourceSpec, story: Mapping[str, Any], now: datetime) -> Document | None:
    number = str(story.get("objectID") or story.get("id") or "")
    title = one_line(str(story.get("title") or ""))
    points = story.get("points", story.get("score"))
    if not number.isdigit() or not title or story.get("dead") or story.get("deleted"):
        return None
    if story.get("type", "story") != "story" or (points if isinstance(points, int) else 0) < _least(spec):
        return None
    text = text_of_html(str(story.get("story_text") or story.get("text") or ""))
    words = [word.strip() for word in str(spec.options.get("about", "")).split(",") if word.strip()]
    if words and not re.search(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", f"{title}\n{text}", re.IGNORECASE):
        return None
    posted = _posted(story.get("created_at_i", story.get("time")), now)
    return Document(
        url=link(_DISCUSSION, str(story.get("url") or "")) if story.get("url") else _DISCUSSION + number,
        title=title,
        text=text or title,
        source=spec.id,
        publisher=spec.publisher or "Hacker News",
        trust=spec.trust,
        language=spec.language or "en",
        published_at=posted,
        observed_at=now,
        key=number,
    )


def _least(spec: SourceSpec) -> int:
    return int(spec.options.get("min_points", 0))


def _posted(seconds: object, now: datetime) -> datetime | None:
    if not isinstance(seconds, int) or not 0 < seconds < 2**33:
        return None
    found = believable(Moment(datetime.fromtimestamp(seconds, UTC), is_day=False), now)
    return found.at if found else None
