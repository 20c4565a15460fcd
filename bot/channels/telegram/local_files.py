"""Files of a Bot API server of one's own that is run with --local: it names a place on its disk and hands over nothing.

Only what lies in the folder that the settings name is opened, wherever links lead.
"""

import asyncio
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, Final

from telegram.error import NetworkError

from bot.channel import ChannelError
from bot.channels.telegram.request import TooLarge

_CHUNK: Final = 1024 * 1024


async def copy(path: str, folder: Path | None, into: Path, at_most: int) -> None:
    """Copy a file of the server's. Raise TooLarge after `at_most` bytes, NetworkError where it cannot be read."""
    if folder is None:
        raise ChannelError(
            "the server gives files only by their place on its own disk (--local): set DAUMOI_TELEGRAM_FILES",
            permanent=True,
        )
    try:
        source = await asyncio.to_thread(_opened, path, folder)
        with source, await asyncio.to_thread(into.open, "wb") as made:
            left = at_most
            while chunk := await asyncio.to_thread(source.read, _CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise TooLarge("the file is too large")
                await asyncio.to_thread(made.write, chunk)
    except OSError as error:  # its text is the place, and the token is a part of that
        raise NetworkError(f"a file in DAUMOI_TELEGRAM_FILES cannot be read ({error.strerror})") from None


def _opened(path: str, folder: Path) -> BinaryIO:
    place = Path(path).resolve(strict=True)
    if not place.is_relative_to(folder.resolve()) or not S_ISREG(place.stat().st_mode):
        raise ChannelError("the server names a file that is not in DAUMOI_TELEGRAM_FILES", permanent=True)
    return place.open("rb")
