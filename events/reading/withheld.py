"""Where a new model is not offered: "not available in the UK", "worldwide except in the European Union"."""

from itertools import islice

from events.reading.page import Page
from events.reading.reached import Found, chains
from events.reading.sentences import Sentence
from events.reading.text import pattern

_FAR = 12
_NEAR = 60
# Before the countries: "is not yet available in …", "everywhere except in …", "il n'est pas proposé en …".
_NOT_IN = pattern(
    r"(?:(?:not|n't|never|nor)(?: \w+){0,3} (?:available|offered|sold|released|launch\w*|accessible|come|coming|"
    r"shipped|"
    r"supported|open|rolled out|rolling out)|unavailable|withheld|held back|no (?:release|launch|availability)|"
    r"skip(?:s|ping)?|"
    r"(?:everywhere|worldwide|globally|regions?|countries|markets|users|world)?,? ?(?:except|excluding|other than|"
    r"with the exception of|but not|save|apart from)(?: for)?|"
    r"n'(?:est|sera|arrive\w*) pas (?:encore )?(?:disponible|proposée?|accessible|commercialisée?|ouverte?|"
    r"lancée?)?|indisponible|"
    r"(?:sauf|hormis|à l'exception)|nicht (?:\w+ )?(?:verfügbar|erhältlich|angeboten|zugänglich)|außer(?:halb)?|"
    r"mit ausnahme|"
    r"غير (?:متاح|متوفر)|لن (?:يتاح|يتوفر)|باستثناء|ما عدا)"
    r"(?: for| to)?(?: (?:users|customers|people|those|utilisateurs|nutzer\w*|kunden|المستخدمين))?"
    r"(?: (?:in|to|for|from|across|en|au|aux|dans|de|pour|à|im|für|von|في|ل))?(?: (?:the|der|die|den|dem|la|le|"
    r"les|l'))?"
    r"(?: mainland)? ?$"
)
# After the countries: "in Großbritannien nicht verfügbar", "EUでは提供しない", "영국에서는 이용할 수 없다", "除英国外".
_NOT_AFTER = pattern(
    r"(?:[^.;,。、，]{0,24}(?<![a-zà-ÿ])(?:nicht (?:verfügbar|erhältlich|angeboten|zugänglich|nutzbar)|(?:is|"
    r"are|was) (?:left out|excluded|not included)|"
    r"(?:will|would) not get|will have to wait|(?:bleib\w+|sind|ist) außen vor|en (?:est|"
    r"sont) privé\w*)(?![a-zà-ÿ]))|"
    r"(?:域内)?(?:では|での|には|は)[^。、]{0,16}(?:利用できない|使えない|提供(?:しない|されない|していない|"
    r"されていない|は見送)|対象外|未提供)|を?除く|以外で|"
    r"(?:에서는|에서|에는|는|은)? ?[^.,]{0,14}(?:이용할 수 없|사용할 수 없|제공되지 않|제공하지 않|쓸 수 없|"
    r"제외)|(?:을|를)? ?제외|"
    r"(?:地区|境内)?(?:暂|尚|仍|目前)*(?:不(?:可用|提供|开放|支持)|无法使用|未(?:开放|提供|上线))|(?:之?外|除外|以外)"
)


def withheld(page: Page, models: tuple[tuple[int, int], ...]) -> list[Found]:
    """The countries where what is launched is said not to be offered, each with the words; `models` are the places
    of its names, near which it must be said or in a sentence that names no other model."""
    found: dict[str, Found] = {}
    names = {page.text.folded[start:end] for start, end in models}
    places = [*([page.title] if page.title else []), *islice(page.prose(), _FAR)]
    for sentence in places:
        others = [m for m in page.within(sentence, "model") if page.text.folded[m.start : m.end] not in names]
        if others or page.words.recalled.search(page.of(sentence)):
            continue
        for ref, start, end in _in(page, sentence):
            found.setdefault(ref, (ref, start, end))
    return list(found.values())


def _in(page: Page, sentence: Sentence) -> list[Found]:
    text = page.text.folded
    made: list[Found] = []
    for chain in chains(page, sentence):
        before = text[max(sentence.start, chain[0].start - _NEAR) : chain[0].start]
        after = text[chain[-1].end : min(sentence.end, chain[-1].end + _NEAR)]
        if _NOT_IN.search(before) or _NOT_AFTER.match(after):
            made += [(m.ref, m.start, m.end) for m in chain]
    return made
