"""Access in words: the two lines of one model, and of several at once where they are alike."""

from collections.abc import Sequence

from bot.render import words
from bot.render.view import View
from events.terms import provider_of, ref_kind
from events.verdict import LineVerdict, Verdict


def two_lines(verdict: Verdict, view: View) -> str:
    """ "law: barred; Anthropic: switched off", as plain text."""
    owner = provider_of(verdict.ref) if ref_kind(verdict.ref) in ("model", "provider") else None
    if verdict.law.status == verdict.provider.status == "open":
        return words.STATUS["open"]
    if owner is None:
        return words.STATUS[verdict.law.status]
    return f"law: {words.STATUS[verdict.law.status]}; {view.name(owner)}: {words.STATUS[verdict.provider.status]}"


def grouped(verdicts: Sequence[Verdict], view: View) -> list[tuple[str, str]]:
    """(names, the two lines) for those that share them, in their order."""
    alike: dict[str, list[str]] = {}
    for verdict in verdicts:
        alike.setdefault(two_lines(verdict, view), []).append(view.name(verdict.ref))
    return [(words.listing(names), said) for said, names in alike.items()]


def note_of(line: LineVerdict) -> str:
    """What the deciding measure of a line adds: "an allow-list; whether you are on it is for you to say"."""
    worst = [b for b in line.because if b.status == line.status and b.status != "open" and b.note]
    return worst[0].note if worst else ""
