"""The bundled history: what was public before the service began, in its own words, each event with its sources."""

from events.history.loader import load_history, recorded_as_public_at
from events.history.problems import HistoryError

__all__ = ["HistoryError", "load_history", "recorded_as_public_at"]
