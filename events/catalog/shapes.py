"""Turns the fields of a row into typed values, and says of each that does not fit what was expected."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from events.catalog.nouns import Alias, Dependency, Membership, Rivalry
from events.catalog.problems import Problem
from events.catalog.rows import Row

ROLES = ("routes-to", "built-on", "weights-of", "hosted-by")

_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_T = TypeVar("_T")


class Fields:
    """The fields of one row, taken one by one; what is left over at `done` is an unknown key."""

    def __init__(self, row: Row, problems: list[Problem]) -> None:
        self.row = row
        self._problems = problems
        self._asked = {"id"}

    def complain(self, what: str, key: str = "", part: str = "") -> None:
        self._problems.append(self.row.problem(f"{self.row.kind} {self.row.id!r}: {what}", key, part))

    def done(self) -> None:
        for key in self.row.fields.keys() - self._asked:
            self.complain(f"unknown key {key!r}: known are {', '.join(sorted(self._asked))}", key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self._take(key)
        if value is None:
            if default is None:
                self.complain(f'{key} is missing: add {key} = "…"')
            return default or ""
        if isinstance(value, str) and value.strip():
            return value
        self.complain(f"{key} must be a text in quotes that is not empty", key)
        return default or ""

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if key in self.row.fields else self._take(key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
            return tuple(value)
        self.complain(f"{key} must be a list of texts that are not empty", key)
        return ()

    def flag(self, key: str) -> bool | None:
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return value
        self.complain(f"{key} must be true or false", key)
        return None

    def count(self, key: str) -> int | None:
        value = self._take(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.complain(f"{key} must be a whole number above 0", key)
        return None

    def day_or_month(self, key: str) -> str | None:
        """A day or a month as text; a bare TOML date will do."""
        value = self._take(key)
        if value is None:
            return None
        text = value.isoformat() if type(value) is date else value
        if isinstance(text, str) and _DAY.fullmatch(text) and _exists(text if len(text) == 10 else text + "-01"):
            return text
        self.complain(f"bad date {value!s}: write YYYY-MM-DD, or YYYY-MM where the day is not known", key)
        return None

    def aliases(self, key: str = "aliases") -> tuple[Alias, ...]:
        return self._each(key, self._alias)

    def dependencies(self, key: str) -> tuple[Dependency, ...]:
        return self._each(key, self._dependency)

    def rivalries(self, key: str) -> tuple[Rivalry, ...]:
        return self._each(key, self._rivalry)

    def memberships(self, key: str) -> tuple[Membership, ...]:
        return tuple(sorted(self._each(key, self._membership), key=lambda p: p.from_on))

    def _take(self, key: str) -> Any:
        self._asked.add(key)
        return self.row.fields.get(key)

    def _each(self, key: str, one: Callable[[str, Any], _T | None]) -> tuple[_T, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.complain(f"{key} must be a list", key)
            return ()
        return tuple(made for item in value if (made := one(key, item)) is not None)

    def _alias(self, key: str, item: Any) -> Alias | None:
        if isinstance(item, str) and item.strip():
            return Alias(text=item)
        wanted = {"text": str, "ambiguous": bool, "context": list, "never": list}
        if not self._fits(key, item, wanted, ("text",)):
            return None
        alias = Alias(
            text=item["text"],
            ambiguous=item.get("ambiguous", False),
            context=tuple(item.get("context", ())),
            never=tuple(item.get("never", ())),
        )
        if alias.ambiguous and not alias.context:
            what = f'ambiguous name {alias.text!r} has no context: add context = ["…"], words that must stand near it'
            self.complain(what, key, f'"{alias.text}"')
        if alias.context and not alias.ambiguous:
            what = f"name {alias.text!r} has context but is not ambiguous: add ambiguous = true or drop the context"
            self.complain(what, key, f'"{alias.text}"')
        for word in alias.never:
            if word.casefold() in alias.text.casefold():
                what = f"name {alias.text!r} is ruled out by its own part {word!r}: take that word out of never"
                self.complain(what, key, f'"{alias.text}"')
        return alias

    def _dependency(self, key: str, item: Any) -> Dependency | None:
        wanted = {"target": str, "role": str, "disclosed": bool, "source": str}
        if not self._fits(key, item, wanted, ("target", "role", "source")):
            return None
        if item["role"] not in ROLES:
            self.complain(f"unknown role {item['role']!r}: write one of {', '.join(ROLES)}", key, f'"{item["role"]}"')
        return Dependency(**item)

    def _rivalry(self, key: str, item: Any) -> Rivalry | None:
        wanted = {"target": str, "claim": str, "source": str}
        return Rivalry(**item) if self._fits(key, item, wanted, ("target", "claim", "source")) else None

    def _membership(self, key: str, item: Any) -> Membership | None:
        wanted = {"from_on": date, "until_on": date, "members": list}
        if not self._fits(key, item, wanted, ("from_on", "members")):
            return None
        period = Membership(from_on=item["from_on"], until_on=item.get("until_on"), members=frozenset(item["members"]))
        if period.until_on is not None and period.until_on < period.from_on:
            self.complain(f"a period ends on {period.until_on}, before it begins: swap the days", key)
            return None
        return period

    def _fits(self, key: str, item: Any, wanted: Mapping[str, type], needed: tuple[str, ...]) -> bool:
        """Whether an inline table has the wanted keys and types; complains of each that does not fit."""
        if not isinstance(item, dict):
            self.complain(f"{key} holds {item!r}: write {{ {', '.join(f'{k} = …' for k in wanted)} }}", key)
            return False
        before = len(self._problems)
        for missing in needed:
            if missing not in item:
                self.complain(f"an entry of {key} lacks {missing}: add it", key)
        for name, value in item.items():
            if name not in wanted:
                self.complain(f"unknown key {name!r} in {key}: known are {', '.join(wanted)}", key, name)
            elif not _is(value, wanted[name]):
                expected = "a bare date like 2026-07-14" if wanted[name] is date else wanted[name].__name__
                self.complain(f"{name} in {key} must be {expected}, not {value!r}", key, name)
        return len(self._problems) == before


def _is(value: Any, wanted: type) -> bool:
    if wanted is list:
        return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if wanted is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    if wanted is str:
        return isinstance(value, str) and bool(value.strip())
    return isinstance(value, wanted)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
