"""One life of the front door: messages come in, are served and answered, on a database that outlives it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.channel import Arrival
from bot.loops.pacing import Pace
from bot.loops.receiving import Receiving
from bot.loops.sending import Sending
from bot.rehearsal.simulating import Keeping
from bot.serving.app import App
from messages.said import Said
from storage.db import Database
from storage.queues import outbox
from tests.dialogue import HOUSE, Stage, Stopped

_PATIENCE = 60.0  # seconds, against a house that hangs


def says(who: str, key: str, text: str) -> Arrival:
    """Give an update; delivered again, it has the same key."""
    return Arrival(key, who, Said(key, text), (text,))


@dataclass
class Life:
    """What runs; `told` are the first lines of what reached whom, in order."""

    db: Database
    receiving: Receiving
    sending: Sending
    channel: Keeping

    async def told(self) -> list[tuple[str, str]]:
        """Let everything be sent that is to be sent now; give what reached people since this was asked last."""
        await self.sending.finish()
        await self.sending.send_all()
        new, self.channel.delivered = self.channel.delivered, []
        return [(one.address, one.shown.text.partition("\n")[0]) for one in new]

    async def hears(self, *arrivals: Arrival) -> list[tuple[str, str]]:
        """Receive updates; give what was said to them at once."""
        await self.receiving.receive(arrivals)
        return await self.told()

    async def serves(self) -> list[tuple[str, str]]:
        """Serve all that was kept; give what was said to it."""
        said: list[tuple[str, str]] = []
        while await self.receiving.backlog.serve():
            said += await self.told()
        return said

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Let it serve what is kept for as long as this takes, as it does in the house."""
        serving = asyncio.create_task(self.receiving.backlog.serve_for_ever())
        try:
            yield
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    async def hears_of(self, who: str) -> list[tuple[str, str]]:
        """Wait until this person has been told something; give all that was said."""
        said: list[tuple[str, str]] = []
        async with asyncio.timeout(_PATIENCE):
            while who not in dict(said):
                await asyncio.sleep(0.01)  # whoever serves says nothing to those who wait
                said += await self.told()
        return said


@asynccontextmanager
async def life(stage: Stage, *, careful: int = 0, per_chat: int = 1000) -> AsyncIterator[Life]:
    """Live on this database from start to a polite end; so many messages may go to one chat at once."""
    await stage.close()
    db, clock = Database(stage.path), Stopped(stage.now)
    await db.open()
    try:
        app, channel = App(HOUSE), Keeping(clock)
        pace = Pace(1000, per_chat)
        sending = Sending(db, {"telegram": channel}, clock, stage.path.parent, pace, HOUSE)
        receiving = Receiving(db, app, clock, "telegram", sending, careful)
        await db.write(outbox.take_up)
        await receiving.take_up()
        yield Life(db, receiving, sending, channel)
    finally:
        await db.close()
