"""An editor's conversation over HTTP, through a server that refuses what Telegram refuses."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.commands.desk import Desk
from bot.commands.menu import set_menu
from bot.commands.request import OUT_OF_DATE
from store import waiting
from store.record import Read, record
from tests.bot.commands.happenings import doubtful, report
from tests.bot.commands.test_router import Phone
from tests.bot.conftest import House

EDITOR, OTHER = 11, 22


@pytest.fixture
async def phone(house: House) -> AsyncIterator[Phone]:
    desk = Desk(
        house.record.live,
        house.record.catalog,
        new_id=house.new_id,
        new_salt=lambda: b"0123456789abcdef",
        health=lambda _: (),
        now=house.clock.now,
        editors=frozenset({EDITOR, 33}),
    )
    house.sandbox.world.add_user("Edna", user_id=EDITOR)
    house.sandbox.world.add_user("Bob", user_id=OTHER)
    async with aiohttp.ClientSession() as session:
        yield Phone(house, desk, session)


def put(phone: Phone, number: int = 1) -> str:
    record_ = phone.house.record
    read = Read(document=report(number), findings=(doubtful(),), reader="1")
    return record(record_.live, record_.catalog, [read], phone.house.clock.now()).waiting[0]


async def test_from_the_list_to_an_alert_in_four_taps(phone: Phone) -> None:
    phone.house.subscribe(OTHER, "anthropic")
    put(phone)
    await phone.writes(EDITOR, "/queue")
    for label in ("1", "Publish", "Yes, publish"):
        await phone.presses(EDITOR, label)
    assert "Published as ev-" in phone.shows(EDITOR)
    assert len(phone.house.chat(EDITOR)) == 1  # everything was edited in place
    assert await phone.house.alert() == 1
    assert phone.shows(OTHER).startswith("You lose Claude Fable 5 now")
    assert await phone.house.pass_time(3600) == 0


async def test_who_is_no_editor_finds_no_such_command_and_no_such_button(phone: Phone) -> None:
    found = put(phone)
    await phone.writes(OTHER, f"/reject {found} x")
    assert phone.shows(OTHER) == "There is no /reject here. /help lists what there is."
    await phone.writes(OTHER, "/watch")
    answer = await phone.presses(OTHER, "", data=f"ep|{found}", forged=True)
    assert answer["text"] == OUT_OF_DATE
    assert waiting.count(phone.house.record.database) == 1


async def test_a_typed_correction_over_several_lines(phone: Phone) -> None:
    found = put(phone)
    await phone.writes(EDITOR, f"/publish {found}\nbarred=SA\nreason: the last sentence")
    assert "with barred put right" in phone.shows(EDITOR)
    await phone.writes(EDITOR, f"/reject {found} too late")
    assert "Already decided by editor-" in phone.shows(EDITOR)
    for command in ("/sources", "/audit", "/help"):
        await phone.writes(EDITOR, command)
    assert "As an editor" in phone.shows(EDITOR)


async def test_an_editor_who_has_written_finds_their_commands_in_the_menu(phone: Phone) -> None:
    await phone.writes(EDITOR, "/help")
    await set_menu(phone.house.bot, frozenset({EDITOR, 33}))
    commands = phone.house.sandbox.world.commands
    by_scope = {scope: {c["command"] for c in told} for scope, told in commands.items()}
    theirs = next(names for scope, names in by_scope.items() if str(EDITOR) in scope)
    assert "queue" in theirs
    assert "now" in theirs
    assert "queue" not in {c.command for c in await phone.house.bot.get_my_commands()}
