"""What exists in the sandbox: people, chats, messages, files and the updates the bot has yet to fetch."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.clock import SandboxClock
from bot.sandbox.entities import Entity
from bot.sandbox.updates import UpdateQueue

Json = dict[str, Any]
Listener = Callable[[str, Json], None]
ChatType = Literal["private", "group", "supergroup", "channel"]
Standing = Literal["creator", "administrator", "member", "left", "kicked"]

ANONYMOUS_ADMIN_ID = 1087968824
CHANNEL_SENDER_ID = 136817688


@dataclass(slots=True, kw_only=True)
class User:
    user_id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    is_bot: bool = False
    deactivated: bool = False


@dataclass(slots=True, kw_only=True)
class Topic:
    thread_id: int
    name: str
    closed: bool = False


@dataclass(slots=True, kw_only=True)
class Chat:
    """`started` and `blocked` speak of a private chat, `bot_standing` and `members` of the others."""

    chat_id: int
    kind: ChatType
    title: str | None = None
    username: str | None = None
    place: str = ""
    user_id: int | None = None
    started: bool = False
    blocked: bool = False
    bot_standing: Standing = "member"
    members: dict[int, Standing] = field(default_factory=dict)
    is_forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: int | None = None
    deleted: bool = False

    @property
    def is_group(self) -> bool:
        return self.kind in ("group", "supergroup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """A text after parsing, with the marked-up source it came from."""

    text: str
    entities: tuple[Entity, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    file_id: str
    name: str
    mime_type: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        folder = "photos" if self.width else "documents"
        return f"{folder}/{self.file_id}/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a message was before it was edited at `edited_at`."""

    edited_at: datetime
    body: Formatted
    markup: Json | None


@dataclass(slots=True, kw_only=True)
class Message:
    message_id: int
    chat_id: int
    sent_at: datetime
    sender_id: int
    body: Formatted = field(default_factory=lambda: Formatted(text=""))
    markup: Json | None = None
    photo: StoredFile | None = None
    document: StoredFile | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    sender_chat_id: int | None = None
    via_bot: bool = False
    service: Json = field(default_factory=dict)
    edited_at: datetime | None = None
    edits: list[Edit] = field(default_factory=list)
    deleted_at: datetime | None = None

    @property
    def has_media(self) -> bool:
        return self.photo is not None or self.document is not None


@dataclass(slots=True, kw_only=True)
class CallbackQuery:
    query_id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    asked_at_seconds: float
    answered: bool = False
    answer: Json | None = None


@dataclass(slots=True, kw_only=True)
class InlineQuery:
    query_id: str
    user_id: int
    query: str
    answered: bool = False
    results: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """One send or edit that the server accepted."""

    method: str
    chat_id: int
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a method as it was answered; code 0 stands for a connection that was cut."""

    method: str
    chat_id: int | None
    code: int
    at: datetime


class World:
    """Everything the server knows. It tells its listeners of each change; the page is one of them."""

    def __init__(self, *, bot: User, clock: SandboxClock) -> None:
        self.bot = bot
        self.clock = clock
        self.users: dict[int, User] = {bot.user_id: bot}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.files: dict[str, StoredFile] = {}
        self.updates = UpdateQueue()
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.commands: dict[str, list[Json]] = {}
        self.profile: dict[str, str] = {}
        self.banner = ""
        self.accepted: list[Accepted] = []
        self.calls: list[Call] = []
        self.listeners: list[Listener] = []
        self._numbers: dict[str, int] = {}

    def number(self, series: str, first: int = 1) -> int:
        """The next number of a series, so that every run of a story has the same ids."""
        self._numbers[series] = self._numbers.get(series, first - 1) + 1
        return self._numbers[series]

    def tell(self, event: str, detail: Json) -> None:
        for listener in self.listeners:
            listener(event, detail)

    def add_user(
        self,
        first_name: str,
        *,
        user_id: int | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        place: str = "",
    ) -> User:
        """A person and their private chat with the bot, which the bot may not write to until they start it."""
        chosen = user_id if user_id is not None else self.number("user", 5001)
        if chosen in self.users:
            raise ValueError(f"user {chosen} exists already; choose another id")
        user = User(
            user_id=chosen,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
        )
        self.users[chosen] = user
        self._open(Chat(chat_id=chosen, kind="private", user_id=chosen, username=username, place=place))
        return user

    def add_chat(
        self,
        kind: ChatType,
        title: str,
        *,
        chat_id: int | None = None,
        username: str | None = None,
        place: str = "",
        members: dict[int, Standing] | None = None,
        bot_standing: Standing = "member",
        is_forum: bool = False,
    ) -> Chat:
        """A group, supergroup or channel; `members` are people by id and what they are there."""
        if kind == "private":
            raise ValueError("a private chat comes with its user; add a user instead")
        start = -700 if kind == "group" else -1_000_000_000_700
        chosen = chat_id if chat_id is not None else start - self.number(f"chat:{kind}")
        if chosen in self.chats:
            raise ValueError(f"chat {chosen} exists already; choose another id")
        return self._open(
            Chat(
                chat_id=chosen,
                kind=kind,
                title=title,
                username=username,
                place=place,
                members=dict(members or {}),
                bot_standing=bot_standing,
                is_forum=is_forum,
            )
        )

    def _open(self, chat: Chat) -> Chat:
        self.chats[chat.chat_id] = chat
        self.messages[chat.chat_id] = {}
        self.tell("chat", {"chat_id": chat.chat_id})
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and basic groups share one series of numbers, supergroups and channels have their own."""
        return self.number(f"message:{chat.chat_id}" if chat.chat_id < -1_000_000_000_000 else "message")

    def post(self, message: Message) -> Message:
        self.messages[message.chat_id][message.message_id] = message
        self.tell("message", {"chat_id": message.chat_id, "message_id": message.message_id})
        return message

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """None also where the message was deleted."""
        found = self.messages.get(chat_id, {}).get(message_id)
        return None if found is None or found.deleted_at is not None else found

    def store(self, name: str, mime_type: str, content: bytes, *, width: int = 0, height: int = 0) -> StoredFile:
        stored = StoredFile(
            file_id=f"file{self.number('file')}",
            name=name,
            mime_type=mime_type,
            content=content,
            width=width,
            height=height,
        )
        self.files[stored.file_id] = stored
        return stored

    def standing(self, chat: Chat, user_id: int) -> Standing:
        if user_id == self.bot.user_id:
            return "kicked" if chat.blocked else chat.bot_standing
        if chat.kind == "private":
            return "member" if chat.user_id == user_id else "left"
        return chat.members.get(user_id, "left")
