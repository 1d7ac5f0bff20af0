"""A message as text for golden files: what is seen, and its buttons below."""

from collections.abc import Sequence

from bot.commands.request import Edit
from bot.render.message import Message


def shown(message: Message | Edit) -> str:
    rows = [" ".join(f"[{b.text} → {b.data}]" for b in row) for row in message.buttons]
    return "\n".join([message.html, *(["", *rows] if rows else [])]) + "\n"


def all_shown(titled: Sequence[tuple[str, Message | Edit]]) -> str:
    return "\n".join(f"=== {title}\n{shown(message)}" for title, message in titled)
