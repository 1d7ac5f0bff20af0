"""How likely a text is to state an act of each kind, by what was learnt from labelled documents.

A linear model over the features of `features`: every weight can be printed, and `make learn` makes the file of weights
anew from the documents under tests/corpus. The rules of the reader say what an act is about; this says whether there is
one, and in which sentence.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from events.reading.features import Told
from events.reading.sentences import Sentence
from events.terms import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

SURE = (0.6, 0.8, 0.92)
"""How sure the rules may be: barely, by the usual signs, by several of them, by all."""

_REASONS = 6
_SHARE = len(KINDS) + 1


@dataclass(frozen=True, slots=True)
class Weights:
    """`of` maps a feature to one weight a kind, in the order of `KINDS`, one for no act, and the square of its share in
    a text's length.

    `base` are the scores before anything is read; `scale` and `shift` turn the odds of a kind against the rest into a
    probability (Platt scaling on documents that were not learnt from), to which `found` adds what it is worth that the
    rules are sure of that kind, and `steps` what it is worth besides that they are surer than each of `SURE`.
    """

    of: dict[str, tuple[float, ...]]
    base: tuple[float, ...]
    scale: float
    found: tuple[float, ...]
    shift: tuple[float, ...]
    steps: tuple[float, ...]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that ship; read once."""
    return read_weights(files("events.reading").joinpath("weights.tsv").read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """The weights of a file that `tests.learning` wrote: a feature a line, and what begins with `=` of the whole."""
    of: dict[str, tuple[float, ...]] = {}
    rows: dict[str, tuple[float, ...]] = {}
    none = (0.0,) * _SHARE
    for line in text.splitlines():
        name, *numbers = line.split("\t")
        if name.startswith("="):
            rows[name] = tuple(map(float, numbers))
            continue
        share = float(numbers[0]) ** 2
        of[name] = (*(tuple(float(n or 0) for n in numbers[1:]) if len(numbers) > 1 else none), share)
    return Weights(of, rows["=base"], rows["=scale"][0], rows["=found"], rows["=shift"], rows["=steps"])


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's odds, kind by kind, before the rules are heard; `length` is what every weight was divided by."""

    odds: tuple[float, ...]
    length: float
    features: frozenset[str]
    told: tuple[Told, ...]

    def likely(self, found: Mapping[Kind, float]) -> dict[Kind, float]:
        """The probability of each kind; `found` says how sure the rules are of the kinds that they read in the text."""
        learnt = weights()
        return {
            kind: _logistic(learnt.scale * odds + shift + _worth(learnt, extra, found.get(kind, 0.0)))
            for kind, odds, shift, extra in zip(KINDS, self.odds, learnt.shift, learnt.found, strict=True)
        }

    def at_most(self) -> float:
        """The probability of the likeliest kind, whatever the rules will say: their word may also count against it."""
        said = (0.0, *SURE, *(step + 1e-6 for step in SURE), 1.0)
        return max(max(self.likely(dict.fromkeys(KINDS, one)).values()) for one in said)

    def sentences(self, kind: Kind) -> tuple[Sentence, ...]:
        """Those that speak for a kind, the strongest first; a longer one is no better for its length alone."""
        of, place = weights().of, KINDS.index(kind)

        def weight(one: Told) -> float:
            return sum(of[f][place] for f in one.features if f in of) / math.sqrt(len(one.features) + 20)

        return tuple(one.sentence for one in sorted(self.told, key=weight, reverse=True))

    def reasons(self, kind: Kind) -> tuple[str, ...]:
        """The features that weigh most for or against a kind, with what each of them adds to its score."""
        of, place = weights().of, KINDS.index(kind)
        known = sorted((f for f in self.features if f in of), key=lambda f: -abs(of[f][place]))
        return tuple(f"{of[f][place] / self.length:+.2f} {f}" for f in known[:_REASONS])


def weigh(sentences: tuple[Told, ...], facts: frozenset[str], learnt: Weights | None = None) -> Weighed:
    """Weighs a text by the features of its sentences and of the whole; by the weights that ship unless given others."""
    learnt = learnt or weights()
    features = facts.union(*(t.features for t in sentences))
    rows = [row for f in features if (row := learnt.of.get(f)) is not None]
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0.0] * (_SHARE + 1)
    length = math.sqrt(sums[_SHARE]) or 1.0
    scores = [base + part / length for base, part in zip(learnt.base, sums, strict=False)]
    odds = tuple(score - _log_sum(scores[:i] + scores[i + 1 :]) for i, score in enumerate(scores[:-1]))
    return Weighed(odds, length, features, sentences)


def _worth(learnt: Weights, extra: float, sure: float) -> float:
    """What the rules' word for a kind adds to its score."""
    return extra * sure + sum(step for least, step in zip(SURE, learnt.steps, strict=True) if sure > least)


def _log_sum(scores: Sequence[float]) -> float:
    most = max(scores)
    return most + math.log(sum(math.exp(score - most) for score in scores))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
