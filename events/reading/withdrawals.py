"""Models and services that their provider retires, from tables, lists and prose, with the day of each."""

import re
from dataclasses import replace

from events.reading.beside import begins, ends
from events.reading.launches import as_rival
from events.reading.naming import Named, named
from events.reading.page import Page
from events.reading.replaced import is_replacement
from events.reading.retired_ids import family_ids, goes_on, spoken_of
from events.reading.retired_names import is_of_a_day, retired_names
from events.reading.retired_rows import Retired, from_rows
from events.reading.sentences import Sentence
from events.reading.setting import old
from events.reading.text import pattern
from events.reading.when import Times, times_of

# A provider's own notes of a release tell of a retirement further down.
_NOTES = 12
_GOES_ON = re.compile(r"(?:they|it|these|both|all|requests|sie|diese|ils|elles)(?![a-z])")
_DATED = re.compile(r"[:：]\s*$")
_PART_ONLY = re.compile(r"(?<![a-z])(?:chatgpt|the app|web app|gemini app|le chat)(?![a-z])")


def find_withdrawals(page: Page, models: tuple[Named, ...]) -> tuple[Retired, ...]:
    """Empty where the provider retires nothing as this document's news."""
    proof = _said(page)
    if proof is None:
        return ()
    rows = from_rows(page, models, proof)
    found = rows or _with_kin(page, models, proof, _from_prose(page, models, proof)) or _leaving(page, proof)
    page.say("withdrawals", *(f"{r.model.ref} on {r.off_on}" for r in found))
    return tuple(found)


def _with_kin(page: Page, models: tuple[Named, ...], proof: tuple[int, int], found: list[Retired]) -> list[Retired]:
    """Beside an id that goes, those of the same family in the sentences that say so, with a number or without."""
    stems = {r.model.name.split("-")[0].lower() for r in found if r.model.code and "-" in r.model.name}
    stems = {stem for stem in stems if len(stem) > 3 and stem.isalpha()}
    if not stems:
        return found
    ids = re.compile(rf"(?<![\w./-])(?:{'|'.join(sorted(stems))})(?:-[a-z0-9.]*[a-z0-9])+(?![\w-])")
    kin = [
        named(page, page.quote(*m.span()), found[0].model.ref.split("/")[0], *m.span(), code=True)
        for s in page.sentences
        if page.words.withdraw.search(page.of(s))
        for m in ids.finditer(page.text.folded, s.start, s.end)
        if not any(k.start < m.end() and m.start() < k.end for k in models)
    ]
    known = {r.model.ref for r in found}
    return found + [r for r in _from_prose(page, tuple(kin), proof) if r.model.ref not in known] if kin else found


def retired_in(page: Page, models: tuple[Named, ...], sentences: list[Sentence]) -> tuple[Retired, ...]:
    """What goes by these sentences, which are taken to say that something does; a service or maker where no model."""
    if not sentences:
        return ()
    ending = [s for s in sentences if page.words.withdraw.search(page.of(s))]
    begun = [s for s in sentences if s not in ending and page.words.launch.search(page.of(s))]
    if begun and not ending:
        ending = [s for s in page.sentences if s.form != "title" and page.words.withdraw.search(page.of(s))]
    given = sentences
    sentences = ending or [s for s in sentences if s not in begun] or sentences
    sentences = [s for s in sentences if not _only_begins(page, s)] or sentences
    proof = (sentences[0].start, sentences[0].end)
    found = from_rows(page, models, proof) or _from_prose(page, models, proof, sentences)
    if not found:
        places = _said_in(page, sentences)
        names = tuple(n for n in retired_names(page, places) if not is_of_a_day(page, n.start, n.end))
        found = from_rows(page, names, proof) if any(s.form == "row" for s in places) else []
        found = found or _named_so(page, names, proof, places)
        if not found:
            places += [s for s in page.sentences if s not in places and _STOPS.search(page.of(s)) and _ahead(page, s)]
            found = _named_so(page, family_ids(page, places), proof, places)
        found = found or _from_prose(page, models, proof, list(dict.fromkeys([*given, *page.lead])))
    return tuple(found or _whole_service(page, proof, sentences))


def _named_so(page: Page, names: tuple[Named, ...], proof: tuple[int, int], places: list[Sentence]) -> list[Retired]:
    """Those of the prose with their days; names of the title alone go on the first of these days."""
    found = _from_prose(page, names, proof, places)
    told = {r.model.ref for r in found}
    title = page.title
    codes = [n for n in names if title is not None and n.end <= title.end and n.code and n.ref not in told]
    return found + [replace(found[0], model=n) for n in codes] if found else found


def _said_in(page: Page, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences that say it, with the rows and bullets under them, the title, and what else speaks of an end."""
    said = [s for s in page.sentences if s.form != "title" and page.words.withdraw.search(page.of(s))]
    under = [s for s in page.sentences if s.form in ("bullet", "row")]
    title = [page.title] if page.title else []
    return [s for s in dict.fromkeys([*sentences, *under, *said, *title]) if not _only_begins(page, s)]


def _only_begins(page: Page, sentence: Sentence) -> bool:
    return begins(page, sentence) and not (_STOPS.search(page.of(sentence)) and _ahead(page, sentence))


def _whole_service(page: Page, proof: tuple[int, int], sentences: list[Sentence]) -> list[Retired]:
    maker = next((m for s in [*sentences, *page.lead] for m in page.within(s, "provider")), None)
    if maker is None:
        return []
    times = times_of(page, [*sentences, *page.lead])
    whole = Named(maker.ref, page.quote(maker.start, maker.end), maker.start, maker.end)
    gone = [Retired(whole, proof, times.effective_on, times.effective, times.happened_on, times.happened)]
    return _with_day(page, sentences, gone)


_LEAVES = re.compile(r"market|quit|leav|exit|pull|withdr|退出|撤退|철수|تنسحب|انسحبت|se retir|quitt|zieht sich")


def _leaving(page: Page, proof: tuple[int, int]) -> list[Retired]:
    """A provider that leaves a market takes all its models along."""
    near = [m for m in page.mentions if m.kind == "provider" and m.end <= proof[0]]
    maker = near[-1] if near else next((m for m in page.mentions if m.kind == "provider"), None)
    provider = maker.ref if maker else ""
    if maker is None or not _LEAVES.search(page.text.folded, *proof):
        return []
    times = times_of(page, list(page.lead))
    whole = Named(provider, page.quote(maker.start, maker.end), maker.start, maker.end)
    return [Retired(whole, proof, times.effective_on, times.effective, times.happened_on, times.happened)]


def _on_orders(page: Page) -> bool:
    """Models that are switched off for all beside an authority's order come back one day: that is no retirement."""
    off = any(page.words.off.search(page.text.folded, s.start, s.end) for s in page.lead)
    return off and any(page.within(s, "issuer") for s in page.lead)


def _said(page: Page) -> tuple[int, int] | None:
    text = page.text.folded
    if _on_orders(page):
        return None
    own = list(page.prose())[:_NOTES] if page.home else []
    for sentence in dict.fromkeys([*page.lead, *own]):
        if page.words.denied.search(text, sentence.start, sentence.end):
            continue
        for m in page.words.withdraw.finditer(text, sentence.start, sentence.end):
            if re.search(r"(?:last|not|no|won't|without) (?:\w+ ){0,2}$", text[max(0, m.start() - 20) : m.start()]):
                continue
            if old(page, sentence, m.start()) and sentence.form != "title":
                continue
            if page.words.talk.search(text, max(sentence.start, m.start() - 40), m.start()):
                continue
            return m.span()
    return None


def _from_prose(
    page: Page, models: tuple[Named, ...], proof: tuple[int, int], given: list[Sentence] | None = None
) -> list[Retired]:
    text = page.text.folded
    said = given or [s for s in page.sentences if page.words.withdraw.search(text, s.start, s.end)]
    listed = [s for s in page.sentences if s.form == "bullet" and said and s.index > said[0].index]
    going_on = [
        s
        for s in page.sentences
        if s.form != "title" and ends(page, s) and _ahead(page, s) and (goes_on(page, s) or _names(s, models))
    ]
    said = [*said, *(s for s in going_on if s not in said)]
    title = [s for s in said if s.form == "title"]
    sentences = [s for s in said if s not in title and not page.words.denied.search(text, s.start, s.end)]
    lead = [s for s in page.lead if s not in sentences]
    about = _of_an_end(page, sentences + lead)
    times = _ended(page, about, times_of(page, about))
    by_colon = [s for s in said if _DATED.search(text, s.start, s.end)]
    dated = _heads_with_days(page)
    found: dict[str, Retired] = {}
    under = _listed_models(listed, dated) if by_colon else _beside_bullets(page, said)
    for sentence in [*sentences, *under, *_id_lists(page, said), *_bare_lists(page, models, said), *title]:
        if found and sentence in title:
            break
        meant = spoken_of(page, sentence, models) if sentence in sentences else []
        for model in models:
            if model in meant or (
                sentence.start <= model.start
                and model.end <= sentence.end
                and not is_replacement(page, sentence, model)
                and not (sentence in under and as_rival(page, sentence, model))
            ):
                own = times_of(page, [sentence]) if sentence in sentences else times
                best = (
                    _own_day(page, sentence, model)
                    or dated.get(sentence.index)
                    or _last_day(page, sentence, own)
                    or (own if own.effective_on else times)
                )
                found.setdefault(
                    model.ref,
                    Retired(
                        model,
                        proof,
                        best.effective_on,
                        best.effective,
                        times.happened_on,
                        times.happened,
                        times.certainty == "not_before",
                    ),
                )
    models_only = [r for r in found.values() if r.model.ref not in _SERVICES]
    return _with_day(page, said, models_only or list(found.values()))


def _names(sentence: Sentence, models: tuple[Named, ...]) -> bool:
    return any(sentence.start <= m.start and m.end <= sentence.end for m in models)


_STOPS = pattern(
    r"(?<![a-z])(?:stop\w*|off|until|ends?|end of life|retir\w+|remov\w+|dark|expir\w+|shut\w*|410|404|fail\w*|"
    r"reject\w*|unavailable|"
    r"read-only|closes?|through|jusqu\S*|extinction|n'accept\w+|ne répondr\w+|abschaltung|letzter|abgeschaltet|"
    r"bis)(?![a-z])|"
    r"終了|停止|下线|종료|닫는|마친다|ستتوقف|يتوقف|ايقاف"
)
_NOT_STOPS = pattern(
    r"(?<![a-z])(?:export\w*|download\w*|refund\w*|new (?:tenants|customers|keys)|upgrade\w*|automatic)(?![a-z])|"
    r"新規|新开通|신규|발급|导出|엑스포트|تصدير"
)


def _of_an_end(page: Page, sentences: list[Sentence]) -> list[Sentence]:
    """Those that do not tell only until when somebody new is let in or something may be fetched, if there are
    others."""
    kept = [s for s in sentences if not _NOT_STOPS.search(page.of(s))]
    return kept or sentences


_ENDED = pattern(
    r"(?<![a-z])(?:(?:was|were|has been|have been|is|are) (?:now )?(?:switched off|shut down|turned off|removed|"
    r"retired|"
    r"discontinued|taken down|taken offline)|(?:has|have|'ve|had) (?:now )?(?:switched off|shut down|retired|"
    r"removed|deprecated|"
    r"pulled|taken down)|went dark|now return\w*|a (?:fermé|débranché|retiré)|abgeschaltet|entfernt)(?![a-z])|"
    r"已(?:下线|停用|关闭)|(?:終了|停止)しました|종료(?:됐|했|되었)|ازيل|اوقفت"
)
_WILL_END = re.compile(
    r"(?<![a-z])(?:will|to be|shall|wird|werden|sera|seront|deprecated on|legacy)(?![a-z])|将|予定|예정|سوف|ست"
)


def _ended(page: Page, sentences: list[Sentence], times: Times) -> Times:
    """The day until which a model answers is its last; what is told as gone went on the day of the act."""
    if times.effective_on is None and times.until is not None:
        return replace(times, effective_on=times.until, effective=times.until_span)
    if times.effective_on is not None or any(page.days(s.start, s.end) and _ahead(page, s) for s in sentences):
        return times
    text = page.text.folded
    for sentence in sentences:
        gone = _ENDED.search(text, sentence.start, sentence.end)
        if gone and not _WILL_END.search(text, sentence.start, sentence.end):
            return replace(times, effective_on=times.happened_on, effective=gone.span())
    return times


def _ahead(page: Page, sentence: Sentence) -> bool:
    return page.published is not None and any(
        d.grain == "day" and d.day > page.published for d in page.days(sentence.start, sentence.end)
    )


def _with_day(page: Page, said: list[Sentence], retired: list[Retired]) -> list[Retired]:
    """Where nothing tells the last day of any of them: the first day ahead in a sentence that speaks of an end."""
    if page.published is None or any(r.off_on is not None and r.off_on > page.published for r in retired):
        return retired
    for sentence in dict.fromkeys([*said, *page.sentences]):
        words = page.of(sentence)
        if not _STOPS.search(words) or _NOT_STOPS.search(words):
            continue
        for day in page.days(sentence.start, sentence.end):
            if day.grain == "day" and day.day > page.published:
                return [replace(r, off_on=day.day, off_span=(day.start, day.end)) for r in retired]
    return retired


_ID_LIST = pattern(
    r"(?:affected|following|impacted|retired|deprecated|model ids?|models?|modèles?|betroffene\w*|folgende\w*|対象|"
    r"下記|"
    r"以下|대상|停止以下)"
    r"[^.\n]{0,40}[:：]"
)


def _id_lists(page: Page, said: list[Sentence]) -> list[Sentence]:
    """As in "Affected model IDs: …", after the announcement."""
    first = min((s.index for s in said), default=0)
    return [s for s in page.sentences if s.index > first and s not in said and _ID_LIST.search(page.of(s))]


def _bare_lists(page: Page, models: tuple[Named, ...], said: list[Sentence]) -> list[Sentence]:
    """Lines right after the announcement that are little more than names of models ("o3, o4-mini, Claude 3.7")."""
    found = []
    for sentence in page.sentences:
        if sentence in said or sentence.form in ("title", "row", "bullet") or not said:
            continue
        if 0 < sentence.index - said[0].index <= 2 and not page.words.launch.search(page.of(sentence)):
            named = sum(m.end - m.start for m in models if sentence.start <= m.start and m.end <= sentence.end)
            found += [sentence] if 2 * named > sentence.end - sentence.start else []
    return found


def _beside_bullets(page: Page, said: list[Sentence]) -> list[Sentence]:
    """The other bullets of a list of which one says it."""
    parts = {s.part for s in said if s.form == "bullet"}
    return [
        s for s in page.sentences if s.form == "bullet" and s.part in parts and s not in said and not begins(page, s)
    ]


_SERVICES = frozenset({"openai/chatgpt", "mistral/le-chat", "google/gemini"})


def _own_day(page: Page, sentence: Sentence, model: Named) -> Times | None:
    """Of a bullet with a day in it ("Llama 3.1 405B – last day 28.02.2026"), that day."""
    if sentence.form != "bullet" or page.published is None:
        return None
    ahead = [d for d in page.days(model.end, sentence.end) if d.grain == "day" and d.day > page.published]
    return Times(effective_on=ahead[0].day, effective=(ahead[0].start, ahead[0].end)) if ahead else None


def _last_day(page: Page, sentence: Sentence, own: Times) -> Times | None:
    """The first day ahead that this sentence names, or the next one where this one's is the day of the notice."""
    if page.published is None or (own.effective_on is not None and own.effective_on > page.published):
        return None
    after = [s for s in page.sentences if s.index == sentence.index + 1 and _GOES_ON.match(page.of(s))]
    for place in [sentence, *after]:
        if place is not sentence and not page.words.withdraw.search(page.of(place)):
            continue
        for day in page.days(place.start, place.end):
            if day.grain == "day" and day.day > page.published:
                return Times(effective_on=day.day, effective=(day.start, day.end), certainty=own.certainty)
    return None


def _heads_with_days(page: Page) -> dict[int, Times]:
    """Of each bullet under a line such as "November 18th:", the day of that line."""
    found: dict[int, Times] = {}
    head: Times | None = None
    for sentence in page.sentences:
        if sentence.form == "bullet":
            if head is not None:
                found[sentence.index] = head
        elif _DATED.search(page.text.folded, sentence.start, sentence.end):
            days = page.days(sentence.start, sentence.end)
            span = (days[0].start, days[0].end) if days else None
            head = Times(effective_on=days[0].day, effective=span) if days else None
        elif sentence.form != "heading":
            head = None
    return found


def _listed_models(bullets: list[Sentence], dated: dict[int, Times]) -> list[Sentence]:
    """The first unbroken list after the announcement; what is listed later are endpoints and parameters."""
    kept: list[Sentence] = []
    for sentence in bullets:
        if kept and sentence.part != kept[-1].part and sentence.index not in dated:
            break
        kept.append(sentence)
    return kept


def surface_of(page: Page) -> tuple[str, ...]:
    """`app` where only the chat service loses the model and programs keep it."""
    text = page.text.folded
    app = any(_PART_ONLY.search(text, s.start, s.end) for s in page.lead[:2])
    api_stays = re.search(
        r"api .{0,60}?(?:not concerned|not affected|unaffected|remain|continue|no change)|(?:no change|"
        r"remain\w* available) .{0,40}?api|through the api are not",
        text,
    )
    if app and (api_stays or not re.search(r"(?<![a-z])api(?![a-z])", text)):
        return ("app",)
    api = any(re.search(r"from the api|api(?: access)? (?:shut|remov|retire)", page.of(s)) for s in page.lead)
    return ("api",) if api and not app else ()
