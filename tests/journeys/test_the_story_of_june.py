"""The demonstration, played once: what each subscriber is told, in which order, and what the record says afterwards."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.demo.performance import PEOPLE, perform, staged, subscribe
from bot.demo.story import BEGINS_AT, Piece
from events.catalog import load_catalog
from events.predicates import Profile
from events.verdict import Verdict, access
from events.vocabulary import Launched
from store.database import Database, open_database
from store.digest import state_digest
from store.live import Live
from store.query import memory_as_of
from store.replay import check, replay
from store.transfer import export_lines, import_lines

NOURA, DANA = PEOPLE
DOC = Path(__file__).parents[2] / "docs" / "june-2026.md"


@dataclass(frozen=True)
class Told:
    at: datetime
    text: str

    @property
    def verdict(self) -> str:
        return self.text.splitlines()[0]


@dataclass
class Played:
    database: Database
    told: dict[int, list[Told]]

    def alerts(self, chat: int) -> list[Told]:
        return [told for told in self.told[chat] if told.at > BEGINS_AT]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("june")
    told = asyncio.run(_play(folder))
    database = open_database(f"sqlite:///{folder / 'curbwatch.db'}")
    yield Played(database, told)
    database.close()


async def _play(folder: Path) -> dict[int, list[Told]]:
    async def nothing(_number: int, _of: int, _piece: Piece) -> None: ...

    async with staged(folder) as stage:
        for person in PEOPLE:
            await subscribe(stage, person)
        await perform(stage, nothing)
        world = stage.sandbox.world
        return {
            person.id: [
                Told(m.sent_at, m.body.text)
                for m in world.messages[person.id].values()
                if m.sender_id == world.bot.user_id
            ]
            for person in PEOPLE
        }


def test_the_saudi_subscriber_is_told_exactly_this_in_this_order(played: Played) -> None:
    assert [(t.at.strftime("%d %b"), t.verdict) for t in played.alerts(NOURA.id)] == [
        ("12 Jun", "You lose Claude Fable 5 and Claude Mythos 5 now"),
        ("26 Jun", "Claude Mythos 5 is back for others, not for you"),
        ("30 Jun", "Two new rivals of what you watch: Sakana Fugu and 360 Tulongfeng"),
        ("30 Jun", "You get Claude Fable 5 and Claude Mythos 5 back on 1 July 2026"),
    ]


def test_the_loss_says_its_time_its_effect_and_its_source(played: Played) -> None:
    loss = played.alerts(NOURA.id)[0].text
    assert "Critical" in loss
    assert "17:21 in Washington / 00:21 on 13 June in Riyadh" in loss
    assert "barred foreign persons" in loss
    assert "switched both off for everyone" in loss
    assert "Source: Anthropic" in loss


def test_the_restoration_of_the_26th_says_that_it_leaves_them_out(played: Played) -> None:
    text = played.alerts(NOURA.id)[1].text
    assert "For your information" in text
    assert "About 100" in text
    assert "does not include you" in text


def test_the_rivals_are_read_from_the_report_with_what_fugu_depends_on(played: Played) -> None:
    text = played.alerts(NOURA.id)[2].text
    assert "Sakana Fugu" in text
    assert "Tulongfeng" in text
    assert "OpenAI, Anthropic and Google" in text
    assert "partly undisclosed" in text
    state = memory_as_of(played.database).state
    launches = {e.targets[0]: e for e in state.world.values() if isinstance(e, Launched) and e.origin == "live"}
    for model in ("sakana/fugu", "360/tulongfeng"):
        assert "asian-labs-offer-models" in launches[model].sources[0].url


def test_nothing_is_said_of_own_launches_rumours_and_models_that_claim_no_rivalry(played: Played) -> None:
    for person in PEOPLE:
        said = "\n".join(t.text for t in played.alerts(person.id))
        for other in ("Sonnet 5", "GLM", "GPT-5.6", "bug"):
            assert other not in said


def test_the_listed_us_firm_gets_the_restoration_as_its_own(played: Played) -> None:
    verdicts = [(t.at.strftime("%d %b"), t.verdict) for t in played.alerts(DANA.id)]
    assert ("12 Jun", "You lose Claude Fable 5 and Claude Mythos 5 now") in verdicts
    assert ("26 Jun", "You have Claude Mythos 5 back") in verdicts
    assert verdicts[-1][1] == "You get Claude Fable 5 back on 1 July 2026"


def test_no_alert_comes_twice(played: Played) -> None:
    for person in PEOPLE:
        verdicts = [t.verdict for t in played.alerts(person.id)]
        assert len(verdicts) == len(set(verdicts))


def test_the_replay_of_the_story_agrees_with_what_was_done(played: Played) -> None:
    checked = check(played.database, load_catalog(), Live(played.database))
    assert checked.problems == []
    assert checked.recomputed > 5


def test_an_export_into_an_empty_store_says_the_same(played: Played, tmp_path: Path) -> None:
    other = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    try:
        import_lines(Live(other), export_lines(played.database), datetime(2026, 7, 5, tzinfo=UTC))
        here, there = replay(played.database).memory.state, replay(other).memory.state
        assert state_digest(there) == state_digest(here)
    finally:
        other.close()


# --- the table of docs/june-2026.md --------------------------------------------------------------------------------

LISTED = "list:us-mythos5-2026-06"
WHO = {
    "a firm in Saudi Arabia": Profile(country="SA"),
    "a listed US firm": Profile(country="US", facts=(LISTED,)),
    "another US firm": Profile(country="US", facts=(f"not:{LISTED}",)),
    "a US person": Profile(country="US", facts=("us-person", "national:US", f"not:{LISTED}")),
}
MODELS = {"Claude Fable 5": "anthropic/claude-fable-5", "Claude Mythos 5": "anthropic/claude-mythos-5"}
DAYS = (*(date(2026, 6, d) for d in (11, 12, 13, 27, 30)), date(2026, 7, 1), date(2026, 7, 2))

HEAD = """# Who had access to what in June 2026

Generated by `tests/journeys/test_the_story_of_june.py` from the log that the demonstration leaves; do not edit it by
hand. Each cell is *law / provider* at the end of that day (UTC). `open` means that no bar is recorded, never that
something is allowed. `off` is Anthropic's switch-off for everyone; `limited` is the allow-list on which Mythos 5 was
launched.
"""


def _verdict(database: Database, who: Profile, model: str, on: date, known_on: date) -> Verdict:
    known_at = datetime.combine(known_on, time.max, UTC)
    return access(memory_as_of(database, known_at=known_at).state, model, who, on, load_catalog())


def _table(database: Database, shift_days: int) -> str:
    rows = ["| who, what | " + " | ".join(f"{d:%-d %B}" for d in DAYS) + " |", "|---" * (len(DAYS) + 1) + "|"]
    for name, model in MODELS.items():
        for who, profile in WHO.items():
            cells = []
            for day in DAYS:
                verdict = _verdict(database, profile, model, day, day + timedelta(days=shift_days))
                cells.append(f"{verdict.law.status} / {verdict.provider.status}")
            rows.append(f"| {name}, {who} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def test_the_table_in_the_docs_is_what_the_log_says(played: Played, request: pytest.FixtureRequest) -> None:
    after, before = _table(played.database, 1), _table(played.database, -1)
    text = f"{HEAD}\n## As known on the day after each\n\n{after}\n\n## As known on the day before each\n\n{before}\n"
    if request.config.getoption("--golden-update"):
        DOC.write_text(text, encoding="utf-8")
    assert DOC.read_text(encoding="utf-8") == text


def test_what_was_known_the_day_before_was_not_yet_so(played: Played) -> None:
    on = date(2026, 6, 12)
    before = _verdict(played.database, WHO["a firm in Saudi Arabia"], MODELS["Claude Fable 5"], on, date(2026, 6, 11))
    after = _verdict(played.database, WHO["a firm in Saudi Arabia"], MODELS["Claude Fable 5"], on, date(2026, 6, 13))
    assert (before.law.status, before.provider.status) == ("open", "open")
    assert (after.law.status, after.provider.status) == ("barred", "off")
