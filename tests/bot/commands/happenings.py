"""Two events to be told of, as the record holds them."""

from datetime import UTC, date, datetime

from events.finding import Audience
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
