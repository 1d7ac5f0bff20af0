"""Delivery: lease what is due, render it, send it at the pacer's pace, and settle it by what Telegram said."""

import asyncio
from collections.abc import Callable

import structlog
from aiogram import Bot

from bot.clock import Clock
from bot.opening import Record
from bot.pacer import Pacer
from bot.render import alert as alerts
from bot.render import parcel as parcels
from bot.render.message import Message
from bot.render.view import View
from bot.telegram import send
from store import outbox
from store.verdicts import Delivered, TryLater

log = structlog.get_logger()


class Delivery:
    """Sends what the outbox hands out, at most eight messages at a time; one delivery works on a database at a time."""

    def __init__(self, record: Record, bot: Bot, pacer: Pacer, clock: Clock, new_id: Callable[[], str]) -> None:
        self.record = record
        self.bot = bot
        self.pacer = pacer
        self.clock = clock
        self.new_id = new_id

    async def round(self) -> int:
        """Send everything that is due by now; how many messages were delivered.

        Sends overlap: while one answer is awaited the next parcel goes out. Ends when nothing is due or in flight.
        """
        delivered = 0
        flying: set[asyncio.Task[bool]] = set()
        while True:
            room = outbox.IN_FLIGHT_MAX - len(flying)
            leased = await asyncio.to_thread(
                outbox.lease, self.record.database, self.clock.now(), new_id=self.new_id, limit=room
            )
            flying |= {asyncio.create_task(self._deliver(parcel)) for parcel in leased}
            if not flying:
                return delivered
            done, flying = await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
            delivered += sum(task.result() for task in done)

    async def _deliver(self, parcel: outbox.Parcel) -> bool:
        message = await asyncio.to_thread(self._message, parcel)
        chat_id = parcel.contact.chat_id
        await self.pacer.turn(chat_id)
        now = self.clock.now()
        if now >= parcel.leased_until:  # it waited too long for its turn, and was certainly not sent
            unsent = TryLater(until=now, reason="the lease ran out before its turn came")
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
                subscriber=memory.roll.subscribers[parcel.subscriber],
                zone=parcel.contact.zone,
                catalog=self.record.catalog,
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
