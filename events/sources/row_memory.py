"""What a source of rows remembers between two checks, and what truly changed since: never more than can be believed."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

BELIEVE_AFTER = 3  # an odd answer that comes so often in a row is how the source is now
MAX_ROWS = 40_000
MAX_MISSING = 2_000
_FULL = 4  # fewer rows than this say nothing by vanishing


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed, by key. `lost` rows are missing for the first time; `gone` ones for as long as was asked for.

    `extra` is what the next cursor carries; `is_baseline` says that the rows were only remembered.
    """

    added: tuple[str, ...] = ()
    changed: Mapping[str, str]  # key -> what the row said before
    lost: Mapping[str, str]
    gone: Mapping[str, str]
    extra: dict[str, Any]
    problems: tuple[str, ...] = ()
    is_baseline: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether rows are missing that count towards `gone`: then the next answer is wanted in full."""
        return any(row[0] for row in self.extra["missing"].values())

    def forget(self, key: str) -> None:
        """A lost row that came back under another key is missing no more."""
        self.extra["missing"].pop(key, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why these rows are not believed now; `extra` is the old memory with a count of how often they came so."""

    reason: str
    extra: dict[str, Any]


def differences(
    rows: Mapping[str, str],
    extra: Mapping[str, Any],
    now: datetime,
    *,
    gone_after: int | None,
    most_lost: float = 0.5,
    states_upheaval: bool = True,
) -> Difference | Doubt:
    """Today's rows (key -> what of them matters) against those remembered.

    A row is `gone` when it is missing from `gone_after` checks in a row; None means that vanishing never says anything.
    An upheaval (too many rows lost, or every key new) is a doubt, until it came three times in a row; then it is
    stated as it is, or with `states_upheaval=False` only remembered.
    """
    before: Mapping[str, str] | None = extra.get("rows")
    rows = dict(list(rows.items())[:MAX_ROWS])
    if not rows:
        count = len(before or {})
        reason = f"it shows no rows at all where {count} are known" if count else "it shows no rows at all"
        return Doubt(reason=f"{reason}: nothing is taken until rows come back", extra=_counted(extra, "empty")[0])
    if before is None:
        return _baseline(rows)
    missing: Mapping[str, list[Any]] = extra.get("missing") or {}
    lost = {key: said for key, said in before.items() if key not in rows}
    upheaval = _upheaval(rows, before, lost, most_lost)
    if upheaval:
        sort, reason = upheaval
        odd, times = _counted(extra, sort)
        if times < BELIEVE_AFTER:
            until = f"nothing is taken until it comes so {BELIEVE_AFTER} times in a row"
            return Doubt(reason=f"{reason}: {until}", extra=odd)
        if not states_upheaval:
            return _baseline(rows, f"{reason}: as it came so {BELIEVE_AFTER} times, it is taken without being told")
    still, gone = _waited(missing, rows, gone_after)
    counting = gone_after is not None and gone_after > 1
    if gone_after == 1:
        gone |= lost
    else:
        day = now.date().isoformat()
        still |= {key: [1 if counting else 0, day, said] for key, said in lost.items()}
    kept = dict(list(still.items())[-MAX_MISSING:])
    return Difference(
        added=tuple(key for key in rows if key not in before and key not in missing),
        changed={key: before[key] for key in rows if key in before and before[key] != rows[key]},
        lost=lost,
        gone=gone,
        extra={"rows": rows, "missing": kept},
    )


def fold(text: str) -> str:
    """Text by which two writings of one thing are equal: letters and digits only, without case, width and accents."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


def digest(*parts: str) -> str:
    """A short name of some text; enough to tell 40,000 rows apart."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _baseline(rows: dict[str, str], *problems: str) -> Difference:
    extra: dict[str, Any] = {"rows": rows, "missing": {}}
    return Difference(changed={}, lost={}, gone={}, extra=extra, problems=problems, is_baseline=True)


def _upheaval(
    rows: Mapping[str, str], before: Mapping[str, str], lost: Mapping[str, str], most_lost: float
) -> tuple[str, str] | None:
    if len(before) < _FULL:
        return None
    if len(lost) == len(before) and len(rows) >= _FULL:
        return "ids", f"none of the {len(before)} known rows is left, {len(rows)} others came"
    if len(lost) >= most_lost * len(before):
        return "shrunk", f"only {len(before) - len(lost)} of {len(before)} known rows are left"
    return None


def _waited(
    missing: Mapping[str, list[Any]], rows: Mapping[str, str], gone_after: int | None
) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """The rows missing before: those still waited for, and those that were missing long enough."""
    still: dict[str, list[Any]] = {}
    gone: dict[str, str] = {}
    for key, (times, since, said) in missing.items():
        if key in rows:
            continue
        if gone_after is not None and times and times + 1 >= gone_after:
            gone[key] = said
        else:
            still[key] = [times + 1 if times else 0, since, said]
    return still, gone


def _counted(extra: Mapping[str, Any], sort: str) -> tuple[dict[str, Any], int]:
    times = int(extra.get("odd_times", 0)) + 1 if extra.get("odd") == sort else 1
    return {**extra, "odd": sort, "odd_times": times}, times
