"""Findings made of what the steps found, each field with the words that prove it."""

import re
from dataclasses import replace

from events.finding import Dependency, Finding, RivalClaim
from events.reading.actors import Actor
from events.reading.claims import dependencies_of
from events.reading.cues import Cue
from events.reading.draft import Draft, Found, Span, begun, put_issuer, put_provider, put_targets, put_times
from events.reading.launches import Launch, launch_day
from events.reading.listing import is_listing, listed_in, parties
from events.reading.measures import Act
from events.reading.names import Mention
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.retired_rows import Retired
from events.reading.rivals import rivals_of
from events.reading.sentences import Sentence
from events.reading.targets import new_services, targets_of
from events.reading.text import pattern
from events.reading.when import Times, deadline, explicit, immediately, times_of
from events.reading.whom import limit, put_audience, shut_out, withdrawn_from
from events.reading.whose import settled
from events.reading.withdrawals import surface_of
from events.reading.withheld import withheld


def _reported(page: Page, sentences: list[Sentence]) -> bool:
    return any(page.words.reported.search(page.text.folded, s.start, s.end) for s in sentences)


def measure(page: Page, act: Act, models: tuple[Named, ...], other: Act | None, *, at_once: bool = False) -> Finding:
    """The finding of one act; `other` is the authority's act that a provider's may carry out.

    `at_once`: a provider carries this act out, so it holds from its own day where it names no other.
    """
    if not act.off:
        act = replace(act, actor=settled(page, act.actor, list(dict.fromkeys(c.sentence for c in act.cues))))
    draft = begun(page, kind=act.kind, direction=act.direction)
    best = max(act.cues, key=lambda c: (c.sentence in page.lead, c.weight))
    draft.prove_by_clause("kind", act.proof or (best.start, best.end))
    draft.prove_by_clause("direction", (best.start, best.end))
    put_issuer(draft, act.actor)
    aimed, unknown = _aims(draft, act, models, other, (best.start, best.end))
    new = put_targets(draft, aimed, (*models, *unknown))
    _topics(draft, list(act.cues))
    draft.fields["act"] = _deed(page, act)
    draft.prove_by_clause("act", (best.start, best.end))
    put_audience(draft, act, other)
    times = _times(page, act)
    if at_once and times.effective_on is None:
        times = replace(times, effective_on=times.happened_on, effective=times.happened)
    put_times(draft, times, effective=act.kind != "proposal")
    carries = bool(other is not None and act.actor is not None and act.actor.provider and other.kind == act.kind)
    draft.fields["carries_out"] = carries
    if carries and act.kind == "restriction":
        draft.fields["effect"] = "off"
    own = list(dict.fromkeys(c.sentence for c in act.cues))
    draft.fields["reported_only"] = _reported(page, [*own, *page.lead[1:2]])
    known = bool(aimed or draft.fields.get("listed"))
    draft.fields["confidence"] = _confidence(page, act.score, known, act.actor is not None, new)
    return draft.finding()


def _aims(
    draft: Draft, act: Act, models: tuple[Named, ...], other: Act | None, best: Span
) -> tuple[Found, list[Named]]:
    """What the act is aimed at, with the names that the catalogue lacks; the parties that a listing names are kept
    apart."""
    page, cues = draft.page, list(act.cues)
    listed = listed_in(page, cues) if act.direction == "tighten" else []
    actor = act.actor.ref if act.actor else ""
    aimed = targets_of(page, cues, models, actor)
    general = all(ref.startswith(("topic/", "hw/")) for ref, _, _ in aimed)
    more = parties(page, taken_off=act.direction == "loosen") if general else []
    if more and act.direction == "tighten":
        listed += [(m.ref, m.start, m.end) for m in more]
    elif more:
        return [(m.ref, m.start, m.end) for m in more], more
    if listed:
        draft.fields["listed"] = tuple(dict.fromkeys(ref for ref, _, _ in listed))
        for _ref, start, end in listed:
            draft.prove("listed", (start, end))
        aimed = [t for t in aimed if t[0] not in draft.fields["listed"] and t[0].startswith("hw/")]
    if act.kind == "restriction" and (listed or is_listing(page)):
        # Chips in general are why somebody is listed, or what they lose besides all else.
        aimed = [t for t in aimed if t[0] not in ("hw/advanced-chips", "hw/sme")]
    if act.actor is not None and act.actor.provider and actor:
        own = _own_product(page, act)
        if all(ref.startswith("topic/") for ref, _, _ in aimed):
            aimed = [(actor, *(act.actor.span or best))]
        elif own is not None and not any("/" in ref for ref, _, _ in aimed):
            aimed = [(actor, *own)]
    if other is not None and _says_both(page, act):
        aimed = targets_of(page, list(other.cues), models, "") or aimed
    if all(ref.startswith("topic/") for ref, _, _ in aimed) and not listed:
        unknown = new_services(page, list(dict.fromkeys(c.sentence for c in cues)))
        if unknown:
            return [(m.ref, m.start, m.end) for m in unknown], [*more, *unknown]
    return aimed, more


def _own_product(page: Page, act: Act) -> Span | None:
    """Where the act names the provider's service rather than its company ("Anthropic shuts OpenAI out of Claude")."""
    if act.actor is None:
        return None
    company = page.catalog.name(act.actor.ref).lower()
    for sentence in dict.fromkeys(c.sentence for c in act.cues):
        for m in page.within(sentence, "provider"):
            if m.ref == act.actor.ref and page.text.folded[m.start : m.end] not in (company, act.actor.ref):
                return m.start, m.end
    return None


def _says_both(page: Page, act: Act) -> bool:
    """As in "… switched both models off": the models are those of the order."""
    return any(not page.within(c.sentence, "model", "hardware") for c in act.cues)


def _own_sentences(page: Page, act: Act) -> list[Sentence]:
    """The act's sentences, prose before title, for the days in them."""
    own = list(dict.fromkeys(c.sentence for c in act.cues))
    own.sort(key=lambda s: (s.form == "title", s.index))
    extra = [s for s in page.lead if s not in own]
    if act.kind != "relaxation" or not (act.actor and act.actor.provider):
        kept = [s for s in extra if not page.within(s, "provider") or not page.words.back.search(page.of(s))]
        extra = kept
    return own + extra


def _times(page: Page, act: Act) -> Times:
    """By the act's own sentences; where they name no day from which it holds, by one that says so in as many words."""
    zone = _zone(page, act.actor)
    times = times_of(page, _own_sentences(page, act), zone, eased=act.direction == "loosen")
    said = explicit(page) if act.kind != "proposal" else []
    if said and (times.effective is None or _STRONG.search(page.of(said[0]))):
        stated = times_of(page, said[:2], zone)
        if stated.effective is not None:
            times = replace(
                times, effective_on=stated.effective_on, effective=stated.effective, certainty=stated.certainty
            )
    if act.kind not in ("restriction", "relaxation"):
        return times
    due = deadline(page) if act.kind == "restriction" else None
    now = immediately(page)
    if due is not None and times.effective_on in (None, due[0], times.happened_on):
        times = replace(times, effective_on=due[0], effective=due[1])
    if now is not None and times.happened_on is not None and (times.effective_on is None or _binds_today(page, now)):
        return replace(times, effective_on=times.happened_on, effective=now)
    own = [c.sentence for c in act.cues]
    done = next((m.span() for s in own if (m := _DONE.search(page.text.folded, s.start, s.end))), None)
    if done is not None and times.effective_on is None:
        times = replace(times, effective_on=times.happened_on, effective=done)
    return times


def _binds_today(page: Page, span: Span) -> bool:
    """Words that leave no time, even where somebody has until a later day to have done with what they use."""
    return bool(re.search(r"today|即日", page.text.folded[slice(*span)]))


_STRONG = re.compile(r"(?:rule|order|notice|action) is effective|effective dates?:|^dates?:")
# A service that was cut or restored is so from that moment.
_DONE = pattern(
    r"(?<![a-z])(?:(?:has |have )?(?:restored|resumed|reopened|unblocked|lifted)(?: its| the|"
    r" a)?(?: temporary)? (?:access|ban|block|restriction|suspension)|"
    r"(?:is|are|went|goes) (?:back|live)|can reach|as of (?:today|now|last night)|from today|starting today|"
    r"today we(?:'re| are)|"
    r"(?:is|are) paused|(?:is|are) no longer (?:needed|required|able)|no longer need|(?:can|may|could) (?:no longer|"
    r"again)|"
    r"since yesterday|a (?:mis fin|rétabli|bloqué|coupé|levé|suspendu|fermé|interdit)|ne (?:peut|peuvent) plus|"
    r"peu(?:t|vent) (?:de nouveau|désormais)|(?:has|have|had been|was|were|been) (?:now )?(?:cut off|blocked|"
    r"switched off|"
    r"suspended|stopped|taken down|disabled|released|pulled|removed)|went (?:live|dark)|put .{0,30} (?:into force|"
    r"back)|"
    r"(?:hat|haben|ist|sind|wurden?) .{0,80}(?:gesperrt|abgeschaltet|blockiert|untersagt|freigeschaltet|aufgehoben)|"
    r"signed)(?![a-z])|"
    r"재개됐|재개했|재개를 허용|해제한다고|중단됐|중단된|중단했|중단되었|막았|차단했|차단한|恢复|再開した|重新开放|"
    r"遮断した|停止した|停止したと|"
    r"禁止した|解除した|已(?:屏蔽|封锁|停止|切断|关闭|限制)|حجبت|اوقفت|قررت .{0,50}(?:حجب|تقييد)|"
    r"رفع الحجب|اعاد\w*|عادت|منتصف ليل اليوم"
)


def _zone(page: Page, actor: Actor | None) -> str:
    if actor is None:
        return ""
    country = page.catalog.jurisdictions.get(actor.jurisdiction)
    return country.timezone if country else ""


def _topics(draft: Draft, cues: list[Cue]) -> None:
    page = draft.page
    places = list(dict.fromkeys([*(c.sentence for c in cues), *page.lead]))
    topics = dict.fromkeys(m.ref for s in places for m in page.within(s, "topic"))
    draft.fields["topics"] = tuple(topics)


def _deed(page: Page, act: Act) -> str:
    """What is barred or freed: to bring in, to use, or (most often) to provide."""
    words = " ".join(page.of(c.sentence) for c in act.cues)
    if any(w in words for w in ("customs", "import", "海关", "税関", "세관", "جمارك", "zoll", "douane")) and not any(
        w in words for w in ("export", "出口")
    ):
        return "import"
    if any(
        w in words
        for w in (
            " use of",
            "using",
            "not to buy",
            "stop using",
            "devices",
            "must run",
            "使用",
            "利用",
            "사용",
            "utilis",
            "nutz",
            "استخدام",
            " buying",
            "purchas",
        )
    ):
        return "use"
    return "provide"


def _confidence(page: Page, score: float, aimed: bool, known: bool, new: bool) -> float:
    value = 0.5 + min(score, 6.0) * 0.06
    value += 0.08 if aimed else -0.1
    value += 0.04 if known else -0.12
    value -= 0.08 if new else 0.0
    value -= 0.05 if page.published is None else 0.0
    return round(max(0.2, min(0.97, value)), 2)


def launch(page: Page, group: list[Launch], all_: tuple[Launch, ...], models: tuple[Named, ...]) -> Finding:
    """The finding of one provider's launch on one day to one audience."""
    first = group[0]
    draft = begun(page, kind="launch")
    start, end = min(first.verb[0], first.model.start), max(first.verb[1], first.model.end)
    together = first.sentence.start <= first.model.start < first.sentence.end
    draft.prove_by_clause("kind", (start, end) if together else first.verb)
    provider = first.model.ref.split("/")[0]
    named = next((m for m in page.within(first.sentence, "provider") if m.ref == provider), None)
    put_provider(draft, provider, _span(named) or _first_named(page, provider))
    new = put_targets(draft, [(x.model.ref, x.model.start, x.model.end) for x in group], models)
    day = next((x.day for x in group if x.day), None) or launch_day(page, first.sentence)
    draft.fields["happened_on"] = day.day if day else page.published
    draft.prove_by_clause("happened_on", (day.start, day.end) if day else page.dated.span, "metadata")
    if first.limited:
        limit(draft, provider, first.limited)
        draft.fields["effect"] = "limited"
    shut = withheld(page, tuple((x.model.start, x.model.end) for x in all_))
    if shut:
        shut_out(draft, shut)
    _claims(draft, group, all_, models)
    draft.fields["reported_only"] = _reported(page, [x.sentence for x in group if x.sentence.form != "title"])
    in_lead = any(x.sentence in page.lead for x in group)
    draft.fields["confidence"] = round(
        0.72 + (0.12 if in_lead else 0.0) + (0.08 if not new else -0.1) + (0.04 if day else 0.0), 2
    )
    return draft.finding()


def _span(mention: Mention | None) -> Span | None:
    return (mention.start, mention.end) if mention else None


def _first_named(page: Page, provider: str) -> Span | None:
    return _span(next((m for m in page.mentions if m.kind == "provider" and m.ref == provider), None))


def _claims(draft: Draft, group: list[Launch], all_: tuple[Launch, ...], models: tuple[Named, ...]) -> None:
    rivals: list[RivalClaim] = []
    stands_on: list[Dependency] = []
    for one in group:
        for said, span in rivals_of(draft.page, one, all_, models):
            if said.rival_of not in [r.rival_of for r in rivals if r.model == said.model]:
                rivals.append(said)
                draft.prove("rivals", span)
        for dependency, proof in dependencies_of(draft.page, one, all_, models):
            stands_on.append(dependency)
            draft.prove_by_clause("dependencies", proof, "catalogue")
    draft.fields["rivals"] = tuple(rivals)
    draft.fields["dependencies"] = tuple(stands_on)


def withdrawal(
    page: Page, group: list[Retired], models: tuple[Named, ...], host: str = "", *, unknown: bool = False
) -> Finding:
    """The finding of the models that go on one day, from their provider or from the host, which may be unknown."""
    first = group[0]
    draft = begun(page, kind="withdrawal", direction="tighten")
    draft.prove_by_clause("kind", first.proof)
    draft.prove_by_clause("direction", first.proof)
    provider = "" if unknown else host or first.model.ref.split("/")[0]
    put_provider(draft, provider, _first_named(page, provider))
    new = put_targets(draft, [(r.model.ref, r.model.start, r.model.end) for r in group], models)
    draft.fields["happened_on"] = first.happened_on or page.published
    draft.prove_by_clause("happened_on", first.happened or page.dated.span, "metadata")
    if first.off_on is not None:
        draft.fields["effective_on"] = first.off_on
        draft.prove_by_clause("effective_on", first.off_span)
        draft.fields["certainty"] = "not_before" if first.not_before else "exact"
    draft.fields["effect"] = "off"
    draft.fields["surfaces"] = surface_of(page)
    withdrawn_from(draft, first.proof)
    draft.fields["confidence"] = round(0.86 - (0.1 if new else 0.0) + (0.06 if first.off_on else 0.0), 2)
    return draft.finding()
