"""One round of checks now, told source by source."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.checking import SourceReport, check_source
from bot.cli.asking import clock, hint_for, say, say_json, settings
from bot.cli.progress import Progress
from bot.cli.work.rehearsal import Rehearsal, WouldWait
from bot.failures import CommandError
from bot.opening import Record, opened, sources_of
from bot.render import words
from bot.settings import Settings
from events.access import State
from events.sources.check_pool import CheckPool
from events.sources.protocol import SourceSpec
from events.sources.web import Door
from events.vocabulary import World, kind_of
from store.waiting import queue

AT_ONCE = 4
"""So many sources are asked at the same time; the door asks one host once at a time."""

_QUEUE_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one source brought, ready to be told: titles instead of ids."""

    source: str
    documents: int = 0
    read_before: int = 0
    events: list[World] = field(default_factory=list)
    corroborated: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[WouldWait] = field(default_factory=list)
    known: int = 0
    failed: str = ""
    suspect: str = ""
    problems: tuple[str, ...] = ()

    @property
    def is_usable(self) -> bool:
        return not self.failed and not self.suspect


def answer(names: tuple[str, ...], *, dry_run: bool, as_json: bool) -> None:
    chosen = settings()
    specs = asked(sources_of(chosen), names)
    with opened(chosen, clock.now()) as record:
        with Progress("checking", len(specs)) as progress:
            looks = asyncio.run(_round(record, specs, chosen, progress, dry_run=dry_run))
        with record.live.reading() as memory:
            state = memory.state
            for look in looks:
                if as_json:
                    say_json(_told(look, state, dry_run=dry_run))
                else:
                    _say(look, state)
    if not as_json:
        _say_sum(looks, dry_run=dry_run)
    if not any(look.is_usable for look in looks):
        raise CommandError(
            f"no source gave a usable answer ({', '.join(look.source for look in looks)}): see above; "
            "check the addresses and the network"
        )


def asked(specs: Sequence[SourceSpec], names: Sequence[str]) -> list[SourceSpec]:
    """The sources of these names, all where none is named; CommandError with a line for each that there is not."""
    by_id = {spec.id: spec for spec in specs}
    unknown = [name for name in dict.fromkeys(names) if name not in by_id]
    if unknown:
        lines = (f"there is no source {name!r}{hint_for(name, by_id) or _those(by_id)}" for name in unknown)
        raise CommandError("\n".join(lines))
    return [by_id[name] for name in dict.fromkeys(names)] or list(specs)


def _those(known: dict[str, SourceSpec]) -> str:
    return f": there are {', '.join(known)}" if len(known) <= 8 else ": curbwatch status lists those there are"


async def _round(
    record: Record, specs: Sequence[SourceSpec], chosen: Settings, progress: Progress, *, dry_run: bool
) -> list[Look]:
    room = asyncio.Semaphore(AT_ONCE)
    rehearsal = Rehearsal(record) if dry_run else None
    async with Door(private_hosts=frozenset(chosen.allowed_private_hosts)) as door, CheckPool(door) as pool:

        async def one(spec: SourceSpec) -> Look:
            async with room:
                if rehearsal is not None:
                    look = _look_of(await rehearsal.check(spec, pool, clock.now()), rehearsal)
                else:
                    look = _look(await check_source(record, spec, pool, clock.now()), record)
            progress.step(spec.id)
            return look

        return list(await asyncio.gather(*(one(spec) for spec in specs)))


def _look(report: SourceReport, record: Record) -> Look:
    found = report.recorded
    if found is None:
        return Look(source=report.source, failed=report.failed, suspect=report.suspect, problems=report.problems)
    with record.live.reading() as memory:
        titles = [(i, memory.state.world[i].title) for i in found.corroborated if i in memory.state.world]
    waits = {w.finding_id: w for w in queue(record.database, _QUEUE_MOST)} if found.waiting else {}
    return Look(
        source=report.source,
        documents=len(found.documents),
        read_before=len(found.read_before),
        events=list(found.events),
        corroborated=titles,
        waiting=[
            WouldWait(id=i, kind=waits[i].finding.kind, title=waits[i].finding.title, reason=waits[i].reason)
            for i in found.waiting
            if i in waits
        ],
        known=len(found.known),
        suspect=report.suspect,
        problems=report.problems,
    )


def _look_of(report: SourceReport, rehearsal: Rehearsal) -> Look:
    found = report.recorded
    if found is None:
        return Look(source=report.source, failed=report.failed)
    world = rehearsal.state.world
    return Look(
        source=report.source,
        documents=len(found.documents),
        read_before=len(found.read_before),
        events=list(found.events),
        corroborated=[(i, world[i].title) for i in found.corroborated],
        waiting=[rehearsal.waits[i] for i in found.waiting],
        known=len(found.known),
        suspect=report.suspect,
        problems=report.problems,
    )


def _told(look: Look, state: State, *, dry_run: bool) -> dict[str, Any]:
    return {
        "source": look.source,
        "dry_run": dry_run,
        "documents": look.documents,
        "events": [
            {
                "id": event.id,
                "kind": kind_of(event),
                "title": event.title,
                "happened_on": event.happened_on.isoformat(),
                "targets": list(event.targets),
                "confirmed": state.is_confirmed(event),
                "origin": event.origin,
            }
            for event in look.events
        ],
        "corroborated": [{"id": event_id, "title": title} for event_id, title in look.corroborated],
        "waiting": [{"id": w.id, "kind": w.kind, "title": w.title, "reason": w.reason} for w in look.waiting],
        "known": look.known,
        "failed": look.failed,
        "suspect": look.suspect,
        "problems": list(look.problems),
    }


def _say(look: Look, state: State) -> None:
    if look.failed:
        say(f"{look.source}  failed: {look.failed}")
        return
    if look.suspect:
        say(f"{look.source}  not believed: {look.suspect}")
        return
    counted = [
        words.plural(look.documents, "new document") if look.documents else "",
        words.plural(len(look.events), "event") if look.events else "",
        words.plural(len(look.waiting), "finding") + " for the editors" if look.waiting else "",
        words.plural(look.known, "repetition") if look.known else "",
    ]
    said = ", ".join(part for part in counted if part) or "nothing new"
    say(f"{look.source}  {said}")
    for event in look.events:
        mark = "" if state.is_confirmed(event) else "  (unconfirmed)"
        say(f"{kind_of(event):<11}  {event.happened_on.isoformat()}  {event.title}{mark}  [{event.id}]", 4)
    for event_id, title in look.corroborated:
        say(f"{'one more':<11}  account of: {title}  [{event_id}]", 4)
    for wait in look.waiting:
        say(f"{'waits':<11}  {wait.kind}: {wait.title}; {wait.reason}", 4)
    for problem in look.problems:
        say(f"{'left out':<11}  {problem}", 4)


def _say_sum(looks: Sequence[Look], *, dry_run: bool) -> None:
    usable = sum(look.is_usable for look in looks)
    events = sum(len(look.events) for look in looks)
    say()
    say(
        f"{usable} of {words.plural(len(looks), 'source')} answered: "
        f"{words.plural(sum(look.documents for look in looks), 'new document')}, {words.plural(events, 'new event')}."
    )
    if dry_run:
        say("A dry run: nothing of it was kept.")
    elif events:
        say("Whom they alert is decided by curbwatch run.")
