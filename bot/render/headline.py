"""The verdict in one line, as a locked phone shows it: "You lose Claude Fable 5 now"."""

from datetime import date

from bot.render import words
from bot.render.html import line
from bot.render.parcel import Part
from bot.render.sentences import event_line, things
from bot.render.view import View
from events.terms import ref_kind
from events.vocabulary import Launched, Proposed, Restricted


def headline(part: Part, view: View) -> str:
    """Plain text, without a full stop."""
    what, one = objects(part, view), len(part.refs) == 1
    match part.what:
        case "lost" | "limited" | "may-lose" | "part-lost" | "retiring":
            return _loss(part, view, what, one=one)
        case "regained" | "eased" | "not-included":
            return _return(part, view, what, one=one)
        case "proposed":
            event = part.main.event
            if isinstance(event, Proposed) and event.direction == "loosen":
                return f"Proposed: fewer limits on {what}"
            return f"Proposed, not binding yet: limits on {what}"
        case "supply":
            return f"{what} {_be(one)} listed: supply to {'it' if one else 'them'} is hit, not your access"
        case "rival":
            return f"New rival of what you watch: {what}"
        case "own-launch":
            return f"New: {what}"
        case "milestone" | "elsewhere":
            return line(event_line(part.main.event, view.catalog), 160)


def _loss(part: Part, view: View, what: str, *, one: bool) -> str:
    event = part.main.event
    today = view.today_in(event.zone)
    start = min((t.touch.from_on for t in part.telling if t.touch.from_on), default=None)
    match part.what:
        case "lost":
            return f"You lose {what} {_from(start, today)}"
        case "limited" if isinstance(event, Restricted) and event.effect == "licence":
            return f"You need a licence for {what} {_from(start, today)}"
        case "limited":
            return f"{what} {_be(one)} limited for you {_from(start, today)}"
        case "may-lose":
            return f"You may lose {what}: does this mean you?"
        case "part-lost":
            whose = words.listing(view.names(tuple(r.via for r in part.main.touch.reasons)))
            return f"{whose} may lose a part: {what}"
        case _:
            return f"{what} {'retires' if one else 'retire'} {_from(start, today, 'some day')}"


def _return(part: Part, view: View, what: str, *, one: bool) -> str:
    today = view.today_in(part.main.event.zone)
    if part.what == "regained":
        day = max((t.touch.from_on for t in part.telling if t.touch.from_on), default=today)
        return f"You have {what} back" if day <= today else f"You get {what} back {_from(day, today)}"
    if questions(part, view):
        return f"{what} {_be(one)} back for some: are you among them?"
    if part.what == "eased":
        return f"Eased for you, not open yet: {what}"
    return f"{what} {_be(one)} back for others, not for you"


def joint_headline(parts: tuple[Part, ...], view: View) -> str:
    """Of several stories: all rivals in one line, else the gravest and how many more there are."""
    if len(parts) == 1:
        return headline(parts[0], view)
    if all(part.what == "rival" for part in parts):
        rivals = words.shortened([objects(part, view) for part in parts], 4)
        return f"{_COUNT.get(len(parts), len(parts))} new rivals of what you watch: {rivals}"
    return f"{headline(parts[0], view)} (and {len(parts) - 1} more)"


_COUNT = {2: "Two", 3: "Three", 4: "Four"}


def objects(part: Part, view: View) -> str:
    """What the story is about, by name."""
    event = part.main.event
    if isinstance(event, Launched) and not part.refs:
        return things(event, view.catalog)
    spelt = [
        f"everything from {words.country(ref, view.catalog)}"
        if ref in view.catalog.jurisdictions
        else line(words.name(ref, view.catalog, event), 80)
        for ref in part.refs
    ]
    return words.shortened(spelt, 3)


def questions(part: Part, view: View) -> tuple[str, ...]:
    """The predicates that only the subscriber can answer and that decide what the story is to them."""
    asked = dict.fromkeys(p for told in part.items for p in told.touch.ask)
    if part.what == "eased":
        day = max([view.today_in(part.main.event.zone), *(t.touch.from_on for t in part.telling if t.touch.from_on)])
        verdicts = [view.access(ref, day) for ref in part.refs if has_access(ref)]
        asked.update(dict.fromkeys(p for v in verdicts if v.worst == "unknown" for p in v.ask))
    return tuple(asked)


def has_access(ref: str) -> bool:
    """Whether access to such a thing can be asked for: a model's, a provider's, a chip's."""
    return ref_kind(ref) in ("model", "provider", "hardware")


def _be(one: bool) -> str:
    return "is" if one else "are"


def _from(day: date | None, today: date, never: str = "now") -> str:
    """ "now", or "on 3 July 2026"."""
    if day is None:
        return never
    return "now" if day <= today else f"on {words.day(day)}"
