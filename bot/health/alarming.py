"""What the admins are told past the outbox, for nothing can be kept: that the disk is full, or the file damaged."""

import asyncio
import logging
import time
from typing import Final

from bot.channel import Channel, Shown
from bot.data_dir import Folder
from messages.words import say
from storage.db import Database, reading
from storage.members import people
from storage.members.people import Role

log = logging.getLogger(__name__)

_PATIENCE: Final = 10.0  # seconds for all of them
_AGAIN: Final = 3600.0  # seconds: a disk on which now and then a little finds room is told of once in this time


async def tell_admins(folder: Folder, channel: Channel, words: str) -> None:
    """Tell each admin who can be read of, at once."""
    try:
        with reading(folder.database) as db:
            admins = [await people.address(db, person) for person in await people.of_role(db, Role.ADMIN)]
        async with asyncio.timeout(_PATIENCE):
            for address in admins:
                if address is not None and address.channel == channel.name:
                    await channel.show(address.chat, Shown(words))
    except Exception:
        log.exception("the admins could not be told")


async def heed_trouble(db: Database, folder: Folder, channel: Channel) -> None:
    """Tell the admins that nothing can be kept, and that it can again."""
    told_at, is_told = -_AGAIN, False
    while True:
        await db.turned.wait()
        db.turned.clear()
        if db.damaged.is_set():  # told as such, when the bot stops for it
            continue
        if (why := db.trouble()) and time.monotonic() - told_at > _AGAIN:
            told_at, is_told = time.monotonic(), True
            await tell_admins(folder, channel, say("status.unkept", why=why))
        elif not why and is_told:
            is_told = False
            await tell_admins(folder, channel, say("machine.kept_again"))
