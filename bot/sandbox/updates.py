"""The queue of updates: confirmed by offset, filtered when they arise, kept until the bot has them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.rules import POLL_UPDATES

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
)
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
DEFAULT = frozenset(KINDS) - _NOT_BY_DEFAULT


@dataclass(frozen=True, slots=True)
class Update:
    update_id: int
    kind: str
    payload: dict[str, Any]

    def json(self) -> dict[str, Any]:
        return {"update_id": self.update_id, self.kind: self.payload}


class UpdateQueue:
    def __init__(self) -> None:
        self.pending: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self.on_arrival: Callable[[], None] | None = None
        self._next_id = 100_000_001

    def allow(self, kinds: list[str] | None) -> None:
        """None keeps what was asked for before; an empty list is the default; unknown names are passed over."""
        if kinds is not None:
            self.allowed = frozenset(kind for kind in kinds if kind in KINDS) or None

    def add(self, kind: str, payload: dict[str, Any]) -> int | None:
        """The id of the new update, or None where the bot did not ask for this kind."""
        if kind not in (self.allowed if self.allowed is not None else DEFAULT):
            return None
        update = Update(self._next_id, kind, payload)
        self._next_id += 1
        self.pending.append(update)
        if self.on_arrival is not None:
            self.on_arrival()
        return update.update_id

    def repeat(self, update: Update) -> None:
        """Puts an update back as it was, as a server does that lost a confirmation."""
        self.pending = sorted([*self.pending, update], key=lambda waiting: waiting.update_id)
        if self.on_arrival is not None:
            self.on_arrival()

    def confirm(self, offset: int) -> None:
        """Forgets updates below the offset; a negative one keeps only that many from the end."""
        if offset > 0:
            self.pending = [update for update in self.pending if update.update_id >= offset]
        elif offset < 0:
            self.pending = self.pending[offset:]

    def head(self, limit: int = POLL_UPDATES) -> list[Update]:
        return self.pending[:limit]

    def drop(self, update_id: int) -> None:
        self.pending = [update for update in self.pending if update.update_id != update_id]

    def clear(self) -> None:
        self.pending = []
