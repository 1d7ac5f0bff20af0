"""Models that a text names: those of the catalogue, and new ones by their family, form or introduction."""

from events.reading.families import by_family, by_short, by_version
from events.reading.introduced import by_code, by_id, by_introduction, by_vendor
from events.reading.naming import Named
from events.reading.page import Page


def find_models(page: Page) -> tuple[Named, ...]:
    """Every model named, in order; the longer name wins, so that a new version is not taken for its forerunner."""
    known = [Named(m.ref, page.quote(m.start, m.end), m.start, m.end) for m in page.mentions if m.kind == "model"]
    found = [
        *by_family(page),
        *by_code(page),
        *by_id(page),
        *by_vendor(page),
        *by_introduction(page),
        *by_version(page),
        *by_short(page),
    ]
    chosen: list[Named] = []
    for one in sorted([*known, *found], key=lambda n: (n.start - n.end, n.new)):
        if not any(one.start < k.end and k.start < one.end for k in chosen):
            chosen.append(one)
    chosen.sort(key=lambda n: n.start)
    page.say("models", *(f"{n.ref}{' (new)' if n.new else ''}: {n.name}" for n in chosen))
    return tuple(chosen)
