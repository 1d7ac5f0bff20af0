"""What a typed name means: ids of the catalogue, of models that the record names, or nothing yet."""

import re
from typing import NamedTuple

from bot.render.html import cleaned
from bot.render.view import View
from events.catalog import Catalog
from events.catalog.names import key_of

NAMES_MOST = 20
NAME_LENGTH = 80

_BETWEEN = re.compile(r"[,;\n、،،|]+")


class Named(NamedTuple):
    """One typed name and the ids that it may mean; none where it is unknown."""

    text: str
    refs: tuple[str, ...]


def is_watchable(ref: str, catalog: Catalog) -> bool:
    return any(
        ref in nouns
        for nouns in (catalog.providers, catalog.models, catalog.jurisdictions, catalog.hardware, catalog.topics)
    )


def find(text: str, view: View) -> tuple[str, ...]:
    """The ids that a whole name stands for: by the catalogue, else by what the documents called new models."""
    known = tuple(ref for ref in view.catalog.find(text) if is_watchable(ref, view.catalog))
    if known:
        return known
    key = key_of(text)
    if not key:
        return ()
    told = (pair for event in view.state.world.values() for pair in event.names.items())
    return tuple(dict.fromkeys(ref for ref, name in told if key in (key_of(name), key_of(ref))))


def names_in(text: str, view: View) -> list[Named]:
    """The names of a list with commas or lines between them, or with blanks where each word is a name by itself."""
    found: list[Named] = []
    for piece in _BETWEEN.split(cleaned(text)):
        said = " ".join(piece.split())[:NAME_LENGTH].strip()
        if not said:
            continue
        refs = find(said, view)
        single = [Named(word, find(word, view)) for word in said.split(" ")]
        if not refs and len(single) > 1 and all(named.refs for named in single):
            found += single
        else:
            found.append(Named(said, refs))
    return list(dict.fromkeys(found))[:NAMES_MOST]


def suggestions(text: str, view: View, limit: int = 4) -> tuple[str, ...]:
    return view.catalog.suggest(text[:NAME_LENGTH], limit)


def known_refs(view: View) -> tuple[str, ...]:
    """Every id that a button may have carried as a fingerprint."""
    told = (ref for event in view.state.world.values() for ref in event.targets)
    return tuple(dict.fromkeys((*view.subscriber.watches, *view.catalog.models, *view.catalog.providers, *told)))
