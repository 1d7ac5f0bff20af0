"""The same conversations over HTTP, through a server that refuses what Telegram refuses."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.commands.desk import Desk
from bot.commands.menu import set_menu
from bot.commands.request import ADMINS_ONLY, OUT_OF_DATE
from bot.commands.router import handle_update
from bot.sandbox.world import ANONYMOUS_ADMIN_ID, Message
from tests.bot.conftest import House, order

WANTED = ["message", "callback_query", "channel_post", "my_chat_member"]


@dataclass
class Phone:
    """Writes and presses as a person does; after each the bot has handled every update."""

    house: House
    desk: Desk
    session: aiohttp.ClientSession

    async def tell(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"{self.house.sandbox.url}/control/{path}", json=body) as response:
            told = await response.json()
            assert response.status == 200, told
            return told

    async def handle(self) -> None:
        updates = await self.house.bot.get_updates(timeout=0, allowed_updates=WANTED)
        for update in updates:
            await handle_update(update, self.house.bot, self.desk)
        if updates:
            await self.house.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)

    async def writes(self, user: int, text: str, **more: Any) -> None:
        await self.tell(f"users/{user}/messages", text=text, **more)
        await self.handle()

    async def presses(self, user: int, label: str, chat_id: int | None = None, **more: Any) -> dict[str, Any]:
        chat = chat_id or user
        held = self.last(chat)
        wanted = more or {"text": self._button(held, label)}
        query = await self.tell(f"users/{user}/presses", chat_id=chat, message_id=held.message_id, **wanted)
        await self.handle()
        answered = self.house.sandbox.world.callbacks[query["query_id"]]
        assert answered.answered, "a press that is not answered hangs on the phone"
        return answered.answer or {}

    def last(self, chat: int) -> Message:
        return self.house.chat(chat)[-1]

    def shows(self, chat: int) -> str:
        return self.last(chat).body.text

    def _button(self, held: Message, label: str) -> str:
        buttons = [b for row in (held.markup or {}).get("inline_keyboard", []) for b in row]
        return next(str(b["text"]) for b in buttons if label in b["text"])


@pytest.fixture
async def phone(house: House) -> AsyncIterator[Phone]:
    desk = Desk(
        house.record.live,
        house.record.catalog,
        new_id=house.new_id,
        new_salt=lambda: b"0123456789abcdef",
        health=lambda _: (),
        now=house.clock.now,
    )
    house.sandbox.world.add_user("Amal", user_id=11)
    house.sandbox.world.add_user("Bob", user_id=22)
    async with aiohttp.ClientSession() as session:
        yield Phone(house, desk, session)


async def test_from_start_to_what_is_in_force_in_three_taps(phone: Phone) -> None:
    phone.house.tell(order())
    await phone.writes(11, "/start")
    await phone.presses(11, "Saudi Arabia")
    answer = await phone.presses(11, "Anthropic")
    assert answer["text"] == "You watch Anthropic"
    await phone.presses(11, "Done")
    assert phone.shows(11).startswith("Barred or off for you: Claude Fable 5")
    assert len(phone.house.chat(11)) == 2  # the keyboard was edited in place
    await phone.writes(11, "/now")
    assert phone.shows(11).startswith("Barred or off for you: Claude Fable 5")


async def test_the_buttons_under_an_alert_leave_it_as_it_is(phone: Phone) -> None:
    phone.house.subscribe(11, "anthropic")
    phone.house.tell(order())
    assert await phone.house.alert() == 1
    alert = phone.last(11)
    assert alert.body.text.startswith("You lose Claude Fable 5 now")
    for label, said in (
        ("Why me", "Why you were told"),
        ("Timeline", "Timeline of"),
        ("Wrong?", "Is something wrong?"),
    ):
        query = await phone.tell("users/11/presses", message_id=alert.message_id, text=phone._button(alert, label))
        await phone.handle()
        assert phone.house.sandbox.world.callbacks[query["query_id"]].answered
        assert phone.shows(11).startswith(said)
    assert alert.edits == []
    await phone.writes(11, "/why", reply_to=alert.message_id)
    assert "delivered" in phone.shows(11)


async def test_pages_turn_in_place_and_the_same_page_twice_is_no_error(phone: Phone) -> None:
    phone.house.tell(*(order(f"ev-{n}") for n in range(9)))
    await phone.writes(11, "/timeline Anthropic")
    held = phone.last(11)
    await phone.presses(11, "Older")
    await phone.presses(11, "", data="t|anthropic|1|", forged=True)
    assert len(held.edits) == 1
    assert "page 2 of 2" in phone.shows(11)


async def test_a_forged_press_is_answered_with_a_kind_word(phone: Phone) -> None:
    await phone.writes(11, "/start")
    answer = await phone.presses(11, "", data="al-somebody-elses", forged=True)
    assert answer["text"] == OUT_OF_DATE


async def test_in_a_group_members_look_and_admins_change(phone: Phone) -> None:
    group = -100
    phone.house.sandbox.world.add_chat("group", "Team", chat_id=group, members={11: "administrator", 22: "member"})
    await phone.writes(22, "/watch Anthropic", chat_id=group)
    assert phone.shows(group) == ADMINS_ONLY
    await phone.writes(11, "/where SA", chat_id=group)
    await phone.writes(11, "/watch Anthropic", chat_id=group)
    assert "You now watch Anthropic." in phone.shows(group)
    await phone.writes(11, "/watch", chat_id=group)
    answer = await phone.presses(22, "OpenAI", chat_id=group)
    assert answer["text"] == ADMINS_ONLY
    await phone.writes(22, "/watches", chat_id=group)
    assert "Anthropic" in phone.shows(group)
    assert "OpenAI" not in phone.shows(group)


async def test_an_anonymous_admin_speaks_for_the_chat_and_a_linked_channel_does_not(phone: Phone) -> None:
    group, channel = -1_000_000_000_901, -1_000_000_000_902
    world = phone.house.sandbox.world
    world.add_chat("supergroup", "Team", chat_id=group, members={11: "administrator", 22: "member"})
    world.add_chat("channel", "News", chat_id=channel, members={22: "administrator"})
    await phone.writes(11, "/watch Anthropic", chat_id=group, anonymous=True)
    assert "You now watch Anthropic." in phone.shows(group)
    assert world.messages[group][phone.last(group).reply_to or 0].sender_id == ANONYMOUS_ADMIN_ID
    await phone.writes(22, "/unwatch Anthropic", chat_id=group, as_channel_id=channel)
    assert phone.shows(group) == ADMINS_ONLY


async def test_a_command_to_another_bot_is_left_to_it(phone: Phone) -> None:
    group = -100
    phone.house.sandbox.world.add_chat("group", "Team", chat_id=group, members={11: "administrator"})
    await phone.writes(11, "/now@some_other_bot", chat_id=group)
    assert phone.house.chat(group) == []
    me = (await phone.house.bot.me()).username
    await phone.writes(11, f"/now@{me}", chat_id=group)
    assert len(phone.house.chat(group)) == 1


async def test_whoever_blocks_the_bot_before_its_answer_stops_nothing(phone: Phone) -> None:
    await phone.writes(11, "/start")
    await phone.tell("users/11/messages", text="/now")
    await phone.tell("users/11/block")
    await phone.handle()
    await phone.writes(22, "/now")
    assert "You watch nothing yet" in phone.shows(22)


@pytest.mark.parametrize("text", ["<b>", "&amp;", "💥" * 2000, "/watch <i>&\u202e", "a" * 4096, "/now \u0000x"])
async def test_any_text_gets_an_answer_that_the_server_takes(phone: Phone, text: str) -> None:
    await phone.writes(11, text)
    assert len(phone.house.chat(11)) == 1


async def test_the_menu_is_told_to_telegram(phone: Phone) -> None:
    await set_menu(phone.house.bot)
    assert "now" in [command.command for command in await phone.house.bot.get_my_commands()]
