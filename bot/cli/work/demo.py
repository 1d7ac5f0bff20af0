"""The demonstration played, on a page in the browser or as a transcript."""

import asyncio
import errno
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.cli.asking import say
from bot.demo.performance import PEOPLE, Stage, is_settled, perform, staged, subscribe
from bot.demo.story import Piece
from bot.demo.transcript import Line, transcript
from bot.failures import CommandError
from bot.logs import configure_logs
from bot.sandbox.world import Formatted


def answer(*, headless: bool, keep: Path | None, port: int, pace: float) -> None:
    configure_logs((), logging.WARNING if headless else logging.ERROR)
    with _folder(keep) as folder:
        try:
            asyncio.run(_headless(folder) if headless else _page(folder, port, pace))
        except KeyboardInterrupt:
            say("\nGoodbye.")
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise CommandError(f"--port {port}: another program listens there: choose another, or none") from error
        if keep is not None:
            say(f"\nThe database is kept. Ask it: export CURBWATCH_DATABASE_URL=sqlite:///{folder / 'curbwatch.db'}")


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="curbwatch-demo-") as name:
            yield Path(name)
        return
    if (keep / "curbwatch.db").exists():
        raise CommandError(f"--keep {keep}: a database of an earlier demonstration lies there: name another folder")
    try:
        keep.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"--keep {keep}: the folder cannot be made ({error.strerror})") from error
    yield keep.resolve()


def _banner(stage: Stage, text: str) -> None:
    stage.sandbox.world.banner = text
    stage.sandbox.world.tell("banner", {"text": text})


async def _headless(folder: Path) -> None:
    async def tell(number: int, of: int, piece: Piece) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"{number}/{of}  {piece.at:%d %B}  {piece.title}\n")

    async with staged(folder) as stage:
        for person in PEOPLE:
            await subscribe(stage, person)
        await perform(stage, tell)
        for person in PEOPLE:
            title = f"{person.name}: {person.place}, watches {', '.join(person.watches)}"
            say(transcript(title, _lines(stage, person.id)))
        if not is_settled(stage):
            raise CommandError("some alert was neither delivered nor accounted for: this is a fault, please report it")


async def _page(folder: Path, port: int, pace: float) -> None:
    async with staged(folder, port) as stage:
        say(f"Open {stage.sandbox.url} in your browser. Ctrl-C ends the demonstration.")
        _banner(stage, "8 June 2026 · two firms subscribe")
        for person in PEOPLE:
            await subscribe(stage, person)

        async def tell(number: int, of: int, piece: Piece) -> None:
            await asyncio.sleep(pace)
            _banner(stage, f"{piece.at:%-d %B %Y, %H:%M} UTC · document {number} of {of}: {piece.title}")
            say(f"{piece.at:%d %B, %H:%M}  {piece.title}")

        await perform(stage, tell)
        _banner(stage, "The story is told. The chats are alive: press a button, or type /now")
        say("The story is told. The chats stay alive: press a button, or type /now. Ctrl-C ends.")
        await asyncio.Event().wait()


def _lines(stage: Stage, chat_id: int) -> list[Line]:
    world = stage.sandbox.world
    return [
        Line(
            at=message.sent_at,
            from_bot=message.sender_id == world.bot.user_id,
            text=message.body.text,
            links=_links(message.body),
            buttons=_buttons(message.markup),
            edited=message.edited_at is not None,
        )
        for message in world.messages[chat_id].values()
        if message.deleted_at is None
    ]


def _links(body: Formatted) -> tuple[tuple[str, str], ...]:
    """The words of each link and its address; offsets count UTF-16 units, as Telegram's do."""
    units = body.text.encode("utf-16-le")
    return tuple(
        (units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le"), e.url)
        for e in body.entities
        if e.kind == "text_link" and e.url
    )


def _buttons(markup: dict[str, Any] | None) -> tuple[str, ...]:
    return tuple(button["text"] for row in (markup or {}).get("inline_keyboard", ()) for button in row)
