"""The inbox: an update is looked at by the guard, served, and kept as served, in one commit with all that follows.

Only then is it acknowledged, and what is to be said at once is sent. Some messages are kept
first and served afterwards, from the backlog: the first ones after an unclean end (one of
them may be what ended us), those for which a reader has to read something long, those of
whoever writes many at once, those of strangers where many messages come in, and those of the same
chat behind them.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from bot.channel import Arrival
from bot.clock import Clock
from bot.dialogue.scene import ReadFirst
from bot.loops import turns
from bot.loops.backlog import Backlog
from bot.loops.crowd import Crowd
from bot.loops.sending import Claims, Sending
from bot.serving.app import App, Incoming
from handlers.delivery import lost_groups, secrecy
from handlers.house import running
from messages import secrets
from messages.said import Said, packed
from storage.db import Database, Turn
from storage.members import people
from storage.queues import inbox, secret_hits
from storage.schedule.digests import GroupChat

log = logging.getLogger(__name__)

CAREFUL: Final = 100  # messages after an unclean end: as many as one poll brings


@dataclass(slots=True)
class Receiving:
    """One channel's messages; without `sending` all that is said waits in the outbox.

    `careful`: so many messages are still to be kept before they are served.
    """

    db: Database
    app: App
    clock: Clock
    channel: str
    sending: Sending | None = None
    careful: int = 0
    backlog: Backlog = field(init=False)
    _crowd: Crowd = field(init=False)

    def __post_init__(self) -> None:
        """Have a backlog of what is kept first."""
        self._crowd = Crowd(asyncio.get_running_loop().time)
        self.backlog = Backlog(self.db, self.app, self.clock, self.channel, self.sending, self._crowd)

    async def take_up(self) -> None:
        """Before anything is received: know whose messages wait, and read the plans.

        That takes longer than most turns: whoever is killed meanwhile was not killed by a message.
        """
        self.backlog.behind.update(await self.db.read(partial(inbox.waiting_chats, channel=self.channel)))
        await self.db.read(running)

    async def receive(self, arrivals: Sequence[Arrival]) -> None:
        """Serve updates; return when all that came of them is safe, so that the channel may acknowledge them.

        Raise StorageTrouble where it is not.
        """
        handed_in = []
        self._crowd.begin()
        for arrival in arrivals:
            claims = None if self.sending is None else self.sending.claims()
            handed_in.append((claims, self.db.submit(partial(self._arrived, arrival=arrival, claims=claims))))
        outcomes = await asyncio.gather(*(future for _, future in handed_in), return_exceptions=True)
        self._crowd.end()
        if self.backlog.behind:
            self.backlog.wake.set()
        for (claims, _), outcome in zip(handed_in, outcomes, strict=True):
            if claims is None or self.sending is None:
                continue
            if outcome is None:
                self.sending.send(claims)
            else:
                claims.drop()
        for outcome in outcomes:
            if outcome is not None:
                raise outcome
        self.careful = max(0, self.careful - len(arrivals))

    # What follows runs in a turn ------------------------------------------------------

    async def _arrived(self, db: Turn, arrival: Arrival, claims: Claims | None) -> None:
        """Take an update in; what cannot even be blocked or kept is set aside, or it would end the house each time."""
        try:
            await self._taken_in(db, arrival, claims)
        except Exception as error:  # noqa: BLE001 - whichever it is
            await turns.undo(db, claims)
            why = type(error).__name__  # and no more: its words may be what the guard is there for
            log.error("an update could not be taken in; it is set aside under %s: %s", arrival.key, why)  # noqa: TRY400 - see above
            now = self.clock.now()
            await inbox.set_aside(db, channel=self.channel, key=arrival.key, chat=arrival.address, why=why, at=now)
            if arrival.said is not None and arrival.private:
                nothing_of_it = Said(arrival.said.source)
                await turns.apologise(self.app, db, Incoming(self.channel, arrival.address, nothing_of_it, now, claims))

    async def _taken_in(self, db: Turn, arrival: Arrival, claims: Claims | None) -> None:
        if arrival.nameless:
            if await self._is_new(db, arrival):
                await self.app.refuse_nameless(db, self.channel, arrival.address, self.clock.now())
            return
        said = await self._let_in(db, arrival)
        if said is None:
            return
        self._crowd.count(arrival.address)
        if self.careful > 0 or arrival.address in self.backlog.behind or await self._gives_way(db, arrival.address):
            await self._put_behind(db, arrival, said)
            return
        now = self.clock.now()
        incoming = Incoming(self.channel, arrival.address, said, turns.said_at(said, now), claims)

        async def serve() -> None:
            if await self._is_new(db, arrival):
                await self.app.serve(db, incoming)

        try:
            why = await turns.tried(db, claims, arrival.key, serve)
        except ReadFirst:
            await self._put_behind(db, arrival, said)
            return
        if why and (kept := await self._keep(db, arrival, said)) is not None:
            await inbox.bury(db, kept, why)
            await turns.apologise(self.app, db, incoming)

    async def _put_behind(self, db: Turn, arrival: Arrival, said: Said) -> None:
        """Keep it to be served afterwards, and whatever else comes from its chat behind it."""
        self.backlog.behind.add(arrival.address)
        await self._keep(db, arrival, said)

    async def _gives_way(self, db: Turn, chat: str) -> bool:
        """Tell whether others are served before this chat: it writes many at once, or it is a stranger's among many."""
        if self._crowd.writes_many(chat):
            return True
        return self._crowd.is_many and await people.at_address(db, self.channel, chat) is None

    async def _let_in(self, db: Turn, arrival: Arrival) -> Said | None:
        """Give what is to be served of an update; None where there is nothing, or where it was blocked."""
        now = self.clock.now()
        if arrival.reachable is not None:
            await people.reach(db, self.channel, arrival.address, reachable=arrival.reachable, at=now)
            if not arrival.reachable and not arrival.private:
                await lost_groups.left(db, self.app.house, GroupChat(self.channel, arrival.address), now)
        if arrival.broken:
            log.error("an update could not be read; it is set aside under %s", arrival.key)
            why = arrival.broken[:2000] if _rule(arrival) is None else ""
            await inbox.set_aside(db, channel=self.channel, key=arrival.key, chat=arrival.address, why=why, at=now)
        if arrival.said is None or not arrival.private:
            return None
        if arrival.in_group and not await people.is_admin(db, self.channel, arrival.address):
            return None
        album = arrival.said.album
        rule = _rule(arrival)
        blocked = album and await secret_hits.album_blocked(db, self.channel, arrival.address, album)
        if rule is not None or blocked:
            await self._block(db, arrival, rule)
            return None
        return arrival.said

    async def _is_new(self, db: Turn, arrival: Arrival) -> bool:
        """Keep that it is served; False where it came before."""
        row = await inbox.serve(db, channel=self.channel, key=arrival.key, chat=arrival.address, at=self.clock.now())
        return row is not None

    async def _keep(self, db: Turn, arrival: Arrival, said: Said) -> int | None:
        """Keep it to be served afterwards; None where it came before."""
        return await inbox.keep(
            db,
            channel=self.channel,
            key=arrival.key,
            chat=arrival.address,
            said=packed(said),
            album=said.album,
            at=self.clock.now(),
        )

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
        hit = secrecy.Hit(self.channel, arrival.address, album, rule, now, source=source)
        await secrecy.of_message(db, self.app.house, hit)


def _rule(arrival: Arrival) -> str | None:
    """Give the guard's rule that fires on anything in an update, file names included."""
    named = [file.name for file in arrival.said.attachments] if arrival.said else []
    rules = (*map(secrets.mark, (*arrival.texts, arrival.broken)), *map(secrets.mark_in_name, named))
    return next((rule for rule in rules if rule is not None), None)
