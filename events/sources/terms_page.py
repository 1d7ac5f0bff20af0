"""Sources of kind `terms-page`: a supplier's terms or usage policy; only what bears on access is followed."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from events.document import Document
from events.sources.answers import Fetched
from events.sources.asking import answered, asked
from events.sources.clauses import clauses_of, is_reworded, is_same
from events.sources.main_text import meanings, page_text, wrong_page
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.row_memory import Difference, Doubt, differences, digest
from events.sources.stating import counted, stated

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"provider": str}
GONE_AFTER = 3
_LEAST_LEFT = 0.5
_ACCEPT = "text/html, text/markdown, text/plain;q=0.9, */*;q=0.5"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the text: clauses added, and those gone for three looks. The first look only remembers them."""
    answer = await asked(spec, cursor, door, _ACCEPT)
    if not isinstance(answer, Fetched):
        return answer
    return await asyncio.to_thread(_read, spec, cursor, answer, now)


def _read(spec: SourceSpec, cursor: Cursor, answer: Fetched, now: datetime) -> Checked:
    page = page_text(answer)
    said = meanings(page)
    size = sum(map(len, said.values()))
    wrong = wrong_page(page, answer, spec.id)
    if not wrong and size < _LEAST_LEFT * int(cursor.extra.get("size", 0)) and not cursor.extra.get("odd"):
        wrong = f"{spec.id} gave less than half of the text it had: it is believed when it comes so again"
        return Checked(cursor=replace(cursor, extra={**cursor.extra, "odd": "cut"}), suspect=wrong)
    if wrong:
        return Checked(cursor=cursor, suspect=wrong)
    clauses = clauses_of(page.paragraphs)
    # The whole text counts as one row, so that a text without any such clause is still a text that was read.
    rows = {"text": ""} | _settled(clauses, cursor.extra.get("rows") or {})
    found = differences(rows, cursor.extra, now, gone_after=GONE_AFTER, most_lost=0.6)
    if isinstance(found, Doubt):
        return Checked(cursor=replace(cursor, extra=found.extra), suspect=f"{spec.id}: {found.reason}")
    documents = _documents(spec, found, rows, now)
    following = answered(answer)
    if found.is_waiting:
        following = replace(following, etag="", last_modified="", body_hash="")
    return Checked(
        documents=documents,
        cursor=replace(following, extra={**found.extra, "size": size}),
        unchanged=not documents,
        problems=found.problems,
    )


def _settled(clauses: Mapping[str, tuple[str, str]], before: Mapping[str, str]) -> dict[str, str]:
    """The clauses by key; one that says in other words what a known one said keeps the key and the words of that."""
    rows = {digest(name): json.dumps(clause, ensure_ascii=False) for name, clause in clauses.items()}
    lost = {key: json.loads(text)[1] for key, text in before.items() if text and key not in rows}
    settled = {}
    for key, text in rows.items():
        words = json.loads(text)[1]
        same = None if key in before else next((old for old, said in lost.items() if is_same(said, words)), None)
        if same is None:
            settled[key] = text
        else:
            settled[same] = before[same]
            del lost[same]
    return settled


def _documents(spec: SourceSpec, found: Difference, rows: Mapping[str, str], now: datetime) -> tuple[Document, ...]:
    lost = {key: json.loads(text)[1] for key, text in found.lost.items() if text}
    added: list[tuple[str, str, str]] = []  # about, the clause, what stood in its place
    for key in found.added:
        about, text = json.loads(rows[key])
        before = next((old for old, words in lost.items() if is_reworded(words, text)), "")
        found.forget(before)
        added.append((about, text, lost.pop(before, "")))
    gone = [(*json.loads(text), "") for text in found.gone.values() if text]
    documents = []
    if added:
        documents.append(_document(spec, "clause-added", added, now))
    if gone:
        documents.append(_document(spec, "clause-removed", gone, now))
    return tuple(documents)


def _document(spec: SourceSpec, what: str, clauses: list[tuple[str, str, str]], now: datetime) -> Document:
    whose = spec.publisher or str(spec.options.get("provider", "")) or spec.id
    verb = "now say" if what == "clause-added" else "no longer say"
    abouts = sorted({about for about, _, _ in clauses})
    sentences = [
        f"The terms of {whose} {verb} on {about}: “{text}”" + (f" Before, they said: “{before}”" if before else "")
        for about, text, before in clauses
    ]
    changes: list[dict[str, Any]] = [
        {"what": what, "provider": str(spec.options.get("provider", "")), "about": about, "text": text}
        for about, text, _ in clauses
    ]
    number = counted(len(clauses), "clause", "clauses")
    return stated(
        spec,
        now,
        key=f"{what}:{digest(*sorted(text for _, text, _ in clauses))}:{now.date().isoformat()}",
        title=f"The terms of {whose}: {number} on {', '.join(abouts)} {'added' if verb == 'now say' else 'removed'}",
        sentences=sentences,
        changes=changes,
    )
