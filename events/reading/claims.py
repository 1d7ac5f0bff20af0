"""What a text says of a model that it launches: in which sentences it does so, and what the model stands on."""

import re
from collections.abc import Iterator

from events.finding import Dependency
from events.reading.launches import Launch
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import fold, pattern

_FAR = 12


def speaks_of(
    page: Page, sentence: Sentence, launch: Launch, launches: tuple[Launch, ...], models: tuple[Named, ...]
) -> bool:
    """Its own sentence, one that names it, or a later one that goes on about it."""
    inside = [x for x in launches if _stands_in(page, sentence, x, models)]
    if not inside:
        inside = [x for x in launches if _is_called(page, sentence, x, launches)]
    if inside:
        return launch in inside
    if sentence.index == 0:
        return len(launches) == 1
    named = [x for x in (*models, *(y.model for y in launches)) if x.start < sentence.start]
    new = {x.model.ref for x in launches}
    last = max((x.start for x in named if x.ref in new), default=-1)
    about = page.sentence_at(last)
    if about is None:
        return len(launches) == 1
    told = {x.ref for x in named if about.start <= x.start < about.end}
    return launch.model.ref in told and sentence.index - about.index <= _FAR


def _stands_in(page: Page, sentence: Sentence, launch: Launch, models: tuple[Named, ...]) -> bool:
    if sentence.start <= launch.model.start < sentence.end:
        return True
    if any(m.ref == launch.model.ref for m in page.within(sentence, "model")):
        return True
    return any(m.ref == launch.model.ref and sentence.start <= m.start < sentence.end for m in models)


_PART = re.compile(r"[^\W_][\w.]*", re.ASCII)


def _is_called(page: Page, sentence: Sentence, launch: Launch, launches: tuple[Launch, ...]) -> bool:
    """By a part of its name that no other launched model has, as "Guard" of LFM2.5-Guard-400M or "27B" of Gemma 27B."""
    others = {part for x in launches if x is not launch for part in _PART.findall(fold(x.model.name))}
    own = [part for part in _PART.findall(fold(launch.model.name)) if part not in others and len(part) >= 2]
    text = page.text.folded
    for part in own:
        place = text.find(part, sentence.start, sentence.end)
        while place >= 0:
            bare = (
                not text[place - 1 : place].isalnum() and not text[place + len(part) : place + len(part) + 1].isalnum()
            )
            if bare and (page.text.cased[place].isupper() or not part.isalpha()):
                return True
            place = text.find(part, place + 1, sentence.end)
    return False


def own_maker(provider: str, new: set[str]) -> bool:
    return any(ref.startswith(provider + "/") for ref in new)


_ROUTED = pattern(
    r"orchest|rout|coordin|multi|combin|多|编排|调度|オーケ|ルーティング|複数|束ね|오케|라우팅|여러|تنسيق|"
    r"ينسق|koordin|mehrere|plusieurs|ensemble|call"
)
_ALIKE = re.compile(r"(?:like|similar to|than|类似于?|似た|유사|comme|ähnlich|مثل) ?$")


def dependencies_of(
    page: Page, launch: Launch, launches: tuple[Launch, ...], models: tuple[Named, ...]
) -> Iterator[tuple[Dependency, tuple[int, int] | None]]:
    """What the launched model routes to or is built on, by the text, completed by the catalogue."""
    known = page.catalog.models.get(launch.model.ref)
    on = [d.target for d in known.depends_on] if known else []
    undisclosed = bool(known and known.parts_undisclosed)
    proof: tuple[int, int] | None = None
    new = {x.model.ref for x in launches}
    for sentence in page.sentences:
        if not speaks_of(page, sentence, launch, launches, models):
            continue
        m = page.words.routes.search(page.text.folded, sentence.start, sentence.end)
        if m is None:
            continue
        routed = _ROUTED.search(m.group())
        named: list[tuple[str, int]] = [(x.ref, x.start) for x in models]
        named += [(x.ref, x.start) for x in page.within(sentence, "provider")]
        parts = [
            ref
            for ref, start in named
            if m.end() <= start < min(sentence.end, m.end() + 120)
            and ref not in new
            and not own_maker(ref, new)
            and not _ALIKE.search(page.text.folded[max(m.end(), start - 12) : start])
        ]
        if routed or parts:
            on += [p for p in parts if p not in on]
            undisclosed = undisclosed or (bool(routed) and not parts)
            proof = proof or m.span()
    if proof is not None or on or undisclosed:
        yield Dependency(model=launch.model.ref, on=tuple(dict.fromkeys(on)), undisclosed=undisclosed), proof
