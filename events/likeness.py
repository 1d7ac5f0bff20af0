"""Likeness: whether a finding tells of an act that the record knows, be it by another account or told once more."""

from datetime import date

from events.access import State
from events.catalog import Catalog
from events.finding import Finding
from events.predicates import check_predicate, is_predicate
from events.verdict import objects_of
from events.vocabulary import Launched, Proposed, Relaxed, Restricted, World, kind_of

LAUNCHED_ONCE_DAYS = 45
"""Two launches of one model so near to each other are one, whatever day each account gives."""

RETOLD_DAYS = 400
"""So long after it an account without a day of its own is taken to tell a known act once more."""

SAME_ACT_DAYS = 4
"""Two accounts of one act may date it so far apart (time zones, letter and publication, days of the week)."""


def same_act(finding: Finding, happened_on: date, state: State, catalog: Catalog) -> World | None:
    """The event of the record that tells of the same act, if there is one."""
    for event in reversed(state.world.values()):
        if kind_of(event) == finding.kind and is_same(finding, happened_on, event, catalog):
            return event
    return None


def retold(finding: Finding, happened_on: date, state: State, catalog: Catalog) -> World | None:
    """The older event that an account tells once more, if it says no day of its own for it.

    A model is launched once. A bar or an easing that nothing has undone since is not done anew by being told again.
    """
    if not any(e.field == "happened_on" and e.basis == "metadata" for e in finding.evidence):
        return None
    for event in reversed(state.world.values()):
        if event.happened_on > happened_on or kind_of(event) not in ("restriction", "relaxation", "launch"):
            continue
        if set(finding.targets) & set(event.targets) and _same_side(
            finding.issuer, finding.jurisdiction, event, catalog
        ):
            if kind_of(event) != finding.kind:
                return None if finding.kind != "launch" else _launched(finding, happened_on, state, catalog)
            days = (happened_on - event.happened_on).days
            again = days <= RETOLD_DAYS and set(finding.targets) <= set(event.targets)
            return event if again and is_same(finding, event.happened_on, event, catalog) else None
    return None


def _launched(finding: Finding, happened_on: date, state: State, catalog: Catalog) -> World | None:
    return next(
        (
            event
            for event in reversed(state.world.values())
            if isinstance(event, Launched)
            and event.happened_on <= happened_on
            and is_same(finding, event.happened_on, event, catalog)
        ),
        None,
    )


def more_than(finding: Finding, happened_on: date, known: World, state: State, catalog: Catalog) -> tuple[str, ...]:
    """What this account takes away or gives back beyond what any account of the act has named: never swallowed."""
    if finding.kind not in ("restriction", "relaxation", "withdrawal") or not known.targets or finding.listed:
        return ()
    told = {
        name
        for event in state.world.values()
        if kind_of(event) == finding.kind and is_same(finding, happened_on, event, catalog)
        for name in event.targets
    }
    return tuple(t for t in finding.targets if not told & set(objects_of(t, catalog)))


def is_same(finding: Finding, happened_on: date, event: World, catalog: Catalog) -> bool:
    mine, theirs = set(finding.targets), set(event.targets)
    if finding.kind == "launch":
        limited = bool(finding.audience.admitted) == bool(event.audience.admitted)
        return bool(mine & theirs) and limited and abs((happened_on - event.happened_on).days) <= LAUNCHED_ONCE_DAYS
    if finding.kind == "withdrawal":
        return bool(mine & theirs) and _ends_alike(finding.effective_on, event.effective_on)
    days = abs((happened_on - event.happened_on).days)
    if days > SAME_ACT_DAYS or not _same_side(finding.issuer, finding.jurisdiction, event, catalog):
        return False
    if isinstance(event, Restricted) and (finding.listed or event.listed):
        return bool(set(finding.listed) & set(event.listed))
    if isinstance(event, Proposed) and (finding.direction or "tighten") != event.direction:
        return False
    if isinstance(event, Relaxed) and bool(finding.audience.admitted) != bool(event.audience.admitted):
        return False
    if _others(finding.audience.barred, event.audience.barred) or _others(
        finding.audience.admitted, event.audience.admitted
    ):
        return False
    if mine or theirs:
        return bool(mine & theirs)
    return finding.issuer == event.issuer and set(finding.topics) == set(event.topics)


def _ends_alike(mine: date | None, theirs: date | None) -> bool:
    """A retirement is known by its last day, whoever announced it when; one that got another day is a new act."""
    if mine is None or theirs is None:
        return mine is theirs
    return abs((mine - theirs).days) <= SAME_ACT_DAYS


def _others(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether both say whom, and name altogether different people: Russia on Monday, Saudi Arabia on Wednesday."""
    mine, theirs = (tuple(map(check_predicate, filter(is_predicate, each))) for each in (mine, theirs))
    if all(p.startswith("list:") for p in (*mine, *theirs)):
        return False  # a list that is not published is called otherwise by everybody who tells of it
    return bool(mine and theirs) and "*" not in (*mine, *theirs) and not set(mine) & set(theirs)


def _same_side(issuer: str, jurisdiction: str, event: World, catalog: Catalog) -> bool:
    """Whether two accounts name the same actor: a bureau, its department and "the government" are one side."""
    if issuer == event.issuer:
        return True
    if issuer in catalog.providers or event.issuer in catalog.providers:
        return False
    # Who names no actor at all tells of what is known rather than of an act of nobody's.
    return (
        jurisdiction == event.jurisdiction or not (issuer or jurisdiction) or not (event.issuer or event.jurisdiction)
    )
