"""What editors are told of a source: what was seen, that nothing was taken, and what to do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.render import words
from bot.render.html import bold, clip_html, escape, line
from bot.render.message import Message

Sort = Literal["suspect", "forbidden", "stale"]

REPEAT = "This may have reached you already."
_SEEN_MOST = 300


def begins(source: str, sort: Sort, seen: str, address: str, heard_at: datetime | None, every: str, zone: str) -> str:
    """One source is in trouble: `seen` is what its last check said, `address` where a person can look."""
    since = f"since {words.hour(heard_at, zone)}" if heard_at else "so far"
    title, kept, advice = {
        "suspect": (
            f"Source {source} gave an answer that is not believed",
            "Nothing was taken from it, and nothing that it said before is forgotten. It is asked again as usual.",
            (
                f"open {address} in a browser. If it has moved or changed its shape, correct or remove the source; "
                "otherwise wait."
            ),
        ),
        "forbidden": (
            f"Source {source} may not be read any more",
            "Nothing was taken from it. Its robots.txt is looked at again every day.",
            (
                f"look at the robots.txt of {address}. Use another address, or remove the source; a documented "
                'interface for programs may be given robots = "api".'
            ),
        ),
        "stale": (
            f"Source {source} is silent",
            (
                f"It was not heard {since}, and should be every {every}. Nothing was taken since; something may have "
                "happened that is not shown."
            ),
            f"open {address} in a browser and check the network. If it is gone, correct or remove the source.",
        ),
    }[sort]
    told = [bold(title), escape(f"Seen: {line(seen, _SEEN_MOST)}"), escape(kept), escape(f"To do: {advice}")]
    return "\n".join(told)


def ends(source: str, heard_at: datetime | None, zone: str) -> str:
    at = f" It answered at {words.hour(heard_at, zone)}." if heard_at else ""
    return f"{bold(f'Source {source} is well again')}\n{escape(f'What it says is taken as before.{at}')}"


def queued(count: int) -> str:
    """Something waits for an editor to decide."""
    said = f"{words.plural(count, 'finding waits', 'findings wait')} for an editor"
    return f"{bold(said)}\n{escape('/queue lists what waits, oldest first, with the words that prove it.')}"


def letter(texts: Sequence[str], *, is_repeat: bool) -> Message:
    """Several notices as one message."""
    told = [*texts, *([escape(REPEAT)] if is_repeat else [])]
    return Message(clip_html("\n\n".join(told)))
