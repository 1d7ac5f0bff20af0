"""The rules: what a text says that somebody did, by its cues, with whom and what and when."""

from itertools import groupby

import msgspec

from events.finding import Finding
from events.reading import build
from events.reading.actors import actor_of
from events.reading.cues import Cue
from events.reading.hosts import host_of
from events.reading.launches import Launch, find_launches
from events.reading.measures import Act, find_acts, milestone, proposal_alone
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.retired_rows import Retired
from events.reading.setting import doubtful
from events.reading.withdrawals import find_withdrawals


def ruled(page: Page, models: tuple[Named, ...], cues: tuple[Cue, ...], sort: str, *, fits: bool) -> list[Finding]:
    """The findings of the rules alone; nothing of a text that by its sort or matter (whether it `fits`) states no act.

    `sort` is what `genre` said of the text, and `fits` what `in_scope` did.
    """
    if sort:
        page.say("genre", f"{sort}: it states no act of its own")
        return []
    if not fits:
        page.say("scope", "not about access to AI models, services or their hardware")
        return []
    word = doubtful(page)
    if word and not _told(page, cues, models):
        page.say("genre", f"perhaps no news ({word}), and nobody is said to act")
        return []
    retired = find_withdrawals(page, models)
    launches = _beside(page, find_launches(page, cues, models), retired)
    taken = frozenset(x.sentence.index for x in launches) if launches else frozenset()
    acts = find_acts(page, cues, taken) if not retired else ()
    if any(x.sentence in page.lead for x in launches):
        acts = tuple(a for a in acts if not _part_of_launch(a, launches, models))
    found = [*_measures(page, acts, models), *withdrawals_of(page, retired, models)]
    if _launches_count(page, launches, acts):
        found += _launches(page, launches, models)
    if not found:
        found = _quiet(page, models)
    return found


def _told(page: Page, cues: tuple[Cue, ...], models: tuple[Named, ...]) -> bool:
    """Whether the first sentences say that somebody bars, frees, retires or launches something."""
    first = [s for s in page.lead if s.form != "title"]
    barred = any(not c.setting and c.sentence in first and c.weight >= 1.0 for c in cues)
    actors = any(page.within(s, "issuer", "provider", "jurisdiction") for s in first)
    words = (page.words.launch, page.words.withdraw)
    new = any(w.search(page.text.folded, s.start, s.end) for w in words for s in first)
    named = any(s.start <= m.start < s.end for s in first for m in models)
    return (barred and actors) or (new and named)


def _beside(page: Page, launches: tuple[Launch, ...], retired: tuple[Retired, ...]) -> tuple[Launch, ...]:
    """In a notice of retirement a model is launched only where its first sentences say so, of a model that stays."""
    if not retired:
        return launches
    gone = {r.model.ref for r in retired}
    first = [s for s in page.lead if s.form != "title"][:2]
    return tuple(x for x in launches if x.model.ref not in gone and x.sentence in first)


def _part_of_launch(act: Act, launches: tuple[Launch, ...], models: tuple[Named, ...]) -> bool:
    """Letting some people use a new model is part of its launch, not a relaxation."""
    if act.kind != "relaxation":
        return False
    new = {x.model.ref for x in launches}
    named = {m.ref for c in act.cues for m in models if c.sentence.start <= m.start < c.sentence.end}
    return not named or bool(named & new)


def _launches_count(page: Page, launches: tuple[Launch, ...], acts: tuple[Act, ...]) -> bool:
    """Beside an act of access, a launch counts only where the lead tells it."""
    return bool(launches) and (not acts or any(x.sentence in page.lead for x in launches))


def _measures(page: Page, acts: tuple[Act, ...], models: tuple[Named, ...]) -> list[Finding]:
    authority = next((a for a in acts if a.actor is None or not a.actor.provider), None)
    return [
        build.measure(
            page,
            act,
            models,
            authority if act.actor is not None and act.actor.provider else None,
            at_once=act is authority and any(a.actor is not None and a.actor.provider for a in acts),
        )
        for act in acts
    ]


def withdrawals_of(page: Page, retired: tuple[Retired, ...], models: tuple[Named, ...]) -> list[Finding]:
    """One finding for each provider and day; a host that drops others' models does so in one act of its own, even where
    the text does not say who it is."""
    host = host_of(page)
    makers = {r.model.ref.split("/")[0] for r in retired}
    if host in makers and not page.home:
        host = ""
    several = len({m for m in makers if m in page.catalog.providers}) > 1

    def day(one: Retired) -> str:
        maker = one.model.ref.split("/")[0]
        known = maker if maker in page.catalog.providers or maker == page.home else ""
        return f"{host or ('' if several else known)} {one.off_on}"

    return [
        build.withdrawal(page, list(group), models, host, unknown=several and not host)
        for _, group in groupby(sorted(retired, key=day), key=day)
    ]


def _launches(page: Page, launches: tuple[Launch, ...], models: tuple[Named, ...]) -> list[Finding]:
    """One finding for each provider and audience."""
    groups: dict[tuple[str, bool], list[Launch]] = {}
    for one in launches:
        groups.setdefault((one.model.ref.split("/")[0], one.limited is not None), []).append(one)
    return [build.launch(page, group, launches, models) for group in groups.values()]


def _quiet(page: Page, models: tuple[Named, ...]) -> list[Finding]:
    """Drafts that no cue betrays, and the days on which earlier decisions begin to apply."""
    draft = proposal_alone(page)
    if draft is not None:
        cue = _cue_at(page, draft)
        if cue is not None:
            act = Act("proposal", "tighten", (cue,), actor_of(page, cue), 2.0, False, draft)
            return [build.measure(page, act, models, None)]
    start = milestone(page)
    if start is not None:
        cue = _cue_at(page, start)
        if cue is not None:
            act = Act("milestone", "tighten", (cue,), actor_of(page, cue), 2.2, False, start)
            return [milestone_of(build.measure(page, act, models, None))]
    return []


def _cue_at(page: Page, span: tuple[int, int]) -> Cue | None:
    sentence = page.sentence_at(span[0])
    return Cue("tighten", span[0], span[1], sentence, "said") if sentence else None


_ABOUT_NOW = 2


def milestone_of(finding: Finding) -> Finding:
    """A milestone has no direction; whom the rule bars that begins to apply is told."""
    fields = {name: getattr(finding, name) for name in finding.__struct_fields__}
    day = finding.effective_on or finding.happened_on
    proofs = finding.evidence
    if finding.effective_on is None:
        proofs += tuple(msgspec.structs.replace(e, field="effective_on") for e in proofs if e.field == "happened_on")
    fields |= {"direction": None, "effective_on": day, "evidence": proofs}
    if day is not None and finding.happened_on is not None and abs((day - finding.happened_on).days) <= _ABOUT_NOW:
        fields["happened_on"] = day  # the day on which it begins is the day of the milestone
    return Finding(**fields)
