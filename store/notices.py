"""Notices to the editors: each is told once that something has begun, and once that it has ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from store.database import Database
from store.tables import EDITOR_NOTICES
from store.verdicts import Broken, Delivered, Gone, Moved, TryLater, Unknown, Verdict

UNKNOWNS_MAX = 2
"""An answer that never came is followed by one repeat; a second one by a dead letter."""

LETTER_MAX = 8
LEASE_SECONDS = 120.0
KEPT = timedelta(days=180)
_T = EDITOR_NOTICES.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Something that has begun and not ended: `told` are the editors who know or will, `recent` how many episodes of
    this topic began within a day before."""

    topic: str
    number: int
    began_at: datetime
    told: frozenset[int]
    recent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message to one editor, to be sent now: several notices may go together. `tries` tells this attempt apart."""

    editor: int
    texts: tuple[str, ...]
    is_repeat: bool
    keys: tuple[tuple[str, int, str], ...]
    tries: tuple[int, ...]


def open_episodes(database: Database, now: datetime) -> dict[str, Episode]:
    """By topic; at most one of each is open."""
    ends = EDITOR_NOTICES.alias("ends")
    is_ended = exists().where(ends.c.topic == _T.topic, ends.c.episode == _T.episode, ends.c.word == "ends")
    counted = select(_T.topic, func.count(_T.episode.distinct())).where(
        _T.word == "begins", _T.made_at > now - timedelta(days=1)
    )
    with database.reading() as connection:
        recent = {row[0]: int(row[1]) for row in connection.execute(counted.group_by(_T.topic))}
        query = select(_T.topic, _T.episode, _T.editor, _T.made_at).where(_T.word == "begins", ~is_ended)
        rows = connection.execute(query.order_by(_T.made_at)).all()
    found: dict[str, Episode] = {}
    for row in rows:
        known = found.get(row.topic)
        told = (known.told if known else frozenset()) | {row.editor}
        began_at = known.began_at if known else row.made_at
        found[row.topic] = Episode(
            topic=row.topic, number=row.episode, began_at=began_at, told=told, recent=recent.get(row.topic, 0)
        )
    return found


def begin(database: Database, topic: str, texts: Mapping[int, str], now: datetime) -> bool:
    """Queue what each editor is told of a beginning (HTML); who knows of the open episode already is left out.

    False where nobody is left. Without editors nothing is kept at all.
    """
    with database.transaction() as connection:
        last = int(connection.execute(select(func.max(_T.episode)).where(_T.topic == topic)).scalar() or 0)
        words = select(_T.word, _T.editor).where(_T.topic == topic, _T.episode == last)
        rows = connection.execute(words).all()
        is_open = bool(rows) and all(row.word == "begins" for row in rows)
        known = {row.editor for row in rows} if is_open else set()
        fresh = {editor: text for editor, text in texts.items() if editor not in known}
        _put(connection, topic, last if is_open else last + 1, "begins", fresh, now)
    return bool(fresh)


def end(database: Database, topic: str, texts: Mapping[int, str], now: datetime) -> None:
    """Close the open episode of a topic, and queue what those who may know of its beginning are told of its end.

    Who has not been told of it yet never will be. Nothing where no episode is open.
    """
    with database.transaction() as connection:
        last = int(connection.execute(select(func.max(_T.episode)).where(_T.topic == topic)).scalar() or 0)
        here = (_T.topic == topic, _T.episode == last)
        rows = connection.execute(select(EDITOR_NOTICES).where(*here)).mappings().all()
        if not rows or any(row["word"] == "ends" for row in rows):
            return
        may_know = {row["editor"] for row in rows if row["state"] in ("flying", "sent") or row["unknowns"]}
        waiting = (*here, _T.state == "waiting")
        connection.execute(update(EDITOR_NOTICES).where(*waiting).values(state="dropped", reason="it ended before"))
        _put(connection, topic, last, "ends", {e: t for e, t in texts.items() if e in may_know}, now)
        unsaid = {row["editor"]: "" for row in rows if row["editor"] not in may_know or row["editor"] not in texts}
        _put(connection, topic, last, "ends", unsaid, now, state="dropped")
        _forget_old(connection, now)


def lease(database: Database, editors: Iterable[int], now: datetime, limit: int = 4) -> list[Letter]:
    """What is to be sent next, one message for each of at most `limit` editors.

    That it is tried is written before it is handed out. What waits for somebody who is no editor any more is dropped.
    A lease that ran out has no answer.
    """
    listed = frozenset(editors)
    with database.transaction() as connection:
        gone = now - timedelta(seconds=LEASE_SECONDS)
        _give_up(connection, (_T.state == "flying", _T.begun_at <= gone), "no answer before the lease ran out", now)
        strangers = (_T.state == "waiting", _T.editor.not_in(listed))
        dropped = {"state": "dropped", "reason": "no editor any more"}
        connection.execute(update(EDITOR_NOTICES).where(*strangers).values(**dropped))
        due = select(EDITOR_NOTICES).where(_T.state == "waiting", _T.due_at <= now)
        rows = connection.execute(due.order_by(_T.made_at, _T.topic, _T.word)).mappings().all()
        by_editor: dict[int, list[Any]] = {}
        for row in rows:
            some = by_editor.setdefault(row["editor"], [])
            # A repeat says that it is one, so it goes with no news.
            if len(some) < LETTER_MAX and (not some or bool(some[0]["unknowns"]) == bool(row["unknowns"])):
                some.append(row)
        return [_launched(connection, editor, some, now) for editor, some in list(by_editor.items())[:limit]]


def settle(database: Database, letter: Letter, verdict: Verdict, now: datetime) -> str:
    """Keep what came of it; the state that the notices are in then (`mixed` where they differ)."""
    states = set()
    with database.transaction() as connection:
        for key, tries in zip(letter.keys, letter.tries, strict=True):
            here = (*_is(key, letter.editor), _T.tries == tries)
            row = connection.execute(select(EDITOR_NOTICES).where(*here)).mappings().first()
            is_late = row is not None and row["state"] in ("waiting", "dead") and isinstance(verdict, Delivered)
            if row is not None and (row["state"] == "flying" or is_late):
                change = _change(row, verdict, now)
                connection.execute(update(EDITOR_NOTICES).where(*here).values(**change))
                states.add(str(change["state"]))
    return states.pop() if len(states) == 1 else "mixed"


def abandon(database: Database, now: datetime) -> int:
    """At the start of the one process that delivers: what an earlier life left in flight has no answer; how many."""
    with database.transaction() as connection:
        return _give_up(connection, (_T.state == "flying",), "the process stopped before an answer came", now)


def in_flight(database: Database) -> int:
    with database.reading() as connection:
        query = select(func.count()).select_from(EDITOR_NOTICES).where(_T.state == "flying")
        return int(connection.execute(query).scalar() or 0)


def _put(
    connection: Connection,
    topic: str,
    episode: int,
    word: str,
    texts: Mapping[int, str],
    now: datetime,
    *,
    state: str = "waiting",
) -> None:
    for editor, text in texts.items():
        connection.execute(
            insert(EDITOR_NOTICES).values(
                topic=topic,
                episode=episode,
                word=word,
                editor=editor,
                text=text,
                state=state,
                made_at=now,
                due_at=now,
                begun_at=None,
                tries=0,
                unknowns=0,
                reason="",
            )
        )


def _launched(connection: Connection, editor: int, rows: list[Any], now: datetime) -> Letter:
    keys = tuple((row["topic"], row["episode"], row["word"]) for row in rows)
    for key in keys:
        change = {"state": "flying", "begun_at": now, "tries": _T.tries + 1}
        connection.execute(update(EDITOR_NOTICES).where(*_is(key, editor)).values(**change))
    return Letter(
        editor=editor,
        texts=tuple(row["text"] for row in rows),
        is_repeat=bool(rows[0]["unknowns"]),
        keys=keys,
        tries=tuple(row["tries"] + 1 for row in rows),
    )


def _is(key: tuple[str, int, str], editor: int) -> tuple[Any, ...]:
    topic, episode, word = key
    return _T.topic == topic, _T.episode == episode, _T.word == word, _T.editor == editor


def _give_up(connection: Connection, where: tuple[Any, ...], reason: str, now: datetime) -> int:
    rows = connection.execute(select(EDITOR_NOTICES).where(*where)).mappings().all()
    for row in rows:
        here = _is((row["topic"], row["episode"], row["word"]), row["editor"])
        change = _change(row, Unknown(reason=reason), now)
        connection.execute(update(EDITOR_NOTICES).where(*here).values(**change))
    return len(rows)


def _change(row: Any, verdict: Verdict, now: datetime) -> dict[str, Any]:
    """What a verdict does to a notice that was in flight."""
    match verdict:
        case Delivered():
            return {"state": "sent", "reason": ""}
        case TryLater():
            return {"state": "waiting", "due_at": verdict.until, "reason": verdict.reason}
        case Moved():
            return {
                "state": "dead",
                "reason": f"the chat moved to {verdict.chat_id}: name people as editors, not groups",
            }
        case Gone() | Broken():
            return {"state": "dead", "reason": verdict.reason}
        case Unknown():
            unknowns = row["unknowns"] + 1
            if unknowns < UNKNOWNS_MAX:
                until = verdict.until or now
                return {"state": "waiting", "due_at": until, "unknowns": unknowns, "reason": verdict.reason}
            reason = f"no answer twice, it may have arrived: {verdict.reason}"
            return {"state": "dead", "unknowns": unknowns, "reason": reason}
        case _:
            assert_never(verdict)


def _forget_old(connection: Connection, now: datetime) -> None:
    """Episodes that ended long ago; what is open stays however old it is."""
    ends = EDITOR_NOTICES.alias("ends")
    is_ended = exists().where(
        ends.c.topic == _T.topic, ends.c.episode == _T.episode, ends.c.word == "ends", ends.c.made_at < now - KEPT
    )
    others = EDITOR_NOTICES.alias("others")
    last = select(func.max(others.c.episode)).where(others.c.topic == _T.topic).scalar_subquery()
    # The last one of a topic stays, so that no number is given twice.
    connection.execute(delete(EDITOR_NOTICES).where(is_ended, _T.episode < last, _T.state != "flying"))
