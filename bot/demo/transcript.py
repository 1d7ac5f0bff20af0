"""The transcript: what stands in a chat, as plain text as wide as a phone."""

import textwrap
from dataclasses import dataclass
from datetime import datetime

WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message as it was read: who wrote it, when, its text, where its links lead, and its buttons."""

    at: datetime
    from_bot: bool
    text: str
    links: tuple[tuple[str, str], ...] = ()
    buttons: tuple[str, ...] = ()
    edited: bool = False


def transcript(title: str, lines: list[Line]) -> str:
    """A chat from its first message to its last; the bot's messages stand left, the person's are marked."""
    blocks = [f"{'═' * WIDTH}\n{title}\n{'═' * WIDTH}"]
    for line in lines:
        who = "Curbwatch" if line.from_bot else "  you"
        head = f"{who} · {line.at:%d %B %Y, %H:%M} UTC{' · edited' if line.edited else ''}"
        body = "\n".join(_wrapped(paragraph, line.from_bot) for paragraph in line.text.split("\n"))
        links = [f"  → {name}: {url}" for name, url in line.links]
        blocks.append("\n".join([head, body, *links, *_buttons(line)]))
    return "\n\n".join(blocks) + "\n"


def _wrapped(paragraph: str, from_bot: bool) -> str:
    indent = "  " if from_bot else "    > "
    return textwrap.fill(paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent) if paragraph else ""


def _buttons(line: Line) -> list[str]:
    return ["  " + " ".join(f"[{text}]" for text in line.buttons)] if line.buttons else []
