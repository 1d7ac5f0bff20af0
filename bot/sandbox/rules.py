"""The limits of the Bot API and the exact words it refuses with."""

from collections.abc import Mapping

TEXT_LENGTH = 4096
CAPTION_LENGTH = 1024
CALLBACK_DATA_BYTES = 64
INLINE_BUTTONS = 100
MARKUP_BYTES = 10_000
CALLBACK_ANSWER_LENGTH = 200
INLINE_RESULTS = 50
COMMANDS = 100
COMMAND_DESCRIPTION_LENGTH = 256
DEEP_LINK_LENGTH = 64
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_SIDES_SUM = 10_000
PHOTO_RATIO = 20
DOCUMENT_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
DELETE_WITHIN_HOURS = 48
POLL_SECONDS = 50
POLL_UPDATES = 100
SECRET_LENGTH = 256

TEXT_TOO_LONG = "message is too long"
CAPTION_TOO_LONG = "message caption is too long"
TEXT_EMPTY = "message text is empty"
NOT_UTF8 = "strings must be encoded in UTF-8"
MARKUP_TOO_LONG = "reply markup is too long"
BUTTON_DATA_INVALID = "BUTTON_DATA_INVALID"
CHAT_NOT_FOUND = "chat not found"
CHAT_ID_EMPTY = "chat_id is empty"
THREAD_NOT_FOUND = "message thread not found"
TOPIC_CLOSED = "TOPIC_CLOSED"
REPLY_NOT_FOUND = "message to be replied not found"
EDIT_NOT_FOUND = "message to edit not found"
EDIT_NOT_ALLOWED = "message can't be edited"
EDIT_NO_TEXT = "there is no text in the message to edit"
EDIT_NO_CAPTION = "there is no caption in the message to edit"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
DELETE_NOT_FOUND = "message to delete not found"
DELETE_TOO_LATE = "message can't be deleted for everyone"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_TOO_LONG = "MESSAGE_TOO_LONG"
PHOTO_INVALID_DIMENSIONS = "PHOTO_INVALID_DIMENSIONS"
IMAGE_PROCESS_FAILED = "IMAGE_PROCESS_FAILED"
MIGRATED = "group chat was upgraded to a supergroup chat"
INLINE_KEYBOARD_EXPECTED = "inline keyboard expected"

BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
CANNOT_INITIATE = "bot can't initiate conversation with a user"
GROUP_DELETED = "the group chat was deleted"

CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
CONFLICT_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_SET_WEBHOOK = "Conflict: terminated by setWebhook request"


class ApiError(Exception):
    """A refusal as the Bot API words it; `parameters` go beside the description."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(reason: str) -> ApiError:
    """A 400; the first letter is lowered unless the reason is a constant such as TOPIC_CLOSED."""
    constant = len(reason) > 1 and (reason[1] == "_" or "A" <= reason[1] <= "Z")
    return ApiError(400, "Bad Request: " + (reason if constant else reason[:1].lower() + reason[1:]))


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def kicked(chat_type: str) -> ApiError:
    return forbidden(f"bot was kicked from the {chat_type} chat")


def not_a_member(chat_type: str) -> ApiError:
    return forbidden(f"bot is not a member of the {chat_type} chat")


def migrated(to_chat_id: int) -> ApiError:
    return ApiError(400, f"Bad Request: {MIGRATED}", {"migrate_to_chat_id": to_chat_id})


def too_many_requests(retry_after_seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after_seconds}", {"retry_after": retry_after_seconds})


def conflict(description: str) -> ApiError:
    return ApiError(409, description)


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    return ApiError(404, "Not Found")


def method_not_found() -> ApiError:
    return ApiError(404, "Not Found: method not found")


def too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")
