"""Subscribers: in the log as random ids with what they follow; who they are, only in the vault, which can be erased."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from events.codec import canonical
from events.vocabulary import (
    Event,
    PreferencesSet,
    ProfileSet,
    SubscriberForgotten,
    SubscriberJoined,
    WatchAdded,
    WatchRemoved,
)
from store import log
from store.database import Database
from store.errors import NotFoundError
from store.live import Live
from store.log import Draft
from store.tables import ALERTS, MESSAGES, PARCELS, VAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a subscriber; `gone_reason` says why not, where Telegram has refused. `words` maps `word:…` ids."""

    subscriber: str
    chat_id: int
    zone: str
    language: str
    words: dict[str, str]
    joined_at: datetime
    gone_at: datetime | None
    gone_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    subscriber: str
    is_new: bool


def join(
    live: Live,
    chat_id: int,
    now: datetime,
    *,
    new_id: Callable[[], str],
    salt: bytes,
    zone: str = "UTC",
    language: str = "en",
) -> Joined:
    """The id that stands for this chat from now on, or already does; a chat that had gone is reachable again.

    `new_id` gives a random id that says nothing of the chat, `salt` at least 16 random bytes for its free words.
    """
    with live.writing() as (connection, memory):
        known = connection.execute(select(VAULT.c.subscriber).where(VAULT.c.chat_id == chat_id)).scalar()
        if known is not None:
            came_back = {"gone_at": None, "gone_reason": ""}
            connection.execute(update(VAULT).where(VAULT.c.subscriber == known).values(**came_back))
            return Joined(subscriber=known, is_new=False)
        subscriber = new_id()
        connection.execute(
            insert(VAULT).values(
                subscriber=subscriber,
                chat_id=chat_id,
                zone=zone,
                language=language,
                salt=salt,
                words="{}",
                joined_at=now,
                gone_reason="",
            )
        )
        event = SubscriberJoined(subscriber=subscriber)
        (place,) = log.append(connection, [Draft(event=event, expected_version=0)], now)
        memory.take(place.position, event)
    return Joined(subscriber=subscriber, is_new=True)


def set_profile(
    live: Live,
    subscriber: str,
    now: datetime,
    *,
    country: str,
    facts: tuple[str, ...] = (),
    surfaces: tuple[str, ...] = (),
    command: str = "",
) -> None:
    """Say where a subscriber stands, in place of what was said before. `command` is the id of the wish, so that a wish
    that arrives twice has one effect."""
    event = ProfileSet(subscriber=subscriber, country=country, facts=facts, surfaces=surfaces)
    _tell(live, subscriber, event, now, command)


def set_choices(live: Live, subscriber: str, choices: dict[str, str], now: datetime, *, command: str = "") -> None:
    _tell(live, subscriber, PreferencesSet(subscriber=subscriber, choices=choices), now, command)


def add_watch(live: Live, subscriber: str, target: str, now: datetime, *, command: str = "") -> bool:
    """Follow an id; False where it is followed already."""
    if target in watches_of(live, subscriber):
        return False
    _tell(live, subscriber, WatchAdded(subscriber=subscriber, target=target), now, command)
    return True


def remove_watch(live: Live, subscriber: str, target: str, now: datetime, *, command: str = "") -> bool:
    """Follow it no more; False where it is not followed."""
    if target not in watches_of(live, subscriber):
        return False
    if target.startswith("word:"):
        with live.database.transaction() as connection:
            _keep_words(connection, subscriber, _words_in(connection, subscriber) | {target: ""})
    _tell(live, subscriber, WatchRemoved(subscriber=subscriber, target=target), now, command)
    return True


def add_words(live: Live, subscriber: str, words: str, now: datetime, *, command: str = "") -> str:
    """Follow words that are no id yet: the log gets `word:` and a salted hash, the vault the words; that `word:` id."""
    said = " ".join(words.split())
    with live.writing() as (connection, _):
        salt = connection.execute(select(VAULT.c.salt).where(VAULT.c.subscriber == subscriber)).scalar()
        if salt is None:
            raise NotFoundError("nobody is known under that id: /start begins anew")
        digest = hmac.new(salt, said.casefold().encode("utf-8", "replace"), hashlib.sha256).hexdigest()
        target = f"word:{digest[:32]}"
        _keep_words(connection, subscriber, _words_in(connection, subscriber) | {target: said})
    add_watch(live, subscriber, target, now, command=command)
    return target


def watches_of(live: Live, subscriber: str) -> tuple[str, ...]:
    with live.reading() as memory:
        found = memory.roll.subscribers.get(subscriber)
        return found.watches if found else ()


def forget(live: Live, subscriber: str, now: datetime) -> None:
    """Erase the person: the vault's row and every message kept; what was to be sent is not. The log keeps an id that
    stands for nobody, so every proof stays valid. Forgetting twice changes nothing."""
    with live.writing() as (connection, memory):
        connection.execute(delete(VAULT).where(VAULT.c.subscriber == subscriber))
        connection.execute(delete(MESSAGES).where(MESSAGES.c.subscriber == subscriber))
        hold_back(connection, subscriber, "forgotten")
        if subscriber in memory.roll.subscribers:
            event = SubscriberForgotten(subscriber=subscriber)
            (place,) = log.append(connection, [Draft(event=event)], now)
            memory.take(place.position, event)
    live.database.scrub()


def hold_back(connection: Connection, subscriber: str, reason: str) -> None:
    """Nothing that is pending for this subscriber is to be sent any more; a message already in flight stays so."""
    mine = (ALERTS.c.subscriber == subscriber, ALERTS.c.state == "pending")
    flying = select(PARCELS.c.parcel).where(PARCELS.c.subscriber == subscriber, PARCELS.c.state == "flying")
    not_flying = ALERTS.c.parcel.is_(None) | ALERTS.c.parcel.not_in(flying)
    connection.execute(update(ALERTS).where(*mine, not_flying).values(state="suppressed", reason=reason))
    connection.execute(
        update(PARCELS)
        .where(PARCELS.c.subscriber == subscriber, PARCELS.c.state == "waiting")
        .values(state="cancelled", reason=reason)
    )


def set_contact(database: Database, subscriber: str, **change: str) -> None:
    """Change `zone` or `language`."""
    with database.transaction() as connection:
        connection.execute(update(VAULT).where(VAULT.c.subscriber == subscriber).values(**change))


def subscriber_of(database: Database, chat_id: int) -> str | None:
    with database.reading() as connection:
        return connection.execute(select(VAULT.c.subscriber).where(VAULT.c.chat_id == chat_id)).scalar()


def contact(database: Database, subscriber: str) -> Contact | None:
    """How to reach a subscriber; None for one that was forgotten or never was."""
    with database.reading() as connection:
        return contact_in(connection, subscriber)


def contact_in(connection: Connection, subscriber: str) -> Contact | None:
    row = connection.execute(select(VAULT).where(VAULT.c.subscriber == subscriber)).mappings().first()
    if row is None:
        return None
    facts: dict[str, Any] = {name: row[name] for name in Contact.__slots__ if name != "words"}
    return Contact(**facts, words=msgspec.json.decode(row["words"]))


def _words_in(connection: Connection, subscriber: str) -> dict[str, str]:
    kept = connection.execute(select(VAULT.c.words).where(VAULT.c.subscriber == subscriber)).scalar()
    return msgspec.json.decode(kept or "{}", type=dict[str, str])


def _keep_words(connection: Connection, subscriber: str, words: dict[str, str]) -> None:
    """An empty word is one that is no longer watched."""
    kept = canonical({target: said for target, said in words.items() if said}).decode()
    connection.execute(update(VAULT).where(VAULT.c.subscriber == subscriber).values(words=kept))


def _tell(live: Live, subscriber: str, event: Event, now: datetime, command: str) -> None:
    with live.writing() as (connection, memory):
        if subscriber not in memory.roll.subscribers:
            raise NotFoundError("nobody is known under that id: /start begins anew")
        (place,) = log.append(connection, [Draft(event=event, id=command)], now)
        if place.is_new:
            memory.take(place.position, event)
