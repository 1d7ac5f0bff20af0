"""`/start`: country, providers, done - and at once what is in force against them."""

from bot.commands import watch, where
from bot.commands.desk import Desk
from bot.commands.naming import is_watchable
from bot.commands.now import of_watches
from bot.commands.request import Answer, Edit, Request
from bot.render import words
from bot.render.html import bold, escape, line
from bot.render.message import Message

HELLO = "I tell you when a rule or a provider cuts you off from an AI model, who says so, and when it comes back."


def start(request: Request, desk: Desk) -> list[Answer]:
    """A link may carry what to watch: `/start w-anthropic`, with `_` for the stroke of a model's id."""
    desk.join(request.chat_id, request.now)
    linked = _linked(request.text.strip(), desk)
    if linked is not None:
        desk.watch(request.chat_id, linked, request.now)
    hello = f"{bold('Curbwatch')}\n{HELLO}"
    if linked is not None:
        hello += f"\n\nYou now watch {bold(words.name(linked, desk.catalog))}."
    question = where.ask(request, desk, where.IN_START)
    return [Message(f"{hello}\n\n{question.html}", question.buttons)]


def done(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    """The last tap: the keyboard goes, and what is in force now comes."""
    del fields
    with desk.view(request.chat_id, request.now) as view:
        own = [line(view.name(ref), 60) for ref in view.subscriber.watches]
        country = words.country(view.country, view.catalog) if view.country else ""
    if not own:
        again = watch.picker(request, desk, watch.IN_START, 0)
        return [Edit(f"Pick at least one, or type a name.\n\n{again.html}", again.buttons)]
    place = f" from {bold(country)}" if country else ""
    said = f"You watch {escape(words.shortened(own, 8))}{place}. I write to you when that changes.\n"
    said += "/watch and /where change it, /help shows the rest."
    return [Edit(said), of_watches(request, desk)]


def _linked(payload: str, desk: Desk) -> str | None:
    if not payload.startswith("w-"):
        return None
    ref = payload[2:].replace("_", "/", 1) if "_" in payload else payload[2:]
    return ref if is_watchable(ref, desk.catalog) else None
