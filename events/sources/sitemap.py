"""Sources of kind `sitemap`: a site's own list of its pages, for those that offer no feed; new pages are read."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from events.sources.answers import Fetched, Request
from events.sources.asking import answered, asked
from events.sources.dates import believable, moment
from events.sources.linked_pages import Linked, followed
from events.sources.plain_text import link
from events.sources.protocol import Checked, Cursor, Failed, SourceSpec
from events.sources.wrong_answer import page_instead
from events.sources.xml_guard import hostile

if TYPE_CHECKING:
    from events.sources.web import Door

OPTIONS: Mapping[str, type] = {"prefix": str, "max_pages": int}
MAX_BYTES = 10 * 1024 * 1024
_MAX_MAPS = 5
_ACCEPT = "application/xml, text/xml, */*;q=0.5"


async def check(spec: SourceSpec, cursor: Cursor, door: "Door", now: datetime) -> Checked | Failed:
    """One look at the map: the pages under `prefix` that are new. The first look only remembers them."""
    answer = await asked(spec, cursor, door, _ACCEPT, max_bytes=MAX_BYTES)
    if not isinstance(answer, Fetched):
        return answer
    page = page_instead(answer.body, "a sitemap", spec.id)
    if page:
        return Checked(cursor=cursor, suspect=page)
    entries = await asyncio.to_thread(_entries, answer, now)
    if isinstance(entries, str):
        return Failed(reason=f"{spec.id} gave no sitemap that can be read: {entries}; look at its address")
    following = answered(answer)
    maps, linked = entries
    if maps:  # a map of maps says nothing of the pages by staying the same
        following = Cursor()
        for one in maps[:_MAX_MAPS]:
            part = await door.fetch(Request(url=one.url, accept=_ACCEPT, max_bytes=MAX_BYTES))
            read = await asyncio.to_thread(_entries, part, now) if isinstance(part, Fetched) else "no answer"
            if isinstance(read, str):
                # Half of the maps would look as if half of the pages had gone.
                return Failed(reason=f"{spec.id} has a part that cannot be read ({read}): it is tried again")
            linked += read[1]
    prefix = str(spec.options.get("prefix", "/"))
    host = urlsplit(spec.url).netloc
    wanted = [one for one in linked if _is_wanted(one.url, host, prefix)]
    # The newest first: should there be more than one check can read, they come first.
    wanted.sort(key=lambda one: one.at.timestamp() if one.at else 0.0, reverse=True)
    return await followed(spec, cursor, door, following, wanted, now)


def _entries(answer: Fetched, now: datetime) -> tuple[list[Linked], list[Linked]] | str:
    """The further maps and the pages that a map lists; or why it cannot be read."""
    harm = hostile(answer.body)
    if harm:
        return harm
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"its XML is broken ({str(error)[:80]})"
    sort = etree.QName(root).localname
    if sort not in ("urlset", "sitemapindex"):
        return f"its root is <{sort}>, neither urlset nor sitemapindex"
    found = []
    for entry in root:
        told = {etree.QName(part).localname: part.text or "" for part in entry if isinstance(part.tag, str)}
        address = link(answer.url, told.get("loc", ""))
        modified = believable(moment(told.get("lastmod", ""), thorough=False), now)
        if address:
            found.append(Linked(address, "", modified.at if modified else None))
    return (found, []) if sort == "sitemapindex" else ([], found)


def _is_wanted(url: str, host: str, prefix: str) -> bool:
    split = urlsplit(url)
    return split.netloc == host and split.path.startswith(prefix) and split.path.rstrip("/") != prefix.rstrip("/")
