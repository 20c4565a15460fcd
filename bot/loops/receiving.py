"""The inbox: an update is looked at by the guard, served, and kept as served, in one commit with all that follows.

Only then is it acknowledged, and what is to be said at once is sent. Some messages are kept
first and served afterwards, one by one, each chat in turn, their tries counted: the first ones
after an unclean end (one of them may be what ended us), those for which a reader has to read
something long, those of whoever writes many at once, of strangers where many of them do, and
those of the same chat behind them.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from bot.channel import Arrival
from bot.clock import Clock
from bot.dialogue.scene import ReadFirst
from bot.loops.at_work import at_work
from bot.loops.sending import Claims, Sending
from bot.serving.app import App, Incoming
from handlers.delivery import lost_groups, secrecy
from handlers.house import running
from messages import secrets
from messages.said import Said, packed, unpacked
from storage.db import Database, StorageTrouble, Turn
from storage.members import people
from storage.queues import inbox, secret_hits
from storage.schedule.digests import GroupChat

log = logging.getLogger(__name__)

AT_ONCE: Final = 50
TRIES: Final = 3  # of a message during which the process died
TROUBLE_PAUSE: Final = 1.0  # seconds, while the disk is full
CAREFUL: Final = 100  # messages after an unclean end: as many as one poll brings
_LATE: Final = timedelta(minutes=1)  # what comes later than this was held up
_KEPT: Final = timedelta(days=2)  # no channel holds a message back for longer: a clock is wrong
_OF_ONE: Final = 10  # messages of one chat that one poll brings; an album has no more
_OF_ALL: Final = 10  # messages that one poll brings; behind them strangers have to wait


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
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _behind: set[str] = field(default_factory=set)  # chats of which a message waits to be served
    _trying: int = 0  # the kept message whose try is counted
    _came: Counter[str] = field(default_factory=Counter)  # messages of each chat that the last poll brought

    async def take_up(self) -> None:
        """Before anything is received: know whose messages wait, and read the plans.

        That takes longer than most turns: whoever is killed meanwhile was not killed by a message.
        """
        self._behind.update(await self.db.read(partial(inbox.waiting_chats, channel=self.channel)))
        await self.db.read(running)

    async def receive(self, arrivals: Sequence[Arrival]) -> None:
        """Serve updates; return when all that came of them is safe, so that the channel may acknowledge them.

        Raise StorageTrouble where it is not.
        """
        handed_in = []
        self._came.clear()
        for arrival in arrivals:
            claims = self._claims()
            handed_in.append((claims, self.db.submit(partial(self._arrived, arrival=arrival, claims=claims))))
        outcomes = await asyncio.gather(*(future for _, future in handed_in), return_exceptions=True)
        for (claims, _), outcome in zip(handed_in, outcomes, strict=True):
            if outcome is None:
                self._say(claims)
        for outcome in outcomes:
            if outcome is not None:
                raise outcome
        self.careful = max(0, self.careful - len(arrivals))
        if self._behind:
            self.wake.set()

    async def serve_for_ever(self) -> None:
        """Serve what was kept, oldest first, now and whenever more has come."""
        while True:
            self.wake.clear()
            try:
                if not await self.serve_kept():
                    await self.wake.wait()
            except StorageTrouble:  # nobody's fault: nothing was kept, nothing is counted
                log.critical("the database cannot be written; trying again", exc_info=True)
                await asyncio.sleep(TROUBLE_PAUSE)

    async def serve_kept(self) -> bool:
        """Serve what was kept, one by one; tell whether there was anything."""
        rows = await self.db.read(partial(inbox.to_serve, channel=self.channel, at_most=AT_ONCE))
        for row in rows:
            await self._serve_kept(row)
        return bool(rows)

    async def _serve_kept(self, row: inbox.Kept) -> None:
        if row.id != self._trying:  # else nobody died of it: the disk was full
            if row.tries >= TRIES:
                await self.db.write(partial(self._give_up_kept, row=row))
                return
            await self.db.write(partial(inbox.tried, id_=row.id))
            self._trying = row.id
        ready: dict[tuple[str, str], Any] = {}
        while True:
            claims = self._claims()
            try:
                await self.db.write(partial(self._again, row=row, claims=claims, ready=ready))
            except ReadFirst as first:
                # why it could not be read is raised in the turn, like any other error of it
                async with at_work(self.sending.channels if self.sending else {}, self._to(row)):
                    (ready[first.key],) = await asyncio.gather(self.db.read(first.read), return_exceptions=True)
            except StorageTrouble:
                self._behind.add(row.chat)
                raise
            else:
                self._say(claims)
                return

    def _to(self, row: inbox.Kept) -> list[tuple[str, str]]:
        return [(self.channel, row.chat)] if self.sending else []

    # What follows runs in a turn ------------------------------------------------------

    async def _arrived(self, db: Turn, arrival: Arrival, claims: Claims | None) -> None:
        """Take an update in; what cannot even be blocked or kept is set aside, or it would end the house each time."""
        try:
            await self._taken_in(db, arrival, claims)
        except Exception as error:  # noqa: BLE001 - whichever it is
            await self._undo(db, claims)
            why = type(error).__name__  # and no more: its words may be what the guard is there for
            log.error("an update could not be taken in; it is set aside under %s: %s", arrival.key, why)  # noqa: TRY400 - see above
            now = self.clock.now()
            await inbox.set_aside(db, channel=self.channel, key=arrival.key, chat=arrival.address, why=why, at=now)
            if arrival.said is not None and arrival.private:
                nothing_of_it = Said(arrival.said.source)
                await self._apologise(db, Incoming(self.channel, arrival.address, nothing_of_it, now, claims))

    async def _taken_in(self, db: Turn, arrival: Arrival, claims: Claims | None) -> None:
        if arrival.nameless:
            if await self._is_new(db, arrival):
                await self.app.refuse_nameless(db, self.channel, arrival.address, self.clock.now())
            return
        said = await self._let_in(db, arrival)
        if said is None:
            return
        if self.careful > 0 or arrival.address in self._behind or await self._may_wait(db, arrival.address):
            self._behind.add(arrival.address)
            await self._keep(db, arrival, said)
            return
        incoming = Incoming(self.channel, arrival.address, said, said_at(said, self.clock.now()), claims)

        async def serve() -> None:
            if await self._is_new(db, arrival):
                await self.app.serve(db, incoming)

        try:
            why = await self._tried(db, claims, arrival.key, serve)
        except ReadFirst:
            await self._undo(db, claims)
            self._behind.add(arrival.address)
            await self._keep(db, arrival, said)
            return
        if why and (kept := await self._keep(db, arrival, said)) is not None:
            await self._give_up(db, kept, incoming, why)

    async def _may_wait(self, db: Turn, chat: str) -> bool:
        """Tell whether others are served before this chat: it writes many at once, or it is a stranger's among many."""
        self._came[chat] += 1
        if self._came[chat] > _OF_ONE:
            return True
        return self._came.total() > _OF_ALL and await people.at_address(db, self.channel, chat) is None

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

    async def _again(self, db: Turn, row: inbox.Kept, claims: Claims | None, ready: dict[tuple[str, str], Any]) -> None:
        """Serve what was kept; when it fails, once more at once, then make it a dead letter and say so."""
        said = unpacked(row.said)
        incoming = Incoming(self.channel, row.chat, said, said_at(said, self.clock.now()), claims, ready)

        async def serve() -> None:
            if await inbox.waits(db, row.id):  # else it was blocked since it was read
                await self.app.serve(db, incoming)
                await inbox.served(db, row.id, self.clock.now())

        if why := await self._tried(db, claims, row.key, serve):
            await self._give_up(db, row.id, incoming, why)
        await self._leave(db, row.chat)

    async def _give_up_kept(self, db: Turn, row: inbox.Kept) -> None:
        incoming = Incoming(self.channel, row.chat, unpacked(row.said), self.clock.now())
        await self._give_up(db, row.id, incoming, "the process died each time")
        await self._leave(db, row.chat)

    async def _leave(self, db: Turn, chat: str) -> None:
        """Let the next message of a chat be served at once, where none waits any more."""
        if not await inbox.waiting_in(db, self.channel, chat):
            self._behind.discard(chat)

    async def _give_up(self, db: Turn, id_: int, incoming: Incoming, why: str) -> None:
        await inbox.bury(db, id_, why)
        await self._apologise(db, incoming)

    async def _apologise(self, db: Turn, incoming: Incoming) -> None:
        """Say that it was not served, if that can be done."""
        try:
            async with db.savepoint():
                await self.app.apologise(db, incoming)
        except Exception:
            log.exception("nobody can be told that message %s was not served", incoming.said.source)

    async def _tried(self, db: Turn, claims: Claims | None, key: str, serve: Callable[[], Awaitable[None]]) -> str:
        """Serve, and once more at once where that fails; give why it failed again, "" where it did not.

        Whatever it had done is undone then. Raise where the transaction itself is gone: nobody's fault.
        """
        why = ""
        for _ in range(2):
            try:
                await serve()
            except ReadFirst:
                raise
            except Exception as error:
                await self._undo(db, claims)
                log.exception("message %s could not be served", key)
                why = f"{type(error).__name__}: {error}"[:500]
            else:
                return ""
        return why

    async def _undo(self, db: Turn, claims: Claims | None) -> None:
        await db.undo()
        if claims is not None:
            claims.drop()

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

    # ----------------------------------------------------------------------------------

    def _claims(self) -> Claims | None:
        return None if self.sending is None else self.sending.claims()

    def _say(self, claims: Claims | None) -> None:
        if claims is not None and self.sending is not None:
            self.sending.send(claims)


def said_at(said: Said, now: datetime) -> datetime:
    """Give when a message was said: what comes late, after the bot was down, was said when it was written.

    What comes as usual is said now: the channel gives whole seconds, which would go before what was just done.
    """
    if not said.written:
        return now
    written = datetime.fromtimestamp(said.written, UTC)
    return written if _LATE <= now - written <= _KEPT else now


def _rule(arrival: Arrival) -> str | None:
    """Give the guard's rule that fires on anything in an update, file names included."""
    named = [file.name for file in arrival.said.attachments] if arrival.said else []
    rules = (*map(secrets.mark, (*arrival.texts, arrival.broken)), *map(secrets.mark_in_name, named))
    return next((rule for rule in rules if rule is not None), None)
