"""Looks over a feed's XML before the real parser does: no entities that grow, no bottomless nesting."""

import xml.parsers.expat

MAX_DEPTH = 200
MAX_ENTITIES = 400
MAX_ATTRIBUTE = 20_000


class _HostileError(ValueError):
    """This document is built to harm; the message says how."""


def hostile(body: bytes) -> str:
    """Why this XML must not be parsed, as the end of a sentence; empty where nothing speaks against it.

    XML that is merely broken passes: the forgiving parser may still read it.
    """
    parser = xml.parsers.expat.ParserCreate()
    depth = 0
    entities = 0

    def opened(_name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _HostileError(f"its elements are nested more than {MAX_DEPTH} deep")
        if any(len(value) > MAX_ATTRIBUTE for value in attributes.values()):
            raise _HostileError("one of its attributes is longer than any honest one")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(
        _name: str, _is_parameter: bool, value: str | None, _base: str | None, _system: str | None, *_more: str | None
    ) -> None:
        nonlocal entities
        entities += 1
        if value is not None and (("&" in value and not value.startswith("&#")) or len(value) > 1000):
            raise _HostileError("it declares entities that stand for one another, or for very much")
        if entities > MAX_ENTITIES:
            raise _HostileError(f"it declares more than {MAX_ENTITIES} entities")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(body, True)
    except _HostileError as harm:
        return str(harm)
    except (xml.parsers.expat.ExpatError, ValueError, LookupError) as error:
        return "its entities grow beyond any honest size" if "amplification" in str(error) else ""
    return ""
