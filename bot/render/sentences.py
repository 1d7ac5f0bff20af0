"""What an event states, in sentences of plain text: one line for lists, and the sentences an alert is made of."""

from typing import assert_never

from bot.render import words
from events.catalog import Catalog
from events.vocabulary import (
    Launched,
    MilestoneReached,
    Proposed,
    Relaxed,
    Restricted,
    Withdrawn,
    World,
)

_ACTS = {
    "provide": "access to",
    "use": "use of",
    "receive": "receiving",
    "import": "import of",
}


def event_line(event: World, catalog: Catalog) -> str:
    """One event in one sentence without its date: "Anthropic switched off Claude Fable 5 for everyone"."""
    said = stated(event, catalog)
    return said[:1].upper() + said[1:]


def things(event: World, catalog: Catalog, most: int = 4) -> str:
    """The objects of an event, or its topics where it has none."""
    refs = event.targets or event.topics
    spelt = [
        f"everything from {words.country(ref, catalog)}" if ref in catalog.jurisdictions else ref_name
        for ref, ref_name in zip(refs, words.names(refs, catalog, event), strict=True)
    ]
    return words.shortened(spelt, most) if spelt else "something"


def stated(event: World, catalog: Catalog) -> str:
    """The event as a clause: who did what to what, for whom."""
    who, what = words.issuer(event, catalog), things(event, catalog)
    match event:
        case Restricted():
            return who + " " + _restriction(event, what, catalog)
        case Relaxed():
            return who + " " + _relaxation(event, what, catalog)
        case Proposed():
            aim = "loosen rules on" if event.direction == "loosen" else "restrict"
            return f"{who} proposes to {aim} {what}{_for_whom(event, catalog)}"
        case MilestoneReached():
            return f"{who}: {event.title}" if event.title else f"{who} reached a date set for {what}"
        case Launched():
            only = f" for {words.audience(event.audience.admitted, catalog)} only" if event.audience.admitted else ""
            but = f", but not for {words.audience(event.audience.barred, catalog)}" if event.audience.barred else ""
            return f"{who} launched {what}{only}{but}"
        case Withdrawn():
            where = _surfaces(event)
            if event.audience.barred:
                where += f" for {words.audience(event.audience.barred, catalog)}"
            if event.effective_on is None:
                return f"{who} deprecates {what}{where}, no date given"
            return f"{who} retires {what}{where} on {words.day(event.effective_on)}"
        case _:
            assert_never(event)


def _restriction(event: Restricted, what: str, catalog: Catalog) -> str:
    barred = words.audience(event.audience.barred, catalog)
    exempt = f", except {words.audience(event.audience.exempt, catalog)}" if event.audience.exempt else ""
    where = _surfaces(event)
    if event.listed:
        party = words.shortened(words.names(event.listed, catalog, event), 4)
        return f"put {party} on a list: supply of {what} to it is barred{exempt}"
    match event.effect:
        case "off":
            return f"switched off {what}{where} for {barred}{exempt}"
        case "licence":
            return f"asks a licence of {barred} for {_ACTS[event.act]} {what}{where}{exempt}"
        case "limited":
            return f"limited {_ACTS[event.act]} {what}{where} for {barred}{exempt}"
        case "barred" if event.act == "provide":
            return f"barred {barred} from {what}{where}{exempt}"
        case "barred":
            return f"barred {barred} from {_ACTS[event.act]} {what}{where}{exempt}"
        case _:
            assert_never(event.effect)


def _relaxation(event: Relaxed, what: str, catalog: Catalog) -> str:
    admitted = f" for {words.audience(event.audience.admitted, catalog)}" if event.audience.admitted else ""
    until = f" until {words.day(event.effective_until)}" if event.effective_until else ""
    how = {easing.how for easing in event.eases}
    if event.line == "provider":
        return f"brings back {what}{admitted}{until}"
    if how == {"lifted"} and not admitted:
        return f"lifted the bar on {what}{until}"
    if how == {"paused"}:
        return f"paused the bar on {what}{admitted}{until}"
    if how == {"delayed"}:
        return f"delayed the bar on {what}{admitted}{until}"
    if how == {"licensed"}:
        return f"grants licences for {what}{admitted}{until}"
    return f"eased the bar on {what}{admitted}{until}"


def _for_whom(event: World, catalog: Catalog) -> str:
    return f" for {words.audience(event.audience.barred, catalog)}" if event.audience.barred else ""


def _surfaces(event: World) -> str:
    return f" on {words.listing(event.surfaces)}" if event.surfaces else ""
