"""Whether two readers say the same of a document, and in which fields they differ."""

from collections.abc import Sequence
from typing import NamedTuple

from events.catalog import Catalog
from events.finding import Audience, Finding
from events.predicates import check_predicate, is_predicate
from events.reading.second_answer import Proved

LONGEST_SAID = 160
LONGEST_REASON = 900
"""Letters of a quote or a list of names that a reason repeats, and of the whole reason."""


class Difference(NamedTuple):
    """One field that the two fill differently, each in words; `quote` proves the second's."""

    field: str
    first: str
    second: str
    quote: str


class Pair(NamedTuple):
    """Places of two findings, in the order of their readers, that tell of the same act."""

    first: int
    second: int
    differences: tuple[Difference, ...]


class Compared(NamedTuple):
    """`only_first` and `only_second` are places of findings that the other reader does not have."""

    pairs: tuple[Pair, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]

    @property
    def agree(self) -> bool:
        return not (self.only_first or self.only_second or any(p.differences for p in self.pairs))


def compare(first: Sequence[Finding], second: Sequence[Proved], catalog: Catalog) -> Compared:
    """Pairs the findings, the likest first, and says where each pair differs.

    A field that the second reader left empty or could not prove is no difference: only what it shows to be otherwise.
    """
    scores = [(_alike(a, b.finding), i, j) for i, a in enumerate(first) for j, b in enumerate(second)]
    partner: dict[int, int] = {}
    for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score and i not in partner and j not in partner.values():
            partner[i] = j
    return Compared(
        tuple(Pair(i, j, differences(first[i], second[j], catalog)) for i, j in sorted(partner.items())),
        tuple(i for i in range(len(first)) if i not in partner),
        tuple(j for j in range(len(second)) if j not in partner.values()),
    )


def _alike(a: Finding, b: Finding) -> int:
    """0: two acts. The same kind tells more than the same things, and both together most."""
    things = bool(_things(a) & _things(b))
    makers = bool({ref.split("/")[0] for ref in _things(a)} & {ref.split("/")[0] for ref in _things(b)})
    if a.kind == b.kind:
        return 4 + 2 * things + (a.issuer == b.issuer) if things or makers or not (_things(a) and _things(b)) else 0
    return 2 if things else 0


def _things(finding: Finding) -> set[str]:
    return {ref for ref in (*finding.targets, *finding.listed) if not ref.startswith("topic/")}


def differences(first: Finding, second: Proved, catalog: Catalog) -> tuple[Difference, ...]:
    """Kind, direction, targets, listed parties, audience and the day from which it holds."""
    other, void = second
    found = []
    if first.kind != other.kind:
        found.append(Difference("kind", first.kind, other.kind, _quote(other, "kind")))
    elif first.kind == "proposal" and "direction" not in void and first.direction != other.direction:
        found.append(Difference("direction", first.direction or "", other.direction or "", _quote(other, "direction")))
    for field in ("targets", "listed"):
        mine, theirs = ({r for r in getattr(f, field) if not r.startswith("topic/")} for f in (first, other))
        if field not in void and theirs and mine != theirs:
            named = [_listed(sorted(refs), first, other, catalog) for refs in (mine, theirs)]
            found.append(Difference(field, named[0], named[1], _quote(other, field)))
    for part in ("barred", "exempt", "admitted"):
        before, after = (_people(f.audience, part) for f in (first, other))
        if "audience" not in void and after and before != after:
            shown = _clipped(getattr(first.audience, part))
            found.append(Difference(f"audience.{part}", shown, _clipped(after), _quote(other, "audience")))
    if other.effective_on is not None and first.kind != "launch" and other.effective_on != first.effective_on:
        held = first.effective_on.isoformat() if first.effective_on else ""
        found.append(Difference("effective_on", held, other.effective_on.isoformat(), _quote(other, "effective_on")))
    return tuple(found)


def _people(audience: Audience, part: str) -> tuple[str, ...]:
    """In full form, sorted; a bar that names nobody bars everybody."""
    told = getattr(audience, part)
    full = sorted({check_predicate(p) if is_predicate(p) else p for p in told})
    return () if full == ["*"] else tuple(full)


def _listed(refs: Sequence[str], first: Finding, other: Finding, catalog: Catalog) -> str:
    names = other.names | first.names
    return _clipped([names.get(ref) or catalog.name(ref) for ref in refs])


def _clipped(words: Sequence[str]) -> str:
    text = ", ".join(words)
    return text if len(text) <= LONGEST_SAID else text[: LONGEST_SAID - 1] + "…"


def _quote(finding: Finding, field: str) -> str:
    return next((e.quote for e in finding.evidence if e.field == field and e.quote), "")


_FIELD = {
    "kind": "kind",
    "direction": "direction",
    "targets": "what it is about",
    "listed": "who is listed",
    "audience.barred": "who is barred",
    "audience.exempt": "who is exempt",
    "audience.admitted": "who is let in",
    "effective_on": "from when it holds",
}


def otherwise(model: str, told: Sequence[Difference]) -> str:
    """Why an editor is asked: each field with both values and the words that prove the second's, on one line."""
    parts = [f"{_FIELD[d.field]}: {d.second}{_quoted(d.quote)}, not {d.first or 'left open'}" for d in told]
    reason = f"{_second(model)} says otherwise: {'; '.join(parts)}"
    return reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1] + "…"


def more(model: str, finding: Finding, catalog: Catalog) -> str:
    """The second reader found an act that the first did not."""
    refs = (*finding.targets, *finding.listed)
    about = f" of {_listed(refs, finding, finding, catalog)}" if refs else ""
    what = f"a {finding.kind}{about}{_quoted(_quote(finding, 'kind'))}"
    return f"{_second(model)} says otherwise: {what}, which the first reader did not find"


def missing(model: str) -> str:
    """The first reader found an act that the second did not."""
    return f"{_second(model)} says otherwise: it finds no such act in the document"


def agrees(model: str) -> str:
    return f"{_second(model)} agrees"


def _second(model: str) -> str:
    return f"the second reader ({one_line(model)[:60]})"


def _quoted(quote: str) -> str:
    plain = one_line(quote)
    return f" (“{plain if len(plain) <= LONGEST_SAID else plain[: LONGEST_SAID - 1] + '…'}”)" if plain else ""


def one_line(text: str) -> str:
    """Without what breaks a line, colours it or turns it round."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
