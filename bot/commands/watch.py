"""`/watch`, `/unwatch`, `/watches`: what somebody follows, by name or by a keyboard of providers."""

from collections.abc import Callable

from bot.commands.desk import Desk
from bot.commands.naming import Named, is_watchable, known_refs, names_in, suggestions
from bot.commands.request import Answer, Edit, Request, Toast, edit_of
from bot.render import words
from bot.render.callbacks import CallbackError, long, pack, page_of, short
from bot.render.html import bold, clip_html, escape, italic, line
from bot.render.message import Button, Message, Rows, in_rows
from bot.render.view import View

ALONE, IN_START = "p", "s"
PAGE = 10
FIRST: tuple[str, ...] = (
    "openai",
    "anthropic",
    "google",
    "meta",
    "microsoft",
    "xai",
    "amazon",
    "mistral",
    "deepseek",
    "alibaba",
)
FIRST += ("zhipu", "moonshot", "nvidia", "cohere", "tii", "humain", "sakana", "360", "perplexity", "openrouter")
WATCHES_MOST = 200
_PEOPLE = ("government",)


def watch(request: Request, desk: Desk) -> list[Answer]:
    if not request.text.strip():
        with desk.view(request.chat_id, request.now) as view:
            return [_picker(view, ALONE, 0)]
    with desk.view(request.chat_id, request.now) as view:
        named = names_in(request.text, view)
        near = {n.text: suggestions(n.text, view) for n in named if not n.refs}
        room = WATCHES_MOST - len(view.subscriber.watches)
        country = view.country
    if not named:
        return [Message("I found no name in that. Try /watch Anthropic, or /watch alone to pick from a list.")]
    if len(named) > room:
        return [Message(f"That would be more than {WATCHES_MOST} watches. /unwatch some first.")]
    lines, buttons = _take(named, near, request, desk)
    if not country:
        lines.append("Tell me your country with /where, so that I can say what touches you.")
    return [Message(clip_html("\n\n".join(lines)), in_rows(buttons[:24], 1))]


def _take(
    named: list[Named], near: dict[str, tuple[str, ...]], request: Request, desk: Desk
) -> tuple[list[str], list[Button]]:
    """Follow what is clear, ask where a name means several things, keep as words what nothing bears yet."""
    added: list[str] = []
    known: list[str] = []
    lines: list[str] = []
    buttons: list[Button] = []
    for text, refs in named:
        said = escape(line(text, 80))
        if len(refs) == 1:
            fresh = desk.watch(request.chat_id, refs[0], request.now)
            (added if fresh else known).append(refs[0])
        elif refs:
            lines.append(f"“{said}” can mean several things. Which one?")
            buttons += [Button(_labelled(ref, desk), pack("w", short(ref), "o", 0)) for ref in refs]
        else:
            kept = desk.watch_words(request.chat_id, text, request.now)
            lines.append(f"Nothing that I know is called “{said}” yet. I keep it in your list.")
            if near[text]:
                lines[-1] += " Or did you mean:"
            buttons += [Button(f"{_labelled(r, desk)}, instead", pack("i", short(r), kept[5:17])) for r in near[text]]
    for refs_, say in ((added, "You now watch"), (known, "You watch already")):
        if refs_:
            lines.insert(0, f"{say} {bold(words.listing(words.name(r, desk.catalog) for r in refs_))}.")
    return lines, buttons


def _labelled(ref: str, desk: Desk) -> str:
    return f"{words.name(ref, desk.catalog)} ({words.kind_words(ref)})"


def unwatch(request: Request, desk: Desk) -> list[Answer]:
    if not request.text.strip():
        with desk.view(request.chat_id, request.now) as view:
            return [_list(view, 0, "Tap what you no longer want to watch.")]
    with desk.view(request.chat_id, request.now) as view:
        named = names_in(request.text, view)
        own = view.subscriber.watches
        by_words = {said.casefold(): ref for ref, said in view.free_words.items()}
        found = {n.text: [r for r in (*n.refs, by_words.get(n.text.casefold(), "")) if r in own] for n in named}
        spelt = {ref: view.name(ref) for ref in own}
    gone = [ref for refs in found.values() for ref in refs if desk.unwatch(request.chat_id, ref, request.now)]
    lines = [f"You no longer watch {bold(words.listing(spelt[ref] for ref in gone))}."] if gone else []
    missed = [text for text, refs in found.items() if not refs]
    if missed:
        said = words.listing(f"“{line(text, 60)}”" for text in missed)
        lines.append(f"You do not watch {escape(said)}. /watches shows your list.")
    return [Message(clip_html("\n".join(lines) or "I found no name in that. /unwatch alone shows your list."))]


def watches(request: Request, desk: Desk) -> list[Answer]:
    with desk.view(request.chat_id, request.now) as view:
        own = view.subscriber.watches
        if not own:
            return [
                Message("You watch nothing yet. /watch opens a list to pick from.", _picker(view, ALONE, 0).buttons)
            ]
        where = f"from {words.country(view.country, view.catalog)}" if view.country else "and set no country: /where"
        head = bold(f"You watch {words.plural(len(own), 'thing')}, {where}")
        lines = [f"• {escape(line(view.name(ref), 80))} {italic(words.kind_words(ref))}" for ref in own[:60]]
        more = [f"…and {len(own) - 60} more."] if len(own) > 60 else []
        buttons = ((Button("Add", pack("p", ALONE, 0)), Button("Remove", pack("l", 0))),)
        return [Message(clip_html("\n".join([head, *lines, *more])), buttons)]


# --- buttons -------------------------------------------------------------------------------------------------------


def picker(request: Request, desk: Desk, mode: str, page: int) -> Edit:
    with desk.view(request.chat_id, request.now) as view:
        return edit_of(_picker(view, mode, page))


def turn(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 2:
        raise CallbackError("a page needs two fields")
    return [picker(request, desk, _mode(fields[0]), page_of(fields[1]))]


def list_page(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    if len(fields) != 1:
        raise CallbackError("a page needs one field")
    with desk.view(request.chat_id, request.now) as view:
        return [edit_of(_list(view, page_of(fields[0]), "Tap what you no longer want to watch."))]


def add(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    """A button to follow one thing: from the keyboard of providers, or (`o`) from a question."""
    ref, mode, page = _wanted(fields, request, desk)
    if not is_watchable(ref, desk.catalog):
        raise CallbackError("that is nothing to watch")
    desk.watch(request.chat_id, ref, request.now)
    toast = Toast(f"You watch {words.name(ref, desk.catalog)}"[:200])
    if mode == "o":
        return [toast, Edit(f"You now watch {bold(words.name(ref, desk.catalog))}. /watches shows your list.")]
    return [toast, picker(request, desk, mode, page)]


def remove(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    ref, mode, page = _wanted(fields, request, desk)
    with desk.view(request.chat_id, request.now) as view:
        name = view.name(ref)
    desk.unwatch(request.chat_id, ref, request.now)
    toast = Toast(f"You no longer watch {name}"[:200])
    if mode == "l":
        return [toast, *list_page((str(page),), request, desk)]
    return [toast, picker(request, desk, mode, page)]


def instead(fields: tuple[str, ...], request: Request, desk: Desk) -> list[Answer]:
    """A suggestion is taken in place of words that were kept."""
    if len(fields) != 2:
        raise CallbackError("this needs two fields")
    ref = _ref(fields[0], request, desk)
    if not is_watchable(ref, desk.catalog):
        raise CallbackError("that is nothing to watch")
    with desk.view(request.chat_id, request.now) as view:
        kept = [w for w in view.subscriber.watches if words.is_word(w) and w[5:17] == fields[1]]
    desk.watch(request.chat_id, ref, request.now)
    for word in kept:
        desk.unwatch(request.chat_id, word, request.now)
    return [Edit(f"You now watch {bold(words.name(ref, desk.catalog))}. /watches shows your list.")]


def _wanted(fields: tuple[str, ...], request: Request, desk: Desk) -> tuple[str, str, int]:
    if len(fields) != 3 or fields[1] not in (ALONE, IN_START, "o", "l"):
        raise CallbackError("a watch needs three fields")
    return _ref(fields[0], request, desk), fields[1], page_of(fields[2])


def _ref(carried: str, request: Request, desk: Desk) -> str:
    with desk.view(request.chat_id, request.now) as view:
        ref = long(carried, known_refs(view))
    if ref is None:
        raise CallbackError("nothing known was carried")
    return ref


def _mode(text: str) -> str:
    if text not in (ALONE, IN_START):
        raise CallbackError("there is no such mode")
    return text


def _offered(view: View) -> list[str]:
    """Providers to pick from: the well-known first, then all by name."""
    first = [ref for ref in FIRST if ref in view.catalog.providers]
    rest = [p.id for p in view.catalog.providers.values() if p.id not in FIRST and p.kind not in _PEOPLE]
    return first + sorted(rest, key=lambda ref: words.name(ref, view.catalog).casefold())


def _picker(view: View, mode: str, page: int) -> Message:
    offered = _offered(view)
    pages = -(-len(offered) // PAGE)
    page = min(page, pages - 1)
    own = view.subscriber.watches
    buttons = []
    for ref in offered[page * PAGE : (page + 1) * PAGE]:
        name = line(words.name(ref, view.catalog), 30)
        verb, label = ("u", f"✓ {name}") if ref in own else ("w", name)
        buttons.append(Button(label, pack(verb, short(ref), mode, page)))
    turning = _turning(page, pages, lambda at: pack("p", mode, at))
    end = Button("Done", pack("d")) if mode == IN_START else Button("My list", pack("q"))
    text = f"{bold('Whose models do you rely on?')}\nTap to watch, tap again to stop. Page {page + 1} of {pages}."
    if mode == ALONE:
        text += "\nOr type names: /watch Mistral, GPT-5.6, export controls, China"
    if chosen := [line(view.name(ref), 40) for ref in own]:
        text += f"\n\nWatched: {escape(words.shortened(chosen, 8))}."
    return Message(text, (*in_rows(buttons, 2), *turning, (end,)))


def _list(view: View, page: int, hint: str) -> Message:
    own = view.subscriber.watches
    if not own:
        return Message("You watch nothing. /watch opens a list to pick from.")
    pages = -(-len(own) // PAGE)
    page = min(page, pages - 1)
    shown = own[page * PAGE : (page + 1) * PAGE]
    buttons = [Button(f"✕ {line(view.name(ref), 30)}", pack("u", short(ref), "l", page)) for ref in shown]
    turning = _turning(page, pages, lambda at: pack("l", at))
    return Message(f"{bold('Your list')}\n{hint}", (*in_rows(buttons, 2), *turning))


def _turning(page: int, pages: int, data: Callable[[int], str]) -> Rows:
    buttons = [Button("«", data(page - 1))] if page > 0 else []
    buttons += [Button("»", data(page + 1))] if page + 1 < pages else []
    return (tuple(buttons),) if buttons else ()
