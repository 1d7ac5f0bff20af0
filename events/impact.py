"""Impact: event x profile x watch, as a chain of reasons with a severity, or the first condition that failed."""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from events.access import State, latest_terms
from events.catalog import Catalog
from events.codec import canonical
from events.predicates import Answer, Profile, any_of, undecided_among
from events.roll import Subscriber
from events.terms import SEVERITY_RANK, Directness, Severity, provider_of
from events.ties import DIRECTNESS, Tie, TieKind, ties
from events.verdict import RANK, Because, Verdict, access, touches
from events.vocabulary import (
    Launched,
    MilestoneReached,
    Proposed,
    Relaxed,
    Restricted,
    Withdrawn,
    World,
)

RULES_VERSION = "1"
"""Raised whenever the same event, profile and watch would be answered differently; decisions record it."""

SOON_DAYS = 7
"""A loss within so many days is critical (PRODUCT.md, *Severity*)."""

What = Literal[
    "lost",  # barred or off for you, now or from a day ahead
    "limited",  # conditions, a licence, or part of the surfaces
    "may-lose",  # cannot be told from your profile
    "part-lost",  # something that what you watch depends on
    "proposed",
    "regained",
    "eased",  # less bad than before, not open yet
    "not-included",  # eased for others
    "retiring",
    "rival",
    "own-launch",
    "milestone",
    "supply",  # the provider itself is listed; you are not cut off
    "elsewhere",  # a watched country or topic, no loss for you
]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain: your watch, how the event hangs together with it, and through what."""

    watch: str
    tie: TieKind
    ref: str
    via: str = ""
    claim: str = ""


class Touch(msgspec.Struct, frozen=True, kw_only=True):
    """Why one event concerns one subscriber, and what it does to them.

    `refs` are the things of the event that they lose, regain or are told of; `from_on` the day on which it counts for
    them; `ask` the predicates that only they can answer; `assumed` what was taken for granted of their profile.
    """

    event: str
    what: What
    severity: Severity
    directness: Directness
    reasons: tuple[Reason, ...]
    refs: tuple[str, ...] = ()
    from_on: date | None = None
    ask: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


class Miss(NamedTuple):
    """The first condition that failed, as a code and in words addressed to the subscriber."""

    code: str
    words: str


def impact(
    event: World, before: State, after: State, subscriber: Subscriber, catalog: Catalog, today: date
) -> Touch | Miss:
    """Whether and how an event concerns a subscriber, on the day it was recorded (`today`).

    `before` and `after` are the record without and with the event. Pure: the same arguments, the same answer.
    """
    return impact_of_ties(event, ties(event, after, catalog), before, after, subscriber, catalog, today)


def impact_of_ties(
    event: World,
    tied: dict[str, tuple[Tie, ...]],
    before: State,
    after: State,
    subscriber: Subscriber,
    catalog: Catalog,
    today: date,
) -> Touch | Miss:
    """As `impact`, with the event's ties handed in, since they are the same for every subscriber."""
    reasons = tuple(
        Reason(watch=watch, tie=tie.kind, ref=tie.ref, via=tie.via, claim=tie.claim)
        for watch in subscriber.watches
        for tie in tied.get(watch, ())
    )
    if not reasons:
        return Miss("not-watched", "It concerns nothing that you watch.")
    reasons = _strongest(reasons)
    match event:
        case Launched():
            found = _of_launch(event, reasons, subscriber)
        case Restricted():
            found = _of_restriction(event, reasons, subscriber, catalog, today)
        case Relaxed():
            found = _of_relaxation(event, reasons, before, after, subscriber, catalog, today)
        case Withdrawn():
            found = _of_withdrawal(event, reasons, subscriber, catalog, today)
        case Proposed():
            found = _of_proposal(event, reasons, subscriber, catalog, today)
        case MilestoneReached():
            found = _of_milestone(event, reasons, after, subscriber, catalog, today)
    if isinstance(found, Touch) and SEVERITY_RANK[found.severity] < SEVERITY_RANK[_least(subscriber)]:
        return Miss("below-least", f"It is {found.severity}, and you asked for {_least(subscriber)} and above.")
    return found


def reasons_key(touch: Touch) -> bytes:
    """The canonical bytes of a touch, for digests: two decisions are the same when these are."""
    return canonical(touch)


_STRENGTH: tuple[TieKind, ...] = (
    "object",
    "model-of",
    "provider-of",
    "rival-claim",
    "origin",
    "part-of",
    "own-launch",
    "listed",
    "topic",
    "audience-country",
    "issuer-country",
    "word",
)


def _strongest(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda r: (_STRENGTH.index(r.tie), r.watch, r.ref, r.via)))


def _least(subscriber: Subscriber) -> Severity:
    chosen = subscriber.choice("least-severity")
    return chosen if chosen in ("info", "warning", "critical") else "info"  # type: ignore[return-value]  # narrowed


def _refs(reasons: tuple[Reason, ...], kinds: tuple[TieKind, ...] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.ref for r in reasons if not kinds or r.tie in kinds))


def _touch(event: World, what: What, severity: Severity, reasons: tuple[Reason, ...], **more: object) -> Touch:
    made = Touch(
        event=event.id,
        what=what,
        severity=severity,
        directness=DIRECTNESS[reasons[0].tie],
        reasons=reasons,
        refs=_refs(reasons),
    )
    return msgspec.structs.replace(made, **more)


# --- launches ------------------------------------------------------------------------------------------------------


def _of_launch(event: Launched, reasons: tuple[Reason, ...], subscriber: Subscriber) -> Touch | Miss:
    rivals = tuple(r for r in reasons if r.tie == "rival-claim")
    if rivals and subscriber.choice("rivals") != "off":
        return _touch(event, "rival", "info", rivals)
    if rivals:
        return Miss("rivals-off", "You have switched off news of rival models.")
    own = tuple(r for r in reasons if r.tie == "own-launch")
    watched = tuple(r for r in own if r.watch == r.ref)
    if watched:  # it was followed by name before there was anything to follow
        return _touch(event, "own-launch", "info", watched)
    if own and subscriber.choice("own-launches") == "on":
        return _touch(event, "own-launch", "info", own)
    if own:
        return Miss("own-launch", "It is your own provider's launch, not a rival's.")
    return _touch(event, "elsewhere", "info", reasons)


# --- losses --------------------------------------------------------------------------------------------------------

_LOSING: tuple[TieKind, ...] = ("object", "model-of", "provider-of", "origin")


def _of_restriction(
    event: Restricted, reasons: tuple[Reason, ...], subscriber: Subscriber, catalog: Catalog, today: date
) -> Touch | Miss:
    start = event.starts_on
    if event.effective_until is not None and event.effective_until < today:
        return Miss("over", f"It ended on {event.effective_until.isoformat()}, before it was read.")
    on = max(start, today)
    losing = tuple(r for r in reasons if r.tie in _LOSING)
    miss: Miss | None = None
    if losing:
        found = _loss(event, losing, subscriber, catalog, on, today)
        if isinstance(found, Touch):
            return found
        miss = found
    parts = tuple(r for r in reasons if r.tie == "part-of")
    for reason in parts:
        owner = catalog.providers.get(provider_of(reason.via) or "")
        reach = touches(event, Profile(country=owner.hq) if owner else Profile(), on, catalog)
        if reach.value is not False:
            return _touch(event, "part-lost", "warning", parts, from_on=start, assumed=reach.assumed)
    listed = tuple(r for r in reasons if r.tie == "listed")
    if listed:
        return _touch(event, "supply", "info", listed, from_on=start)
    around = tuple(r for r in reasons if r.tie in ("topic", "audience-country", "issuer-country"))
    if around:
        reach = touches(event, subscriber.profile, on, catalog)
        severity: Severity = "info" if reach.value is False else "warning"
        return _touch(event, "elsewhere", severity, around, from_on=start, assumed=reach.assumed)
    return miss or Miss("not-barred", "You are not among those whom it bars.")


def _loss(
    event: Restricted, reasons: tuple[Reason, ...], subscriber: Subscriber, catalog: Catalog, on: date, today: date
) -> Touch | Miss:
    profile = subscriber.profile
    used = set(profile.surfaces)
    if event.surfaces and used and not used & set(event.surfaces):
        return Miss("other-surface", f"It covers {', '.join(event.surfaces)}, which you do not use.")
    reach = touches(event, profile, on, catalog)
    if reach.value is False:
        return Miss("not-barred", "You are not among those whom it bars" + _because(reach) + ".")
    facts: dict[str, object] = {"from_on": event.starts_on, "assumed": reach.assumed}
    if reach.value is None:
        ask = undecided_among((*event.audience.barred, *event.audience.exempt), profile, on, catalog)
        return _touch(event, "may-lose", "warning", reasons, ask=ask, **facts)
    if event.effect in ("limited", "licence") or (event.surfaces and not (used and used <= set(event.surfaces))):
        return _touch(event, "limited", "warning", reasons, **facts)
    soon = (event.starts_on - today).days <= SOON_DAYS
    return _touch(event, "lost", "critical" if soon else "warning", reasons, **facts)


def _because(answer: Answer) -> str:
    return f" (taking you to be {', '.join(answer.assumed)})" if answer.assumed else ""


def _of_withdrawal(
    event: Withdrawn, reasons: tuple[Reason, ...], subscriber: Subscriber, catalog: Catalog, today: date
) -> Touch | Miss:
    used = set(subscriber.profile.surfaces)
    if event.surfaces and used and not used & set(event.surfaces):
        return Miss("other-surface", f"It is withdrawn from {', '.join(event.surfaces)}, which you do not use.")
    reach = touches(event, subscriber.profile, max(event.starts_on, today), catalog)
    if reach.value is False:
        return Miss("not-barred", "It is not withdrawn where you are" + _because(reach) + ".")
    losing = tuple(r for r in reasons if r.tie in _LOSING)
    if not losing:
        parts = tuple(r for r in reasons if r.tie == "part-of")
        if parts:
            return _touch(event, "part-lost", "warning", parts, from_on=event.effective_on)
        return _touch(event, "elsewhere", "info", reasons, from_on=event.effective_on)
    if reach.value is None:
        ask = undecided_among(event.audience.barred, subscriber.profile, max(event.starts_on, today), catalog)
        return _touch(event, "may-lose", "warning", losing, from_on=event.effective_on, ask=ask)
    soon = event.effective_on is not None and (event.effective_on - today).days <= SOON_DAYS
    soon = soon and (not event.surfaces or bool(used and used <= set(event.surfaces)))
    return _touch(event, "retiring", "critical" if soon else "warning", losing, from_on=event.effective_on)


# --- what comes back -----------------------------------------------------------------------------------------------


def _of_relaxation(
    event: Relaxed,
    reasons: tuple[Reason, ...],
    before: State,
    after: State,
    subscriber: Subscriber,
    catalog: Catalog,
    today: date,
) -> Touch | Miss:
    on = max(event.starts_on, today)
    profile = subscriber.profile
    better, left_out, untouched = [], [], []
    assumed: dict[str, None] = {}
    regained = False
    for reason in (r for r in reasons if r.tie in _LOSING):
        was = access(before, reason.ref, profile, on, catalog)
        now = access(after, reason.ref, profile, on, catalog)
        assumed.update(dict.fromkeys(now.assumed))
        gain = (RANK[was.law.status] - RANK[now.law.status], RANK[was.provider.status] - RANK[now.provider.status])
        if max(gain) > 0 or _eased_of_several(event, was, now):
            better.append(reason)
            regained = regained or (max(gain) > 0 and now.worst in ("open", "limited"))
        elif _stood_against(event, (*was.law.because, *was.provider.because)):
            left_out.append(reason)
        else:
            untouched.append(reason)
    facts: dict[str, object] = {"from_on": event.starts_on, "assumed": tuple(assumed)}
    if better:
        return _touch(event, "regained" if regained else "eased", "info", tuple(better), **facts)
    if left_out:
        ask = undecided_among(event.audience.admitted, profile, on, catalog)
        return _touch(event, "not-included", "info", tuple(left_out), ask=ask, **facts)
    around = tuple(r for r in reasons if r.tie in ("topic", "audience-country", "issuer-country", "part-of", "listed"))
    if around:
        return _touch(event, "elsewhere", "info", around, **facts)
    return Miss("was-open", "It eases a bar that was never recorded against you.")


def _eased_of_several(event: Relaxed, was: Verdict, now: Verdict) -> bool:
    """Whether it takes one bar off this profile while another still stands on the same line."""
    mine = {easing.measure for easing in event.eases}
    before = {b.event for b in (*was.law.because, *was.provider.because) if b.bearing in ("bars", "may bar")}
    after = {b.event for b in (*now.law.because, *now.provider.because) if b.bearing == "eased"}
    return bool(mine & before & after)


def _stood_against(event: Relaxed, because: tuple[Because, ...]) -> bool:
    """Whether something that it eases was, or may have been, in force against the profile."""
    eased = {easing.measure for easing in event.eases}
    standing = (b for b in because if b.bearing in ("bars", "may bar") and RANK[b.status] > RANK["limited"])
    return any(b.event in eased or not eased for b in standing)


# --- what lies ahead -----------------------------------------------------------------------------------------------


def _of_proposal(
    event: Proposed, reasons: tuple[Reason, ...], subscriber: Subscriber, catalog: Catalog, today: date
) -> Touch | Miss:
    if event.direction == "loosen":
        return _touch(event, "proposed", "info", reasons, from_on=event.effective_on)
    on = max(event.starts_on, today)
    reach = any_of(event.audience.barred or ("*",), subscriber.profile, on, catalog)
    if reach.value is False and not any(r.tie in ("topic", "issuer-country", "audience-country") for r in reasons):
        return Miss("not-barred", "You are not among those whom it would bar" + _because(reach) + ".")
    severity: Severity = "info" if reach.value is False else "warning"
    return _touch(event, "proposed", severity, reasons, from_on=event.effective_on, assumed=reach.assumed)


def _standing(state: State, ref: str, profile: Profile, on: date, catalog: Catalog) -> set[str]:
    """The measures that bar, or may bar, this profile from it on that day."""
    verdict = access(state, ref, profile, on, catalog)
    return {b.event for b in (*verdict.law.because, *verdict.provider.because) if b.bearing in ("bars", "may bar")}


def _of_milestone(
    event: MilestoneReached,
    reasons: tuple[Reason, ...],
    state: State,
    subscriber: Subscriber,
    catalog: Catalog,
    today: date,
) -> Touch | Miss:
    measure = state.world.get(event.of)
    losing = tuple(r for r in reasons if r.tie in _LOSING)
    if isinstance(measure, Restricted) and losing:
        on = max(event.starts_on, today)
        measure = latest_terms(state, measure, on)
        losing = tuple(r for r in losing if event.of in _standing(state, r.ref, subscriber.profile, on, catalog))
        if not losing:
            return _touch(event, "milestone", "info", reasons, from_on=event.starts_on)
    if isinstance(measure, Restricted) and losing:
        found = _loss(measure, losing, subscriber, catalog, max(event.starts_on, today), today)
        if isinstance(found, Miss):
            return found
        return msgspec.structs.replace(found, event=event.id)
    return _touch(event, "milestone", "info", reasons, from_on=event.starts_on)
