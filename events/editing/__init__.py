"""Editing: what an editor puts right, in words, in a finding that waits or in an event of the record."""

from events.editing.applying import Mistakes, as_kept, edited, edited_event
from events.editing.forms import FIELDS

__all__ = ["FIELDS", "Mistakes", "as_kept", "edited", "edited_event"]
