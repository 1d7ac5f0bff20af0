"""The second reader at work: one document at a time, after everything of it is recorded, and nobody waits for it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import structlog

from bot.clock import Clock
from bot.opening import Record
from events.acceptance import OLD_DAYS
from events.catalog import Catalog
from events.document import Document
from events.finding import Finding
from events.identity import finding_id
from events.reading import agreement
from events.reading.second import OPTIONS, addressed, question, size_of
from events.reading.second_answer import Proved, Unreadable, proved
from events.sources.second_reader import DEADLINE_SECONDS, Answered, Endpoint, NotAnswered, ask
from events.sources.web import Door
from store import second_readings
from store.second_readings import Budget, Saying, SecondReading, Turn

log = structlog.get_logger()

BUDGET = Budget(calls=200, characters=2_000_000, queued=40)
"""What a day (UTC) may cost at most: questions, characters of documents sent, and findings for the editors to look at;
once one of them is spent, the list waits for the next day."""

HOLD_FIRST = timedelta(minutes=1)
HOLD_MOST = timedelta(hours=1)
"""After a failure the endpoint is left alone: a minute, then twice as long after each further one, an hour at most, or
as long as it asks for. The first answer ends that."""

Outcome = Literal["nothing", "answered", "failed", "learned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round came to: `queued` are ids of findings newly in the editors' queue."""

    outcome: Outcome
    queued: tuple[str, ...] = ()
    agrees: bool = False
    reason: str = ""


class SecondReader:
    """Asks `endpoint` through a door of its own, so that no source ever waits for its turn behind a question."""

    def __init__(
        self,
        record: Record,
        door: Door,
        clock: Clock,
        endpoint: Endpoint,
        new_fence: Callable[[], str],
        *,
        budget: Budget = BUDGET,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self.record = record
        self.door = door
        self.clock = clock
        self.endpoint = endpoint
        self.new_fence = new_fence
        self.budget = budget
        self.deadline_seconds = deadline_seconds
        self._under_way: asyncio.Task[Round] | None = None

    async def tick(self) -> None:
        """Begin a round where none is under way; how long it takes is nobody's concern."""
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self.round())
            self._under_way.add_done_callback(_told)

    async def close(self) -> None:
        """Leave a question that is under way; it counts as asked, and its document may be asked of once more."""
        if self._under_way is not None:
            self._under_way.cancel()
            await asyncio.gather(self._under_way, return_exceptions=True)

    async def round(self) -> Round:
        """One document, where one waits and the day's budget allows it. What it holds is written to no log."""
        database, model = self.record.database, self.endpoint.model
        turn = await asyncio.to_thread(second_readings.begin, database, model, self.budget, size_of, self.clock.now())
        if turn is None:
            return Round(outcome="nothing")
        body = await asyncio.to_thread(question, turn.document, model, self.new_fence(), turn.without)
        options = [option for option in OPTIONS if option not in turn.without]
        answer = await ask(self.door, self.endpoint, body, options, deadline_seconds=self.deadline_seconds)
        done = await asyncio.to_thread(self._settled, turn, answer)
        say = log.warning if done.outcome == "failed" else log.info
        say(
            "second reader",
            document=turn.document.hash,
            outcome=done.outcome,
            agrees=done.agrees,
            queued=len(done.queued),
            reason=done.reason,
        )
        return done

    def _settled(self, turn: Turn, answer: Answered | NotAnswered) -> Round:
        database, model, now = self.record.database, self.endpoint.model, self.clock.now()
        if isinstance(answer, NotAnswered):
            if answer.kind == "refused-option":
                second_readings.learn(database, turn, model, answer.options, answer.reason, now)
                return Round(outcome="learned", reason=answer.reason)
            return self._failed(turn, answer.reason, answer.retry_after_seconds, sent=answer.kind != "unsent")
        catalog = self.record.known()
        found = proved(answer.content, turn.document, catalog)
        if isinstance(found, Unreadable):
            return self._failed(turn, found.reason)
        compared = agreement.compare(turn.first, found, catalog)
        sayings = sayings_of(turn.document, turn.first, found, compared, model, catalog)
        said = SecondReading(model=model, findings=tuple(f for f, _ in found), agrees=compared.agree)
        queued = second_readings.settle(self.record.live, catalog, turn, said, sayings, now)
        return Round(outcome="answered", queued=tuple(queued), agrees=compared.agree)

    def _failed(self, turn: Turn, reason: str, retry_after: float | None = None, *, sent: bool = True) -> Round:
        now = self.clock.now()
        hold = min(HOLD_MOST, HOLD_FIRST * 2 ** min(turn.failures, 10))
        hold = max(hold, timedelta(seconds=retry_after or 0.0))
        second_readings.fail(self.record.database, turn, reason, now, now + hold, sent=sent)
        return Round(outcome="failed", reason=reason)


def _told(done: asyncio.Task[Round]) -> None:
    """A fault of ours costs its document a question and nobody anything else; its words may hold the document's."""
    if not done.cancelled() and (fault := done.exception()) is not None:
        log.error("second reader: an unexpected fault, please report it", fault=type(fault).__name__)


def sayings_of(
    document: Document,
    first: Sequence[Finding],
    second: Sequence[Proved],
    compared: agreement.Compared,
    model: str,
    catalog: Catalog,
) -> list[Saying]:
    """What is to be said to the editors of each act that either reader found."""
    ids = _ids(document, first)
    warning = _warning(document)
    sayings = []
    for pair in compared.pairs:
        theirs = second[pair.second].finding
        if not pair.differences:
            sayings.append(_saying("agrees", ids[pair.first], theirs, agreement.agrees(model), ids[pair.first]))
            continue
        own = finding_id(document.hash, theirs)
        if own == finding_id(document.hash, first[pair.first]):
            own = ids[pair.first]
        reason = agreement.otherwise(model, pair.differences) + warning
        sayings.append(_saying("otherwise", own, theirs, reason, ids[pair.first]))
    unfound = agreement.missing(model)
    sayings += [_saying("missing", ids[i], first[i], unfound, ids[i]) for i in compared.only_first]
    for j in compared.only_second:
        theirs = second[j].finding
        if not _is_retold(theirs, document):
            reason = agreement.more(model, theirs, catalog) + warning
            sayings.append(_saying("more", finding_id(document.hash, theirs), theirs, reason))
    return sayings


def _saying(sort: second_readings.Sort, own: str, finding: Finding, reason: str, first_id: str = "") -> Saying:
    return Saying(sort=sort, finding_id=own, finding=finding, reason=reason, first_id=first_id)


def _ids(document: Document, findings: Sequence[Finding]) -> list[str]:
    """As they were recorded: of findings that are alike in all that makes an id, the second has the number two."""
    met: Counter[str] = Counter()
    ids = []
    for finding in findings:
        plain = finding_id(document.hash, finding)
        met[plain] += 1
        ids.append(finding_id(document.hash, finding, met[plain]))
    return ids


def _warning(document: Document) -> str:
    words = agreement.one_line(addressed(document))
    return f"; look twice: the document speaks to programs that read it (“{words[:80]}”)" if words else ""


def _is_retold(finding: Finding, document: Document) -> bool:
    """What the document tells of as past is background, which the record has, or had no use for."""
    told_at: datetime | None = document.published_at or document.observed_at
    if finding.happened_on is None or told_at is None:
        return False
    return told_at.date() - finding.happened_on > timedelta(days=OLD_DAYS)
