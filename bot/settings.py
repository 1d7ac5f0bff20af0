"""The settings: read once from the environment, every mistake named at once, before anything is opened."""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CURBWATCH_"
SECRETS = ("bot_token", "webhook_secret", "reader_key", "database_url")
"""Settings that may stand in a file of their own, named by the same variable with `_FILE` behind it."""

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{10,}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")


DEFAULTS_IN_WORDS = {
    "database_url": "`curbwatch.db` in the user's data folder",
    "sources": "the bundled one",
    "catalog": "the bundled one alone",
    "signing_key": "made at first start beside the database",
    "reader_url": "off",
    "bot_token": "none",
    "editors": "nobody",
    "webhook_url": "long polling",
    "private_hosts": "none",
}
"""What holds where a setting is absent and its default says nothing by itself; `docs/settings.md` tells the same."""


class SettingsError(ValueError):
    """One or more settings are wrong; the message has one line for each and says what to do, never the value."""


def default_database_url() -> str:
    folder = Path(platformdirs.user_data_dir("curbwatch", appauthor=False))
    return f"sqlite:///{folder / 'curbwatch.db'}"


class Settings(BaseSettings):
    """Every setting of `docs/settings.md`, under the names of the environment without their prefix."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True, frozen=True)

    bot_token: str = Field(
        "",
        description="the token that Telegram's @BotFather gave; only `curbwatch run` needs it",
        examples=["123456:replace-me"],
        repr=False,
    )
    telegram_api: str = Field(
        "https://api.telegram.org",
        description="base URL of the Bot API server: Telegram's, a local one, or the sandbox",
        examples=["https://api.telegram.org"],
    )
    database_url: str = Field(
        default_factory=default_database_url,
        description="SQLAlchemy URL of the database; four slashes begin an absolute path",
        examples=["sqlite:////var/lib/curbwatch/curbwatch.db"],
        repr=False,
    )
    sources: Path | None = Field(
        None,
        description="a `sources.toml`: what is checked, how often, and how far it is trusted",
        examples=["/etc/curbwatch/sources.toml"],
    )
    catalog: Path | None = Field(
        None,
        description="a folder of catalogue files laid over the bundled catalogue",
        examples=["/etc/curbwatch/catalog"],
    )
    editors: str = Field(
        "",
        description="Telegram user ids, by commas, of those who may publish, correct, retract and review",
        examples=["11111111,22222222"],
    )
    webhook_url: str = Field(
        "",
        description="public https address of the webhook, instead of long polling",
        examples=["https://curbwatch.example.org/telegram"],
    )
    webhook_secret: str = Field(
        "",
        description="secret of the webhook: 32 to 256 characters of A-Z a-z 0-9 _ -; needed with the address",
        examples=["replace-me-with-32-or-more-characters"],
        repr=False,
    )
    listen: str = Field(
        "127.0.0.1:8080",
        description="address and port on which the webhook listens, behind your TLS proxy",
        examples=["127.0.0.1:8080"],
    )
    signing_key: Path | None = Field(
        None,
        description="file of the Ed25519 key that signs the checkpoints of the log",
        examples=["/var/lib/curbwatch/signing.key"],
    )
    private_hosts: str = Field(
        "",
        description=(
            "hosts in loopback or private ranges, by commas, that sources and the second reader may reach: "
            "`host` or `host:port`"
        ),
        examples=["feeds.internal.example"],
    )
    reader_url: str = Field(
        "",
        description="base address of an OpenAI-compatible endpoint as second reader",
        examples=["https://llm.example.org/v1"],
    )
    reader_model: str = Field(
        "", description="model of the second reader; needed with its endpoint", examples=["some-model"]
    )
    reader_key: str = Field(
        "",
        description="key of the second reader, where its endpoint wants one",
        examples=["replace-me"],
        repr=False,
    )

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
        if any(not re.fullmatch("[0-9]{1,20}", part.strip()) for part in value.split(",") if part.strip()):
            raise ValueError("it must be user ids (numbers) separated by commas")
        return value

    @field_validator("listen")
    @classmethod
    def _address(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
            raise ValueError("it must be HOST:PORT")
        return value

    @field_validator("private_hosts")
    @classmethod
    def _hosts(cls, value: str) -> str:
        if re.search(r"[/@]|[^\s,]\s+[^\s,]", value):
            raise ValueError("it must be hosts alone (feeds.internal.example, 127.0.0.1:8000) separated by commas")
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
    problems = _misnamed(given)
    values: dict[str, Any] = {}
    for name in Settings.model_fields:
        variable = PREFIX + name.upper()
        path = given.get(f"{variable}_FILE") if name in SECRETS else None
        if given.get(variable) and path:
            problems.append(f"{variable}: it is set here and by {variable}_FILE: keep one of them")
        elif given.get(variable):
            values[name] = given[variable]
        elif path:
            _take_file(name, Path(path), values, problems)
    settings = None
    try:
        settings = Settings(**values)
    except ValidationError as error:
        problems += [
            f"{PREFIX}{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
        ]
    if needs_token and not (given.get(f"{PREFIX}BOT_TOKEN") or given.get(f"{PREFIX}BOT_TOKEN_FILE")):
        problems.append(f"{PREFIX}BOT_TOKEN: it is needed to run: ask @BotFather in Telegram for one")
    for one, other, why in _PAIRS:
        if given.get(PREFIX + one) and not (given.get(PREFIX + other) or given.get(f"{PREFIX}{other}_FILE")):
            problems.append(f"{PREFIX}{other}: {why}")
    if problems or settings is None:
        raise SettingsError("\n".join(problems))
    return settings


_PAIRS = (
    ("WEBHOOK_URL", "WEBHOOK_SECRET", "a webhook needs one, or anybody could send forged updates"),
    ("READER_URL", "READER_MODEL", "the second reader needs the name of its model"),
)


def _take_file(name: str, path: Path, values: dict[str, Any], problems: list[str]) -> None:
    variable = f"{PREFIX}{name.upper()}_FILE"
    try:
        found = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        problems.append(f"{variable}: the file cannot be read ({_why(error)})")
        return
    if found:
        values[name] = found
    else:
        problems.append(f"{variable}: the file is empty")


def _misnamed(given: Mapping[str, str]) -> list[str]:
    """A setting of nearly the right name would be passed over in silence; what is far from any is somebody else's."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    known += [f"{PREFIX}{name.upper()}_FILE" for name in SECRETS]
    problems = []
    for name in sorted(given):
        if not name.startswith(PREFIX) or name in known or not given[name]:
            continue
        if name.endswith("_FILE") and name.removesuffix("_FILE") in known:
            problems.append(f"{name}: only secrets can stand in a file: set {name.removesuffix('_FILE')}")
        elif near := difflib.get_close_matches(name, known, n=1, cutoff=0.9):
            problems.append(f"{name}: there is no such setting; did you mean {near[0]}?")
    return problems


def read_env_file(path: Path) -> dict[str, str]:
    """The NAME=value lines of a file; SettingsError names the first line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise SettingsError(f"--env-file: {path} cannot be read ({_why(error)})") from error
    values = {}
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("export ")
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name.strip()):
            raise SettingsError(f"--env-file: line {number} of {path} is not NAME=value")
        value = value.strip()
        is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
        values[name.strip()] = value[1:-1] if is_quoted else value
    return values


def _why(error: Exception) -> str:
    return error.strerror or "not readable" if isinstance(error, OSError) else "not UTF-8 text"
