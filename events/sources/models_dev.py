"""Sources of kind `models-dev`: models.dev's table of providers and the models that each of them offers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.model_changes import compared_models
from events.sources.model_rows import ModelRow
from events.sources.plain_text import one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"page": str}
MAX_BYTES = 12 * 1024 * 1024
_SURFACES = {
    "amazon-bedrock": "cloud:bedrock",
    "azure": "cloud:azure",
    "azure-cognitive-services": "cloud:azure",
    "google-vertex": "cloud:vertex",
    "google-vertex-anthropic": "cloud:vertex",
}


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the table: models newly offered, deprecated, or told otherwise (day of release, open weights)."""
    answer = await asked(spec, cursor, door, "application/json", max_bytes=MAX_BYTES)
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    if not isinstance(told, dict) or not any(isinstance(p, dict) and "models" in p for p in told.values()):
        return Failed(reason=f"{spec.id} gave JSON without providers and their models: check its url")
    return compared_models(spec, list(_rows(told)), cursor, answered(answer), now)


def _rows(told: Mapping[str, Any]) -> Iterator[ModelRow]:
    for provider, entry in told.items():
        models = entry.get("models") if isinstance(entry, dict) else None
        if isinstance(models, dict):
            yield from (_row(provider, ident, model) for ident, model in models.items() if isinstance(model, dict))


def _row(provider: str, ident: str, model: Mapping[str, Any]) -> ModelRow:
    """Where an id names a maker ("openai/gpt-…"), the provider of the table only serves it."""
    maker = ident.partition("/")[0] if "/" in ident else ""
    is_served = provider in _SURFACES or (bool(maker) and maker.casefold() != provider.casefold())
    weights = model.get("open_weights")
    return ModelRow(
        provider=maker or provider,
        model=ident[:160],
        name=one_line(str(model.get("name") or ident)),
        host=provider if is_served else "",
        listed_on=str(model.get("release_date") or "")[:10],
        state="deprecated" if model.get("status") == "deprecated" else "",
        open_weights=weights if isinstance(weights, bool) else None,
        surfaces=(_SURFACES.get(provider, f"cloud:{provider}"),) if is_served else (),
        is_offered=True,
    )
