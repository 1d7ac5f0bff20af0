"""The settings: read once from the environment, every mistake named at once, before anything is opened."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CURBWATCH_"
SECRETS = ("bot_token", "webhook_secret", "reader_key", "signing_key", "database_url")
"""Settings that may stand in a file of their own, named by the same variable with `_FILE` behind it."""

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{10,}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")


class SettingsError(ValueError):
    """One or more settings are wrong; the message has one line for each and says what to do, never the value."""


def default_database_url() -> str:
    folder = Path(platformdirs.user_data_dir("curbwatch", appauthor=False))
    return f"sqlite:///{folder / 'curbwatch.db'}"


class Settings(BaseSettings):
    """Every setting of `docs/settings.md`, under the names of the environment without their prefix."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True, frozen=True)

    bot_token: str = Field("", description="Telegram token; needed by `run` only", repr=False)
    telegram_api: str = Field("https://api.telegram.org", description="base URL of the Bot API server")
    database_url: str = Field(
        default_factory=default_database_url, description="SQLAlchemy URL of the database", repr=False
    )
    sources: Path | None = Field(None, description="a `sources.toml`; the bundled one")
    catalog: Path | None = Field(None, description="extra catalogue folder laid over the bundled one")
    editors: str = Field("", description="Telegram user ids that may publish, correct, retract, review")
    webhook_url: str = Field("", description="public HTTPS address for the webhook instead of long polling")
    webhook_secret: str = Field("", description="secret of the webhook, at least 32 characters", repr=False)
    listen: str = Field("127.0.0.1:8080", description="address and port on which the webhook listens")
    signing_key: Path | None = Field(None, description="Ed25519 key of the checkpoints")
    private_hosts: str = Field("", description="hosts in private ranges that sources may reach, by commas")
    reader_url: str = Field("", description="OpenAI-compatible endpoint as second reader")
    reader_model: str = Field("", description="model of the second reader")
    reader_key: str = Field("", description="key of the second reader", repr=False)

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: str) -> str:
        if value and not _TOKEN.fullmatch(value):
            raise ValueError("it does not look like a token (123456:ABC…): copy it whole from @BotFather")
        return value

    @field_validator("telegram_api", "reader_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not re.match(r"https?://[^\s/]+", value):
            raise ValueError("it must be an http:// or https:// address")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _https(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise ValueError("Telegram calls https:// addresses only")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        if value and not _WEBHOOK_SECRET.fullmatch(value):
            raise ValueError("it must be 32 to 256 characters of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value.startswith("postgresql"):
            raise ValueError("PostgreSQL is not served yet: use sqlite:///PATH")
        if not value.startswith("sqlite:///"):
            raise ValueError("it must be sqlite:///PATH")
        return value

    @field_validator("sources")
    @classmethod
    def _file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("there is no such file")
        return value

    @field_validator("catalog")
    @classmethod
    def _folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError("there is no such folder")
        return value

    @field_validator("editors")
    @classmethod
    def _ids(cls, value: str) -> str:
        if any(not part.strip().isdigit() for part in value.split(",") if part.strip()):
            raise ValueError("it must be user ids (numbers) separated by commas")
        return value

    @field_validator("listen")
    @classmethod
    def _address(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 <= int(port) <= 65535:
            raise ValueError("it must be HOST:PORT")
        return value

    @property
    def editor_ids(self) -> frozenset[int]:
        return frozenset(int(part) for part in self.editors.split(",") if part.strip())

    @property
    def allowed_private_hosts(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.private_hosts.split(",") if part.strip())


def load_settings(environment: Mapping[str, str] | None = None, *, needs_token: bool = False) -> Settings:
    """The settings of this environment; SettingsError names every mistake at once and no secret."""
    given = dict(os.environ if environment is None else environment)
    problems: list[str] = []
    values: dict[str, Any] = {}
    for name in Settings.model_fields:
        variable = PREFIX + name.upper()
        if given.get(variable):
            values[name] = given[variable]
        if name in SECRETS and (path := given.get(f"{variable}_FILE")):
            if given.get(variable):
                problems.append(f"{variable}: it is set here and by {variable}_FILE: keep one of them")
                continue
            try:
                values[name] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                problems.append(f"{variable}_FILE: the file cannot be read ({_why(error)})")
    settings = None
    try:
        settings = Settings(**values)
    except ValidationError as error:
        problems += [
            f"{PREFIX}{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
        ]
    if needs_token and not values.get("bot_token"):
        problems.append(f"{PREFIX}BOT_TOKEN: it is needed to run: ask @BotFather in Telegram for one")
    if values.get("webhook_url") and not values.get("webhook_secret"):
        problems.append(f"{PREFIX}WEBHOOK_SECRET: a webhook needs one, or anybody could send forged updates")
    if problems or settings is None:
        raise SettingsError("\n".join(problems))
    return settings


def read_env_file(path: Path) -> dict[str, str]:
    """The NAME=value lines of a file; SettingsError names the first line that is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"--env-file: {path} cannot be read ({_why(error)})") from error
    values = {}
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("export ")
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name.strip()):
            raise SettingsError(f"--env-file: line {number} of {path} is not NAME=value")
        values[name.strip()] = value.strip().strip("'\"")
    return values


def _why(error: Exception) -> str:
    return error.strerror or "not readable" if isinstance(error, OSError) else "not UTF-8 text"
