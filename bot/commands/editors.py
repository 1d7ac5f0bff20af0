"""Where an editor's wish meets the memory: who is one, what waits, and what they decide."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bot.editorial import decision, preview
from bot.render.queue import Card
from events.acceptance import publish
from events.catalog import Catalog
from events.editing import Mistakes
from store import editors, judging, log, waiting
from store.audit import Audited, verify
from store.documents import text_kept
from store.judging import Changed, Decided, Published, Rejected
from store.live import Live
from store.waiting import Waiting


class EditorsDesk:
    """`ids` are the Telegram users of `CURBWATCH_EDITORS`, who are editors in their private chat with the bot alone:
    in a group others would see what waits. `known` gives the catalogue with what the record has added to it."""

    def __init__(
        self, live: Live, ids: frozenset[int], *, known: Callable[[], Catalog], new_salt: Callable[[], bytes]
    ) -> None:
        self.live = live
        self._ids = ids
        self._known = known
        self._new_salt = new_salt

    def has(self, chat_id: int) -> bool:
        """Whether this chat, a private one, is an editor's: its id is then its user's."""
        return chat_id in self._ids

    def count(self) -> int:
        return waiting.count(self.live.database)

    def page(self, number: int, size: int) -> list[Card]:
        return [self._card(one) for one in waiting.queue(self.live.database, size, number * size)]

    def card(self, finding_id: str, now: datetime) -> Card | None:
        """The finding, decided about or not; None where it never waited here."""
        with self.live.database.reading() as connection:
            found = waiting.find(connection, finding_id)
        return self._card(found, now) if found is not None else None

    def after(self, finding_id: str, now: datetime) -> Card | None:
        """The next one that waits."""
        with self.live.database.reading() as connection:
            found = waiting.find(connection, finding_id)
        following = waiting.after(self.live.database, found) if found is not None else None
        return self._card(following, now) if following is not None else None

    def _card(self, waits: Waiting, now: datetime | None = None) -> Card:
        """With a preview of what publishing it `now` would do."""
        document, catalog, shown = waiting.document_of(self.live.database, waits), self._known(), ""
        with self.live.reading() as memory:
            judged = memory.state.judged.get(waits.finding_id)
            if now is not None:
                found, texts = waits.finding_id, partial(text_kept, self.live.database)
                shown = preview(publish(waits.finding, found, document, memory.state, catalog, now, texts))
        decided = f"Decided by {decision(judged)}." if judged else waits.outcome and f"Decided: {waits.outcome}."
        return Card(
            id=waits.finding_id,
            finding=waits.finding,
            document=document,
            reason=waits.reason,
            since=waits.since,
            preview=shown,
            decided=decided,
        )

    # --- what they decide; NotFoundError where there is no such finding or event ---

    def publish(
        self, chat_id: int, finding_id: str, changes: Mapping[str, str], reason: str, now: datetime
    ) -> Published | Decided | Mistakes:
        by, catalog = self._by(chat_id), self._known()
        return judging.publish(self.live, catalog, finding_id, changes, now, by=by, reason=reason)

    def reject(self, chat_id: int, finding_id: str, reason: str, now: datetime) -> Rejected | Decided:
        return judging.reject(self.live, finding_id, now, by=self._by(chat_id), reason=reason)

    def correct(
        self, chat_id: int, event_id: str, changes: Mapping[str, str], reason: str, now: datetime
    ) -> Changed | Mistakes:
        by, catalog = self._by(chat_id), self._known()
        return judging.correct(self.live, catalog, event_id, changes, now, by=by, reason=reason)

    def retract(self, chat_id: int, event_id: str, reason: str, now: datetime) -> Changed | Decided:
        return judging.retract(self.live, event_id, now, by=self._by(chat_id), reason=reason)

    def _by(self, chat_id: int) -> str:
        return editors.pseudonym(self.live.database, chat_id, self._new_salt())

    # --- what they look after ---

    def head(self) -> log.Head:
        with self.live.database.reading() as connection:
            return log.head(connection)

    def verify(self) -> Audited:
        """Go through the whole log, apart from what wrote it."""
        return verify(self.live.database)
