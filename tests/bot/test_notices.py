"""The editors hear of a source once when it is in trouble and once when it is well, over a Bot API that misbehaves."""

from datetime import timedelta

import pytest

from bot.notices import Notices
from bot.pacer import Pacer
from bot.sandbox import people
from bot.sandbox.faults import Fault, FaultKind
from events.sources.protocol import SourceSpec
from store import notices as kept
from store import subscribers, waiting
from store.record import Read, record
from store.sources import SourceState, save_source_state
from tests.bot.commands.happenings import doubtful, report
from tests.bot.conftest import House
from tests.store.asking import rows

LAB = SourceSpec(id="lab", kind="feed", url="https://lab.test/feed?key=s", every_seconds=900, trust="provider")
LOGIN = "lab gave a login or robot-check page instead of a feed: open its address in a browser, then correct it"


def notices(house: House, *editors: int, specs: tuple[SourceSpec, ...] = (LAB,)) -> Notices:
    for editor in editors:
        if editor not in house.sandbox.world.users:
            house.sandbox.world.add_user(f"Editor {editor}", user_id=editor)
            house.sandbox.world.chats[editor].started = True
    return Notices(house.record, house.bot, _paced(house), house.clock, frozenset(editors), specs)


def _paced(house: House) -> Pacer:
    """A pacer on the clock of the test."""

    async def sleep(wait: float) -> None:
        later(house, seconds=wait + 0.001)  # a moment too small for a clock would be waited for without end

    return Pacer(now=lambda: house.clock.now().timestamp(), sleep=sleep)


def stands(house: House, *, heard_minutes_ago: float | None = 0, source: str = "lab", **more: object) -> None:
    now = house.clock.now()
    heard = None if heard_minutes_ago is None else now - timedelta(minutes=heard_minutes_ago)
    state = SourceState(source_id=source, cursor="", last_attempt_at=now, last_success_at=heard, **more)  # type: ignore[arg-type]
    save_source_state(house.record.database, state)


def later(house: House, **span: float) -> None:
    house.clock.set(house.clock.now() + timedelta(**span))


def texts(house: House, editor: int) -> list[str]:
    return [message.body.text for message in house.chat(editor)]


async def test_a_suspect_source_is_told_once_and_once_that_it_is_well(house: House) -> None:
    told = notices(house, 1, 2)
    stands(house, suspect=LOGIN)
    assert await told.round() == 2
    assert await told.round() == 0
    for editor in (1, 2):
        assert texts(house, editor) == [
            (
                "Source lab gave an answer that is not believed\n"
                f"Seen: {LOGIN}\n"
                "Nothing was taken from it, and nothing that it said before is forgotten. It is asked again as usual.\n"
                "To do: open https://lab.test/feed in a browser. If it has moved or changed its shape, correct or "
                "remove the source; otherwise wait."
            )
        ]
    later(house, minutes=15)
    stands(house, heard_minutes_ago=15, suspect="another reason")
    assert await told.round() == 0
    later(house, minutes=15)
    stands(house)
    assert await told.round() == 2
    assert texts(house, 1)[1] == (
        "Source lab is well again\nWhat it says is taken as before. It answered at 22:30 on 12 June 2026 UTC."
    )
    later(house, minutes=15)
    stands(house, suspect=LOGIN)
    assert await told.round() == 2


async def test_a_silent_source_is_told_after_twice_its_interval_in_the_editors_own_time(house: House) -> None:
    told = notices(house, 1)
    who = house.subscribe(1)
    subscribers.set_contact(house.record.database, who, zone="Asia/Riyadh")
    stands(house, heard_minutes_ago=29, failures=1, last_error="https://lab.test/feed answered 500: …")
    assert await told.round() == 0
    later(house, minutes=2)
    assert await told.round() == 1
    (text,) = texts(house, 1)
    assert text.startswith("Source lab is silent\nSeen: https://lab.test/feed answered 500: …\n")
    assert "It was not heard since 00:31 on 13 June 2026 in Riyadh, and should be every 15 min." in text
    later(house, hours=5)
    stands(house, heard_minutes_ago=400, suspect=LOGIN)  # the same episode goes on, by another name
    assert await told.round() == 0


async def test_a_source_that_was_merely_not_checked_is_no_trouble(house: House) -> None:
    told = notices(house, 1)
    assert await told.round() == 0
    stands(house, heard_minutes_ago=10_000)  # the service was down for a week
    assert await told.round() == 0
    stands(house, heard_minutes_ago=None, failures=2, last_error="no answer")
    assert await told.round() == 0
    stands(house, heard_minutes_ago=None, failures=3, last_error="no answer")
    assert await told.round() == 1
    assert "not heard so far" in texts(house, 1)[0]


async def test_a_source_that_robots_txt_forbids_is_told(house: House) -> None:
    told = notices(house, 1)
    stands(house, failures=1, refused="robots", last_error="https://lab.test/feed may not be read by programs")
    assert await told.round() == 1
    (text,) = texts(house, 1)
    assert text.startswith("Source lab may not be read any more\n")
    assert 'robots = "api"' in text


async def test_many_sources_in_trouble_at_once_come_as_few_messages(house: House) -> None:
    specs = tuple(
        SourceSpec(id=f"s{n}", kind="feed", url="https://x.test/", every_seconds=900, trust="reported")
        for n in range(20)
    )
    told = notices(house, 1, specs=specs)
    for spec in specs:
        stands(house, source=spec.id, suspect="<b>odd</b> & empty")
    assert await told.round() == 3
    assert all("<b>odd</b> & empty" in text for text in texts(house, 1))


async def test_without_editors_nothing_is_queued(house: House) -> None:
    stands(house, suspect=LOGIN)
    assert await notices(house).round() == 0
    assert rows(house.record.database, "SELECT count(*) FROM editor_notices")[0][0] == 0


async def test_a_source_that_flickers_is_told_a_few_times_a_day(house: House) -> None:
    told = notices(house, 1)
    for _ in range(48):
        stands(house, suspect=LOGIN)
        await told.round()
        later(house, minutes=8)
        stands(house)
        await told.round()
        later(house, minutes=7)
    assert 4 <= len(texts(house, 1)) <= 10


async def test_a_source_that_is_no_longer_listed_ends_its_episode_in_silence(house: House) -> None:
    stands(house, suspect=LOGIN)
    await notices(house, 1).round()
    assert await notices(house, 1, specs=()).round() == 0
    assert kept.open_episodes(house.record.database, house.clock.now()) == {}


@pytest.mark.parametrize("kind", ["cut-after", "502-html", "bad-json"])
async def test_an_answer_that_never_came_is_followed_by_one_repeat_that_says_so(house: House, kind: str) -> None:
    told = notices(house, 1)
    house.sandbox.faults.inject(Fault(kind=FaultKind(kind), method="sendMessage"))
    stands(house, suspect=LOGIN)
    assert await told.round() == 0
    later(house, seconds=60)
    assert await told.round() == 1
    later(house, seconds=600)
    assert await told.round() == 0
    assert texts(house, 1)[-1].endswith("This may have reached you already.")
    assert len(texts(house, 1)) <= 2


async def test_an_editor_who_never_started_the_bot_is_recorded_and_the_others_are_told(house: House) -> None:
    told = notices(house, 1, 2)
    people.block(house.sandbox.world, 1)
    stands(house, suspect=LOGIN)
    assert await told.round() == 1
    calls = len(house.sandbox.world.calls)
    assert await told.round() == 0
    assert len(house.sandbox.world.calls) == calls
    assert rows(house.record.database, "SELECT state FROM editor_notices ORDER BY editor")[0][0] == "dead"


async def test_a_flood_wait_is_kept(house: House) -> None:
    told = notices(house, 1)
    house.sandbox.faults.inject(Fault(kind=FaultKind.FLOOD, method="sendMessage", chat_id=1))
    stands(house, suspect=LOGIN)
    assert await told.round() == 0
    later(house, seconds=60)
    assert await told.round() == 1
    assert "already" not in texts(house, 1)[0]


async def test_what_was_recorded_but_not_sent_before_a_restart_is_sent_after_it(house: House) -> None:
    stands(house, suspect=LOGIN)
    kept.begin(house.record.database, "source:lab", {1: "Source lab gave …"}, house.clock.now())
    kept.lease(house.record.database, (1,), house.clock.now())  # and the process died before it was sent
    kept.abandon(house.record.database, house.clock.now())
    assert await notices(house, 1).round() == 1
    assert texts(house, 1) == ["Source lab gave …\n\nThis may have reached you already."]


def waits(house: House, number: int) -> None:
    unsure = Read(document=report(number), findings=(doubtful(),), reader="1")
    record(house.record.live, house.record.catalog, [unsure], house.clock.now())


async def test_that_findings_wait_is_told_once_until_the_queue_is_empty(house: House) -> None:
    told = notices(house, 1)
    waits(house, 1)
    assert await told.round() == 1
    assert texts(house, 1) == [
        "1 finding waits for an editor\n/queue lists what waits, oldest first, with the words that prove it."
    ]
    waits(house, 2)
    assert await told.round() == 0
    for found in waiting.queue(house.record.database):
        with house.record.database.transaction() as connection:
            waiting.close(connection, found.finding_id, "rejected", house.clock.now())
    later(house, minutes=1)
    assert await told.round() == 0
    waits(house, 3)
    assert await told.round() == 1
