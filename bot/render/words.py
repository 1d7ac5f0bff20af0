"""The words of both the chat and the terminal: lists, days, places, statuses, and whom an act is about."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from events.catalog import Catalog
from events.predicates import group_of_country
from events.terms import Status, Trust, ref_kind
from events.terms import TermError as _TermError
from events.vocabulary import World

NOT_ADVICE = "Not legal advice."

STATUS: dict[Status, str] = {
    "open": "no bar recorded",
    "limited": "limited",
    "unknown": "cannot tell",
    "licence": "only with a licence",
    "barred": "barred",
    "off": "switched off",
    "retired": "retired",
}

TRUST: dict[Trust, str] = {"official": "official", "provider": "the provider itself", "reported": "press"}

_CAPITALS = {"America/New_York": "Washington", "Asia/Shanghai": "Beijing", "Asia/Kolkata": "Delhi"}
_CAPITALS |= {"America/Toronto": "Ottawa", "America/Sao_Paulo": "Brasília", "Australia/Sydney": "Canberra"}
_SHORT = {"US": "US", "GB": "UK", "AE": "UAE", "EU": "EU"}
_THE: tuple[str, ...] = (
    "government",
    "department",
    "federal",
    "general",
    "digital",
    "court",
    "office",
    "president",
    "state of",
)
_THE += ("ministry", "national", "personal", "center", "european", "council", "bureau", "cyberspace", "communications")
_THE += ("data", "information", "infocomm", "institutions", "executive", "australian", "us ", "uk ", "united states")


def listing(names: Iterable[str], link: str = "and") -> str:
    """A, B and C."""
    words = list(dict.fromkeys(names))
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def shortened(names: Sequence[str], most: int, link: str = "and") -> str:
    """A, B and 7 more."""
    words = list(dict.fromkeys(names))
    if len(words) <= most:
        return listing(words, link)
    return f"{', '.join(words[:most])} {link} {len(words) - most} more"


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def day(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"


def place(zone: str, *, capital: bool = False) -> str:
    """The town that a zone is named after, or the capital that its officials sit in."""
    if capital and zone in _CAPITALS:
        return _CAPITALS[zone]
    return zone.rsplit("/", 1)[-1].replace("_", " ") or "UTC"


def hour(at: datetime, zone: str, *, capital: bool = False) -> str:
    """17:21 on 12 June 2026 in Washington."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M} on {day(local.date())} {_at(zone, capital=capital)}"


def _at(zone: str, *, capital: bool = False) -> str:
    return "UTC" if zone in ("", "UTC", "Etc/UTC") else f"in {place(zone, capital=capital)}"


def two_clocks(at: datetime, theirs: str, yours: str) -> str:
    """12 June 2026, 17:21 in Washington / 00:21 on 13 June in Riyadh; the second only where it differs."""
    there, here = at.astimezone(ZoneInfo(theirs or "UTC")), at.astimezone(ZoneInfo(yours or "UTC"))
    said = f"{day(there.date())}, {there:%H:%M} {_at(theirs, capital=True)}"
    if there.utcoffset() == here.utcoffset():
        return said
    other = f"{here:%H:%M}"
    if here.date() != there.date():
        other += f" on {here.day} {here:%B}"
    return f"{said} / {other} {_at(yours)}"


def when(event: World, zone: str) -> str:
    """The hour in both zones where one is known, else the day in the issuer's zone."""
    if event.effective_at is not None:
        return two_clocks(event.effective_at, event.zone, zone)
    return f"{day(event.starts_on)} {_at(event.zone, capital=True)}"


def when_acted(event: World, zone: str) -> str:
    """As `when`, of the act itself where its effect comes on another day."""
    if event.effective_on is None or event.effective_on == event.happened_on:
        return when(event, zone)
    return f"{day(event.happened_on)} {_at(event.zone, capital=True)}"


def name(ref: str, catalog: Catalog, event: World | None = None) -> str:
    """What a thing is called: by the catalogue, else as the event's document wrote it."""
    if not catalog.exists(ref) and event is not None and event.names.get(ref):
        return event.names[ref]
    if ref == "360":
        return "360 (Qihoo)"
    return catalog.name(ref)


def names(refs: Iterable[str], catalog: Catalog, event: World | None = None) -> list[str]:
    return [name(ref, catalog, event) for ref in refs]


def country(code: str, catalog: Catalog) -> str:
    """A country within a sentence: the United States, Saudi Arabia."""
    said = catalog.name(code)
    if said.startswith(("United ", "Netherlands", "Philippines", "European Union")) or " Republic" in said:
        return f"the {said}"
    return said


def issuer(event: World, catalog: Catalog) -> str:
    """Who acted, within a sentence: the US Bureau of Industry and Security, Anthropic."""
    if event.issuer in catalog.issuers:
        body = catalog.issuers[event.issuer]
        said = body.name
        home = catalog.jurisdictions.get(body.jurisdiction)
        told = (home.name, *home.aliases, *home.demonyms) if home else ()
        if home is not None and home.id != "EU" and not any(word in said for word in told):
            said = f"{_SHORT.get(home.id) or next(iter(home.demonyms), home.name)} {said}"
            return f"the {said}"
        return f"the {said}" if said.casefold().startswith(_THE) else said
    if event.issuer:
        return name(event.issuer, catalog, event)
    if event.jurisdiction:
        return f"an authority of {country(event.jurisdiction, catalog)}"
    return "somebody"


_TIED = {
    "located": "those in {}",
    "national": "nationals of {}",
    "incorporated": "firms incorporated in {}",
    "hq": "firms with their seat in {}",
    "owned50": "firms at least half owned from {}",
    "owned-over50": "firms mostly owned from {}",
}


def audience(predicates: Sequence[str], catalog: Catalog) -> str:
    """Whom predicates name, in words: foreign persons (all but US persons), those in China or Macao."""
    if not predicates or "*" in predicates:
        return "everyone"
    return listing(group(p, catalog) for p in predicates)


def group(predicate: str, catalog: Catalog) -> str:
    if predicate == "*":
        return "everyone"
    if predicate == "us-person":
        return "US persons"
    if predicate == "not:us-person":
        return "foreign persons"
    if predicate.startswith("not:"):
        return f"everyone but {group(predicate[4:], catalog)}"
    word, _, rest = predicate.partition(":")
    if not rest:
        word, rest = "located", predicate
    if word == "list":
        return listed(rest, catalog)
    if word == "group":
        return f"those in {catalog.name(rest)}"
    return _TIED.get(word, "{}").format(country(rest, catalog))


def listed(list_id: str, catalog: Catalog) -> str:
    """The members of a list; a list's name is either its members' ("the US organisations …") or its own."""
    entry = catalog.lists.get(list_id)
    if entry is None:
        if list_id in catalog.providers:
            return catalog.name(list_id)
        group = group_of_country(list_id)
        if group is None:
            return f"those on the list {list_id}"
        where = country(group.country, catalog)
        return f"{group.who.replace('-', ' ')} of {f'{group.state} in ' if group.state else ''}{where}"
    if entry.name.startswith("the ") or entry.name.endswith(("partners", "members", "customers")):
        return entry.name if entry.name.startswith("the ") else f"the {entry.name}"
    return f"those on the {entry.name}"


def question(predicate: str, catalog: Catalog) -> str:
    """What only the subscriber can answer, as a question."""
    bare = predicate.removeprefix("not:")
    if bare == "us-person":
        return "Are you a US person (in the US, or organised under its laws)?"
    word, _, rest = bare.partition(":")
    where = country(rest or bare, catalog)
    match word:
        case "list" if rest in catalog.providers:
            return f"Are you {catalog.name(rest)}?"
        case "list":
            return f"Are you among {listed(rest, catalog)}?"
        case "national":
            return f"Are you a national of {where}?"
        case "incorporated":
            return f"Is your firm incorporated in {where}?"
        case "hq":
            return f"Does your firm have its seat in {where}?"
        case "owned50":
            return f"Is half or more of your firm owned from {where}?"
        case "owned-over50":
            return f"Is more than half of your firm owned from {where}?"
        case "group":
            return f"Do you work in one of {catalog.name(rest)}? Set your country with /where."
        case _:
            return f"Do you work in {where}? Set your country with /where."


def assumed(taken: Iterable[str], catalog: Catalog) -> str:
    """What a verdict took for granted, with countries named: "not a US person, incorporated in Saudi Arabia"."""
    return listing(_spelt(words, catalog) for words in taken)


def _spelt(words: str, catalog: Catalog) -> str:
    head, _, last = words.rpartition(" ")
    if last in catalog.jurisdictions:
        return f"{head} {country(last, catalog)}"
    if head.endswith("the list") and last in catalog.lists:
        return f"{head.removesuffix(' the list')} the {catalog.lists[last].name.removeprefix('the ')}"
    return words


def is_word(watch: str) -> bool:
    """Whether a watch is on free words that no catalogue names."""
    return watch.startswith("word:")


def kind_words(ref: str) -> str:
    """What sort of thing an id names, for lists of choices."""
    try:
        kind = ref_kind(ref)
    except _TermError:
        return "words"
    return {"jurisdiction": "country", "class": "class of models"}.get(kind, kind)
