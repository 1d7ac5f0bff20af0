"""How the reader's weights are learnt from labelled documents: `python -m tests.learning`."""
