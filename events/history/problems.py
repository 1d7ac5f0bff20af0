"""What is wrong with the bundled history, named by file and event."""


class HistoryError(ValueError):
    """A row of the history that is no event, or that contradicts the catalogue or another row.

    `file` and `event` say where (the event's id, or its place in the file where it has none); the message says what
    to mend.
    """

    def __init__(self, file: str, event: str, what: str) -> None:
        self.file = file
        self.event = event
        super().__init__(f"{file}: {event}: {what}" if event else f"{file}: {what}")
