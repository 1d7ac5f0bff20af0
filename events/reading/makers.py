"""Whose a document, a passage or a new model is."""

import re

from events.reading.hosts import owner_of_page
from events.reading.page import Page
from events.reading.text import fold
from events.terms import slug

NAME = re.compile(r"[A-Z][\w]*(?:[-.+][\w]+)*\+?(?: (?:[A-Z0-9][\w]*(?:[-.+][\w]+)*\+?|v\d[\w.]*)){0,4}")
NOBODY = re.compile(
    r"the|an?|it|we|our|its|their|he|she|they|this|that|today|yesterday|announcing|introducing|on|in|at|by|company|"
    r"start-?up|lab|team|\w+day|january|february|march|april|may|june|july|august|\w+ember|october"
)


def main_provider(page: Page) -> str:
    """Whose document or news it is: the site's owner, else the provider named first."""
    home = page.home or owner_of_page(page)
    if home:
        return home
    first = next((m for m in page.mentions if m.kind in ("provider", "model")), None)
    return first.ref.split("/")[0] if first else ""


def maker_near(page: Page, start: int, place: int) -> str:
    """The provider named before a place in the sentence; else whose document it is; else a slug of the subject."""
    named = page.names(start, place, "provider")
    if named:
        return named[0].ref
    return page.home or _subject(page, start, place) or main_provider(page)


def _subject(page: Page, start: int, place: int) -> str:
    """The capitalised name right before the verb of launching, as the slug of a maker that the catalogue lacks."""
    verb = page.words.launch.search(page.text.folded, start, place)
    if verb is None:
        return ""
    for subject in reversed(list(NAME.finditer(page.text.cased, start, verb.start()))):
        name = re.sub(r"^(?:The|A|An) ", "", subject.group())
        known = page.names(subject.start(), subject.end(), "jurisdiction", "issuer")
        if known or NOBODY.fullmatch(fold(name.split()[0])) or (name.isupper() and len(name) > 4):
            continue
        return slug(name) if len(name) > 2 else ""
    return ""
