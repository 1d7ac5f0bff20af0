"""Whose page or service a document speaks for, where that is not the maker of the models that it names."""

import re

from events.reading.page import Page
from events.reading.text import fold
from events.terms import slug

_OWN_PAGE = re.compile(
    r"https?://(?:help|docs?|blog|status|changelog|support|forum|platform|learn|aide|hilfe|console|developers?|guide|news|chat)\."
    r"|/(?:changelog|terms|hilfe|help|release-notes|releases|docs?|deprecations?|notices?|notice|announcements?|model-lifecycle)(?:/|$|\?)"
)
_PAGE_WORDS = re.compile(
    r"(?i)[,:|(–—-].*$|\b(?:api|developer|documentation|docs|changelog|change log|blog|news(?:room)?|help cent(?:er|"
    r"re)|help|"
    r"service notices|notices?|release notes|deprecations?|model lifecycle|what(?:'s| is) new|policy page|legal|status|"
    r"support|forum|platform|announcements?|community|notes de version|avis aux clients|annonces.*|"
    r"journal des versions|"
    r"hilfe-?(?:center|bereich)?|deprecation)\b|开放平台|平台公告|公告|공지|お知らせ|サービス"
)
_PUBLIC = re.compile(r"hugging ?face|github|reddit|hacker ?news|x\.com|twitter", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"(?<![a-z])(?:department|ministry|minist\w+|agency|agencies|office|commission|council|governor|government|parliament|bureau|"
    r"authority|committee|senate|congress|court|university|school|gazette|register|times|post|news|herald|journal|weekly|daily|"
    r"digest|letter|brief(?:ing)?|wire|review|newsletter|stack)(?![a-z])|省|庁|部|청|위원회|新聞|日報|快讯|뉴스|일보|모음|브리핑"
)
_MARKS = {
    "google": re.compile(r"vertex ai|google cloud|ai studio"),
    "microsoft": re.compile(r"azure|foundry models|microsoft foundry"),
    "amazon": re.compile(r"bedrock|govcloud|sagemaker"),
    "github": re.compile(r"github (?:copilot|models)|(?<![a-z])in copilot"),
    "groq": re.compile(r"(?<![a-z])groq"),
}


def host_of(page: Page) -> str:
    """The provider whose own page this is, or whose service the title and the lead name; "" where a maker speaks."""
    if page.home:
        return page.home
    lead = " ".join(page.of(s) for s in page.lead)
    for ref, mark in _MARKS.items():
        if mark.search(lead) and ref in page.catalog.providers:
            return ref
    named = next(iter(page.within(page.title, "provider", "model")), None) if page.title else None
    known = page.catalog.providers.get(named.ref) if named else None
    if known is not None and known.kind == "platform":
        return known.id
    return owner_of_page(page)


def owner_of_page(page: Page) -> str:
    """Of a page that is somebody's own by its address, whose it is: a known provider or a slug of the source's name."""
    if not _OWN_PAGE.search(page.document.url):
        return ""
    source = page.document.source
    if _OFFICIAL.search(source.lower()) or re.match(
        r"https?://[^/]*\.(?:gov|mil|europa\.eu|admin\.ch|go\.\w+)(?:[./:]|$)", page.document.url
    ):
        return ""
    if _PUBLIC.search(source) or not source:
        return ""
    name = re.sub(r"\s+", " ", _PAGE_WORDS.sub(" ", source)).strip(" ,.")
    if not name:
        return ""
    for ref in page.catalog.find(name):
        if ref in page.catalog.providers:
            return ref
    for ref in page.catalog.find(name.split()[0]):
        if ref in page.catalog.providers and slug(page.catalog.name(ref)) == slug(name.split()[0]):
            return ref
    return slug(name) if fold(name) != fold(page.document.title) else ""
