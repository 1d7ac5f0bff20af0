"""How likely a text is to state an act of each kind, by what was learnt from labelled documents.

A linear model over the features of `features`: every weight can be printed, and `make learn` makes the file of weights
anew from the documents under tests/corpus. The rules of the reader say what an act is about; this says whether there is
one, and in which sentence.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from events.reading.features import Told
from events.reading.sentences import Sentence
from events.terms import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

_TOP = 6


@dataclass(frozen=True, slots=True)
class Weights:
    """`of` maps a feature to what it weighs for each kind; `share` to its part of a text's length.

    There is one weight a kind, in the order of `KINDS`, and one for no act. `base` are the scores before anything is
    read; `scale` and `shift` turn the odds of a kind against the rest into a probability (Platt scaling on documents
    that were not learnt from), to which `found` adds what it is worth that the rules are sure of that kind.
    """

    of: dict[str, tuple[float, ...]]
    share: dict[str, float]
    base: tuple[float, ...]
    scale: float
    found: tuple[float, ...]
    shift: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """`likely` is the probability of each kind; `sentences` the ones that speak for it, the strongest first."""

    likely: dict[Kind, float]
    sentences: dict[Kind, tuple[Sentence, ...]]
    reasons: dict[Kind, tuple[str, ...]]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that ship; read once."""
    of: dict[str, tuple[float, ...]] = {}
    share: dict[str, float] = {}
    rows: dict[str, tuple[float, ...]] = {}
    for line in files("events.reading").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines():
        name, *numbers = line.split("\t")
        if name.startswith("="):
            rows[name] = tuple(map(float, numbers))
            continue
        share[name] = float(numbers[0]) ** 2
        if len(numbers) > 1:
            of[name] = tuple(float(n or 0) for n in numbers[1:])
    return Weights(of, share, rows["=base"], rows["=scale"][0], rows["=found"], rows["=shift"])


def judge(sentences: tuple[Told, ...], facts: frozenset[str], found: Mapping[Kind, float]) -> Judged:
    """Weighs a text; `found` says how sure the rules are of the kinds of act that they read in it."""
    learnt = weights()
    features = facts.union(*(t.features for t in sentences))
    length = math.sqrt(sum(learnt.share.get(f, 0.0) for f in features)) or 1.0
    known = [(f, learnt.of[f]) for f in features if f in learnt.of]
    scores = [base + sum(w[place] for _, w in known) / length for place, base in enumerate(learnt.base)]
    likely: dict[Kind, float] = {}
    reasons: dict[Kind, tuple[str, ...]] = {}
    for place, kind in enumerate(KINDS):
        rest = _log_sum([score for i, score in enumerate(scores) if i != place])
        value = learnt.scale * (scores[place] - rest) + learnt.shift[place] + learnt.found[place] * found.get(kind, 0.0)
        likely[kind] = 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
        strongest = sorted(known, key=lambda pair: -abs(pair[1][place]))[:_TOP]
        reasons[kind] = tuple(f"{w[place] / length:+.2f} {f}" for f, w in strongest)
    return Judged(likely, {kind: _strongest(sentences, learnt, place) for place, kind in enumerate(KINDS)}, reasons)


def _log_sum(scores: list[float]) -> float:
    most = max(scores)
    return most + math.log(sum(math.exp(score - most) for score in scores))


def _strongest(sentences: tuple[Told, ...], learnt: Weights, place: int) -> tuple[Sentence, ...]:
    """The sentences by what speaks for a kind in them, a longer one no better for its length alone."""

    def weight(one: Told) -> float:
        worth = sum(learnt.of[f][place] for f in one.features if f in learnt.of)
        return worth / math.sqrt(len(one.features) + 20)

    return tuple(one.sentence for one in sorted(sentences, key=weight, reverse=True))
