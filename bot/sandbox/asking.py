"""Methods that ask about the bot, its chats and files, and that set its commands and its webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.api import BotApi, Webhook
from bot.sandbox.arguments import Arguments
from bot.sandbox.rules import (
    COMMAND_DESCRIPTION_LENGTH,
    COMMANDS,
    DOWNLOAD_BYTES,
    SECRET_LENGTH,
    bad_request,
)
from bot.sandbox.targets import readable_chat
from bot.sandbox.updates import DEFAULT
from bot.sandbox.wire import file_json, full_chat_json, me_json, member_json
from bot.sandbox.world import Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PROFILE_LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def get_me(api: BotApi, _arguments: Arguments) -> Json:
    return me_json(api.world)


def set_my_commands(api: BotApi, arguments: Arguments) -> bool:
    commands = arguments.parsed("commands", "BotCommand")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    api.world.commands[_scope(arguments)] = checked
    api.world.tell("commands", {})
    return True


def get_my_commands(api: BotApi, arguments: Arguments) -> list[Json]:
    return api.world.commands.get(_scope(arguments), [])


def delete_my_commands(api: BotApi, arguments: Arguments) -> bool:
    api.world.commands.pop(_scope(arguments), None)
    api.world.tell("commands", {})
    return True


def set_profile(field: str) -> Any:
    """The setter of the bot's name, description or short description."""

    def set_it(api: BotApi, arguments: Arguments) -> bool:
        text = arguments.text(field)
        if len(text) > _PROFILE_LENGTHS[field]:
            raise bad_request(f"BOT_{field.upper()}_INVALID")
        api.world.profile[field] = text
        return True

    return set_it


def get_profile(field: str) -> Any:
    def get_it(api: BotApi, _arguments: Arguments) -> Json:
        return {field: api.world.profile.get(field, api.world.bot.first_name if field == "name" else "")}

    return get_it


def get_chat(api: BotApi, arguments: Arguments) -> Json:
    return full_chat_json(api.world, readable_chat(api.world, arguments))


def get_chat_member(api: BotApi, arguments: Arguments) -> Json:
    chat = readable_chat(api.world, arguments)
    user_id = arguments.integer("user_id")
    if user_id not in api.world.users:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member_json(api.world, user_id, api.world.standing(chat, user_id))


def get_chat_administrators(api: BotApi, arguments: Arguments) -> list[Json]:
    chat = readable_chat(api.world, arguments)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    everyone = {**chat.members, api.world.bot.user_id: chat.bot_standing}
    admins = {user_id: standing for user_id, standing in everyone.items() if standing in ("creator", "administrator")}
    return [member_json(api.world, user_id, standing) for user_id, standing in admins.items()]


def get_chat_member_count(api: BotApi, arguments: Arguments) -> int:
    chat = readable_chat(api.world, arguments)
    present = [standing for standing in chat.members.values() if standing not in ("left", "kicked")]
    return 2 if chat.kind == "private" else len(present) + 1


def leave_chat(api: BotApi, arguments: Arguments) -> bool:
    chat = readable_chat(api.world, arguments)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_standing = "left"
    api.world.tell("chat", {"chat_id": chat.chat_id})
    return True


def get_file(api: BotApi, arguments: Arguments) -> Json:
    stored = api.world.files.get(arguments.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return file_json(stored) | {"file_path": stored.path}


def set_webhook(api: BotApi, arguments: Arguments) -> bool:
    """Plain HTTP is taken for loopback addresses only, as a server in local mode takes it."""
    url = arguments.text("url")
    if not url:
        return delete_webhook(api, arguments)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = arguments.text("secret_token")
    if len(secret) > SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if arguments.flag("drop_pending_updates"):
        api.world.updates.clear()
    allow_updates(api, arguments)
    api.webhook = Webhook(url=url, secret=secret, max_connections=arguments.integer("max_connections", 40))
    if api.on_webhook is not None:
        api.on_webhook()
    return True


def delete_webhook(api: BotApi, arguments: Arguments) -> bool:
    if arguments.flag("drop_pending_updates"):
        api.world.updates.clear()
    api.webhook = Webhook()
    if api.on_webhook is not None:
        api.on_webhook()
    return True


def get_webhook_info(api: BotApi, _arguments: Arguments) -> Json:
    webhook = api.webhook
    told: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(api.world.updates.pending),
    }
    if webhook.url:
        told["max_connections"] = webhook.max_connections
    if webhook.last_error_at is not None:
        told |= {"last_error_date": int(webhook.last_error_at.timestamp()), "last_error_message": webhook.last_error}
    allowed = api.world.updates.allowed
    if allowed is not None and allowed != DEFAULT:
        told["allowed_updates"] = sorted(allowed)
    return told


def allow_updates(api: BotApi, arguments: Arguments) -> None:
    kinds = arguments.parsed("allowed_updates", "allowed updates")
    if kinds is not None and not isinstance(kinds, list):
        raise bad_request("expected an Array of String as allowed updates")
    api.world.updates.allow(kinds)


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    description = command.get("description")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not description.strip() or len(description) > COMMAND_DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(arguments: Arguments) -> str:
    scope = arguments.parsed("scope", "BotCommandScope") or {}
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    parts = [scope.get("type", "default"), scope.get("chat_id", ""), scope.get("user_id", "")]
    return ":".join(str(part) for part in [*parts, arguments.text("language_code")])
