"""Lists of those whom a limited opening admits: the catalogue's own where one fits, else a name made of the words."""

import re

from events.catalog.nouns import AccessList
from events.reading.page import Page
from events.terms import slug

_GOES_ON = re.compile(
    r"(?: (?:of|in|from|under|within|through)(?: the)?(?: (?:[a-z0-9]|[.-](?=[a-z0-9]))+){1,4}| program(?:me)?)"
)
_EVERYDAY = re.compile(
    r"partners?|project|previews?|models?|access|customers|organi[sz]ations|companies|(?:re)?admitted|defenders|trusted|"
    r"selected|claude|gemini|qwen|llama|grok|cyber|\w+ember|january|february|august|october"
)
_LEAST = 5


def phrase(page: Page, start: int, end: int) -> tuple[int, int]:
    """The words for those admitted with what names their programme ("selected partners of Project Glasswing")."""
    on = _GOES_ON.match(page.text.folded, end)
    sentence = page.sentence_at(start)
    return start, min(on.end(), sentence.end) if on and sentence else end


def cohort(page: Page, issuer: str, targets: tuple[str, ...], start: int, end: int) -> str:
    """`list:…` of those whom a limited opening admits."""
    words = page.text.folded[start:end].strip()
    scored = [(_fit(page, known, issuer, targets, words), known.id) for known in page.catalog.lists.values()]
    best = max(scored, default=(0, ""), key=lambda s: s[0])
    if best[0] >= _LEAST:
        return f"list:{best[1]}"
    when = f"-{page.published:%Y-%m}" if page.published else ""
    what = targets[0].split("/")[-1] if targets else "access"
    return f"list:{issuer or 'unnamed'}-{slug(what).replace('+', 'plus')}{when}" if words else "list:unnamed"


def named(page: Page, issuer: str, start: int, end: int) -> bool:
    """Whether those words name a list of the catalogue."""
    words = page.text.folded[start:end].strip()
    return any(_fit(page, known, issuer, (), words) == 2 * _LEAST for known in page.catalog.lists.values())


def _fit(page: Page, known: AccessList, issuer: str, targets: tuple[str, ...], words: str) -> int:
    """How well a list of the catalogue fits: whose it is, what it calls itself, which model and month it tells of."""
    own = known.issuer == issuer
    if (
        not own
        and known.issuer not in _family(page, issuer)
        and not any(t.startswith(known.issuer + "/") for t in targets)
    ):
        return 0
    names = [w for w in re.split(r"[^a-z]+", known.name.lower()) if len(w) > 5 and not _EVERYDAY.fullmatch(w)]
    if any(name in words for name in names):
        return 2 * _LEAST
    said = re.sub(r"[^a-z0-9]", "", f"{known.id} {known.name} {known.note}".lower())
    models = sum(stem in said for stem in _stems(targets))
    if not models:
        return 0
    named = sum(name in page.text.folded for name in names)
    return 2 * models + 3 * own + named + _month(page, known.id)


def _family(page: Page, issuer: str) -> set[str]:
    known = page.catalog.issuers.get(issuer)
    above = {known.parent} if known and known.parent else set()
    return above | {i.id for i in page.catalog.issuers.values() if i.parent == issuer}


def _stems(targets: tuple[str, ...]) -> set[str]:
    """The words of model names that are no family's, and each whole name."""
    last = [t.split("/")[-1] for t in targets]
    stems = {part for name in last for part in name.split("-") if len(part) > 3 and part.isalpha()}
    return {s for s in stems if not _EVERYDAY.fullmatch(s)} | {re.sub(r"[^a-z0-9]", "", name) for name in last}


def _month(page: Page, ref: str) -> int:
    month = re.search(r"(20\d\d)-(\d\d)$", ref)
    if month is None or page.published is None:
        return 0
    apart = abs((page.published.year - int(month[1])) * 12 + page.published.month - int(month[2]))
    return 2 if apart == 0 else -9 if apart > 2 else 0
