"""Who acts where no rule saw it: the body, the provider or the country that the sentences of an act speak of."""

import re
from collections import Counter

from events.reading.actors import AGENCY, Actor, as_actor, body_of, most_exact
from events.reading.concepts import find_concepts
from events.reading.names import Mention
from events.reading.page import Page
from events.reading.sentences import Sentence

_OF_LANGUAGE = {"ko": "KR", "ja": "JP"}
_DOMAIN = re.compile(r"https?://[^/]+\.([a-z]{2})(?:[:/]|$)")
_NO_COUNTRY = frozenset({"ai", "io", "co", "tv", "me", "eu", "im", "ly", "to", "gg"})
# "Chinese chatbots", "US-made models": whose the thing is, not who acts.
_MADE = re.compile(
    r"^[- ]?(?:made |based |owned |developed |trained |built )?(?:ai |artificial-intelligence |open |large |language )*"
    r"(?:models?|chatbots?|apps?|chips?|services?|systems?|tools?|assistants?|accelerators?|products?|compan\w+|firms?|"
    r"labs?|start-?ups?|dienste?|modelle?|apps|anbieter|entreprises?|modèles?|"
    r"的?(?:模型|芯片|大模型|企业|公司|应用)|製|産|의? ?(?:ai|앱|모델))"
)


def standing(page: Page, sentences: list[Sentence]) -> Actor | None:
    """The body named in those sentences or the lead; the site's own provider; a country's authority; a provider that
    is the subject; last the country where the text is at home."""
    places = list(dict.fromkeys([*sentences, *page.lead]))
    bodies = [m for s in places for m in page.within(s, "issuer")]
    if page.home and not (bodies and _is_authority(page, sentences)):
        return Actor(page.home, page.catalog.jurisdiction_of(page.home) or "", True)
    if bodies:
        return as_actor(page, most_exact(page, bodies))
    if _own_voice(page):
        return None
    country = _country(page, places)
    provider = _provider(page, sentences)
    if _is_authority(page, places) or provider is None:
        if country is not None:
            return Actor(body_of(page, country[0]), country[0], False, country[1], True)
        home = _at_home(page)
        return Actor("", home, False, None, True, True) if home else _guess(page, provider)
    return as_actor(page, provider)


_WE = re.compile(
    r"(?<![a-z])(?:we|our|us|nous|notre|nos|wir|unser\w*)(?![a-z'])|我们|我司|当社|弊社|わたしたち|저희|우리 서비스|"
    r"لدينا|نحن|خدماتنا"
)


def _own_voice(page: Page) -> bool:
    """Somebody whom the catalogue lacks speaks of its own service: no country acts."""
    said = " ".join(page.of(s) for s in page.sentences[:6])
    return len(_WE.findall(_QUOTED.sub(" ", said))) >= 2


_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"")


def _guess(page: Page, provider: Mention | None) -> Actor | None:
    return as_actor(page, provider) if provider is not None else None


def _is_authority(page: Page, places: list[Sentence]) -> bool:
    """Whether those sentences speak of a ministry, a court, a regulator or the like."""
    if any(AGENCY.search(page.text.folded, s.start, s.end) for s in places):
        return True
    said = [c for c in find_concepts(page.text.folded, page.language) if c.name == "authority"]
    return any(s.start <= c.start < s.end for c in said for s in places)


def _country(page: Page, places: list[Sentence]) -> tuple[str, tuple[int, int]] | None:
    """The country named most in the act's sentences and the lead, other than as where a thing was made."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for sentence in places:
        for m in page.within(sentence, "jurisdiction"):
            if not is_origin(page, m):
                counts[m.ref] += 2 if sentence.form == "title" else 1
                first.setdefault(m.ref, (m.start, m.end))
    for ref, _ in counts.most_common(1):
        return ref, first[ref]
    return None


def is_origin(page: Page, mention: Mention) -> bool:
    """Whether a country's name only says where a thing was made ("Chinese chatbots")."""
    return bool(_MADE.match(page.text.folded[mention.end : mention.end + 40]))


def _provider(page: Page, sentences: list[Sentence]) -> Mention | None:
    """The provider that stands first in the act's sentences."""
    return next((m for s in sentences for m in page.within(s, "provider")), None)


def _at_home(page: Page) -> str:
    """The country of the address or of the language."""
    domain = _DOMAIN.match(page.document.url.lower())
    code = domain.group(1).upper() if domain and domain.group(1) not in _NO_COUNTRY else ""
    code = {"UK": "GB"}.get(code, code)
    return code if code in page.catalog.jurisdictions else _OF_LANGUAGE.get(page.language, "")
