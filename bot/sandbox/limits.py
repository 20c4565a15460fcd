"""What a Bot API server refuses: sizes, counts and pace, as Telegram has them. Pace is off until it is asked for."""

from dataclasses import dataclass
from datetime import timedelta

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ApiLimits:
    """Texts are counted in UTF-16 units, files in bytes; a pace of 0 means none is kept."""

    text: int = 4096
    caption: int = 1024
    callback_data: int = 64
    buttons: int = 100
    album_from: int = 2
    album_to: int = 10
    download: int = 20 * _MIB
    upload: int = 50 * _MIB
    photo: int = 10 * _MIB
    updates: int = 100
    updates_kept: timedelta = timedelta(hours=24)
    query_kept: timedelta = timedelta(minutes=15)
    deletable: timedelta = timedelta(hours=48)
    per_second: float = 0
    per_chat_per_second: float = 0
    burst: int = 3  # what a chat may get at once before its pace holds


def units(text: str) -> int:
    """Give the length of a text in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
