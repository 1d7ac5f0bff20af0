"""Reading: a document becomes the findings that it states, each field with the words that prove it."""

from events.reading.public import public
from events.reading.reader import Reading, read

__all__ = ["Reading", "public", "read"]
