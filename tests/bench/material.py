"""What the bench measures with: events of about 650 bytes, and a log as a service of some years would have it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from events.vocabulary import (
    AlertsDecided,
    Corroborated,
    Event,
    ProfileSet,
    Restricted,
    Source,
    SubscriberJoined,
    WatchAdded,
    WatchRemoved,
)
from store import log
from store.database import Database
from store.log import Draft

BEGAN_AT = datetime(2026, 1, 1, tzinfo=UTC)
COUNTRIES = ("SA", "AE", "US", "DE", "FR", "JP", "IN", "BR", "KE", "GB", "KR", "SG", "CH", "PL", "NG", "CA")
TARGETS = ("anthropic", "openai", "google", "mistral", "deepseek", "anthropic/claude-fable-5", "openai/gpt-5.6", "CN")


def event(number: int) -> Restricted:
    """An event of the world, of about 650 bytes."""
    return Restricted(
        id=f"ev-{number:012d}",
        title=f"Licence requirement {number} for the provision of frontier models to persons abroad",
        issuer="us-bis",
        jurisdiction="US",
        targets=(TARGETS[number % len(TARGETS)],),
        happened_on=date(2026, 1, 1) + timedelta(days=number % 300),
        sources=(
            Source(
                url=f"https://example.org/notices/2026/{number}",
                document=f"sha256:{number:064x}",
                publisher="gazette",
                trust="official",
                published_at=BEGAN_AT,
                quotes={"kind": "may not be provided to any person outside the United States without a licence"},
            ),
        ),
        zone="America/New_York",
        finding=f"fi-{number:012d}",
    )


def years_of_service(count: int) -> Iterator[Event]:
    """Of every 1,000 entries 40 are of the world, each with its decision, 20 are further accounts, 100 people join and
    say where they are, 600 add a watch, 100 remove one."""
    for number in range(count):
        block, place = divmod(number, 1_000)
        who = f"su-{block * 100 + place % 100:09d}"
        if place < 40:
            yield event(block * 40 + place)
        elif place < 80:
            digest = f"{number:064x}"
            told = f"ev-{block * 40 + place - 40:012d}"
            yield AlertsDecided(event=told, at_position=1, rules="1", catalog="1", subscribers=7, digest=digest)
        elif place < 100:
            source = Source(url=f"https://example.org/{number}", document=f"sha256:{number:064x}", publisher="wire")
            yield Corroborated(event=f"ev-{block * 40 + place - 80:012d}", source=source)
        elif place < 200:
            yield SubscriberJoined(subscriber=who)
        elif place < 300:
            yield ProfileSet(subscriber=who, country=COUNTRIES[number % len(COUNTRIES)])
        elif place < 900:
            yield WatchAdded(subscriber=who, target=TARGETS[(number // 100 + number) % len(TARGETS)])
        else:
            yield WatchRemoved(subscriber=who, target=TARGETS[(number + 3) % len(TARGETS)])


def fill(database: Database, count: int) -> None:
    """Append so many entries through the store's own door, many at a time."""
    batch: list[Draft] = []
    for told in years_of_service(count):
        batch.append(Draft(event=told))
        if len(batch) == 5_000:
            append(database, batch)
            batch = []
    append(database, batch)


def append(database: Database, drafts: list[Draft]) -> None:
    with database.transaction() as connection:
        log.append(connection, drafts, BEGAN_AT)
