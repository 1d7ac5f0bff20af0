"""How many documents one core reads: texts of about 2 kB, made of the labelled ones, half of them irrelevant."""

import statistics
import time
from pathlib import Path

import msgspec

from events.catalog import Catalog, load_catalog
from events.document import Document
from events.reading import read
from tests.bench.measuring import ROUNDS, Row
from tests.score.counting import document_of

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "tuned"
BYTES = 2_000
NOTE = "process time of one thread; each text is a labelled one, filled up with others of its language to 2,000 bytes"


def rows(quick: bool) -> list[Row]:
    catalog = load_catalog()
    made = _documents(60 if quick else 600)
    own = [d for d, _ in made]
    filled = [d for _, d in made]
    return [
        Row(what="documents read, as they are (median 0.5 kB)", ours=_a_second(own, catalog), unit="a second"),
        Row(what="documents read, of 2 kB", ours=_a_second(filled, catalog), unit="a second", note=NOTE),
    ]


def _a_second(documents: list[Document], catalog: Catalog) -> float:
    def once() -> float:
        began = time.process_time()
        for document in documents:
            read(document, catalog)
        return len(documents) / (time.process_time() - began)

    once()
    return statistics.median(once() for _ in range(ROUNDS))


def _documents(count: int) -> list[tuple[Document, Document]]:
    """Labelled documents, evenly taken, each with itself filled up."""
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_bytes().splitlines() if line]
    every = [document_of(msgspec.json.decode(line)) for line in lines[:: max(1, len(lines) // count)]][:count]
    by_language: dict[str, list[Document]] = {}
    for document in every:
        by_language.setdefault(document.language[:2], []).append(document)
    made = []
    for place, document in enumerate(every):
        others = by_language[document.language[:2]]
        text = document.text
        while len(text.encode()) < BYTES:
            place += 1  # noqa: PLW2901  # the next one of the language
            text += "\n\n" + others[place % len(others)].text
        made.append((document, msgspec.structs.replace(document, text=text.encode()[:BYTES].decode(errors="ignore"))))
    return made
