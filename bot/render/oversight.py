"""What an editor looks after: each source as it stands, those in trouble first, and the integrity of the log."""

from collections.abc import Sequence
from datetime import datetime

from bot.render import words
from bot.render.callbacks import pack
from bot.render.html import bold, clip_html, code, escape, italic, line
from bot.render.message import Button, Message
from bot.render.queue import ago
from bot.render.stale import Health, heard

PAGE = 8


def sources_message(sources: Sequence[Health], page: int, zone: str, now: datetime) -> Message:
    """One page; a page beyond the last shows the last."""
    ranked = sorted(sources, key=lambda s: (not s.suspect, not s.is_stale, not s.failures, s.source))
    pages = max(1, -(-len(ranked) // PAGE))
    page = min(page, pages - 1)
    of = f"; page {page + 1} of {pages}" if pages > 1 else ""
    blocks = [f"{bold('Sources')}: {escape(heard(sources))}{of}"]
    blocks += [_source(source, zone, now) for source in ranked[page * PAGE : (page + 1) * PAGE]]
    turns = [Button("« Before", pack("es", page - 1))] if page else []
    turns += [Button("More »", pack("es", page + 1))] if page + 1 < pages else []
    return Message(clip_html("\n\n".join(blocks)), (tuple(turns),) if turns else ())


def _source(source: Health, zone: str, now: datetime) -> str:
    marks = [mark for mark, is_so in (("suspect", source.suspect), ("stale", source.is_stale)) if is_so]
    head = bold(source.source) + (f" {escape(', '.join(marks))}" if marks else "")
    if source.last_success_at:
        told = f"Heard {ago(now - source.last_success_at)}, {words.hour(source.last_success_at, zone)}."
    else:
        told = "Never heard."
    lines = [head, escape(told)]
    if source.failures:
        lines.append(escape(f"Failed {words.plural(source.failures, 'time')} in a row."))
    if source.next_check_at:
        due = source.next_check_at <= now
        lines.append("Due now." if due else escape(f"Next check {words.hour(source.next_check_at, zone)}."))
    if source.error:
        lines.append(italic(line(source.error, 200)))
    return "\n".join(lines)


def audit_message(head: int, recorded_at: datetime | None, root: str, entries: int, problem: str, zone: str) -> Message:
    """`entries` are those found sound; `problem` what is wrong with the one after them, empty where nothing is."""
    when = f", the last written {words.hour(recorded_at, zone)}" if recorded_at else ""
    lines = [bold("The log is not sound" if problem else "The log is sound")]
    lines.append(escape(f"{words.plural(head, 'entry', 'entries')}{when}."))
    if problem:
        lines.append(escape(f"{entries} of them are as they were written; then: {line(problem, 300)}."))
        lines.append("Restore it from a backup; curbwatch audit verify says the same at the terminal.")
    else:
        lines.append(f"Each is as it was written. Root:\n{code(root)}")
    return Message(clip_html("\n".join(lines)))
