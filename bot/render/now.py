"""Access today for what one watches, from where one is, what lies ahead, and how well the sources are heard."""

from collections.abc import Sequence

from bot.render import words
from bot.render.access import because_line, grouped
from bot.render.callbacks import pack, short
from bot.render.headline import has_access
from bot.render.html import bold, clip_html, escape, italic, line
from bot.render.message import Button, Message
from bot.render.sentences import event_line
from bot.render.stale import Health, health_lines
from bot.render.timeline import concerns
from bot.render.view import View
from events.terms import ref_kind
from events.verdict import RANK, Because, Verdict
from events.vocabulary import Proposed, Withdrawn, World

AHEAD_MOST = 6
MODELS_MOST = 8
ACTS_MOST = 4


def now_message(refs: Sequence[str], view: View, sources: Sequence[Health], *, asked: bool = False) -> Message:
    """The page of `/now`: of these things, or (`asked`) of the one that was asked for."""
    verdicts = {ref: _verdicts(ref, view) for ref in refs}
    flat = list({v.ref: v for found in verdicts.values() for v in found}.values())
    blocks = [f"{bold(_verdict_line(flat, refs, view, asked=asked))}\n{italic(_asof(view))}"]
    blocks += [_block(ref, found, view) for ref, found in verdicts.items()]
    if ahead := _ahead(refs, flat, view):
        blocks.append("\n".join([bold("Ahead"), *(escape(f"• {words_}") for words_ in ahead)]))
    if known := _known_of_you(flat, view):
        blocks.append("\n".join(escape(words_) for words_ in known))
    closing = [*health_lines(sources, view.zone, refs), words.NOT_ADVICE]
    blocks.append("\n".join(italic(words_) for words_ in closing))
    return Message(clip_html("\n\n".join(blocks)), ((Button("Timeline", _timeline(refs, asked=asked)),),))


def _timeline(refs: Sequence[str], *, asked: bool) -> str:
    return pack("t", short(refs[0]) if asked and len(refs) == 1 else "*", 0)


def _verdicts(ref: str, view: View) -> list[Verdict]:
    """Of a provider, one for each of its models, the worst first, and of itself where no model is known."""
    if words.is_word(ref) or not has_access(ref):
        return []
    if ref_kind(ref) != "provider":
        return [view.access(ref)]
    models = [model.id for model in view.catalog.models_of(ref)]
    told = dict.fromkeys(t for e in view.state.world.values() for t in e.targets if t.startswith(f"{ref}/"))
    verdicts = [view.access(model) for model in dict.fromkeys([*models, *told])]
    launched = [v for v in verdicts if not any(b.bearing == "not yet" for b in v.provider.because)]
    return sorted(launched or [view.access(ref)], key=lambda v: -RANK[v.worst])


def _verdict_line(verdicts: list[Verdict], refs: Sequence[str], view: View, *, asked: bool) -> str:
    what = line(view.name(refs[0]), 80) if asked and len(refs) == 1 else "what you watch"
    cut = [view.name(v.ref) for v in verdicts if RANK[v.worst] >= RANK["licence"] and v.worst != "retired"]
    unsure = [view.name(v.ref) for v in verdicts if v.worst == "unknown" and any(b.ask for b in _because(v))]
    if not view.country and verdicts:
        return f"{what[:1].upper()}{what[1:]}: tell me your country first, with /where"
    if cut:
        return f"Barred or off for you: {words.shortened(cut, 4)}"
    if unsure:
        return f"Depends on you: {words.shortened(unsure, 4)}"
    return f"No bar recorded on {what}" if verdicts else f"What is recorded of {what}"


def _because(verdict: Verdict) -> list[Because]:
    return [*verdict.law.because, *verdict.provider.because]


def _asof(view: View) -> str:
    where = f"From {words.country(view.country, view.catalog)}, " if view.country else "As of "
    return f"{where}{words.hour(view.now, view.zone)}"


def _block(ref: str, verdicts: list[Verdict], view: View) -> str:
    lines = [bold(line(view.name(ref), 80))]
    shown = [v for v in verdicts if v.worst != "open"]
    lines += [escape(words_) for words_ in _unopen(shown[:MODELS_MOST], view)]
    if len(shown) > MODELS_MOST:
        lines.append(f"…and {len(shown) - MODELS_MOST} more that are not open; ask for one by its name.")
    opened = [view.name(v.ref) for v in verdicts if v.worst == "open"]
    if opened and verdicts and verdicts[0].ref == ref:
        lines.append("No bar recorded.")
    elif opened:
        lines.append(escape(f"No bar recorded: {words.shortened(opened, 4)}."))
    if not verdicts:
        lines += [escape(words_) for words_ in _around(ref, view)]
    return "\n".join(lines)


def _unopen(verdicts: list[Verdict], view: View) -> list[str]:
    """Each status once with the things that share it, then the acts behind them, each once."""
    lines = [f"{names}: {said}." for _, names, said in grouped(verdicts, view)]
    acts = dict.fromkeys(act for verdict in verdicts for act in because_line(verdict, view))
    lines += [f"• {act}." for act in list(acts)[:ACTS_MOST]]
    return lines


def _around(ref: str, view: View) -> list[str]:
    """For a country, a topic or free words: the latest that happened there."""
    if words.is_word(ref):
        return ["Nothing in the catalogue bears that name yet; it is kept in your list."]
    found = [e for e in view.state.world.values() if concerns(e, ref)]
    latest = sorted(found, key=lambda e: e.happened_on)[-2:]
    if not latest:
        return ["Nothing is recorded of it so far."]
    return [f"{words.day(e.happened_on)}: {line(event_line(e, view.catalog), 200)}." for e in reversed(latest)]


def _ahead(refs: Sequence[str], verdicts: list[Verdict], view: View) -> list[str]:
    """Dates to come of what is watched, the nearest first."""
    found: dict[str, World] = {b.event: view.state.world[b.event] for v in verdicts for b in v.ahead}
    for event in view.state.world.values():
        start = event.effective_on
        is_ahead = isinstance(event, Proposed | Withdrawn) and start is not None and start > view.today
        if is_ahead and any(concerns(event, ref) for ref in refs):
            found[event.id] = event
    lines = []
    for event in sorted(found.values(), key=lambda e: e.starts_on)[:AHEAD_MOST]:
        days = (event.starts_on - view.today_in(event.zone)).days
        soon = f", in {words.plural(days, 'day')}" if days > 0 else ""
        lines.append(f"{words.when(event, view.zone)}{soon}: {line(event_line(event, view.catalog), 200)}")
    return lines


def _known_of_you(verdicts: list[Verdict], view: View) -> list[str]:
    asked = dict.fromkeys(p for v in verdicts if v.worst == "unknown" for p in v.ask)
    taken = dict.fromkeys(a for v in verdicts if v.worst != "open" for a in v.assumed)
    lines = [words.question(p, view.catalog) for p in list(asked)[:4]]
    if taken:
        lines.append(f"Taken for granted: you are {words.assumed(taken, view.catalog)}.")
    return lines
