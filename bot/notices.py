"""Tells the editors, once, of a source in trouble and when it is well again, and that findings wait for them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from aiogram import Bot

from bot.checking import is_stale
from bot.clock import Clock
from bot.opening import Record
from bot.pacer import Pacer
from bot.render import notice
from bot.telegram import is_there, send
from events.sources.addresses import shown
from events.sources.protocol import SourceSpec
from store import notices, waiting
from store.sources import SourceState, source_states
from store.subscribers import contact, subscriber_of
from store.verdicts import TryLater

log = structlog.get_logger()

TOPIC = "source:"
QUEUE = "queue"
NEVER_HEARD_FAILURES = 3
"""A source that was never heard is told of after so many failures, not at the first check of a new service."""

RECENT_MAX = 3
CALM = timedelta(hours=6)
"""A source that is well and ill by turns is told of so often within a day; then an episode lasts so long at least."""

OUTAGE_SECONDS = 30.0
IN_FLIGHT_MAX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    sort: notice.Sort
    seen: str


def trouble_of(spec: SourceSpec, state: SourceState | None, now: datetime) -> Trouble | None:
    """What is wrong with a source by what its checks came to, or None. Not having been checked is no trouble of it."""
    if state is None:
        return None
    if state.suspect:
        return Trouble(sort="suspect", seen=state.suspect)
    if state.refused == "robots":
        return Trouble(sort="forbidden", seen=state.last_error)
    was_heard = state.last_success_at is not None or state.failures >= NEVER_HEARD_FAILURES
    if state.last_error and was_heard and is_stale(spec, state, now):
        return Trouble(sort="stale", seen=state.last_error)
    return None


class Notices:
    """Weighs the sources and sends what is due, at the pace and by the answers of every other message."""

    def __init__(
        self,
        record: Record,
        bot: Bot,
        pacer: Pacer,
        clock: Clock,
        editors: frozenset[int],
        specs: Sequence[SourceSpec],
    ) -> None:
        self.record = record
        self.bot = bot
        self.pacer = pacer
        self.clock = clock
        self.editors = editors
        self.specs = tuple(specs)
        self.stopping = False

    async def round(self) -> int:
        """Note what began and ended, and tell of it; how many messages were delivered. Without editors, nothing."""
        if not self.editors:
            return 0
        await asyncio.to_thread(self._weigh, self.clock.now())
        delivered = 0
        while not self.stopping:
            letters = await asyncio.to_thread(
                notices.lease, self.record.database, self.editors, self.clock.now(), IN_FLIGHT_MAX
            )
            if not letters:
                break
            delivered += sum(await asyncio.gather(*(self._deliver(letter) for letter in letters)))
        return delivered

    def _weigh(self, now: datetime) -> None:
        database = self.record.database
        states, episodes = source_states(database), notices.open_episodes(database, now)
        for spec in self.specs:
            state, episode = states.get(spec.id), episodes.pop(f"{TOPIC}{spec.id}", None)
            trouble = trouble_of(spec, state, now)
            if trouble is not None:
                left = self.editors - episode.told if episode else self.editors
                texts = {editor: _begins(spec, state, trouble, self._zone(editor)) for editor in left}
                if texts:
                    notices.begin(database, f"{TOPIC}{spec.id}", texts, now)
            elif episode is not None and _is_over(episode, state, now):
                heard_at = state.last_success_at if state else None
                told = {editor: notice.ends(spec.id, heard_at, self._zone(editor)) for editor in self.editors}
                notices.end(database, episode.topic, told, now)
        self._weigh_queue(episodes.pop(QUEUE, None), now)
        for topic in episodes:  # of sources that are no longer listed
            if topic.startswith(TOPIC):
                notices.end(database, topic, {}, now)

    def _weigh_queue(self, episode: notices.Episode | None, now: datetime) -> None:
        """Findings wait from the first one until the queue is empty: that is told once, and its end not at all."""
        count = waiting.count(self.record.database)
        if not count:
            if episode is not None:
                notices.end(self.record.database, QUEUE, {}, now)
            return
        left = self.editors - episode.told if episode else self.editors
        if left:
            notices.begin(self.record.database, QUEUE, dict.fromkeys(left, notice.queued(count)), now)

    def _zone(self, editor: int) -> str:
        who = subscriber_of(self.record.database, editor)
        found = contact(self.record.database, who) if who else None
        return found.zone if found else "UTC"

    async def _deliver(self, letter: notices.Letter) -> bool:
        await self.pacer.turn(letter.editor)
        now = self.clock.now()
        if letter.is_repeat and not await is_there(self.bot):  # the one repeat is not spent on an outage
            until = now + timedelta(seconds=OUTAGE_SECONDS)
            unsent = TryLater(until=until, reason="the Bot API does not answer")
            await asyncio.to_thread(notices.settle, self.record.database, letter, unsent, now)
            return False
        answer = await send(self.bot, letter.editor, notice.letter(letter.texts, is_repeat=letter.is_repeat), now)
        if answer.pause_seconds:
            self.pacer.refused(letter.editor, answer.pause_seconds, everybody=answer.everybody)
        settled = await asyncio.to_thread(
            notices.settle, self.record.database, letter, answer.verdict, self.clock.now()
        )
        if settled != "sent":
            log.warning("an editor was not told", state=settled, verdict=type(answer.verdict).__name__)
        return settled == "sent"


def _is_over(episode: notices.Episode, state: SourceState | None, now: datetime) -> bool:
    """Whether the source was heard since it began; a flickering one is left alone for a while."""
    is_heard = state is not None and state.last_success_at is not None and state.last_success_at >= episode.began_at
    return is_heard and (episode.recent < RECENT_MAX or now - episode.began_at >= CALM)


def _begins(spec: SourceSpec, state: SourceState | None, trouble: Trouble, zone: str) -> str:
    heard_at = state.last_success_at if state else None
    every = _span(spec.every_seconds)
    return notice.begins(spec.id, trouble.sort, trouble.seen, shown(spec.url), heard_at, every, zone)


def _span(seconds: int) -> str:
    """An interval in its largest whole unit: 15 min, 6 h."""
    for unit, name in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds % unit == 0:
            return f"{seconds // unit} {name}"
    return f"{seconds} s"
