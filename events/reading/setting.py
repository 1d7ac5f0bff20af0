"""Which sentences tell the document's own news and which recall, argue or merely mention."""

import re

from events.reading.page import Page
from events.reading.sentences import Sentence
from events.reading.text import pattern

_OLD_DAYS = 40
_RECAP = re.compile(
    r"(?<![a-z])(?:newsletter|weekly|(?:the )?week in (?:review|brief|ai|tech|models|chips|policy)|in brief|"
    r"issue (?:no\.? ?)?\d+|"
    r"roundup|round-up|recap|this (?:week|month) in|year in review|"
    r"top \d+|everything (?:you|we)"
    r"|monthly (?:update|review|digest)|the month in|link dump|what happened (?:in|this)|timeline of|history of|"
    r"a brief history|links for|watchlist|a (?:short |brief )?timeline|(?:a )?look(?:ing)? back|"
    r"(?:a|one|two|three|five|ten) years? (?:on|later|of))(?![a-z])"
    r"|^(?:a|one|two|three|five|ten) years? (?:after|since) "
    r"|周刊|周报|月报|盘点|回顾|汇总|总结|年终|まとめ|週刊|振り返|주간|결산|돌아보|총정리|rétrospective|"
    r"l'actu de la semaine|wochenrückblick|"
    r"rückblick|newsletter"
    r"|ملخص الاسبوع|حصاد"
)
_MARKET = pattern(
    r"(?<![a-z])(?:shares?|stocks?|investors?|analysts?|price target|market cap\w*|wall street|earnings|revenue|"
    r"quarterly|bull case|valuation|portfolio)"
    r"(?![a-z])|股价|股票|投资者|株価|(?:株|株は|株が)[、,]|株式(?:市場|相場)|日経平均|"
    r"投資家|주가|증시|투자자|اسهم|سهم|actions? (?:de|du) |en bourse|aktien?|anleger"
)
_ESSAY = re.compile(
    r"(?<![a-z])(?:opinion|op-ed|editorial|column|commentary|essay|explainer|explained|interview|podcast|webinar|"
    r"how to|a guide|guide to|tutorial|what is|why (?!anthropic|openai)|paradox|lessons|myth|book review|review of|"
    r"hands-on|deep dive|primer|case study|working paper|white paper|study (?:finds|shows)|faq|q&a|thoughts on|"
    r"the case (?:for|against)|future of)(?![a-z])"
    r"|评论|观点|专栏|教程|指南|为什么|解读|访谈|社説|解説|コラム|インタビュー|사설|칼럼|기고|인터뷰|해설|tribune|"
    r"édito|entretien|kommentar|interview|meinung|paradox|راي|مقال|حوار"
)
# One such word in a title may stand for a thing of its own, so the text itself must tell no act.
_PERHAPS = re.compile(
    r"(?<![a-z])(?:analys[ei]s?|survey|benchmark(?:s|ing)?|leaderboard|comparison|compared|fines?|fined|sues?|"
    r"lawsuit|probe[sd]?|investigat\w+|raids?|workshop|conference|summit|agenda)(?![a-z])"
    r"|罚款|起诉|提訴|과징금|تحليل|غرامه|amende|bußgeld|multa|demanda"
)
_EVENT = re.compile(
    r"(?<![a-z])(?:public (?:briefing|meeting|hearing|webinar)|briefing on|notice of (?:public )?meeting|"
    r"register (?:now|for)|save the date|invitation"
    r"|request for information|call for (?:papers|speakers)|advisory committee|sunshine act|agenda|"
    r"information collection|paperwork reduction)(?![a-z])"
)
_SUPPORT = re.compile(
    r"(?<![a-z])(?:day[- ]?(?:0|zero|one|1) (?:\w+ )?support|support(?:s|ed|ing)? for|now supports?|adds? support|"
    r"in vllm|in ollama|in llama\.cpp|in transformers|with vllm|on sglang"
    r"|integrat(?:es|ion) (?:with|in)|how we (?:run|serve|optimi[sz]e)|running .{1,40} (?:on|locally|with)|"
    r"serving .{1,40} (?:on|with))(?![a-z])"
)
JUST_AFTER = re.compile(
    r"(?<![a-z])(?:hours?|minutes?|moments?|shortly|soon|immediately|right|the same day|the day|(?:a|one) day) after|"
    r"(?:stunden?|minuten|kurz) nach|(?:heures?|minutes|peu) après"
)
_MAIN_BREAK = re.compile(r"[,;:،、，；]|(?<=\s)-(?=\s)")
_WENT_BEFORE = re.compile(
    r"(?<![a-z])(?:had(?: \w+)?|(?:was|were|been|being) (?:first |originally |previously )?(?=\w+ (?:in|by|last|"
    r"under))|which (?:was|were|had|has|have)|who (?:was|were|had))\s*$"
)


_DEBUNK = re.compile(
    r"(?<![a-z])(?:interface bug|ui bug|display bug|(?:visual|interface|display) glitch|nothing has changed|"
    r"false alarm|hoax|is not back|are not back|turned out to be (?:a bug|false|untrue)|proved (?:false|untrue|"
    r"wrong))(?![a-z])"
    r"|界面(?:错误|故障)|辟谣|乌龙|사실무근|표시 ?오류|表示(?:ミス|不具合)|デマ|bug d'affichage|fausse alerte|"
    r"anzeigefehler|falschmeldung|"
    r"خطا في العرض|لا صحه"
)
_OUTAGE = pattern(
    r"(?<![a-z])(?<!not an )(?<!no )(?:outages?|"
    r"(?:is|are|was|were|goes|went) down (?:for|across|worldwide)|down for (?:thousands|many|"
    r"some|users)|downtime|degraded performance|elevated errors|incident report|post-?mortem)(?![a-z])|宕机|服务中断|"
    r"접속 ?장애|먹통|障害発生|一時障害|panne (?:mondiale|générale)|störung bei|عطل (?:تقني|عالمي)"
)
_CRIME = pattern(
    r"(?<![a-z])(?:smuggl\w+|charged with|indict\w+|arrest\w+|sentenc\w+|pleads? guilty|pleaded|convict\w+|fraud)"
    r"(?![a-z])|走私|密輸|逮捕|밀수|기소|구속|تهريب|contrebande|condamn\w+|schmuggel\w*|festgenommen"
)
_REPORT = re.compile(
    r"^\[?(?:bug|feature request|feature|question|issue|help|rfc)[\]:]|github\.com/[^/]+/[^/]+/(?:issues|discussions)/"
)
# What a provider does in general with models that grow old; no model goes by it.
_POLICY = pattern(
    r"(?<![a-z])(?:(?:deprecation|retirement|lifecycle|life cycle|sunset|support|versioning)\w* (?:policy|policies|"
    r"commitments?|notice periods?|principles)|notice periods?|how we (?:retire|deprecate|sunset)|"
    r"how (?:deprecations?|retirements?|model lifecycles?) works?|"
    r"commitments? (?:on|to|about) (?:model )?(?:deprecation|retirement|preservation)|"
    r"model (?:lifecycle|life cycle) in)(?![a-z])|"
    r"(?:弃用|下线|停用|退役|生命周期)(?:策略|政策)|(?:廃止|提供終了|サポート|ライフサイクル)ポリシー|"
    r"(?:지원 ?중단|수명 ?주기) ?정책|سياسه (?:ايقاف|انهاء)|politique de (?:retrait|fin de vie)|abkündigungsrichtlinie"
)
# A notice that only gives more time for comments on a rule.
_MORE_TIME = re.compile(
    r"(?<![a-z])(?:this|the) (?:notification|notice|document|action) (?:extends|re-?opens) (?:the |its )?"
    r"(?:deadline|comment period|public comment|period)(?![a-z])"
)
# A headline that only asks.
_ASKS = re.compile(r"[?？؟]\s*$")
_QUOTATION = re.compile(r"\"[^\"\n]{1,400}\"")
_SINGULAR = re.compile(r"(?<![a-z'])(?:i|i'm|i've|i'd|my|myself)(?![a-z])")
_OWN_VIEW = re.compile(r"(?<![a-z'])(?:i (?:think|believe|suspect|doubt|argue)|in my (?:view|opinion))(?![a-z])")
_RUN_IN = re.compile(r"(?:^|\n)\s*(?:\*\*[^*\n]{2,40}\*\*|#{2,4} )")
_FIRST_PERSON = re.compile(
    r"(?<![a-z])(?:i (?:have|think|believe|argue\w*|would|am|was|wrote|suspect)|in my (?:view|opinion)|my (?:view|"
    r"take|argument))(?![a-z])"
)

_BY_TITLE = (("crime", _CRIME), ("event", _EVENT), ("essay", _ESSAY), ("policy", _POLICY), ("question", _ASKS))


def genre(page: Page) -> str:
    """What sort of text it is where that sort reports no act of its own: recap, market, essay, event; else ""."""
    title = page.of(page.title) if page.title else ""
    first = " ".join(page.of(s) for s in list(page.prose())[:2])
    if (
        _RECAP.search(title)
        or re.search(r"newsletter|edition of my|(?:本期|这一期)周刊|メルマガ", first)
        or _round_up(page)
    ):
        return "recap"
    if len(_MARKET.findall(first)) >= (1 if _MARKET.search(title) else 2):
        return "market"
    if _DEBUNK.search(page.text.folded[:1500]):
        return "debunked"
    if _REPORT.search(title) or _REPORT.search(page.document.url) or _by_one(page, title):
        return "essay"
    if _OUTAGE.search(title) or _OUTAGE.search(first):
        return "outage"
    if _MORE_TIME.search(page.text.folded[:1500]):
        return "more time for comments"
    by_title = next((name for name, pattern in _BY_TITLE if pattern.search(title)), "")
    if by_title:
        return by_title
    if _SUPPORT.search(title) or (
        page.title and re.search(r"(?<![a-z])support for", first) and re.search(r" (?:in|on|with) ", title)
    ):
        return "support"
    return ""


def doubtful(page: Page) -> str:
    """The word of a title that makes an act unlikely, unless the text tells one in so many words; else ""."""
    title = page.of(page.title) if page.title else ""
    found = _PERHAPS.search(title) or _MARKET.search(title)
    return found.group() if found else ""


def _by_one(page: Page, title: str) -> bool:
    """Somebody speaks for himself: of what he met with or thinks, not of what was decided."""
    if '"' not in page.text.folded and _OWN_VIEW.search(page.text.folded):
        return True
    if _FIRST_PERSON.search(page.text.folded) and re.search(r"mistake|should|wrong|must|why", title):
        return True
    return len(_SINGULAR.findall(_QUOTATION.sub("", page.text.folded[:700]))) >= 3


def _round_up(page: Page) -> bool:
    """Many headed pieces about many makers."""
    makers = {m.ref.split("/")[0] for m in page.mentions if m.kind in ("provider", "model")}
    return len(makers) >= 7 and len(_RUN_IN.findall(page.text.folded)) >= 4


def old(page: Page, sentence: Sentence, place: int) -> str:
    """Why what stands at that place is told as past or as background; "" where it is news."""
    if re.search(page.words.recalled, sentence.under) or sentence.under.startswith(
        ("background", "context", "背景", "history")
    ):
        return "under a heading of background"
    text = page.of(sentence)
    if re.match(r"(?:background|context|背景|배경|hintergrund|contexte|خلفيه) ?[:：]", text):
        return "a passage of background"
    clause = _clause(page, sentence, place)
    if page.published is not None:
        days = page.days(*clause)
        near = [d for d in days if abs((page.published - d.day).days) <= 10 and d.grain != "month"]
        past = [d for d in days if _long_ago(page, d.day, d.grain)]
        if past and not near:
            return f"told of {past[0].day}"
        whole = page.days(sentence.start, sentence.end)
        if not days and whole and all(_long_ago(page, d.day, d.grain) for d in whole) and whole[0].start < place:
            return f"told of {whole[0].day}"
    recalled = page.words.recalled.search(page.text.folded, *clause)
    same = _same_story(page, sentence)
    if recalled and not (same and _PLUPERFECT.fullmatch(recalled.group().strip())):
        return f"recalled ({recalled.group().strip()})"
    before = page.text.folded[clause[0] : place]
    if page.words.spaced:
        if _WENT_BEFORE.search(before) and not same:
            return "told as gone before"
        inner = _subordinate(before)
        if inner and not JUST_AFTER.search(before) and not _carried_out(page, before):
            return f"only mentioned ({inner})"
    elif page.words.language == "zh":
        opener = page.words.within.search(page.text.folded, clause[0], min(sentence.end, place + 20))
        if opener and opener.start() <= place:
            return f"only mentioned ({opener.group()})"
    return ""


_PLUPERFECT = re.compile(r"hatten?|avai(?:t|en?t)|aveva(?:no)?|había(?:n)?|كان|وكانت?|كانت")


def _same_story(page: Page, sentence: Sentence) -> bool:
    """The first sentences tell a switch-off and, as gone just before, the order behind it: both are this day's news."""
    return sentence in page.lead and any(
        not _WENT_BEFORE.search(page.text.folded[s.start : m.start()])
        and not page.words.recalled.search(page.text.folded, s.start, s.end)
        for s in page.lead
        for m in page.words.off.finditer(page.text.folded, s.start, s.end)
    )


def _carried_out(page: Page, before: str) -> bool:
    """A provider switches off "after" an order: that order is news too."""
    if not re.search(r"(?<![a-z])(?:order|directive|letter|instruction)s?(?![a-z])", before):
        return False
    return any(page.words.off.search(page.text.folded, s.start, s.end) for s in page.lead[:3])


def _long_ago(page: Page, day: object, grain: str) -> bool:
    from_day = (page.published - day).days if page.published else 0  # type: ignore[operator]
    return bool(from_day > (_OLD_DAYS + 20 if grain == "month" else _OLD_DAYS) or (grain == "day" and from_day > 21))


def _clause(page: Page, sentence: Sentence, place: int) -> tuple[int, int]:
    """The part of the sentence between commas around a place, without commas inside numbers and dates."""
    start, end = sentence.start, sentence.end
    for m in _MAIN_BREAK.finditer(page.text.folded, sentence.start, sentence.end):
        if re.match(r", ?(?:20)?\d\d", page.text.folded[m.start() : m.start() + 6]):
            continue
        if m.end() <= place:
            start = m.end()
        elif m.start() > place:
            end = m.start()
            break
    return start, end


_SUB = re.compile(
    r"(?:^|[\s(])(?:after|(?<!the )following|amid(?:st)?|despite|since|in response to|because of|in the wake of|"
    r"under|as|"
    r"while|although|though|whereas|even as|given|unlike|"
    r"when|which|after having|following the|nach|infolge|trotz|seit|wegen|angesichts|nachdem|obwohl|après|suite à|"
    r"malgré|depuis|face à|alors que|"
    r"بعد|عقب|وسط|بسبب|في ظل|رغم|منذ)\s"
)


def _subordinate(before: str) -> str:
    """The word that opens a side clause in which the place stands, if the main clause has not begun again."""
    last = next(reversed(list(_SUB.finditer(before + " "))), None)
    if last is None or (last.group().strip() == "as" and last.start() != 0):
        return ""
    return last.group().strip()
