"""What the tests of the second reader are made of: a document, and what an honest model would say of it."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

from events.catalog import load_catalog
from events.document import Document
from events.reading.second_answer import Proved, Unreadable, proved

CATALOG = load_catalog()
PUBLISHED = datetime(2026, 7, 9, 15, tzinfo=UTC)

TITLE = "Anthropic suspends Claude Opus 4.8 for customers in Saudi Arabia"
TEXT = (
    "SAN FRANCISCO, July 9, 2026. Anthropic today suspended access to Claude Opus 4.8 for customers in Saudi "
    "Arabia. The suspension takes effect on 12 July 2026 and holds until 30 September 2026. Claude Fable 5 stays "
    "open.\nRivals such as GPT-5.6 are not touched."
)


def document(text: str = TEXT, title: str = TITLE, **more: Any) -> Document:
    facts: dict[str, Any] = {
        "url": "https://news.test/1",
        "source": "news",
        "publisher": "News",
        "trust": "reported",
        "published_at": PUBLISHED,
        "observed_at": PUBLISHED,
    }
    return Document(title=title, text=text, **(facts | more))


HONEST: dict[str, Any] = {
    "kind": "restriction",
    "direction": None,
    "issuer": "Anthropic",
    "targets": [{"name": "Claude Opus 4.8", "maker": "Anthropic"}],
    "listed": [],
    "act": "provide",
    "surfaces": [],
    "audience": {"barred": ["located:SA"], "exempt": [], "admitted": []},
    "happened_on": "2026-07-09",
    "effective_on": "2026-07-12",
    "effective_until": "2026-09-30",
    "certainty": "exact",
    "rivals": [],
    "evidence": [
        {"field": "kind", "quote": "suspended access to Claude Opus 4.8"},
        {"field": "issuer", "quote": "Anthropic today suspended"},
        {"field": "targets", "quote": "Claude Opus 4.8"},
        {"field": "audience", "quote": "for customers in Saudi Arabia"},
        {"field": "effective_on", "quote": "takes effect on 12 July 2026"},
        {"field": "effective_until", "quote": "holds until 30 September 2026"},
    ],
}


def honest(**changes: Any) -> dict[str, Any]:
    """What an honest model says, with these fields otherwise; `quote_FIELD` replaces or adds that field's quote."""
    made = copy.deepcopy(HONEST)
    for name, value in changes.items():
        if not name.startswith("quote_"):
            made[name] = value
            continue
        field = name.removeprefix("quote_")
        made["evidence"] = [e for e in made["evidence"] if e["field"] != field]
        if value is not None:
            made["evidence"].append({"field": field, "quote": value})
    return made


def content(*findings: Any) -> str:
    return json.dumps({"findings": list(findings)}, ensure_ascii=False)


def read_second(*findings: Any, of: Document | None = None) -> tuple[Proved, ...]:
    found = proved(content(*findings), of or document(), CATALOG)
    assert not isinstance(found, Unreadable), found
    return found


def only(*findings: Any, of: Document | None = None) -> Proved:
    (one,) = read_second(*findings, of=of)
    return one
