"""Sources of kind `hugging-face`: the newest models of named organisations on the Hugging Face Hub, and their gates."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from events.sources.answers import Fetched, Refused, Request, Unchanged
from events.sources.model_changes import compared_models
from events.sources.model_rows import MARK, ModelRow, Standing, day_of
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.wrong_answer import page_instead

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"orgs": str, "limit": int, "page": str}
LIMIT = 50
_MAX_ORGS = 60
_MOST_CARRIED = 300
_FULL = 4
# The same model in another number format or wrapping is no launch.
_REPACKED = re.compile(
    r"[-_.](?:gguf|awq|gptq|exl2|mlx|onnx|openvino|fp8|fp4|nvfp4|mxfp4|bf16|fp16|int4|int8|w4a16|w8a8|[2348]-?bits?|bnb|qat|"
    r"eagle\d*|draft|mtp|lora|tokenizer|ggml)(?:[-_.]|$)",
    re.IGNORECASE,
)


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at each organisation's newest models. One that cannot be read is left as it was, and told."""
    orgs = [org.strip() for org in str(spec.options.get("orgs", "")).split(",") if org.strip()][:_MAX_ORGS]
    if not orgs:
        return Failed(reason=f'{spec.id} names no organisations: write orgs = "one, two" in its table')
    before: Mapping[str, Any] = cursor.extra.get("orgs") or {}
    seen: dict[str, Any] = {org: {**known, "fresh": False} for org, known in before.items() if org in orgs}
    rows: list[ModelRow] = []
    problems: list[str] = []
    answers = 0
    wait_seconds: float | None = None
    for org in orgs:
        answer = await door.fetch(_request(spec, org, before.get(org)))
        told = answer.reason if isinstance(answer, Refused) else _org(spec, org, before.get(org), answer)
        if isinstance(told, str):
            problems.append(f"{spec.id}, {org}: {told}")
        else:
            answers += 1
            seen[org] = told[1]
            rows += told[0]
        if isinstance(answer, Refused) and answer.retry_after_seconds:  # the others would be refused as well
            wait_seconds = answer.retry_after_seconds
            break
    if not answers:
        return Failed(reason="; ".join(problems[:3]), retry_after_seconds=wait_seconds)
    if not any(one["fresh"] for one in seen.values()):
        extra = {**cursor.extra, "orgs": seen}
        return Checked(cursor=replace(cursor, extra=extra), unchanged=True, problems=tuple(problems))
    rows += _carried(cursor, rows, seen)
    return compared_models(spec, rows, cursor, Cursor(extra={"orgs": seen}), now, problems=tuple(problems))


def _request(spec: SourceSpec, org: str, known: Mapping[str, Any] | None) -> Request:
    limit = int(spec.options.get("limit", LIMIT))
    said = known or {}
    return Request(
        url=f"{spec.url}?author={quote(org)}&sort=createdAt&direction=-1&limit={limit}&full=true",
        accept="application/json",
        etag=str(said.get("etag", "")),
        last_modified=str(said.get("last_modified", "")),
        body_hash=str(said.get("body_hash", "")),
    )


def _models(answer: Fetched, place: str) -> list[dict[str, Any]] | str:
    """The entries of an answer, or why it has none to read."""
    page = page_instead(answer.body, "JSON", place)
    if page:
        return page
    try:
        told = json.loads(answer.text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return "no readable JSON came: it is tried again at the next check"
    if not isinstance(told, list):
        return "JSON without a list of models came: check its url"
    return [one for one in told if isinstance(one, dict) and isinstance(one.get("id"), str)]


def _org(
    spec: SourceSpec, org: str, known: Mapping[str, Any] | None, answer: Fetched | Unchanged
) -> tuple[list[ModelRow], dict[str, Any]] | str:
    """The rows of one organisation and what is remembered of its answer, or why the answer is not to be used.

    `floor` is the day down to which its models were seen when it was first asked, empty where all were; what is
    older and unknown was there all along. `from_on` is how far down this answer reached.
    """
    said = {"etag": answer.etag, "last_modified": answer.last_modified, "body_hash": answer.body_hash}
    if isinstance(answer, Unchanged):
        return [], {**(known or {}), **said, "fresh": False}
    models = _models(answer, spec.id)
    if isinstance(models, str):
        return models
    if not models and known and known.get("count", 0) >= _FULL:
        return "the list is empty where it had models: nothing is taken of it"
    is_full = len(models) >= int(spec.options.get("limit", LIMIT))
    from_on = min((day_of(one.get("createdAt")) for one in models), default="") if is_full else ""
    floor = str(known.get("floor", "")) if known else from_on
    rows = [_row(org, one, known is None, floor) for one in models if not _REPACKED.search(one["id"])]
    return rows, {**said, "floor": floor, "from_on": from_on, "count": len(models), "fresh": True}


def _row(org: str, one: Mapping[str, Any], is_first: bool, floor: str) -> ModelRow:
    made_on = day_of(one.get("createdAt"))
    gated = one.get("gated")
    return ModelRow(
        provider=org,
        model=one["id"][:160],
        name=one["id"].rpartition("/")[2],
        ident=str(one.get("_id") or one["id"]),
        listed_on=made_on,
        open_weights=True,
        gated="" if gated is None else str(gated) if gated else "no",
        surfaces=("weights",),
        is_offered=True,
        is_made_on=True,
        is_old=is_first or made_on < floor,
    )


def _carried(cursor: Cursor, rows: list[ModelRow], seen: Mapping[str, Any]) -> Iterator[ModelRow]:
    """Rows remembered that today's answers do not reach: their organisation was not read, or they are further down."""
    there = {row.key for row in rows}
    orgs = {org.casefold(): org for org in seen}
    kept: dict[str, int] = {}
    for key, text in (cursor.extra.get("rows") or {}).items():
        place, _, ident = key.partition(MARK)
        org, was = orgs.get(place), Standing.loaded(text)
        if key in there or org is None:
            continue
        read = seen[org]
        is_below = bool(read.get("from_on")) and was.listed_on <= read["from_on"]
        kept[org] = kept.get(org, 0) + 1
        if (not read.get("fresh") or is_below) and kept[org] <= _MOST_CARRIED:
            yield ModelRow(
                provider=org,
                model=f"{org}/{was.name}",
                name=was.name,
                ident=ident,
                listed_on=was.listed_on,
                open_weights=True,
                gated=was.gated,
                is_old=True,
            )
