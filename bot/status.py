"""How things stand: which sources are heard, which went stale, and what waits to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.checking import is_stale
from bot.render.stale import Health
from events.sources.protocol import SourceSpec
from store.database import Database
from store.sources import SourceState, source_states


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """`healthy` of `of` sources answered within twice their interval; `stale` are the others, with their state."""

    healthy: int
    of: int
    stale: tuple[tuple[SourceSpec, SourceState | None], ...] = ()
    each: tuple[Health, ...] = ()


def health_of(database: Database, specs: Sequence[SourceSpec], now: datetime) -> SourceHealth:
    states = source_states(database)
    stale = tuple((spec, states.get(spec.id)) for spec in specs if is_stale(spec, states.get(spec.id), now))
    silent = {spec.id for spec, _ in stale}
    each = tuple(_one(spec, states.get(spec.id), is_stale=spec.id in silent) for spec in specs)
    return SourceHealth(healthy=len(specs) - len(stale), of=len(specs), stale=stale, each=each)


def _one(spec: SourceSpec, state: SourceState | None, *, is_stale: bool) -> Health:
    about = str(spec.options.get("provider") or spec.id.partition("-")[0])
    blank = Health(source=spec.id, is_stale=is_stale, trust=spec.trust, about=about)
    if state is None:
        return blank
    return replace(
        blank,
        last_success_at=state.last_success_at,
        error=state.suspect or state.last_error,
        suspect=bool(state.suspect),
        failures=state.failures,
        next_check_at=state.next_check_at,
    )
