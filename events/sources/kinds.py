"""The kinds of source by name: what `sources.toml` may say under `kind`, and who checks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from events.sources import (
    arxiv,
    eur_lex,
    federal_register,
    feed,
    gdelt,
    gov_uk,
    hacker_news,
    hugging_face,
    inbox,
    lifecycle_page,
    litellm,
    models_dev,
    mofcom,
    openai_models,
    openrouter,
    page,
    region_page,
    screening_list,
    sitemap,
    statuspage,
    terms_page,
)
from events.sources.protocol import Check, Checked, Cursor, Failed, SourceSpec

if TYPE_CHECKING:  # whoever only reads a list of sources, or checks apart, needs no HTTP library loaded
    from events.sources.web import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKind:
    """How a kind is checked, and the keys of its own that its tables may have beside the common ones."""

    check: Check
    options: Mapping[str, type] = field(default_factory=dict)
    is_folder: bool = False


KINDS: Mapping[str, SourceKind] = {
    "feed": SourceKind(check=feed.check),
    "federal-register": SourceKind(check=federal_register.check, options=federal_register.OPTIONS),
    "inbox": SourceKind(check=inbox.check, is_folder=True),
    "page": SourceKind(check=page.check),
    "sitemap": SourceKind(check=sitemap.check, options=sitemap.OPTIONS),
    "region-page": SourceKind(check=region_page.check, options=region_page.OPTIONS),
    "terms-page": SourceKind(check=terms_page.check, options=terms_page.OPTIONS),
    "statuspage": SourceKind(check=statuspage.check),
    "screening-list": SourceKind(check=screening_list.check, options=screening_list.OPTIONS),
    "mofcom": SourceKind(check=mofcom.check, options=mofcom.OPTIONS),
    "gov-uk": SourceKind(check=gov_uk.check),
    "eur-lex": SourceKind(check=eur_lex.check),
    "gdelt": SourceKind(check=gdelt.check),
    "hacker-news": SourceKind(check=hacker_news.check, options=hacker_news.OPTIONS),
    "arxiv": SourceKind(check=arxiv.check),
    "lifecycle-page": SourceKind(check=lifecycle_page.check, options=lifecycle_page.OPTIONS),
    "hugging-face": SourceKind(check=hugging_face.check, options=hugging_face.OPTIONS),
    "openrouter": SourceKind(check=openrouter.check, options=openrouter.OPTIONS),
    "models-dev": SourceKind(check=models_dev.check, options=models_dev.OPTIONS),
    "litellm": SourceKind(check=litellm.check, options=litellm.OPTIONS),
    "openai-models": SourceKind(check=openai_models.check, options=openai_models.OPTIONS),
}


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One source checked once, by its kind. An unknown kind is a failure that names those there are."""
    kind = KINDS.get(spec.kind)
    if kind is None:
        return Failed(reason=f"{spec.id}: the kind {spec.kind!r} is not known: use one of {', '.join(sorted(KINDS))}")
    return await kind.check(spec, cursor, door, now)
