"""Settings, from the environment and a `.env` file, checked at start. The only reader of the environment."""

import re
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from handlers.house import NightlyBackup
from messages.values import DocumentsByChat

FILE: Final = ".env"
LogFormat = Literal["text", "json"]
_PROXIES: Final = ("http", "https", "socks5", "socks5h")


class Settings(BaseSettings):
    """Every setting, under the prefix DAUMOI_; `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_prefix="DAUMOI_",
        env_file=FILE,
        env_file_encoding="utf-8-sig",  # as some editors write it: with a mark in front, no part of the first name
        extra="ignore",
        hide_input_in_errors=True,
    )

    data_dir: Path = Path("data")
    telegram_token: SecretStr = SecretStr("")
    telegram_base_url: str = "https://api.telegram.org"
    telegram_proxy: SecretStr = SecretStr("")
    telegram_files: Path | None = None
    language: Literal["vi", "en"] = "vi"
    phone: str = ""
    documents_by_chat: DocumentsByChat = DocumentsByChat.OWN
    messages_per_second: float = Field(default=28, gt=0, le=10_000)
    messages_per_chat: int = Field(default=3, gt=0, le=10_000)
    backup_at: str = "02:10"
    backups_kept: int = Field(default=7, gt=0, le=3650)
    backup_recipient: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: LogFormat = "text"
    health_port: int | None = Field(default=None, ge=0, le=65535)
    clock_file: Path | None = None

    @field_validator("telegram_token")
    @classmethod
    def _is_token(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"(\d+:[A-Za-z0-9_-]{5,})?", token.get_secret_value()):
            raise ValueError("write the token as @BotFather gave it: digits, a colon, letters")
        return token

    @field_validator("health_port", mode="before")
    @classmethod
    def _is_none(cls, port: object) -> object:
        return None if port == "" else port  # as it stands in the example

    @field_validator("telegram_base_url")
    @classmethod
    def _is_http(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("write http://host:port or https://host")
        return url.rstrip("/")

    @field_validator("backup_at")
    @classmethod
    def _is_time(cls, at: str) -> str:
        if not re.fullmatch(r"(([01]\d|2[0-3]):[0-5]\d)?", at):
            raise ValueError("write a time of the day like 02:10, or nothing")
        return at

    @field_validator("backup_recipient")
    @classmethod
    def _is_recipient(cls, key: str) -> str:
        if key and not is_recipient(key):
            raise ValueError("write a public key as age-keygen gave it: age1 and 58 letters and digits")
        return key

    @property
    def nightly(self) -> NightlyBackup:
        """How backups are made by the bot."""
        at = time.fromisoformat(self.backup_at) if self.backup_at else None
        return NightlyBackup(at, self.backup_recipient, self.backups_kept)

    @field_validator("telegram_proxy")
    @classmethod
    def _is_proxy(cls, proxy: SecretStr) -> SecretStr:
        address = proxy.get_secret_value()
        try:
            parts = urlsplit(address)
            whole = parts.scheme in _PROXIES and bool(parts.hostname) and parts.port is not None
        except ValueError:  # among others, a port that is no number
            whole = False
        if address and not whole:
            raise ValueError(f"write one of {', '.join(_PROXIES)} and ://host:port, or ://user:password@host:port")
        if not unquote(address).isascii():
            raise ValueError("a proxy's user and password can have letters without tone marks only")
        return proxy

    @field_validator("telegram_files")
    @classmethod
    def _is_place(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_absolute():
            raise ValueError("write the whole path of the folder, from / on")
        return folder

    @property
    def is_local(self) -> bool:
        """Whether the Bot API server is on this machine: only then may the clock be moved."""
        host = urlsplit(self.telegram_base_url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def is_recipient(typed: str) -> bool:
    """Tell whether this is a public key of age."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(typed)
    except pyrage.RecipientError:
        return False
    return True
