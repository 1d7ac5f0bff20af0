"""How well the reader reads the labelled corpus: `python -m tests.score`."""
