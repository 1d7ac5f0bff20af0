"""Why an event concerns a subscriber, in their own terms: their watch, and how it hangs together with the event."""

from collections.abc import Iterable

from bot.render import words
from bot.render.html import line
from bot.render.view import View
from events.impact import Reason, Touch
from events.terms import ref_kind
from events.vocabulary import World


def because(touches: Iterable[Touch], event: World, view: View) -> list[str]:
    """Clauses such as "you watch Anthropic, which makes Claude Fable 5 and Claude Mythos 5", one for each watch."""
    grouped: dict[tuple[str, str], list[Reason]] = {}
    for touch in touches:
        for reason in touch.reasons:
            grouped.setdefault((reason.watch, reason.tie), []).append(reason)
    told: dict[str, str] = {}
    for (watch, _), reasons in grouped.items():
        told.setdefault(watch, _clause(reasons, event, view))
    return list(told.values())


def _clause(reasons: list[Reason], event: World, view: View) -> str:
    first = reasons[0]
    watch = line(view.name(first.watch), 80)
    refs = words.shortened([line(words.name(r.ref, view.catalog, event), 80) for r in reasons], 4)
    match first.tie:
        case "object" | "word":
            return f"you watch {watch}"
        case "model-of":
            return f"you watch {watch}, which makes {refs}"
        case "provider-of":
            return f"you watch {watch}, and this is about all of {refs}"
        case "origin":
            return f"you watch {watch}, which comes from {words.country(first.ref, view.catalog)}"
        case "part-of":
            via = words.listing(view.name(r.via) for r in reasons)
            whose = f"you watch {watch}" if via == watch else f"you watch {watch} with its {via}"
            return f"{whose}, which routes to or is built on {refs}"
        case "listed":
            return f"you watch {watch}" + ("" if refs == watch else f", made by {refs}")
        case "rival-claim":
            return f"you watch {watch}"
        case "own-launch":
            return f"you watch {watch}" + ("" if refs == watch else f", which launched {refs}")
        case "issuer-country":
            return f"you watch {words.country(first.watch, view.catalog)}, whose authority acted"
        case "audience-country":
            return f"you watch {words.country(first.watch, view.catalog)}, which it names"
        case "topic":
            return f"you watch the topic {watch}"


def rivals_watched(touch: Touch, event: World, view: View) -> list[str]:
    """The watched things that a launch is claimed to rival; of a class, the watched provider's members that day."""
    found: dict[str, None] = {}
    for reason in touch.reasons:
        if ref_kind(reason.via) == "class" and reason.via in view.catalog.classes:
            members = view.catalog.class_members(reason.via, event.happened_on)
            found.update(dict.fromkeys(m for m in sorted(members) if m == reason.watch or _made_by(m, reason.watch)))
        else:
            found[reason.via] = None
    return view.names(tuple(found))


def _made_by(model: str, provider: str) -> bool:
    return model.startswith(f"{provider}/")
