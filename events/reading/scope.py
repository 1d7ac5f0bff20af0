"""Whether a text is about access to AI models, their services and their hardware at all."""

import re

from events.reading.introduced import is_heralded
from events.reading.page import Page

_OTHER = re.compile(
    r"(?<![a-z])(?:tariffs?|customs duties|section 301|section 232|dumping|countervailing|firearms?|munitions?|"
    r"ammunition|unmanned aerial|uavs?|drones?|forced labor|uyghur|aircraft|airplanes?|airworthiness"
    r"|motor carrier|vehicles?|trucks?|medical devices?|drug|food and drug|exhibition|museum|rare earths?|minerals?|"
    r"gallium|germanium|graphite|crime control|patents?|trademark|copyright|crypto\w*|stablecoins?"
    r"|satellites?|nuclear|fish|pufferfish|blowfish|restaurants?|telescopes?|horoscope|zodiac|seafood|grants?|"
    r"research funding|scholarships?|oil|sanctions evasion)(?![a-z])"
    r"|关税|稀土|无人机|河豚|関税|レアアース|フグ料理|관세|희토류|드론|رسوم جمركيه|droits de douane|zölle|"
    r"terres rares|seltene erden"
)
_TITLE_OTHER = re.compile(
    r"(?<![a-z])(?:tariffs?|firearms?|drones?|uavs?|unmanned|forced labor|airplane|aircraft|motor (?:carrier|"
    r"transport)|medical|devices? software|exhibition|rare earths?|minerals?|fugu (?:rules?|licen[cs]e|chefs?)"
    r"|cameras?|patents?|falcon (?:\d+x|heavy|9)|grants?|funding|labell?ing|antitrust|fine[sd]?|lawsuits?|sues?|"
    r"copyright|privacy policy)(?![a-z])|关税|稀土|무인기|관세|희토류|関税|河豚"
)


def in_scope(page: Page) -> bool:
    """True where AI, its models or its chips are the matter, and no other field is more so."""
    if is_heralded(page):
        return True
    title = page.of(page.title) if page.title else ""
    refs = [
        m
        for m in page.mentions
        if m.kind in ("model", "provider", "hardware", "class") or (m.kind == "topic" and m.ref != "topic/rare-earths")
    ]
    field = list(page.words.field.finditer(page.text.folded))
    if not refs and not field:
        return False
    other = _OTHER.findall(page.text.folded)
    in_title = page.title is not None and (
        any(m.end <= page.title.end and m.kind != "topic" for m in refs) or page.words.field.search(title) is not None
    )
    if _TITLE_OTHER.search(title) and not in_title:
        return False
    if _TITLE_OTHER.search(title) and re.search(
        r"(?<![a-z])(?:tariffs?|firearms?|labell?ing|medical|device software|funding)(?![a-z])|关税|관세|関税",
        title,
    ):
        return False
    weight = len(field) + 2 * len([m for m in refs if m.kind != "topic"]) + len([m for m in refs if m.kind == "topic"])
    return in_title or weight > len(other)
