"""`/where`: the one thing that is asked of everybody, the country they work from."""

from bot.commands import countries, watch
from bot.commands.desk import Desk
from bot.commands.request import OUT_OF_DATE, Answer, Edit, Request, Toast
from bot.render import words
from bot.render.callbacks import CallbackError, page_of
from bot.render.html import bold, escape, line
from bot.render.message import Message, in_rows

ALONE, IN_START = "w", "s"
QUESTION = "Where do you work from? The country decides which rules touch you."
HOW = "Pick one, or type it after /where: a name, a code or a flag."


def where(request: Request, desk: Desk) -> list[Answer]:
    said = request.text.strip()
    if not said:
        return [ask(request, desk, ALONE)]
    code = countries.country_in(said, desk.catalog)
    if code == "EU":
        return [_of_the_union(desk)]
    if code is not None:
        desk.set_country(request.chat_id, code, request.now)
        return [Message(_done(code, request, desk))]
    near = countries.like(said, desk.catalog)
    text = f"I do not know a country “{escape(line(said, 60))}”."
    if not near:
        return [Message(f"{text} {HOW}", countries.front(ALONE, desk.catalog))]
    buttons = [countries.choice(code, ALONE, desk.catalog) for code in near]
    return [Message(f"{text} Did you mean one of these?", in_rows(buttons, 2))]


def ask(request: Request, desk: Desk, mode: str) -> Message:
    """The question with its keyboard."""
    with desk.view(request.chat_id, request.now) as view:
        now = f"\nNow: {escape(desk.catalog.name(view.country))}." if view.country else ""
    return Message(f"{bold(QUESTION)}{now}\n\n{HOW}", countries.front(mode, desk.catalog))


def _of_the_union(desk: Desk) -> Message:
    members = sorted(desk.catalog.jurisdictions["EU"].members, key=desk.catalog.name)
    buttons = [countries.choice(code, ALONE, desk.catalog) for code in members]
    return Message("In which member state? Some rules differ between them.", in_rows(buttons, 2))


def turn(fields: tuple[str, ...], _request: Request, desk: Desk) -> list[Answer]:
    """Another page of the keyboard."""
    mode, region, page = _three(fields)
    if region == "":
        return [Edit(f"{bold(QUESTION)}\n\n{HOW}", countries.front(_mode(mode), desk.catalog))]
    number = page_of(region)
    if number >= len(countries.REGIONS):
        raise CallbackError("there is no such region")
    rows = countries.region_page(number, page_of(page), _mode(mode), desk.catalog)
    return [Edit(bold(f"Countries: {countries.REGIONS[number]}"), rows)]


def choose(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    """A country was tapped; in the course of `/start` the providers come next."""
    if len(fields) != 2:
        raise CallbackError("a country needs two fields")
    mode, code = _mode(fields[0]), fields[1]
    if code not in desk.catalog.jurisdictions or code == "EU":
        return [Toast(OUT_OF_DATE, is_alert=True)]
    desk.set_country(request.chat_id, code, request.now)
    if mode == IN_START:
        return [watch.picker(request, desk, watch.IN_START, 0)]
    return [Edit(_done(code, request, desk))]


def _done(code: str, request: Request, desk: Desk) -> str:
    with desk.view(request.chat_id, request.now) as view:
        clock = words.hour(request.now, view.zone)
        more = "Send /now to see what is in force against you." if view.subscriber.watches else "Now /watch something."
    name = words.country(code, desk.catalog)
    return f"You work from {bold(name)}. Times are shown as there: it is {escape(clock)}.\n\n{more}"


def _three(fields: tuple[str, ...]) -> tuple[str, str, str]:
    if len(fields) != 3:
        raise CallbackError("this needs three fields")
    return fields[0], fields[1], fields[2]


def _mode(text: str) -> str:
    if text not in (ALONE, IN_START):
        raise CallbackError("there is no such mode")
    return text
