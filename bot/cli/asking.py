"""What the commands have in common: names to ids, days and instants, and how an answer is printed."""

import sys
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from bot.clock import SystemClock
from bot.failures import CommandError
from bot.render.words import name as name_of
from bot.settings import load_settings
from events.catalog import Catalog
from events.terms import ref_kind


def say(text: str = "") -> None:
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def say_json(value: Any) -> None:
    """One line of JSON, keys in the order given."""
    say(msgspec.json.encode(value).decode())


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
    raise CommandError(f"{text!r} is no country: give an ISO 3166 code such as SA, US or DE")


def day_of(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text}: write the day as YYYY-MM-DD") from None


def instant_of(text: str | None, option: str) -> datetime | None:
    """An instant in UTC; a day alone means its end."""
    if text is None:
        return None
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59, 999999), UTC)
        at = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text}: write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


settings = load_settings
"""The settings of the environment, as every command reads them."""

clock = SystemClock()
