"""The words that prove a field: the clause around what was found, short enough to be quoted."""

import re

from events.reading.page import Page

Span = tuple[int, int]

_LONGEST = 200
_STOP = re.compile(r"[;；。！？!?，،؛]|[:：](?!\d)|,(?! ?\d)|(?<=\s)-(?=\s)| \(|\)|(?<=\w)\.(?=\s)| (?:while|whereas) ")
_OPENER = re.compile(
    r"(?:[^\n]{0,60}?(?<![a-z])(?:says?|said|claims?|claimed|argues?|asserts?) (?:that )?)?"
    r"(?:(?:and|but|or|so|while|which|that|who|whom|et|mais|qui|und|aber) )*"
    r"(?:(?:it|he|she|they|the company|the firm|the maker) (?=[a-z]+s? ))?"
)
_SIDE = re.compile(
    r" (?:that (?:is|was|are|were|has|had|it|they|the)|which|who|while|after|before|because) | (?:and|or|but)$"
)


def clause(page: Page, start: int, end: int) -> Span:
    """The clause that holds a span, within its sentence and at most some 200 letters."""
    sentence = page.sentence_at(start)
    if sentence is None:
        return start, end
    text = page.text.folded
    first, last = sentence.start, max(end, sentence.end)
    for stop in _STOP.finditer(text, sentence.start, sentence.end):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.start()
            break
    return _trimmed(page, *_short(page, first, start, end, last))


def claim(page: Page, start: int, end: int) -> Span:
    """The same for words that are read by themselves: without what only ties them to the sentence."""
    first, last = clause(page, start, end)
    text = page.text.folded
    opener = _OPENER.match(text, first, last)
    if opener is not None and opener.end() <= start:
        first = opener.end()
    side = _SIDE.search(text, end, last)
    return _trimmed(page, first, side.start() if side else last)


def _short(page: Page, first: int, start: int, end: int, last: int) -> Span:
    """Cuts what is too long at spaces, the words found kept as far as they fit."""
    text = page.text.folded
    if last - first <= _LONGEST:
        return first, last
    end = min(end, start + _LONGEST)
    spare = _LONGEST - (end - start)
    if last - end > spare:
        last = end + spare
        while last > end and page.words.spaced and text[last : last + 1].isalnum():
            last -= 1
    spare = _LONGEST - (last - start)
    if start - first > spare:
        first = start - spare
        while first < start and page.words.spaced and text[first - 1 : first].isalnum():
            first += 1
    return first, last


def _trimmed(page: Page, start: int, end: int) -> Span:
    text = page.text.folded
    while start < end and text[start] in " \n-*•>\"'":
        start += 1
    while end > start and text[end - 1] in " \n.,。":
        end -= 1
    return start, end
