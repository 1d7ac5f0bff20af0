"""Learns the reader's weights from tests/corpus/tuned and tests/golden/reading: `python -m tests.learning`.

Never from tests/corpus/held, nor from the development data beside the checkout. Every document is judged once by
weights that were learnt without the documents of its author; on those judgements the probabilities are calibrated, and
their figures are printed.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading.judgement import KINDS, SURE
from events.reading.reader import LEAST_LIKELY, signs
from events.terms import Kind
from tests.score.counting import document_of

HERE = Path(__file__).resolve().parents[1]
WEIGHTS = HERE.parent / "events" / "reading" / "weights.tsv"

STRENGTH = 20.0
"""Inverse of the regularisation; from 5 to 60 the figures hardly change."""

LEAST_TIMES = 2
MOST_FEATURES = 30_000
FOLDS = 5

BARE = 0.5
"""What a text counts for that is learnt from once more without its day and address, as it stands in a file."""

NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One document: who wrote it, its features, how sure the rules are of which kinds, and the kinds of its labels.

    `share` is what it counts for: less than one where the same text is also there in another shape.
    """

    author: str
    features: frozenset[str]
    found: dict[Kind, float]
    kinds: frozenset[str]
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    names: list[str]
    share: NDArray[np.float64]
    weights: NDArray[np.float64]
    base: NDArray[np.float64]

    def scores(self, samples: Sequence[Sample]) -> NDArray[np.float64]:
        place = {name: i for i, name in enumerate(self.names)}
        made = np.tile(self.base, (len(samples), 1))
        for row, sample in enumerate(samples):
            known = [place[f] for f in sample.features if f in place]
            length = float(np.sqrt(np.sum(self.share[known] ** 2))) or 1.0
            made[row] += self.weights[:, known].sum(axis=1) / length
        return log_odds(made)


def log_odds(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each kind against all the rest, from the scores of the kinds and of none (the last column)."""
    whole = np.exp(scores - scores.max(axis=1, keepdims=True))
    share = np.clip(whole / whole.sum(axis=1, keepdims=True), 1e-9, 1 - 1e-9)[:, :-1]
    return np.asarray(np.log(share / (1 - share)))


def samples(catalog: Catalog, corpus: Path) -> list[Sample]:
    made = []
    for path in sorted((corpus / "corpus" / "tuned").glob("*.jsonl")):
        for line in path.read_bytes().splitlines():
            if line.strip():
                row = msgspec.json.decode(line)
                document = document_of(row)
                bare = msgspec.structs.replace(document, published_at=None, url="")
                made.append(_sample(catalog, path.stem, document, row["events"]))
                made.append(replace(_sample(catalog, path.stem, bare, row["events"]), share=BARE))
    for path in sorted((corpus / "golden" / "reading").glob("*.json")):
        row = msgspec.json.decode(path.read_bytes())
        made.append(_sample(catalog, "golden", msgspec.convert(row["document"], Document), row["events"]))
    return made


def _sample(catalog: Catalog, author: str, document: Document, events: Sequence[dict[str, Any]]) -> Sample:
    features, found = signs(document, catalog)
    kinds = frozenset(str(event["kind"]) for event in events)
    return Sample(author=author, features=features, found=found, kinds=kinds)


def learn(train: Sequence[Sample]) -> Model:
    """A regularised softmax over the kinds and none, of features that occur at least twice, weighted by rarity."""
    vectorizer = DictVectorizer(dtype=np.float64)
    matrix = vectorizer.fit_transform([dict.fromkeys(s.features, 1.0) for s in train])
    # A text in two shapes is one text: what stands in no other is still rare.
    whole = np.array([s.share == 1.0 for s in train])
    times = np.asarray((matrix[whole] > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(times >= LEAST_TIMES)
    share = np.log(whole.sum() / times[kept])
    names = [str(n) for n in np.asarray(vectorizer.get_feature_names_out())[kept]]
    scaled = normalize(csr_matrix(matrix[:, kept].multiply(share)))
    # A document of two kinds counts once for each of them.
    rows = [(i, kind) for i, sample in enumerate(train) for kind in (sorted(sample.kinds) or [NONE])]
    one = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000, random_state=1)
    one.fit(scaled[[i for i, _ in rows]], [kind for _, kind in rows], sample_weight=[train[i].share for i, _ in rows])
    order = [list(one.classes_).index(kind) for kind in (*KINDS, NONE)]
    weights, base = one.coef_[order] * share, one.intercept_[order]
    return _lean(Model(names=names, share=share, weights=weights, base=base))


def _lean(model: Model) -> Model:
    """Only the features that weigh most keep their weights; the others still count in a text's length."""
    most = np.abs(model.weights).max(axis=0)
    if len(most) <= MOST_FEATURES:
        return model
    least = np.sort(most)[-MOST_FEATURES]
    return Model(
        names=model.names, share=model.share, weights=np.where(most >= least, model.weights, 0.0), base=model.base
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Platt scaling: the probability is the logistic of scale x score + shift of the kind (+ found of the kind), and a
    step more for each of `SURE` that the rules are surer than."""

    scale: float
    shift: NDArray[np.float64]
    found: NDArray[np.float64]
    steps: NDArray[np.float64]

    def likely(self, scores: NDArray[np.float64], found: NDArray[np.float64]) -> NDArray[np.float64]:
        stepped = (found[..., None] > np.array(SURE)) @ self.steps
        return np.asarray(1 / (1 + np.exp(-(self.scale * scores + self.shift + self.found * found + stepped))))


def calibrate(scores: NDArray[np.float64], found: NDArray[np.float64], right: NDArray[np.float64]) -> Calibration:
    rows, kinds = scores.shape
    kind = np.tile(np.eye(kinds), (rows, 1))
    told = found.reshape(-1, 1)
    x = np.hstack([scores.reshape(-1, 1), kind, kind * told, (told > np.array(SURE)).astype(float)])
    one = LogisticRegression(C=2.0, fit_intercept=False, max_iter=2000).fit(x, right.reshape(-1))
    given = one.coef_[0]
    return Calibration(
        scale=float(given[0]),
        shift=given[1 : 1 + kinds],
        found=given[1 + kinds : 1 + 2 * kinds],
        steps=given[-len(SURE) :],
    )


def by_rules(samples_: Sequence[Sample]) -> NDArray[np.float64]:
    return np.array([[s.found.get(kind, 0.0) for kind in KINDS] for s in samples_])


def labelled(samples_: Sequence[Sample]) -> NDArray[np.float64]:
    return np.array([[float(kind in s.kinds) for kind in KINDS] for s in samples_])


def out_of_fold(all_: Sequence[Sample]) -> tuple[list[Sample], NDArray[np.float64]]:
    """Every document of the corpus scored by what was learnt from other authors, in a few folds of authors."""
    own = [s for s in all_ if s.author != "golden"]
    golden = [s for s in all_ if s.author == "golden"]
    folds = GroupKFold(FOLDS).split(own, groups=[s.author for s in own])
    order: list[Sample] = []
    scores = []
    for train, test in folds:
        asked = [own[i] for i in test if own[i].share == 1.0]
        scores.append(learn([*(own[i] for i in train), *golden]).scores(asked))
        order += asked
    return order, np.vstack(scores)


def show(likely: NDArray[np.float64], right: NDArray[np.float64]) -> None:
    irrelevant = right.sum(axis=1) == 0
    for bar in (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
        said = (likely >= bar).astype(float)
        hits = float((said * right).sum())
        alarms = float((said.sum(axis=1)[irrelevant] > 0).mean())
        precision, recall = hits / max(1.0, float(said.sum())), hits / float(right.sum())
        print(
            f"  bar {bar:.2f}: F1 {_f1(said, right):.3f}  precision {precision:.2f}  recall {recall:.2f}  "
            f"alarms {alarms:.3f}"
        )
    for place, kind in enumerate(KINDS):
        print(f"  {kind:<12} F1 {_f1((likely[:, place] >= LEAST_LIKELY).astype(float), right[:, place]):.3f}")


def _f1(said: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    return 2 * float((said * right).sum()) / max(1.0, float(said.sum() + right.sum()))


def write(model: Model, calibration: Calibration, path: Path) -> None:
    def row(name: str, numbers: Sequence[float]) -> str:
        return "\t".join([name, *(f"{n:.4f}" for n in numbers)])

    lines = [
        row("=base", list(model.base)),
        row("=scale", [calibration.scale]),
        row("=shift", list(calibration.shift)),
        row("=found", list(calibration.found)),
        row("=steps", list(calibration.steps)),
    ]
    for place, name in enumerate(model.names):
        given = model.weights[:, place]
        numbers = [f"{n:.2f}".replace("0.", ".", 1) if abs(n) >= 0.005 else "" for n in given] if given.any() else []
        lines.append("\t".join([name, f"{model.share[place]:.2f}", *numbers]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.learning", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="print the figures and write nothing")
    parser.add_argument("--also", type=Path, help="a further folder laid out as tests/ is")
    asked = parser.parse_args()
    catalog = load_catalog()
    every = [s for folder in (HERE, *([asked.also] if asked.also else [])) for s in samples(catalog, folder)]
    own, scores = out_of_fold(every)
    found, right = by_rules(own), labelled(own)
    calibration = calibrate(scores, found, right)
    print(f"{len(every)} documents, {len(own)} of them judged by what was learnt from other authors:")
    show(calibration.likely(scores, found), right)
    if not asked.dry_run:
        model = learn(every)
        write(model, calibration, WEIGHTS)
        print(f"{WEIGHTS.name}: {len(model.names)} features, {WEIGHTS.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
