"""The pacer, by a clock in the test's hand: how fast messages go out, and who waits for whom."""

from bot.pacer import PER_CHAT_SECONDS, PER_GROUP_SECONDS, PER_SECOND, Pacer


class Hand:
    """A monotonic clock whose sleep moves it on."""

    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


async def test_a_thousand_chats_are_served_at_the_pace_that_telegram_takes() -> None:
    hand = Hand()
    pacer = Pacer(now=hand.now, sleep=hand.sleep)
    for chat in range(1, 1001):
        await pacer.turn(chat)
    took = hand.at - 100.0
    assert 999 / PER_SECOND <= took <= 1001 / PER_SECOND


async def test_one_chat_gets_about_one_message_a_second_and_a_group_twenty_a_minute() -> None:
    for chat, pause in ((7, PER_CHAT_SECONDS), (-7, PER_GROUP_SECONDS)):
        hand = Hand()
        pacer = Pacer(now=hand.now, sleep=hand.sleep)
        for _ in range(4):
            await pacer.turn(chat)
        assert abs(hand.at - 100.0 - 3 * pause) < 0.01


async def test_the_refusal_of_one_chat_holds_up_that_chat_alone() -> None:
    hand = Hand()
    pacer = Pacer(now=hand.now, sleep=hand.sleep)
    pacer.refused(1, 30.0, everybody=False)
    await pacer.turn(2)
    assert hand.at < 101.0
    assert pacer.ready_in(1) > 29.0
    await pacer.turn(1)
    assert hand.at >= 130.0


async def test_a_chat_that_waits_does_not_hold_up_the_next_one() -> None:
    hand = Hand()
    pacer = Pacer(now=hand.now, sleep=hand.sleep)
    await pacer.turn(1)
    reserved = pacer._reserve(1)  # what a waiting task would have done
    assert reserved > 101.0
    await pacer.turn(2)
    assert hand.at < 100.2


async def test_after_a_stall_nothing_is_caught_up_so_no_second_holds_more_than_its_share() -> None:
    hand = Hand()
    pacer = Pacer(now=hand.now, sleep=hand.sleep)
    went = []
    for chat in range(1, 101):
        if chat == 50:
            hand.at += 0.7  # the process stood still
        await pacer.turn(chat)
        went.append(hand.at)
    most = max(sum(at <= other < at + 1.0 for other in went) for at in went)
    assert most <= PER_SECOND + 1


async def test_two_chats_refused_at_once_mean_the_whole_bot() -> None:
    hand = Hand()
    pacer = Pacer(now=hand.now, sleep=hand.sleep)
    pacer.refused(1, 5.0)
    pacer.refused(2, 5.0)
    await pacer.turn(3)
    assert hand.at >= 105.0


async def test_a_refusal_for_the_whole_bot_holds_up_everybody() -> None:
    hand = Hand()
    pacer = Pacer(now=hand.now, sleep=hand.sleep)
    pacer.refused(1, 30.0, everybody=True)
    await pacer.turn(2)
    assert hand.at >= 130.0
