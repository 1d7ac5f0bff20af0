"""Delivery: lease what is due, render it, send it at the pacer's pace, and settle it by what Telegram said."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog
from aiogram import Bot

from bot.clock import Clock
from bot.opening import Record
from bot.pacer import Pacer
from bot.render import alert as alerts
from bot.render import parcel as parcels
from bot.render.message import Message
from bot.render.view import View
from bot.telegram import is_there, send
from events.growth import grown
from events.roll import Subscriber
from store import outbox
from store.subscribers import contact
from store.verdicts import Delivered, TryLater

log = structlog.get_logger()

OUTAGE_SECONDS = 30.0
UNRENDERED = "Something that you watch has changed, but the message could not be shown. Send /now for the details."


class Delivery:
    """Sends what the outbox hands out, at most eight messages at a time; one delivery works on a database at a time."""

    def __init__(self, record: Record, bot: Bot, pacer: Pacer, clock: Clock, new_id: Callable[[], str]) -> None:
        self.record = record
        self.bot = bot
        self.pacer = pacer
        self.clock = clock
        self.new_id = new_id
        self.stopping = False

    async def round(self) -> int:
        """Send everything that is due by now; how many messages were delivered.

        Sends overlap: while one answer is awaited the next parcel goes out. Ends when nothing is due or in flight.
        """
        delivered = 0
        flying: dict[asyncio.Task[bool], str] = {}
        while True:
            room = 0 if self.stopping else outbox.IN_FLIGHT_MAX - len(flying)
            leased = await asyncio.to_thread(
                outbox.lease,
                self.record.database,
                self.clock.now(),
                new_id=self.new_id,
                limit=room,
                in_hand=frozenset(flying.values()),
            )
            flying |= {asyncio.create_task(self._deliver(parcel)): parcel.id for parcel in leased}
            if not flying:
                return delivered
            done, _ = await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del flying[task]
                if error := task.exception():  # one message must neither stop nor orphan the others
                    log.error("a message failed", error=type(error).__name__)
                else:
                    delivered += task.result()

    async def _deliver(self, parcel: outbox.Parcel) -> bool:
        try:
            message = await asyncio.to_thread(self._message, parcel)
        except Exception as error:  # noqa: BLE001  # a named loop: what cannot be shown is told all the same
            log.error("cannot be rendered", parcel=parcel.id, error=type(error).__name__)
            message = Message(UNRENDERED)
        chat_id = parcel.contact.chat_id
        await self.pacer.turn(chat_id)
        now = self.clock.now()
        if await asyncio.to_thread(contact, self.record.database, parcel.subscriber) is None:
            unsent = TryLater(until=now, reason="they were forgotten")
            await asyncio.to_thread(outbox.settle, self.record.database, parcel, unsent, now)
            return False
        if now >= parcel.leased_until:  # it waited too long for its turn, and was certainly not sent
            unsent = TryLater(until=now, reason="the lease ran out before its turn came")
            await asyncio.to_thread(outbox.settle, self.record.database, parcel, unsent, now)
            return False
        if parcel.is_repeat and not await is_there(self.bot):  # the one repeat is not spent on an outage
            unsent = TryLater(until=now + timedelta(seconds=OUTAGE_SECONDS), reason="the Bot API does not answer")
            await asyncio.to_thread(outbox.settle, self.record.database, parcel, unsent, now)
            return False
        answer = await send(self.bot, chat_id, message, now)
        if answer.pause_seconds:
            self.pacer.refused(chat_id, answer.pause_seconds, everybody=answer.everybody)
        settled = await asyncio.to_thread(
            outbox.settle, self.record.database, parcel, answer.verdict, self.clock.now(), text=message.html
        )
        is_delivered = isinstance(answer.verdict, Delivered)
        if not is_delivered:
            log.warning("not delivered", parcel=parcel.id, state=settled.state, reason=settled.reason)
        return is_delivered

    def _message(self, parcel: outbox.Parcel) -> Message:
        with self.record.live.reading() as memory:
            view = View(
                state=memory.state,
                subscriber=memory.roll.subscribers.get(parcel.subscriber) or Subscriber(id=parcel.subscriber),
                zone=parcel.contact.zone,
                catalog=grown(self.record.catalog, memory.state),
                now=self.clock.now(),
                free_words=parcel.contact.words,
            )
            items = tuple(
                parcels.Told(memory.state.world[a.event_id], a.touch)
                for a in parcel.alerts
                if a.event_id in memory.state.world
            )
            told = parcels.Parcel(items=items, alert=parcel.alerts[0].id, is_repeat=parcel.is_repeat)
            if parcel.is_plain or not items:
                return alerts.fallback_plain(told, view)
            return alerts.alert_message(told, view)
