"""Confidence and sources: who says so, how far it is trusted, and who says otherwise."""

from urllib.parse import urlsplit

from bot.render import words
from bot.render.html import bold, escape, line, link
from bot.render.view import View
from events.vocabulary import Source, World


def sources_of(event: World, view: View) -> tuple[Source, ...]:
    """Every source that told of the event, the first one first, each address once."""
    told = (*event.sources, *view.state.corroborations.get(event.id, ()))
    return tuple({(s.url or s.document): s for s in reversed(told)}.values())[::-1]


def is_confirmed(event: World, view: View) -> bool:
    current = view.state.world.get(event.id, event)
    return view.state.is_confirmed(current)


def publisher(source: Source) -> str:
    """Who published it; readable without the link."""
    try:
        host = urlsplit(source.url).hostname or ""
    except ValueError:
        host = ""
    return line(source.publisher or host.removeprefix("www.") or "a document", 60)


def source_words(source: Source) -> str:
    """One source as HTML: a link named after its publisher, and how far it is trusted."""
    return f"{link(source.url, publisher(source))} ({words.TRUST[source.trust]})"


def sources_line(events: list[World], view: View, most: int = 3) -> str:
    """The paragraph on confidence and sources of one story."""
    sources = list({s.url or s.document: s for event in events for s in sources_of(event, view)}.values())
    said = [source_words(s) for s in sources[:most]]
    if len(sources) > most:
        said.append(f"{len(sources) - most} more")
    told = words.listing(said) if said else "no document is kept for it"
    if all(is_confirmed(event, view) for event in events):
        return f"Confirmed. {'Source' if len(sources) == 1 else 'Sources'}: {told}."
    return (
        f"{bold('Unconfirmed')}: so far only reported. {'Source' if len(sources) == 1 else 'Sources'}: {told}. "
        "No second source has said the same yet."
    )


def disputes(events: list[World], view: View) -> list[str]:
    """Who says otherwise of what; both are kept and both are shown."""
    return [
        f"{bold('Disputed')}: {source_words(d.source)} says of {escape(_FIELDS.get(d.field, d.field))}: "
        f"{escape(line(d.says, 120))}."
        for event in events
        for d in view.state.disputes.get(event.id, ())
    ]


_FIELDS = {
    "happened_on": "the day of the act",
    "effective_on": "the day from which it applies",
    "effective_until": "its end",
    "targets": "what it is about",
    "audience": "whom it is about",
}
