"""A document's words folded for comparing, with the way back from every folded letter to the original one."""

import re
import unicodedata
from dataclasses import dataclass

_PLAIN = {
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("‘’‚‛´ʼ", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("\u00a0\u2007\u202f\u3000\t\r", " "),
    "…": ".",
    # Arabic letters that are written one for another.
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ة": "ه",
}
_DROPPED = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00adـ" + "".join(map(chr, range(0x64B, 0x653))))

# Traditional characters of this field and their simplified forms: one set of rules reads both.
_TRADITIONAL = (
    "發发開开國国與与機机關关業业務务會会對对將将為为實实際际個个時时間间來来從从進进這这應应該该說说請请議议認认"
    "許许證证訪访問问題题類类類类級级紅红約约納纳終终結结給给統统經经維维網网線线練练練练總总續续繼继絕绝"
    "體体點点雲云電电腦脑術术製制產产區区協协單单參参雙双變变動动勢势務务勞劳勝胜營营權权條条構构標标樣样準准"
    "測测漸渐無无爾尔狀状獲获現现環环異异當当畫画療疗監监盤盘確确礎础禦御種种稱称窩窝競竞筆笔簡简糧粮紀纪紐纽級级紙纸細细組组"
    "絡络絲丝綁绑緊紧緩缓編编縮缩繞绕罰罚聞闻聯联聲声職职舉举舊旧艙舱藝艺藥药處处號号補补裝装複复規规視视覺觉觀观觸触"
    "訂订計计討讨訊讯訓训記记設设評评詞词詢询試试話话詳详誌志語语誤误調调談谈論论證证識识譯译護护讓让豐丰負负財财責责貨货販贩購购費费"
    "貿贸資资賣卖質质賴赖贊赞趨趋車车軍军軟软較较載载輔辅輕轻輸输辦办農农達达運运過过違违遠远適适選选遲迟遷迁還还邊边鄰邻醫医釋释"
    "針针鈕钮鋒锋錄录鍵键鎖锁鎮镇長长門门閉闭閱阅陸陆隊队階阶險险隨随離离難难靈灵響响頁页項项順顺須须預预領领頭头頻频顯显風风飛飞餘余"
    "館馆馬马駐驻驗验驚惊髮发鬆松黨党齊齐龍龙"
)
_SIMPLE = dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True))


def _folded(char: str) -> str:
    if char in _DROPPED:
        return ""
    plain = _PLAIN.get(char) or _SIMPLE.get(char)
    if plain is None:
        plain = unicodedata.normalize("NFKC", char) if ord(char) > 0x7F else char
        if len(plain) != 1:
            plain = char
        plain = _PLAIN.get(plain) or _SIMPLE.get(plain) or plain
    lower = plain.lower()
    return lower if len(lower) == 1 else plain


class _Table(dict[int, str]):
    """Letters and what each is compared as, filled as letters are met: a text is then folded in one quick pass."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _folded(chr(code))
        return letter


_TABLE = _Table()
_CASED = {ord(char): plain for char, plain in _PLAIN.items()}
_GONE = re.compile("[" + re.escape("".join(sorted(_DROPPED))) + "]")


def fold(text: str) -> str:
    """A name or rule in the form in which texts are compared: case, widths, dashes and quotes made alike."""
    return unicodedata.normalize("NFC", text).translate(_TABLE)


def pattern(words: str) -> re.Pattern[str]:
    """A pattern over folded text: its letters outside ASCII are folded as the text is, so that "輸出" finds "输出".

    A wide bracket or question mark folds to one that means something in a pattern, and stays the plain mark there.
    """
    return re.compile("".join(re.escape(fold(c)) if ord(c) > 0x7F else c for c in words))


@dataclass(frozen=True, slots=True)
class Text:
    """Title and text as one line of letters: `folded[i]` stems from `original[origin[i]]`."""

    original: str
    folded: str
    cased: str
    origin: tuple[int, ...] | None

    def quote(self, start: int, end: int) -> str:
        """The original words of a folded span, to the letter."""
        if self.origin is None:
            return self.original[start:end].strip()
        first = self.origin[start] if start < len(self.origin) else len(self.original)
        last = self.origin[end] if end < len(self.origin) else len(self.original)
        return self.original[first:last].strip()


def read_text(title: str, text: str) -> Text:
    """The title, a line break, the text; folded letter by letter, so that no rule ever sees two forms of one word."""
    original = f"{title}\n{text}"
    if unicodedata.is_normalized("NFC", original):
        cased = _GONE.sub("", original)
        origin = None
        if len(cased) != len(original):
            origin = tuple(i for i, char in enumerate(original) if char not in _DROPPED)
        return Text(original, cased.translate(_TABLE), cased.translate(_CASED), origin)
    letters: list[str] = []
    starts: list[int] = []
    for start, cluster in _clusters(original):
        kept = _GONE.sub("", unicodedata.normalize("NFC", cluster))
        letters.append(kept)
        starts += [start] * len(kept)
    joined = "".join(letters)
    return Text(original, joined.translate(_TABLE), joined.translate(_CASED), tuple(starts))


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each letter with the marks that follow it."""
    found: list[tuple[int, str]] = []
    for index, char in enumerate(text):
        joins = unicodedata.combining(char) != 0 or 0x1160 <= ord(char) <= 0x11FF
        if joins and found:
            start, before = found[-1]
            found[-1] = (start, before + char)
        else:
            found.append((index, char))
    return found
