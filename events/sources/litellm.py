"""Sources of kind `litellm`: LiteLLM's map of prices, for the days of deprecation that its contributors enter."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.model_changes import compared_models
from events.sources.model_rows import ModelRow, day_of
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"page": str}
MAX_BYTES = 12 * 1024 * 1024
_SAMPLE = "sample_spec"
# Those who serve others' models beside or instead of their own; whoever is not named here serves its own.
_SERVERS = {
    "azure": "azure",
    "azure_ai": "azure",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "vertex_ai": "vertex",
    **{
        name: name
        for name in ("groq", "fireworks_ai", "together_ai", "deepinfra", "openrouter", "databricks", "watsonx")
    },
    **{name: name for name in ("sambanova", "cerebras", "nscale", "replicate", "cloudflare", "hyperbolic", "novita")},
}


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the map: days of deprecation that appear, move either way or go. A new entry is no launch."""
    answer = await asked(spec, cursor, door, "application/json", max_bytes=MAX_BYTES)
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    rows = list(_rows(told)) if isinstance(told, dict) else []
    if not rows and not cursor.extra:
        return Failed(reason=f"{spec.id} gave JSON without models and their litellm_provider: check its url")
    return compared_models(spec, rows, cursor, answered(answer), now)


def _rows(told: Mapping[str, Any]) -> Iterator[ModelRow]:
    for ident, entry in told.items():
        if ident == _SAMPLE or not isinstance(entry, dict) or not isinstance(entry.get("litellm_provider"), str):
            continue
        provider = entry["litellm_provider"].partition("-")[0]
        server = _SERVERS.get(provider, "")
        yield ModelRow(
            provider=provider,
            model=ident[:160],
            host=provider if server else "",
            retires_on=day_of(entry.get("deprecation_date")),
            surfaces=(f"cloud:{server.replace('_', '-')}",) if server else (),
            is_doubtful=True,
        )
