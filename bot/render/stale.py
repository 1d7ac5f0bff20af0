"""How well the sources are heard: silence is never shown as "nothing happened"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.render import words
from events.terms import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One source as it stands: `is_stale` where it was not heard within the time that it should have been, `suspect`
    where its last answer was not believed; `error` says why.

    `about` is the provider or the country that it speaks of, where one is known.
    """

    source: str
    last_success_at: datetime | None = None
    is_stale: bool = False
    error: str = ""
    suspect: bool = False
    failures: int = 0
    next_check_at: datetime | None = None
    trust: Trust = "reported"
    about: str = ""


_WEIGHT: dict[Trust, int] = {"official": 0, "provider": 1, "reported": 2}


def silent(sources: Sequence[Health], refs: Iterable[str] = ()) -> list[Health]:
    """The stale ones, those first that matter most: of what is asked about, then by their trust."""
    asked = {ref.partition("/")[0].casefold() for ref in refs}
    stale = [s for s in sources if s.is_stale]
    return sorted(stale, key=lambda s: (s.about.casefold() not in asked, _WEIGHT[s.trust], s.source))


def heard(sources: Sequence[Health]) -> str:
    """ "12 of 14 sources heard on time"; says so where none is checked."""
    if not sources:
        return "no source is being checked here"
    fresh = sum(1 for s in sources if not s.is_stale)
    return f"{fresh} of {words.plural(len(sources), 'source')} heard on time"


def silence_line(sources: Sequence[Health], refs: Iterable[str] = (), most: int = 3) -> str:
    """One line that names the stale sources that matter most, or nothing where all are heard."""
    stale = [s.source for s in silent(sources, refs)]
    if not stale:
        return ""
    named = words.shortened(stale, most)
    return f"Not heard on time: {named}. Something may have happened that is not shown here."


def health_lines(sources: Sequence[Health], zone: str, refs: Iterable[str] = (), most: int = 3) -> list[str]:
    """What a reader must know of the sources' silence, as plain lines; the stale ones are named."""
    lines = [heard(sources).capitalize() + "."]
    stale = silent(sources, refs)
    for source in stale[:most]:
        since = f"since {words.hour(source.last_success_at, zone)}" if source.last_success_at else "so far"
        lines.append(f"Not heard {since}: {source.source}. Something may have happened that is not shown here.")
    if len(stale) > most:
        lines.append(f"And {len(stale) - most} more are silent.")
    return lines
