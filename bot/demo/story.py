"""The story's pieces and its people, as plain values."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources

from events.terms import Trust

BEGINS_AT = datetime.fromisoformat("2026-06-08T12:00:00+00:00")
HISTORY_UNTIL = date(2026, 6, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    id: str
    publisher: str
    trust: Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document of the story: `at` is when it was published."""

    feed: str
    at: datetime
    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One subscriber of the story: what they tell the bot, and what they would say of themselves when asked."""

    id: int
    name: str
    place: str
    country: str
    watches: tuple[str, ...]
    facts: tuple[str, ...] = ()


PEOPLE = (
    Person(
        id=2001, name="Noura", place="a firm in Riyadh, Saudi Arabia", country="Saudi Arabia", watches=("Anthropic",)
    ),
    Person(
        id=2002,
        name="Dana",
        place="a firm in Houston, on the list of 26 June",
        country="United States",
        watches=("Anthropic",),
        facts=("list:us-mythos5-2026-06",),
    ),
)


def story() -> tuple[tuple[Feed, ...], tuple[Piece, ...]]:
    """The feeds, and the pieces in the order in which they were published."""
    data = tomllib.loads(resources.files("bot.demo").joinpath("story.toml").read_text("utf-8"))
    feeds = tuple(Feed(**row) for row in data["feed"])
    pieces = tuple(Piece(**{**row, "text": row["text"].strip()}) for row in data["piece"])
    return feeds, tuple(sorted(pieces, key=lambda piece: piece.at))
