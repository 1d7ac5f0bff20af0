"""Sentences, headings, bullets and table rows, each with its place in the folded text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LONGEST = 1_200
"""No sentence is taken to have more letters; the longest of the Federal Register have about a thousand."""

Form = Literal["title", "heading", "prose", "bullet", "row", "quote"]

_HEADING = re.compile(r"\s*#{1,6}\s+")
_BULLET = re.compile(r"\s*(?:[-*•▲■▶●]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
# Cells with bars between them only, without spaces where the language has none.
_TIGHT_ROW = re.compile(r"[^|。]{1,40}\|[^|。]{1,40}\|[^|。]{1,40}(?:\||$)")
_QUOTED = re.compile(r"\s*>\s*")
_END = re.compile(
    r"[。！？!?؟।](?![。！？])[\"')\]」』》】]*|\.[\"')\]」』]*(?=\s|$)|[；;](?=\s)|(?<=[\u4e00-\u9fff])[；;]"
)
_NO_END = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|inc|corp|co|ltd|llc|u\.s|u\.k|u\.n|e\.o|no|nos|vs|v|st|jr|sr|gen|sen|rep|gov|dept|"
    r"est|approx|fig"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|e\.g|i\.e|etc|bzw|z\.b|u\.a|ca|nr|art|p\.m|a\.m|d\.c|m)|"
    r"\b[a-z])$"
)


_GERMAN_DAY = re.compile(
    r"\.\s+(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|quartal)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`part` numbers the paragraph it stands in; `under` is the heading above it."""

    start: int
    end: int
    form: Form
    part: int
    under: str = ""
    index: int = 0


def split(folded: str) -> tuple[Sentence, ...]:
    """The first line is the title; a line is a unit unless it goes on in the next one."""
    found: list[Sentence] = []
    under = ""
    part = 0
    for start, end, blank_before in _blocks(folded):
        line = folded[start:end]
        if blank_before:
            part += 1
        if start == 0 and end == folded.find("\n"):
            found.append(Sentence(start, end, "title", 0))
            continue
        form = _form(line)
        if form == "heading":
            under = _HEADING.sub("", line).strip()
        if form in ("heading", "row"):
            found += [Sentence(a, b, form, part, under) for a, b in _pieces(folded, start, end)]
            continue
        found += [Sentence(a, b, form, part, under) for a, b in _cut(folded, start, end)]
    return tuple(
        Sentence(s.start, s.end, s.form, s.part, s.under, index) for index, s in enumerate(found) if s.end > s.start
    )


def _form(line: str) -> Form:
    if _HEADING.match(line):
        return "heading"
    if line.lstrip().startswith("|") or line.count(" | ") > 1 or _TIGHT_ROW.match(line):
        return "row"
    if _QUOTED.match(line):
        return "quote"
    return "bullet" if _BULLET.match(line) else "prose"


def _blocks(folded: str) -> list[tuple[int, int, bool]]:
    """Lines, joined where a prose line was merely wrapped; with whether an empty line stands before."""
    blocks: list[tuple[int, int, bool]] = []
    place, blank = 0, False
    for line in folded.split("\n"):
        start, end = place, place + len(line)
        place = end + 1
        if not line.strip():
            blank = start != 0
            if start == 0:
                blocks.append((0, 0, False))
            continue
        wrapped = len(blocks) > 1 and not blank and _form(line) == "prose" and _goes_on(folded, blocks[-1])
        if wrapped:
            blocks[-1] = (blocks[-1][0], end, blocks[-1][2])
        else:
            blocks.append((start, end, blank))
        blank = False
    return blocks


def _goes_on(folded: str, block: tuple[int, int, bool]) -> bool:
    above = folded[block[0] : block[1]].rstrip()
    return len(above) > 60 and above[-1:] not in ".!?:。！？：" and _form(above) in ("prose", "bullet")


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without a stop is cut at spaces: no rule may be led through more letters than a sentence has."""
    while end - start > LONGEST:
        at = folded.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = at if at > start else start + LONGEST
        yield start, at
        start = at
    yield start, end


def _cut(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(folded, start, end):
        if match.group().startswith(".") and _NO_END.search(folded, max(start, match.start() - 12), match.start()):
            continue
        if _GERMAN_DAY.match(folded, match.start()) and folded[match.start() - 1 : match.start()].isdigit():
            continue
        cuts.append((at, match.end()))
        at = match.end()
    cuts.append((at, end))
    trimmed = []
    for first, last in (piece for cut in cuts for piece in _pieces(folded, *cut)):
        a, b = first, last
        while a < b and folded[a] in " \n":
            a += 1
        while b > a and folded[b - 1] in " \n":
            b -= 1
        if b > a:
            trimmed.append((a, b))
    return trimmed
