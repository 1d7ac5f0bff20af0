"""Sources of kind `openai-models`: `/v1/models` of any compatible endpoint, with its key where it asks for one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.asking import answered, told_json
from events.sources.model_changes import compared_models
from events.sources.model_rows import ModelRow, day_of
from events.sources.plain_text import one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"provider": str, "surface": str, "key": str, "page": str}
_ENDS = ("shutdown_date", "deprecation_date", "deprecation", "retirement_date")


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the list: models newly offered and days of shutdown; what vanished is a problem to look at."""
    answer = await door.fetch(
        Request(
            url=spec.url,
            accept="application/json",
            etag=cursor.etag,
            last_modified=cursor.last_modified,
            body_hash=cursor.body_hash,
            bearer=str(spec.options.get("key", "")),
        )
    )
    if isinstance(answer, Refused):
        advice = f"{spec.id} is refused ({answer.status}): set 'key' to one that is valid there"
        reason = advice if answer.status in (401, 403) else answer.reason
        return Failed(reason=reason, retry_after_seconds=answer.retry_after_seconds)
    if isinstance(answer, Unchanged):
        return Checked(cursor=replace(cursor, etag=answer.etag, last_modified=answer.last_modified), unchanged=True)
    return _read(spec, cursor, answer, now)


def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked | Failed:
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    models = told.get("data") if isinstance(told, dict) else told
    if not isinstance(models, list):
        return Failed(reason=f"{spec.id} gave JSON without a list of models under 'data': check its url")
    has_more = isinstance(told, dict) and told.get("has_more") is True
    problems = (f"{spec.id} lists more models than it shows: ask for more at once in its url",) if has_more else ()
    return compared_models(spec, list(_rows(spec, models)), cursor, answered(answer), now, problems=problems)


def _rows(spec: SourceSpec, models: list[Any]) -> Iterator[ModelRow]:
    provider = str(spec.options.get("provider") or spec.publisher or spec.id)
    surface = str(spec.options.get("surface", ""))
    for model in models:
        ident = model.get("id") if isinstance(model, dict) else None
        if not isinstance(ident, str) or not ident.strip():
            continue
        yield ModelRow(
            provider=provider,
            model=ident.strip()[:160],
            name=one_line(str(model.get("display_name") or model.get("name") or ident)),
            host=provider if surface else "",
            listed_on=day_of(model.get("created") or model.get("created_at")),
            retires_on=next(filter(None, (day_of(model.get(name)) for name in _ENDS)), ""),
            surfaces=(surface,) if surface else (),
            is_offered=True,
        )
