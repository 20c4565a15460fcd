"""The signs of a running bot, as whoever asks wants them: a command, the page of health, a program with curves."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from bot.clock import Clock
from handlers import signs
from handlers.signs import Pulse, Sign
from messages.words import speaking
from storage.db import Database, StorageTrouble
from storage.rows import from_json, to_json

_PATIENCE: Final = 5.0  # seconds; a reader answers in a thousandth, unless the disk hangs


@dataclass(frozen=True, slots=True)
class Telling:
    """Reads the signs of this process."""

    db: Database
    pulse: Pulse
    clock: Clock

    async def signs(self) -> list[Sign]:
        """Give every sign; that they cannot be read is one too."""
        reading = asyncio.ensure_future(self.db.read(partial(signs.read, pulse=self.pulse, now=self.clock.now())))
        await asyncio.wait((reading,), timeout=_PATIENCE)  # it is not cancelled: its reader is at it still
        if not reading.done():
            reading.add_done_callback(_ended)
            return [Sign("unread", {"why": "timeout"}, wrong=True)]
        try:
            return reading.result()
        except StorageTrouble as error:
            return [Sign("unread", {"why": str(error)}, wrong=True)]

    async def order(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer {"order": "status", "language"} → {"well", "signs": [{"sign", "wrong", "text", "facts"}]}."""
        with speaking(asked["language"]):
            found = await self.signs()
            told = [
                {"sign": one.what, "wrong": one.wrong, "text": one.word(), "facts": from_json(to_json(dict(one.facts)))}
                for one in found
            ]
        return {"well": not any(one.wrong for one in found), "signs": told}


def _ended(reading: "asyncio.Future[list[Sign]]") -> None:
    """Let it end: nobody waits for it any more."""
    if not reading.cancelled():
        reading.exception()
