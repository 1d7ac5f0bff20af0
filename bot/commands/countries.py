"""Countries as people name them: by flag, code or name in their own script; and the keyboard to choose one."""

from bot.render.callbacks import pack
from bot.render.message import Button, Rows, in_rows
from events.catalog import Catalog

OFTEN = ("SA", "AE", "QA", "TR", "US", "GB", "DE", "FR", "IN", "JP", "KR", "CN", "SG", "BR")
PAGE = 20

_MIDDLE_EAST = ["SA", "AE", "QA", "KW", "BH", "OM", "YE", "IQ", "IR", "IL", "JO", "LB", "PS", "SY", "TR"]
_ELSEWHERE = {"CY": "Europe", "IS": "Europe", "FO": "Europe", "SJ": "Europe", "GE": "Europe", "AM": "Europe"}
_ELSEWHERE |= {"MV": "Asia", "BM": "Americas", "FK": "Americas", "GL": "Americas", "CV": "Africa", "SH": "Africa"}
_ELSEWHERE |= dict.fromkeys(("MU", "RE", "SC", "KM", "MG", "YT"), "Africa") | dict.fromkeys(_MIDDLE_EAST, "Middle East")
_BY_ZONE = {"Europe": "Europe", "Asia": "Asia", "Africa": "Africa", "America": "Americas"}
REGIONS = ("Middle East", "Europe", "Asia", "Africa", "Americas", "Oceania")


def flag(code: str) -> str:
    """The flag of a two-letter code, as the two letters that phones draw it with."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)


def country_in(text: str, catalog: Catalog) -> str | None:
    """The country that a text names: a flag, a code, or a name in any script that the catalogue knows."""
    said = text.strip()
    letters = [ord(letter) - 0x1F1E6 for letter in said]
    if len(letters) == 2 and all(0 <= number < 26 for number in letters):
        said = "".join(chr(ord("A") + number) for number in letters)
    if len(said) == 2 and said.isascii() and said.upper() in catalog.jurisdictions:
        return said.upper()
    found = [ref for ref in catalog.find(said) if ref in catalog.jurisdictions]
    return found[0] if len(found) == 1 else None


def like(text: str, catalog: Catalog) -> tuple[str, ...]:
    """Countries whose names look like it."""
    return tuple(ref for ref in catalog.suggest(text[:80], 12) if ref in catalog.jurisdictions)[:4]


def region_of(code: str, catalog: Catalog) -> str:
    known = _ELSEWHERE.get(code)
    return known or _BY_ZONE.get(catalog.jurisdictions[code].timezone.split("/")[0], "Oceania")


def choice(code: str, mode: str, catalog: Catalog) -> Button:
    return Button(f"{flag(code)} {catalog.name(code)}", pack("c", mode, code))


def front(mode: str, catalog: Catalog) -> Rows:
    """The countries that are asked for most, and the way to all others."""
    often = [choice(code, mode, catalog) for code in OFTEN]
    regions = [Button(f"{name} …", pack("r", mode, at, 0)) for at, name in enumerate(REGIONS)]
    return in_rows(often, 2) + in_rows(regions, 3)


def region_page(region: int, page: int, mode: str, catalog: Catalog) -> Rows:
    """One page of a region's countries by name; a page beyond the last is the last."""
    name = REGIONS[region]
    codes = [code for code in catalog.jurisdictions if code != "EU" and region_of(code, catalog) == name]
    codes.sort(key=catalog.name)
    pages = max(1, -(-len(codes) // PAGE))
    page = min(page, pages - 1)
    rows = in_rows([choice(code, mode, catalog) for code in codes[page * PAGE : (page + 1) * PAGE]], 2)
    turn = [Button("Back", pack("r", mode, "", 0))]
    if page > 0:
        turn.insert(0, Button("«", pack("r", mode, region, page - 1)))
    if page + 1 < pages:
        turn.append(Button("»", pack("r", mode, region, page + 1)))
    return (*rows, tuple(turn))
