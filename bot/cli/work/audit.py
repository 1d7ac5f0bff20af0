"""The integrity of the log, by a checker that shares nothing with its writer."""

from bot.cli.asking import existing_database, say, say_json, settings
from bot.cli.progress import Progress
from bot.failures import CommandError
from bot.render import words
from store.audit import verify as verify_log


def verify(*, as_json: bool) -> None:
    """CommandError names the first entry that is not as it was written."""
    with existing_database(settings()) as database:
        with Progress("going through the log"):
            audited = verify_log(database)
        name = database.name
    if as_json:
        say_json(
            {
                "sound": audited.is_sound,
                "entries": audited.entries,
                "root": audited.root,
                "problem": audited.problem or None,
            }
        )
    elif audited.is_sound:
        say(f"The log is sound: {words.plural(audited.entries, 'entry', 'entries')}, each as it was written.")
        say(f"root  {audited.root}")
    if not audited.is_sound:
        raise CommandError(
            f"{name}: {audited.problem}; the {audited.entries} entries before it are sound: restore it from a backup"
        )
