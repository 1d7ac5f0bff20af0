"""Two events to be told of, as the record holds them."""

from datetime import UTC, date, datetime

from events.document import Document
from events.finding import Audience, Evidence, Finding
from events.vocabulary import Restricted, Source

_WHEN = {
    "issuer": "us-bis",
    "jurisdiction": "US",
    "happened_on": date(2026, 6, 12),
    "zone": "America/New_York",
}


def order() -> Restricted:
    return Restricted(
        id="ev-order",
        title="Order",
        targets=("anthropic/claude-fable-5",),
        audience=Audience(barred=("not:us-person",)),
        effective_at=datetime(2026, 6, 12, 21, 21, tzinfo=UTC),
        sources=(
            Source(
                url="https://news.test/order",
                document="sha256:" + "1" * 64,
                publisher="Gazette",
                trust="official",
                quotes={"kind": "access by foreign persons is suspended"},
            ),
        ),
        **_WHEN,  # type: ignore[arg-type]
    )


def switch_off() -> Restricted:
    return Restricted(
        id="ev-switch-off",
        title="Switch-off",
        targets=("anthropic/claude-fable-5",),
        audience=Audience(barred=("*",)),
        effect="off",
        line="provider",
        implements="ev-order",
        **(_WHEN | {"issuer": "anthropic"}),  # type: ignore[arg-type]
    )


PUBLISHED_AT = datetime(2026, 6, 12, 21, 30, tzinfo=UTC)


def report(number: int = 1, **more: object) -> Document:
    """A press report of an order."""
    facts: dict[str, object] = {
        "url": f"https://wire.test/{number}",
        "title": f"Report {number}",
        "text": f"Report {number}: access by foreign persons to Claude Fable 5 is suspended",
        "source": f"wire-{number}",
        "publisher": f"Wire {number}",
        "published_at": PUBLISHED_AT,
        "observed_at": PUBLISHED_AT,
    }
    return Document(**(facts | more))  # type: ignore[arg-type]


def doubtful(**more: object) -> Finding:
    """What the reader is not sure to have read in it."""
    facts: dict[str, object] = {
        "kind": "restriction",
        "direction": "tighten",
        "title": "Fable 5 <suspended> & gone?",
        "issuer": "us-bis",
        "jurisdiction": "US",
        "targets": ("anthropic/claude-fable-5",),
        "audience": Audience(barred=("not:us-person",)),
        "happened_on": date(2026, 6, 12),
        "effective_on": date(2026, 6, 12),
        "confidence": 0.4,
        "evidence": (
            Evidence(field="kind", basis="quote", quote="is suspended"),
            Evidence(field="audience", basis="quote", quote="access by foreign persons"),
            Evidence(field="issuer", basis="catalogue"),
        ),
    }
    return Finding(**(facts | more))  # type: ignore[arg-type]
