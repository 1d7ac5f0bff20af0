"""What can go wrong in the memory, as one small tree whose messages say in one line what to do.

StoreError
├── StoreNotWritableError   the file or its folder cannot be written, or holds nothing that can be opened
├── StoreLockedError        another process has held the write lock for too long
├── StoreFullError          the disk is full
├── NotADatabaseError       the file is no SQLite database, or is damaged
├── SchemaNewerError        a newer Curbwatch wrote it
├── SchemaOlderError        it waits for `curbwatch migrate`
├── SchemaBrokenError       a table, an index or a guard is missing
├── AppendError
│   ├── VersionConflictError    somebody else appended to the stream first
│   └── ContentConflictError    that id already stands for something else
├── ImportRefusedError      one line of a file is not as it should be; nothing of the file was taken
└── NotFoundError           there is no such thing
"""


class StoreError(RuntimeError):
    """Anything the store cannot do; the message is one line and says what to do next."""


class StoreNotWritableError(StoreError):
    pass


class StoreLockedError(StoreError):
    pass


class StoreFullError(StoreError):
    pass


class NotADatabaseError(StoreError):
    pass


class SchemaNewerError(StoreError):
    pass


class SchemaOlderError(StoreError):
    pass


class SchemaBrokenError(StoreError):
    pass


class AppendError(StoreError):
    pass


class VersionConflictError(AppendError):
    pass


class ContentConflictError(AppendError):
    pass


class ImportRefusedError(StoreError):
    """`line` counts from 1; 0 where no single line is to blame."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class NotFoundError(StoreError):
    pass
