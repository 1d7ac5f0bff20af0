"""When a source says that something was published: many ways to write it, one aware instant, and no absurd ones."""

import importlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\s*\d{4}-?\d{2}-?\d{2}\s*")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC; `is_day` where only the day was told (midnight stands for it)."""

    at: datetime
    is_day: bool


def moment(text: str, *, thorough: bool = True) -> Moment | None:
    """What a date in a document means; None where it means nothing. A time without a zone is taken as UTC.

    `thorough` also tries the words of many languages, which loads a slow library on first need.
    """
    text = text.strip()[:80]
    if not text:
        return None
    found = _iso(text) or _mail(text) or (_any_language(text) if thorough else None)
    if found is None:
        return None
    try:
        at = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):  # the edges of the calendar
        return None
    # Generators write a bare day as midnight; a true post at that very second is rarer than that.
    is_day = bool(_DAY.fullmatch(text)) or (found.hour, found.minute, found.second, found.microsecond) == (0, 0, 0, 0)
    if is_day:  # the day as the source wrote it, wherever its midnight falls in UTC
        at = datetime(found.year, found.month, found.day, tzinfo=UTC)
    return Moment(at, is_day)


def believable(found: Moment | None, now: datetime) -> Moment | None:
    """The moment, unless nobody can have published then: before 1990, or more than two days ahead of `now`."""
    return found if found is not None and _EARLIEST <= found.at <= now + _AHEAD else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _any_language(text: str) -> datetime | None:
    if not any(c.isdigit() for c in text):
        return None  # "soon", "yesterday": no date that holds still
    # Imported on need: it costs a third of a second, and one feed in hundreds needs it.
    dateparser = importlib.import_module("dateparser")
    try:
        found = dateparser.parse(text, settings={"STRICT_PARSING": True, "TIMEZONE": "UTC"})
    except Exception:  # noqa: BLE001  # whatever its many grammars raise on foreign bytes means: no date
        return None
    return found if isinstance(found, datetime) else None
