"""The settings: every mistake at once, no value shown, secrets in files, and one list everywhere."""

import re
from pathlib import Path

import pytest

from bot.settings import (
    DEFAULTS_IN_WORDS,
    PREFIX,
    SECRETS,
    Settings,
    SettingsError,
    load_settings,
    read_env_file,
)

ROOT = Path(__file__).resolve().parents[2]
SECRET = "sesame-" * 6  # 42 characters, which a webhook's secret may have


def complaints(environment: dict[str, str], *, needs_token: bool = False) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings(environment, needs_token=needs_token)
    return str(caught.value).splitlines()


def test_with_nothing_set_everything_has_its_default() -> None:
    settings = load_settings({})
    assert settings.telegram_api == "https://api.telegram.org"
    assert re.fullmatch(r"sqlite:///.+curbwatch\.db", settings.database_url)
    assert (settings.sources, settings.editor_ids, settings.allowed_private_hosts) == (None, frozenset(), ())


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BOT_TOKEN", "sesame", "copy it whole from @BotFather"),
        ("TELEGRAM_API", "api.telegram.org", "http:// or https://"),
        ("DATABASE_URL", "mysql://root:sesame@host/db", "sqlite:///PATH"),
        ("DATABASE_URL", "postgresql+psycopg://root:sesame@host/db", "PostgreSQL is not served yet"),
        ("SOURCES", "/no/sesame.toml", "no such file"),
        ("CATALOG", "/no/sesame", "no such folder"),
        ("EDITORS", "sesame", "user ids (numbers)"),
        ("EDITORS", "12,²", "user ids (numbers)"),
        ("WEBHOOK_URL", "http://sesame.test/", "https:// addresses only"),
        ("WEBHOOK_SECRET", "sesame", "32 to 256 characters"),
        ("LISTEN", "sesame", "HOST:PORT"),
        ("LISTEN", "127.0.0.1:70000", "HOST:PORT"),
        ("LISTEN", "127.0.0.1:²", "HOST:PORT"),
        ("PRIVATE_HOSTS", "http://sesame.test/feed", "hosts alone"),
        ("READER_URL", "sesame.test/v1", "http:// or https://"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do_and_without_its_value(name: str, value: str, said: str) -> None:
    lines = complaints({PREFIX + name: value})
    (mine,) = [line for line in lines if line.startswith(f"{PREFIX}{name}: ")]
    assert said in mine
    assert "sesame" not in "\n".join(lines)


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = {"BOT_TOKEN": "x", "EDITORS": "x", "LISTEN": "x", "SOURCES": "/no/where", "WEBHOOK_URL": "https://a.test/"}
    named = {line.split(":")[0] for line in complaints({PREFIX + name: value for name, value in wrong.items()})}
    assert named == {PREFIX + name for name in ("BOT_TOKEN", "EDITORS", "LISTEN", "SOURCES", "WEBHOOK_SECRET")}


def test_only_the_service_needs_a_token() -> None:
    assert load_settings({}).bot_token == ""
    assert complaints({}, needs_token=True) == [
        f"{PREFIX}BOT_TOKEN: it is needed to run: ask @BotFather in Telegram for one"
    ]


def test_a_webhook_without_a_secret_and_a_reader_without_a_model_are_refused() -> None:
    assert complaints({f"{PREFIX}WEBHOOK_URL": "https://a.test/"})[0].startswith(f"{PREFIX}WEBHOOK_SECRET: ")
    assert complaints({f"{PREFIX}READER_URL": "https://a.test/v1"})[0].startswith(f"{PREFIX}READER_MODEL: ")
    both = {f"{PREFIX}WEBHOOK_URL": "https://a.test/", f"{PREFIX}WEBHOOK_SECRET": SECRET}
    assert load_settings(both).webhook_secret == SECRET


@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_may_stand_in_a_file_of_its_own(name: str, tmp_path: Path) -> None:
    values = {"bot_token": "123456:abcdefghijk", "database_url": f"sqlite:///{tmp_path}/x.db"}
    file = tmp_path / "secret"
    file.write_text(values.get(name, SECRET) + "\n", encoding="utf-8")
    settings = load_settings({f"{PREFIX}{name.upper()}_FILE": str(file)})
    assert getattr(settings, name) == values.get(name, SECRET)


def test_a_secret_in_two_places_or_in_a_bad_file_is_named(tmp_path: Path) -> None:
    empty, bytes_ = tmp_path / "empty", tmp_path / "bytes"
    empty.write_text("\n", encoding="utf-8")
    bytes_.write_bytes(b"\xff\xfe")
    two = {f"{PREFIX}BOT_TOKEN": "123456:abcdefghijk", f"{PREFIX}BOT_TOKEN_FILE": str(empty)}
    assert complaints(two) == [f"{PREFIX}BOT_TOKEN: it is set here and by {PREFIX}BOT_TOKEN_FILE: keep one of them"]
    for file, why in ((empty, "the file is empty"), (bytes_, "not UTF-8"), (tmp_path / "none", "No such file")):
        (line,) = complaints({f"{PREFIX}BOT_TOKEN_FILE": str(file)})
        assert line.startswith(f"{PREFIX}BOT_TOKEN_FILE: ")
        assert why in line


def test_a_slip_in_a_name_is_told_and_a_stranger_is_left_alone() -> None:
    assert complaints({f"{PREFIX}BOT_TOKN": "x"}) == [
        f"{PREFIX}BOT_TOKN: there is no such setting; did you mean {PREFIX}BOT_TOKEN?"
    ]
    assert complaints({f"{PREFIX}EDITORS_FILE": "x"}) == [
        f"{PREFIX}EDITORS_FILE: only secrets can stand in a file: set {PREFIX}EDITORS"
    ]
    load_settings({f"{PREFIX}PORT": "tcp://10.0.0.1:80", f"{PREFIX}SERVICE_HOST": "10.0.0.1"})


def test_no_secret_is_shown_when_the_settings_are_printed() -> None:
    shown = repr(
        load_settings(
            {
                f"{PREFIX}BOT_TOKEN": "123456:abcdefghijk",
                f"{PREFIX}WEBHOOK_SECRET": SECRET,
                f"{PREFIX}READER_KEY": SECRET,
                f"{PREFIX}DATABASE_URL": "sqlite:////tmp/abcdefghijk.db",
            }
        )
    )
    assert "abcdefghijk" not in shown
    assert SECRET not in shown


def test_an_env_file_holds_names_comments_and_quotes(tmp_path: Path) -> None:
    file = tmp_path / "my.env"
    file.write_text("# a comment\n\nA=1\nexport B='two words'\nC = \"x=y\" \nD=don't\nE=\n", encoding="utf-8-sig")
    assert read_env_file(file) == {"A": "1", "B": "two words", "C": "x=y", "D": "don't", "E": ""}


@pytest.mark.parametrize("line", ["just words", "1A=x", "=x", "A B=x"])
def test_a_line_of_an_env_file_that_is_none_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "my.env"
    file.write_text(f"A=1\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"--env-file: line 2 of .* is not NAME=value"):
        read_env_file(file)


def rows() -> dict[str, tuple[str, str, str, bool]]:
    """What docs/settings.md says: by name, the meaning, the default, the example, and whether it is a secret."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    found = re.findall(rf"^\| `({PREFIX}[A-Z_]+)` \| (.+?) \| (.+?) \| `(.+?)` \| (yes)? *\|$", text, re.MULTILINE)
    return {name: (meaning, default, example, secret == "yes") for name, meaning, default, example, secret in found}


def test_the_page_of_settings_says_what_the_code_does() -> None:
    told = {}
    for name, field in Settings.model_fields.items():
        default = DEFAULTS_IN_WORDS.get(name) or (f"`{field.default}`" if field.default else "none")
        (example,) = field.examples or [""]
        told[PREFIX + name.upper()] = (field.description, default, example, name in SECRETS)
    assert rows() == told


def test_the_env_example_shows_the_same_settings_with_the_same_examples() -> None:
    text = (ROOT / "deploy" / "curbwatch.env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(rf"^#?({PREFIX}[A-Z_]+)=(.*)$", text, re.MULTILINE))
    alone = {name: value for name, value in shown.items() if not name.endswith("_FILE")}
    assert alone == {name: row[2] for name, row in rows().items()}
