"""A strict local Bot API server with a chat page in the browser: what the demo, the tests and the bench talk to."""

from bot.sandbox.flood import FloodLimits
from bot.sandbox.server import Sandbox, start_sandbox

__all__ = ["FloodLimits", "Sandbox", "start_sandbox"]
