"""The story of June 2026 as findings of documents, for tests of what follows from them."""

from datetime import UTC, date, datetime

from events.acceptance import Accepted, accept
from events.access import State, evolve
from events.catalog import Catalog
from events.document import Document
from events.finding import Audience, Dependency, Finding, RivalClaim
from events.predicates import Profile
from events.vocabulary import World

FABLE, MYTHOS = "anthropic/claude-fable-5", "anthropic/claude-mythos-5"
LISTED = "list:us-mythos5-2026-06"

SAUDI = Profile(country="SA")
LISTED_FIRM = Profile(country="US", facts=(LISTED,))
OTHER_FIRM = Profile(country="US", facts=(f"not:{LISTED}",))
US_PERSON = Profile(country="US", facts=("us-person", "national:US", f"not:{LISTED}"))


def document(day: int, name: str, hour: int = 20) -> Document:
    at = datetime(2026, 6, day, hour, tzinfo=UTC)
    return Document(
        url=f"https://news.test/{name}",
        title=name,
        text=name,
        source="wire",
        publisher="Wire",
        trust="official",
        published_at=at,
        observed_at=at,
    )


def _finding(kind: str, day: int, **fields: object) -> Finding:
    base: dict[str, object] = {"title": f"{kind} of {day} June", "happened_on": date(2026, 6, day), "confidence": 0.95}
    return Finding(kind=kind, **(base | fields))  # type: ignore[arg-type]


STORY: tuple[tuple[Document, tuple[Finding, ...]], ...] = (
    (
        document(9, "launch"),
        (
            _finding("launch", 9, issuer="anthropic", jurisdiction="US", targets=(FABLE,)),
            _finding(
                "launch",
                9,
                issuer="anthropic",
                jurisdiction="US",
                targets=(MYTHOS,),
                audience=Audience(admitted=("list:glasswing-partners",)),
            ),
        ),
    ),
    (
        document(12, "order", 23),
        (
            _finding(
                "restriction",
                12,
                issuer="us-bis",
                jurisdiction="US",
                targets=(FABLE, MYTHOS),
                audience=Audience(barred=("not:us-person",)),
                effective_on=date(2026, 6, 12),
                effective_at=datetime(2026, 6, 12, 21, 21, tzinfo=UTC),
            ),
            _finding(
                "restriction",
                12,
                issuer="anthropic",
                jurisdiction="US",
                targets=(FABLE, MYTHOS),
                audience=Audience(barred=("*",)),
                effect="off",
                carries_out=True,
            ),
        ),
    ),
    (
        document(13, "glm"),
        (_finding("launch", 13, issuer="zhipu", jurisdiction="CN", targets=("zhipu/glm-5.2",)),),
    ),
    (
        document(26, "restored"),
        (
            _finding(
                "relaxation",
                26,
                issuer="us-commerce",
                jurisdiction="US",
                targets=(MYTHOS,),
                full=False,
                audience=Audience(admitted=(LISTED,)),
            ),
        ),
    ),
    (
        document(28, "rivals"),
        (
            _finding(
                "launch",
                28,
                issuer="sakana",
                jurisdiction="JP",
                targets=("sakana/fugu",),
                rivals=(
                    RivalClaim(model="sakana/fugu", rival_of=("class/us-frontier",), claim="shoulder to shoulder"),
                ),
                dependencies=(Dependency(model="sakana/fugu", on=("openai", "anthropic"), undisclosed=True),),
            ),
            _finding(
                "launch",
                27,
                issuer="360",
                jurisdiction="CN",
                targets=("360/tulongfeng",),
                rivals=(RivalClaim(model="360/tulongfeng", rival_of=("class/us-security",), claim="a direct rival"),),
            ),
        ),
    ),
    (
        document(30, "lifted", 23),
        (
            _finding("relaxation", 30, issuer="us-commerce", jurisdiction="US", targets=(FABLE, MYTHOS)),
            _finding(
                "relaxation",
                30,
                issuer="anthropic",
                jurisdiction="US",
                targets=(FABLE, MYTHOS),
                effective_on=date(2026, 7, 1),
                carries_out=True,
            ),
        ),
    ),
)


def told(state: State, catalog: Catalog, until_day: int = 31) -> list[World]:
    """The events accepted of the story's documents up to that day of June, taken into `state` one by one."""
    events = []
    for doc, findings in STORY:
        assert doc.observed_at is not None
        if doc.observed_at.day > until_day:
            break
        for finding in findings:
            outcome = accept(finding, doc, state, catalog, doc.observed_at)
            assert isinstance(outcome, Accepted), outcome
            evolve(state, outcome.event)
            events.append(outcome.event)
    return events
