"""What events documents state, with the words that prove each field; nothing is written."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli.asking import say, say_json, settings
from bot.failures import CommandError
from events.catalog import load_catalog
from events.document import Document
from events.reading import public, read
from events.sources.files import BadFile, documents_from

FILE_BYTES_MAX = 64 * 1024 * 1024


def answer(files: list[str], *, explain: bool, as_json: bool) -> None:
    chosen = settings()
    catalog = load_catalog(*([chosen.catalog] if chosen.catalog else []))
    problems: list[str] = []
    for document in _documents(files, problems):
        reading = read(document, catalog, explain=explain)
        events = [public(finding) for finding in reading.findings]
        if as_json:
            steps = {"steps": {name: list(lines) for name, lines in reading.steps}} if explain else {}
            say_json({"url": document.url, "events": events, **steps})
            continue
        say(document.title or document.url)
        if explain:
            for name, lines in reading.steps:
                say(f"  {name}")
                for line in lines:
                    say(f"    {line}")
        for event in events:
            _say_event(event)
        if not events:
            say("  no event of its own")
        say()
    if problems:
        raise CommandError("\n".join(problems))


def _documents(files: list[str], problems: list[str]) -> Iterator[Document]:
    for name in files:
        try:
            data = sys.stdin.buffer.read(FILE_BYTES_MAX + 1) if name == "-" else _bytes_of(Path(name))
        except OSError as error:
            problems.append(f"{name}: it cannot be read ({error.strerror})")
            continue
        if len(data) > FILE_BYTES_MAX:
            problems.append(f"{name}: it is larger than {FILE_BYTES_MAX // 2**20} MiB: split it")
            continue
        found = documents_from(name, data)
        if isinstance(found, BadFile):
            problems.append(f"{name}: {found.reason}")
            continue
        yield from found


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_BYTES_MAX + 1)


def _say_event(event: dict[str, Any]) -> None:
    unheard = event.get("new_targets", {})
    named = [f"{ref} (new)" if ref in unheard else ref for ref in (*event["targets"], *event["listed"])]
    targets = ", ".join(named) or ", ".join(event.get("topics", ())) or "-"
    say(f"  {event['kind']}: {targets}  ({event['confidence']:.0%} sure)")
    audience = event["audience"]
    for label, value in (
        ("title", event["title"]),
        ("issuer", event["issuer"]),
        ("happened on", event["happened_on"]),
        ("effective on", event["effective_on"]),
        ("effective until", event["effective_until"]),
        ("barred", ", ".join(audience.get("barred", ()))),
        ("exempt", ", ".join(audience.get("exempt", ()))),
        ("admitted", ", ".join(audience.get("admitted", ()))),
        ("rivals", ", ".join(r for claim in event["rivals"] for r in claim["rival_of"])),
    ):
        if value:
            say(f"    {label:<18}{value}")
    for evidence in event["evidence"]:
        said = f"“{evidence['quote']}”" if evidence.get("quote") else f"by {evidence['basis']}"
        say(f"    {'· ' + evidence['field']:<18}{said}")
