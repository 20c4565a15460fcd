"""What the doctor looks at beside the data: the folder, the settings' file, the channel, this machine's clock.

None of it keeps the rest from being looked at: that the network cannot be reached is a finding like another.
"""

import asyncio
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.channel import ChannelError, ChannelStopped
from bot.channels.telegram.channel import Telegram
from bot.data_dir import Folder
from bot.settings import FILE, Settings
from handlers.doctor import Diagnosis

_PATIENCE: Final = 15.0  # seconds
_OFF: Final = 60.0  # seconds by which a clock may be off: every hour that people read is to the minute
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def place(settings: Settings) -> list[Diagnosis]:
    """Look who may read what is kept."""
    folder = Folder(settings.data_dir)
    return [*_open(folder.path, "open_folder"), *_open(folder.secret, "open_file"), *_open(Path(FILE), "open_file")]


def _open(path: Path, what: str) -> Iterator[Diagnosis]:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:  # that it is missing, or cannot be had, is told by whoever needs it
        return
    if mode & _OTHERS:
        yield Diagnosis(what, {"path": str(path), "mode": f"{mode:o}"})


async def channel(settings: Settings) -> list[Diagnosis]:
    """Ask the channel who we are; compare the clocks by its answer."""
    if not settings.telegram_token:
        return [Diagnosis("no_token", {}, wrong=False)]
    token, proxy = settings.telegram_token.get_secret_value(), settings.telegram_proxy.get_secret_value()
    telegram = Telegram(token, settings.telegram_base_url, proxy)
    try:
        async with asyncio.timeout(_PATIENCE):
            await telegram.ready()
    except ChannelStopped as error:
        return [Diagnosis("token_refused", {"why": str(error)})]
    except ChannelError as error:
        return [Diagnosis("unreachable", {"url": settings.telegram_base_url, "why": str(error)})]
    except TimeoutError:
        return [Diagnosis("unreachable", {"url": settings.telegram_base_url, "why": f"{_PATIENCE:g} s"})]
    finally:
        await telegram.close()
    ahead = round(telegram.ahead)
    return [Diagnosis("clock_off", {"seconds": ahead})] if abs(ahead) > _OFF else []
