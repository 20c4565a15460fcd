"""The inbox: look at an update with the guard, keep it, only then let it be acknowledged; serve it, mark it served."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from bot.channel import Arrival
from bot.clock import Clock
from bot.serving.app import App
from handlers.delivery import secret_hits as blocking
from messages import secrets
from messages.said import packed
from storage.db import Database, StorageTrouble, Turn
from storage.members import people
from storage.queues import inbox, secret_hits

log = logging.getLogger(__name__)

AT_ONCE: Final = 50
TRIES: Final = 3  # of a message during which the process died
TROUBLE_PAUSE: Final = 1.0  # seconds, while the disk is full


@dataclass(slots=True)
class Receiving:
    """One channel's messages. `wake_outbox` is called after each batch of turns."""

    db: Database
    app: App
    clock: Clock
    channel: str
    wake_outbox: Callable[[], None]
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        """Keep updates; return when they are safe, so that the channel may acknowledge them."""
        blocked = await self.db.write(partial(self._keep, arrivals=arrivals))
        self.wake.set()
        if blocked:
            self.wake_outbox()

    async def _keep(self, db: Turn, arrivals: Sequence[Arrival]) -> bool:
        """Tell whether any was blocked: then there may be something to say at once."""
        return any([await self._keep_one(db, arrival) for arrival in arrivals])

    async def _keep_one(self, db: Turn, arrival: Arrival) -> bool:
        now = self.clock.now()
        if arrival.reachable is not None:
            await people.reach(db, self.channel, arrival.address, reachable=arrival.reachable, at=now)
        if arrival.broken:
            log.error("an update could not be read; it is set aside under %s", arrival.key)
            why = arrival.broken[:2000] if _rule(arrival) is None else ""
            await inbox.set_aside(db, channel=self.channel, key=arrival.key, chat=arrival.address, why=why, at=now)
        if arrival.said is None or not arrival.private:
            return False
        if arrival.in_group and not await people.is_admin(db, self.channel, arrival.address):
            return False
        album = arrival.said.album
        rule = _rule(arrival)
        blocked = album and await secret_hits.album_blocked(db, self.channel, arrival.address, album)
        if rule is not None or blocked:
            await self._block(db, arrival, rule)
            return True
        await inbox.keep(
            db,
            channel=self.channel,
            key=arrival.key,
            chat=arrival.address,
            said=packed(arrival.said),
            album=album,
            at=now,
        )
        await people.reach(db, self.channel, arrival.address, reachable=True, at=now)
        return False

    async def _block(self, db: Turn, arrival: Arrival, rule: str | None) -> None:
        """Keep that something was blocked, nothing of it, and say so, in one transaction.

        Without a rule it is a further part of an album that was blocked, and answered, before.
        """
        now = self.clock.now()
        new = await inbox.refuse(db, channel=self.channel, key=arrival.key, chat=arrival.address, at=now)
        if not new or rule is None:
            return
        album = arrival.said.album if arrival.said else ""
        if album:
            await inbox.refuse_album(db, self.channel, arrival.address, album)
        source = arrival.said.source if arrival.said else ""
        hit = blocking.Hit(self.channel, arrival.address, album, rule, now, source=source)
        await blocking.of_message(db, self.app.house, self.app.campaigns, hit)

    async def serve_for_ever(self) -> None:
        """Serve what is kept, oldest first, now and whenever more has come."""
        await self._serve_left_overs()
        at_once = AT_ONCE
        while True:
            self.wake.clear()
            rows = await self.db.read(partial(inbox.to_serve, at_most=at_once))
            if not rows:
                await self.wake.wait()
                continue
            try:
                turns = [asyncio.ensure_future(self.db.write(partial(self._serve, kept=row))) for row in rows]
                await asyncio.gather(*turns)
                at_once = AT_ONCE
            except StorageTrouble:  # nobody's fault: nothing was kept, nothing is counted; one by one from now
                log.critical("the database cannot be written; trying again", exc_info=True)
                await asyncio.gather(*turns, return_exceptions=True)
                at_once = 1
                await asyncio.sleep(TROUBLE_PAUSE)
            self.wake_outbox()

    async def _serve_left_overs(self) -> None:
        """After an unclean end one message may be what ended us: serve singly, counting the try first."""
        for row in await self.db.read(lambda db: inbox.to_serve(db, 1_000_000)):
            if row.tries >= TRIES:
                await self.db.write(partial(self._give_up, kept=row, why="the process died each time"))
                continue
            await self.db.write(partial(inbox.tried, id_=row.id))
            await self.db.write(partial(self._serve, kept=row))
            self.wake_outbox()

    async def _serve(self, db: Turn, kept: inbox.Kept) -> None:
        """Serve one message; when it fails, once more at once, then make it a dead letter and say so."""
        why = ""
        for way in (self._once, self._once, self._give_up):
            try:
                async with db.savepoint():
                    await way(db, kept, why)
            except Exception as error:
                log.exception("message %s could not be served", kept.id)
                if not db.connection.in_transaction:
                    raise  # the disk's fault, not the message's: it is served again
                why = f"{type(error).__name__}: {error}"
            else:
                return
        await inbox.bury(db, kept.id, why[:500])

    async def _once(self, db: Turn, kept: inbox.Kept, _why: str) -> None:
        if await inbox.waits(db, kept.id):  # else it was blocked since it was read
            await self.app.serve(db, kept, self.clock.now())

    async def _give_up(self, db: Turn, kept: inbox.Kept, why: str) -> None:
        await inbox.bury(db, kept.id, why[:500])
        await self.app.apologise(db, kept, self.clock.now())


def _rule(arrival: Arrival) -> str | None:
    """Give the guard's rule that fires on anything in an update, file names included."""
    named = [file.name for file in arrival.said.attachments] if arrival.said else []
    rules = (*map(secrets.mark, (*arrival.texts, arrival.broken)), *map(secrets.mark_in_name, named))
    return next((rule for rule in rules if rule is not None), None)
