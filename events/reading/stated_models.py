"""Which model of the catalogue a row of a list means, whose it is, and how sure that is."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.catalog import Catalog
from events.catalog.catalog import release_day
from events.catalog.names import key_of
from events.terms import slug

_DATED = re.compile(r"[-@ ](20\d\d)-?(\d\d)-?(\d\d)$")
_FROM_CLOUD = re.compile(r"^(?:[a-z]{2,6}\.)?[a-z0-9]+\.(?=[a-z].*-v\d+(?::\d+)*$)")
_CLOUD_VERSION = re.compile(r"-v\d+(?::\d+)+$|:[a-z0-9-]+$")
_REPACKED = re.compile(r"[-_](?:fp8|fp4|nvfp4|mxfp4|bf16|awq|gptq|gguf|mlx|int4|int8|[48]bit)$", re.IGNORECASE)
_STEM = re.compile(r"[a-z]{3,}")
_SNAPSHOT_DAYS = 21
"""A dated id is the model itself where its date is so close to the release; other dates are other snapshots."""


@dataclass(frozen=True, slots=True)
class Meant:
    """`is_new` where the catalogue lacks it; `is_weak` where its maker was only told by a likeness of names."""

    ref: str
    name: str
    is_new: bool = False
    is_weak: bool = False

    @property
    def provider(self) -> str:
        return self.ref.partition("/")[0]


def maker_of(row: Mapping[str, Any], catalog: Catalog) -> tuple[str, bool]:
    """The provider that a row names as the maker, and whether that is certain; ("", False) where it only serves."""
    told = str(row.get("provider") or "")
    if row.get("host") == told:  # the list writes the server there for want of a maker
        return "", False
    found = [ref for ref in catalog.find(told) if ref in catalog.providers] if told else []
    if not found:
        return "", False
    provider = catalog.providers[found[0]]
    aliases = (alias.text for alias in provider.aliases if not alias.ambiguous)
    names = (provider.id, provider.name, *provider.hf_orgs, *aliases)
    return provider.id, key_of(told) in map(key_of, names) and len(found) == 1


def meant(row: Mapping[str, Any], catalog: Catalog, *, any_snapshot: bool = False) -> Meant | None:
    """The model of a row. `any_snapshot` takes every dated id for its model, for a snapshot is no launch.

    None where neither the row nor a likeness of names says whose it is.
    """
    maker, certain = maker_of(row, catalog)
    model, name = tail_of(row), str(row.get("name") or "")
    owner = _owner(model, catalog)
    makers = [maker]
    if owner and owner != maker and not _names_its_maker(row, maker, catalog):
        makers.append(owner)
    known = next((ref for one in makers for ref in _known(row, one, catalog, any_snapshot)), "")
    if known:
        return Meant(known, catalog.name(known))
    if makers[-1] != maker:
        maker, certain = owner, False
    if not maker:
        return None
    shown = name if " " in name else model
    return Meant(f"{maker}/{slug(model)}", shown[:100], True, not certain)


def tail_of(row: Mapping[str, Any]) -> str:
    """The id without the maker before it, the cloud's own marks around it and the number format behind it."""
    model = str(row.get("model") or "").strip().rpartition("/")[2]
    return _REPACKED.sub("", _CLOUD_VERSION.sub("", _FROM_CLOUD.sub("", model))) or "x"


def _names_its_maker(row: Mapping[str, Any], maker: str, catalog: Catalog) -> bool:
    """Whether the id says whose it is ("openai/gpt-…"); who also serves others' models may stand there for them."""
    told = str(row.get("model") or "")
    provider = catalog.providers.get(maker)
    return provider is not None and "/" in told and not re.search(r"cloud|chips|platform", provider.kind)


def _known(row: Mapping[str, Any], maker: str, catalog: Catalog, any_snapshot: bool) -> Iterator[str]:
    model, name = tail_of(row), str(row.get("name") or "")
    for text in dict.fromkeys(filter(None, (model, str(row.get("model") or ""), model.replace("@", "-"), name))):
        yield from _found(text, maker, catalog)
    dated = _DATED.search(model)
    if dated:
        for ref in _found(_DATED.sub("", model), maker, catalog):
            released = release_day(catalog.models[ref])
            day = _day(*dated.groups())
            if any_snapshot or (released and day and abs((released - day).days) <= _SNAPSHOT_DAYS):
                yield ref


def _found(text: str, maker: str, catalog: Catalog) -> list[str]:
    """Models of that name; without a maker only where one alone bears it."""
    if maker:
        texts = (text, f"{catalog.name(maker)} {text}")
        refs = [
            ref for one in texts for ref in catalog.find(one) if ref.startswith(f"{maker}/") and ref in catalog.models
        ]
        return refs[:1]
    refs = [ref for ref in catalog.find(text) if ref in catalog.models]
    return refs if len(refs) == 1 else []


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _owner(model: str, catalog: Catalog) -> str:
    stem = _STEM.match(model.lower())
    return _owners(catalog).get(stem.group(), "") if stem else ""


@functools.lru_cache(maxsize=2)
def _owners(catalog: Catalog) -> Mapping[str, str]:
    """The first words of model names that only one provider uses: "claude", "gpt"."""
    owners: dict[str, set[str]] = {}
    for model in catalog.models.values():
        stem = _STEM.match(model.id.partition("/")[2])
        if stem:
            owners.setdefault(stem.group(), set()).add(model.provider)
    return {stem: next(iter(who)) for stem, who in owners.items() if len(who) == 1}
