"""The log in memory: the state of the world and the roll of subscribers, rebuilt from the log and nothing else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import get_args

from sqlalchemy import Connection

from events.access import State, evolve
from events.roll import Roll, enrol
from events.vocabulary import CatalogAdopted, Event, RulesAdopted, ServiceEvent
from store import log
from store.database import Database

_OF_THE_SERVICE = frozenset(get_args(ServiceEvent))
"""What says nothing of the world; to ask both folds of every entry would double the time of a long replay."""


@dataclass(slots=True)
class Memory:
    """What the log says up to `position`; `catalog` and `rules` are the versions adopted by then."""

    position: int = 0
    state: State = field(default_factory=State)
    roll: Roll = field(default_factory=Roll)
    catalog: str = ""
    rules: str = ""

    def take(self, position: int, event: Event) -> None:
        """Fold in the entry at this position, the one after the last."""
        if type(event) not in _OF_THE_SERVICE:
            evolve(self.state, event)
        elif isinstance(event, CatalogAdopted):
            self.catalog = event.version
        elif isinstance(event, RulesAdopted):
            self.rules = event.version
        else:
            enrol(self.roll, event)
        self.position = position


def catch_up(memory: Memory, connection: Connection, until: int | None = None) -> Memory:
    """Fold in what was appended since, up to `until` (None: all of it)."""
    for position, event in log.told(connection, memory.position, until):
        memory.take(position, event)
    return memory


class Live:
    """The memory that a process keeps beside its database. One thread at a time has it; what it yields is changed in
    place by later writes, so take out of it what is needed and leave."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._memory = Memory()
        self._lock = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[Memory]:
        """The record as it stands now, whoever wrote it."""
        with self._lock:
            with self.database.reading() as connection:
                self._fold(connection)
            yield self._memory

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Memory]]:
        """A transaction together with the record as it stands in it; where it fails, the memory is rebuilt later."""
        with self._lock:
            try:
                with self.database.transaction() as connection:
                    self._fold(connection)
                    yield connection, self._memory
            except BaseException:
                self._memory = Memory()  # it may hold what was never committed
                raise

    def forget(self) -> None:
        """Drop the memory; the next use folds the log anew."""
        with self._lock:
            self._memory = Memory()

    def _fold(self, connection: Connection) -> None:
        try:
            catch_up(self._memory, connection)
        except BaseException:
            self._memory = Memory()
            raise
