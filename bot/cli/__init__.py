"""The command line: one file a command, each loading no more than it needs."""
