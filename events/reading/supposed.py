"""Findings of a kind that a text most likely states though no rule saw it, built of the sentences that speak for it."""

from collections.abc import Iterable, Mapping

from events.finding import Finding
from events.reading import build
from events.reading.actors import actor_of
from events.reading.cues import Cue
from events.reading.introduced import by_shape
from events.reading.launched_names import launched_names
from events.reading.launches import Launch, as_rival, known_for_long, with_audience
from events.reading.measures import Act
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.rules import milestone_of, withdrawals_of
from events.reading.sentences import Sentence
from events.reading.standing import standing
from events.reading.withdrawals import retired_in
from events.terms import Direction, Kind

_MOST = 2


def supposed(
    page: Page,
    kind: Kind,
    sentences: tuple[Sentence, ...],
    likely: Mapping[Kind, float],
    models: tuple[Named, ...],
    cues: tuple[Cue, ...],
) -> list[Finding]:
    """Usually one finding, by the sentences that speak for the kind, the strongest first.

    None where the text names nothing that it could be about.
    """
    best = _best(sentences)
    if not best:
        return []
    if kind == "launch":
        return _launch(page, best, models)
    if kind == "withdrawal":
        return withdrawals_of(page, retired_in(page, models, best), models)
    way = _way(kind, likely)
    act = Act(kind, way, tuple(_cue(s, way, cues) for s in best), None, 2.0)
    actors = [a for a in (actor_of(page, c) for c in act.cues) if a is not None and not a.guessed]
    told = actors[0] if actors else None
    named = told if told is not None and (not told.provider or page.home) else standing(page, best) or told
    act = Act(kind, way, act.cues, named, 2.0, False, (best[0].start, best[0].end))
    made = build.measure(page, act, models, None)
    return [milestone_of(made) if kind == "milestone" else made]


def _best(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The strongest in the order of their strength, prose rather than headings."""
    spoken = [s for s in sentences if s.form not in ("heading", "row")]
    return spoken[:_MOST]


def _way(kind: Kind, likely: Mapping[Kind, float]) -> Direction:
    if kind == "relaxation":
        return "loosen"
    if kind == "proposal" and likely["relaxation"] > likely["restriction"]:
        return "loosen"
    return "tighten"


def _cue(sentence: Sentence, way: Direction, cues: tuple[Cue, ...]) -> Cue:
    """The place in the sentence that says it: a cue that the rules saw there, else all of it."""
    here = [c for c in cues if c.sentence == sentence]
    fitting = [c for c in here if c.direction == way] or here
    if fitting:
        one = max(fitting, key=lambda c: (not c.setting, c.weight))
        return Cue(way, one.start, one.end, sentence, "judged", 1.0)
    return Cue(way, sentence.start, sentence.end, sentence, "judged", 1.0)


def _launch(page: Page, best: list[Sentence], models: tuple[Named, ...]) -> list[Finding]:
    """The models that those sentences or the title name, new ones rather than old and never a rival; else what is
    written as one."""
    places = [*best, *([page.title] if page.title and page.title not in best else [])]
    for only_new in (True, False):
        for sentence in places:
            named = [m for m in models if sentence.start <= m.start and m.end <= sentence.end]
            fresh = [m for m in named if not known_for_long(page, m) and not as_rival(page, sentence, m)]
            fresh = [m for m in fresh if m.new] if only_new else fresh[:1]
            if fresh:
                return _one(page, sentence, fresh, models)
        written = launched_names(page, best) if only_new else []
        if written:
            return _one(page, best[0], written, models)
    for sentence in places:
        shaped = list(by_shape(page, sentence))
        if shaped:
            return _one(page, sentence, shaped[:1], models)
    return []


def _one(page: Page, sentence: Sentence, launched: list[Named], models: tuple[Named, ...]) -> list[Finding]:
    """`models` are all that the text names: what is launched may be claimed to rival one of them."""
    new = [Launch(m, sentence, (m.start, m.end)) for m in launched]
    made = tuple(with_audience(page, one, new) for one in new)
    maker = launched[0].ref.split("/")[0]
    group = [x for x in made if x.model.ref.split("/")[0] == maker]
    return [build.launch(page, group, made, (*models, *launched))]
