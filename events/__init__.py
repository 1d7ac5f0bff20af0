"""The meaning: what can happen, what a document states, what access follows, whom it touches."""
