"""The memory: the log, what is derived from it, and whom to tell."""
