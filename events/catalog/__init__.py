"""The catalogue: providers, models, hardware, jurisdictions and what they are called, from TOML files."""

from events.catalog.catalog import Catalog
from events.catalog.loader import load_catalog
from events.catalog.problems import CatalogError

__all__ = ["Catalog", "CatalogError", "load_catalog"]
