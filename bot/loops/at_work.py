"""Whoever waits for longer than a second sees that the bot is at work."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Final

from bot.channel import Channel, ChannelError

log = logging.getLogger(__name__)

_AT_FIRST: Final = 1.0  # seconds
_EACH: Final = 4.0  # Telegram shows it for five (Bot API, sendChatAction)


@asynccontextmanager
async def at_work(channels: Mapping[str, Channel], addresses: Sequence[tuple[str, str]]) -> AsyncIterator[None]:
    """Show it at each (channel, address) for as long as this takes; what goes wrong in showing it is nobody's worry."""
    shown = asyncio.create_task(_show(channels, addresses))
    try:
        yield
    finally:
        shown.cancel()
        (wrong,) = await asyncio.gather(shown, return_exceptions=True)
        if isinstance(wrong, Exception):
            log.error("nobody could be shown that the bot is at work", exc_info=wrong)


async def _show(channels: Mapping[str, Channel], addresses: Sequence[tuple[str, str]]) -> None:
    await asyncio.sleep(_AT_FIRST)
    while True:
        for channel, address in addresses:
            with suppress(ChannelError):
                await channels[channel].at_work(address)
        await asyncio.sleep(_EACH)
