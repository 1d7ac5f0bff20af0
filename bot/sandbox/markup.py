"""Keyboards under messages: what is refused, and what is kept."""

import json
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.entities import checked_link
from bot.sandbox.rules import (
    BUTTON_DATA_INVALID,
    CALLBACK_DATA_BYTES,
    INLINE_BUTTONS,
    INLINE_KEYBOARD_EXPECTED,
    MARKUP_BYTES,
    MARKUP_TOO_LONG,
    bad_request,
)
from bot.sandbox.world import Json

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_OTHERS = ("keyboard", "remove_keyboard", "force_reply")


def read_markup(arguments: Arguments, *, inline_only: bool = False) -> Json | None:
    """The reply markup, or None; an edit takes inline keyboards only."""
    markup = arguments.parsed("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _inline_rows(markup["inline_keyboard"])
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request(INLINE_KEYBOARD_EXPECTED)
    if "keyboard" in markup:
        return _checked_keyboard(markup)
    return dict(markup) if any(name in markup for name in _OTHERS) else None


def read_inline_keyboard(markup: Json | None) -> Json | None:
    """The keyboard of an inline result."""
    return read_markup(Arguments({"reply_markup": markup}), inline_only=True)


def _inline_rows(rows: Any) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    buttons = [button for row in rows for button in row]
    if len(buttons) > INLINE_BUTTONS or len(json.dumps(rows, ensure_ascii=False).encode()) > MARKUP_BYTES:
        raise bad_request(MARKUP_TOO_LONG)
    for button in buttons:
        _check_button(button)
    return [[dict(button) for button in row] for row in rows if row]


def _check_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not any(name in button for name in _ACTIONS):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
            raise bad_request(BUTTON_DATA_INVALID)
    if "url" in button and checked_link(str(button["url"])) is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _checked_keyboard(markup: Json) -> Json:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    named = [[{"text": button} if isinstance(button, str) else button for button in row] for row in rows]
    for row in named:
        for button in row:
            if not isinstance(button, dict) or not button.get("text"):
                raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if sum(map(len, named)) > INLINE_BUTTONS * 3 or len(json.dumps(named).encode()) > MARKUP_BYTES:
        raise bad_request(MARKUP_TOO_LONG)
    return {**markup, "keyboard": named}
