"""The kinds of source by name: what `sources.toml` may say under `kind`, and who checks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from events.sources import federal_register, feed, inbox
from events.sources.protocol import Check, Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKind:
    """How a kind is checked, and the keys of its own that its tables may have beside the common ones."""

    check: Check
    options: Mapping[str, type] = field(default_factory=dict)
    is_folder: bool = False


KINDS: Mapping[str, SourceKind] = {
    "feed": SourceKind(check=feed.check),
    "federal-register": SourceKind(check=federal_register.check, options=federal_register.OPTIONS),
    "inbox": SourceKind(check=inbox.check, is_folder=True),
}


async def check(spec: SourceSpec, cursor: Cursor, door: Door, now: datetime) -> Checked | Failed:
    """One source checked once, by its kind. An unknown kind is a failure that names those there are."""
    kind = KINDS.get(spec.kind)
    if kind is None:
        return Failed(reason=f"{spec.id}: the kind {spec.kind!r} is not known: use one of {', '.join(sorted(KINDS))}")
    return await kind.check(spec, cursor, door, now)
