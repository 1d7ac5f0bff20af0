"""Restrictions, relaxations, proposals and milestones, made of the cues that are the document's own news."""

import re
from dataclasses import dataclass

from events.reading.actors import Actor, actor_of
from events.reading.cues import Cue
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.setting import JUST_AFTER
from events.reading.standing import standing
from events.reading.text import pattern
from events.terms import Direction, Kind

_BINDING = re.compile(
    r"(?<![a-z])(?:interim final rule|final rule|in this rule|this rule (?:amends|revises)|temporary final rule|"
    r"has (?:ordered|banned|barred|lifted)|is amending the|amends the export)(?![a-z])"
)
_LEGISLATURES = re.compile(
    r"-(?:congress|house|senate|parliament|assembly|diet|npc)$|^eu-(?:commission|council|parliament)$|-dpa$"
)
_DRAFTED = re.compile(
    r"(?<![a-z])(?:notice of proposed rulemaking|nprm|proposed rule|advance notice of proposed|"
    r"proposes to (?:amend|establish|require|add|revise|restrict))(?![a-z])"
)
# "The president said he would allow …": what he said was "I will".
_SAID_SO = re.compile(
    r"(?:said|says|announced|told \w+|wrote)(?: on \w+)?(?: that)? (?:he|she|it|they|washington|beijing) $|"
    r"(?:宣布|表示|称|说|透露)(?:[，,：:] ?|)(?:美国|美国政府|政府|他|其)?$|^[^：:，,。]{2,10}[：:] ?$"
)
_LEAST = 1.6


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its cues, who did it, and what sort of finding it is."""

    kind: Kind
    direction: Direction
    cues: tuple[Cue, ...]
    actor: Actor | None
    score: float
    off: bool = False
    proof: tuple[int, int] | None = None


def find_acts(page: Page, cues: tuple[Cue, ...], taken: frozenset[int]) -> tuple[Act, ...]:
    """The acts that the text states as news: at most one of authorities and one of a provider."""
    news = [c for c in cues if not c.setting and c.sentence.index not in taken]
    sides: dict[bool, list[tuple[Cue, Actor | None]]] = {True: [], False: []}
    for cue in news:
        actor = actor_of(page, cue)
        sides[bool(actor and actor.provider)].append((cue, actor))
    guessed = {side: all(a is None or a.guessed for _c, a in sides[side]) for side in sides}
    two = bool(sides[True] and sides[False]) and _two_acts(page, sides)
    tightened = any(c.direction == "tighten" for c, _ in sides[True])
    two = two and (tightened or not guessed[False])
    if sides[True] and sides[False] and not two and (guessed[True] or guessed[False]):
        side = guessed[False] and not guessed[True]
        sides = {side: sides[True] + sides[False], not side: []}
    elif sides[True] and sides[False] and not two:
        side = not _score(page, [c for c, _ in sides[False]]) >= _score(page, [c for c, _ in sides[True]])
        sides = {side: sides[True] + sides[False], not side: []}
    parts = [(provider, part) for provider in (False, True) for part in _parted(page, sides[provider])]
    both = bool(sides[True] and sides[False])
    acts = [act for provider, part in parts if (act := _act(page, part, provider, alone=not both)) is not None]
    page.say("acts", *(f"{a.kind} ({a.direction}) by {a.actor.ref if a.actor else '?'}: {a.score:.1f}" for a in acts))
    return tuple(acts)


def _parted(page: Page, found: list[tuple[Cue, Actor | None]]) -> list[list[tuple[Cue, Actor | None]]]:
    """One side may bar one thing and free another, each in sentences of its own; or two countries each bar it."""
    lands = _by_country(page, found)
    if lands:
        return lands
    ways = [[f for f in found if f[0].direction == d and f[0].sentence.form != "title"] for d in ("loosen", "tighten")]
    if not all(any(c.sentence in page.lead and c.weight >= 1.0 for c, _ in way) for way in ways):
        return [found]
    places = [{c.sentence.index for c, _ in way} for way in ways]
    things = [{m.ref for c, _ in way for m in page.within(c.sentence, "hardware", "model")} for way in ways]
    apart = all(things) and not things[0] & things[1] and not places[0] & places[1]
    return ways if apart else [found]


def _by_country(page: Page, found: list[tuple[Cue, Actor | None]]) -> list[list[tuple[Cue, Actor | None]]]:
    """Bodies of several countries that act in first sentences of their own, where the title names them all."""
    parts: dict[str, list[tuple[Cue, Actor | None]]] = {}
    if len({c.direction for c, _ in found}) != 1 or page.title is None:
        return []
    named = {m.ref for m in page.within(page.title, "jurisdiction")}
    named |= {page.catalog.issuers[m.ref].jurisdiction for m in page.within(page.title, "issuer")}
    first = list(page.prose())[:4]
    headline = [c for c, _ in found if c.sentence.form == "title"]
    for cue, actor in found:
        if actor is None or actor.guessed or cue in headline or cue.sentence not in first:
            continue
        if len({m.ref for m in page.within(cue.sentence, "jurisdiction")} & named) < 2:
            parts.setdefault(actor.jurisdiction, []).append((cue, actor))
    if len(parts) < 2 or not headline or not set(parts) <= named:
        return []
    return [[*part, *((cue, part[0][1]) for cue in headline)] for part in parts.values()]


def _two_acts(page: Page, sides: dict[bool, list[tuple[Cue, Actor | None]]]) -> bool:
    """An authority's act and a provider's that carries it out, in sentences of their own."""
    authority = {c.sentence.index for c, _ in sides[False]}
    text = page.text.folded
    for cue, actor in sides[True]:
        span = cue.sentence.start, cue.sentence.end
        if cue.sentence.form == "title" or actor is None or page.words.chips.search(text, *span):
            continue
        if cue.direction == "tighten" and page.words.off.search(text, *span):
            return cue.sentence.index not in authority or cue.why == "switched off"
        own_day = any(d.grain == "day" for d in page.days(*span))
        if cue.direction == "loosen" and page.words.back.search(text, *span) and own_day:
            return cue.sentence.index not in authority or _right_after(page, cue, sides[False])
    return False


def _right_after(page: Page, cue: Cue, authority: list[tuple[Cue, Actor | None]]) -> bool:
    """As in "available again on Wednesday, a day after the department lifted …"."""
    later = [c for c, _ in authority if c.sentence == cue.sentence and c.start > cue.end]
    return any(JUST_AFTER.search(page.text.folded, cue.end, c.start) for c in later)


def _weight(page: Page, cue: Cue) -> float:
    """The title says it best, then the first sentences."""
    if cue.sentence.form == "title":
        return 1.6 * cue.weight
    order = [s.index for s in page.prose()].index(cue.sentence.index) if cue.sentence.form != "heading" else 9
    return cue.weight * (1.6 if order < 2 else 1.2 if order < 4 else 0.8 if order < 8 else 0.4)


def _score(page: Page, cues: list[Cue]) -> float:
    return sum(_weight(page, c) for c in cues)


def _act(page: Page, found: list[tuple[Cue, Actor | None]], provider: bool, *, alone: bool) -> Act | None:
    if not found:
        return None
    by: dict[Direction, list[tuple[Cue, Actor | None]]] = {"tighten": [], "loosen": []}
    for cue, actor in found:
        by[cue.direction].append((cue, actor))
    scores = {direction: _score(page, [c for c, _ in by[direction]]) for direction in by}
    direction: Direction = "loosen" if scores["loosen"] > scores["tighten"] else "tighten"
    undone = [c for c, _ in by["loosen"] if c.why in ("undone", "freed") and c.sentence in page.lead[:2]]
    if undone and scores["loosen"] >= 0.7 * scores["tighten"]:
        direction = "loosen"
    cues = tuple(c for c, _ in by[direction])
    score = scores[direction]
    actor = _chief(page, by[direction])
    if page.home and alone and (actor is None or actor.guessed):
        actor = Actor(page.home, page.catalog.jurisdiction_of(page.home) or "", True)  # who speaks of what it did
    elif actor is None or (actor.guessed and not page.home):
        other = standing(page, list(dict.fromkeys(c.sentence for c in cues)))
        actor = other if other is not None and (alone or other.provider == provider) else actor
    proposal = _proposed(page, list(cues), actor) if cues else None
    least = _LEAST / 2 if (provider and _carried(page, cues)) or proposal is not None else _LEAST
    if score < least or not any(c.sentence in page.lead or c.sentence.index <= 6 for c in cues):
        page.say("too weak", f"{direction}: {score:.1f}")
        return None
    if direction == "tighten" and provider and _bystander(page, actor):
        page.say("no actor", "somebody bars its own people from a service; the provider did nothing")
        return None
    if proposal is not None:
        return Act("proposal", direction, cues, actor, score, False, proposal)
    off = provider and any(page.words.off.search(page.text.folded, c.sentence.start, c.sentence.end) for c in cues)
    kind: Kind = "restriction" if direction == "tighten" else "relaxation"
    return Act(kind, direction, cues, actor, score, off)


def _bystander(page: Page, actor: Actor | None) -> bool:
    """A provider that was only guessed to act, because its service is named, on a page not its own."""
    return actor is not None and actor.provider and actor.guessed and not page.home


def _carried(page: Page, cues: tuple[Cue, ...]) -> bool:
    text = page.text.folded
    return any(
        page.words.off.search(text, c.sentence.start, c.sentence.end)
        or page.words.back.search(text, c.sentence.start, c.sentence.end)
        for c in cues
    )


def _chief(page: Page, found: list[tuple[Cue, Actor | None]]) -> Actor | None:
    """Of the actors found, the one of the weightiest cue that names its own; a bureau rather than its department."""
    named = [f for f in found if f[1] is not None]
    named.sort(key=lambda f: (f[1] is not None and f[1].guessed, -_weight(page, f[0])))
    for _cue, actor in named:
        if actor is not None and not actor.provider and actor.ref:
            exact = [a for _c, a in named if a is not None and actor.general and _closer(page, a.ref, actor)]
            return exact[0] if exact else (in_lead(page, actor) or actor)
    return named[0][1] if named else None


def in_lead(page: Page, actor: Actor) -> Actor | None:
    """The body that the first sentences name, where the act was so far only a country's."""
    if not actor.general:
        return None
    for sentence in page.lead:
        for m in page.within(sentence, "issuer"):
            if _closer(page, m.ref, actor):
                return Actor(m.ref, actor.jurisdiction, False, (m.start, m.end))
    return None


def _closer(page: Page, ref: str, general: Actor) -> bool:
    """Whether a body is a more exact one of the same country."""
    issuer = page.catalog.issuers.get(ref)
    return issuer is not None and issuer.jurisdiction == general.jurisdiction and ref != general.ref


def _proposed(page: Page, cues: list[Cue], actor: Actor | None) -> tuple[int, int] | None:
    """The words that make it a mere proposal, or None."""
    text = page.text.folded
    sort = str(page.document.structured.get("type", "")).upper()
    if sort.startswith("PROPOSED") or sort == "PRORULE":
        return (cues[0].start, cues[0].end)
    if sort in ("RULE", "FINAL RULE") or _BINDING.search(text):
        return None
    drafted = _DRAFTED.search(text, 0, min(len(text), 2500))
    if drafted:
        return drafted.span()
    own: list[Sentence] = list(dict.fromkeys(c.sentence for c in cues))
    if actor is not None and actor.provider:
        return None
    hits = [
        m.span()
        for s in own
        for m in page.words.propose.finditer(text, s.start, s.end)
        if not _SAID_SO.search(text[s.start : m.start()])
    ]
    lead = [
        m.span()
        for s in page.lead
        for m in page.words.propose.finditer(text, s.start, s.end)
        if not _SAID_SO.search(text[s.start : m.start()])
    ]
    drafted_in = {page.sentence_at(start) for start, _end in hits}
    barring = [c.sentence for c in cues if c.weight > 1.0 and c.sentence in page.lead and c.sentence.form != "title"]
    if (
        barring
        and barring[0] not in drafted_in
        and barring[0].index < min((s.index for s in drafted_in if s), default=0)
    ):
        return None
    if hits and (len(drafted_in) >= len(own) or lead):
        return hits[0]
    if lead and actor is not None and _LEGISLATURES.search(actor.ref):
        return lead[0]
    return None


def proposal_alone(page: Page) -> tuple[int, int] | None:
    """A draft or bill about access whose sentences hold no other cue: the words that say so."""
    text = page.text.folded
    drafted = _DRAFTED.search(text, 0, min(len(text), 2500))
    if drafted and page.words.field.search(text, 0, 1500) and page.sentence_at(drafted.start()) in page.lead:
        return drafted.span()
    hits = [m for s in page.lead for m in page.words.propose.finditer(text, s.start, s.end)]
    if len(hits) < 2 or not any(
        page.words.chips.search(text, s.start, s.end)
        or page.words.access.search(text, s.start, s.end)
        or page.words.bars.search(text, s.start, s.end)
        for s in page.lead
    ):
        return None
    binding = [
        m
        for m in hits
        if re.search(
            r"propos|bill|draft|nprm|comment|would|vot|committee|passe|legislation|introduc|filed?|read twice|"
            r"法案|草案|법안|مشروع|projet|entwurf|proposition|melde[nt]|gemeldet",
            m.group(),
        )
    ]
    return binding[0].span() if len(binding) >= 2 else None


_LAW_TOLD = pattern(
    r"(?<![a-z])(?:act|law|rules?|regulation|obligations?|measures|provisions|duties|powers|prohibitions|order|"
    r"loi|gesetz|règlement|verordnung)(?![a-z])|法|规定|办法|规则|条例|법|규칙|قانون|لائحه|規則"
)


def milestone(page: Page) -> tuple[int, int] | None:
    """The words that say that something decided earlier begins to apply now, in the title or the first sentences."""
    text = page.text.folded
    for sentence in page.lead:
        begins = page.words.begin.search(text, sentence.start, sentence.end)
        if begins and _LAW_TOLD.search(text, sentence.start, sentence.end):
            return begins.span()
    return None
