"""Which errors are named failures, to be told in a line, and which are faults of the program, to be raised."""


class CommandError(Exception):
    """A command could not do what it was asked; the message is one line that says what to do."""


class UsageError(CommandError):
    """The command was called with words it cannot mean; it ends with 2 instead of 1."""


_NAMED_TREES = frozenset(
    {
        "CommandError",
        "SettingsError",
        "StoreError",
        "CatalogError",
        "HistoryError",
        "SourcesError",
        "SourcesFileError",
        "PredicateError",
        "TermError",
        "CodecError",
    }
)
"""Roots of the error trees of the rooms, by name: naming them imports none of the rooms."""


def failure_of(error: BaseException) -> list[str] | None:
    """The lines to print for a named failure, or None where the error is a fault of the program."""
    if any(kind.__name__ in _NAMED_TREES for kind in type(error).__mro__):
        return [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return None


def exit_code_of(error: BaseException) -> int:
    """2 for wrong usage, 1 for every other named failure."""
    return 2 if isinstance(error, UsageError) else 1
