"""What the steps share: one document with its sentences, names and words, and where each stands."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from events.catalog import Catalog
from events.document import Document
from events.finding import Basis, Evidence
from events.reading.calendar import Day, days_in
from events.reading.dateline import UNDATED, Dated, dated, dateline
from events.reading.language import language_of
from events.reading.names import Mention, find_names
from events.reading.sentences import Sentence, split
from events.reading.text import Text, read_text
from events.reading.words import words_of
from events.reading.words.shape import Patterns
from events.terms import slug


@dataclass(frozen=True)
class Page:
    """`published` is the day by which relative days are understood; None where neither the source nor the text says
    it. `dated` holds what the text says of its own day."""

    document: Document
    catalog: Catalog
    text: Text
    language: str
    words: Patterns
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    published: date | None = None
    dated: Dated = UNDATED
    notes: list[tuple[str, list[str]]] = field(default_factory=list, compare=False)

    def say(self, step: str, *lines: str) -> None:
        """What a step did, for whoever asks why."""
        self.notes.append((step, list(lines)))

    def of(self, sentence: Sentence) -> str:
        return self.text.folded[sentence.start : sentence.end]

    def names(self, start: int, end: int, *kinds: str) -> tuple[Mention, ...]:
        """Mentions that lie within a span, of those kinds."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[first:last] if m.end <= end and (not kinds or m.kind in kinds))

    def within(self, sentence: Sentence, *kinds: str) -> tuple[Mention, ...]:
        return self.names(sentence.start, sentence.end, *kinds)

    def quote(self, start: int, end: int) -> str:
        return self.text.quote(start, end)

    def sentence_at(self, place: int) -> Sentence | None:
        return next((s for s in self.sentences if s.start <= place < s.end), None)

    def prose(self) -> Iterator[Sentence]:
        return (s for s in self.sentences if s.form not in ("title", "heading"))

    @cached_property
    def title(self) -> Sentence | None:
        return next((s for s in self.sentences if s.form == "title"), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    @cached_property
    def _days(self) -> tuple[Day, ...]:
        return days_in(self.text.folded, self.published, around=self.published or self.dated.around)

    @cached_property
    def _days_starts(self) -> list[int]:
        return [d.start for d in self._days]

    def days(self, start: int, end: int) -> tuple[Day, ...]:
        """The days that a span names, in order."""
        first, last = bisect_left(self._days_starts, start), bisect_left(self._days_starts, end)
        return tuple(d for d in self._days[first:last] if d.end <= end)

    @cached_property
    def home(self) -> str:
        """The provider whose own site the document comes from, or who published it; "" for the press."""
        home = home_of(self.document.url, self.catalog)
        published = (ref for ref in self.catalog.find(self.document.publisher) if ref in self.catalog.providers)
        return home or (next(published, "") if self.document.publisher else "")

    @cached_property
    def lead(self) -> tuple[Sentence, ...]:
        """The title and the first sentences, where a notice or a report says what is new."""
        body = list(self.prose())[:3]
        return ((self.title,) if self.title else ()) + tuple(body)


_FORGE = re.compile(
    r"https?://(?:huggingface\.co/(?:datasets/|spaces/)?|github\.(?:io|com)/)(?P<org>[^/?#]+)/|https?://(?P<site>[a-z0-9-]+)\.github\.io"
)
_NO_ORG = frozenset({"blog", "docs", "papers", "models", "collections", "posts"})


def home_of(url: str, catalog: Catalog) -> str:
    """The provider that an address belongs to: its account on a public forge (a slug where the catalogue lacks it), or
    its own domain; "" where none."""
    forge = _FORGE.match(url)
    org = (forge.group("org") or forge.group("site") or "").lower() if forge else ""
    if org and org not in _NO_ORG:
        for provider in catalog.providers.values():
            if any(
                org == own.lower() or (forge and forge.group("site") and org.startswith(own.lower()))
                for own in provider.hf_orgs
                if own
            ):
                return provider.id
        return slug(org) if "huggingface.co/" in url else ""
    host = re.sub(r"^https?://(?:www\.)?", "", url).split("/")[0].lower()
    return next(
        (p.id for p in catalog.providers.values() if any(host == d or host.endswith("." + d) for d in p.domains)), ""
    )


TEXT_LONGEST = 100_000
TITLE_LONGEST = 1_000
"""What stands behind so many letters is not read: no rule, notice or report says what it is about so late."""


def open_page(document: Document, catalog: Catalog) -> Page:
    """The first steps: fold, tell the language, cut into sentences, find the names."""
    text = read_text(document.title[:TITLE_LONGEST], document.text[:TEXT_LONGEST])
    language = language_of(text.folded, document.language)
    words = words_of(language)
    sentences = split(text.folded)
    mentions = find_names(text, catalog)
    known = document.published_at.date() if document.published_at else None
    own = dateline(text.folded, known) if known else dated(text.folded, document.url)
    published = own.day or known
    page = Page(document, catalog, text, language, words, sentences, mentions, published, own)
    page.say("language", language)
    page.say("sentences", *(f"{s.index} {s.form}: {page.quote(s.start, s.end)[:100]}" for s in sentences[:40]))
    page.say("names", *(f"{m.ref} ({m.kind}): {page.quote(m.start, m.end)}" for m in mentions))
    return page


def quoted(page: Page, name: str, start: int, end: int) -> Evidence:
    """Evidence by the words of that span; none of a span that runs over the title's end is ever made."""
    words = page.quote(start, end)
    return Evidence(field=name, basis="quote", quote=words) if words else Evidence(field=name, basis="inferred")


def based(name: str, basis: Basis) -> Evidence:
    return Evidence(field=name, basis=basis)
