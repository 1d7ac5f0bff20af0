"""Today's list of models against the one remembered: one document of what changed, or why nothing is believed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from events.document import Document
from events.sources.model_rows import MARK, ModelRow, Standing, changed_row, new_row
from events.sources.protocol import Checked, Cursor, SourceSpec
from events.sources.row_memory import Doubt, differences, digest
from events.sources.stating import counted, stated, worded_day

_NAMED = 8


def compared_models(
    spec: SourceSpec,
    rows: Sequence[ModelRow],
    cursor: Cursor,
    answered: Cursor,
    now: datetime,
    *,
    most_lost: float = 0.5,
    problems: tuple[str, ...] = (),
) -> Checked:
    """What changed in the list. The first list is only remembered, and a row that vanished states nothing.

    `answered` brings the new validators and the kind's own `extra`.
    """
    by_key = {row.key: row for row in sorted(rows, key=lambda row: row.key)}
    told = {key: Standing.of(row).dumped() for key, row in by_key.items()}
    found = differences(told, cursor.extra, now, gone_after=None, most_lost=most_lost, states_upheaval=False)
    if isinstance(found, Doubt):
        return Checked(
            cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}", problems=problems
        )
    renamed = _renamed(found.added, found.lost, by_key)
    changes: list[dict[str, Any]] = []
    faded: list[str] = []
    missing = cursor.extra.get("missing") or {}
    for key, row in by_key.items():
        before = missing[key][2] if key in missing else found.changed.get(key)
        if found.is_baseline:
            break
        if key in found.added and key not in renamed:
            changes += new_row(row, now.date())
        elif before is not None:
            was = Standing.loaded(before)
            faded += [key] if was.state and not row.state else []
            changes += changed_row(row, was, now.date())
    for old in renamed.values():
        found.forget(old)
    gone = [*(key for key in found.lost if key not in renamed.values()), *faded]
    documents = (_document(spec, changes, now),) if changes else ()
    return Checked(
        documents=documents,
        cursor=replace(answered, extra={**answered.extra, **found.extra}),
        unchanged=not documents,
        problems=(*problems, *found.problems, *_missing(spec, [_shown(key, cursor) for key in gone])),
    )


def _renamed(added: Sequence[str], lost: Mapping[str, str], rows: dict[str, ModelRow]) -> dict[str, str]:
    """New keys that are lost rows under another id: the same name, listed on the same day; new -> old."""
    by_sense: dict[tuple[str, str], list[str]] = {}
    for key, said in lost.items():
        was = Standing.loaded(said)
        if was.name and was.listed_on:
            by_sense.setdefault((was.name.casefold(), was.listed_on), []).append(key)
    made: dict[str, str] = {}
    # A provider renamed keeps the id, and an id renamed keeps the provider; only then may both have changed.
    for same in (2, 0, None):
        for key in added:
            olds = by_sense.get((rows[key].name.casefold(), rows[key].listed_on[:10]), [])
            mine = [old for old in olds if same is None or old.partition(MARK)[same] == key.partition(MARK)[same]]
            if mine and key not in made:
                made[key] = mine[0]
                olds.remove(mine[0])
    return made


def _shown(key: str, cursor: Cursor) -> str:
    ident = key.partition(MARK)[2]
    name = Standing.loaded(cursor.extra["rows"].get(key, "")).name
    return ident if name.casefold() in ("", ident) else f"{name} ({ident})"


def _missing(spec: SourceSpec, gone: Sequence[str]) -> tuple[str, ...]:
    if not gone:
        return ()
    names = ", ".join(gone[:_NAMED])
    more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
    rows = counted(len(gone), "row is", "rows are")
    return (f"{spec.id}: {rows} no longer in the list ({names}{more}): nothing is stated of that, look at its page",)


def _document(spec: SourceSpec, changes: Sequence[dict[str, Any]], now: datetime) -> Document:
    who = spec.publisher or spec.id
    sentences = [sentence(change) for change in changes]
    title = sentences[0] if len(changes) == 1 else f"{who}: {len(changes)} changes in its list of models"
    key = f"{now.date().isoformat()}-{digest(*(f'{sorted(change.items())}' for change in changes))}"
    seen = f"Seen in the list of {who} on {worded_day(now.date().isoformat())}."
    return stated(
        spec,
        now,
        key=key,
        title=title[:300],
        sentences=[*sentences[:299], seen],
        changes=changes,
        url=str(spec.options.get("page", "")),
    )


def sentence(change: dict[str, Any]) -> str:
    """One change in words that a person can read."""
    name, model = change["name"], change["model"]
    what = f"{name} ({model})" if name != model else name
    whose = f"{what} of {change['provider']}" + (f" at {change['host']}" if change.get("host") else "")
    on = worded_day(change["on"]) if change.get("on") else ""
    match change["what"]:
        case "model-listed":
            return f"{whose} is on offer since {on}." if on else f"{whose} is newly on offer."
        case "retirement":
            return _ends(change, whose, on)
        case "retirement-moved" if not on:
            was = f", set for {worded_day(change['was_on'])}," if change.get("was_on") else ""
            return f"The retirement of {whose}{was} is taken back: no day is named any more."
        case "retirement-moved":
            before = "not before " if change["certainty"] == "not_before" else ""
            return f"The retirement of {whose} is moved from {worded_day(change['was_on'])} to {before}{on}."
        case _:
            words = {"open_weights": "open weights", "gated": "gated access", "listed_on": "the day of release"}
            return f"{whose}: {words[change['about']]} changed from {change['was']} to {change['now']}."


def _ends(change: dict[str, Any], whose: str, on: str) -> str:
    announced = f", as announced on {worded_day(change['announced_on'])}" if change.get("announced_on") else ""
    if not on:
        return f"{whose} is {'retired' if change.get('done') else 'deprecated, with no day named'}{announced}."
    if change.get("done"):
        return f"{whose} was retired on {on}{announced}."
    before = "not before " if change["certainty"] == "not_before" else "on "
    return f"{whose} is to be retired {before}{on}{announced}."
