"""Where a text says that access grows narrower or wider: verbs weighed by the nouns beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.setting import old
from events.reading.text import pattern
from events.terms import Direction

# A space parts the halves of a headline where words are not set apart by spaces.
_EDGE = re.compile(
    r"[.;。；!?\n]| (?:while|but|whereas|aber|mais|während) |"
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff]) (?=[\u3040-\u30ff\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One place that tightens or loosens; `setting` says why it is not this document's own news, if it is not."""

    direction: Direction
    start: int
    end: int
    sentence: Sentence
    why: str
    weight: float = 1.0
    setting: str = ""


def find_cues(page: Page) -> tuple[Cue, ...]:
    """All cues in order, background ones too (marked); a place that says both ways is read by its longest phrase."""
    found: list[Cue] = []
    for sentence in page.sentences:
        if sentence.form == "row":
            continue
        here = _settled([*_whole(page, sentence), *_undone(page, sentence), *_pairs(page, sentence)])
        found += here
    found.sort(key=lambda c: (c.start, c.end))
    page.say(
        "cues",
        *(
            f"{c.direction} ({c.why}): {page.quote(c.start, c.end)}{' -- ' + c.setting if c.setting else ''}"
            for c in found
        ),
    )
    return tuple(found)


def _cue(page: Page, sentence: Sentence, direction: Direction, span: tuple[int, int], why: str, weight: float) -> Cue:
    setting = old(page, sentence, span[0]) or _unreal(page, sentence, span)
    return Cue(direction, span[0], span[1], sentence, why, weight, setting)


def _whole(page: Page, sentence: Sentence) -> Iterator[Cue]:
    """Phrases that say it alone."""
    text = page.text.folded
    for m in page.words.bar.finditer(text, sentence.start, sentence.end):
        yield _cue(page, sentence, "tighten", _tight(text, m), "barred", 1.2)
    for m in page.words.free.finditer(text, sentence.start, sentence.end):
        yield _cue(page, sentence, "loosen", _tight(text, m), "freed", 1.3)
    for m in page.words.off.finditer(text, sentence.start, sentence.end):
        yield _cue(page, sentence, "tighten", _tight(text, m), "switched off", 1.1)


def _tight(text: str, m: re.Match[str]) -> tuple[int, int]:
    start, end = m.span()
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _undone(page: Page, sentence: Sentence) -> Iterator[Cue]:
    """As in "Suspension of the expansion of controls": a noun of undoing turns whatever verb stands before it."""
    text = page.text.folded
    for m in page.words.undoing.finditer(text, sentence.start, sentence.end):
        reach = (m.end(), min(sentence.end, m.end() + page.words.reach + 40))
        if page.words.verb_last:
            reach = (max(sentence.start, m.start() - page.words.reach), m.start())
        noun = page.words.bars.search(text, *reach)
        if noun and page.words.verb_last and _CAUSE.match(text[noun.end() : noun.end() + 8]):
            continue
        access = page.words.access.search(text, *reach)
        if noun and not _EDGE.search(text, min(m.end(), noun.end()), max(m.start(), noun.start())):
            if access and access.start() < noun.start() and not _joined(access.end(), noun.start()):
                continue
            yield _cue(
                page, sentence, "loosen", (min(m.start(), noun.start()), max(m.end(), noun.end())), "undone", 1.6
            )


# "on the ministry's order": the order is why, not what is undone.
_CAUSE = re.compile(r"(?:에 ?따라|에(?![서게는도])|(?:으)?로 |[을를] 받|により|によって|を受け|に従)")


def _pairs(page: Page, sentence: Sentence) -> Iterator[Cue]:
    """A verb and the nearest noun: to undo a bar loosens, to undo access tightens, and so on."""
    text = page.text.folded
    nouns = _nouns(page, sentence)
    if not nouns:
        return
    for name, with_bar, with_access in (
        ("impose", "tighten", "loosen"),
        ("undo", "loosen", "tighten"),
        ("grant", "", "loosen"),
    ):
        for verb in getattr(page.words, name).finditer(text, sentence.start, sentence.end):
            near = _nearest(page, verb, nouns)
            if near is None:
                continue
            sort, start, end = near
            direction = with_bar if sort == "bar" else with_access
            if name == "impose" and sort == "access" and not _EASEMENT.search(text[start:end]):
                continue
            if direction:
                span = (min(verb.start(), start), max(verb.end(), end))
                yield _cue(page, sentence, direction, span, f"{name} {sort}", 1.0)  # type: ignore[arg-type]


_EASEMENT = re.compile(
    r"exception|validated|veu|authori|general licen|favorable|eligib|许可|授权|ライセンス|라이선스|ترخيص|licence|"
    r"genehmig"
)


def _nouns(page: Page, sentence: Sentence) -> list[tuple[str, int, int]]:
    text = page.text.folded
    bars = [("bar", m.start(), m.end()) for m in page.words.bars.finditer(text, sentence.start, sentence.end)]
    access = [("access", m.start(), m.end()) for m in page.words.access.finditer(text, sentence.start, sentence.end)]
    # "export ban", "licence requirement": the noun of access only says what the bar is on.
    kept = [a for a in access if not any(b[1] <= a[1] < b[2] or _joined(a[2], b[1]) for b in bars)]
    exceptions = [a for a in access if _EASEMENT.search(text[a[1] : a[2]])]
    bars = [b for b in bars if not any(_joined(b[2], a[1]) for a in exceptions)]
    return sorted([*bars, *kept], key=lambda n: n[1])


def _joined(end: int, start: int) -> bool:
    return 0 <= start - end <= 1


def _nearest(page: Page, verb: re.Match[str], nouns: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The noun that the verb governs: the next one, or (in passives and where the verb stands last) the one before."""
    text = page.text.folded
    after = [n for n in nouns if n[1] >= verb.end() and n[1] - verb.end() <= page.words.reach]
    before = [n for n in nouns if n[2] <= verb.start() and verb.start() - n[2] <= page.words.reach]
    ahead = next((n for n in after if not _EDGE.search(text, verb.end(), n[1])), None)
    behind = next((n for n in reversed(before) if not _EDGE.search(text, n[2], verb.start())), None)
    if page.words.verb_last:
        return behind
    passive = re.search(
        r"(?:(?:is|are|was|were|been|be|being|werden|wurde|wurden|sind|ist|été|sont|est) (?:\w+ )?|被)$",
        text[max(0, verb.start() - 24) : verb.start()],
    )
    if passive and behind is not None:
        return behind
    return ahead or (behind if not page.words.spaced else None)


_NEGATED = re.compile(
    r"(?:(?<![a-z])(?:not|no|never|without|n't|cannot|neither|nor|rather than|instead of|stop short of|nicht|"
    r"kein\w*|ne|pas|aucun\w*|ohne)(?: \w+){0,3} |未|没有|并未|不会|ない|않|لم |لن |لا )$"
)


_REDUCED = re.compile(
    r"(?:models?|systems?|chips?|products?|software|hands|one|ones|tools?|technolog(?:y|ies)|companies|"
    r"firms)(?: that (?:is|are|was|were))? (?:currently |now |already |recently |newly |still )?$"
)


_UNDECIDED = pattern(
    r"여부|[을를]지 |할지|될지|かどうか|か否か|(?:認める|許可する|解除する|禁止する|制限する)(?:考え|意向|かも)|"
    r"是否|能否|ما اذا"
)
_BEFORE = re.compile(r"(?:قبل|بانتظار|تنتظر) (?:\S+ )?$|(?<![a-z])(?:pending|awaiting|until|before)(?: the| a| any)? $")
_ADJECTIVE = re.compile(r"limited (?:access|availability|use|sales|supply|exports?)(?! to (?:users|customers))")
_PARTICIPLE = re.compile(r"(?:barred|banned|blocked|restricted|blacklisted|prohibited)")
_DETERMINED = re.compile(r"(?<![a-z])(?:for|of|the|to|from|on|with|and|its|these|those|such|by|over|a|an) $")
_THING_NEXT = re.compile(
    r" (?:[\w.]+ ){0,2}?(?:models?|systems?|chips?|apps?|firms|companies|products|services?|entit\w+)"
)
_DATA = re.compile(
    r" ?(?:of |de |dei |di |des |von |the |their |its |las |los |os |les )*(?:personal |user |users' |customer |"
    r"private )?"
    r"(?:data|datos|dados|dati|données|daten|personenbezogene\w*)(?![a-z])(?! cent)|"
    r" (?:[a-z]+ ){0,3}?(?:travel\w*|trips?|visits?|visas?|hiring|recruiting)(?![a-z])"
)
_POSTPONED = re.compile(r"(?:delay|withh|hold|held|postpon)\w* .*(?:release|launch|weights|models?)")
_RISKY = re.compile(
    r"(?<![a-z])(?:saf(?:e|ety)|risks?|security|dangerous|misuse|hack\w*|cyber\w*|bio\w*|regulat\w*|export|"
    r"government|weapons?)(?![a-z])"
)
_RELATIVE = re.compile(
    r"(?:models?|systems?|chips?|tools?|one|ones|orders?|rules?|bans?|laws?) (?:that|which) (?:\S+ ){0,3}$"
)


def _unreal(page: Page, sentence: Sentence, span: tuple[int, int]) -> str:
    """Why the act did not happen: denied, an error, only talked of."""
    text = page.text.folded
    said = text[span[0] : span[1]]
    before = text[max(sentence.start, span[0] - 12) : span[0]]
    after = text[span[1] : span[1] + 40]
    if _PARTICIPLE.fullmatch(said) and _DETERMINED.search(before) and _THING_NEXT.match(after):
        return "an adjective"
    if _DATA.match(after) or _DATA.search(said):
        return "about data or people, not access"
    if _ADJECTIVE.match(said):
        return "an adjective"
    if _POSTPONED.match(said) and not _RISKY.search(" ".join(page.of(s) for s in page.lead)):
        return "a delay that bars nobody"
    denied = page.words.denied.search(text, sentence.start, sentence.end)
    if denied:
        return f"denied or an error ({denied.group().strip()})"
    before = text[max(sentence.start, span[0] - 34) : span[0]]
    if _REDUCED.search(before) and re.match(
        r"(?:barred|banned|blocked|restricted|prohibited|cut off)", text[span[0] : span[1]]
    ):
        return "only describes what it speaks of"
    if _RELATIVE.search(before):
        return "only describes what it speaks of"
    if _NEGATED.search(before) and not re.search(r"(?:not only|nicht nur|pas seulement) ", before):
        return "negated"
    window = text[max(sentence.start, span[0] - 60) : min(sentence.end, span[1] + 15)]
    talk = (
        page.words.talk.search(window)
        if not page.words.verb_last
        else page.words.talk.search(text, span[0], sentence.end)
    )
    if _UNDECIDED.search(text, span[0], min(sentence.end, span[1] + 22)) or _BEFORE.search(before):
        return "not yet decided"
    if talk:
        return f"only talked of ({talk.group().strip()})"
    return ""


def _settled(cues: list[Cue]) -> list[Cue]:
    """Where two cues overlap, the one that undoes wins, then the weightier, then the longer."""
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda c: (-c.weight, c.start - c.end)):
        if not any(cue.start < k.end and k.start < cue.end for k in kept):
            kept.append(cue)
    return kept
