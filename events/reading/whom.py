"""The audience of a finding: whom an act bars, spares or lets in, with the words that say so."""

from itertools import islice

import msgspec

from events.finding import Audience
from events.reading import audience, cohorts
from events.reading.actors import Actor
from events.reading.cues import Cue
from events.reading.draft import Draft, Found, Span
from events.reading.measures import Act
from events.reading.page import Page
from events.reading.people import group_in
from events.reading.quotes import clause
from events.reading.standing import home_of_text
from events.reading.statehouse import state_of
from events.reading.text import pattern


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
    export = _is_export(page) and not _is_purchase(page, act)
    listed = bool(draft.fields.get("listed"))
    state = state_of(page, act.actor, [c.sentence for c in cues])
    barred = audience.barred(
        page,
        cues,
        jurisdiction,
        act.off,
        "use" if not provider and not export else deed,
        provider=provider,
        state=state,
    )
    if listed:
        barred = [b for b in barred if b[0] != jurisdiction]
    if act.off and other is not None:
        barred = [("*", *clause(page, cues[0].start, cues[0].end))]
    groups = group_in(page, audience.near(page, cues), "" if provider else jurisdiction)
    if not barred and groups and (provider or page.sentence_at(groups[0][1]) in [c.sentence for c in cues]):
        barred = groups
    if groups and act.kind == "proposal" and all(p in _origins(draft) for p, _, _ in barred):
        barred = groups
    at_home = act.actor is not None and not provider and jurisdiction and not listed
    abroad = (
        act.actor is not None and act.actor.jurisdiction != "US" and all(_COUNTRY.fullmatch(p) for p, _, _ in barred)
    )
    abroad = abroad and "EU" not in [b[0] for b in barred]
    astray = all(p in _origins(draft) for p, _, _ in barred) or (abroad and jurisdiction not in [b[0] for b in barred])
    unclear = act.kind == "proposal" and jurisdiction == "US" and not state and deed != "use"
    if at_home and (deed != "provide" or not export) and astray and not unclear:
        barred = [(_all_of(jurisdiction, state), *(_named(act) or (cues[0].start, cues[0].end)))]
    known = (*draft.fields["targets"], *draft.fields.get("listed", ()))
    barred = barred or audience.parties(page, cues, act.actor, known) or groups
    barred = barred or _at_home(page, cues, provider=provider)
    everyone = any(predicate == "*" for predicate, _, _ in barred)
    spared = audience.exempt(page, cues, of_everyone=everyone)
    spared = [s for s in spared if s[0] not in [b[0] for b in barred]]
    _tell(draft, barred=barred, exempt=spared)


def _let_in(draft: Draft, act: Act) -> None:
    page, cues = draft.page, list(act.cues)
    jurisdiction, provider = _whose(act)
    state = state_of(page, act.actor, [c.sentence for c in cues])
    admitted = audience.admitted(page, cues, jurisdiction, provider=provider, state=state)
    limited = _limited_to(page, cues) if act.kind == "relaxation" else None
    if limited is not None:
        limit(draft, act.actor.ref if act.actor else "", limited, admitted)
        return
    at_home = act.actor is not None and _of_its_own(page, act.actor, draft)
    if act.actor is not None and at_home and all(p in _origins(draft) for p, _, _ in admitted):
        admitted = [(_all_of(jurisdiction, state), *(_named(act) or (cues[0].start, cues[0].end)))]
    if not admitted:
        admitted = audience.parties(page, cues, act.actor, draft.fields["targets"])
    if not admitted:
        admitted = group_in(page, [c.sentence for c in cues], "" if provider else jurisdiction)
    _tell(draft, admitted=admitted or _at_home(page, cues, provider=provider))


def _tell(draft: Draft, **parts: Found) -> None:
    """Sets those parts of the audience that are given, each with the words that say so; the others stay."""
    told = {name: tuple(predicate for predicate, _, _ in found) for name, found in parts.items()}
    draft.fields["audience"] = msgspec.structs.replace(draft.fields.get("audience", Audience()), **told)
    for _predicate, start, end in (one for found in parts.values() for one in found):
        draft.prove_who((start, end))


def _all_of(country: str, state: str) -> str:
    return f"list:us-{state}-residents" if state else country


_COUNTRY = pattern(r"[A-Z]{2}")


def _origins(draft: Draft) -> set[str]:
    """The countries from which what the act is about comes: to name them is not to say whom it bars."""
    catalog = draft.page.catalog
    makers = {catalog.jurisdiction_of(ref.split("/")[0]) for ref in draft.fields["targets"] if ref[:3] != "hw/"}
    return {country for country in makers if country}


# "in this country", in a text that is at home there.
_HERE = pattern(
    r"국내(?!외)|(?:日本)?国内(?!外)|境内|(?<!海)国内|(?<![a-z])(?:hierzulande|bei uns in|dans notre pays|"
    r"dans l'hexagone)(?![a-z])"
)


def _at_home(page: Page, cues: list[Cue], *, provider: bool) -> Found:
    """Where a provider's act is said to hold "in this country", the country where the text is at home."""
    country = home_of_text(page) if provider else ""
    if not country:
        return []
    for sentence in audience.near(page, cues):
        here = _HERE.search(page.text.folded, sentence.start, sentence.end)
        if here:
            named = page.names(sentence.start, here.start(), "issuer")
            said = page.catalog.issuers[named[-1].ref].jurisdiction if named else ""
            opens = next((m for m in page.within(sentence, "jurisdiction") if m.start - sentence.start < 3), None)
            return [(said or (opens.ref if opens else country), *here.span())]
    return []


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
    return actor.jurisdiction not in _origins(draft)


_EXPORT = pattern(r"export|ausfuhr|esportazion|輸出|出口(?!罩)|수출|تصدير|экспорт")


def _is_export(page: Page) -> bool:
    return (
        any(page.words.chips.search(page.text.folded, s.start, s.end) for s in (*page.lead, *islice(page.prose(), 6)))
        or _EXPORT.search(page.text.folded, 0, 400) is not None
    )


_PURCHASE = pattern(
    r"(?<![a-z])(?:buy(?:ing)?|purchas\w+|orders for|procure\w*|acquir\w+|acheter|achats?|kauf\w*|"
    r"beschaff\w*)(?![a-z])|"
    r"采购|购买|停购|订单|進口|购入|購入|調達|구매|조달|شراء|طلبيات"
)


def _is_purchase(page: Page, act: Act) -> bool:
    """Whether the authority tells those at home what not to buy, rather than what not to sell abroad."""
    if act.actor is None or act.actor.jurisdiction in ("", "US"):
        return False
    return any(_PURCHASE.search(page.of(c.sentence)) for c in act.cues)


def _limited_to(page: Page, cues: list[Cue]) -> Span | None:
    for cue in sorted(cues, key=lambda c: c.sentence.form == "title"):
        m = page.words.limited.search(page.text.folded, cue.sentence.start, cue.sentence.end)
        if m and not page.words.chips.search(page.text.folded, cue.sentence.start, cue.sentence.end):
            return m.span()
    return None


def limit(draft: Draft, issuer: str, words: Span, countries: Found | None = None) -> None:
    """Only some are let in: who, and that the rest is not.

    Where the text says of which countries they are, those are told rather than a list that it does not name.
    """
    whole = cohorts.phrase(draft.page, *words)
    draft.fields["full"] = False
    who = cohorts.cohort(draft.page, issuer, draft.fields["targets"], *whole)
    known = who.removeprefix("list:") in draft.page.catalog.lists
    named = known and cohorts.named(draft.page, issuer, *whole)
    if countries and not named and (len(countries) > 1 or not known):
        _tell(draft, admitted=countries)
        return
    draft.put("audience", Audience(admitted=(who,)), whole)


def shut_out(draft: Draft, countries: Found) -> None:
    """The countries where what is launched is not offered, beside whoever else is let in."""
    _tell(draft, barred=countries)


def withdrawn_from(draft: Draft, proof: Span) -> None:
    """The countries whose market is left; nobody in particular where it goes everywhere."""
    _tell(draft, barred=audience.left(draft.page, proof))
