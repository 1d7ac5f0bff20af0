"""Models that a notice of retirement names only as what takes the others' place, or as what stays."""

import re

from events.reading.naming import Named
from events.reading.page import Page
from events.reading.sentences import Sentence

_REPLACES = re.compile(
    r"(?:replac\w+|recommend\w*|migrat\w+ to|switch(?:ing)? to|instead|in favou?r of|superseded by|use|upgrade to|"
    r"move(?:d)? to|alternatives?|successors?|when|since|users? (?:now|still)|remplac\w+|ersetz\w+|替代|代わり|"
    r"대체|迁移到|迁移至|改用|转用|移行|الانتقال الي|استخدام|بدلا من|migrar (?:para|a|al)|passare a|перейти на|"
    r"перехо\w+ на|point\w* (?:\w+ ){0,2}to|(?:go|goes|moved?|switched|redirected) (?:over )?to|切换(?:至|到)|"
    r"升级(?:至|到)|"
    r"改由|迁到|新增|pass(?:er|ez) à|wechsel\w* (?:zu|auf)|umsteigen|"
    r"بديل)(?![a-z])"
)
# What follows a model that takes the others' place, or that the notice leaves as it is.
_STAYS = re.compile(
    r"[`\"'」』”’)*]{0,3} ?(?:不在[^。]{0,12}(?:范围|之列)|不受影响|(?:系列)?(?:へ|に)の?(?:移行|切り替え)|"
    r"(?:으)?로 (?:전환|이전|변경)|"
    r"(?:is|are|now) (?:live|available|not affected|unaffected)|(?:stays?|remains?) |回复|は引き続き|은 계속|는 계속)"
)
_BREAK = re.compile(r"[.;:]| (?:and|but|with|while) (?:we|users|the company|most)|\n")


def is_replacement(page: Page, sentence: Sentence, model: Named) -> bool:
    """Whether the sentence names the model only as the one to move to, or as one that the notice leaves as it is."""
    text = page.text.folded
    begin = max((m.end() for m in _BREAK.finditer(text, sentence.start, model.start)), default=sentence.start)
    if re.search(r"\d\.\d?$", text[begin - 3 : begin]):
        begin = sentence.start
    before = text[begin : model.start]
    if _STAYS.match(text, model.end, sentence.end):
        return True
    if sentence.form == "bullet":
        return (model.code and bool(re.search(r"alias|\(", text[sentence.start : model.start]))) or bool(
            _REPLACES.search(before)
        )
    return bool(_REPLACES.search(before))
