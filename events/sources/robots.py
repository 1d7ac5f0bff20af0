"""What a site's robots.txt lets this program read, by RFC 9309: parsed with protego, remembered for a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from protego import Protego

from events.sources.answers import Refused

MAX_BYTES = 500 * 1024
"""The RFC's own least bound; what stands behind it is not read."""

FRESH_SECONDS = 86_400.0
AGAIN_SECONDS = 300.0
GIVEN_UP_SECONDS = 30 * 86_400.0
MOST_DELAY_SECONDS = 60.0
MAX_SITES = 1_000
_AGENT = re.compile(r"\s*user[ -]?agent(?:\s*:|\s)\s*(.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]*")


@dataclass(frozen=True, slots=True)
class _Known:
    """`rules` is None where everything may be read; `refusal` says why there is no answer, since when."""

    rules: Protego | None
    ask_again_at: float
    unreachable_since: float | None = None
    refusal: Refused | None = None


class Robots:
    """The rules of each site (`https://host:port`). `product` is our name in them, `now` any steady clock."""

    def __init__(self, product: str, now: Callable[[], float]) -> None:
        self._product = product
        self._now = now
        self._sites: dict[str, _Known] = {}

    def is_known(self, site: str) -> bool:
        """Whether nothing has to be asked of this site now."""
        known = self._sites.get(site)
        return known is not None and self._now() < known.ask_again_at

    def learn(self, site: str, answer: Protego | Refused) -> None:
        """Take in what asking for the site's robots.txt came to.

        A refusal of the server (4xx) or an endless redirect means that there is none: everything may be read. One by a
        server in trouble, or no answer, means that nothing may, unless rules are remembered from before.
        """
        now, before = self._now(), self._sites.pop(site, None)
        if not isinstance(answer, Refused):
            made = _Known(answer, now + FRESH_SECONDS)
        elif answer.kind == "redirect" or 400 <= (answer.status or 0) < 500:
            made = _Known(None, now + FRESH_SECONDS)
        else:
            since = before.unreachable_since if before and before.unreachable_since is not None else now
            given_up = now - since >= GIVEN_UP_SECONDS
            # Rules from before its trouble hold on; where there are none, nothing is read until it answers.
            is_first = before is None or before.refusal is not None
            made = _Known(
                None if given_up or before is None else before.rules,
                now + (FRESH_SECONDS if given_up else AGAIN_SECONDS),
                since,
                answer if is_first and not given_up else None,
            )
        while len(self._sites) >= MAX_SITES:
            del self._sites[next(iter(self._sites))]
        self._sites[site] = made

    def refusal(self, site: str, url: str, shown: str) -> Refused | None:
        """Why this address of a known site may not be read now, or None. `shown` is how a reason may name it."""
        known = self._sites.get(site)
        if known is None:
            return None
        if known.refusal is not None:
            wait = max(1.0, known.ask_again_at - self._now())
            reason = f"{known.refusal.reason}; until its robots.txt answers nothing else is asked there"
            return replace(known.refusal, reason=reason, retry_after_seconds=wait)
        if known.rules is not None and not known.rules.can_fetch(url, self._product):
            reason = (
                f"{shown} may not be read by programs, says the robots.txt there: nothing is asked; use another "
                "address, or remove the source"
            )
            return Refused(reason=reason, kind="robots")
        return None

    def delay_seconds(self, site: str) -> float:
        """The pause that the site asks for between two requests, at most a minute; 0 where it names none."""
        known = self._sites.get(site)
        named = known.rules.crawl_delay(self._product) if known is not None and known.rules is not None else None
        return min(named or 0.0, MOST_DELAY_SECONDS)


def read_rules(body: bytes, product: str) -> Protego:
    """The rules of a robots.txt; what is no robots.txt has none."""
    return Protego.parse(_ours(body[:MAX_BYTES].decode("utf-8", "replace"), product))


def _ours(text: str, product: str) -> str:
    """The text with every other program's name made one, so that a file of a million names costs no more than one.

    A name counts as ours only where it is ours whole: the parser would also take "curb" for "curbwatch".
    """
    lines = []
    for line in text.removeprefix("\ufeff").splitlines():
        agent = _AGENT.match(line)
        if agent is None:
            lines.append(line)
            continue
        said = agent.group(1).partition("#")[0].strip()
        token = _TOKEN.match(said)
        is_ours = token is not None and token.group().lower() == product.lower()
        lines.append(f"User-agent: {product if is_ours else '*' if said == '*' else 'another'}")
    return "\n".join(lines)
