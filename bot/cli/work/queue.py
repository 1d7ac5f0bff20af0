"""The editors' queue at the terminal; whoever has it stands in the log as `operator`."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from bot.cli.asking import clock, iso, minute, say, say_json, settings
from bot.cli.work.amending import needed, pairs_of
from bot.editorial import decision, in_a_line, preview, said_of
from bot.failures import CommandError
from bot.opening import Record, opened
from bot.render import words
from bot.render.finding import reading
from bot.render.queue import ago, waits
from events.acceptance import publish as as_published
from events.document import Document
from events.editing import Mistakes
from events.reading import public
from events.vocabulary import FindingJudged
from store import judging, waiting
from store.documents import text_kept
from store.editors import OPERATOR
from store.errors import NotFoundError
from store.examples import Undecided, example_of
from store.judging import Decided, Published, Rejected
from store.waiting import Waiting


def listing(limit: int, *, as_json: bool) -> None:
    now = clock.now()
    with opened(settings(), now) as record:
        shown = waiting.queue(record.database, limit)
        count = waiting.count(record.database)
        for one in shown:
            document = waiting.document_of(record.database, one)
            if as_json:
                say_json(_told(one, document))
                continue
            say(f"{one.finding_id}  {one.finding.kind}: {one.finding.title}")
            where = document.publisher or document.source
            say(f"{where} ({words.TRUST[document.trust]}), {ago(now - one.since)}", 4)
            say(f"Waits: {one.reason}", 4)
    if as_json:
        return
    say(f"{waits(count)}." if count else "Nothing waits for an editor.")
    if count > len(shown):
        say(f"{count - len(shown)} more: --limit {count} lists them all.")


def _told(one: Waiting, document: Document) -> dict[str, Any]:
    return {
        "id": one.finding_id,
        "since": iso(one.since),
        "reason": one.reason,
        "kind": one.finding.kind,
        "title": one.finding.title,
        "source": document.source,
        "publisher": document.publisher,
        "trust": document.trust,
        "url": document.url,
        "confidence": one.finding.confidence,
    }


def show(finding_id: str, *, as_json: bool) -> None:
    now = clock.now()
    with opened(settings(), now) as record:
        one = _found(record, finding_id)
        document = waiting.document_of(record.database, one)
        with record.live.reading() as memory:
            judged = memory.state.judged.get(finding_id)
            texts = partial(text_kept, record.database)
            outcome = as_published(one.finding, finding_id, document, memory.state, record.known(), now, texts)
        if as_json:
            told = _told(one, document) | {"document": one.document, "finding": public(one.finding)}
            say_json(told | {"decided": _decision(judged), "outcome": one.outcome or None})
            return
        _say(one, document, record)
    if judged is not None:
        say(f"Decided by {decision(judged)}.")
    else:
        say(f"Decided: {one.outcome}." if one.outcome else preview(outcome))


def _say(one: Waiting, document: Document, record: Record) -> None:
    say(f"{one.finding.kind}: {one.finding.title}  ({one.finding.confidence:.0%} sure)")
    for name, value, quotes in reading(one.finding, record.known()):
        say(f"{name:<16}{value}", 2)
        for quote in quotes:
            say(f"“{quote}”", 20)
    say(f"{document.publisher or document.source} ({words.TRUST[document.trust]})  {document.url}")
    if document.published_at:
        say(f"published {minute(document.published_at)}, waits since {minute(one.since)}", 2)
    say(f"Waits: {one.reason}")


def publish(finding_id: str, pairs: tuple[str, ...], *, reason: str, as_json: bool) -> None:
    changes, now = pairs_of(pairs), clock.now()
    why = " ".join(reason.split())
    with opened(settings(), now) as record:
        catalog = record.known()
        outcome = judging.publish(record.live, catalog, finding_id, changes, now, by=OPERATOR, reason=why)
    _tell(outcome, as_json=as_json)


def reject(finding_id: str, *, reason: str, as_json: bool) -> None:
    why, now = needed(reason), clock.now()
    with opened(settings(), now) as record:
        outcome = judging.reject(record.live, finding_id, now, by=OPERATOR, reason=why)
    _tell(outcome, as_json=as_json)


def _tell(outcome: Published | Rejected | Decided | Mistakes, *, as_json: bool) -> None:
    said = said_of(outcome)
    if isinstance(outcome, Decided | Mistakes):
        raise CommandError(in_a_line(said))
    if as_json:
        say_json(_decision(outcome.judged))
        return
    say(said)


def _decision(judged: FindingJudged | None) -> dict[str, Any] | None:
    if judged is None:
        return None
    told = {name: getattr(judged, name) for name in ("finding", "verdict", "event", "changes", "by", "reason")}
    return told | {"event": judged.event or None}


def example(findings: tuple[str, ...], *, out: str) -> None:
    """Each is written or named in the failure at the end."""
    folder, problems = Path(out), list[str]()
    with opened(settings(), clock.now()) as record:
        for finding_id in findings:
            made = example_of(record.live, record.known(), finding_id)
            if isinstance(made, Undecided):
                still = ", ".join(made.waiting)
                problems.append(f"{finding_id}: {still} of the same document waits: publish or reject it first")
                continue
            path = folder / f"{finding_id}.json"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(made.plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{path} cannot be written ({error.strerror}): choose another --out") from error
            say(f"{path}: {words.plural(len(made.plain['events']), 'event')} expected")
            if made.untold:
                told = words.plural(made.untold, "other finding")
                say(f"{told} of this document only repeated what was known: add to the file what you expect of it", 4)
    if problems:
        raise CommandError("\n".join(problems))


def _found(record: Record, finding_id: str) -> Waiting:
    with record.database.reading() as connection:
        found = waiting.find(connection, finding_id)
    if found is None:
        raise NotFoundError(f"no finding {finding_id} waits here, nor ever did: curbwatch queue lists those that do")
    return found
