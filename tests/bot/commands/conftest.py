"""A desk over a database of its own, and a chat that can write to it and press its buttons."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.answering import answer
from bot.commands.desk import Desk
from bot.commands.request import Answer, Edit, Request, Toast
from bot.render.html import plain
from bot.render.message import Button, Message
from bot.render.stale import Health
from bot.sandbox.entities import parse_html
from events.catalog import Catalog, load_catalog
from events.vocabulary import World
from store.database import open_database
from store.live import Live
from store.log import Draft
from store.outbox import lease, settle
from store.planner import Planner
from store.record import add
from store.verdicts import Delivered

NOW = datetime(2026, 6, 12, 22, 0, tzinfo=UTC)
EDNA, EDOUARD = 710000071, 720000072  # the editors


@dataclass
class Clock:
    at: datetime = NOW


@dataclass
class Person:
    """Somebody in a chat: `says` and `taps` give the answers; `screen` is what the last message of ours shows."""

    desk: Desk
    clock: Clock
    chat_id: int
    may_change: bool = True
    is_private: bool = True
    message: Message | Edit | None = None
    seen: list[Answer] = field(default_factory=list)

    def says(self, text: str, *, reply_to: int | None = None) -> list[Answer]:
        command, rest = "", text
        if text.startswith("/"):
            head, _, rest = text[1:].partition(" ")
            command = head
        return self._ask(command=command, text=rest, reply_to=reply_to)

    def taps(self, label: str) -> list[Answer]:
        return self.sends(self.button(label).data)

    def sends(self, data: str) -> list[Answer]:
        return self._ask(data=data)

    def button(self, label: str) -> Button:
        assert self.message is not None
        buttons = [b for row in self.message.buttons for b in row]
        return next(b for b in buttons if label in b.text)

    @property
    def screen(self) -> str:
        assert self.message is not None
        return plain(self.message.html)

    @property
    def toast(self) -> str:
        return next((a.text for a in self.seen if isinstance(a, Toast)), "")

    @property
    def watches(self) -> tuple[str, ...]:
        with self.desk.view(self.chat_id, self.clock.at) as view:
            return view.subscriber.watches

    @property
    def country(self) -> str:
        with self.desk.view(self.chat_id, self.clock.at) as view:
            return view.country

    def _ask(self, **wish: object) -> list[Answer]:
        request = Request(
            chat_id=self.chat_id,
            now=self.clock.at,
            may_change=self.may_change,
            is_private=self.is_private,
            **wish,  # type: ignore[arg-type]
        )
        self.seen = answer(request, self.desk)
        for said in self.seen:
            if isinstance(said, Message | Edit):
                check(said)
                self.message = said
            else:
                assert len(said.text) <= 200
        return self.seen


def check(said: Message | Edit) -> None:
    """What Telegram would refuse is refused here: markup, length, buttons."""
    seen, _ = parse_html(said.html)
    assert seen.strip()
    assert len(seen.encode("utf-16-le")) // 2 <= 4096
    buttons = [b for row in said.buttons for b in row]
    assert len(buttons) <= 100
    assert all(b.text.strip() and 1 <= len(b.data.encode()) <= 64 for b in buttons)
    assert sum(len(b.text.encode()) + len(b.data.encode()) + 40 for b in buttons) < 10_000


@dataclass
class Office:
    """The desk with all that stands behind it: `happen` records events, `deliver` tells whom they concern."""

    desk: Desk
    clock: Clock
    live: Live
    catalog: Catalog
    health: list[Health]
    planner: Planner
    numbers: "itertools.count[int]"

    def person(self, chat_id: int, *, may_change: bool = True, is_private: bool = True) -> Person:
        return Person(self.desk, self.clock, chat_id, may_change, is_private)

    def happen(self, *events: World) -> None:
        add(self.live, [Draft(event=event) for event in events], self.clock.at)

    def deliver(self) -> list[tuple[int, int]]:
        """(chat, message id) of each message that went out."""
        self.planner.plan(self.clock.at)
        self.clock.at += timedelta(hours=1)
        sent = []
        while parcels := lease(self.live.database, self.clock.at, new_id=lambda: f"pa-{next(self.numbers)}"):
            for parcel in parcels:
                message_id = 1000 + next(self.numbers)
                settle(self.live.database, parcel, Delivered(message_id=message_id), self.clock.at, text="x")
                sent.append((parcel.contact.chat_id, message_id))
        return sent


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    database = open_database(f"sqlite:///{tmp_path / 'log.db'}")
    catalog, live, clock, numbers = load_catalog(), Live(database), Clock(), itertools.count(1)
    health: list[Health] = [Health(source="gazette", last_success_at=NOW)]
    desk = Desk(
        live,
        catalog,
        new_id=lambda: f"su-{next(numbers)}",
        new_salt=lambda: b"0123456789abcdef",
        health=lambda _: health,
        now=lambda: clock.at,
        editors=frozenset({EDNA, EDOUARD}),
    )
    planner = Planner(database, catalog)
    planner.plan(clock.at)
    yield Office(desk, clock, live, catalog, health, planner, numbers)
    database.close()


@pytest.fixture
def amal(office: Office) -> Person:
    return office.person(11)


@pytest.fixture
def edna(office: Office) -> Person:
    """An editor."""
    return office.person(EDNA)


@pytest.fixture
def bob(office: Office) -> Person:
    return office.person(22)
