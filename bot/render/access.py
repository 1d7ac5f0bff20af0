"""Access in words: the two lines of one model, and of several at once where they are alike."""

from collections.abc import Sequence

from bot.render import words
from bot.render.html import line
from bot.render.sentences import event_line
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


def grouped(verdicts: Sequence[Verdict], view: View) -> list[tuple[list[Verdict], str, str]]:
    """(verdicts, names, the two lines with what limits them) for those that share them, in their order."""
    alike: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        notes = [note for note in (_note(verdict.law), _note(verdict.provider)) if note]
        said = two_lines(verdict, view) + (f" ({notes[0]})" if notes else "")
        alike.setdefault(said, []).append(verdict)
    return [(mine, words.listing(view.name(v.ref) for v in mine), said) for said, mine in alike.items()]


def _note(part: LineVerdict) -> str:
    """What the deciding measure of a line adds: "an allow-list; whether you are on it is for you to say"."""
    worst = [b for b in part.because if b.status == part.status and b.status != "open" and b.note]
    return worst[0].note if worst else ""


def because_line(verdict: Verdict, view: View) -> list[str]:
    """The acts behind a status, one line each, with their dates: "12 June 2026 in Washington: … barred …"."""
    lines = []
    for part in (verdict.law, verdict.provider):
        for because in part.because:
            event = view.state.world.get(because.event)
            if event is None or because.status != part.status or part.status == "open":
                continue
            sure = "" if view.state.is_confirmed(event) else " (unconfirmed)"
            said = line(event_line(event, view.catalog), 200)
            lines.append(f"{words.when(event, view.zone)}: {said}{sure}")
    return lines
