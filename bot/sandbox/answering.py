"""Methods that answer a press of a button or an inline query."""

from typing import Any

from bot.sandbox.api import BotApi
from bot.sandbox.arguments import Arguments
from bot.sandbox.markup import read_inline_keyboard
from bot.sandbox.rules import (
    ANSWER_TOO_LONG,
    CALLBACK_ANSWER_LENGTH,
    INLINE_RESULTS,
    QUERY_TOO_OLD,
    bad_request,
)
from bot.sandbox.wording import read_text
from bot.sandbox.world import CallbackQuery

_RESULT_ID_BYTES = 64


def answer_callback_query(api: BotApi, arguments: Arguments) -> bool:
    """A query is answered once and in time; later answers are refused."""
    text = arguments.text("text")
    if len(text) > CALLBACK_ANSWER_LENGTH:
        raise bad_request(ANSWER_TOO_LONG)
    query = api.world.callbacks.get(arguments.text("callback_query_id"))
    if query is None or query.answered or _too_old(api, query):
        raise bad_request(QUERY_TOO_OLD)
    query.answered = True
    query.answer = {"text": text, "show_alert": arguments.flag("show_alert"), "url": arguments.text("url")}
    api.world.tell(
        "answer",
        {
            "query_id": query.query_id,
            "chat_id": query.chat_id,
            "user_id": query.user_id,
            "message_id": query.message_id,
            **query.answer,
        },
    )
    return True


def answer_inline_query(api: BotApi, arguments: Arguments) -> bool:
    results = arguments.parsed("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > INLINE_RESULTS:
        raise bad_request("too many inline query results specified")
    for result in results:
        _check_result(result)
    query = api.world.inline_queries.get(arguments.text("inline_query_id"))
    if query is None or query.answered:
        raise bad_request(QUERY_TOO_OLD)
    query.answered = True
    query.results = results
    api.world.tell("inline", {"query_id": query.query_id, "user_id": query.user_id, "results": results})
    return True


def _too_old(api: BotApi, query: CallbackQuery) -> bool:
    return api.monotonic() - query.asked_at_seconds > api.query_timeout_seconds


def _check_result(result: Any) -> None:
    if not isinstance(result, dict):
        raise bad_request("inline query result must be an object")
    if not 1 <= len(str(result.get("id", "")).encode()) <= _RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") == "article":
        content = result.get("input_message_content")
        if not isinstance(content, dict) or not result.get("title"):
            raise bad_request("can't parse inline query result: article needs a title and input_message_content")
        read_text(Arguments({**content, "text": content.get("message_text", "")}))
    read_inline_keyboard(result.get("reply_markup"))
