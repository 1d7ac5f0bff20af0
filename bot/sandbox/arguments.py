"""The arguments of one call, however they travelled: query, form, JSON or multipart."""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.rules import NOT_UTF8, bad_request

_ATTACH = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arguments:
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return "true" if value else "false"
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                raise bad_request(NOT_UTF8) from None
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """As the real server reads it: what is no number counts as the default."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes", "t", "y")

    def parsed(self, name: str, words: str) -> Any:
        """A JSON value, or None where it is absent; `words` name it in the refusal."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad_request(f"can't parse {words} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file sent under this name, or attached under another and named by `attach://`."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith(_ATTACH):
            return self.uploads.get(value.removeprefix(_ATTACH))
        return self.uploads.get(name)
