"""What of a country an act means where it does not mean all of it: its armed forces, its public bodies, one state."""

import re
from functools import lru_cache

from events.reading.names import Mention
from events.reading.sentences import Sentence
from events.reading.text import pattern

# Each group of bodies: what follows the country's name ("China's military"), and what stands before it ("l'armée
# chinoise", "the armed forces of China").
_BODIES = (
    (
        "armed-forces",
        pattern(
            r"(?:'s|s')? (?:people's )?(?:military(?!-| ?(?:end|civil|contractor|use|purpos))(?: units?|"
            r" intelligence)?|"
            r"armed forces|army|navy|air force|liberation army|troops|"
            r"soldiers|defen[cs]e (?:ministry|forces)|ministry of defen[cs]e|militär\w*|streitkräfte\w*|"
            r"armee)(?![a-z])"
            r"|(?:的)?(?:军方|军队|解放军|国防部)|(?:の)?(?:軍(?!事)|軍隊|国防省|国防軍)|"
            r"(?:의)? ?(?:군(?=[ 에의은는이을과,.]|$)|군대|인민해방군|국방부)"
        ),
        pattern(
            r"(?:(?:military|armed forces|army|navy|ministry of defen[cs]e) (?:of|in) (?:the )?|(?:armée|"
            r"forces armées) |"
            r"militaires |(?:militär|armee|streitkräfte\w*) (?:der |von )?|(?:الجيش|القوات المسلحه) (?:ال)?)$"
        ),
    ),
    (
        "public-bodies",
        pattern(
            r"(?:'s|s')? (?:(?:federal|central|state) )?(?:government(?:al)? (?:bodies|agencies|users|entities|"
            r"customers|"
            r"departments|devices|employees)|(?:federal |state )agencies|ministries|public bodies|civil servants|"
            r"behörden|ministerien|staatliche\w* stellen)(?![a-z])|(?:的)?(?:政府机构|政府部门|政府机关)|"
            r"(?:の)?(?:政府機関|官公庁)|(?:의)? ?(?:정부 ?기관|공공 ?기관)"
        ),
        pattern(
            r"(?:(?:government bodies|government agencies|public bodies|ministries) (?:of|in) (?:the )?|"
            r"(?:administrations?|ministères) )$"
        ),
    ),
)


def body_of_country(text: str, sentence: Sentence, m: Mention) -> str:
    """The group of bodies of a named country that is meant, as the end of a list's id; "" where the country is."""
    after = text[m.end : min(sentence.end, m.end + 44)]
    before = text[max(sentence.start, m.start - 34) : m.start]
    for name, follows, stands in _BODIES:
        if follows.match(after) or stands.search(before):
            return name
    return ""


_STATES = {
    "AL": "alabama",
    "AK": "alaska",
    "AZ": "arizona",
    "AR": "arkansas",
    "CA": "california|カリフォルニア|加州|캘리포니아|kalifornien|californie|كاليفورنيا",
    "CO": "colorado",
    "CT": "connecticut",
    "DE": "delaware",
    "FL": "florida|フロリダ|佛州|플로리다",
    "HI": "hawaii",
    "ID": "idaho",
    "IL": "illinois",
    "IN": "indiana",
    "IA": "iowa",
    "KS": "kansas",
    "KY": "kentucky",
    "LA": "louisiana",
    "ME": "maine",
    "MD": "maryland",
    "MA": "massachusetts",
    "MI": "michigan",
    "MN": "minnesota",
    "MS": "mississippi",
    "MO": "missouri",
    "MT": "montana",
    "NE": "nebraska",
    "NV": "nevada",
    "NH": "new hampshire",
    "NJ": "new jersey",
    "NM": "new mexico",
    "NY": "new york(?: state)?|纽约州|ニューヨーク州|뉴욕주",
    "NC": "north carolina",
    "ND": "north dakota",
    "OH": "ohio",
    "OK": "oklahoma",
    "OR": "oregon",
    "PA": "pennsylvania",
    "RI": "rhode island",
    "SC": "south carolina",
    "SD": "south dakota",
    "TN": "tennessee",
    "TX": "texas|テキサス|得州|德州|텍사스|تكساس",
    "UT": "utah",
    "VT": "vermont",
    "VA": "virginia",
    "WA": "washington state",
    "WV": "west virginia",
    "WI": "wisconsin",
    "WY": "wyoming",
}
_CITIES = r"(?! (?:city|times|post|university|institute|-based))"


@lru_cache(maxsize=1)
def _states() -> re.Pattern[str]:
    made = "|".join(
        f"(?P<{code.lower()}>(?<![a-zà-ÿ])(?:{names})(?![a-zà-ÿ])){_CITIES}" for code, names in _STATES.items()
    )
    return pattern(made)


def states_in(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The states of the United States that a span names, each as `tx`, with the place of its name."""
    return [(str(m.lastgroup), m.start(), m.end()) for m in _states().finditer(text, start, end)]
