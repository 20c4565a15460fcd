"""The inbox: an update is looked at by the guard, served, and kept as served, in one commit with all that follows.

Only then is it acknowledged, and what is to be said at once is sent. Some messages are kept
first and served afterwards, from the backlog: the first ones after an unclean end (one of
them may be what ended us), those for which a reader has to read something long, those of
whoever writes many at once, those of strangers where many messages come in, and those of the same
chat behind them. What gives way in one poll is kept in one turn: an official's message may stand
behind fifty such polls.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from bot.channel import Arrival
from bot.clock import Clock
from bot.dialogue import forgetting
from bot.dialogue.scene import ReadFirst
from bot.health.logs import following
from bot.loops import turns
from bot.loops.backlog import Backlog
from bot.loops.crowd import Crowd
from bot.loops.sending import Claims, Sending
from bot.serving.app import App, Incoming
from handlers.delivery import lost_groups, secrecy
from handlers.house import running
from messages import secrets
from messages.said import Said, packed
from storage.db import Database, Turn, Work
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
    _strangers: set[str] = field(default_factory=set)  # of the crowd that goes on

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
        one_by_one, together = await self._parted(arrivals)
        left: list[Arrival] = []
        handed_in = [self._turn(arrival, gives_way) for arrival, gives_way in one_by_one]
        if together:
            handed_in.append((None, partial(self._put_aside, arrivals=together, left=left)))
        await self._run(handed_in)
        await self._run([self._turn(arrival, gives_way=True) for arrival in left])
        self.careful = max(0, self.careful - len(arrivals))

    async def _parted(self, arrivals: Sequence[Arrival]) -> tuple[list[tuple[Arrival, bool]], list[Arrival]]:
        """Give what is taken in one by one, each with whether it gives way; and what is put aside in one go.

        Of one chat all that gives way is put aside in one go, or nothing: so its order stays.
        """
        if not self._crowd.may_be(len(arrivals)):
            self._strangers.clear()
        elif chats := {arrival.address for arrival in arrivals} - self._strangers:
            self._strangers |= await self.db.read(partial(people.strangers, channel=self.channel, chats=chats))
        self._crowd.begin()
        one_by_one, aside = [], []
        for one in arrivals:
            speaks = one.said is not None and one.private
            if speaks and self._crowd.count(one.address, stranger=one.address in self._strangers):
                aside.append(one)
            else:
                one_by_one.append((one, False))
        self._crowd.end()
        singly = {arrival.address for arrival in aside if not _only_speaks(arrival)}
        one_by_one += [(arrival, True) for arrival in aside if arrival.address in singly]
        return one_by_one, [arrival for arrival in aside if arrival.address not in singly]

    def _turn(self, arrival: Arrival, gives_way: bool) -> tuple[Claims | None, Work[None]]:
        claims = None if self.sending is None else self.sending.claims()
        return claims, partial(self._arrived, arrival=arrival, gives_way=gives_way, claims=claims)

    async def _run(self, handed_in: Sequence[tuple[Claims | None, Work[None]]]) -> None:
        """Run turns and send what they claimed. Raise StorageTrouble where one of them is not safe."""
        outcomes = await asyncio.gather(*(self.db.submit(turn) for _, turn in handed_in), return_exceptions=True)
        behind = self.backlog.behind
        if behind and not (self.backlog.looks_again and behind <= self._strangers):
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

    # What follows runs in a turn ------------------------------------------------------

    async def _put_aside(self, db: Turn, arrivals: Sequence[Arrival], left: list[Arrival]) -> None:
        """Keep what gives way in one go, to be served afterwards; add to `left` what has to be taken in by itself.

        That is what bears a mark, of which nothing is kept; and all, where one of them cannot be kept.
        """
        try:
            unmarked = []
            for arrival in arrivals:
                if arrival.said is None or _rule(arrival) is not None:
                    left.append(arrival)
                else:
                    unmarked.append((arrival.key, arrival.address, packed(arrival.said)))
            self.backlog.behind.update(chat for _, chat, _ in unmarked)
            await inbox.keep_all(db, channel=self.channel, messages=unmarked, at=self.clock.now())
        except Exception:  # noqa: BLE001 - whichever it is: singly it turns out of which
            await db.undo()
            left[:] = arrivals

    async def _arrived(self, db: Turn, arrival: Arrival, gives_way: bool, claims: Claims | None) -> None:
        """Take an update in; what cannot even be blocked or kept is set aside, or it would end the house each time."""
        with following(arrival.key):
            await self._taken_in_or_aside(db, arrival, gives_way, claims)

    async def _taken_in_or_aside(self, db: Turn, arrival: Arrival, gives_way: bool, claims: Claims | None) -> None:
        try:
            await self._taken_in(db, arrival, gives_way, claims)
            log.debug("taken in")
        except Exception as error:  # noqa: BLE001 - whichever it is
            await turns.undo(db, claims)
            why = type(error).__name__  # and no more: its words may be what the guard is there for
            log.error("an update could not be taken in; it is set aside under %s: %s", arrival.key, why)  # noqa: TRY400 - see above
            now = self.clock.now()
            await inbox.set_aside(db, channel=self.channel, key=arrival.key, chat=arrival.address, why=why, at=now)
            if arrival.said is not None and arrival.private:
                nothing_of_it = Said(arrival.said.source)
                await turns.apologise(self.app, db, Incoming(self.channel, arrival.address, nothing_of_it, now, claims))

    async def _taken_in(self, db: Turn, arrival: Arrival, gives_way: bool, claims: Claims | None) -> None:
        if arrival.nameless:
            if await self._is_new(db, arrival):
                await self.app.refuse_nameless(db, self.channel, arrival.address, self.clock.now())
            return
        said = await self._let_in(db, arrival)
        if said is None:
            return
        if gives_way or self.careful > 0 or arrival.address in self.backlog.behind:
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

    async def _let_in(self, db: Turn, arrival: Arrival) -> Said | None:
        """Give what is to be served of an update; None where there is nothing, or where it was blocked."""
        if arrival.reachable is not None:
            now = self.clock.now()
            await people.reach(db, self.channel, arrival.address, reachable=arrival.reachable, at=now)
            if not arrival.reachable and not arrival.private:
                await lost_groups.left(db, self.app.house, GroupChat(self.channel, arrival.address), now)
        if arrival.broken:
            log.error("an update could not be read; it is set aside under %s", arrival.key)
            why, now = arrival.broken[:2000] if _rule(arrival) is None else "", self.clock.now()
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
        if arrival.said is not None and arrival.said.edited:
            await forgetting.forget(db, self.channel, arrival.address, source)
        hit = secrecy.Hit(self.channel, arrival.address, album, rule, now, source=source)
        await secrecy.of_message(db, self.app.house, hit)


def _only_speaks(arrival: Arrival) -> bool:
    """Tell whether a message is to be guarded and kept, and nothing else is to be done or looked up for it."""
    return not (arrival.nameless or arrival.in_group or arrival.broken or arrival.reachable is not None) and (
        arrival.said is not None and not arrival.said.album
    )


def _rule(arrival: Arrival) -> str | None:
    """Give the guard's rule that fires on anything in an update, file names included."""
    named = [file.name for file in arrival.said.attachments] if arrival.said else []
    texts = filter(None, (*arrival.texts, arrival.broken))
    rules = (*map(secrets.mark, texts), *map(secrets.mark_in_name, named))
    return next((rule for rule in rules if rule is not None), None)
