"""Growth: the catalogue together with the models that only the record names, so that a new one is known by its name."""

from collections.abc import Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from events.access import State
from events.catalog import Catalog
from events.catalog.names import readable
from events.catalog.nouns import Alias, Dependency, Model, Provider
from events.terms import is_ref, provider_of, ref_kind
from events.vocabulary import Launched, World

_GROWN: WeakKeyDictionary[Catalog, tuple[frozenset[tuple[str, str]], Catalog]] = WeakKeyDictionary()


def grown(catalog: Catalog, state: State) -> Catalog:
    """The catalogue with every model that an event of the record called new, by the name that the event gives it.

    Of a maker that the catalogue lacks, the maker is taken in too: such an event was let in by an editor. Its `version`
    stays: decisions are made with the catalogue that was adopted, and texts and typed names are read with this one.
    """
    told = dict(_told(catalog, state))
    key = frozenset((ref, event.id) for ref, event in told.items())
    if not key:
        return catalog
    known = _GROWN.get(catalog)
    if known is None or known[0] != key:
        known = _GROWN[catalog] = (key, _with(catalog, told))
    return known[1]


def _told(catalog: Catalog, state: State) -> list[tuple[str, World]]:
    """Each new model with the launch that tells of it, or else with the first event that does."""
    found: dict[str, World] = {}
    for ref, ids in state.named.items():
        if catalog.exists(ref) or not is_ref(ref) or ref_kind(ref) != "model":
            continue
        events = [state.world[i] for i in ids]
        found[ref] = next((e for e in events if isinstance(e, Launched)), events[0])
    return list(found.items())


def _with(catalog: Catalog, told: Mapping[str, World]) -> Catalog:
    providers = dict(catalog.providers)
    models = dict(catalog.models)
    for ref, event in told.items():
        maker = provider_of(ref) or ""
        if maker not in providers:
            hq = event.jurisdiction
            providers[maker] = Provider(id=maker, name=readable(maker), hq=hq, incorporated=hq)
        models[ref] = _model(ref, maker, event, providers[maker])
    return replace(catalog, providers=providers, models=models)


def _model(ref: str, maker: str, event: World, provider: Provider) -> Model:
    name = event.names[ref]
    launch = event if isinstance(event, Launched) else None
    parts = [d for d in launch.dependencies if d.model == ref] if launch else []
    return Model(
        id=ref,
        provider=maker,
        name=name,
        aliases=() if _is_telling(name) else (_beside(name, provider),),
        released_on=launch.happened_on.isoformat() if launch else None,
        depends_on=tuple(Dependency(target=t, role="part") for part in parts for t in part.on),
        parts_undisclosed=any(part.undisclosed for part in parts),
        surfaces=provider.surfaces,
        note="new: known from the record alone",
    )


def _is_telling(name: str) -> bool:
    """Whether a name can hardly mean anything else: of several words or with a number ("Aurora 2", "K2-Think")."""
    return len(name) > 5 and (any(c.isdigit() for c in name) or len(name.split()) > 2)


def _beside(name: str, provider: Provider) -> Alias:
    """A plain word counts only beside the name of its maker."""
    makers = (provider.name, *(alias.text for alias in provider.aliases if not alias.ambiguous))
    return Alias(text=name, ambiguous=True, context=makers)
