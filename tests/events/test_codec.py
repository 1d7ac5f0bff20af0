"""The wire format of the log: golden bytes per kind and version, that may only grow."""

from datetime import UTC, date, datetime

import pytest

from events.codec import ENTRY_BYTES_MAX, SCHEMA, CodecError, decode, encode, tag_of
from events.finding import Audience, Dependency, RivalClaim
from events.vocabulary import (
    AlertsDecided,
    CatalogAdopted,
    Corrected,
    Corroborated,
    DeliveriesSealed,
    Disputed,
    Easing,
    Event,
    FindingJudged,
    Launched,
    MilestoneReached,
    PreferencesSet,
    ProfileSet,
    Proposed,
    Relaxed,
    Restricted,
    Retracted,
    RulesAdopted,
    Source,
    SubscriberForgotten,
    SubscriberJoined,
    WatchAdded,
    WatchRemoved,
    Withdrawn,
)
from tests.conftest import GOLDEN, Golden

AT = datetime(2026, 6, 12, 21, 21, tzinfo=UTC)
SOURCE = Source(
    url="https://example.test/a",
    document="sha256:00",
    publisher="Example",
    trust="official",
    published_at=AT,
    observed_at=AT,
    quotes={"kind": "suspends access – 停止"},
)
WORLD = {
    "id": "ev-abc",
    "title": "An act — 法令",
    "issuer": "us-bis",
    "jurisdiction": "US",
    "targets": ("anthropic/claude-fable-5",),
    "happened_on": date(2026, 6, 12),
    "effective_on": date(2026, 6, 12),
    "effective_at": AT,
    "zone": "America/New_York",
    "sources": (SOURCE,),
    "confidence": "unconfirmed",
    "reader_confidence": 0.93,
    "finding": "fi-abc",
}
RESTRICTED = Restricted(**WORLD, audience=Audience(barred=("not:us-person",)), listed=("360",))  # type: ignore[arg-type]

SAMPLES: dict[str, Event] = {
    "restriction": RESTRICTED,
    "relaxation": Relaxed(
        **WORLD,  # type: ignore[arg-type]
        audience=Audience(admitted=("list:x",)),
        eases=(Easing(measure="ev-m", how="narrowed", targets=("anthropic",)),),
    ),
    "proposal": Proposed(**WORLD, direction="loosen"),  # type: ignore[arg-type]
    "milestone": MilestoneReached(**WORLD, of="ev-m"),  # type: ignore[arg-type]
    "launch": Launched(
        **WORLD,  # type: ignore[arg-type]
        rivals=(RivalClaim(model="sakana/fugu", rival_of=("class/us-frontier",), claim="level with"),),
        dependencies=(Dependency(model="sakana/fugu", on=("openai",), undisclosed=True),),
    ),
    "withdrawal": Withdrawn(**WORLD, surfaces=("api",)),  # type: ignore[arg-type]
    "correction": Corrected(event="ev-abc", reason="we misread the date", now=RESTRICTED, by="editor"),
    "retraction": Retracted(event="ev-abc", reason="a rumour", by="editor"),
    "corroboration": Corroborated(event="ev-abc", source=SOURCE, confirms=True),
    "dispute": Disputed(event="ev-abc", field="effective_until", says="13 days", source=SOURCE),
    "finding-judged": FindingJudged(
        finding="fi-abcdefghijklm",
        document="sha256:00",
        verdict="corrected",
        event="ev-abc",
        changes={"targets": "anthropic/claude-fable-5", "title": "An act — 法令"},
        by="editor-1a2b3c",
        reason="the reader missed the model",
    ),
    "subscriber-joined": SubscriberJoined(subscriber="su-1"),
    "profile-set": ProfileSet(subscriber="su-1", country="SA", facts=("not:us-person",), surfaces=("api",)),
    "watch-added": WatchAdded(subscriber="su-1", target="anthropic"),
    "watch-removed": WatchRemoved(subscriber="su-1", target="anthropic"),
    "preferences-set": PreferencesSet(subscriber="su-1", choices={"rivals": "off"}),
    "subscriber-forgotten": SubscriberForgotten(subscriber="su-1"),
    "catalog-adopted": CatalogAdopted(version="sha256:11"),
    "rules-adopted": RulesAdopted(version="1"),
    "alerts-decided": AlertsDecided(
        event="ev-abc", at_position=3, rules="1", catalog="sha256:11", subscribers=2, digest="sha256:22"
    ),
    "deliveries-sealed": DeliveriesSealed(first=1, last=9, digest="sha256:33"),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_each_kind_is_written_in_the_same_bytes_as_ever(kind: str, golden: Golden) -> None:
    golden(f"events/v{SCHEMA}/{kind}.json", encode(SAMPLES[kind]).decode() + "\n")


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_was_written_is_read_back_as_it_was(kind: str) -> None:
    data = encode(SAMPLES[kind])
    assert decode(data) == SAMPLES[kind]
    assert encode(decode(data)) == data
    assert tag_of(SAMPLES[kind]) == kind


def test_the_bytes_do_not_depend_on_where_a_value_came_from() -> None:
    computed = "utc".upper()  # equal to the default, and another object
    one = Restricted(id="a", title="t", happened_on=date(2026, 6, 12))
    other = Restricted(id="a", title="t", happened_on=date(2026, 6, 12), zone=computed)
    assert encode(one) == encode(other)


def test_everything_that_was_ever_written_can_still_be_read() -> None:
    kept = sorted((GOLDEN / "events").glob("v*/*.json"))
    assert len(kept) >= len(SAMPLES)
    for path in kept:
        assert tag_of(decode(path.read_bytes().strip(), int(path.parent.name[1:]))) == path.stem


def test_there_is_a_sample_of_everything_that_can_happen() -> None:
    assert {tag_of(event) for event in SAMPLES.values()} == set(SAMPLES)
    assert {type(e) for e in SAMPLES.values()} == set(Event.__args__)


@pytest.mark.parametrize(
    "data",
    [b"", b"null", b"{}", b'{"type":"coup"}', b"\xff\xfe", b'{"type":"retraction","event":"x","reason":"y","z":1}'],
)
def test_bytes_that_are_no_event_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(CodecError):
        decode(data)


def test_an_event_too_large_for_the_log_is_refused_before_it_gets_there() -> None:
    with pytest.raises(CodecError, match="shorten its quotes"):
        encode(Retracted(event="ev-abc", reason="x" * ENTRY_BYTES_MAX))


def test_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(CodecError):
        encode(Retracted(event="ev-abc", reason="\ud800"))


def test_a_newer_schema_asks_for_a_newer_program() -> None:
    with pytest.raises(CodecError, match="upgrade"):
        decode(b"{}", SCHEMA + 1)
