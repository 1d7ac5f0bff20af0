"""What the commands have in common: names to ids, days and instants, and how an answer is printed."""

import difflib
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from bot.clock import SystemClock
from bot.failures import CommandError, UsageError
from bot.opening import database_path
from bot.render.words import name as name_of
from bot.settings import Settings, load_settings
from events.catalog import Catalog
from events.terms import ref_kind
from store.database import Database, open_database

settings = load_settings
"""The settings of the environment, as every command reads them."""

clock = SystemClock()

_WIDTH_MAX = 100
# Texts come from anywhere: what would move a terminal's cursor, colour it or turn its lines round is left out.
_UNSAID = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def say(text: str = "", indent: int = 0) -> None:
    """Print a line; on a terminal, wrapped to its width below its own beginning."""
    plain = text.translate(_UNSAID).encode("utf-8", "replace").decode("utf-8")
    if plain and sys.stdout.isatty():
        width = min(_WIDTH_MAX, max(20, shutil.get_terminal_size().columns))
        hang = " " * (indent + len(plain) - len(plain.lstrip()) + 2)
        first = " " * indent
        lines = textwrap.wrap(
            plain,
            width,
            initial_indent=first,
            subsequent_indent=hang,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        )
        plain = "\n".join(lines)
    elif plain:
        plain = " " * indent + plain
    sys.stdout.write(plain + "\n")


def say_json(value: Any) -> None:
    """One line of JSON, keys in the order given."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def iso(at: datetime | None) -> str | None:
    """An instant for JSON: whole seconds, UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def one_ref(text: str, catalog: Catalog) -> str:
    """The id that a typed name means; CommandError names the candidates or the nearest where it is not one."""
    found = catalog.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        narrowed = [ref for ref in found if ref_kind(ref) in ("model", "provider", "hardware")]
        if len(narrowed) == 1:
            return narrowed[0]
        raise CommandError(f"{text!r} may mean {_choice(found, catalog)}: say which by its id")
    near = catalog.suggest(text, 3)
    hint = f"; did you mean {_choice(near, catalog)}?" if near else ""
    raise CommandError(f"{text!r} is not in the catalogue{hint}")


def _choice(refs: tuple[str, ...], catalog: Catalog) -> str:
    return " or ".join(f"{name_of(ref, catalog)} ({ref})" for ref in refs)


def country_of(text: str, catalog: Catalog) -> str:
    """The ISO 3166 code of a country; CommandError where there is none of that name."""
    if text.upper() in catalog.jurisdictions and len(text) == 2:
        return text.upper()
    found = [ref for ref in catalog.find(text) if ref in catalog.jurisdictions]
    if len(found) == 1:
        return found[0]
    names = {catalog.name(ref): ref for ref in catalog.jurisdictions}
    hint = hint_for(text, names)
    raise CommandError(f"{text!r} is no country{hint or ': give an ISO 3166 code such as SA, US or DE'}")


def hint_for(text: str, known: Iterable[str]) -> str:
    """ "; did you mean 'x'?", or nothing where nothing is near."""
    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(text.casefold(), by_fold, n=1)
    return f"; did you mean {by_fold[near[0]]!r}?" if near else ""


def day_of(text: str | None, option: str) -> date | None:
    """A day; UsageError says how one is written."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text}: write the day as YYYY-MM-DD") from None


def instant_of(text: str | None, option: str) -> datetime | None:
    """An instant in UTC; a day alone means its end. UsageError says how one is written."""
    if text is None:
        return None
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59, 999999), UTC)
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{option} {text}: write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ") from None


def position_of(text: str | None, option: str) -> int | None:
    """A position in the log; UsageError where it is none."""
    if text is None:
        return None
    if not re.fullmatch("[0-9]{1,18}", text):
        raise UsageError(f"{option} {text}: write a position in the log, a whole number")
    return int(text)


@contextmanager
def existing_database(chosen: Settings) -> Iterator[Database]:
    """The database as it lies there, for commands that judge it: none is made and nothing is written."""
    path = database_path(chosen)
    if not path.is_file():
        raise CommandError(f"there is no database at {path}: set CURBWATCH_DATABASE_URL, or make one with migrate")
    database = open_database(chosen.database_url, upgrade=False)
    try:
        yield database
    finally:
        database.close()
