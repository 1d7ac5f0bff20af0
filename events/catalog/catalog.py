"""The catalogue: every noun by its id, and the plain facts that follow from them."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from events.catalog.names import Named, NameIndex, index_names, readable
from events.catalog.nouns import (
    AccessList,
    Alias,
    Dependency,
    Group,
    Hardware,
    Issuer,
    Jurisdiction,
    Model,
    ModelClass,
    Provider,
    Spelling,
    Topic,
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalog:
    """All nouns. `version` is the hash of their content, so that a decision can name what it was made with."""

    providers: Mapping[str, Provider]
    models: Mapping[str, Model]
    hardware: Mapping[str, Hardware]
    topics: Mapping[str, Topic]
    jurisdictions: Mapping[str, Jurisdiction]
    issuers: Mapping[str, Issuer]
    groups: Mapping[str, Group]
    lists: Mapping[str, AccessList]
    classes: Mapping[str, ModelClass]
    version: str

    def name(self, ref: str) -> str:
        """The display name of any id; an id that the catalogue lacks gives a readable form of itself."""
        thing = self._thing(ref)
        return thing.name if thing is not None else readable(ref)

    def exists(self, ref: str) -> bool:
        return self._thing(ref) is not None

    def models_of(self, provider: str) -> tuple[Model, ...]:
        return self._models_by_provider.get(provider, ())

    def class_members(self, class_id: str, on: date) -> frozenset[str]:
        """The models of a class as of that date: released by then, not longer ago than the class allows.

        A model whose day of release is not known counts from the last day of its month; one without a date never.
        KeyError where there is no such class.
        """
        rule = self.classes[class_id]
        earliest = _months_before(on, rule.max_age_months) if rule.max_age_months else date.min
        return frozenset(
            model.id
            for model in self.models.values()
            if (rule.hq is None or self.providers[model.provider].hq == rule.hq)
            and (not rule.segments or not set(rule.segments).isdisjoint(model.segments))
            and (day := release_day(model)) is not None
            and earliest <= day <= on
        )

    def dependencies(self, ref: str) -> tuple[Dependency, ...]:
        """What a model directly stands on; of a provider, what any of its models does."""
        if ref in self.models:
            return self.models[ref].depends_on
        return tuple(dict.fromkeys(d for model in self.models_of(ref) for d in model.depends_on))

    def dependents(self, ref: str) -> tuple[tuple[str, Dependency], ...]:
        """The models that directly stand on this model or on its provider; of a provider, on it or on its models."""
        targets = {ref, ref.split("/", 1)[0]} if "/" in ref else {ref, *(m.id for m in self.models_of(ref))}
        return tuple(
            (model.id, dependency)
            for model in self.models.values()
            for dependency in model.depends_on
            if dependency.target in targets
        )

    def jurisdiction_of(self, ref: str) -> str | None:
        """The country (or "EU") whose authority a thing stands under first: a provider's, model's or maker's
        headquarters, an issuer's or list issuer's jurisdiction; None where the catalogue does not say."""
        if ref in self.jurisdictions:
            return ref
        if ref in self.issuers:
            return self.issuers[ref].jurisdiction
        if ref in self.lists:
            return self.jurisdiction_of(self.lists[ref].issuer)
        if ref in self.classes:
            return self.classes[ref].hq
        provider = self.hardware[ref].maker if ref in self.hardware else ref.split("/", 1)[0]
        known = self.providers.get(provider or "")
        return None if known is None else known.hq

    def find(self, text: str) -> tuple[str, ...]:
        """The ids that a whole typed name stands for, whatever its case, spaces and punctuation; all of them where
        several things bear it."""
        return self._names.find(text)

    def suggest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """For a name not known: ids that can be watched whose names look like it, best first."""
        return self._names.suggest(text, limit)

    def spellings(self) -> tuple[Spelling, ...]:
        """Every name to look for in running text, sorted."""
        return self._names.spellings

    def _thing(
        self, ref: str
    ) -> Provider | Model | Hardware | Topic | Jurisdiction | Issuer | Group | AccessList | ModelClass | None:
        return (
            self.models.get(ref)
            or self.providers.get(ref)
            or self.jurisdictions.get(ref)
            or self.hardware.get(ref)
            or self.topics.get(ref)
            or self.issuers.get(ref)
            or self.groups.get(ref)
            or self.lists.get(ref)
            or self.classes.get(ref)
        )

    @cached_property
    def _models_by_provider(self) -> dict[str, tuple[Model, ...]]:
        found: dict[str, list[Model]] = {}
        for model in self.models.values():
            found.setdefault(model.provider, []).append(model)
        return {provider: tuple(models) for provider, models in found.items()}

    @cached_property
    def _names(self) -> NameIndex:
        return index_names(self._named())

    def _named(self) -> Iterator[Named]:
        for p in self.providers.values():
            unspoken = (p.id, *p.domains, *p.hf_orgs)
            yield Named(ref=p.id, kind="provider", name=p.name, aliases=p.aliases, unspoken=unspoken)
        # Of models equally like a typed name, the newest is suggested first.
        for m in sorted(self.models.values(), key=lambda m: m.released_on or "", reverse=True):
            unspoken = (m.id, m.id.split("/", 1)[1], f"{self.providers[m.provider].name} {m.name}")
            yield Named(ref=m.id, kind="model", name=m.name, aliases=m.aliases, unspoken=unspoken, variants=True)
        for h in self.hardware.values():
            yield Named(
                ref=h.id, kind="hardware", name=h.name, aliases=h.aliases, unspoken=(h.id, h.id[3:]), variants=True
            )
        for t in self.topics.values():
            yield Named(ref=t.id, kind="topic", name=t.name, aliases=t.aliases, unspoken=(t.id, t.id[6:]))
        for j in self.jurisdictions.values():
            aliases = _plain(j.aliases)
            yield Named(ref=j.id, kind="jurisdiction", name=j.name, aliases=aliases, demonyms=j.demonyms, code=j.id)
        for i in self.issuers.values():
            # The bare id "eu" would make every typed "EU" ambiguous.
            unspoken = (i.id,) if "-" in i.id else ()
            yield Named(ref=i.id, kind="issuer", name=i.name, aliases=_plain(i.aliases), unspoken=unspoken)
        for g in self.groups.values():
            yield Named(ref=g.id, kind="group", name=g.name, unspoken=(g.id,))
        for one in self.lists.values():
            yield Named(ref=one.id, kind="list", name=one.name, unspoken=(one.id,))
        for c in self.classes.values():
            yield Named(ref=c.id, kind="class", name=c.name, phrases=c.phrases, unspoken=(c.id,))


def _plain(texts: tuple[str, ...]) -> tuple[Alias, ...]:
    return tuple(Alias(text=text) for text in texts)


def release_day(model: Model) -> date | None:
    """The day from which a model counts as released; of a bare month, its last day."""
    if model.released_on is None:
        return None
    if len(model.released_on) == 10:
        return date.fromisoformat(model.released_on)
    year, month = map(int, model.released_on.split("-"))
    return date(year, month, monthrange(year, month)[1])


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
