"""Kill the bot at random moments and start it at once, with misfortune on the line; count what happened."""

import asyncio
import random
import time
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from bot.sandbox.faults import Faults
from tests.running import PATIENCE, House

KILLS = 22
SEED = 705
# One kind of misfortune at a time; polling suffers in one life of three, since each failed poll pauses a second.
_SENDS = ("sendMessage", "editMessageText", "getFile", "file", "answerCallbackQuery", "setMyCommands")
_LIVES = (
    Faults(only=_SENDS, too_many=0.02, drop_before=0.03, drop_after=0.03, redeliver=0.3, duplicate=0.05),
    Faults(only=_SENDS, server_error=0.02, bad_gateway=0.02, drop_after=0.04, redeliver=0.3, tap_twice=0.05),
    Faults(too_many=0.01, drop_before=0.03, drop_after=0.03, server_error=0.01, redeliver=0.5, duplicate=0.1),
)

_SOME = 30  # calls of a life in which whatever waited is served


@dataclass
class Drill:
    """What is done to one house, and what it came to."""

    house: House
    kills: int = 0
    ready_after: list[float] = field(default_factory=list)  # seconds from start to the first poll

    def __post_init__(self) -> None:
        self.random = random.Random(SEED)
        self.began = time.monotonic()
        self.seconds = 0.0  # all the kills took
        self.short = False  # the last life

    def is_over(self) -> bool:
        return self.kills >= KILLS

    async def run(self) -> None:
        """Kill as often as was meant; leave it running, with fair weather."""
        while not self.is_over():
            self._weather(_LIVES[self.kills % len(_LIVES)])
            await self._live()
            await asyncio.sleep(self.random.uniform(0, 0.03))  # the call that was counted gets somewhere, or nowhere
            assert self.house.process.poll() is None, f"it ended by itself: {self.house.last_words()}"
            self.house.kill()
            self.kills += 1
        self._weather(Faults())
        self.house.start()
        self.seconds = time.monotonic() - self.began

    async def _live(self) -> None:
        """Start it; wait for so many calls, counted from the first poll, or now and then from its very first call."""
        early = self.random.random() < 0.15 and not self.short
        started, polling = time.monotonic(), self.house.polling()
        before = self.house.calls.total()
        self.house.start()
        if not early:
            await self._came(polling)
            self.ready_after.append(time.monotonic() - started)
            before = self.house.calls.total()
        # three short lives in a row would set a message aside as one that kills, which is another test's matter
        many = self.random.randint(_SOME if self.short else 1, 4 if early else 90)
        self.short = many < _SOME
        wanted = before + many
        calls = self.house.running.when(lambda: self.house.calls.total() >= wanted)
        await self._came(calls)

    async def _came(self, waited: "Future[bool]") -> None:
        try:
            await asyncio.wait_for(asyncio.wrap_future(waited), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"life {self.kills} is silent: {self.house.last_words()}") from None

    def _weather(self, faults: Faults) -> None:
        seeded = replace(faults, seed=self.random.randrange(10**6))
        self.house.running.do(self.house.fate.play, seeded)
