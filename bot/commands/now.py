"""`/now`, and a name typed without a command: access today, from where one is, and what lies ahead."""

from bot.commands.countries import country_in
from bot.commands.desk import Desk
from bot.commands.naming import Named, known_refs, names_in, suggestions
from bot.commands.request import Answer, Request
from bot.render import words
from bot.render.callbacks import CallbackError, long, pack, short
from bot.render.html import escape, line
from bot.render.message import Button, Message, in_rows
from bot.render.now import now_message

SHORT_WORDS = 60


def now(request: Request, desk: Desk) -> list[Answer]:
    if not request.text.strip():
        return [of_watches(request, desk)]
    with desk.view(request.chat_id, request.now) as view:
        named = names_in(request.text, view)
        refs = list(dict.fromkeys(ref for n in named for ref in n.refs))
        if refs:
            health = desk.health(request.now)
            return [now_message(refs[:8], view, health, asked=True)]
        near = list(dict.fromkeys(ref for n in named for ref in suggestions(n.text, view)))[:6]
    return [unknown(named, near, desk)]


def of_watches(request: Request, desk: Desk) -> Message:
    """Everything that this chat follows."""
    health = desk.health(request.now)
    with desk.view(request.chat_id, request.now) as view:
        if view.subscriber.watches:
            return now_message(view.subscriber.watches, view, health)
    return Message(
        "You watch nothing yet, so nothing can be said of it. Pick what you rely on, or type a name to look it up.",
        ((Button("Pick providers", pack("p", "p", 0)),),),
    )


def unknown(named: list[Named], near: list[str], desk: Desk) -> Message:
    """A kind answer to a name, or to anything at all, that means nothing here."""
    said = escape(line(named[0].text, SHORT_WORDS)) if named else ""
    if near:
        buttons = [Button(words.name(ref, desk.catalog), pack("n", short(ref))) for ref in near]
        return Message(f"I know nothing called “{said}”. Did you mean one of these?", in_rows(buttons, 2))
    what = f"I know nothing called “{said}”." if said else "I can read names and commands only."
    hint = "Type the name of a provider, model, chip or country, such as Anthropic or GPT-5.6, or see /help."
    return Message(f"{what} {hint}")


def typed(request: Request, desk: Desk) -> list[Answer]:
    """Text without a command: a name is looked up; a country's flag too."""
    code = country_in(request.text, desk.catalog)
    if code is not None:
        with desk.view(request.chat_id, request.now) as view:
            return [now_message([code], view, desk.health(request.now), asked=True)]
    return now(request, desk)


def tapped(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 1:
        raise CallbackError("a name needs one field")
    health = desk.health(request.now)
    with desk.view(request.chat_id, request.now) as view:
        ref = long(fields[0], known_refs(view))
        if ref is None or not view.catalog.exists(ref):
            raise CallbackError("nothing known was carried")
        return [now_message([ref], view, health, asked=True)]
