"""The alert: what changed, how it touches you and why, since when, who says so; its first line is the verdict."""

from datetime import date

from bot.render import words
from bot.render.access import grouped
from bot.render.callbacks import pack, short
from bot.render.headline import has_access, headline, joint_headline, objects, questions
from bot.render.html import bold, clip_html, escape, italic, line
from bot.render.message import Button, Message, Rows
from bot.render.parcel import Parcel, Part, Told, parts_of
from bot.render.reasons import because, rivals_watched
from bot.render.sentences import event_line, things
from bot.render.sourcing import disputes, is_confirmed, sources_line
from bot.render.view import View
from events.terms import Severity
from events.vocabulary import Launched, Relaxed, Restricted, Withdrawn, World

SEVERITY: dict[Severity, str] = {"critical": "Critical", "warning": "Warning", "info": "For your information"}
REPEATED = "You may have had this message already: an earlier try to send it got no answer."


def alert_message(parcel: Parcel, view: View) -> Message:
    """One message for all that the parcel carries; it never fails to fit, and reads without its links."""
    parts = parts_of(parcel.items)
    blocks = [_top(parts, view)]
    if parcel.is_repeat:
        blocks.append(italic(REPEATED))
    blocks += [_body(part, view, headed=len(parts) > 1) for part in parts]
    return Message(clip_html("\n\n".join(blocks)), _buttons(parcel, parts))


def fallback_plain(parcel: Parcel, view: View) -> Message:
    """What is sent where the full message cannot be: the verdict and where to look, in plain words."""
    parts = parts_of(parcel.items)
    first = joint_headline(parts, view) if parts else "Something on what you watch was taken back"
    text = f"{first}.\n\nThe full message could not be shown. Send /why or /now for the details."
    return Message(clip_html(escape(text)))


def _top(parts: tuple[Part, ...], view: View) -> str:
    sure = all(is_confirmed(told.event, view) for part in parts for told in part.items)
    mark = SEVERITY[parts[0].severity] + ("" if sure else " · unconfirmed")
    return f"{bold(joint_headline(parts, view))}\n{italic(mark)}"


def _body(part: Part, view: View, *, headed: bool) -> str:
    events = [told.event for told in part.items]
    blocks = [bold(objects(part, view) if part.what == "rival" else headline(part, view))] if headed else []
    blocks.append(" ".join(escape(sentence) for sentence in _what_changed(part, view)))
    blocks.append(_you(part, view))
    if since := _since(part, view):
        blocks.append(escape(since))
    blocks.append("\n".join([sources_line(events, view), *disputes(events, view)]))
    # What could be used instead comes here, between the sources and the buttons.
    return "\n\n".join(blocks)


# --- what changed --------------------------------------------------------------------------------------------------


def _what_changed(part: Part, view: View) -> list[str]:
    said: list[str] = []
    for told in part.items:
        event = told.event
        if said and isinstance(event, Restricted | Relaxed) and event.implements == part.items[0].event.id:
            said.append(_carried_out(event, part.items[0].event, view))
            continue
        said.append(f"{line(event_line(event, view.catalog), 500)}{_dated(event, view)}.")
        said += _rival_words(told, view) if isinstance(event, Launched) else []
        said += _list_note(event, view)
    return said


def _dated(event: World, view: View) -> str:
    """The day of the act, unless the line that says since when gives it anyway."""
    same_day = event.effective_on is None or event.effective_on == event.happened_on
    if isinstance(event, Restricted | Relaxed) and same_day:
        return ""
    said = (
        "act of " if isinstance(event, Restricted | Relaxed) else "announced " if isinstance(event, Withdrawn) else ""
    )
    return f" ({said}{words.when_acted(event, view.zone)})"


def _carried_out(event: World, act: World, view: View) -> str:
    """The provider's half of a story, short: "Anthropic switched both off for everyone, carrying that out"."""
    who = words.issuer(event, view.catalog)
    if event.targets == act.targets:
        what = {1: "it", 2: "both"}.get(len(event.targets), "all of them")
    else:
        what = things(event, view.catalog)
    if isinstance(event, Relaxed):
        clause = f"{who} brings {what} back"
        if event.audience.admitted:
            clause += f" for {words.audience(event.audience.admitted, view.catalog)}"
        return f"{clause} on {words.day(event.starts_on)}."
    whom = words.audience(event.audience.barred, view.catalog)
    clause = f"{who} switched {what} off for {whom}"
    if event.starts_on != act.starts_on:
        clause += f" on {words.day(event.starts_on)}"
    return f"{clause}, carrying that out."


def _rival_words(told: Told, view: View) -> list[str]:
    event = told.event
    assert isinstance(event, Launched)
    said = []
    for claim in event.rivals:
        against = words.listing(words.names(claim.rival_of, view.catalog, event))
        name = line(words.name(claim.model, view.catalog, event), 80)
        said.append(f"{name} is pitched against {against}: “{line(claim.claim, 160)}”.")
    return said + _parts(event, view)


def _parts(event: Launched, view: View) -> list[str]:
    """That an orchestrator is only as safe as its parts: those that the document or the catalogue names."""
    said = []
    for model in event.targets:
        told = [d for d in event.dependencies if d.model == model]
        known = view.catalog.dependencies(model) if model in view.catalog.models else ()
        makers = [part for d in told for part in d.on] + [d.target for d in known]
        hidden = any(d.undisclosed for d in told)
        hidden = hidden or (model in view.catalog.models and view.catalog.models[model].parts_undisclosed)
        if not makers and not hidden:
            continue
        name = line(words.name(model, view.catalog, event), 80)
        if makers:
            on = words.shortened(words.names(dict.fromkeys(makers), view.catalog, event), 6)
            clause = f"{name} is only as safe as its parts: it depends on models of {on}"
            clause += ", and its parts are partly undisclosed" if hidden else ""
            said.append(f"{clause}. An order against those reaches it too.")
        else:
            said.append(f"{name} is only as safe as its parts, and those are not disclosed.")
    return said


def _list_note(event: World, view: View) -> list[str]:
    """What is known of the lists that an act names: how many are on it, whether the names are public."""
    named = (*event.audience.admitted, *event.audience.barred)
    lists = [view.catalog.lists.get(p.removeprefix("not:").removeprefix("list:")) for p in named if "list:" in p]
    return [entry.note for entry in lists if entry is not None and entry.note]


# --- you -----------------------------------------------------------------------------------------------------------


def _you(part: Part, view: View) -> str:
    lines = [" ".join(_effect(part, view))]
    reasons = list(dict.fromkeys(r for t in part.items for r in because([t.touch], t.event, view)))
    if reasons and part.what != "rival":
        lines.append("Why you: " + "; ".join(reasons) + ".")
    lines += [words.question(p, view.catalog) for p in questions(part, view)]
    taken = list(dict.fromkeys(a for t in part.items for a in t.touch.assumed))
    if taken:
        lines.append(f"Taken for granted: you are {words.assumed(taken, view.catalog)}.")
    where = f" ({view.catalog.name(view.country)})" if view.country else ""
    return f"{bold(f'For you{where}')}: " + escape("\n".join(lines))


def _effect(part: Part, view: View) -> list[str]:
    match part.what:
        case "lost" | "limited" | "may-lose" | "regained" | "eased":
            return _access(part, view, _day_of(part, view))
        case "not-included":
            maybe = any(told.touch.ask for told in part.telling)
            first = "it may include you." if maybe else "that does not include you."
            return [first, *_left_out(part, view), *_access(part, view, _day_of(part, view))]
        case "rival":
            return [*_rivalled(part, view), *_access(part, view, _day_of(part, view))]
        case "supply":
            return ["your own access is not cut off by this; what its maker can buy may shrink."]
        case "retiring":
            event = part.main.event
            where = isinstance(event, Withdrawn) and event.surfaces
            return [f"only on {words.listing(event.surfaces)}." if where else "plan to move off it."]
        case "part-lost":
            return ["what you watch may answer worse, or stop, where it relies on that part."]
        case "proposed":
            return ["nothing changes today."]
        case "own-launch" | "milestone" | "elsewhere":
            warned = part.severity != "info"
            return ["this may reach you."] if warned else ["nothing that you watch is taken from you by this."]


def _rivalled(part: Part, view: View) -> list[str]:
    """What of theirs it is pitched against, and through which watch where they watch the maker."""
    names = [n for told in part.telling for n in rivals_watched(told.touch, told.event, view)]
    watches = [view.name(r.watch) for told in part.telling for r in told.touch.reasons]
    through = words.listing(w for w in watches if w not in names)
    of = f" of {through}" if through else ""
    return [f"it is pitched against {words.shortened(names, 5)}{of}, which you watch."]


def _left_out(part: Part, view: View) -> list[str]:
    """Why a list leaves this subscriber out, where the catalogue says what its members have in common."""
    said = []
    for told in part.telling:
        for predicate in told.event.audience.admitted:
            entry = view.catalog.lists.get(predicate.removeprefix("list:"))
            if entry is not None and entry.requires and not told.touch.ask:
                said.append(f"It takes only {words.audience(entry.requires, view.catalog)}.")
    return list(dict.fromkeys(said))


def _access(part: Part, view: View, on: date) -> list[str]:
    """Access on that day, with what still limits it."""
    refs = tuple(ref for ref in part.refs if has_access(ref))
    if not refs:  # the object is a whole origin: what they watch of it is told
        watched = dict.fromkeys(reason.watch for told in part.telling for reason in told.touch.reasons)
        refs = tuple(ref for ref in watched if not words.is_word(ref) and has_access(ref))
    verdicts = [view.access(ref, on) for ref in refs]
    return [f"{names}: {said}." for _, names, said in grouped(verdicts, view)]


def _day_of(part: Part, view: View) -> date:
    days = [told.touch.from_on for told in part.telling if told.touch.from_on]
    return max([view.today_in(part.main.event.zone), *days])


# --- since when, and the buttons -----------------------------------------------------------------------------------


def _since(part: Part, view: View) -> str:
    """From when, in the issuer's zone and the subscriber's; the act and what carries it out apart if on two days."""
    acts = [told.event for told in part.items if isinstance(told.event, Restricted | Relaxed | Withdrawn)]
    if not acts:
        event = part.main.event
        return f"It would apply from {words.when(event, view.zone)}." if event.effective_on else ""
    later = [_starts(event, view, named=True) for event in acts[1:] if event.starts_on != acts[0].starts_on]
    return " ".join([_starts(acts[0], view), *later])


def _starts(event: Restricted | Relaxed | Withdrawn, view: View, *, named: bool = False) -> str:
    start = event.effective_on if isinstance(event, Withdrawn) else event.starts_on
    if start is None:
        return "No day is given yet."
    ahead = (start - view.today_in(event.zone)).days
    word = "Since" if ahead <= 0 else "From"
    if named:
        word = f"{line(words.issuer(event, view.catalog), 80)}: {word.lower()}"
    soon = f" (in {words.plural(ahead, 'day')})" if ahead > 0 else ""
    end = f", until {words.day(event.effective_until)} unless extended" if event.effective_until else ""
    if not end and isinstance(event, Restricted):
        end = ", no end given"
    doubt = {"exact": "", "not_before": " at the earliest", "conditional": ", on conditions"}[event.certainty]
    return f"{word} {words.when(event, view.zone)}{doubt}{soon}{end}."


def _buttons(parcel: Parcel, parts: tuple[Part, ...]) -> Rows:
    """Alternatives, Acknowledge and Snooze get a row of their own between these two when they come."""
    first = parts[0].refs[0] if parts[0].refs else parts[0].main.touch.reasons[0].watch
    return (
        (Button("Why me", pack("y", parcel.alert, 0)), Button("Timeline", pack("t", short(first), 0))),
        (Button("Wrong?", pack("x", parcel.alert)),),
    )
