"""One model as a list of models states it, what of it is remembered, and what it says anew against what it said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

State = Literal["", "active", "legacy", "deprecated", "retired"]

_LATE = timedelta(days=60)
"""A list may tell so late of what has happened; what is dated earlier is history and is not stated."""
_LONGEST = 160
_EARLIEST = 2015
MARK = " · "
"""What parts whose list and which model in a row's key."""


def day_of(value: object) -> str:
    """The ISO day of what a list writes as a day, an instant or seconds since 1970; "" for anything else.

    The epoch itself and other absurd days mean that nobody knows.
    """
    try:
        if isinstance(value, str) and value.strip():
            found = datetime.fromisoformat(value.strip()[:40]).date()
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found = datetime.fromtimestamp(value, UTC).date()
        else:
            return ""
    except (ValueError, OverflowError, OSError):
        return ""
    return found.isoformat() if found.year >= _EARLIEST else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRow:
    """`model` is the id there, `ident` what stays when that changes. Days are ISO; `listed_on` may be a bare month.

    Where `is_made_on`, `listed_on` is when the entry was made, maybe long before anybody could see it.
    `is_offered` says that being in the list means being on offer, so that a new row is a launch there. A row that
    `is_old` is remembered without being stated when it is new: it was there before, out of sight.
    """

    provider: str
    model: str
    name: str = ""
    ident: str = ""
    host: str = ""
    listed_on: str = ""
    retires_on: str = ""
    not_before: bool = False
    state: State = ""
    announced_on: str = ""
    open_weights: bool | None = None
    gated: str = ""
    surfaces: tuple[str, ...] = ()
    is_offered: bool = False
    is_made_on: bool = False
    is_old: bool = False
    is_doubtful: bool = False

    @property
    def key(self) -> str:
        """How the row is known from check to check; writing it with other capitals makes no other model."""
        return f"{self.host or self.provider}{MARK}{self.ident or self.model}".casefold()[: 2 * _LONGEST]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is remembered of a row; as text, so that a cursor stays small."""

    retires_on: str = ""
    not_before: bool = False
    state: str = ""
    listed_on: str = ""
    open_weights: str = ""
    gated: str = ""
    name: str = ""

    @staticmethod
    def of(row: ModelRow) -> "Standing":
        weights = "" if row.open_weights is None else "yes" if row.open_weights else "no"
        name = row.name.replace("|", "/")[:_LONGEST]
        return Standing(row.retires_on, row.not_before, row.state, row.listed_on[:10], weights, row.gated[:20], name)

    @staticmethod
    def loaded(text: str) -> "Standing":
        parts = [*text.split("|"), *[""] * 7]
        return Standing(parts[0], parts[1] == "~", parts[2], parts[3], parts[4], parts[5], parts[6])

    def dumped(self) -> str:
        mark = "~" if self.not_before else ""
        parts = (self.retires_on, mark, self.state, self.listed_on, self.open_weights, self.gated, self.name)
        return "|".join(parts).rstrip("|")

    @property
    def is_going(self) -> bool:
        """Whether its end is announced. "Active, not sooner than June" promises a life and announces no end."""
        if self.state == "active":
            return bool(self.retires_on) and not self.not_before
        if self.state in ("", "legacy"):
            return bool(self.retires_on)
        return self.state in ("deprecated", "retired")


def new_row(row: ModelRow, today: date) -> Iterator[dict[str, Any]]:
    """What a row that was never seen states: an offer, an end, both, or (dated in the past) nothing."""
    now = Standing.of(row)
    if row.is_old:
        return
    if row.is_offered and row.state in ("", "active"):
        yield {
            **_named(row, "model-listed"),
            "on": row.listed_on if len(row.listed_on) == 10 and not row.is_made_on else None,
            "open_weights": row.open_weights,
        }
    is_past = bool(row.retires_on) and row.retires_on < today.isoformat()
    if now.is_going and not is_past and row.state != "retired":
        yield _retirement(row)


def changed_row(row: ModelRow, was: Standing, today: date) -> Iterator[dict[str, Any]]:
    """What a known row states now that it did not state before."""
    now = Standing.of(row)
    yield from _end(row, was, now, (today - _LATE).isoformat())
    for about, before, after in (
        ("open_weights", was.open_weights, now.open_weights),
        ("gated", was.gated, now.gated),
        ("listed_on", was.listed_on, now.listed_on),
    ):
        if before and after and before != after:
            yield {**_named(row, "model-changed"), "about": about, "was": before, "now": after}


def _end(row: ModelRow, was: Standing, now: Standing, history: str) -> Iterator[dict[str, Any]]:
    dates = {day for day in (was.retires_on, now.retires_on) if day}
    is_history = bool(dates) and all(day < history for day in dates)
    if is_history or not (was.is_going or now.is_going):
        return
    if not now.is_going:
        yield {**_retirement(row), "what": "retirement-moved", "on": None, "was_on": was.retires_on or None}
    elif not was.is_going or (now.retires_on and not was.retires_on):
        yield _retirement(row)
    elif was.retires_on and now.retires_on != was.retires_on:
        yield {**_retirement(row), "what": "retirement-moved", "was_on": was.retires_on}
    elif was.not_before != now.not_before or (was.state != now.state and now.state == "retired"):
        yield _retirement(row)


def _named(row: ModelRow, what: str) -> dict[str, Any]:
    told: dict[str, Any] = {"what": what, "provider": row.provider, "model": row.model, "name": row.name or row.model}
    if row.host:
        told["host"] = row.host
    if row.is_doubtful:
        told["doubtful"] = True
    return told


def _retirement(row: ModelRow) -> dict[str, Any]:
    return {
        **_named(row, "retirement"),
        "on": row.retires_on or None,
        "certainty": "not_before" if row.not_before else "exact",
        "surfaces": list(row.surfaces),
        "announced_on": row.announced_on or None,
        **({"done": True} if row.state == "retired" else {}),
    }
