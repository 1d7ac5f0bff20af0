"""The second reader's endpoint: one question over the OpenAI-compatible protocol, and the text of its answer.

A question is sent once; nothing is tried again here, and no redirect is followed with the key or the document. What the
server writes besides its answer is looked at only for the option that it refuses, and is neither kept nor repeated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit, urlunsplit

import msgspec

from events.sources.answers import Fetched, Refused, Request, Unchanged

if TYPE_CHECKING:
    from events.sources.web import Door

DEADLINE_SECONDS = 60.0
ANSWER_BYTES = 256 * 1024
"""So long the endpoint has for its whole answer, and so many bytes."""

FailedKind = Literal["unsent", "failed", "refused-option"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`url` is the base of the API, as in `https://llm.example.org/v1`; without a `key` none is sent."""

    url: str
    model: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the model wrote, not yet looked at."""

    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnswered:
    """Why there is no answer, in words of ours. `unsent`: the endpoint never had the question; `refused-option`: it
    says that it does not know the options in `options`."""

    reason: str
    kind: FailedKind = "failed"
    options: tuple[str, ...] = ()
    retry_after_seconds: float | None = None


async def ask(
    door: "Door",
    endpoint: Endpoint,
    body: bytes,
    options: Sequence[str] = (),
    *,
    deadline_seconds: float = DEADLINE_SECONDS,
) -> Answered | NotAnswered:
    """One question; `options` are those of its body that a server may refuse. It ends within its deadline."""
    answer = await door.fetch(
        Request(
            url=completions(endpoint.url),
            accept="application/json",
            bearer=endpoint.key,
            body=body,
            max_bytes=ANSWER_BYTES,
            deadline_seconds=deadline_seconds,
        )
    )
    match answer:
        case Fetched():
            return _content(answer.body)
        case Unchanged():
            return NotAnswered(reason="the endpoint says that nothing has changed, which is no answer")
        case Refused():
            return _refused(answer, options)


def completions(url: str) -> str:
    """Where questions go; a query of the base address (a version, say) stays at the end."""
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(split._replace(path=split.path.rstrip("/") + "/chat/completions", fragment=""))


def _content(body: bytes) -> Answered | NotAnswered:
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return NotAnswered(reason="the endpoint's answer is no JSON: is CURBWATCH_READER_URL the base of its API?")
    choice = _first(told.get("choices")) if isinstance(told, dict) else None
    message = choice.get("message") if choice is not None else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str) or choice is None:
        return NotAnswered(reason="the endpoint's answer holds no text of a model")
    if choice.get("finish_reason") == "length":
        return NotAnswered(reason="the model's answer was cut off at its greatest length")
    return Answered(content=content)


def _first(choices: Any) -> dict[str, Any] | None:
    return choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else None


_ADVICE = {
    401: "set CURBWATCH_READER_KEY to a key that is valid there",
    403: "set CURBWATCH_READER_KEY to a key that may use this model",
    404: "check CURBWATCH_READER_URL and CURBWATCH_READER_MODEL",
    429: "it asks for a pause",
}

# How servers of several makes name the option that they refuse.
_REFUSALS = {
    "response_format": r"response[ _]format|json[ _]schema|structured output|guided|grammar",
    "max_tokens": r"max_tokens|max_completion_tokens",
    "temperature": r"temperature",
}


def _refused(answer: Refused, options: Sequence[str]) -> NotAnswered:
    if answer.status is None:
        unsent = answer.kind in ("address", "url", "connect", "wait")
        return NotAnswered(
            reason=answer.reason,
            kind="unsent" if unsent else "failed",
            retry_after_seconds=answer.retry_after_seconds,
        )
    named = tuple(o for o in options if re.search(_REFUSALS.get(o, re.escape(o)), answer.said, re.IGNORECASE))
    if answer.status in (400, 415, 422, 501) and named:
        return NotAnswered(
            reason=f"the endpoint does not know {', '.join(named)}", kind="refused-option", options=named
        )
    advice = _ADVICE.get(answer.status, "its log says more")
    return NotAnswered(
        reason=f"the endpoint answered {answer.status}: {advice}",
        retry_after_seconds=answer.retry_after_seconds,
    )
