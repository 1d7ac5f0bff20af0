"""Loads a catalogue from folders of TOML files, or refuses it with every problem by file and line."""

import functools
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import msgspec

from events.catalog.catalog import Catalog
from events.catalog.checks import contradictions
from events.catalog.nouns import (
    AccessList,
    Group,
    Hardware,
    Issuer,
    Jurisdiction,
    Model,
    ModelClass,
    Provider,
    Topic,
)
from events.catalog.problems import CatalogError, Problem
from events.catalog.rows import Table, read_layers
from events.catalog.shapes import Fields


def load_catalog(*extra_folders: Path) -> Catalog:
    """The bundled catalogue, with the extra folders laid over it in turn: the same id replaces the fields it names, a
    new id is added. CatalogError names every problem by file and line."""
    return read_catalog(_bundled_folder(), *extra_folders) if extra_folders else _bundled()


def read_catalog(*folders: Traversable | Path) -> Catalog:
    """The catalogue that stands in these folders alone, later ones over earlier ones."""
    rows, problems = read_layers(folders)
    catalog = _build(rows, problems)
    problems.extend(contradictions(catalog, rows))
    if problems:
        raise CatalogError(problems)
    return catalog


@functools.cache
def _bundled() -> Catalog:
    return read_catalog(_bundled_folder())


def _bundled_folder() -> Traversable:
    return files("events.catalog") / "data"


def _build(rows: Table, problems: list[Problem]) -> Catalog:
    def of(kind: str) -> Iterator[tuple[str, Fields]]:
        for (row_kind, ident), row in rows.items():
            if row_kind == kind:
                fields = Fields(row, problems)
                yield ident, fields
                fields.done()

    providers = {ident: _provider(ident, f) for ident, f in of("provider")}
    content: dict[str, Mapping[str, object]] = {
        "providers": providers,
        "models": {ident: _model(ident, f, providers) for ident, f in of("model")},
        "hardware": {ident: _hardware(ident, f) for ident, f in of("hardware")},
        "topics": {ident: _topic(ident, f) for ident, f in of("topic")},
        "jurisdictions": {ident: _jurisdiction(ident, f) for ident, f in of("jurisdiction")},
        "issuers": {ident: _issuer(ident, f) for ident, f in of("issuer")},
        "groups": {ident: _group(ident, f) for ident, f in of("group")},
        "lists": {ident: _list(ident, f) for ident, f in of("list")},
        "classes": {ident: _class(ident, f) for ident, f in of("class")},
    }
    # Hashed as values, not as files: a comment, another order or another file is the same catalogue.
    version = "sha256:" + hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
    frozen = {key: MappingProxyType(dict(things)) for key, things in content.items()}
    return Catalog(**frozen, version=version)  # type: ignore[arg-type]  # each mapping is made just above


def _provider(ident: str, f: Fields) -> Provider:
    hq = f.text("hq")
    return Provider(
        id=ident,
        name=f.text("name"),
        hq=hq,
        incorporated=f.text("incorporated", hq),
        owner=f.text_or_none("owner"),
        aliases=f.aliases(),
        domains=f.texts("domains"),
        hf_orgs=f.texts("hf_orgs"),
        kind=f.text("kind", "lab"),
        surfaces=f.texts("surfaces"),
        note=f.text("note", ""),
    )


def _model(ident: str, f: Fields, providers: dict[str, Provider]) -> Model:
    provider = ident.split("/", 1)[0]
    open_weights = f.flag("open_weights")
    surfaces = f.texts("surfaces")
    if not surfaces:
        usual = providers[provider].surfaces if provider in providers else ()
        surfaces = (usual or ("api",)) + (("weights",) if open_weights else ())
    return Model(
        id=ident,
        provider=provider,
        name=f.text("name"),
        aliases=f.aliases(),
        released_on=f.day_or_month("released_on"),
        open_weights=open_weights,
        segments=f.texts("segments"),
        depends_on=f.dependencies("depends_on"),
        parts_undisclosed=f.flag("parts_undisclosed") or False,
        rival_of=f.rivalries("rival_of"),
        surfaces=tuple(dict.fromkeys(surfaces)),
        audience=f.text("audience", ""),
        note=f.text("note", ""),
    )


def _hardware(ident: str, f: Fields) -> Hardware:
    return Hardware(id=ident, name=f.text("name"), maker=f.text_or_none("maker"), aliases=f.aliases())


def _topic(ident: str, f: Fields) -> Topic:
    return Topic(id=ident, name=f.text("name"), aliases=f.aliases())


def _jurisdiction(ident: str, f: Fields) -> Jurisdiction:
    return Jurisdiction(
        id=ident,
        name=f.text("name"),
        aliases=f.texts("aliases"),
        demonyms=f.texts("demonyms"),
        members=f.texts("members"),
        timezone=f.text("timezone"),
    )


def _issuer(ident: str, f: Fields) -> Issuer:
    return Issuer(
        id=ident,
        name=f.text("name"),
        jurisdiction=f.text("jurisdiction"),
        aliases=f.texts("aliases"),
        parent=f.text_or_none("parent"),
    )


def _group(ident: str, f: Fields) -> Group:
    return Group(id=ident, name=f.text("name"), periods=f.memberships("periods"), note=f.text("note", ""))


def _list(ident: str, f: Fields) -> AccessList:
    published = f.flag("published")
    if published is None and "published" not in f.row.fields:
        f.complain("published is missing: add published = true or false")
    return AccessList(
        id=ident,
        name=f.text("name"),
        issuer=f.text("issuer"),
        published=published or False,
        requires=f.texts("requires"),
        note=f.text("note", ""),
    )


def _class(ident: str, f: Fields) -> ModelClass:
    return ModelClass(
        id=ident,
        name=f.text("name"),
        phrases=f.texts("phrases"),
        hq=f.text_or_none("hq"),
        segments=f.texts("segments"),
        max_age_months=f.count("max_age_months"),
    )
