"""When an act was done, from when and until when it holds, by the words that stand before each day."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.reading.calendar import Day
from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern
from events.terms import Certainty

_UNTIL = re.compile(
    r"(?<![a-z])(?:until|till|through|to end(?: on)?|ends?(?: on)?|expir\w+(?: on)?|runs? (?:out|until)(?: on)?|"
    r"jusqu'au|jusqu'à|bis(?: zum)?|حتي|الي غايه|截至|至|直到|まで) ?(?:le |the |am |an?nounced )?$"
)
_UNTIL_AFTER = re.compile(r"^ ?(?:まで|까지|为止|止|截止)")
_FROM = re.compile(
    r"(?<![a-z])(?:from|effective(?: on| as of)?|as of|starting(?: on| from)?|beginning(?: on)?|begins? on|"
    r"(?:takes?|taking) effect(?: on| from)?|with effect from|in force from|comes into (?:force|effect)(?: on)?"
    r"|appl(?:y|ies) from|return\w*(?: on)?|resum\w+(?: on)?|not (?:sooner|before|earlier)(?: than)?|"
    r"no earlier than|effecti(?:f|ve)s? au plus tard le|spätestens (?:ab|zum)|(?:retir\w+|shut down|removed|"
    r"shutdown|off|out of \w+|retirement|discontinued|sunset|"
    r"available|end\w*|unavailable|working|stops?)(?: from \w+| \w+)?(?: on| by)"
    r"|à (?:partir|compter) d(?:u|e)(?: ce)?|dès(?: le| ce)?|à dater du|ab(?: dem| kommende[nm]?| nächste[nm]?)?|zum|"
    r"mit wirkung (?:vom|zum)|seit(?: dem)?|اعتبارا من|"
    r"ابتداء من|بدءا من|من يوم|自|从|将于|于) ?(?:the )?$"
)
_FROM_AFTER = pattern(r"^ ?(?:起|开始|生效|施行|부터|から|より適用|に(?:施行|発効|終了|廃止)|에 ?(?:시행|종료))")
_NOT_BEFORE = re.compile(
    r"(?:not (?:sooner|before|earlier)|no (?:sooner|earlier) than|at the earliest|frühestens|au plus tôt|不早于)"
)
_FUTURE = re.compile(
    r"(?<![a-z])(?:will|to be|is to|are to|shall|would|wird|werden|sera|seront|va|scheduled|set to|due to|"
    r"upcoming)(?![a-z])|将|예정|予定|سوف|س[تي]"
)
_COMMENT = re.compile(
    r"comments?|deadline|consultation|submit|written|hearing|vote|introduced|briefing|意见|의견|observations"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})[:.](?P<m>\d\d) ?(?P<half>a\.?m\.?|p\.?m\.?)? ?(?P<zone>eastern(?: time)?|et|edt|est|"
    r"utc|gmt|pacific(?: time)?|pt|pdt|pst|cet|cest|jst|kst|beijing time|local time|washington time)?(?![\d%])"
)
_ZONES = {
    "e": "America/New_York",
    "w": "America/New_York",
    "p": "America/Los_Angeles",
    "u": "UTC",
    "g": "UTC",
    "c": "Europe/Paris",
    "j": "Asia/Tokyo",
    "k": "Asia/Seoul",
    "b": "Asia/Shanghai",
}
_DURATION = re.compile(r"(?<![a-z])(?:one|a|two|\d)[- ]year|for (?:one|a|two|\d) (?:years?|months?)")
_AT_ONCE = re.compile(
    r"(?<![a-z])(?:with immediate effect|t(?:ook|akes) effect at once|effective immediately|immediately|at once|"
    r"avec effet immédiat|effet immédiat|immédiatement|mit sofortiger wirkung|ab sofort|sofort|"
    r"par effet immédiat|con efecto inmediato|de inmediato|con effetto immediato|com efeito imediato|"
    r"imediatamente|inmediatamente|immediatamente|немедленно|(?:effective|took effect|takes effect|"
    r"effect) (?:up)?on (?:receipt|"
    r"publication|signature|issuance|display)|as soon as the (?:letter|order|notice)s? (?:arrived|was served|"
    r"were served)|"
    r"effective today|application immédiate|sofort vollziehbar\w*)(?![a-z])|同日付(?:け)?で|"
    r"即时生效|立即|即日起|即日|自(?:公布|发布)(?:之)?日起?(?:施行|生效)|发布施行|즉시|즉각|فورا|علي الفور"
)


@dataclass(frozen=True, slots=True)
class Times:
    """The days of one act, each with the place that says it (None where it comes from publication)."""

    happened_on: date | None = None
    happened: tuple[int, int] | None = None
    effective_on: date | None = None
    effective: tuple[int, int] | None = None
    effective_at: datetime | None = None
    at: tuple[int, int] | None = None
    until: date | None = None
    until_span: tuple[int, int] | None = None
    certainty: Certainty = "exact"


def times_of(
    page: Page, sentences: list[Sentence], zone: str = "", *, future: bool = True, eased: bool = False
) -> Times:
    """Reads the days out of the act's own sentences; what they leave open comes from the day of publication.

    `eased`: the act lifts or puts off something, so a day ahead may be the one on which that would have begun.
    """
    times = Times(happened_on=page.published)
    text = page.text.folded
    by_act = False
    put_off = eased and any(_PUT_OFF.search(text, s.start, s.end) for s in sentences)
    for sentence in sentences:
        for day in page.days(sentence.start, sentence.end):
            if not (eased and _of_what_was(page, sentence, day, put_off=put_off)):
                times = _placed(page, sentence, day, times, future)
        own = page.dated.span
        if own is not None and times.happened is None and sentence.start <= own[0] < sentence.end:
            times = replace(times, happened=own)  # no other day beside the dateline: the report is of that day
        if times.happened_on is not None:
            times = _clocked(page, sentence, times, zone)
        at_once = _AT_ONCE.search(text, sentence.start, sentence.end)
        if at_once and times.effective_on is None:
            times = replace(times, effective_on=times.happened_on, effective=at_once.span())
            by_act = True
    # A later sentence may have told the day of the act itself.
    return replace(times, effective_on=times.happened_on) if by_act else _begun(page, times)


def _begun(page: Page, times: Times) -> Times:
    """What is said to hold since a day just gone was done on it; days counted from the act count from its own day."""
    if times.effective is None or times.effective_on is None or times.happened_on is None:
        return times
    counted = next((d.after for d in page.days(*times.effective)), 0)
    if counted:
        return replace(times, effective_on=times.happened_on + timedelta(days=counted))
    if page.published and 0 < (page.published - times.effective_on).days <= _JUST_BEGUN:
        return replace(times, happened_on=times.effective_on, happened=times.effective)
    return times


_JUST_BEGUN = 7
"""Days since which something holds that a report tells as new."""

# An act that puts off the beginning of a rule, or its end.
_PUT_OFF = re.compile(
    r"(?<![a-z])(?:delay\w*|postpon\w*|push\w* back|(?:put|puts|pushed) back|defer\w*|extend\w*|extension|more time|"
    r"more months|moves? (?:the )?(?:\w+ ){1,3}from|report\w* (?:l'|la |le |à )|repouss\w+|verschieb\w*|verschob\w*|"
    r"aufschub|"
    r"aufgeschoben|vertagt)(?![a-z])|erst ab|推迟|延期|延后|延迟|先送り|延ばす|연기|유예|늦추|تاجيل|ارجاء|يوجل"
)
# Words before a day on which something was to be, but for this act.
_WAS_TO = re.compile(
    r"(?<![a-z])(?:(?:was|were) (?:to|due|set|scheduled|supposed)|would (?:otherwise |have )|had been (?:due|set|"
    r"scheduled)|"
    r"originally|previously|supposed to|initially|(?:which|that) (?:told|required|ordered|obliged|forced)|devai(?:t|"
    r"ent)|"
    r"aurai(?:t|ent)|initialement|sollten?|hätten?|ursprünglich|instead of|statt|au lieu d)(?![a-z])|"
    r"原定|原本|本应|当初|予定だった|予定していた|예정이던|예정이었|당초|كان من المقرر|كان مقررا|كانت ستدخل"
)
_RUNS_OUT = re.compile(
    r"^ ?(?:부로)? ?.{0,12}(?:만료|효력을 잃)|^ ?(?:に|で)?.{0,8}(?:失効|期限切れ)|^ ?.{0,6}(?:到期|失效)"
)
_BLOCKED = re.compile(
    r"(?<![a-z])(?:enjoin\w*|injunction|halt\w*|stay(?:ed|s)|block(?:s|ed) (?:a|the|\w+'s)|struck down|"
    r"suspend\w* (?:a|the)|"
    r"may not enforce|abrog\w+|abandon|rescind\w*|rescission)(?![a-z])"
)


def _of_what_was(page: Page, sentence: Sentence, day: Day, *, put_off: bool) -> bool:
    """Whether a day ahead is one of the rule that this act lifts or puts off, and not of the act."""
    if page.published is None or day.day <= page.published or day.after:
        return False
    text = page.text.folded
    before = text[max(sentence.start, day.start - 110) : day.start]
    return bool(
        put_off
        or _WAS_TO.search(before)
        or _RUNS_OUT.match(text[day.end : min(sentence.end, day.end + 24)])
        or _BLOCKED.search(text, sentence.start, day.start)
    )


_BEFORE, _AFTER = 48, 10
"""Letters before and after a day among which the words stand that tell what it is the day of."""


def _placed(page: Page, sentence: Sentence, day: Day, times: Times, future: bool) -> Times:
    text = page.text.folded
    before = text[max(sentence.start, day.start - _BEFORE) : day.start]
    after = text[day.end : day.end + _AFTER]
    span = (day.start, day.end)
    if day.grain == "month" or _COMMENT.search(before) or span == page.dated.span:
        return times
    if _must_be_done_by(page, sentence, day):
        return replace(times, effective_on=day.day, effective=span) if times.effective is None else times
    if _UNTIL.search(before) or _UNTIL_AFTER.match(after):
        ahead = page.published is None or day.day > page.published
        return replace(times, until=day.day, until_span=span) if ahead and times.until is None else times
    ahead_days = (day.day - page.published).days if page.published else 0
    starts = _FROM.search(before) or _FROM_AFTER.match(after)
    if ahead_days > 0 and day.grain == "day":
        future_said = _FUTURE.search(text, sentence.start, sentence.end) or not day.weekday
        if future and (starts or future_said) and times.effective is None:
            certainty: Certainty = "not_before" if _NOT_BEFORE.search(before) else "exact"
            return replace(times, effective_on=day.day, effective=span, certainty=certainty)
        if times.happened is None and not future_said and not starts and ahead_days <= 1:
            return replace(times, happened_on=day.day, happened=span)
        return times
    long_in_force = _STATED.search(before) and ahead_days >= -30
    if starts and not _plain_on(before) and (ahead_days >= -1 or long_in_force) and times.effective is None:
        return replace(times, effective_on=day.day, effective=span)
    if _AFTERWARDS.match(text[day.end : day.end + 12]) or _OF_ORDER.search(before):
        return times
    if times.happened is None and -10 <= ahead_days <= 0:
        return replace(times, happened_on=day.day, happened=span)
    return times


# Until when somebody must have done what an act asks: then it bites.
_DUE = re.compile(r"(?<![a-z])(?:by|before|no later than|bis(?: zum)?|avant le|d'ici (?:au|le)|قبل|حتي|في) (?:the )?$")
_COMPLY = pattern(
    r"(?<![a-z])(?:comply|complian\w+|must|have until|has until|have to|umsetz\w*|setzen .{0,60} um|abzuschalten|"
    r"abschalten|einzustellen|"
    r"conformer|cesser|mettre fin|désinstall\w*|désactiv\w*|uninstall\w*|delete|deinstallier\w*|löschen|entfernen|"
    r"time to|given \d+ days)(?![a-z])|لحجب|لايقاف|مهله|امهل|调整完|完成切换|完成汰换|应于|"
    r"마치고|차단 조치를|완료|までに(?:利用を)?(?:終了|停止|移行)"
)
_EXPLICIT = pattern(
    r"(?<![a-z])(?:(?:rule|order|act|law|measure|instruction|injunction|ban|amendment|regulation|restriction|"
    r"directive|action|notice|"
    r"decision|it) (?:is|are|becomes?|will be) effective|effective dates?:|dates?:|(?:takes?|taking|took) effect|"
    r"comes? into (?:force|effect)|binds? |tritt .{0,40} in kraft|entre en vigueur|s'applique (?:depuis|"
    r"à compter))(?![a-z])|"
    r"自.{0,12}起(?:施行|生效|执行)|施行(?:日|は|する)|から(?:適用|施行)|부터 ?(?:시행|적용)|일 ?시행|يسري|يدخل حيز"
)


_IN_SO_MANY_WORDS = re.compile(
    r"(?<![a-z])(?:(?:rule|order|notice|action|direction|ban|measure|letters?|decision|instruction|requirement|"
    r"restriction|it)s? "
    r"(?:is |are |was |were )?(?:takes? effect|took effect|effective|bit|applies|apply|binding) (?:immediately|at once|"
    r"(?:up)?on (?:receipt|publication|signature|issuance)|(?:from|as of) today|today|as soon as)|"
    r"with immediate effect|"
    r"effective immediately|prend effet immédiatement|application immédiate|effet immédiat|mit sofortiger wirkung|"
    r"sofort vollziehbar\w*|tritt sofort in kraft)(?![a-z])|即日起|即日(?:施行|生效|适用|付)|"
    r"自(?:公布|发布|印发)(?:之)?日起(?:施行|生效|执行)|公布の日から施行|즉시 시행|يسري فورا|نافذ فورا"
)


def immediately(page: Page) -> tuple[int, int] | None:
    """The words, wherever they stand, by which the act holds from its own day."""
    found = _IN_SO_MANY_WORDS.search(page.text.folded, page.title.end if page.title else 0)
    return found.span() if found else None


def deadline(page: Page) -> tuple[date, tuple[int, int]] | None:
    """The first day ahead by which somebody must have done what is asked, with its place, wherever it stands."""
    for sentence in page.sentences:
        for day in page.days(sentence.start, sentence.end):
            if _must_be_done_by(page, sentence, day):
                return day.day, (day.start, day.end)
    return None


def _must_be_done_by(page: Page, sentence: Sentence, day: Day) -> bool:
    """Whether it is a day ahead by which the sentence says that what the act asks must be done."""
    if page.published is None or day.day <= page.published:
        return False
    text = page.text.folded
    before = text[max(sentence.start, day.start - _BEFORE) : day.start]
    due = _DUE.search(before) or _UNTIL.search(before) or _UNTIL_AFTER.match(text[day.end : day.end + _AFTER])
    return (
        due is not None
        and not _COMMENT.search(before)
        and _COMPLY.search(text, sentence.start, sentence.end) is not None
    )


def explicit(page: Page) -> list[Sentence]:
    """Sentences anywhere that say from when the act holds ("This rule is effective March 10, 2026")."""
    return [
        s
        for s in page.sentences
        if s.form != "title" and _EXPLICIT.search(page.text.folded, s.start, s.end) and page.days(s.start, s.end)
    ]


_STATED = re.compile(r"(?:effective|in force|applicable|in kraft|en vigueur)(?: on| as of| from| seit dem)? ?$")
_OF_ORDER = re.compile(r"(?:of|from|dated|since|after|following|vom|du|自|seit) (?:the )?$")
_AFTERWARDS = re.compile(r"^(?: ?出口管制令| ?(?:发布)?(?:之)?后|以来|以後|以降| ?이후| directive| order| rule)")


def _plain_on(before: str) -> bool:
    return bool(re.search(r"(?:announced|said|told|ordered|issued|signed|from its|published) (?:on )?$", before))


def _clocked(page: Page, sentence: Sentence, times: Times, zone: str) -> Times:
    if times.effective_at is not None:
        return times
    m = _CLOCK.search(page.text.folded, sentence.start, sentence.end)
    if m is None or not (
        m.group("zone")
        or m.group("half")
        or re.search(
            r"(?:at|um|à|about|around|gegen|vers) (?:about |around )?$",
            page.text.folded[max(0, m.start() - 12) : m.start()],
        )
    ):
        return times
    hour, minute = int(m.group("h")), int(m.group("m"))
    half = (m.group("half") or "").replace(".", "")
    hour = hour % 12 + 12 if half == "pm" else (0 if half == "am" and hour == 12 else hour)
    name = _ZONES.get((m.group("zone") or " ")[0], zone)
    if hour > 23 or minute > 59 or not name or times.happened_on is None:
        return times
    day = times.effective_on or times.happened_on
    local = datetime.combine(day, time(hour, minute), ZoneInfo(name))
    return replace(times, effective_at=local.astimezone(UTC), at=m.span())
