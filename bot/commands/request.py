"""One wish from a chat, and the three things that can be done about it, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from bot.render.message import Message, Rows

OUT_OF_DATE = "This button is out of date. Send the command again."
ADMINS_ONLY = "Only the admins of this chat can change what it follows."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody wrote (`command` without its slash, `text` what follows it) or pressed (`data`).

    `may_change` is True in a private chat and for a group's admins. `message_id` is the message that they wrote, or the
    one that holds the button; `reply_to` the message that theirs answers.
    """

    chat_id: int
    now: datetime
    command: str = ""
    text: str = ""
    data: str = ""
    may_change: bool = True
    is_private: bool = True
    message_id: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The message that holds the pressed button becomes this."""

    html: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word over the chat, at most 200 characters, for a pressed button."""

    text: str
    is_alert: bool = False


Answer = Message | Edit | Toast


def edit_of(message: Message) -> Edit:
    return Edit(message.html, message.buttons)
