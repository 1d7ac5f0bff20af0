"""A model's name at a place, and which model of the catalogue it is."""

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from events.catalog import Catalog
from events.reading.page import Page
from events.reading.spellings import LATIN
from events.reading.text import fold
from events.terms import slug

_DATED = re.compile(r"[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d{4}|latest|\d\d-20\d\d)$")


# "-Instruct-v0.1": how a checkpoint was tuned and its revision, which the catalogue's name leaves out.
_TUNED = re.compile(r"(?i)[- ](?:instruct|chat|it)(?:[-.]v?\d+(?:\.\d+)?)?(?:[-@](?:20\d{6}|\d{4}))?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A model at a place; `new` where the catalogue lacks it."""

    ref: str
    name: str
    start: int
    end: int
    new: bool = False
    code: bool = False


def resolve(catalog: Catalog, name: str, provider: str) -> str | None:
    """The catalogue's id of a model by a name as written, of that provider; None where it has none."""
    plain = name.strip("`\"' ")
    bare = _TUNED.sub("", _DATED.sub("", plain))
    dotted = re.sub(r"(?<=\d)[_-](?=\d(?!\d))", ".", bare)
    for text in dict.fromkeys((plain, _DATED.sub("", plain), bare, dotted)):
        for typed in (text, f"{catalog.name(provider)} {text}" if provider else text):
            for ref in catalog.find(typed):
                if (
                    "/" in ref
                    and not ref.startswith(("hw/", "class/", "topic/"))
                    and (not provider or ref.startswith(f"{provider}/"))
                ):
                    return ref
    return None


_VERSION_TAIL = re.compile(r"(?:-v\d+(?:\.\d+)?)?(?::\d+)?$")
_VENDORS: WeakKeyDictionary[Catalog, dict[str, str]] = WeakKeyDictionary()


def vendor_of(catalog: Catalog, name: str) -> tuple[str, str]:
    """The provider and the bare name of an id that names its vendor first; two empty strings where it does not."""
    owner, mark, rest = name.partition("/")
    if not mark:
        owner, mark, rest = name.partition(".")
    if not rest or not owner or not re.search(r"[a-z]", rest.lower()):
        return "", ""
    vendors = _VENDORS.get(catalog)
    if vendors is None:
        vendors = {org.lower(): p.id for p in catalog.providers.values() for org in (*p.hf_orgs, p.id)}
        _VENDORS[catalog] = vendors
    known = vendors.get(owner.lower(), "")
    if not known or (mark == "." and "-" not in rest):
        return "", ""
    return known, re.sub(r"(?<=\d)[_-](?=\d(?!\d))", ".", _VERSION_TAIL.sub("", rest)) if mark == "." else rest


# A letter of another script that the id would lose, so that two names could become one.
_OTHER = re.compile(r"[^\x00-\x7fÀ-ÿ‐-―“”‘’「」『』《》«»]+")


def _in_points(letters: re.Match[str]) -> str:
    return " x" + "".join(f"{ord(c):x}" for c in letters.group()[:8]) + " "


_LATIN = {fold(word): latin for word, latin in LATIN.items()}


# Marks that show nothing ("\u200ejais-13b\u200e"), and a name of another script with its Latin form in brackets.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_BRACKETED = re.compile(r"[^\x00-\x7f].{0,20}?[(（]([A-Za-z][\w .:+-]{1,30})[)）]")


def named(page: Page, name: str, provider: str, start: int, end: int, *, code: bool = False) -> Named:
    name = _UNSEEN.sub("", name)
    latin_form = _BRACKETED.fullmatch(name)
    name = latin_form.group(1).rstrip(":") if latin_form else name
    ref = resolve(page.catalog, name, provider)
    if ref is not None:
        return Named(ref, name, start, end, False, code)
    latin = _in_latin(name)
    if latin != name:
        ref = resolve(page.catalog, latin, provider)
        if ref is not None:
            return Named(ref, name, start, end, False, code)
    return Named(f"{provider}/{slug(_OTHER.sub(_in_points, latin))}", name, start, end, True, code)


def _in_latin(name: str) -> str:
    """The name with the words of known families in Latin letters ("카나나-2.5" as "kanana-2.5")."""
    if name.isascii():
        return name
    plain = fold(name)
    for word, latin in _LATIN.items():
        plain = plain.replace(word, f" {latin} ")
    return " ".join(plain.split()) if plain != fold(name) else name
