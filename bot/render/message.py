"""What is to be said in a chat, as plain values that know nothing of how it is sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: `data` comes back when it is pressed (1 to 64 bytes, see `bot.render.callbacks`)."""

    text: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `html` is within Telegram's rules and limits; `reply_to` the message that it answers."""

    html: str
    buttons: Rows = ()
    reply_to: int | None = None
    silent: bool = False


def in_rows(buttons: list[Button], width: int) -> Rows:
    """The buttons side by side, `width` to a row."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
