"""The record rebuilt from the log, and held against what is kept; nothing is written and nothing is sent."""

import re
from datetime import datetime
from typing import Any

from bot.cli.asking import existing_database, instant_of, iso, position_of, say, say_json, settings
from bot.cli.progress import Progress
from bot.failures import CommandError, UsageError
from bot.render import words
from events.catalog import load_catalog
from store import log
from store.database import Database
from store.digest import state_digest
from store.replay import Checked, Replayed, replay
from store.replay import check as check_record


def answer(*, until: str | None, check: bool, as_json: bool) -> None:
    upto = _until(until)
    chosen = settings()
    catalog = load_catalog(*([chosen.catalog] if chosen.catalog else []))
    with existing_database(chosen) as database:
        head = _head(database)
        if isinstance(upto, int) and upto > head.position:
            raise CommandError(f"--until {upto}: the log ends at position {head.position}")
        with Progress("replaying the log"):
            replayed = replay(database, upto)
        checked = None
        if check:
            with Progress("comparing"):
                checked = check_record(database, catalog)
    if as_json:
        say_json(_told(replayed, head, checked))
    else:
        _say(replayed, head, checked)
    if checked is not None and not checked.is_clean:
        raise CommandError("\n".join(checked.problems))


def _until(text: str | None) -> int | datetime | None:
    if text is None or re.fullmatch("[0-9]+", text):
        return position_of(text, "--until")
    try:
        return instant_of(text, "--until")
    except UsageError:
        raise UsageError(f"--until {text}: write a position, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ") from None


def _head(database: Database) -> log.Head:
    with database.reading() as connection:
        return log.head(connection)


def _told(replayed: Replayed, head: log.Head, checked: Checked | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "position": replayed.memory.position,
        "head": head.position,
        "recorded_at": iso(head.recorded_at),
        "digest": state_digest(replayed.memory.state),
        "digest_with_subscribers": replayed.digest,
        "kinds": replayed.kinds,
    }
    if checked is not None:
        told["check"] = {
            "clean": checked.is_clean,
            "entries": checked.entries,
            "decisions": checked.decisions,
            "recomputed": checked.recomputed,
            "digest": checked.digest,
            "problems": checked.problems,
            "notes": checked.notes,
        }
    return told


def _say(replayed: Replayed, head: log.Head, checked: Checked | None) -> None:
    say(f"replayed  {words.plural(replayed.memory.position, 'entry', 'entries')} of {head.position}")
    say(f"state     {state_digest(replayed.memory.state)}")
    say(f"          {replayed.digest}  with the subscribers")
    for kind, number in replayed.kinds.items():
        say(f"{number:>7}  {kind}")
    if checked is None:
        return
    say()
    if checked.is_clean:
        say(f"The check is clean: {words.plural(checked.entries, 'entry', 'entries')} are as they were written.")
        say(
            f"{words.plural(checked.decisions, 'decision')} on whom to alert agree with the alerts kept; "
            f"{checked.recomputed} of them were worked out again and came to the same."
        )
    for note in checked.notes:
        say(f"Note: {note}")
