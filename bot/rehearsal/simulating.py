"""The whole house in a time of its own: the real house, the real outbox, and a channel that only keeps.

It jumps from one thing that is due to the next, so that a campaign of months passes in
seconds. The rehearsal of a plan and the tests live in it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from bot.channel import Capabilities, ChannelError, Keep, Menu, Shown
from bot.clock import Clock
from bot.loops.pacing import Pace
from bot.loops.sending import Sending
from bot.loops.ticking import Ticking
from bot.serving.app import App
from handlers.clock.jobs import JOBS
from handlers.house import House
from storage.db import Database
from storage.schedule import flow

_NO_PACE: Final = 1e6  # messages a second


class Settable(Clock):
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        """Begin at this instant."""
        super().__init__()
        self.at = at

    def now(self) -> datetime:
        """Give the instant it was set to."""
        return self.at


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that reached an address, and when."""

    at: datetime
    address: str
    shown: Shown


@dataclass(slots=True)
class Keeping:
    """A channel that keeps what it is given; addresses in `blocked` cannot be reached."""

    clock: Clock
    name: str = "telegram"
    code_link: str = ""
    group: str = ""
    delivered: list[Delivered] = field(default_factory=list)
    blocked: set[str] = field(default_factory=set)
    can: Capabilities = field(default=Capabilities(buttons=True, edits=True))

    async def listen(self, keep: Keep) -> None:
        """Hear nothing: whoever simulates hands messages to the house itself."""

    async def show(self, address: str, shown: Shown) -> str:
        """Keep it. Raise ChannelError for who has blocked us."""
        if address in self.blocked:
            raise ChannelError("blocked", permanent=True, unreachable=True)
        self.delivered.append(Delivered(self.clock.now(), address, shown))
        return str(len(self.delivered))

    async def at_work(self, address: str) -> None:
        """Show nothing: nobody waits."""

    async def settle(self, address: str, message: str, text: str) -> None:
        """Let an old prompt be."""

    async def fetch(self, ref: str, into: Path, at_most: int) -> None:
        """Have no files. Raise ChannelError."""
        raise ChannelError(f"no file {ref} of at most {at_most} bytes for {into}", permanent=True)

    async def offer(self, menu: Menu) -> None:
        """Show no menu."""

    async def close(self) -> None:
        """Hold nothing open."""


@dataclass(slots=True)
class Simulation:
    """A house that lives in simulated time."""

    db: Database
    app: App
    clock: Settable
    channel: Keeping
    sending: Sending
    ticking: Ticking

    async def until(self, end: datetime) -> None:
        """Let everything happen that falls due up to this instant, in its order."""
        while (at := await self.next_at()) is not None and at <= end:
            await self.pass_to(max(at, self.clock.at))
        self.clock.at = max(end, self.clock.at)

    async def pass_to(self, at: datetime) -> None:
        """Set the clock and do what is due."""
        self.clock.at = at
        await self.ticking.due(at)
        await self.sending.send_all()

    async def next_at(self) -> datetime | None:
        """Give when the next thing falls due, past or to come."""
        return await self.db.read(partial(flow.next_at, rules=JOBS.keys()))


@asynccontextmanager
async def simulated(path: Path, house: House, at: datetime, *, scratch: bool = False) -> AsyncIterator[Simulation]:
    """Open a house on this database, which is migrated already; `scratch`: it is thrown away afterwards."""
    db = Database(path, scratch=scratch)
    await db.open()
    clock = Settable(at)
    app, channel = App(house), Keeping(clock)
    sending = Sending(db, {channel.name: channel}, clock, path.parent, Pace(_NO_PACE, 1_000_000), house)

    async def nothing_to_sweep() -> None:
        return

    ticking = Ticking(db, clock, house, nothing_to_sweep)
    try:
        yield Simulation(db, app, clock, channel, sending, ticking)
    finally:
        await db.close()
