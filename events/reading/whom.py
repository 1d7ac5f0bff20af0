"""The audience of a finding: whom an act bars, spares or lets in, with the words that say so."""

from events.finding import Audience
from events.reading import audience, cohorts
from events.reading.actors import Actor
from events.reading.cues import Cue
from events.reading.draft import Draft, Found, Span
from events.reading.measures import Act
from events.reading.page import Page
from events.reading.people import group_in
from events.reading.quotes import clause


def put_audience(draft: Draft, act: Act, other: Act | None) -> None:
    """Whom the act bars and spares, or lets in; `other` is the authority's act that a provider's may carry out."""
    if act.direction == "tighten":
        _bar(draft, act, other)
    else:
        _let_in(draft, act)


def _bar(draft: Draft, act: Act, other: Act | None) -> None:
    page, cues = draft.page, list(act.cues)
    jurisdiction, provider = _whose(act)
    deed = str(draft.fields["act"])
    export = _is_export(page)
    listed = bool(draft.fields.get("listed"))
    barred = audience.barred(
        page, cues, jurisdiction, act.off, "use" if not provider and not export else deed, provider=provider
    )
    if listed:
        barred = [b for b in barred if b[0] != jurisdiction]
    if act.off and other is not None:
        barred = [("*", *clause(page, cues[0].start, cues[0].end))]
    groups = group_in(page, audience.near(page, cues), "" if provider else jurisdiction)
    if not barred and groups and (provider or page.sentence_at(groups[0][1]) in [c.sentence for c in cues]):
        barred = groups
    at_home = act.actor is not None and not provider and jurisdiction and not listed
    if not barred and at_home and act.kind != "proposal" and (deed != "provide" or not export):
        barred = [(jurisdiction, *(_named(act) or (cues[0].start, cues[0].end)))]
    barred = barred or groups
    everyone = any(predicate == "*" for predicate, _, _ in barred)
    spared = audience.exempt(page, cues, of_everyone=everyone)
    draft.fields["audience"] = Audience(barred=tuple(p for p, _, _ in barred), exempt=tuple(p for p, _, _ in spared))
    for _p, start, end in (*barred, *spared):
        draft.prove_who((start, end))


def _let_in(draft: Draft, act: Act) -> None:
    page, cues = draft.page, list(act.cues)
    jurisdiction, provider = _whose(act)
    limited = _limited_to(page, cues) if act.kind == "relaxation" else None
    if limited is not None:
        limit(draft, act.actor.ref if act.actor else "", limited)
        return
    admitted = audience.admitted(page, cues, jurisdiction, provider=provider)
    if not admitted and act.actor is not None and _of_its_own(page, act.actor, draft):
        admitted = [(jurisdiction, *(_named(act) or (cues[0].start, cues[0].end)))]
    if not admitted:
        admitted = group_in(page, [c.sentence for c in cues], "" if provider else jurisdiction)
    draft.fields["audience"] = Audience(admitted=tuple(p for p, _, _ in admitted))
    for _p, start, end in admitted:
        draft.prove_who((start, end))


def _whose(act: Act) -> tuple[str, bool]:
    """The country of the act and whether a provider does it; nobody known to act is taken for a provider."""
    if act.actor is None:
        return "", True
    return act.actor.jurisdiction, act.actor.provider


def _named(act: Act) -> Span | None:
    return act.actor.span if act.actor else None


def _of_its_own(page: Page, actor: Actor, draft: Draft) -> bool:
    """An authority that frees what comes from abroad frees it in its own country."""
    if actor.provider or not actor.jurisdiction or (draft.fields["act"] == "provide" and _is_export(page)):
        return False
    makers = {page.catalog.jurisdiction_of(ref.split("/")[0]) for ref in draft.fields["targets"] if ref[:3] != "hw/"}
    return actor.jurisdiction not in makers


def _is_export(page: Page) -> bool:
    return (
        any(page.words.chips.search(page.text.folded, s.start, s.end) for s in page.lead)
        or "export" in page.text.folded[:400]
    )


def _limited_to(page: Page, cues: list[Cue]) -> Span | None:
    for cue in sorted(cues, key=lambda c: c.sentence.form == "title"):
        m = page.words.limited.search(page.text.folded, cue.sentence.start, cue.sentence.end)
        if m and not page.words.chips.search(page.text.folded, cue.sentence.start, cue.sentence.end):
            return m.span()
    return None


def limit(draft: Draft, issuer: str, words: Span) -> None:
    """Only some are let in: who, and that the rest is not."""
    whole = cohorts.phrase(draft.page, *words)
    who = cohorts.cohort(draft.page, issuer, draft.fields["targets"], *whole)
    draft.put("audience", Audience(admitted=(who,)), whole)
    draft.fields["full"] = False


def withdrawn_from(draft: Draft, proof: Span) -> None:
    """The countries whose market is left; nobody in particular where it goes everywhere."""
    page = draft.page
    left: Found = audience.left(page, proof)
    draft.fields["audience"] = Audience(barred=tuple(p for p, _, _ in left))
    for _p, start, end in left:
        draft.prove_who((start, end))
