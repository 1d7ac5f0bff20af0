"""What a name that a model gives stands for: an id of the catalogue, or a new one whose name the document writes."""

from typing import NamedTuple

from events.catalog import Catalog
from events.reading.naming import named, resolve
from events.reading.page import Page
from events.reading.text import fold
from events.terms import is_ref, slug

LONGEST_NAME = 80


class Name(NamedTuple):
    """`new` where the catalogue lacks it; `text` is its name as the document writes it."""

    ref: str
    text: str
    new: bool = False


def ref_named(page: Page, text: str, maker: str, otherwise: str = "") -> Name | None:
    """What is barred, launched or retired; `otherwise` is the maker of models where none is given.

    None where the name stands for several things, or does not stand in the document.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_NAME:
        return None
    owner = (_only(page.catalog, maker, page.catalog.providers) or "") if maker else otherwise
    known = resolve(page.catalog, text, owner) if owner else None
    known = known or _one_of(page.catalog, text, owner)
    if known is not None:
        return Name(known, text) if _told_of(page, text, known) else None
    if page.catalog.find(text) or not _is_written(page, text):
        return None
    if not owner and maker:
        if not _is_written(page, maker):
            return None
        owner = slug(maker)
    made = named(page, text, owner, 0, 0) if owner else None
    ref = made.ref if made is not None else slug(text)
    if not is_ref(ref):
        return None
    return Name(ref, text, True)


def issuer_named(page: Page, text: str) -> str:
    """Who acts: an authority, a provider, or a country's government; empty where the catalogue knows no such name."""
    catalog = page.catalog
    for table in (catalog.issuers, catalog.providers):
        ref = _only(catalog, text, table)
        if ref and _told_of(page, text, ref):
            return ref
    country = _only(catalog, text, catalog.jurisdictions)
    government = next((i for i in (f"{country.lower()}-gov", country.lower()) if i in catalog.issuers), "")
    return government if country and _told_of(page, text, country) else ""


def provider_named(page: Page, text: str) -> str:
    """A party of a list; a company that the catalogue lacks gets a slug where the document writes its name."""
    ref = _only(page.catalog, text, page.catalog.providers)
    if ref:
        return ref if _told_of(page, text, ref) else ""
    written = 0 < len(text) <= LONGEST_NAME and _is_written(page, text) and not page.catalog.find(text)
    return slug(text) if written else ""


def rival_named(page: Page, text: str) -> str:
    """A model, a maker or a class of models that the document speaks of."""
    catalog = page.catalog
    for table in (catalog.models, catalog.classes, catalog.providers):
        ref = _only(catalog, text, table)
        if ref and _told_of(page, text, ref):
            return ref
    return ""


def _one_of(catalog: Catalog, text: str, owner: str) -> str | None:
    """The one thing of the first sort in which the name stands for anything; None where there are several."""
    tables = (
        catalog.models,
        catalog.hardware,
        catalog.providers,
        catalog.classes,
        catalog.topics,
        catalog.jurisdictions,
    )
    for table in tables:
        refs = [ref for ref in catalog.find(text) if ref in table]
        if owner and len(refs) > 1:
            refs = [ref for ref in refs if ref.startswith(f"{owner}/")]
        if refs:
            return refs[0] if len(refs) == 1 else None
    return None


def _only(catalog: Catalog, text: str, table: object) -> str:
    refs = [ref for ref in catalog.find(text) if ref in table]  # type: ignore[operator]  # one of the catalogue's maps
    return refs[0] if len(refs) == 1 else ""


def _told_of(page: Page, text: str, ref: str) -> bool:
    """Whether the document itself speaks of it: no name of the catalogue may be put in its mouth."""
    return any(m.ref == ref or ref in m.refs for m in page.mentions) or _is_written(page, text)


def _is_written(page: Page, text: str) -> bool:
    return bool(text) and fold(text) in page.text.folded
