"""The settings, from the environment and `.env`. A missing or wrong one is told in a sentence that names it."""

import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.logs import TOKEN_SHAPE
from bot.webhook_settings import check_webhook_secret, check_webhook_url

#: What to do about each setting that people get wrong, for whoever runs the bot.
ADVICE = {
    "TELEGRAM_BOT_TOKEN": "Ask @BotFather in Telegram for a bot (/newbot) and put its token into .env.",
    "TELEGRAM_API_URL": "Leave it out for Telegram itself, or give the address of a Bot API server: http://127.0.0.1:8081",
    "DATABASE_URL": "Give sqlite:///data/lapor.db or postgresql+psycopg://user:password@host/database",
    "ADMIN_TELEGRAM_IDS": "Write to @userinfobot in Telegram to learn your number; several are parted by commas.",
    "WEBHOOK_URL": "Leave it empty to poll, or give the https address at which Telegram reaches this program.",
    "WEBHOOK_SECRET": "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
    "WEB_PORT": "Give a port between 1 and 65535.",
    "KEEP_PHOTOS": "Give true or false.",
    "LOG_FORMAT": "Give text or json.",
}

_READING = SettingsConfigDict(
    env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
)
TELEGRAM = "https://api.telegram.org"
_DEFAULT_DATABASE = "sqlite:///data/lapor.db"


class SettingsError(Exception):
    """A setting is missing or wrong; the message is one sentence that names it and says how to mend it."""


class _DatabaseOnly(BaseSettings):
    """Where the database is, and the files beside it."""

    model_config = _READING

    database_url: str = _DEFAULT_DATABASE
    data_dir: Path = Path("data")

    @field_validator("database_url")
    @classmethod
    def _is_a_database_we_speak_to(cls, value: str) -> str:
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError("it is not the address of a database") from None
        if url.drivername not in ("sqlite", "postgresql+psycopg"):
            raise ValueError("only SQLite and PostgreSQL (psycopg) are spoken to")
        if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError("it names no file, and what is only in memory is lost")
        return value


class Settings(_DatabaseOnly):
    """Everything that can be set from outside."""

    telegram_bot_token: SecretStr = Field(repr=False)
    telegram_api_url: str = TELEGRAM
    admin_telegram_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    #: Where Telegram brings updates; without it they are fetched.
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True, repr=False)
    web_host: str = "127.0.0.1"
    #: While fetching, nothing is served unless a port is given.
    web_port: int | None = Field(default=None, ge=1, le=65535)
    log_format: Literal["text", "json"] = "text"
    #: Whether photos are kept as files too, without EXIF; by Telegram's number they are kept in any case.
    keep_photos: bool = False

    @field_validator("telegram_bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(TOKEN_SHAPE, value.get_secret_value()):
            raise ValueError("it does not look like a bot token")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://\S+", value):
            raise ValueError("it is no address that begins with http:// or https://")
        return value

    @field_validator("webhook_url")
    @classmethod
    def _can_be_reached(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None:
            check_webhook_url(value, by_telegram_itself=info.data.get("telegram_api_url") == TELEGRAM)
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _cannot_be_guessed(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if info.data.get("webhook_url") is None:
            return value
        if value is None:
            raise ValueError("a webhook without a secret would take updates from anybody")
        check_webhook_secret(value.get_secret_value())
        return value

    @field_validator("admin_telegram_ids", mode="before")
    @classmethod
    def _numbers_parted_by_commas(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.replace(";", ",").split(",") if part.strip()]
        if not all(re.fullmatch(r"[0-9]{1,18}", part) for part in parts):
            raise ValueError("it holds something else than numbers")
        return [int(part) for part in parts]


def load_settings() -> Settings:
    """Read the settings. Raises `SettingsError`, whose sentence never contains a value."""
    return _read(Settings)


def database_url() -> str:
    """Read only where the database is: for commands that need no Telegram. Raises `SettingsError`."""
    return _read(_DatabaseOnly).database_url


def data_dir() -> Path:
    """Read only where files are kept: for commands that need no Telegram. Raises `SettingsError`."""
    return _read(_DatabaseOnly).data_dir


S = TypeVar("S", bound=_DatabaseOnly)


def _read(kind: type[S]) -> S:
    try:
        check_env_file(Path(".env"))
        return kind()
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not written in UTF-8. Save it anew as plain text in UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The file .env can't be read: {error.strerror}. See to it that it is yours.") from None


def check_env_file(path: Path) -> None:
    """Look whether every line can be read: one that can't would be passed over. Raises `SettingsError`."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as file:
        for line in parse_stream(file):
            if line.error or "\0" in line.original.string:
                raise SettingsError(
                    f"Line {line.original.line} of the file .env can't be read. "
                    "Write one setting to a line, as NAME=value; .env.example shows all of them."
                )


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = str(first["loc"][0]).upper()
    what = "is missing" if first["type"] == "missing" else f"is wrong: {_why(first['msg'])}"
    return f"{name} {what}. {ADVICE.get(name, 'See .env.example.')}"


def _why(message: str) -> str:
    why = message.removeprefix("Value error, ")
    return why[:1].lower() + why[1:]
