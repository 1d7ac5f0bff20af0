"""What every method works on: the world, the gate against floods, the webhook and a clock for time limits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.flood import FloodGate
from bot.sandbox.rules import too_many_requests
from bot.sandbox.world import Accepted, Chat, Message, World


@dataclass(slots=True, kw_only=True)
class Webhook:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_at: datetime | None = None
    last_error: str = ""


@dataclass(slots=True, kw_only=True)
class BotApi:
    world: World
    gate: FloodGate
    monotonic: Callable[[], float]
    query_timeout_seconds: float = 60.0
    webhook: Webhook = field(default_factory=Webhook)
    on_webhook: Callable[[], None] | None = None

    def admit(self, chat: Chat, arguments: Arguments) -> None:
        """Counts one send or edit; raises ApiError 429 where it is one too many."""
        wait_seconds = self.gate.admit(
            chat.chat_id,
            group=chat.is_group,
            paid=arguments.flag("allow_paid_broadcast"),
            now_seconds=self.monotonic(),
        )
        if wait_seconds is not None:
            raise too_many_requests(wait_seconds)

    def accept(self, method: str, message: Message) -> None:
        self.world.accepted.append(
            Accepted(method=method, chat_id=message.chat_id, message_id=message.message_id, at=self.world.clock())
        )


Method = Callable[[BotApi, Arguments], Any]
