"""Settings, from the environment and a `.env` file, checked at start. The only reader of the environment."""

import re
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from messages.values import DocumentsByChat

FILE: Final = ".env"
LogFormat = Literal["text", "json"]


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
    telegram_proxy: str = ""
    language: Literal["vi", "en"] = "vi"
    phone: str = ""
    documents_by_chat: DocumentsByChat = DocumentsByChat.OWN
    messages_per_second: float = Field(default=28, gt=0, le=10_000)
    messages_per_chat: int = Field(default=3, gt=0, le=10_000)
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

    @property
    def is_local(self) -> bool:
        """Whether the Bot API server is on this machine: only then may the clock be moved."""
        host = urlsplit(self.telegram_base_url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"
