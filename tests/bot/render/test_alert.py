"""What the alerts of June 2026 say to whom, to the letter; and what must never be missing from any alert."""

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest

from bot.render.alert import REPEATED, alert_message, fallback_plain
from bot.render.html import plain, units
from bot.render.message import Message
from bot.render.parcel import Parcel, Told
from bot.sandbox.entities import parse_html
from events.access import State, evolve
from events.finding import Audience, Dependency, RivalClaim
from events.impact import Touch, impact
from events.predicates import Profile
from events.roll import Subscriber
from events.vocabulary import (
    Corroborated,
    Launched,
    MilestoneReached,
    Proposed,
    Restricted,
    Source,
    Withdrawn,
    World,
)
from tests.bot.render.shown import all_shown
from tests.bot.render.story import CATALOG, parcel_of, parcels, view_of
from tests.conftest import Golden
from tests.events.june import LISTED_FIRM, SAUDI

RIYADH, WASHINGTON = "Asia/Riyadh", "America/New_York"
PEOPLE = [
    ("saudi-firm", SAUDI, RIYADH),
    ("listed-us-firm", LISTED_FIRM, WASHINGTON),
    ("us-firm-that-has-not-said", Profile(country="US"), WASHINGTON),
]


def _messages(profile: Profile, zone: str) -> dict[str, Message]:
    return {day: alert_message(parcel, view) for day, parcel, view in parcels(profile, "anthropic", zone=zone)}


@pytest.mark.parametrize(("name", "profile", "zone"), PEOPLE)
def test_the_alerts_of_june_read_as_they_should(name: str, profile: Profile, zone: str, golden: Golden) -> None:
    messages = _messages(profile, zone)
    golden(f"messages/june-{name}.txt", all_shown([(f"{day} June 2026", m) for day, m in messages.items()]))


def _first_lines(profile: Profile, zone: str) -> list[str]:
    return [plain(m.html).splitlines()[0] for m in _messages(profile, zone).values()]


def test_the_first_line_is_the_verdict_as_a_locked_phone_shows_it() -> None:
    assert _first_lines(SAUDI, RIYADH) == [
        "You lose Claude Fable 5 and Claude Mythos 5 now",
        "Claude Mythos 5 is back for others, not for you",
        "Two new rivals of what you watch: Sakana Fugu and 360 Tulongfeng",
        "You get Claude Fable 5 and Claude Mythos 5 back on 1 July 2026",
    ]
    assert _first_lines(LISTED_FIRM, WASHINGTON)[1] == "You have Claude Mythos 5 back"


def test_a_firm_that_has_not_said_whether_it_is_on_the_list_is_asked() -> None:
    message = plain(_messages(Profile(country="US"), WASHINGTON)["26"].html)
    assert message.startswith("Claude Mythos 5 is back for some: are you among them?")
    assert "Are you among the US organisations readmitted to Mythos 5 on 26 June 2026?" in message


def test_the_order_and_the_switch_off_are_one_text_with_both_clocks() -> None:
    message = plain(_messages(SAUDI, RIYADH)["12"].html)
    assert "Bureau of Industry and Security barred foreign persons" in message
    assert "Anthropic switched both off for everyone, carrying that out." in message
    assert "12 June 2026, 17:21 in Washington / 00:21 on 13 June in Riyadh" in message


def test_an_orchestrator_is_said_to_be_only_as_safe_as_its_parts() -> None:
    message = plain(_messages(SAUDI, RIYADH)["28"].html)
    assert "only as safe as its parts" in message
    assert "OpenAI, Anthropic and Google" in message
    assert "partly undisclosed" in message


# --- single events -------------------------------------------------------------------------------------------------

NOW = datetime(2026, 6, 12, 22, tzinfo=UTC)
SOURCE = Source(url="https://news.test/a", publisher="Wire", trust="official")


def _told(event: World, *watches: str, profile: Profile = SAUDI, now: datetime = NOW) -> tuple[Parcel, State]:
    state = State()
    evolve(state, event)
    who = Subscriber(id="s", profile=profile, watches=watches)
    touch = impact(event, State(), state, who, CATALOG, now.date())
    assert isinstance(touch, Touch), touch
    return parcel_of([Told(event, touch)]), state


def _message(event: World, *watches: str, profile: Profile = SAUDI, now: datetime = NOW) -> Message:
    parcel, state = _told(event, *watches, profile=profile, now=now)
    who = Subscriber(id="s", profile=profile, watches=watches)
    return alert_message(parcel, view_of(state, who, RIYADH, now))


def _restricted(**more: object) -> Restricted:
    fields: dict[str, object] = {"id": "ev-x", "title": "t", "issuer": "us-bis", "jurisdiction": "US"}
    fields |= {"happened_on": date(2026, 6, 12), "zone": WASHINGTON, "sources": (SOURCE,)}
    return Restricted(**(fields | more))  # type: ignore[arg-type]


def _event(kind: type[World], **more: object) -> World:
    fields: dict[str, object] = {"id": "ev-y", "title": "t", "issuer": "anthropic", "jurisdiction": "US"}
    fields |= {"happened_on": date(2026, 6, 12), "zone": WASHINGTON, "sources": (SOURCE,)}
    return kind(**(fields | more))  # type: ignore[arg-type]


OPUS = ("anthropic/claude-opus-4",)
SINGLE: list[tuple[str, World, tuple[str, ...], str]] = [
    ("later", _restricted(targets=OPUS, effective_on=date(2026, 7, 3)), OPUS, "You lose Claude Opus 4 on 3 July 2026"),
    ("licence", _restricted(targets=OPUS, effect="licence"), OPUS, "You need a licence for Claude Opus 4 now"),
    (
        "conditions",
        _restricted(targets=OPUS, effect="limited"),
        OPUS,
        "Claude Opus 4 is limited for you now",
    ),
    (
        "may-lose",
        _restricted(targets=OPUS, audience=Audience(barred=("list:glasswing-partners",))),
        OPUS,
        "You may lose Claude Opus 4: does this mean you?",
    ),
    ("part-lost", _restricted(targets=("anthropic",)), ("sakana/fugu",), "Sakana Fugu may lose a part: Anthropic"),
    (
        "supply",
        _restricted(listed=("zhipu",), targets=("hw/h20",)),
        ("zhipu/glm-5",),
        "Zhipu AI (Z.ai) is listed: supply to it is hit, not your access",
    ),
    (
        "proposed",
        _event(Proposed, issuer="us-bis", targets=("anthropic",), effective_on=date(2026, 9, 1)),
        ("anthropic",),
        "Proposed, not binding yet: limits on Anthropic",
    ),
    (
        "loosened",
        _event(Proposed, issuer="us-bis", targets=("anthropic",), direction="loosen"),
        ("anthropic",),
        "Proposed: fewer limits on Anthropic",
    ),
    (
        "retiring",
        _event(Withdrawn, targets=OPUS, effective_on=date(2026, 8, 1)),
        ("anthropic",),
        "Claude Opus 4 retires on 1 August 2026",
    ),
    ("origin", _restricted(targets=("CN",)), ("deepseek",), "You lose everything from China now"),
    (
        "milestone",
        _event(MilestoneReached, issuer="eu-commission", title="Duties start to apply", topics=("topic/ai-act",)),
        ("topic/ai-act",),
        "The European Commission: Duties start to apply",
    ),
    ("own-launch", _event(Launched, targets=("anthropic/new-one",)), ("anthropic/new-one",), "New: New One"),
]


@pytest.mark.parametrize(("name", "event", "watches", "first"), SINGLE, ids=[s[0] for s in SINGLE])
def test_each_effect_has_its_own_first_line(name: str, event: World, watches: tuple[str, ...], first: str) -> None:
    assert plain(_message(event, *watches).html).splitlines()[0] == first


def test_each_effect_reads_as_it_should(golden: Golden) -> None:
    golden("messages/single.txt", all_shown([(name, _message(event, *w)) for name, event, w, _ in SINGLE]))


def test_a_bar_ahead_says_how_many_days_are_left_and_when_it_ends() -> None:
    event = _restricted(targets=OPUS, effective_on=date(2026, 7, 3), effective_until=date(2026, 11, 10))
    message = plain(_message(event, *OPUS).html)
    assert "From 3 July 2026 in Washington (in 21 days), until 10 November 2026 unless extended." in message


def test_what_is_only_reported_is_marked_until_a_second_source_says_so() -> None:
    event = _restricted(
        targets=OPUS, confidence="unconfirmed", sources=(msgspec.structs.replace(SOURCE, trust="reported"),)
    )
    parcel, state = _told(event, *OPUS)
    view = view_of(state, Subscriber(id="s", profile=SAUDI, watches=OPUS), RIYADH, NOW)
    first = plain(alert_message(parcel, view).html)
    assert "Critical · unconfirmed" in first
    assert "Unconfirmed: so far only reported. Source: Wire (press)." in first
    second = Source(url="https://gazette.test/b", publisher="Gazette", trust="official")
    evolve(state, Corroborated(event=event.id, source=second, confirms=True))
    edited = plain(alert_message(parcel, view).html)
    assert "nconfirmed" not in edited
    assert "Sources: Wire (press) and Gazette (official)." in edited


def test_a_possible_repeat_says_so() -> None:
    parcel, state = _told(_restricted(targets=OPUS), *OPUS)
    view = view_of(state, Subscriber(id="s", profile=SAUDI, watches=OPUS), RIYADH, NOW)
    assert REPEATED in plain(alert_message(replace(parcel, is_repeat=True), view).html)
    assert REPEATED not in plain(alert_message(parcel, view).html)


def test_names_and_claims_of_strangers_cannot_write_markup() -> None:
    model = "nobody/model"
    launch = _event(
        Launched,
        issuer="nobody",
        targets=(model,),
        names={model: "<b>Evil</b>\u202e & co"},
        rivals=(RivalClaim(model=model, rival_of=("anthropic",), claim="<a href='x'>best</a>"),),
        dependencies=(Dependency(model=model, on=("<i>",), undisclosed=True),),
        sources=(Source(url='https://news.test/"><b>', publisher="<u>P</u>"),),
    )
    html = _message(launch, "anthropic").html
    seen, _ = parse_html(html)
    assert "<b>Evil</b> & co" in seen
    assert "<a href='x'>best</a>" in seen
    assert "<u>P</u>" in seen
    assert "\u202e" not in html


def test_twenty_events_of_long_names_still_fit_one_message() -> None:
    events = [
        _restricted(id=f"ev-{n}", targets=(f"anthropic/m-{n}",), names={f"anthropic/m-{n}": f"{n} " + "𝔘" * 90})
        for n in range(20)
    ]
    state = State()
    told = []
    who = Subscriber(id="s", profile=SAUDI, watches=("anthropic",))
    for event in events:
        evolve(state, event)
        touch = impact(event, State(), state, who, CATALOG, NOW.date())
        assert isinstance(touch, Touch)
        told.append(Told(event, touch))
    message = alert_message(parcel_of(told), view_of(state, who, RIYADH, NOW))
    seen, _ = parse_html(message.html)
    assert units(seen) <= 4096
    assert plain(message.html).splitlines()[0].endswith("(and 19 more)")


def test_what_cannot_be_shown_is_told_in_plain_words() -> None:
    parcel, state = _told(_restricted(targets=OPUS), *OPUS)
    view = view_of(state, Subscriber(id="s", profile=SAUDI, watches=OPUS), RIYADH, NOW)
    message = fallback_plain(parcel, view)
    assert message.html.startswith("You lose Claude Opus 4 now.")
    assert "<" not in message.html
    assert message.buttons == ()
    assert "taken back" in fallback_plain(Parcel(items=(), alert="al-x"), view).html
