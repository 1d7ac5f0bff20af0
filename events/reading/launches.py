"""New models that the text itself announces, and to whom they are open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from events.reading.calendar import Day
from events.reading.cues import Cue
from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.setting import old
from events.reading.text import pattern

_PLANNED = re.compile(
    r"(?:\bwill(?: soon| also| not)?|plans? to|planned|expected to|expects? to|is set to|are set to|intends? to|"
    r"to be|soon|upcoming|yet to|has not|hasn't|not yet|before the|ahead of the|prepar\w+ to|about to|could|may|"
    r"might"
    r"|any|every|each|when|if|once|refus\w+ to|declin\w+ to|(?:delay|postpon|withh|suspend|"
    r"cancel)\w*(?: back)?(?: the| its)?|wird(?: \w+){0,3}|sera|seront|va|vont|"
    r"将(?:于|在)?|计划|拟|即将|예정|계획|予定|سوف|ستطلق|ستقوم) ?$"
)
_AFTER_JA_KO = pattern(
    r"^[\"'」』》)）]*\s?(?:\([^)]*\))?[\"'」』》]*(?:より|に(?:対抗|匹敵|続|代わ|並|迫|次)|を(?:上回|超え|ベース|"
    r"元に|基盤|しのぐ|凌)|と(?:比べ|比較|同等)|"
    r"の(?:後継|発表から|競合|代替)|などの?|対応|互換"
    r"|에 ?(?:맞서|맞설|대응|이어|비해|버금|견줄|필적|대한|기반)|보다|를 (?:능가|뛰어넘|넘어|기반|앞서)|"
    r"을 (?:능가|뛰어넘|넘어|기반|앞서)|의 후속|기반|급|와 (?:비교|경쟁)|"
    r"과 (?:비교|경쟁)|처럼|등)"
)
_AFTER_ZH = re.compile(r"^[》」』\"')）]* ?(?:的发布|相比|相当|的表现|的性能|等(?:模型|闭源|开源|竞品)|之后|类)")
_FEATURE = re.compile(
    r"(?<![a-z])(?:features?|tools?|plug-?ins?|apps?|sdk|chips?|connectors?|integrations?|datasets?|benchmarks?|"
    r"papers?|librar(?:y|ies)|lets|us(?:es|ing)|fonction\w*|funktion\w*|scripts?|study|report|guide|plans?|"
    r"partnership)(?![a-z])"
)
_HELD = pattern(
    r"^ ?(?:하|할|될|되|를|을|가|이|の|を)? ?(?:전에|전|보류|연기|예정|앞두|계획|미루|準備|予定|延期|見送|前に|"
    r"方針|計画)"
)
_STILL_TO_DO = pattern(r"(?:する|した)?(?:할|될|予定|方針|計画)")
_UNDONE = re.compile(r"(?:未|尚未|没有|并未|不|暂不|暂缓|推迟|延后)$")
_PASSIVE = re.compile(
    r"available|came out|goes? live|went live|is here|out now|lands?|landed|debut|model card|joins|made available|hits"
)
_OPENED = re.compile(r"(?<![a-z])(?:open[- ]?sourc\w+|weights)(?![a-z])|开源|オープンソース|오픈소스")
_DONE = re.compile(r"releas(?:ed)|launched|published|unveiled|introduced|open[- ]?sourced|debuted")
_DEFINED = re.compile(r"(?: \d+(?:\.\d+)?b(?:-\w+)*)? (?:is|are) (?:an?|the|our) [^.;:]{3,90}, (?:which (?:is|was) )?")
_BY_ITSELF = re.compile(
    r"launch(?:es|ed)|debut(?:s|ed)|roll(?:s|ed) out|ship(?:s|ped)|drop(?:s|ped)|arriv(?:es|ed)|open(?:s|ed)"
)
_NO_OBJECT = re.compile(
    r" ?(?:[.,;:)]|$|(?:today|now|on|in|as|for|this|next|to|with|at|worldwide|globally|publicly|under|alongside|only|"
    r"here|from|into|first|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?![a-z]))"
)
_APPOSED = re.compile(r"(?: ?\([^)]{1,60}\))?(?:, [^.;:]{3,110},)? ?(?:(?:also|now|itself|finally|officially|today) )*")
_GOVERNED = re.compile(
    r"(?<![a-z])(?:to|of|on|for|with|from|by|in|than|like|against|after|before|over)(?: the| its)? $"
)
# A provider's log: the names of its service now mean a new model.
_UPGRADED = re.compile(r"\w+ (?:upgraded|updated) to|升级.")
# A service that comes with a new model of its maker's own brings that model too.
_OWN_ENGINE = re.compile(
    r"(?<![a-z])(?:powered by|built on|based on|runs? on|running on) (?:(?:its|their|the company's|the firm's) "
    r"(?:own|new|latest|first|in-house|home-?grown)|a new) "
)
_PAST_BY = re.compile(r"(?:is|are|was|were|been|being) $")


@dataclass(frozen=True, slots=True)
class Launch:
    """One model said to be new, where it says so, and whether only some may use it."""

    model: Named
    sentence: Sentence
    verb: tuple[int, int]
    day: Day | None = None
    limited: tuple[int, int] | None = None
    public: tuple[int, int] | None = None


def find_launches(page: Page, cues: tuple[Cue, ...], models: tuple[Named, ...]) -> tuple[Launch, ...]:
    """Launches in the order of the text, each model once."""
    busy = {c.sentence.index for c in cues if not c.setting and c.why != "impose bar" and _weighty(c)}
    found: dict[str, Launch] = {}
    for sentence in page.sentences:
        if sentence.form == "row" or sentence.index in busy or _far_down(page, sentence):
            continue
        for launch in _in_sentence(page, sentence, models):
            known = found.get(launch.model.ref)
            if known is None or (known.day is None and launch.day is not None):
                found[launch.model.ref] = launch
    found = {ref: launch for ref, launch in found.items() if not _base_of(launch, found)}
    kept = [launch for launch in found.values() if not _known_for_long(page, launch)]
    kept = [with_audience(page, launch, kept) for launch in kept]
    page.say("launches", *(f"{k.model.ref}: {page.quote(k.sentence.start, k.sentence.end)[:120]}" for k in kept))
    return tuple(kept)


def _base_of(launch: Launch, found: dict[str, Launch]) -> bool:
    """GPT-5.4, of which GPT-5.4-Cyber is made, is not launched beside it: the catalogue knows it already."""
    name = launch.model.ref
    return not launch.model.new and any(
        other.startswith(f"{name}-") and found[other].sentence.index == launch.sentence.index for other in found
    )


def _weighty(cue: Cue) -> bool:
    return cue.weight >= 1.0


def _far_down(page: Page, sentence: Sentence) -> bool:
    order = [s.index for s in page.prose()]
    return sentence.index in order and order.index(sentence.index) >= 12


def _in_sentence(page: Page, sentence: Sentence, models: tuple[Named, ...]) -> Iterator[Launch]:
    text = page.text.folded
    here = [m for m in models if sentence.start <= m.start and m.end <= sentence.end]
    if page.words.denied.search(text, sentence.start, sentence.end):
        return
    if page.words.withdraw.search(text, sentence.start, sentence.end):
        return
    for verb in page.words.launch.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, verb.start() - 30) : verb.start()]
        if _PLANNED.search(before) or _gone_by(page, sentence, verb.start()):
            continue
        if _UPGRADED.fullmatch(verb.group()) and not page.home:
            continue
        if verb.group().startswith("show") and not page.names(max(0, verb.start() - 30), verb.start(), "provider"):
            continue
        after = text[verb.end() : min(sentence.end, verb.end() + 10)]
        if page.words.verb_last and (_HELD.match(after) or _STILL_TO_DO.match(after)):
            continue
        if not page.words.spaced and _UNDONE.search(before):
            continue
        objects = [m for m in here if _is_object(page, sentence, verb, m)]
        if not objects:
            objects = list(_by_title(page, sentence, models, here))
        day = _day(page, sentence, verb.start())
        for one in _without_ids(page, objects):
            yield Launch(one, sentence, verb.span(), day)


def _gone_by(page: Page, sentence: Sentence, place: int) -> bool:
    return bool(old(page, sentence, place)) and sentence.form != "title"


def _is_object(page: Page, sentence: Sentence, verb: re.Match[str], model: Named) -> bool:
    text = page.text.folded
    if page.words.verb_last:
        if model.start > verb.start() and sentence.form != "title":
            return False
        return not _AFTER_JA_KO.match(text[model.end : model.end + 24])
    if page.language == "zh":
        if model.start > verb.end() and page.words.rival.search(text, verb.end(), model.start):
            return False
        before = text[max(sentence.start, model.start - 5) : model.start]
        if re.search(r"(?:类|仿|似) ?$", before):
            return False
        if page.words.compared.search(before) and not re.search(r"(?:发布|推出|开源|包括|、)[^比与和]{0,3}$", before):
            return _listed(page, verb, model)
        return not _AFTER_ZH.match(text[model.end : model.end + 8])
    if model.start >= verb.end():
        between = text[verb.end() : model.start]
        if _UPGRADED.fullmatch(verb.group()) and model.start - verb.end() > 20:
            return False
        between = _OWN_ENGINE.sub(" ", re.sub(r"\([^)]*\)", "", between))
        if page.words.compared.search(between):
            return False
        if _FEATURE.search(between) and not re.search(r"(?:called|named|dubbed|known as)\W*$", between):
            return False
        return len(between) < 160 and not re.match(
            r"-?(?:'s)? (?:rivals?|competitor|user|api|maker|team)", text[model.end : model.end + 14]
        )
    if (
        page.language in ("de", "ar", "fr")
        or _PASSIVE.search(verb.group())
        or _PAST_BY.search(text[: verb.start()][-8:])
    ):
        between = text[model.end : verb.start()]
        lead = text[max(sentence.start, model.start - 30) : model.start]
        return len(between) < 110 and not page.words.compared.search(lead)
    return _is_subject(page, sentence, verb, model)


def _is_subject(page: Page, sentence: Sentence, verb: re.Match[str], model: Named) -> bool:
    """As in "Mythos 5, its sibling for research, launches today": the model does it, and the verb has no object."""
    text = page.text.folded
    if _DONE.fullmatch(verb.group()) and _DEFINED.fullmatch(text[model.end : verb.start()]):
        return not _GOVERNED.search(text[sentence.start : model.start])
    return bool(
        _BY_ITSELF.fullmatch(verb.group())
        and _NO_OBJECT.match(text[verb.end() : sentence.end])
        and _APPOSED.fullmatch(text[model.end : verb.start()])
        and not _GOVERNED.search(text[sentence.start : model.start])
    )


def as_rival(page: Page, sentence: Sentence, model: Named) -> bool:
    """Whether a model is only named to be compared with ("on a par with GPT-5", "对标 Claude Opus")."""
    text = page.text.folded
    before = text[max(sentence.start, model.start - 40) : model.start]
    after = text[model.end : model.end + 24]
    said = next(reversed([*page.words.compared.finditer(before), *page.words.rival.finditer(before)]), None)
    verb = next(reversed(list(page.words.launch.finditer(before))), None)
    if said is not None and not (verb is not None and verb.start() > said.end()):
        return True
    return bool(page.words.verb_last and _AFTER_JA_KO.match(after)) or bool(_AFTER_ZH.match(after))


def _listed(page: Page, verb: re.Match[str], model: Named) -> bool:
    """As in "released A and B": the second of two joined by "and" is launched as the first is."""
    text = page.text.folded
    between = text[verb.end() : model.start]
    return bool(
        verb.end() <= model.start
        and len(between) < 40
        and re.search(r"(?:和|与|及|、) ?$", between)
        and not re.search(r"比|超|基于|类似", between)
    )


def _by_title(page: Page, sentence: Sentence, models: tuple[Named, ...], here: list[Named]) -> Iterator[Named]:
    """As in "We release the model today": the title says which."""
    if here or page.title is None or sentence.form == "title" or sentence not in page.lead:
        return
    named = [m for m in models if page.title.start <= m.start and m.end <= page.title.end]
    refers = re.search(
        r"(?<![a-z])(?:the|this|our|its|new|latest|a) (?:\w+[ -]){0,4}model|model card|we (?:are|release|introduc|"
        r"present)|(?:이번|이|해당) ?모델|このモデル|同モデル|新モデル|该模型|这款模型|ce modèle|das modell|"
        r"dieses modell|النموذج",
        page.of(sentence),
    )
    first = named[:1]
    if refers and first and not page.words.compared.search(page.text.folded, page.title.start, first[0].start):
        yield from first


def _without_ids(page: Page, objects: list[Named]) -> list[Named]:
    """Ids in brackets after a name are other names of it; a family is no model where its members stand beside it."""
    kept: list[Named] = []
    for one in objects:
        gap = page.text.folded[kept[-1].end : one.start] if kept else ""
        if kept and re.fullmatch(r"[`)]* ?\(?(?:[^()]*\()?[^()]*`?", gap) and "(" in gap and ")" not in gap:
            continue
        kept.append(one)
    first_bracket = [k for k in kept if k.code and page.text.folded[max(0, k.start - 2) : k.start] == "(`"]
    return [k for k in kept if k not in first_bracket or len(kept) == len(first_bracket)]


def _day(page: Page, sentence: Sentence, place: int) -> Day | None:
    if page.published is None:
        return None
    days = page.days(sentence.start, sentence.end)
    near = [d for d in days if -3 <= (page.published - d.day).days <= 14 and d.grain != "month"]
    return min(near, key=lambda d: (d.grain == "about", abs(d.start - place)), default=None)


_PUT_UP = pattern(
    r"(?<![a-z])(?:released?(?: date| on)?|put up|published|posted|veröffentlicht|publié|mis en ligne)(?![a-z])|"
    r"发布|公開|공개"
)


def launch_day(page: Page, own: Sentence) -> Day | None:
    """The day of a launch that its own sentence leaves open: of the first sentence beside it that launches, then of
    one further down that says when it was put up."""
    text = page.text.folded
    for sentence in [own, *page.lead]:
        if sentence.form != "title" and page.words.launch.search(text, sentence.start, sentence.end):
            day = _day(page, sentence, sentence.start)
            if day is not None and day.grain == "day" and (day.start, day.end) != page.dated.span:
                return day
    if page.dated.span is not None:
        return None
    for sentence in page.prose():
        put_up = _PUT_UP.search(text, sentence.start, sentence.end)
        day = _day(page, sentence, put_up.end()) if put_up else None
        if day is not None and day.grain == "day" and put_up is not None and 0 <= day.start - put_up.end() <= 12:
            return day
    return None


def known_for_long(page: Page, named: Named, most_months: int = 3) -> bool:
    """Whether the catalogue says that the model came out so many months before this text."""
    model = page.catalog.models.get(named.ref)
    if model is None or not model.released_on or page.published is None:
        return False
    year, month = int(model.released_on[:4]), int(model.released_on[5:7])
    return (page.published.year - year) * 12 + page.published.month - month >= most_months


def _known_for_long(page: Page, launch: Launch) -> bool:
    """A model that came out months before is not launched by this text, unless its weights are opened by it."""
    model = page.catalog.models.get(launch.model.ref)
    if model is None:
        return False
    if _OPENED.search(page.of(launch.sentence)) and not model.open_weights:
        return False
    dated = launch.day is not None and launch.day.grain == "day"
    return known_for_long(page, launch.model, 12 if dated else 3)


def with_audience(page: Page, launch: Launch, all_: list[Launch]) -> Launch:
    """Who may use it: the words between this model's name and the next one's, or a sentence about it alone."""
    text = page.text.folded
    ends = [other.model.start for other in all_ if other.model.start > launch.model.start]
    stop = min([launch.sentence.end, *ends])
    spans = [(launch.model.end, stop)]
    if len(all_) == 1:
        spans += [(launch.sentence.start, launch.sentence.end)] + [(s.start, s.end) for s in page.lead]
    else:
        for sentence in page.prose():
            named = {m.ref for m in page.within(sentence, "model")}
            if named == {launch.model.ref} and sentence.index != launch.sentence.index:
                spans.append((sentence.start, sentence.end))
    for start, end in spans:
        limited = page.words.limited.search(text, start, end)
        public = page.words.everyone.search(text, start, end)
        if limited and not page.words.compared.search(text, max(start, limited.start() - 12), limited.start()):
            return replace(launch, limited=limited.span())
        if public:
            return replace(launch, public=public.span())
    return launch
