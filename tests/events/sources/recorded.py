"""How the tests of sources look at an address a few times over, each time with the cursor that was stored."""

from datetime import UTC, datetime, timedelta
from typing import Any

from events.document import Document
from events.sources.kinds import KINDS
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.web import Door
from tests.events.sources.conftest import Site

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Looks:
    """One source, looked at again and again; `serve` changes what is there in between."""

    def __init__(
        self, site: Site, door: Door, kind: str, path: str = "/source", query: str = "", **options: Any
    ) -> None:
        self.site, self.door, self.path = site, door, path
        self.cursor = Cursor()
        self.now = NOW
        trust = "official" if kind in ("screening-list", "gov-uk", "eur-lex", "mofcom") else "provider"
        self.spec = SourceSpec(
            id="it",
            kind=kind,
            url=site.url(path) + query,
            every_seconds=900,
            trust=trust,  # type: ignore[arg-type]
            publisher=options.pop("publisher", ""),
            options=options,
        )

    async def at(self, body: bytes | str, *, status: int = 200, kind: str = "") -> Checked:
        """What a look finds when this is served; the cursor goes through its stored form."""
        told = await self.told(body, status=status, kind=kind)
        assert isinstance(told, Checked), told
        return told

    async def told(self, body: bytes | str, *, status: int = 200, kind: str = "") -> Checked | Failed:
        self.site.serve(self.path, body, status=status, kind=kind or "text/plain; charset=utf-8")
        return await self.again()

    async def again(self) -> Checked | Failed:
        told = await KINDS[self.spec.kind].check(self.spec, self.cursor, self.door, self.now)
        self.now += timedelta(days=1)
        if isinstance(told, Checked):
            self.cursor = Cursor.loaded(told.cursor.dumped())
        return told


def rows(documents: tuple[Document, ...]) -> list[dict[str, Any]]:
    """All rows that these documents state, in order."""
    return [row for document in documents for row in document.structured["changes"]]
