"""Sources of kind `openrouter`: the models that OpenRouter offers, and the days on which it will stop."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.model_changes import compared_models
from events.sources.model_rows import ModelRow, day_of
from events.sources.plain_text import one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"page": str}
_HOST = "openrouter"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the list: models newly offered, and expirations that appear, move or go back to none."""
    answer = await asked(spec, cursor, door, "application/json")
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    models = told.get("data") if isinstance(told, dict) else None
    if not isinstance(models, list):
        return Failed(reason=f"{spec.id} gave JSON without a list of models under 'data': check its url")
    return compared_models(spec, list(_rows(models)), cursor, answered(answer), now)


def _rows(models: list[Any]) -> Iterator[ModelRow]:
    for model in models:
        ident = model.get("id") if isinstance(model, dict) else None
        # "~maker/latest" points at another row, and "maker/model:free" is a price of one.
        if not isinstance(ident, str) or not ident.strip() or ident.startswith("~") or ":" in ident:
            continue
        name = one_line(str(model.get("name") or ident))
        yield ModelRow(
            provider=ident.partition("/")[0],
            model=ident.strip()[:160],
            name=name.partition(": ")[2] or name,
            host=_HOST,
            listed_on=day_of(model.get("created")),
            retires_on=day_of(model.get("expiration_date")),
            open_weights=True if model.get("hugging_face_id") else None,
            surfaces=(f"cloud:{_HOST}",),
            is_offered=True,
        )
