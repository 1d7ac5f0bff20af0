"""Sources of kind `eur-lex`: acts of the European Union, as an RSS of EUR-Lex or an answer of its SPARQL endpoint."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources import feed
from events.sources.answers import Fetched
from events.sources.asking import answered, asked, told_json
from events.sources.dates import believable, moment
from events.sources.novelty import compared
from events.sources.plain_text import link, one_line
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.stating import worded_day

if TYPE_CHECKING:
    from events.sources.web import Door

_ACT = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:"
_RELATIONS = {"amends": "It amends", "based_on": "It is based on", "repeals": "It repeals", "corrects": "It corrects"}
_SORTS = {
    "REG": "regulation",
    "REG_IMPL": "implementing regulation",
    "REG_DEL": "delegated regulation",
    "DIR": "directive",
    "DEC": "decision",
    "DEC_IMPL": "implementing decision",
    "RECO": "recommendation",
    "CORRIGENDUM": "corrigendum",
}


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look: acts that are new or related anew. An address that names a SPARQL endpoint is asked for its JSON."""
    if "sparql" not in spec.url.partition("?")[0].lower() and not spec.url.lower().endswith(".json"):
        return await feed.check(spec, cursor, door, now)
    answer = await asked(spec, cursor, door, "application/sparql-results+json, application/json;q=0.9")
    if not isinstance(answer, Fetched):
        return answer
    told = told_json(spec, cursor, answer)
    if isinstance(told, Checked | Failed):
        return told
    results = told.get("results") if isinstance(told, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list):
        look = "check the query in its url"
        return Checked(cursor=cursor, suspect=f"{spec.id} gave JSON that holds no SPARQL results: {look}")
    acts: dict[str, list[Mapping[str, str]]] = {}
    for binding in bindings:
        said = _values(binding)
        name = said.get("celex") or said.get("eli") or said.get("cons_celex")
        if name:
            acts.setdefault(name, []).append(said)
    problems = () if acts or not bindings else (f"{spec.id} selects no celex, eli or cons_celex: add one to its query",)
    entries = [_document(spec, name, rows, now) for name, rows in acts.items()]
    return compared(entries, cursor, answered(answer), problems=problems)


def _values(binding: Any) -> dict[str, str]:
    if not isinstance(binding, dict):
        return {}
    return {
        name: one_line(str(cell["value"]))
        for name, cell in binding.items()
        if isinstance(cell, dict) and "value" in cell
    }


def _document(spec: SourceSpec, name: str, rows: list[Mapping[str, str]], now: datetime) -> Document:
    """One act of all the rows that name it; an endpoint gives a row for each pair of relations, in any order."""
    first: dict[str, str] = {}
    for row in rows:
        first = {**row, **{key: value for key, value in first.items() if value}}
    is_consolidation = "celex" not in first and "eli" not in first
    day = first.get("doc_date", "")
    if is_consolidation:
        frame = first.get("framework_celex", "")
        day = _day_of(name)
        title = f"Consolidated text of {frame or name.partition('-')[0]} as of {worded_day(day) if day else name}"
        sentences = [title + "."]
    else:
        title = first.get("title") or f"Act {name}"
        sort = _SORTS.get(first.get("type", "").rpartition("/")[2], "act")
        sentences = [f"{title}, an {sort}" if sort[0] in "aeiou" else f"{title}, a {sort}"]
        sentences[0] += f" of {worded_day(day)}." if day else "."
        sentences += [f"{words} {', '.join(sorted(to))}." for words, to in _relations(rows).items()]
    published = believable(moment(day, thorough=False), now)
    return Document(
        url=link("https://eur-lex.europa.eu", first.get("eli", "")) if first.get("eli") else _ACT + name,
        title=title,
        text="\n".join(sentences),
        source=spec.id,
        publisher=spec.publisher or "EUR-Lex",
        trust=spec.trust,
        language=spec.language or "en",
        published_at=published.at if published else None,
        published_is_day=published is not None,
        observed_at=now,
        key=name,
    )


def _relations(rows: list[Mapping[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        relation = row.get("relation", "")
        pairs = [(key, row.get(f"{key}_celex", "")) for key in _RELATIONS]
        for key, to in [*pairs, (relation, row.get("framework_celex", ""))]:
            if key in _RELATIONS and to:
                found.setdefault(_RELATIONS[key], set()).add(to)
    return {words: found[words] for words in _RELATIONS.values() if words in found}


def _day_of(consolidation: str) -> str:
    """The day at the end of such a name: 02014R0833-20260717."""
    digits = consolidation.rpartition("-")[2]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdigit() else ""
