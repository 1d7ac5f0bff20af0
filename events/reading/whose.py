"""Whose act it is after all: the first look at a sentence sometimes takes a place, or the service barred, for who
acts."""

from events.reading.actors import AGENCY, Actor, body_of
from events.reading.audience import speaks_of_public_bodies
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.standing import country_of, home_of_text, is_official, standing, subject_provider

_OPENING = 4
_BODY_WITHIN = 24


def settled(page: Page, actor: Actor | None, sentences: list[Sentence]) -> Actor | None:
    """Who acts, by the act's sentences and the lead, where the first look is doubtful; else as it was."""
    if actor is None:
        return standing(page, sentences)
    if page.home:
        return actor
    if actor.provider:
        return _of_provider(page, actor, sentences)
    whole = actor.general or actor.ref in ("eu", f"{actor.jurisdiction.lower()}-gov")
    if whole and not _opens(page, actor):
        other = standing(page, sentences)
        return other if other is None or other.jurisdiction != actor.jurisdiction else actor
    return actor


def _opens(page: Page, actor: Actor) -> bool:
    """Whether the country is named at the head of its sentence, where the one who acts stands, or before its body."""
    if actor.span is None:
        return True
    start, end = actor.span
    sentence = page.sentence_at(start)
    if sentence is None:
        return False
    text = page.text.folded
    return start - max(sentence.start, text.rfind("】", sentence.start, start) + 1) <= _OPENING or (
        AGENCY.search(text, end, min(sentence.end, end + _BODY_WITHIN)) is not None
    )


def _of_provider(page: Page, actor: Actor, sentences: list[Sentence]) -> Actor:
    """A provider whose service an authority or an institution shuts out does not act itself."""
    title = [page.title] if page.title else []
    if subject_provider(page, [*sentences, *title]) is not None:
        return actor
    if actor.span is not None and _authority_before(page, actor.span[0]):
        other = standing(page, sentences)
        if other is not None and not other.provider:
            return other
    if speaks_of_public_bodies(page, [*sentences, *title]):
        where = country_of(page, list(dict.fromkeys([*sentences, *page.lead])), actor.jurisdiction)
        if where is not None:
            return Actor(body_of(page, where[0]) if where[2] else "", where[0], False, where[1], True)
        home = home_of_text(page)
        return Actor("", home, False, None, True, True)
    return actor


def _authority_before(page: Page, place: int) -> bool:
    sentence = page.sentence_at(place)
    if sentence is None:
        return False
    text = page.text.folded
    return bool(AGENCY.search(text, sentence.start, place) or is_official(text, sentence.start, place))
